"""Dates in the spellings that exports and spreadsheets use."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

import polars as pl

from icp_tui.errors import shortened
from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.texts import cleaned

# English, German, French, Spanish, Italian, Portuguese and Dutch month names, by their beginnings.
_MONTH_NAMES = (
    "jan january januar janvier enero ene gennaio gen janeiro januari",
    "feb february februar février fév fevrier febrero febbraio fevereiro fev februari",
    "mar march märz mär mrz mars marzo março maart mrt",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "jun june juni juin junio giugno giu junho",
    "jul july juli juillet juil julio luglio lug julho",
    "aug august août aout agosto ago augustus",
    "sep sept september septembre septiembre settembre set setembro",
    "oct october oktober okt octobre octubre ottobre ott outubro out",
    "nov november novembre noviembre novembro",
    "dec december dezember dez décembre déc decembre diciembre dic dicembre dezembro",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

# A time of day and a zone may follow a date; the date stays as written.
_TIME = r"(?:[t ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[a-z]{3,4}|[+-]\d{2}:?\d{2}))*)?"
_NAME = r"(?P<name>\p{L}{3,10})\.?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_FILLERS = r"\b(?:de|del|of|le|am|den)\b "
_PATTERNS = {
    "iso": rf"^(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}$",
    "compact": r"^(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)$",
    "numbers": rf"^(?P<left>\d{{1,2}})(?P<mark>[-/.])(?P<right>\d{{1,2}})[-/.](?P<year>\d{{4}}|\d{{2}}){_TIME}$",
    "day name": rf"^(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[- /]?(?:of )?{_NAME}[- /,]*{_YEAR}{_TIME}$",
    "name day": rf"^{_NAME}[- ](?P<day>\d{{1,2}})(?:st|nd|rd|th)?[- ,]+(?P<year>\d{{4}}){_TIME}$",
    "name day time year": rf"^{_NAME} (?P<day>\d{{1,2}}) \d{{1,2}}:\d{{2}}:\d{{2}}(?: [a-z]{{3,4}})? (?P<year>\d{{4}})$",
    "name year": rf"^{_NAME}[- /,]*'?(?P<year>\d{{4}}|'\d{{2}})$",
    "year name": rf"^(?P<year>\d{{4}})[- /,]*{_NAME}$",
    "year month": r"^(?P<year>\d{4})[-/](?P<month>\d{1,2})$",
    "month year": r"^(?P<month>\d{1,2})[/.-](?P<year>\d{4})$",
    "quarter": r"^q(?P<quarter>[1-4])[ -/']*(?P<year>\d{4}|\d{2})$",
    "year quarter": r"^(?P<year>\d{4})[ -/]*q(?P<quarter>[1-4])$",
    "year": r"^(?P<year>(?:1[5-9]|20)\d{2})(?:\.0+)?$",
}
_WEEKDAY = r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? "
_SECONDS, _MILLISECONDS = r"^1\d{9}$", r"^1\d{12}$"
_SERIAL = r"^\d{5}(?:\.\d+)?$"
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 60_000


def parse_dates(texts: pl.Series, *, day_first: bool | None = None) -> pl.DataFrame:
    """Dates out of `2023-11-03T10:00:00Z`, `3-Nov-23`, `March 5, 2024`, `31/12/2023` and the like.

    Columns value (Date), understood, and assumed (Boolean: day and month could be swapped and nothing
    settled it). `day_first` None decides by the column (see `day_first`), and reads month first where the
    column proves nothing; with points (`5.6.2024`) the day comes first. A month is its first day, a
    quarter its first, a year its first of January. Two-digit years from 69 are of the last century.
    Spreadsheet serial numbers (45233) count only where the whole column is made of them.
    """
    return over_distinct(texts, lambda distinct: _dates(distinct, order=day_first))


def day_first(texts: pl.Series) -> bool | None:
    """What a column of dates such as `3/4/2024` proves: day first, month first (False), or nothing (None).

    A first number above 12 proves the one, a second number above 12 the other; both prove nothing.
    """
    return _order(_prepared(texts).str.extract_groups(_PATTERNS["numbers"]))


@dataclass(frozen=True)
class Order:
    """How the dates of a column that leave it open, such as `3/4/2024`, are read, and why, in a sentence."""

    day_first: bool
    why: str


def order_of(texts: pl.Series, header: str, *, said: bool | None = None) -> Order | None:
    """The order of day and month in a column; None where nothing is open.

    `said` is what a person says about it: that counts. Else the other dates of the column may prove it, and
    where they do not it is month first, with the switch that changes it. The proofs named are the first by
    letter, whatever the order of rows.
    """
    text = _prepared(texts.unique())
    parts = pl.DataFrame({"text": text, "part": text.str.extract_groups(_PATTERNS["numbers"])}).unnest("part")
    parts = parts.filter(pl.col("mark") != ".").sort("text")
    left, right = (pl.col(name).cast(pl.Int64) for name in ("left", "right"))
    open_dates = parts.filter((left <= 12) & (right <= 12) & (left != right)).get_column("text")
    if open_dates.is_empty():
        return None
    day, month = (parts.filter(proof).get_column("text") for proof in (left > 12, right > 12))
    proved = bool(day.len()) if bool(day.len()) != bool(month.len()) else None
    order = said if said is not None else proved or False
    example = open_dates[0]
    read = f"dates such as {example} are read {'day' if order else 'month'} first, {_spoken(example, order)}"
    if said is not None:
        against = (month if said else day).len() if proved is not said else 0
        shows = f", although {(month if said else day)[0]} shows the other order" if against else ""
        return Order(order, f"{read}, as you said{shows}")
    if proved is not None:
        return Order(order, f"{read}, as {(day if order else month)[0]} shows")
    if day.len():
        why = f"{day[0]} and {month[0]} contradict each other"
    else:
        why = "no date in the column shows which comes first"
    return Order(order, f"{read}: {why}; if days come first, say --day-first '{shortened(header, 60)}'")


def _spoken(text: str, day_first: bool) -> str:  # noqa: FBT001 - the order is what it is about
    """`3 April 2024` of `3/4/2024`."""
    value = parse_dates(pl.Series([text]), day_first=day_first)["value"][0]
    return f"{value.day} {calendar.month_name[value.month]} {value.year}" if value else text


def _prepared(texts: pl.Series) -> pl.Series:
    text = cleaned(pl.col("text")).str.to_lowercase().str.replace_all(r"\s+", " ").str.replace(_WEEKDAY, "")
    text = text.str.replace_all(_FILLERS, "")
    return texts.alias("text").to_frame().select(text)["text"]


def _order(numbers: pl.Series) -> bool | None:
    parts = numbers.struct.unnest().filter(pl.col("mark") != ".")
    left, right = (parts[name].cast(pl.Int64) > 12 for name in ("left", "right"))
    if left.any() == right.any():
        return None
    return bool(left.any())


def _dates(texts: pl.Series, *, order: bool | None) -> pl.DataFrame:
    text = _prepared(texts)
    filled = text.drop_nulls()
    if len(filled) and filled.str.contains(_SERIAL).all():
        return _serials(text)
    parts = {name: text.str.extract_groups(pattern) for name, pattern in _PATTERNS.items()}
    found = pl.DataFrame(parts).with_columns(text=text)
    proved = _order(parts["numbers"]) if order is None else order
    found = found.with_columns(_numbers(proved=proved))
    values = [_built(name) for name in _PATTERNS if name != "numbers"]
    epoch = (
        pl.when(pl.col("text").str.contains(_SECONDS)).then(pl.col("text").cast(pl.Int64, strict=False) * 1000)
        .when(pl.col("text").str.contains(_MILLISECONDS)).then(pl.col("text").cast(pl.Int64, strict=False))
    )  # fmt: skip
    return found.select(
        value=pl.coalesce(*values, "numbers date", epoch.cast(pl.Datetime("ms")).dt.date()),
        assumed=pl.col("assumed").fill_null(value=False),
        text="text",
    ).select("value", _understood(), "assumed")


def _understood() -> pl.Expr:
    return pl.when(pl.col("text").is_not_null()).then(pl.col("value").is_not_null()).alias("understood")


def _built(name: str) -> pl.Expr:
    """The date out of the parts of one pattern; null when there is no such day."""
    part = pl.col(name).struct
    groups = _PATTERNS[name]
    month = pl.lit("1")
    if "?P<month>" in groups:
        month = part.field("month")
    elif "?P<name>" in groups:
        month = (
            part.field("name").replace_strict(_MONTHS, default=None, return_dtype=pl.Int64).cast(pl.String)
        )
    elif "?P<quarter>" in groups:
        month = (part.field("quarter").cast(pl.Int64) * 3 - 2).cast(pl.String)
    day = part.field("day") if "?P<day>" in groups else pl.lit("1")
    return _date(part.field("year"), month, day)


def _date(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    number = year.str.strip_prefix("'").cast(pl.Int64)
    full = pl.when(number >= 100).then(number).when(number >= 69).then(number + 1900).otherwise(number + 2000)
    text = pl.concat_str(full.cast(pl.String), month.str.zfill(2), day.str.zfill(2), separator="-")
    return text.str.to_date("%Y-%m-%d", strict=False)


def _numbers(*, proved: bool | None) -> tuple[pl.Expr, pl.Expr]:
    """The date of `3/4/2024`, and whether its order is no more than an assumption."""
    part = pl.col("numbers").struct
    left, right, year = part.field("left"), part.field("right"), part.field("year")
    dotted = part.field("mark") == "."
    first, second = left.cast(pl.Int64), right.cast(pl.Int64)
    by_day = (
        pl.when(first > 12)
        .then(True)
        .when(second > 12)
        .then(False)
        .otherwise(dotted | pl.lit(proved or False))
    )
    date = _date(
        year, pl.when(by_day).then(right).otherwise(left), pl.when(by_day).then(left).otherwise(right)
    )
    open_order = (first <= 12) & (second <= 12) & (first != second) & ~dotted & pl.lit(proved is None)
    return date.alias("numbers date"), open_order.alias("assumed")


def _serials(text: pl.Series) -> pl.DataFrame:
    """Days since 1899-12-30, as spreadsheets count them; the time of day is dropped."""
    days = text.cast(pl.Float64).floor().cast(pl.Int32)
    days = days.set((days < _FIRST_SERIAL) | (days > _LAST_SERIAL), None)
    value = pl.lit("1899-12-30").str.to_date() + pl.duration(days=pl.col("days"))
    frame = pl.DataFrame({"text": text, "days": days}).with_columns(value=value.cast(pl.Date))
    return frame.select("value", _understood(), assumed=False)
