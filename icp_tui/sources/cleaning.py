"""The original columns that feed one account field -> that field's account columns.

Each feed is cleaned by itself. Where several feed a field, the first that is understood counts, row by
row; for counts and money an exact number beats a band wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui import vocab
from icp_tui.sources import counts, dates, domains, labels, linkedin, money, numbers, places, texts
from icp_tui.sources.mapping import Feed
from icp_tui.sources.report import HeaderReport, counted, header_report

# What a cleaned feed has: `value` always, and `low`, `high`, `currency`, `slug`, `understood` where they apply.
Parse = Callable[[pl.Series, Feed], pl.DataFrame]


@dataclass
class Cleaned:
    """Account columns by name, all of one height, with a report per header and notes in words.

    `slug` is not an account column: the LinkedIn company slug, for the key.
    """

    columns: dict[str, pl.Series] = field(default_factory=dict)
    headers: list[HeaderReport] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def clean_field(name: str, feeds: Sequence[Feed], frame: pl.DataFrame) -> Cleaned:
    """Clean the columns of `frame` that feed the account field `name`."""
    parse = _PARSE.get(name, _text)
    cleaned = Cleaned()
    parts: list[pl.DataFrame] = []
    for feed in feeds:
        cells = frame.get_column(feed.header)
        part = parse(cells, feed)
        understood = part.get_column("understood") if "understood" in part.columns else None
        said = cells if understood is not None else part.get_column("value").alias(feed.header)
        cleaned.headers.append(_reported(said, name, understood))
        cleaned.notes += _oddities(part, feed)
        parts.append(part.drop("understood", strict=False))
    if len(parts) > 1 and name in _RANGES:
        cleaned.notes += _disagreements(parts, feeds)
    combined = _combined(parts, _PREFERRED.get(name))
    for column, series in combined.items():
        target = _TARGETS.get(name, {}).get(column, name if column == "value" else None)
        if target is not None:
            cleaned.columns[target] = series.alias(target)
    return cleaned


def _reported(cells: pl.Series, name: str, understood: pl.Series | None) -> HeaderReport:
    if cells.dtype != pl.String:
        filled = cells.len() - cells.null_count()
        return HeaderReport(cells.name, name, filled, filled)
    return header_report(cells, name, understood)


def _combined(parts: list[pl.DataFrame], preferred: str | None) -> dict[str, pl.Series]:
    """For each row the columns of the part that counts; only from that part, so that they belong together."""
    if len(parts) == 1:
        return {name: parts[0].get_column(name) for name in parts[0].columns}
    names = [name for name in parts[0].columns if all(name in part.columns for part in parts)]
    wide = pl.concat(
        [part.select(pl.col(name).alias(f"{name} {at}") for name in names) for at, part in enumerate(parts)],
        how="horizontal",
    )
    order = [(at, pl.col(f"value {at}").is_not_null()) for at in range(len(parts))]
    if preferred == "exact":
        order = [(at, pl.col(f"low {at}") == pl.col(f"high {at}")) for at in range(len(parts))] + order
    elif preferred is not None:
        order = [(at, pl.col(f"{preferred} {at}").is_not_null()) for at in range(len(parts))] + order
    found = wide.select(_first(order, name) for name in names)
    return {name: found.get_column(name) for name in names}


def _first(order: list[tuple[int, pl.Expr]], name: str) -> pl.Expr:
    chosen = pl.lit(None)
    for at, when in reversed(order):
        chosen = pl.when(when).then(pl.col(f"{name} {at}")).otherwise(chosen)
    return chosen.alias(name)


def _disagreements(parts: list[pl.DataFrame], feeds: Sequence[Feed]) -> list[str]:
    """Rows where an exact number lies outside a band that another column states."""
    notes: list[str] = []
    for first, one in zip(feeds, parts, strict=True):
        for second, other in zip(feeds, parts, strict=True):
            if first is second:
                continue
            both = pl.concat([one.select(x="value", a="low", b="high"), other.select("low", "high")], how="horizontal")
            exact = pl.col("a") == pl.col("b")
            band = pl.col("low").ne_missing(pl.col("high"))
            outside = (pl.col("x") < pl.col("low")) | (pl.col("x") > pl.col("high"))
            count = int(both.select((exact & band & outside).sum()).item())
            if count:
                rows = counted(count, "row")
                notes.append(f"{first.header} lies outside {second.header} in {rows}; {first.header} counts")
    return notes


def _oddities(part: pl.DataFrame, feed: Feed) -> list[str]:
    """What the cleaning functions assumed or mended."""
    notes: list[str] = []
    if "repaired" in part.columns and (count := int(part.get_column("repaired").sum() or 0)):
        notes.append(f"{feed.header}: {counted(count, 'band')} that a spreadsheet had turned into dates mended")
    if "assumed" in part.columns and (count := int(part.get_column("assumed").sum() or 0)):
        dates_read = counted(count, "date")
        notes.append(f"{feed.header}: {dates_read} could be day or month first; read as month first")
    if "note" in part.columns:
        tally = part.get_column("note").drop_nulls().value_counts().sort("note")
        for what, count in tally.iter_rows():
            notes.append(f"{feed.header}: {_HOSTS.get(what, what + ':')} {counted(count, 'row')}")
    return notes


_HOSTS = {
    "social": "social pages are no domain:",
    "directory": "directory pages are no domain:",
    "free mail": "free mail hosts are no domain:",
    "tenant": "pages under a shared host, kept whole:",
    "address": "e-mail addresses, read as their domain:",
}


def _text(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    cleaned = texts.clean(cells)
    # Most columns are clean as they are: then one copy in memory is enough.
    same = cleaned.null_count() == cells.null_count() and bool((cleaned == cells).all())
    return (cells if same else cleaned).alias("value").to_frame()


def _money(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    header = money.money_header(feed.header)
    parsed = money.parse_money(cells, unit=feed.unit or header.unit)
    return parsed.with_columns(pl.col("currency").fill_null(header.currency)) if header.currency else parsed


def _list(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    aliases = vocab.aliases("technology") if feed.field == "technologies" else None
    return texts.split_list(cells, feed.separator, aliases).alias("value").to_frame()


def _linkedin(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    return _text(cells, feed).hstack(linkedin.parse_linkedin(cells))


def _website(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    return _text(cells, feed).hstack(domains.parse_domains(cells).drop("host"))


def _domain(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    return domains.parse_domains(cells).drop("host").rename({"domain": "value"})


def _currency(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    code = texts.clean(cells).str.to_uppercase()
    understood = code.str.contains("^[A-Z]{3}$")
    value = code.to_frame("code").select(pl.when(understood).then("code").alias("value"))
    return value.with_columns(understood.alias("understood"))


def _label(kind: vocab.Kind) -> Parse:
    return lambda cells, feed: labels.parse_labels(cells, kind)


_RANGES = ("employees", "revenue")
# Whose feed counts before the first that says anything: the exact number, the one with this column.
_PREFERRED = {"employees": "exact", "revenue": "exact", "website": "domain", "linkedin_url": "slug"}
_PARSE: dict[str, Parse] = {
    "domain": _domain,
    "website": _website,
    "linkedin_url": _linkedin,
    "industry": _label("industry"),
    "sub_industry": _label("industry"),
    "employees": lambda cells, feed: counts.parse_counts(cells),
    "employees_min": lambda cells, feed: counts.parse_counts(cells),
    "employees_max": lambda cells, feed: counts.parse_counts(cells),
    "revenue": _money,
    "revenue_min": _money,
    "revenue_max": _money,
    "currency": _currency,
    "country": lambda cells, feed: places.parse_countries(cells),
    "founded": lambda cells, feed: numbers.parse_years(cells),
    "funding_stage": _label("funding"),
    "funding_total": _money,
    "last_funding_amount": _money,
    "last_funding_date": lambda cells, feed: dates.parse_dates(cells),
    "technologies": _list,
    "keywords": _list,
    "intent_topics": _list,
    "intent_score": lambda cells, feed: numbers.parse_numbers(cells),
    "intent_date": lambda cells, feed: dates.parse_dates(cells),
}
# Further columns that a field's parser gives, and where they go.
_TARGETS: dict[str, dict[str, str]] = {
    "employees": {"value": "employees", "low": "employees_min", "high": "employees_max"},
    "revenue": {"value": "revenue", "low": "revenue_min", "high": "revenue_max", "currency": "currency"},
    "website": {"value": "website", "domain": "website domain"},
    "linkedin_url": {"value": "linkedin_url", "slug": "slug"},
    "revenue_min": {"value": "revenue_min", "currency": "currency"},
    "revenue_max": {"value": "revenue_max", "currency": "currency"},
    "funding_total": {"value": "funding_total", "currency": "currency"},
    "last_funding_amount": {"value": "last_funding_amount", "currency": "currency"},
}
