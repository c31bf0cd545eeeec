"""Precedence: whose word counts where two sources know the same field of an account.

As a rule the order in which the sources were given; `--prefer` puts some of them first, for all fields or
for some. Light: the app starts with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from icp_tui.errors import IcpError, Problem, nearest, shortened

# Fields that are one statement and come from one source: each under the name of the first.
_TOGETHER = {
    "employees_min": "employees",
    "employees_max": "employees",
    "revenue_min": "revenue",
    "revenue_max": "revenue",
    "currency": "revenue",
}
# Where a row came from is no matter of preference.
_OF_THE_ROW = ("source", "source_row", "account_key")
# Nor is it by what an account is known; the rows of one have the same domain, only accounts that are joined may not.
_SETTLED = (*_OF_THE_ROW, "domain")


@dataclass(frozen=True)
class Precedence:
    """The preferred sources, by the names that accounts know them by; those not named follow as given.

    `everywhere` counts for every field, after those that `fields` names for it.
    """

    everywhere: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def preferred(self, field: str) -> tuple[str, ...]:
        """The sources that come first for a field, the most preferred first; empty: the order given."""
        if field in _SETTLED:
            return ()
        own = self.fields.get(_TOGETHER.get(field, field), ())
        return tuple(dict.fromkeys((*own, *self.everywhere)))

    def said(self) -> list[str]:
        """What was preferred, as one would give it again: `apollo.csv`, `revenue=hubspot.csv,crm.csv`."""
        own = [f"{name}={','.join(sources)}" for name, sources in sorted(self.fields.items())]
        return [*self.everywhere, *own]


# The order given decides.
AS_GIVEN = Precedence()


def precedence(texts: Sequence[str], sources: Sequence[str]) -> Precedence:
    """What `texts` prefer among `sources` (their names): `FILE`, or `field,field=FILE,FILE`.

    A file may be called by its name or its path. IcpError with every source and field that there is none of.
    """
    if not texts:
        return AS_GIVEN
    # Polars comes with the columns, and nobody needs it who prefers nothing.
    from icp_tui.columns import ACCOUNT  # noqa: PLC0415

    known = [name for name in ACCOUNT if name not in _OF_THE_ROW]
    everywhere: list[str] = []
    fields: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for text in texts:
        named, files = _taken_apart(text, sources)
        found = [(file, _source(file, sources)) for file in files]
        problems += [_no_source(file, sources) for file, source in found if source is None]
        problems += [_no_field(name, known) for name in named if name not in known]
        preferred = [source for _, source in found if source is not None]
        if not named:
            everywhere += preferred
        for name in named:
            fields.setdefault(_TOGETHER.get(name, name), []).extend(preferred)
    if problems:
        raise IcpError(list(dict.fromkeys(problems)))
    return Precedence(_once(everywhere), {name: _once(files) for name, files in fields.items()})


def _taken_apart(text: str, sources: Sequence[str]) -> tuple[list[str], list[str]]:
    """The fields and the files of one text; files may have `=` and `,` in their names."""
    fields, equals, rest = text.partition("=")
    if not equals or _source(text, sources) is not None:
        return [], _files(text, sources)
    return [name.strip().lower() for name in fields.split(",")], _files(rest, sources)


def _files(text: str, sources: Sequence[str]) -> list[str]:
    if _source(text, sources) is not None:
        return [text]
    return [file.strip() for file in text.split(",")]


def _source(text: str, sources: Sequence[str]) -> str | None:
    """The source that a person means: by its name, its path, or its path where only the name is known."""
    wanted = text.strip()
    if not wanted:
        return None
    if wanted in sources:
        return wanted
    by_path = {os.path.abspath(source): source for source in sources}  # noqa: PTH100 - of names, no files
    found = by_path.get(os.path.abspath(os.path.expanduser(wanted)))  # noqa: PTH100, PTH111
    name = PurePath(wanted).name
    return name if found is None and name in sources else found


def _no_source(file: str, sources: Sequence[str]) -> Problem:
    if not file.strip():
        return Problem("--prefer names no source", hint="write --prefer FILE, or --prefer field=FILE")
    near = nearest(file, sources, 1)
    hint = f"did you mean {near[0]}?" if near else f"the sources are {', '.join(sources[:8])}"
    if [PurePath(source).name for source in sources].count(file.strip()) > 1:
        hint = "several sources have that name: give the path as you gave it for the source"
    return Problem(f"--prefer: no source is called {shortened(file, 60)}", hint=hint)


def _no_field(name: str, known: Sequence[str]) -> Problem:
    near = nearest(name, known, 1)
    hint = f"did you mean {near[0]}?" if near else "icp-tui columns shows the fields of a list"
    return Problem(f"--prefer: there is no field {shortened(name, 60) or 'without a name'}", hint=hint)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
