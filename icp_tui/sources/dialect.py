"""Dialects: what vendors call their columns. One YAML file each, in `dialects/`.

A file in the user's own folder (`dialects/` in `$ICP_TUI_HOME`, else in the user's configuration folder)
adds a dialect, or replaces the shipped one of the same file name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from icp_tui.columns import ACCOUNT
from icp_tui.errors import IcpError, did_you_mean, nearest, shortened
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
    """Headers of which it has at least one. A `*` in any of these signature headers stands for any text."""
    or_all_of: Listed[Text] = ()
    """Headers that, all together, tell as much as one of `any_of`."""
    typical: Listed[Text] = ()
    """Headers that such a file often has: they add to the evidence and are never needed."""
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
    prefix: Text | None = None
    """What vendors put before every header; what follows it is looked up among the generic headers."""
    unknown: Listed[Text] = ()
    """Cells that say nothing in the columns of this dialect, such as `0`."""
    currency_of: Mapping[str, Text] = Field(default_factory=dict)
    """Header with amounts -> the header with their currency."""
    tool_columns: Listed[Text] = ()
    """Headers of true/false columns, one per tool: `*` is the tool."""
    tool_in_file_name: bool = False
    """Whether the name of the file says which technology all its companies use."""
    ids: Text | None = None
    """The system whose record numbers `crm_id` holds: two of them are two records of that system."""
    id_core: Text | None = None
    """The part of a record number that counts, as the first group of a pattern; what does not fit counts whole."""

    def faults(self) -> Iterable[Fault]:
        """Fields that are no account columns, and a file that can never be recognised."""
        for key in ("headers", "last_resort", "separators"):
            for field in getattr(self, key):
                if field not in FIELDS:
                    yield Fault((key, field), f"{field} is no account column", did_you_mean(field, FIELDS))
        if self.dialect != GENERIC and not (self.all_of or self.any_of or self.or_all_of):
            yield Fault((), "nothing tells this dialect from others", "name headers under all_of or any_of")
        for at, pattern in enumerate(self.tool_columns):
            if pattern.count("*") != 1:
                yield Fault(
                    ("tool_columns", at),
                    f"{pattern} does not say where the tool stands",
                    "write one * for it",
                )
        if self.id_core is not None and not _one_group(self.id_core):
            yield Fault(("id_core",), "no pattern with one group", "put the part that counts in ( )")

    def field_of(self) -> Mapping[str, tuple[str, ...]]:
        """Compared header -> the fields it feeds."""
        found: dict[str, tuple[str, ...]] = {}
        for field, headers in self.headers.items():
            for header in headers:
                key = compared(header)
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), field)))
        return found

    @property
    def signature(self) -> tuple[str, ...]:
        """All headers that speak for this dialect, the needed ones first."""
        return tuple(dict.fromkeys((*self.all_of, *self.any_of, *self.or_all_of, *self.typical)))

    def signed_by(self, headers: Mapping[str, str]) -> bool:
        """Whether the signature is there. `headers`: compared header -> header."""
        some = any(matched(one, headers) for one in self.any_of)
        together = bool(self.or_all_of) and all(matched(one, headers) for one in self.or_all_of)
        needs_some = bool(self.any_of or self.or_all_of)
        return all(matched(one, headers) for one in self.all_of) and (some or together or not needs_some)


def matched(wanted: str, headers: Mapping[str, str]) -> str | None:
    """The header that a signature header means: the same when compared, or as its `*` allows."""
    if "*" not in wanted:
        return headers.get(compared(wanted))
    pattern = wanted.casefold()
    return next((header for header in headers.values() if fnmatchcase(header.casefold(), pattern)), None)


def _one_group(pattern: str) -> bool:
    try:
        return re.compile(pattern).groups == 1
    except re.error:
        return False


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


def dialect_named(name: str) -> Dialect:
    """The dialect that a person named. IcpError with the nearest names when there is none."""
    known = dialects()
    wanted = name.strip().casefold().replace(" ", "_").replace("-", "_")
    if wanted in known:
        return known[wanted]
    near = nearest(name, [*known, *(one.title for one in known.values())], 3)
    by_title = {one.title: one.dialect for one in known.values()}
    said = list(dict.fromkeys(by_title.get(one, one) for one in near))
    mean = f"did you mean {' or '.join(said)}? " if said else ""
    raise IcpError(
        f"there is no dialect {shortened(name, 40)}", hint=f"{mean}the dialects are {', '.join(known)}"
    )


def _own_folder() -> Path:
    return user_folder().parent / "dialects"
