"""Employee counts and bands."""

from __future__ import annotations

import polars as pl

from icp_tui import vocab
from icp_tui.sources.amounts import read_amounts, words
from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.numbers import even, whole
from icp_tui.sources.texts import cleaned

_NOISE = words(
    *("employees", "employee", "people", "persons", "staff", "team members", "members", "emp", "fte", "ftes"),
    *("mitarbeiter", "mitarbeitende", "salariés", "empleados", "dipendenti", "headcount", "company size"),
    *("employés", "employes", "funcionários", "medewerkers", "werknemers", "anställda", "ansatte", "teammates"),
)
# Crunchbase's codes of its bands, and bands as names in code: c_00011_00050, 501_1000, c_10001_max.
_CODE = r"^(?:c_)?0*(\d+)_0*(\d+)$"
_OPEN_CODE = r"^(?:c_)?0*(\d+)_max$"
# Two numbers that a comma parts are no number with decimals.
_TWO_NUMBERS = r"^\d+,\d{4,}$"
_ALONE = r"^(?:self[- ]?employed|myself only|just me|sole proprietor(?:ship)?|sole trader|freelancer?|solo)$"

# A spreadsheet reads the band 11-50 as November 1950 and 2-10 as 2 October. English and German month names.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb",
            "mar mär mrz",
            "apr",
            "may mai",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct okt",
            "nov",
            "dec dez",
        ),
        1,
    )
    for name in names.split()
}
_MANGLED = (
    rf"^(?P<number>\d{{1,2}})?[-. ]{{0,2}}(?P<month>{'|'.join(_MONTHS)})[-. ]{{0,2}}(?P<number2>\d{{1,2}})?$"
)
_SLASHED = r"^(?P<left>\d{1,2})/(?P<right>\d{1,2})$"
# The same cells out of a workbook: 11-50 is the first of a month, 2-10 is a day of the year it was typed in.
# A year of this century is that of the typing, never the end of a band: two digits from 30 on mean the last one.
_DATED = r"^(?:19(?P<year>\d\d)|\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[ t]00:00:00(?:\.0+)?)?$"


def parse_counts(texts: pl.Series) -> pl.DataFrame:
    """Employees out of `1,200`, `51-200`, `10,001+`, `Self-employed`, `Nov-50` and the like, and names of bands.

    Columns value, low, high (Int64, people), understood (Boolean, null where nothing is said) and repaired
    (Boolean: a band that a spreadsheet had turned into a date). A number is value, low and high; a band has
    its midpoint, rounded half up, as value; an open band (`10,001+`) its lower end, and no high. `<10` is
    1 to 9, `more than 10,000` begins at 10,001. Zero is understood and means unknown; a negative number
    is not understood.
    """
    return over_distinct(texts, _counts)


def _counts(texts: pl.Series) -> pl.DataFrame:
    cells = texts.alias("text").to_frame().lazy().select(cleaned(pl.col("text"))).collect()["text"]
    exact = cells.cast(pl.Int64, strict=False)
    rest = pl.select(pl.when(exact.is_null()).then(cells)).to_series()
    if not rest.is_not_null().any():
        plain = pl.DataFrame({"text": cells, "value": exact})
        return _finished(plain.with_columns(low="value", high="value", repaired=False))
    grown = over_distinct(rest, _grammar).with_columns(text=cells)
    return _finished(
        grown.with_columns(pl.coalesce(exact, name).alias(name) for name in ("value", "low", "high"))
    )


def _grammar(cells: pl.Series) -> pl.DataFrame:
    """The columns value, low, high and repaired of texts that are no bare number."""
    text = even(pl.col("text").str.replace(r"(?i)^employees\.", ""))
    text = text.str.replace(_CODE, "$1-$2").str.replace(_OPEN_CODE, "$1+").str.strip_chars('[]"')
    text = pl.when(~text.str.contains(_TWO_NUMBERS)).then(text)
    bare = text.str.replace_all(_NOISE, " ").str.replace_all(" +", " ").str.replace(r"(\S) ?\([^)]*\)$", "$1")
    frame = cells.alias("text").to_frame().select(text=text, bare=bare.str.strip_chars(" :"))
    amounts = read_amounts(frame["bare"], whole_numbers=True)
    relation, first, second = pl.col("relation"), whole(pl.col("first")), whole(pl.col("second"))
    low = (
        pl.when(relation == "more than")
        .then(first + 1)
        .when(relation.is_in(["at most", "less than"]))
        .then(1)
    ).otherwise(first)
    high = (
        pl.when(relation == "band").then(second).when(relation == "less than").then(first - 1)
        .when(relation.is_in(["exact", "at most"])).then(first)
    )  # fmt: skip
    read = amounts.select(low=low, high=high).with_columns(frame["text"])
    alone = pl.col("text").str.contains(_ALONE)
    mended = read.with_columns(_mangled()).with_columns(repaired=pl.col("month_low").is_not_null())
    return mended.with_columns(_named()).select(
        low=pl.coalesce("named_low", pl.when(alone).then(1), "month_low", "low"),
        high=pl.when(pl.col("named_low").is_null())
        .then(pl.coalesce(pl.when(alone).then(1), "month_high", "high"))
        .otherwise("named_high"),
        repaired=pl.col("repaired").fill_null(value=False),
    ).select(
        # A band from 0 or 1 is the same band; (low + high + 1) // 2 is the midpoint rounded half up.
        value=pl.when(pl.col("high").is_null())
        .then("low")
        .otherwise((pl.col("low") + pl.col("high") + 1) // 2),
        low="low",
        high="high",
        repaired="repaired",
    )


def _named() -> tuple[pl.Expr, pl.Expr]:
    """Low and high of a size that the vocabulary names, such as a user's own `Mid-Market`; null otherwise."""
    bands = {vocab.fold(band.label): band for band in vocab.size_bands()}
    ends = ({name: band.low for name, band in bands.items()}, {name: band.high for name, band in bands.items()})
    low, high = (pl.col("text").replace_strict(end, default=None, return_dtype=pl.Int64) for end in ends)
    return low.alias("named_low"), high.alias("named_high")


def _mangled() -> tuple[pl.Expr, pl.Expr]:
    """Low and high of a band that was turned into a date; null for all other texts."""

    def part(pattern: str, name: str) -> pl.Expr:
        return pl.col("text").str.extract_groups(pattern).struct.field(name)

    number, number2 = part(_MANGLED, "number"), part(_MANGLED, "number2")
    month = part(_MANGLED, "month").replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)
    day = part(_DATED, "day")
    one = pl.coalesce(
        pl.when(number.is_null() ^ number2.is_null()).then(month),
        part(_SLASHED, "left").cast(pl.Int64),
        part(_DATED, "month").cast(pl.Int64),
    )
    other = pl.coalesce(
        number, number2, part(_SLASHED, "right"), pl.when(day == "01").then(part(_DATED, "year")), day
    )
    other = other.cast(pl.Int64)
    low, high = pl.min_horizontal(one, other), pl.max_horizontal(one, other)
    sound = (low >= 1) & (low < high)
    return pl.when(sound).then(low).alias("month_low"), pl.when(sound).then(high).alias("month_high")


def _finished(frame: pl.DataFrame) -> pl.DataFrame:
    """Zero and less count as unknown; a zero is a usual way to say so, a negative number is not."""
    value = pl.col("value")
    return frame.select(
        *(pl.when(value > 0).then(name).alias(name) for name in ("value", "low", "high")),
        understood=pl.when(pl.col("text").is_not_null()).then((value >= 0).fill_null(value=False)),
        repaired=pl.col("repaired").fill_null(value=False),
    )
