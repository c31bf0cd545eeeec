"""The original columns that feed one account field -> that field's account columns.

Each feed is cleaned by itself. Where several feed a field, the first that is understood counts, row by
row; for counts and money an exact number beats a band wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui import vocab
from icp_tui.sources import codes, counts, dates, domains, labels, linkedin, money, numbers, places, texts
from icp_tui.sources.codes import Coded, coded
from icp_tui.sources.mapping import Feed
from icp_tui.sources.report import HeaderReport, counted, header_report
from icp_tui.sources.unknown_texts import VOCABULARIES, Counts, together, unknown_cells


@dataclass
class Cleaned:
    """Account columns by name, all of one height, with a report per header and notes in words.

    `unknown` has the texts that the field's vocabulary does not know, with their counts.
    `slug` is not an account column: the LinkedIn company slug, for the key.
    """

    columns: dict[str, pl.Series] = field(default_factory=dict)
    headers: list[HeaderReport] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: Counts = ()


def clean_field(name: str, feeds: Sequence[Feed], frame: pl.DataFrame) -> Cleaned:
    """Clean the columns of `frame` that feed the account field `name`."""
    cleaned = Cleaned()
    parts: list[pl.DataFrame] = []
    unknown: list[Counts] = []
    for feed in feeds:
        cells = frame.get_column(feed.header)
        part = _parsed(name, cells, feed)
        understood = part.get_column("understood") if "understood" in part.columns else None
        order = None
        if "assumed" in part.columns:
            order = dates.order_of(codes.as_text(cells), feed.header, said=feed.day_first)
        value, day_first = part.get_column("value"), order.day_first if order else None
        cleaned.headers.append(header_report(cells, name, understood, cleaned=value, day_first=day_first))
        cleaned.notes += _oddities(part, feed)
        if order:
            cleaned.notes.append(f"{feed.header}: {order.why}")
        if name in VOCABULARIES and understood is not None:
            unknown.append(unknown_cells(cells, understood))
        parts.append(part.drop("understood", strict=False))
    cleaned.unknown = together(unknown)
    if len(parts) > 1 and name in _RANGES:
        cleaned.notes += _disagreements(parts, feeds)
    combined = _combined(parts, _PREFERRED.get(name))
    for column, series in combined.items():
        target = _TARGETS.get(name, {}).get(column, name if column == "value" else None)
        if target is not None:
            cleaned.columns[target] = series.alias(target)
    return cleaned


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
            both = pl.concat(
                [one.select(x="value", a="low", b="high"), other.select("low", "high")], how="horizontal"
            )
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
        notes.append(
            f"{feed.header}: {counted(count, 'band')} that a spreadsheet had turned into dates mended"
        )
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
    "address": "addresses of machines are no domain:",
}


def _parsed(name: str, cells: pl.Series, feed: Feed) -> pl.DataFrame:
    """The cells cleaned, each distinct one once where they repeat."""
    repetitive = coded(cells)
    if name not in _PARSE and name not in _PARSE_FEED:
        return _repetitive_text(repetitive) if repetitive else _text(cells)
    distinct = repetitive.texts if repetitive else cells
    table = _PARSE[name](distinct) if name in _PARSE else _PARSE_FEED[name](distinct, feed)
    return repetitive.spread(table) if repetitive else table


def _repetitive_text(repetitive: Coded) -> pl.DataFrame:
    return repetitive.spread(texts.clean(repetitive.texts).alias("value").to_frame())


def _text(cells: pl.Series) -> pl.DataFrame:
    """Cleaned text; most columns are clean as they are, and then one copy in memory is enough."""
    dirty = cells.to_frame("cell").lazy().filter(_dirty()).select(pl.len()).collect().item()
    return (texts.clean(cells) if dirty else cells).alias("value").to_frame()


def _dirty() -> pl.Expr:
    """Whether cleaning might change `cell`: it is short enough to say nothing, its ends may be blank, or it is escaped."""
    cell = pl.col("cell")
    short = pl.when(cell.str.len_bytes() <= _LONGEST_SENTINEL).then(cell)
    return short.str.to_lowercase().is_in(list(texts.SENTINELS)) | (cell != cell.str.strip_chars()) | cell.str.starts_with("'")


def _money(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    header = money.money_header(feed.header)
    parsed = money.parse_money(cells, unit=feed.unit or header.unit)
    if header.currency is None:
        return parsed
    stated = pl.when(pl.col("value").is_not_null()).then(pl.col("currency").fill_null(header.currency))
    return parsed.with_columns(currency=stated)


def _list(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    aliases = vocab.aliases("technology") if feed.field == "technologies" else None
    return texts.split_list(cells, feed.separator, aliases).alias("value").to_frame()


def _dates(cells: pl.Series, feed: Feed) -> pl.DataFrame:
    return dates.parse_dates(cells, day_first=feed.day_first)


def _linkedin(cells: pl.Series) -> pl.DataFrame:
    return _text(cells).hstack(_in_slices(linkedin.parse_linkedin, cells))


def _website(cells: pl.Series) -> pl.DataFrame:
    # Some tools export a website that is not there as 0.
    texts_of = _text(cells).select(pl.when(pl.col("value") != "0").then("value").alias("value"))
    return texts_of.hstack(_in_slices(_domains, cells))


def _domain(cells: pl.Series) -> pl.DataFrame:
    return _in_slices(_domains, cells).rename({"domain": "value"})


def _domains(cells: pl.Series) -> pl.DataFrame:
    return domains.parse_domains(cells).drop("host")


def _in_slices(parse: Callable[[pl.Series], pl.DataFrame], cells: pl.Series) -> pl.DataFrame:
    """What `parse`, which looks at each cell by itself, gives; its intermediate columns are kept short."""
    if cells.len() <= _SLICE:
        return parse(cells)
    return pl.concat(
        [parse(cells.slice(start, _SLICE)) for start in range(0, cells.len(), _SLICE)], rechunk=True
    )


def _currency(cells: pl.Series) -> pl.DataFrame:
    code = texts.clean(cells).str.to_uppercase()
    understood = code.str.contains("^[A-Z]{3}$")
    value = code.to_frame("code").select(pl.when(understood).then("code").alias("value"))
    return value.with_columns(understood.alias("understood"))


def _label(kind: vocab.Kind) -> Callable[[pl.Series], pl.DataFrame]:
    return lambda cells: labels.parse_labels(cells, kind)


_SLICE = 1 << 17
_LONGEST_SENTINEL = max(len(text.encode()) for text in texts.SENTINELS)
_RANGES = ("employees", "revenue")
# Whose feed counts before the first that says anything: the exact number, the one with this column.
_PREFERRED = {"employees": "exact", "revenue": "exact", "website": "domain", "linkedin_url": "slug"}
# How a field's cells are read; those that are in neither table are text. The second look at the feed as well.
_PARSE: dict[str, Callable[[pl.Series], pl.DataFrame]] = {
    "domain": _domain,
    "website": _website,
    "linkedin_url": _linkedin,
    "industry": _label("industry"),
    "sub_industry": _label("industry"),
    "employees": counts.parse_counts,
    "employees_min": counts.parse_counts,
    "employees_max": counts.parse_counts,
    "currency": _currency,
    "country": places.parse_countries,
    "founded": numbers.parse_years,
    "funding_stage": _label("funding"),
    "intent_score": numbers.parse_numbers,
}
_PARSE_FEED: dict[str, Callable[[pl.Series, Feed], pl.DataFrame]] = {
    "last_funding_date": _dates,
    "intent_date": _dates,
    "revenue": _money,
    "revenue_min": _money,
    "revenue_max": _money,
    "funding_total": _money,
    "last_funding_amount": _money,
    "technologies": _list,
    "keywords": _list,
    "intent_topics": _list,
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
