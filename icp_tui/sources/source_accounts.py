"""Table -> accounts of one source: cleaned, keyed, with what could not be used."""

from __future__ import annotations

import os
import shlex
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from icp_tui import columns
from icp_tui.errors import IcpError, Problem, shortened
from icp_tui.sources import linkedin, names
from icp_tui.sources.cleaning import Cleaned, clean_field
from icp_tui.sources.mapping import Mapped
from icp_tui.sources.quirks import as_cleaned
from icp_tui.sources.report import HeaderReport, SourceReport, counted, header_report
from icp_tui.sources.table import Share, Table
from icp_tui.sources.tool_columns import with_tools
from icp_tui.sources.unknown_texts import Counts, unknown_technologies

UNKNOWN_COUNTRY = "zz"
NOBODY = "no name, domain or LinkedIn page"
# Money that a cell states in a currency of its own.
_MONEY_GROUPS = (("revenue", "revenue_min", "revenue_max"), ("funding_total",), ("last_funding_amount",))
# Where no cell of these states a currency, they need no column for it.
_AMOUNTS = ("funding_total", "last_funding_amount")
_FOOTER_ROWS = 50
_MOST_THREADS = 4


@dataclass(frozen=True)
class SourceAccounts:
    """The accounts of one source, not merged yet.

    `frame` has the columns of `columns.ACCOUNT`; `originals` the original columns under the names they are
    exported with; `rejected` is `row, raw, cause`. `ids` names the system of `crm_id`, if it has one.
    """

    frame: pl.DataFrame
    originals: pl.DataFrame
    rejected: pl.DataFrame
    report: SourceReport
    ids: str | None


def source_accounts(table: Table, mapped: Mapped, source: str, progress: Share | None = None) -> SourceAccounts:
    """Clean, key and sort out the rows of one source; `progress` is told the share of the fields that are clean.

    IcpError when no column names a company.
    """
    if not mapped.names_companies:
        raise _nameless(table, mapped)
    notes = list(table.notes)
    frame, rows = _without_footers(table, mapped, notes)
    cleaned, unknown = _clean_all(as_cleaned(frame, mapped), mapped, progress)
    tools = with_tools(frame, mapped.tools, mapped.tool, cleaned.columns.get("technologies"))
    if tools is not None:
        cleaned.columns["technologies"] = tools.technologies
        cleaned.headers += tools.headers
    if "technologies" in cleaned.columns:
        unknown["technologies"] = unknown_technologies(cleaned.columns["technologies"])
    notes += cleaned.notes
    accounts = _accounts(cleaned.columns, notes)
    accounts = accounts.with_columns(
        account_key=_keys(accounts), source=pl.lit(source), source_row=rows.cast(pl.Int64)
    )
    usable = accounts.get_column("account_key").is_not_null()
    rejected = table.rejected
    report_headers = _in_file_order(frame, cleaned)
    if not usable.all():
        lost = _lost(frame.filter(~usable), rows.filter(~usable), table.delimiter or ",")
        rejected = pl.concat([rejected, lost]).sort("row")
        accounts, frame = accounts.filter(usable), frame.filter(usable)
    report = SourceReport(
        path=table.path,
        source=source,
        sha256=table.sha256,
        rows=accounts.height + rejected.height,
        rejected=rejected.height,
        dialect=mapped.dialect.dialect,
        encoding=table.encoding,
        delimiter=table.delimiter,
        headers=report_headers,
        notes=notes,
        evidence=list(mapped.evidence),
        doubts=list(mapped.doubts),
        fingerprint=mapped.fingerprint,
        unknown={field: counts for field, counts in unknown.items() if counts},
    )
    accounts = accounts.select(list(columns.ACCOUNT))
    return SourceAccounts(
        accounts, frame.rename(_exported(frame.columns)), rejected, report, mapped.dialect.ids
    )


def _without_footers(table: Table, mapped: Mapped, notes: list[str]) -> tuple[pl.DataFrame, pl.Series]:
    """The rows without the dialect's footers, which stand at the end of the file."""
    frame, rows = table.frame, table.rows
    if not (mapped.dialect.footers and frame.height and frame.width):
        return frame, rows
    first = pl.coalesce(pl.all().cast(pl.String)).str.strip_chars()
    tail = frame.tail(_FOOTER_ROWS).select(
        pl.any_horizontal(first.str.starts_with(text) for text in mapped.dialect.footers).fill_null(
            value=False
        )
    )
    footer = tail.to_series()
    if not footer.any():
        return frame, rows
    keep = pl.concat([pl.repeat(True, frame.height - footer.len(), eager=True), ~footer])
    notes.append(f"skipped {counted(int(footer.sum()), 'footer row')}")
    return frame.filter(keep), rows.filter(keep)


def _clean_all(
    frame: pl.DataFrame, mapped: Mapped, progress: Share | None
) -> tuple[Cleaned, dict[str, Counts]]:
    """Every field that some header feeds, and by field what its vocabulary does not know.

    A column that two fields give, such as `currency`, is filled in order.
    """
    everything = Cleaned()
    unknown: dict[str, Counts] = {}
    fields = [field for field in columns.ACCOUNT if field in mapped.feeds]
    # Polars lets go of the GIL, and much of cleaning runs on one core when alone.
    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
        found = [pool.submit(clean_field, field, mapped.feeds[field], frame) for field in fields]
        for at, field in enumerate(fields):
            cleaned = _after(found.pop(0), pool, progress, at / len(fields))
            everything.headers += cleaned.headers
            everything.notes += cleaned.notes
            unknown[field] = cleaned.unknown
            for name, series in cleaned.columns.items():
                target = f"currency of {field}" if name == "currency" else name
                if name == "currency" and field in _AMOUNTS and series.null_count() == series.len():
                    continue
                there = everything.columns.get(target)
                everything.columns[target] = series if there is None else _filled(there, series)
    return everything, unknown


def _after(waited: Future[Cleaned], pool: ThreadPoolExecutor, progress: Share | None, share: float) -> Cleaned:
    """The outcome of a field, with a word of progress, which may end the cleaning by raising."""
    try:
        cleaned = waited.result()
        if progress:
            progress(share)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    return cleaned


def _filled(first: pl.Series, second: pl.Series) -> pl.Series:
    return pl.select(pl.coalesce(first, second)).to_series().alias(first.name)


def _accounts(found: dict[str, pl.Series], notes: list[str]) -> pl.DataFrame:
    """All account columns but those of the row, plus `slug`; a column that nothing feeds is a constant null."""
    found = _one_currency(found, notes)
    frame = pl.DataFrame(list(found.values())) if found else pl.DataFrame()
    if "website" in frame.columns:
        frame = _domain_of_website(frame)
    schema = {**columns.ACCOUNT, "slug": pl.String}
    missing = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in frame.columns]
    frame = frame.with_columns(missing) if frame.width else frame
    frame = frame.with_columns(_midpoints())
    return frame.cast({name: kind for name, kind in columns.ACCOUNT.items() if frame.schema[name] != kind})


def _domain_of_website(frame: pl.DataFrame) -> pl.DataFrame:
    """The domain column's domain, else the website's; a LinkedIn page in the website column is a page."""
    domain = pl.col("website domain")
    frame = frame.with_columns(domain=pl.coalesce("domain", domain) if "domain" in frame.columns else domain)
    pages = frame.get_column("website").str.contains("(?i)linkedin\\.com").fill_null(value=False)
    if pages.any():
        page = pl.when(pages).then("website").alias("page")
        slug = linkedin.parse_linkedin(frame.select(page).to_series()).get_column("slug")
        there = pl.col("slug") if "slug" in frame.columns else pl.lit(None, pl.String)
        frame = frame.with_columns(slug=pl.coalesce(there, slug))
    return frame.drop("website domain")


def _midpoints() -> list[pl.Expr]:
    """The point value of a band whose ends have columns of their own."""
    found = []
    for name in ("employees", "revenue"):
        low, high = pl.col(f"{name}_min"), pl.col(f"{name}_max")
        middle = ((low + high + 1) // 2).fill_null(low)
        found.append(pl.col(name).fill_null(middle))
    return found


def _one_currency(found: dict[str, pl.Series], notes: list[str]) -> dict[str, pl.Series]:
    """Gives each account one currency; an amount stated in another one becomes unknown, and is counted."""
    stated = {
        name.removeprefix("currency of "): found[name] for name in found if name.startswith("currency of ")
    }
    rest = {name: series for name, series in found.items() if not name.startswith("currency of ")}
    if not stated:
        return rest
    order = ["revenue", "revenue_min", "revenue_max", "currency", "funding_total", "last_funding_amount"]
    known = [stated[name] for name in order if name in stated]
    currency = pl.select(pl.coalesce(known)).to_series().alias("currency")
    for group in _MONEY_GROUPS:
        for name in group:
            own = stated.get(name, stated.get(group[0]))
            if own is None or name not in rest:
                continue
            foreign = (own != currency).fill_null(value=False)
            count = int((foreign & rest[name].is_not_null()).sum())
            if count:
                rest[name] = pl.select(pl.when(~foreign).then(rest[name])).to_series().alias(name)
                notes.append(
                    f"{name}: {counted(count, 'amount')} in a second currency of the same row left out"
                )
    rest["currency"] = currency
    return rest


def _keys(accounts: pl.DataFrame) -> pl.Series:
    """Registrable domain, else LinkedIn slug, else name-slug/country; null when there is none of them."""
    keys = accounts.select(pl.coalesce("domain", "slug").alias("account_key")).to_series()
    if not keys.null_count():
        return keys
    rest = keys.is_null()
    nameless = accounts.filter(rest).select("name", "country")
    name = nameless.get_column("name")
    slug = names.slug(name).alias("slug")
    written = name.str.to_lowercase().str.replace_all(r"[\s/]+", "-").alias("written")
    country = pl.col("country").str.to_lowercase().fill_null(UNKNOWN_COUNTRY)
    slug_or_name = pl.when(pl.col("slug") != "").then("slug").otherwise("written")
    made = (
        nameless.with_columns(slug, written)
        .select(pl.concat_str(slug_or_name, pl.lit("/"), country))
        .to_series()
    )
    return keys.scatter(rest.arg_true(), made)


def _lost(frame: pl.DataFrame, rows: pl.Series, delimiter: str) -> pl.DataFrame:
    raw = frame.select(pl.concat_str(pl.all().cast(pl.String).fill_null(""), separator=delimiter).alias("raw"))
    return raw.select(rows.alias("row"), "raw", pl.lit(NOBODY).alias("cause"))


def _in_file_order(frame: pl.DataFrame, cleaned: Cleaned) -> list[HeaderReport]:
    known: dict[str, HeaderReport] = {}
    for report in cleaned.headers:
        known.setdefault(report.header, report)
    return [known.get(column.name) or header_report(column, None) for column in frame.iter_columns()]


def _exported(headers: list[str]) -> dict[str, str]:
    """Original header -> the name it is exported under; one that equals a column of ours gives way."""
    taken = set(headers)
    renamed: dict[str, str] = {}
    for header in headers:
        if columns.is_ours(header):
            name = f"{header} (source)"
            while name in taken:
                name += " (source)"
            taken.add(name)
            renamed[header] = name
    return renamed


def _nameless(table: Table, mapped: Mapped) -> IcpError:
    headers = ", ".join(shortened(header, 30) for header in table.frame.columns[:8])
    hint = "is the header row missing? One column must be called Company, Domain, Website or LinkedIn URL"
    hint += f"; --map {shlex.quote(f'{shortened(table.frame.columns[0], 30)}=name')} says that a column is"
    message = f"no column names the companies; the headers are {headers}"
    return IcpError(Problem(message, path=str(table.path), hint="; ".join([*mapped.doubts, hint])))
