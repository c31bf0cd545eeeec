"""Accounts as one profile sees them: its extra columns, its currency, the owners people decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial

import polars as pl

from icp_tui import columns
from icp_tui.profile import ExtraField, Profile
from icp_tui.profile.extra_field import TYPES
from icp_tui.scoring.committee import headcounts
from icp_tui.sources.dates import parse_dates
from icp_tui.sources.dialect import compared
from icp_tui.sources.flags import parse_flags
from icp_tui.sources.money import money_header, parse_money
from icp_tui.sources.numbers import parse_numbers
from icp_tui.sources.texts import clean, split_list

_PARSERS: dict[str, Callable[[pl.Series], pl.Series]] = {
    "number": lambda texts: parse_numbers(texts)["value"],
    "date": lambda texts: parse_dates(texts)["value"],
    "list": lambda texts: split_list(texts, None),
    "flag": lambda texts: parse_flags(texts)["value"],
    "text": clean,
}


def prepare(
    accounts: pl.DataFrame, originals: pl.DataFrame, profile: Profile, people: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The account columns in the profile's currency, plus a typed column per extra field and persona of the profile.

    `people` (account_key and the columns of a person) are the contacts; without them the columns of the
    personas stay as they are, or are unknown.
    """
    extra = [extra_column(name, one, originals, profile, accounts.height) for name, one in profile.fields.items()]
    extra += [
        counted
        for counted in headcounts(people, accounts["account_key"], profile.personas)
        if people is not None or counted.name not in accounts.columns
    ]
    frame = accounts.drop([series.name for series in extra], strict=False).hstack(extra)
    return _in_currency(frame, profile.currency, profile.rates)


def extra_column(name: str, extra: ExtraField, originals: pl.DataFrame, profile: Profile, height: int) -> pl.Series:
    """One extra field of `height` accounts: the first of its headers that says something, read as its type."""
    parse = _PARSERS.get(extra.as_, partial(_money, profile=profile))
    found = [header for wanted in extra.from_ for header in originals.columns if compared(header) == compared(wanted)]
    if not found:
        return pl.Series(name, [None], dtype=TYPES[extra.as_]).new_from_index(0, height)
    parsed = [parse(originals[header].cast(pl.String)).cast(TYPES[extra.as_]) for header in found]
    named = pl.DataFrame([series.alias(str(place)) for place, series in enumerate(parsed)])
    return named.select(pl.coalesce(pl.all()).alias(name)).to_series()


def _money(texts: pl.Series, profile: Profile) -> pl.Series:
    """Amounts in the profile's currency; the cell says which one they are in, else the header, else nobody."""
    header = money_header(texts.name)
    read = parse_money(texts, unit=header.unit)
    factor = pl.col("currency").fill_null(header.currency or profile.currency).replace_strict(
        _factors(profile.currency, profile.rates), default=None, return_dtype=pl.Float64
    )
    return read.select((pl.col("value") * factor).round()).to_series()


def _factors(currency: str, rates: Mapping[str, float]) -> dict[str, float]:
    """What one unit of each currency is worth."""
    return {currency: 1.0} | {code: float(Fraction(str(rate))) for code, rate in rates.items()}


def missing_headers(profile: Profile, originals: Sequence[str]) -> list[str]:
    """The extra fields that no source has a header for."""
    known = {compared(header) for header in originals}
    return [name for name, one in profile.fields.items() if not known & {compared(header) for header in one.from_}]


def _in_currency(frame: pl.DataFrame, currency: str, rates: Mapping[str, float]) -> pl.DataFrame:
    """Money in `currency`; without a rate it is unknown. An amount without a currency is taken as it is."""
    if frame["currency"].null_count() == frame.height:
        return frame
    foreign = pl.col("currency").is_not_null() & (pl.col("currency") != currency)
    if not frame.select(foreign.any()).item():
        return frame
    factor = pl.col("currency").replace_strict(
        _factors(currency, rates), default=None, return_dtype=pl.Float64
    )
    converted = [
        pl.when(foreign).then((pl.col(name) * factor).round().cast(pl.Int64)).otherwise(pl.col(name)).alias(name)
        for name in columns.MONEY
    ]
    known = pl.when(foreign & factor.is_not_null()).then(pl.lit(currency)).otherwise("currency")
    return frame.with_columns(*converted, known.alias("currency"))
