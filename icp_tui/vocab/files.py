"""The vocabulary files: the shipped ones, and those of the user that extend or override them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import yaml

from icp_tui.errors import IcpError, Problem, did_you_mean

# Every scalar is text, so that NO is Norway. The C parser is eight times as fast.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_Args = ParamSpec("_Args")
_Result = TypeVar("_Result")
_forget: list[Callable[[], None]] = []


def kept(function: Callable[_Args, _Result]) -> Callable[_Args, _Result]:
    """Keep the results of `function` until `reset`."""
    keeping = cache(function)
    _forget.append(keeping.cache_clear)
    return cast("Callable[_Args, _Result]", keeping)


def reset() -> None:
    """Forget what was read, so that changed files are read again."""
    for forget in _forget:
        forget()


def user_folder() -> Path:
    """Where the user's own vocabulary files are: `$ICP_TUI_HOME/vocab`, else in the user's configuration."""
    home = os.environ.get("ICP_TUI_HOME")
    if home:
        return Path(home) / "vocab"
    from platformdirs import user_config_dir  # noqa: PLC0415  only where no folder is given

    return Path(user_config_dir("icp-tui")) / "vocab"


@kept
def shipped(name: str) -> dict[str, Any]:
    """The shipped file `name` as plain text, lists and mappings."""
    text = files("icp_tui.vocab").joinpath(name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506  builds text, lists and mappings only
    return data


@dataclass
class UserFile:
    """The user's file of one name, and the problems found while it is read.

    `data` is empty when there is no such file. Problems are collected, then raised by `finish`.
    """

    path: str
    data: Mapping[str, Any]
    _place: Any = None
    _problems: list[Problem] = field(default_factory=list)

    @classmethod
    def open(cls, name: str) -> UserFile:
        """The user's file `name`. Raises IcpError when it is no readable YAML mapping."""
        _check_names()
        path = user_folder() / name
        if not path.is_file():
            return cls(str(path), {})
        from icp_tui.yaml_io import read_yaml  # noqa: PLC0415  only for those who have a file of their own

        document = read_yaml(path)
        return cls(str(path), document.data or {}, document.place)

    def problem(self, message: str, *at: str | int, hint: str = "") -> None:
        """Note a problem at the place `at` in the file."""
        line, column = self._place(at) if self._place else (None, None)
        self._problems.append(Problem(message, self.path, line, column, hint))

    def finish(self) -> None:
        """Raise IcpError with all the problems noted, if any."""
        if self._problems:
            raise IcpError(self._problems)

    def texts(self, value: Any, *at: str | int) -> list[str]:
        """A list of texts, or one text; anything else is noted as a problem and left out."""
        if value is None:
            return []
        if isinstance(value, str):
            return [value]
        if not isinstance(value, list):
            self.problem("expected a list of texts", *at, hint=f"write {at[-1]}: [one, another]")
            return []
        for index, item in enumerate(value):
            if not isinstance(item, str):
                self.problem(f"{item!r} is not text", *at, index, hint="put it in quotes")
        return [item for item in value if isinstance(item, str)]

    def entries(self) -> Iterator[tuple[str, Any]]:
        """The labels and what they are given; a label that is not text is noted as a problem."""
        for label, value in self.data.items():
            if isinstance(label, str):
                yield label, value
            else:
                self.problem(f"the label {label!r} is not text", label, hint="put it in quotes")

    def sections(self, known: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """`entries`, of which only those named in `known` are allowed."""
        for label, value in self.entries():
            if label in known:
                yield label, value
            else:
                listed = f"put it below {' or '.join(f'{name}:' for name in known)}"
                self.problem(f"unknown key {label}", label, hint=did_you_mean(label, known) or listed)


@kept
def _check_names() -> None:
    """Raises IcpError for lists in the user's folder that nobody reads, since their names are wrong."""
    known = sorted(one.name for one in files("icp_tui.vocab").iterdir() if one.name.endswith(".yaml"))
    folder = user_folder()
    found = sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
    strange = [path for path in found if path.name not in known and not path.name.startswith(".")]
    problems = [
        Problem(
            "no vocabulary has this name, so the file is not read",
            path=str(path),
            hint=did_you_mean(path.with_suffix(".yaml").name, known) or f"the names are {', '.join(known)}",
        )
        for path in strange
    ]
    if problems:
        raise IcpError(problems)
