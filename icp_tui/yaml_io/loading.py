"""From a file or a text to a document, and from a document to a model, or every problem at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from icp_tui.errors import IcpError, Problem
from icp_tui.yaml_io import file, wording
from icp_tui.yaml_io.composer import Composition, compose
from icp_tui.yaml_io.document import Document, Loc
from icp_tui.yaml_io.draft import Draft
from icp_tui.yaml_io.part import Fault

_M = TypeVar("_M", bound=BaseModel)
Check = Callable[[Draft], Iterable[Fault]]

# Nobody mends more in one go, and wording a hundred thousand would take minutes.
MOST_PROBLEMS = 200


def read_yaml(path: Path) -> Document:
    """Read a YAML file strictly; IcpError with every problem of the file and its syntax."""
    text, data = _text_of(path)
    return _sound(compose(text, str(path)), text, data)


def parse_yaml(text: str, path: str) -> Document:
    """Read a YAML text strictly, as `read_yaml`; `path` is what problems call it."""
    file.check_characters(text, path)
    return _sound(compose(text, path), text, text.encode())


def load(path: Path, model: type[_M], checks: Sequence[Check] = ()) -> _M:
    """Read a YAML file into `model`; IcpError with all problems, sorted by place.

    `checks` look across parts; they also run when some part is unsound. The document is the
    validation context, as `{"document": Document}`.
    """
    text, data = _text_of(path)
    return _modelled(compose(text, str(path)), text, data, model, checks)


def load_text(text: str, path: str, model: type[_M], checks: Sequence[Check] = ()) -> _M:
    """Read a YAML text into `model`, as `load`; `path` is what problems call it."""
    file.check_characters(text, path)
    return _modelled(compose(text, path), text, text.encode(), model, checks)


def _text_of(path: Path) -> tuple[str, bytes]:
    data = file.read_bytes(path)
    return file.decode(data, str(path)), data


def _document(composition: Composition, text: str, data: bytes) -> Document | None:
    if composition.data is None:
        return None
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(composition.data, composition.path, text, sha256, composition.places)


def _sound(composition: Composition, text: str, data: bytes) -> Document:
    document = _document(composition, text, data)
    if composition.problems or document is None:
        raise IcpError(_sorted(composition.problems))
    return document


def _modelled(
    composition: Composition,
    text: str,
    data: bytes,
    model: type[_M],
    checks: Sequence[Check],
) -> _M:
    document = _document(composition, text, data)
    if document is None:
        raise IcpError(_sorted(composition.problems))
    made, invalid, rest = _validated(document, model)
    faulty = composition.faulty | {loc for loc, _ in invalid}
    problems = [
        *composition.problems,
        *(said for loc, said in invalid if not _within(loc, composition.faulty)),
    ]
    draft = Draft(document, faulty)
    for check in checks:
        problems.extend(_problem(fault, document) for fault in check(draft))
    if problems or made is None:
        raise IcpError(_sorted(problems, rest))
    return made


def _validated(document: Document, model: type[_M]) -> tuple[_M | None, list[tuple[Loc, Problem]], int]:
    """The model, or its problems (the first MOST_PROBLEMS and the number of the rest)."""
    try:
        return model.model_validate(document.data, context={"document": document}), [], 0
    except ValidationError as error:
        found = wording.without_echoes(error.errors(include_url=False), model)
        said = [wording.problem(details, document, model) for details in found[:MOST_PROBLEMS]]
        return None, said, len(found) - len(said)


def _within(loc: Loc, faulty: set[Loc]) -> bool:
    """Whether `loc`, or what holds it, is being complained about already."""
    return any(loc[:length] in faulty for length in range(len(loc) + 1))


def _problem(fault: Fault, document: Document) -> Problem:
    line, column = document.place(document.trace(fault.loc)[0])
    return Problem(fault.message, document.path, line, column, fault.hint)


def _sorted(problems: Sequence[Problem], rest: int = 0) -> list[Problem]:
    """Each problem once, by line and column; beyond MOST_PROBLEMS only their number."""
    told = sorted(dict.fromkeys(problems), key=lambda problem: (problem.line or 0, problem.column or 0))
    rest += max(0, len(told) - MOST_PROBLEMS)
    if not rest:
        return told
    return [*told[:MOST_PROBLEMS], Problem(f"{rest:,} more problems", told[0].path)]
