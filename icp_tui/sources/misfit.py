"""Columns whose header names a field and whose cells hold something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from icp_tui.errors import shortened
from icp_tui.sources import counts, dates, domains, linkedin, money, numbers, places
from icp_tui.sources.codes import as_text
from icp_tui.sources.labels import parse_labels
from icp_tui.sources.texts import clean

# Fewer cells than this prove nothing.
_FEWEST = 5
_FEWEST_DISTINCT = 3
# Of the cells, so many must be of one wrong kind, and no more than so many understood.
_MOSTLY = 0.6
_UNDERSTOOD = 0.2
# Industries repeat; so many labels of which none does and none is known are something else.
_FEWEST_UNIQUE = 20
_NAMES = 0.2
_EXAMPLES = 2

_COMPANIES = "company names"
_UNKNOWN = "no industry that is known, and nothing twice"

# The legal forms that are no words of any industry.
_FORMS = (
    r"(?i)\b(?:inc|incorporated|corp|corporation|ltd|limited|llc|llp|plc|gmbh|ag|kg|se|s\.?a\.?|sarl|sas|b\.?v|n\.?v|"
    r"ab|oy|a/s|aps|pty|co|s\.?p\.?a|s\.?r\.?l)\.?$"
)
# In this order: the first kind that a cell is of.
_KINDS = {
    "e-mail addresses": r"(?i)^[^\s@]+@[^\s@]+\.[a-z]{2,}$",
    "web addresses": r"(?i)^(?:https?://\S+|www\.\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?)$",
    "dates": r"^(?:\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?|\d{1,2}[./]\d{1,2}[./]\d{2,4})$",
    "phone numbers": r"^(?:\+\d[\d ()./-]{6,}\d|\(?0?\d{2,5}\)?[ ./-]+\d{2,4}[ ./-]+\d{2,}[\d ./-]*)$",
    "numbers": r"^[-+]?\d[\d.,' ]*%?$",
    "yes and no": r"(?i)^(?:true|false|yes|no|y|n|ja|nein|oui|non)$",
    "words": r"^[^\d]*\p{L}[^\d]*$",
}
_NO_WORDS = frozenset({"words", "e-mail addresses", "web addresses", "phone numbers", "dates", "yes and no"})
_NO_ADDRESS = frozenset({"words", "phone numbers", "numbers", "dates", "yes and no"})
_NO_LABEL = frozenset(
    {"numbers", "e-mail addresses", "web addresses", "phone numbers", "dates", "yes and no"}
)
_NO_DATE = frozenset({"words", "e-mail addresses", "web addresses", "phone numbers", "yes and no"})
# What a field cannot hold. Fields that are not here may hold anything.
_WRONG: dict[str, frozenset[str]] = {
    "name": _NO_LABEL - {"web addresses"},
    "domain": _NO_ADDRESS,
    "website": _NO_ADDRESS,
    "linkedin_url": frozenset({"web addresses", "e-mail addresses", "phone numbers", "dates", "yes and no"}),
    **dict.fromkeys(("industry", "sub_industry", "country", "city", "funding_stage"), _NO_LABEL),
    "state": _NO_LABEL - {"numbers"},
    "technologies": frozenset({"numbers", "dates", "phone numbers", "e-mail addresses"}),
    "keywords": frozenset({"numbers", "dates", "phone numbers", "e-mail addresses"}),
    **dict.fromkeys(("employees", "employees_min", "employees_max"), _NO_WORDS),
    **dict.fromkeys(
        ("revenue", "revenue_min", "revenue_max", "funding_total", "last_funding_amount"), _NO_WORDS
    ),
    "intent_score": _NO_WORDS,
    "currency": frozenset({"numbers", "e-mail addresses", "web addresses", "phone numbers", "dates"}),
    **dict.fromkeys(("founded", "last_funding_date", "intent_date"), _NO_DATE),
}
_READ: dict[str, Callable[[pl.Series], pl.DataFrame]] = {
    "domain": domains.parse_domains,
    "website": domains.parse_domains,
    "linkedin_url": linkedin.parse_linkedin,
    "industry": lambda cells: parse_labels(cells, "industry"),
    "sub_industry": lambda cells: parse_labels(cells, "industry"),
    "country": places.parse_countries,
    "funding_stage": lambda cells: parse_labels(cells, "funding"),
    **dict.fromkeys(("employees", "employees_min", "employees_max"), counts.parse_counts),
    **dict.fromkeys(
        ("revenue", "revenue_min", "revenue_max", "funding_total", "last_funding_amount"), money.parse_money
    ),
    "founded": numbers.parse_years,
    "last_funding_date": dates.parse_dates,
    "intent_date": dates.parse_dates,
    "intent_score": numbers.parse_numbers,
}


@dataclass(frozen=True)
class Misfit:
    """A column that is not used for the field its header names. `holds` says what it holds instead."""

    header: str
    field: str
    holds: str
    examples: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The examples in quotes."""
        return ", ".join(repr(shortened(cell, 24)) for cell in self.examples)

    @property
    def names_companies(self) -> bool:
        """Whether the cells may be the names of the companies."""
        return self.holds in (_COMPANIES, _UNKNOWN)

    def __str__(self) -> str:
        """Why, and how to force it."""
        short = shortened(self.header, 60)
        force = f"--map '{short}={self.field}' to use it"
        return f"{short} is not used as {self.field}: it holds {self.holds} ({self.shown}); {force}"


def misfit(header: str, field: str, sample: pl.Series) -> Misfit | None:
    """What is wrong with using the cells `sample` of the column `header` for `field`; None when they may fit."""
    wrong = _WRONG.get(field)
    if wrong is None:
        return None
    cells = clean(as_text(sample)).drop_nulls()
    if cells.len() < _FEWEST or cells.n_unique() < _FEWEST_DISTINCT:
        return None
    found = _wrong_kind(field, cells, wrong) or _company_names(field, cells)
    if found is None:
        return None
    holds, of_kind = found
    examples = of_kind.unique(maintain_order=True).head(_EXAMPLES)
    return Misfit(header, field, holds, tuple(examples))


def understood(field: str, sample: pl.Series) -> int | None:
    """How many of the cells `sample` are understood as `field`; None where every text would be."""
    read = _READ.get(field)
    return int(read(as_text(sample)).get_column("understood").sum() or 0) if read else None


def _wrong_kind(field: str, cells: pl.Series, wrong: frozenset[str]) -> tuple[str, pl.Series] | None:
    kinds = _kinds(cells)
    kind, count = (
        kinds.drop_nulls().value_counts(sort=True).row(0) if kinds.null_count() < kinds.len() else ("", 0)
    )
    if kind not in wrong or count < cells.len() * _MOSTLY:
        return None
    if (understood(field, cells) or 0) > cells.len() * _UNDERSTOOD:
        return None
    return kind, cells.filter((kinds == kind).fill_null(value=False))


def _kinds(cells: pl.Series) -> pl.Series:
    chosen = pl.lit(None, pl.String)
    for kind, pattern in reversed(_KINDS.items()):
        chosen = pl.when(pl.col("cell").str.contains(pattern)).then(pl.lit(kind)).otherwise(chosen)
    return cells.alias("cell").to_frame().select(chosen.alias("kind")).to_series()


def _company_names(field: str, cells: pl.Series) -> tuple[str, pl.Series] | None:
    """Company names under a header such as Industry: with legal forms, or none known and none twice."""
    if field not in ("industry", "sub_industry") or understood(field, cells):
        return None
    formed = cells.str.contains(_FORMS)
    if formed.mean() >= _NAMES:  # type: ignore[operator]
        return _COMPANIES, cells.filter(formed)
    if cells.len() >= _FEWEST_UNIQUE and cells.n_unique() == cells.len():
        return _UNKNOWN, cells
    return None
