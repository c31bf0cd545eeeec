"""Signal file -> signals: each row cleaned, with what joins it to an account and what it may add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from icp_tui import columns
from icp_tui.errors import IcpError, Problem, shortened
from icp_tui.sources import linkedin, names
from icp_tui.sources.cleaning import clean_field
from icp_tui.sources.codes import as_text
from icp_tui.sources.mapping import Mapped, map_headers
from icp_tui.sources.reader import read_table
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.sources.report import HeaderReport, SourceReport, header_report, listed
from icp_tui.sources.signal_headers import ADDED, KEYS, signal_feeds
from icp_tui.sources.table import Table

Progress = Callable[[str, float], None]

ROWS: dict[str, pl.DataType | type[pl.DataType]] = {
    "name": pl.String,
    "domain": pl.String,
    "slug": pl.String,
    "crm_id": pl.String,
    "bare": pl.String,
    "country": pl.String,
    **{name: columns.ACCOUNT[name] for name in ADDED},
}
# Columns that find an account, beside its country.
_FINDING = ("name", "domain", "website", "linkedin_url", "crm_id")


@dataclass(frozen=True)
class Signals:
    """The rows of one signal file, several per account or none.

    `rows` has the columns of `ROWS`: keys (`slug` is the LinkedIn page, `bare` the normalised name) and what
    may be added; `originals`, of the same height, the columns that are no account column, under the names
    that they get on the list. `ids` names the system of `crm_id`, if it has one.
    """

    report: SourceReport
    rows: pl.DataFrame = field(compare=False)
    originals: pl.DataFrame = field(compare=False)
    ids: str | None


def load_signals(
    paths: Sequence[Path],
    readings: Mapping[Path, Reading] | None = None,
    progress: Progress | None = None,
) -> list[Signals]:
    """Read and clean signal files, in the order given.

    `readings` says, for a path, what a person knows better about it. IcpError carries the problems of all
    the files that cannot be used.
    """
    short = Counter(path.name for path in paths)
    problems = [
        Problem("this signal file is given twice", path=path, hint="name it once")
        for path, count in Counter(map(str, paths)).items()
        if count > 1
    ]
    loaded: list[Signals] = []
    for path in dict.fromkeys(paths):
        named = path.name if short[path.name] == 1 else str(path)
        try:
            loaded.append(_load(path, named, (readings or {}).get(path, AS_FOUND), progress))
        except IcpError as error:
            problems += error.problems
    if problems:
        raise IcpError(problems)
    return loaded


def _load(path: Path, named: str, reading: Reading, progress: Progress | None) -> Signals:
    table = read_table(path, reading, progress=progress)
    if progress:
        progress(f"cleaning {path.name}", 0.0)
    headers = table.frame.columns
    mapped = map_headers(
        headers, dialect=reading.dialect, list_separator=table.list_separator, overrides=reading.overrides, path=path
    )
    mapped = signal_feeds(mapped, headers, reading.overrides)
    if not any(name in mapped.feeds for name in _FINDING):
        raise _nobody(table)
    notes = list(table.notes)
    rows, reports = _rows(table.frame, mapped, notes)
    rows = _named_technology(mapped.tool, rows, notes)
    others = [header for header in headers if mapped.field_of(header) is None]
    originals = pl.DataFrame([as_text(table.frame.get_column(header)).alias(f"{header} ({named})") for header in others])
    _say_unused(mapped, headers, notes)
    if progress:
        progress(f"cleaning {path.name}", 1.0)
    known = {report.header: report for report in reports}
    report = SourceReport(
        path=table.path,
        source=named,
        sha256=table.sha256,
        rows=rows.height + table.rejected.height,
        rejected=table.rejected.height,
        dialect=mapped.dialect.dialect,
        encoding=table.encoding,
        delimiter=table.delimiter,
        headers=[
            known.get(column.name) or header_report(column, mapped.field_of(column.name))
            for column in table.frame.iter_columns()
        ],
        notes=notes,
    )
    return Signals(report, rows, originals, mapped.dialect.ids)


def _rows(frame: pl.DataFrame, mapped: Mapped, notes: list[str]) -> tuple[pl.DataFrame, list[HeaderReport]]:
    """The columns of `ROWS`, and how the headers that feed them were understood."""
    found: dict[str, pl.Series] = {}
    reports: list[HeaderReport] = []
    for name in (*KEYS, *ADDED):
        if name in mapped.feeds:
            cleaned = clean_field(name, mapped.feeds[name], frame)
            reports += cleaned.headers
            notes += cleaned.notes
            for column, series in cleaned.columns.items():
                # The amount states a currency of its own more often than another column does.
                found[column] = _filled(found[column], series) if column in found else series
    if "website domain" in found:
        site = found.pop("website domain")
        found["domain"] = _filled(found["domain"], site) if "domain" in found else site.alias("domain")
    if "website" in found:
        pages = found["website"].str.contains("(?i)linkedin\\.com").fill_null(value=False)
        page = pl.select(pl.when(pages).then(found["website"])).to_series()
        slug = linkedin.parse_linkedin(page).get_column("slug")
        found["slug"] = _filled(found["slug"], slug) if "slug" in found else slug
    if "name" in found:
        found["bare"] = names.normalised(found["name"]).alias("bare")
    height = frame.height
    whole = [
        found[name].cast(kind) if name in found else pl.Series(name, [None], dtype=kind).new_from_index(0, height)
        for name, kind in ROWS.items()
    ]
    return pl.DataFrame(whole), reports


def _filled(first: pl.Series, second: pl.Series) -> pl.Series:
    return pl.select(pl.coalesce(first, second)).to_series().alias(first.name)


def _named_technology(technology: str | None, rows: pl.DataFrame, notes: list[str]) -> pl.DataFrame:
    """BuiltWith says the technology in the file's name alone."""
    if technology is None or rows.get_column("technologies").null_count() < rows.height:
        return rows
    notes.append(f"every row counts as a user of {technology}, after which the file is named")
    return rows.with_columns(pl.lit([technology], columns.TEXTS).alias("technologies"))


def _say_unused(mapped: Mapped, headers: Sequence[str], notes: list[str]) -> None:
    """Columns that would feed account columns which signals leave alone."""
    fields = {header: mapped.field_of(header) for header in headers}
    unused = [header for header, name in fields.items() if name is not None and name not in (*KEYS, *ADDED)]
    if unused:
        notes.append(f"a signal file changes no such columns: {listed(unused)} not taken")


def _nobody(table: Table) -> IcpError:
    headers = ", ".join(shortened(header, 30) for header in table.frame.columns[:8])
    hint = "one column must be called Company, Domain, Website, LinkedIn URL or Record ID"
    message = f"no column says whom a signal is about; the headers are {headers}"
    return IcpError(Problem(message, path=str(table.path), hint=hint))
