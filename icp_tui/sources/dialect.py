"""Dialects: what vendors call their columns. One YAML file each, in `dialects/`.

A file in the user's own folder (`dialects/` in `$ICP_TUI_HOME`, else in the user's configuration folder)
adds a dialect, or replaces the shipped one of the same file name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from icp_tui.columns import ACCOUNT
from icp_tui.errors import did_you_mean
from icp_tui.vocab.files import kept, user_folder
from icp_tui.yaml_io import Fault, Line, Listed, Part, Text, load

GENERIC = "generic"
FIELDS = tuple(field for field in ACCOUNT if field not in ("account_key", "source", "source_row"))
UNITS = {"thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000}

_SHIPPED = Path(__file__).parent / "dialects"
_SPACES = re.compile(r"[\s_\-\u00a0\ufeff\u200b]+")

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Separator = Annotated[str, StringConstraints(min_length=1, max_length=1)]


class Dialect(Part):
    """How one vendor's export is recognised and understood."""

    dialect: Name
    """Its name, as in the receipt."""
    title: Line
    """Its name for people."""
    all_of: Listed[Text] = ()
    """Headers that such a file always has."""
    any_of: Listed[Text] = ()
    """Headers of which it has at least one."""
    headers: Mapping[str, Listed[Text]]
    """Account column -> the headers that feed it, the most trusted first."""
    last_resort: Mapping[str, Listed[Text]] = Field(default_factory=dict)
    """Account column -> headers that feed it only when no other does."""
    ignore: Listed[Text] = ()
    """Headers that look like account columns but say something else; they stay original columns."""
    separators: Mapping[str, Separator] = Field(default_factory=dict)
    """List column -> what separates its entries."""
    units: Mapping[str, Literal["thousands", "millions", "billions"]] = Field(default_factory=dict)
    """Header -> the unit of its numbers, where the header itself does not say it."""
    footers: Listed[Text] = ()
    """How the first cell of a footer row begins."""
    ids: Text | None = None
    """The system whose record numbers `crm_id` holds: two of them are two records of that system."""

    def faults(self) -> Iterable[Fault]:
        """Fields that are no account columns, and a file that can never be recognised."""
        for key in ("headers", "last_resort", "separators"):
            for field in getattr(self, key):
                if field not in FIELDS:
                    yield Fault((key, field), f"{field} is no account column", did_you_mean(field, FIELDS))
        if self.dialect != GENERIC and not (self.all_of or self.any_of):
            yield Fault((), "nothing tells this dialect from others", "name headers under all_of or any_of")

    def field_of(self) -> Mapping[str, tuple[str, ...]]:
        """Compared header -> the fields it feeds."""
        found: dict[str, tuple[str, ...]] = {}
        for field, headers in self.headers.items():
            for header in headers:
                key = compared(header)
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), field)))
        return found

    def evidence(self, headers: frozenset[str]) -> tuple[int, int]:
        """How strongly compared headers speak for this dialect: signature, then all recognised headers.

        (0, 0) when the signature is not there.
        """
        always = {compared(header) for header in self.all_of}
        some = {compared(header) for header in self.any_of} & headers
        if not always <= headers or (self.any_of and not some):
            return 0, 0
        return len(always) + len(some), len(headers & set(self.field_of()))


@cache
def compared(header: str) -> str:
    """A header as it is compared: trimmed, case-folded, runs of blanks, `_` and `-` as one blank, no `*`."""
    return _SPACES.sub(" ", header).strip(" *").casefold()


@kept
def dialects() -> dict[str, Dialect]:
    """All dialects by name, the user's own included. IcpError when one of those is faulty."""
    files = {
        path.name: path for folder in (_SHIPPED, _own_folder()) for path in sorted(folder.glob("*.yaml"))
    }
    found = [load(path, Dialect) for path in files.values()]
    return {dialect.dialect: dialect for dialect in sorted(found, key=lambda one: one.dialect)}


def detect(headers: Sequence[str]) -> Dialect:
    """The dialect with the best evidence in these headers; `generic` when none fits."""
    known = dialects()
    present = frozenset(compared(header) for header in headers)
    scored = [(dialect.evidence(present), name) for name, dialect in known.items() if name != GENERIC]
    found = [(evidence, name) for evidence, name in scored if evidence > (0, 0)]
    return known[max(found)[1]] if found else known[GENERIC]


def _own_folder() -> Path:
    return user_folder().parent / "dialects"
