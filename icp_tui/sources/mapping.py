"""Headers -> account fields: which original columns feed which account column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from icp_tui.sources.dialect import GENERIC, UNITS, Dialect, compared, detect, dialects


@dataclass(frozen=True)
class Feed:
    """One original column that feeds one account column. `unit` multiplies its numbers; None: see the header."""

    header: str
    field: str
    unit: int | None = None
    separator: str | None = None


@dataclass(frozen=True)
class Mapped:
    """How the headers of a source are understood: its dialect and, for each field, its feeds in order of trust."""

    dialect: Dialect
    feeds: Mapping[str, tuple[Feed, ...]]

    @property
    def names_companies(self) -> bool:
        """Whether an account can be told from another by name, domain or LinkedIn page."""
        return any(field in self.feeds for field in ("name", "domain", "website", "linkedin_url"))

    def all(self) -> Iterator[Feed]:
        """Every feed, field by field."""
        for feeds in self.feeds.values():
            yield from feeds

    def field_of(self, header: str) -> str | None:
        """The first field that a header feeds."""
        return next((feed.field for feed in self.all() if feed.header == header), None)


def map_headers(
    headers: Sequence[str],
    *,
    dialect: str | None = None,
    list_separator: str | None = None,
    overrides: Mapping[str, str | None] | None = None,
) -> Mapped:
    """Understand the unique headers of one source.

    The dialect is detected unless named. What it does not name is looked up among the generic aliases;
    those are trusted less. `overrides` sends a header to a field, or to none; `list_separator` is the
    reader's, where it joined lists itself.
    """
    chosen = dialects()[dialect] if dialect else detect(headers)
    generic = dialects()[GENERIC]
    by_name: dict[str, str] = {}
    for header in headers:
        by_name.setdefault(compared(header), header)
    sent = {header: field for header, field in (overrides or {}).items() if header in headers}
    free = {key: header for key, header in by_name.items() if header not in sent}
    feeds: dict[str, list[Feed]] = {}
    for header, field in sent.items():
        if field is not None:
            feeds.setdefault(field, []).append(_feed(header, field, chosen, list_separator))
    _add(feeds, chosen.headers, free, chosen, list_separator)
    claimed = set(chosen.field_of()) | {compared(header) for header in chosen.ignore}
    rest = free if chosen is generic else {key: free[key] for key in free if key not in claimed}
    if chosen is not generic:
        _add(feeds, generic.headers, rest, chosen, list_separator)
    for field, last in {**generic.last_resort, **chosen.last_resort}.items():
        if field not in feeds:
            _add(feeds, {field: last}, rest, chosen, list_separator)
    return Mapped(chosen, {field: tuple(found) for field, found in feeds.items()})


def _add(
    feeds: dict[str, list[Feed]],
    fields: Mapping[str, Sequence[str]],
    free: Mapping[str, str],
    dialect: Dialect,
    list_separator: str | None,
) -> None:
    for field, headers in fields.items():
        for key in dict.fromkeys(map(compared, headers)):
            if key in free:
                feeds.setdefault(field, []).append(_feed(free[key], field, dialect, list_separator))


def _feed(header: str, field: str, dialect: Dialect, list_separator: str | None) -> Feed:
    units = {compared(named): UNITS[unit] for named, unit in dialect.units.items()}
    separator = list_separator or dialect.separators.get(field)
    return Feed(header, field, units.get(compared(header)), separator)
