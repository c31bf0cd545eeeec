"""Headers -> account fields: which original columns feed which account column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from icp_tui.errors import shortened
from icp_tui.sources.dialect import GENERIC, UNITS, Dialect, compared, dialects
from icp_tui.sources.evidence import by_comparison, fingerprint, reasons
from icp_tui.sources.last_words import naming
from icp_tui.sources.misfit import Misfit, misfit, understood
from icp_tui.sources.overruling import overruling
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.sources.resemblance import resembling
from icp_tui.sources.table import Table
from icp_tui.sources.tool_columns import ToolColumn, tool_columns, tool_in

# Rows that are looked at from the top, and as many from all over the rest.
_LOOKED_AT = 500
_NAMING = ("name", "domain", "website", "linkedin_url")
# Of several headers for one of these, the one that is understood more often counts first.
_WEIGHED = (
    "country",
    "industry",
    "sub_industry",
    "domain",
    "website",
    "founded",
    "funding_stage",
    "last_funding_date",
)


@dataclass(frozen=True)
class Feed:
    """One original column that feeds one account column.

    `unit` multiplies its numbers; None: see the header. `day_first` is the order of its dates such as
    `3/4/2024`; None: see the cells.
    """

    header: str
    field: str
    unit: int | None = None
    separator: str | None = None
    day_first: bool | None = None


@dataclass(frozen=True)
class Mapped:
    """How the headers of a source are understood: its dialect and, for each field, its feeds in order of trust.

    `evidence` says why it is that dialect and that order, `doubts` what else it could be and which columns are
    not what their headers say. `tools` are true/false columns of technologies, `tool` the technology that
    the name of the file says. `fingerprint` is the same for files with the same headers.
    """

    dialect: Dialect
    feeds: Mapping[str, tuple[Feed, ...]]
    evidence: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    tools: tuple[ToolColumn, ...] = ()
    tool: str | None = None
    fingerprint: str = ""

    @property
    def names_companies(self) -> bool:
        """Whether an account can be told from another by name, domain or LinkedIn page."""
        return any(field in self.feeds for field in _NAMING)

    def all(self) -> Iterator[Feed]:
        """Every feed, field by field."""
        for feeds in self.feeds.values():
            yield from feeds

    def field_of(self, header: str) -> str | None:
        """The first field that a header feeds."""
        return next((feed.field for feed in self.all() if feed.header == header), None)


def map_table(table: Table, reading: Reading = AS_FOUND) -> Mapped:
    """Understand the headers of a table by their names and by a sample of its rows.

    IcpError when `reading` names a dialect, header or field that does not exist.
    """
    frame = table.frame
    return map_headers(
        frame.columns,
        dialect=reading.dialect,
        list_separator=table.list_separator,
        overrides=reading.overrides,
        day_first=reading.day_first,
        sample=_sample(frame),
        path=table.path,
    )


def map_headers(
    headers: Sequence[str],
    *,
    dialect: str | None = None,
    list_separator: str | None = None,
    overrides: Mapping[str, str | None] | None = None,
    day_first: Mapping[str, bool] | None = None,
    sample: pl.DataFrame | None = None,
    path: Path | None = None,
) -> Mapped:
    """Understand the unique headers of one source.

    The dialect is detected unless named. What it does not name is looked up among the generic aliases;
    those are trusted less. `overrides` sends a header to a field, or to none; `list_separator` is the
    reader's, where it joined lists itself, `day_first` the order of dates by header. A column whose cells in
    `sample` are plainly something else is left alone, unless an override sends it.
    """
    said = Reading(dialect=dialect, overrides=overrides or {}, day_first=day_first or {})
    over = overruling(headers, said, path)
    chosen, sent = over.dialect, over.fields
    evidence, doubts = reasons(chosen, headers, named=dialect is not None)
    search = _Search(chosen, list_separator, sample, over.day_first)
    for header, field in sent.items():
        if field is not None:
            search.add(header, field, sure=True)
    search.look_up({key: header for key, header in by_comparison(headers).items() if header not in sent})
    taken = {feed.header for feeds in search.feeds.values() for feed in feeds}
    free = [header for header in headers if header not in taken and header not in sent]
    if sample is not None:
        search.doubts += resembling([one for one in free if one not in search.refused], search.feeds, sample)
    tool = None
    if chosen.tool_in_file_name and path is not None:
        tool = tool_in(path)
        told = (
            f"{path.name}: by the name of the file all of them use {tool}"
            if tool
            else f"the name of the file should say which technology they use; {path.name} names none that is known"
        )
        (evidence if tool else doubts).append(told)
    return Mapped(
        chosen,
        {field: tuple(found) for field, found in search.feeds.items()},
        evidence=(*evidence, *search.evidence),
        doubts=(*doubts, *search.doubts),
        tools=tool_columns(chosen, dialects()[GENERIC], free, sample),
        tool=tool,
        fingerprint=fingerprint(headers),
    )


def _sample(frame: pl.DataFrame) -> pl.DataFrame:
    rest = frame.slice(_LOOKED_AT)
    return pl.concat([frame.head(_LOOKED_AT), rest.gather_every(-(-rest.height // _LOOKED_AT) or 1)])


class _Search:
    """Feeds found so far, and what is to be said about them."""

    def __init__(
        self,
        dialect: Dialect,
        list_separator: str | None,
        sample: pl.DataFrame | None,
        day_first: Mapping[str, bool],
    ) -> None:
        self.feeds: dict[str, list[Feed]] = {}
        self.evidence: list[str] = []
        self.doubts: list[str] = []
        self._dialect = dialect
        self._list_separator = list_separator
        self._sample = sample
        self._day_first = day_first
        self._units = {compared(named): UNITS[unit] for named, unit in dialect.units.items()}
        self._refused: list[tuple[Feed, Misfit]] = []

    @property
    def refused(self) -> set[str]:
        """The headers that are left alone because of their cells."""
        return {feed.header for feed, _ in self._refused}

    def look_up(self, free: Mapping[str, str]) -> None:
        """Look for `free` (compared header -> header): in the dialect, then among the generic aliases."""
        chosen, generic = self._dialect, dialects()[GENERIC]
        if chosen is not generic:
            self._each(chosen.headers, free)
            claimed = set(chosen.field_of()) | {compared(header) for header in chosen.ignore}
            free = {key: header for key, header in free.items() if key not in claimed}
            free = {**_without(chosen.prefix, free), **free}
        self._each(generic.headers, free, weigh=True)
        for field, last in {**generic.last_resort, **chosen.last_resort}.items():
            if field not in self.feeds:
                self._each({field: last}, free)
        self._keep_a_name()
        self._take_a_name(free)
        self.doubts += [str(wrong) for _, wrong in self._refused]

    def add(self, header: str, field: str, *, sure: bool = False) -> None:
        """Let a header feed a field, unless its cells are plainly something else and nobody is `sure`."""
        separator = self._list_separator or self._dialect.separators.get(field)
        unit = self._units.get(compared(header))
        feed = Feed(header, field, unit, separator, self._day_first.get(header))
        if any(feed.header == there.header for there in self.feeds.get(field, [])):
            return
        wrong = None
        if not sure and self._sample is not None:
            wrong = misfit(header, field, self._sample.get_column(header))
        if wrong is None:
            self.feeds.setdefault(field, []).append(feed)
        elif not any(feed == refused for refused, _ in self._refused):
            self._refused.append((feed, wrong))

    def _each(
        self, fields: Mapping[str, Sequence[str]], free: Mapping[str, str], *, weigh: bool = False
    ) -> None:
        for field, headers in fields.items():
            before = len(self.feeds.get(field, []))
            for key in dict.fromkeys(map(compared, headers)):
                if key in free:
                    self.add(free[key], field)
            if weigh and field in _WEIGHED and len(self.feeds.get(field, [])) > before + 1:
                self._weigh(field, before)

    def _weigh(self, field: str, before: int) -> None:
        """Of the feeds from `before` on, let the one that is understood most often come first."""
        if self._sample is None:
            return
        there = self.feeds[field]
        scored = [
            (understood(field, self._sample.get_column(feed.header)) or 0, feed) for feed in there[before:]
        ]
        ordered = sorted(scored, key=lambda one: one[0], reverse=True)
        there[before:] = [feed for _, feed in ordered]
        rows = self._sample.height
        said = ", ".join(
            f"{shortened(feed.header, 40)} ({count:,} of {rows:,} rows)" for count, feed in ordered
        )
        self.evidence.append(
            f"{field} is in several columns; the one understood most often counts first: {said}"
        )

    def _keep_a_name(self) -> None:
        """An odd column of names is better than none at all."""
        if any(field in self.feeds for field in _NAMING):
            return
        for feed, wrong in self._refused:
            if feed.field in _NAMING:
                self.feeds.setdefault(feed.field, []).append(feed)
                self._refused.remove((feed, wrong))
                odd = f"{shortened(feed.header, 60)} is used as {feed.field}, as nothing else names the companies"
                self.doubts.append(f"{odd}, although it holds {wrong.holds} ({wrong.shown})")
                return

    def _take_a_name(self, free: Mapping[str, str]) -> None:
        """Where nothing names the companies, a header that ends like a name does."""
        if any(field in self.feeds for field in _NAMING):
            return
        for field, header in naming({key: header for key, header in free.items() if header not in self.refused}).items():
            self.add(header, field)
            if field in self.feeds:
                said = f"{shortened(header, 60)} is taken for the {field} of the companies, as no better header is there"
                self.doubts.append(f"{said}; if it is not, send it to nothing")


def _without(prefix: str | None, free: Mapping[str, str]) -> dict[str, str]:
    """The headers by what follows the vendor's prefix."""
    if prefix is None:
        return {}
    start = f"{compared(prefix)} "
    return {key.removeprefix(start): header for key, header in free.items() if key.startswith(start)}
