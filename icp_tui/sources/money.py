"""Money: amounts and bands with their currency. Nothing is converted here."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from icp_tui.sources.amounts import read_amounts, words
from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.numbers import even, whole
from icp_tui.sources.texts import cleaned

# Lower case, as `even` leaves them. A bare $ is taken as USD and ¥ as JPY; kr is of three countries, so of none.
_SIGNS = {
    sign: code
    for code, signs in {
        "USD": "$ us$ usd$", "AUD": "a$ au$", "CAD": "c$ ca$", "NZD": "nz$", "HKD": "hk$", "SGD": "s$ sg$",
        "BRL": "r$", "MXN": "mx$", "TWD": "nt$", "CNY": "cn¥", "JPY": "¥ jp¥", "EUR": "€", "GBP": "£", "INR": "₹",
        "KRW": "₩", "RUB": "₽", "TRY": "₺", "ILS": "₪", "THB": "฿", "VND": "₫", "PHP": "₱", "NGN": "₦", "UAH": "₴",
        "PLN": "zł", "CZK": "kč",
    }.items()
    for sign in signs.split()
}  # fmt: skip
_NAMES = {
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "us dollars": "USD",
    "pound": "GBP",
    "pounds": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "rupees": "INR",
    "rs": "INR",
    "sfr": "CHF",
    "rmb": "CNY",
}
_ISO = (
    "aed ars aud bdt bgn bhd brl cad chf clp cny cop czk dkk egp eur gbp ghs hkd huf idr ils inr isk jod jpy kes krw "
    "kwd kzt lkr mad mxn myr ngn nok nzd omr pen php pkr pln qar ron rsd rub sar sek sgd thb tnd try twd uah usd "
    "uyu vnd zar"
).split()
_CURRENCY_OF = {**_SIGNS, **_NAMES, **{code: code.upper() for code in _ISO}}
_CODES = "|".join(re.escape(word) for word in sorted([*_NAMES, *_ISO], key=len, reverse=True))
_MARKS = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_CURRENCY = rf"({_MARKS}|\b(?:{_CODES})\b)"
# A code may stand against its digits: EUR5m, 5EUR.
_CODE_BEFORE = rf"\b({_CODES})(\d)"
_CODE_AFTER = rf"(\d)({_CODES}|kr)\b"
# A unit may stand against its code, on either side of the number: 12 MUSD, TEUR 500, 3 mdSEK. T is a thousand
# there, and 1.200 TEUR are 1,200 thousand, since nobody counts thousands to three decimals.
_DIGITS = r"(\d[\d.,']*)"
_UNIT_AGAINST_CODE = (
    (rf"\b(\d{{1,3}})\.(\d{{3}}) ?t({_CODES})\b", "$1$2 tsd $3"),
    (rf"\b{_DIGITS} ?[kt]({_CODES})\b", "$1 tsd $2"),
    (rf"\b{_DIGITS} ?(mn|mio|bn|mrd|md|m|b)({_CODES})\b", "$1 $2 $3"),
    (rf"\bt({_CODES}) (\d{{1,3}})\.(\d{{3}})\b", "$1 $2$3 tsd"),
    (rf"\b[kt]({_CODES}) ?{_DIGITS}", "$1 $2 tsd"),
    (rf"\b(mn|mio|bn|mrd|md|m|b)({_CODES}) ?{_DIGITS}", "$2 $3 $1"),
)
_NOISE = (
    words("annual", "annually", "yearly", "revenue", "revenues", "sales", "turnover", "arr", "kr", "per year")
    + r"|\bp\.a\.|/ ?(?:year|yr)\b"
)

_UNITS = {
    1_000: r"000s|\b000|\bthousands?\b|\btsd\b|\bk\b|[$€£]k\b|\b[kt](?:usd|eur|gbp|chf)\b|\b[kt][$€£]",
    1_000_000: r"\bmillions?\b|\bmio\b|\bmil\b|\bmn\b|\bmm\b|\bm(?:usd|eur|gbp|chf)\b|[$€£]m\b| m$|\bmillionen\b",
    1_000_000_000: r"\bbillions?\b|\bbil\b|\bbn\b|\bmrd\b|[$€£]b\b",
}
_UNIT_BEFORE_CODE = re.compile(r"\b[kmt](usd|eur|gbp|chf)\b")

_MOST = 2**62


@dataclass(frozen=True)
class MoneyHeader:
    """What a header says about its money: the unit of bare numbers, and the currency if it names one."""

    unit: int
    currency: str | None


def money_header(header: str) -> MoneyHeader:
    """The unit and currency in a header: `Revenue (in 000s USD)` is thousands of USD."""
    text = " ".join(header.lower().replace("_", " ").split())
    unit = next((unit for unit, pattern in _UNITS.items() if re.search(pattern, text)), 1)
    found = re.search(_CURRENCY, _UNIT_BEFORE_CODE.sub(r"\1", text))
    return MoneyHeader(unit, _CURRENCY_OF[found[1]] if found else None)


def parse_money(
    texts: pl.Series, *, unit: int = 1, decimal_comma: bool | None = None, zero: bool = False
) -> pl.DataFrame:
    """Money out of `$10M - $25M`, `485.873,0 Mio. EUR`, `Under $500,000`, `1.5E+08` and the like.

    Columns value, low, high (Int64, whole units of the currency), currency (ISO code, or null where the
    cell names none) and understood. `unit` is what the header says; it multiplies only numbers without a
    scale of their own, since `$25 mil.` means the same in a column headed "in 000s". An amount is value,
    low and high; a band has its midpoint, rounded half up, as value, an open band its lower end and no
    high; `less than` begins at 0. `decimal_comma` None decides by the column where a number does not
    show it. Negative amounts are not understood; zero is understood, and unknown unless `zero`.
    """
    return over_distinct(
        texts, lambda distinct: _money(distinct, unit=unit, decimal_comma=decimal_comma, zero=zero)
    )


def _money(texts: pl.Series, *, unit: int, decimal_comma: bool | None, zero: bool) -> pl.DataFrame:
    cells = texts.alias("text").to_frame().lazy().select(cleaned(pl.col("text"))).collect()["text"]
    exact = cells.cast(pl.Int64, strict=False)
    exact = exact.set(exact.abs() > _MOST // unit, None) * unit
    plain = pl.DataFrame({"text": cells, "exact": exact}).with_columns(
        rest=pl.when(pl.col("exact").is_null()).then("text")
    )
    rest = plain["rest"]
    if rest.is_not_null().any():
        read = over_distinct(rest, lambda some: _grammar(some, unit=unit, decimal_comma=decimal_comma))
    else:
        read = pl.DataFrame(schema={"low": pl.Int64, "high": pl.Int64, "currency": pl.String}).clear(
            len(rest)
        )
    frame = plain.hstack(read).with_columns(
        low=pl.coalesce("exact", "low"), high=pl.coalesce("exact", "high")
    )
    middle = pl.col("low") + (pl.col("high") - pl.col("low") + 1) // 2
    frame = frame.with_columns(value=pl.when(pl.col("high").is_null()).then("low").otherwise(middle))
    value = pl.col("value")
    kept = value >= 0 if zero else value > 0
    return frame.select(
        *(pl.when(kept).then(name).alias(name) for name in ("value", "low", "high")),
        currency=pl.when(kept).then("currency"),
        understood=pl.when(pl.col("text").is_not_null()).then((value >= 0).fill_null(value=False)),
    )


def _grammar(cells: pl.Series, *, unit: int, decimal_comma: bool | None) -> pl.DataFrame:
    """The columns low, high and currency of texts that are no bare whole number."""
    text = even(pl.col("text"))
    for pattern, apart in (*_UNIT_AGAINST_CODE, (_CODE_BEFORE, "$1 $2"), (_CODE_AFTER, "$1 $2"), (r"\brs\.", "rs ")):
        text = text.str.replace_all(pattern, apart)
    frame = cells.alias("text").to_frame().lazy().select(text=text).with_columns(
        currency=pl.col("text").str.extract(_CURRENCY)
        .replace_strict(_CURRENCY_OF, default=None, return_dtype=pl.String),
        bare=pl.col("text").str.replace_all(_CURRENCY, " ").str.replace_all(_NOISE, " ")
        .str.replace(r"(\S) ?\([^)\d]*\)$", "$1").str.replace_all(" +", " ").str.strip_chars(" :"),
    ).collect()  # fmt: skip
    amounts = read_amounts(frame["bare"], unit=unit, decimal_comma=decimal_comma)
    relation, first, second = pl.col("relation"), whole(pl.col("first")), whole(pl.col("second"))
    downward = relation.is_in(["at most", "less than"])
    return amounts.select(
        low=pl.when(downward).then(0).otherwise(first),
        high=pl.when(relation == "band").then(second).when(downward | (relation == "exact")).then(first),
        currency=frame["currency"],
    )
