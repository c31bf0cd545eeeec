"""Pairs of accounts that may be one company and are two: for a person to settle, never merged by us.

What makes a pair likely is cheap to be wrong about, since nothing happens until somebody says so; yet a
list of doubts that nobody believes is not read. So a name that many bear, names that differ in a digit,
and like names in two countries say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl
from rapidfuzz import fuzz

from icp_tui.sources import linkedin, names
from icp_tui.sources.near_names import near_among

PAIRS = {"a": pl.UInt32, "b": pl.UInt32, "why": pl.String, "similarity": pl.Float64}
# A name, page or domain of more accounts than this is nobody's own.
_MOST_BEARERS = 5
_SAME = 100.0
# From here up two domains are spelled alike: acme-labs.com and acmelabs.de.
_ALIKE_DOMAINS = 80
_IN_SHORT = ("row", "account_key", "norm", "country", "state", "city", "domain", "slug", "record")

Progress = Callable[[str, float], None]


def possible_duplicates(
    accounts: pl.DataFrame, systems: Mapping[str, str] | None = None, progress: Progress | None = None
) -> pl.DataFrame:
    """The columns of PAIRS: rows `a` < `b` of `accounts`, in words why, and how alike their names are, 0-100.

    `accounts` has the columns of `columns.ACCOUNT`; `systems` names, per source, the system whose record
    numbers `crm_id` holds. Best first: by similarity, then by key, whatever the order of rows. Whoever
    raises in `progress` ends the search.
    """
    tell = progress or (lambda _, __: None)
    tell("comparing names", 0.0)
    short = _in_short(accounts, systems or {})
    tell("comparing names", 0.2)
    found = [_by_name(short), _by_mark(short, "slug", "one LinkedIn page"), _by_mark(short, "record", "one CRM record"),
             _by_domain(short)]  # fmt: skip
    tell("comparing names", 0.3)
    found.append(_by_near_name(short))
    tell("comparing names", 0.9)
    pairs = _ordered(pl.concat(found), accounts.get_column("account_key"))
    tell("comparing names", 1.0)
    return pairs


def _in_short(accounts: pl.DataFrame, systems: Mapping[str, str]) -> pl.DataFrame:
    """What tells accounts apart, a row each; `norm` is null where too many bear the name."""
    pages = accounts.get_column("linkedin_url")
    slug = linkedin.parse_linkedin(pages).get_column("slug") if pages.null_count() < pages.len() else pages
    norm = names.normalised(accounts.get_column("name")).alias("norm")
    record = pl.when(pl.col("crm_id").is_not_null()).then(
        pl.concat_str(pl.col("source").cast(pl.String).replace(dict(systems)), pl.lit("\0"), "crm_id")
    )
    short = accounts.with_columns(norm, slug.alias("slug"), record.alias("record")).with_row_index("row")
    return short.select(*_IN_SHORT).with_columns(digits=pl.col("norm").str.replace_all(r"\D", ""))


def _by_name(short: pl.DataFrame) -> pl.DataFrame:
    """Accounts of one name: under two domains, or one of them without."""
    pairs = _sharing(short.filter(pl.col("norm").is_not_null()), "norm").filter(_same_country(), _same_place())
    domains = pl.sum_horizontal(pl.col(name).is_not_null() for name in ("domain", "domain_b"))
    why = (
        pl.when(domains == 2).then(pl.lit("same name, two domains"))
        .when(domains == 1).then(pl.lit("same name, one without a domain"))
        .otherwise(pl.lit("same name, no domain"))
    )  # fmt: skip
    # One domain under two keys is a case of its own.
    return pairs.filter((pl.col("domain") != pl.col("domain_b")).fill_null(value=True)).select(
        a="row", b="row_b", why=why, similarity=pl.lit(_SAME), kind=pl.lit(0)
    )


def _by_mark(short: pl.DataFrame, mark: str, why: str) -> pl.DataFrame:
    """Accounts that share a page or a record, whatever they are called."""
    pairs = _sharing(short.filter(pl.col(mark).is_not_null()), mark).filter(_same_digits())
    return _named_alike(pairs).select(a="row", b="row_b", why=pl.lit(why), similarity="similarity", kind=pl.lit(1))


def _by_domain(short: pl.DataFrame) -> pl.DataFrame:
    """Accounts that were told apart on one domain, by their names or their records."""
    pairs = _sharing(short.filter(pl.col("domain").is_not_null()), "domain").filter(_same_digits())
    why = (
        pl.when(pl.col("norm") == pl.col("norm_b"))
        .then(pl.lit("one domain and name, two records"))
        .otherwise(pl.lit("one domain, two names"))
    )
    return _named_alike(pairs).select(a="row", b="row_b", why=why, similarity="similarity", kind=pl.lit(2))


def _by_near_name(short: pl.DataFrame) -> pl.DataFrame:
    """Accounts of near names; where each has a domain of its own, the domains must speak for them as well."""
    borne = short.filter(pl.col("norm").is_not_null())
    borne = borne.filter(pl.len().over("norm") <= _MOST_BEARERS)
    near = near_among(borne.get_column("norm"))
    pairs = (
        near.join(borne, left_on="name", right_on="norm")
        .join(borne, left_on="entry", right_on="norm", suffix="_b")
        .filter(_same_country(), _same_place())
    )
    apart = (pl.col("domain") != pl.col("domain_b")).fill_null(value=False)
    kept = pl.concat([pairs.filter(~apart), _alike_domains(pairs.filter(apart))])
    percent = pl.col("similarity").floor().cast(pl.Int64)
    alike = pl.when(percent < _SAME).then(pl.format("names {}% alike", percent)).otherwise(pl.lit("the same words in their names"))
    both_in = pl.format(", both in {}", pl.when(pl.col("country") == pl.col("country_b")).then("country"))
    why = alike + both_in.fill_null("")
    low, high = pl.min_horizontal("row", "row_b"), pl.max_horizontal("row", "row_b")
    return kept.select(a=low, b=high, why=why, similarity="similarity", kind=pl.lit(3))


def _alike_domains(pairs: pl.DataFrame) -> pl.DataFrame:
    """Those whose domains are one word under two endings, or are spelled alike in one city.

    A domain that differs in the very letter that the name differs in tells of two companies.
    """
    one, two = (pl.col(name).str.extract(r"^([^.]+)").str.replace_all("-", "") for name in ("domain", "domain_b"))
    labels = pairs.select(one.alias("one"), two.alias("two"))
    equal = (labels.get_column("one") == labels.get_column("two")).fill_null(value=False)
    city = pairs.select(pl.col("city").str.to_lowercase() == pl.col("city_b").str.to_lowercase()).to_series()
    alike = pl.Series(map(fuzz.ratio, labels.get_column("one"), labels.get_column("two")), dtype=pl.Float64)
    return pairs.filter(equal | (city.fill_null(value=False) & (alike >= _ALIKE_DOMAINS)))


def _sharing(some: pl.DataFrame, mark: str) -> pl.DataFrame:
    """Any two of the few accounts that share a mark: their columns, those of the second with `_b`."""
    # Hashes are compared several times as fast; what two marks happen to share is told apart by the join.
    some = some.filter(some.get_column(mark).hash().is_duplicated())
    some = some.filter(pl.len().over(mark).is_between(2, _MOST_BEARERS))
    return some.join(some.with_columns(pl.col(mark).alias("shared")), left_on=mark, right_on="shared", suffix="_b").filter(
        pl.col("row") < pl.col("row_b")
    )


def _named_alike(pairs: pl.DataFrame) -> pl.DataFrame:
    alike = map(fuzz.token_set_ratio, pairs.get_column("norm").fill_null(""), pairs.get_column("norm_b").fill_null(""))
    return pairs.with_columns(pl.Series("similarity", alike, dtype=pl.Float64))


def _same_country() -> pl.Expr:
    """Whether the countries, where both are known, are one."""
    return (pl.col("country") == pl.col("country_b")).fill_null(value=True)


def _same_place() -> pl.Expr:
    """Whether two without a domain could be in one place: their city is all that tells such namesakes apart."""
    homeless = pl.col("domain").is_null() & pl.col("domain_b").is_null()
    apart = (pl.col("city").str.to_lowercase() != pl.col("city_b").str.to_lowercase()).fill_null(value=False)
    return ~(homeless & apart)


def _same_digits() -> pl.Expr:
    return (pl.col("digits") == pl.col("digits_b")).fill_null(value=True)


def _ordered(found: pl.DataFrame, keys: pl.Series) -> pl.DataFrame:
    """Each pair once, with all that speaks for it, the strongest first."""
    pairs = (
        found.sort("kind")
        .group_by("a", "b", maintain_order=True)
        .agg(pl.col("why").str.join("; "), pl.col("similarity").max())
    )
    one, two = keys.gather(pairs.get_column("a")), keys.gather(pairs.get_column("b"))
    named = pairs.with_columns(
        pl.min_horizontal(one.alias("one"), two.alias("two")).alias("low"),
        pl.max_horizontal(one.alias("one"), two.alias("two")).alias("high"),
    )
    ordered = named.sort("similarity", "low", "high", descending=[True, False, False])
    return ordered.select("a", "b", "why", "similarity").cast(PAIRS)  # type: ignore[arg-type]
