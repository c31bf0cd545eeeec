"""Registrable domains, by the public suffix list that ships with the publicsuffixlist package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl
from publicsuffixlist import PublicSuffixList

from icp_tui import vocab


@dataclass(frozen=True)
class Rules:
    """The list, and which endings of two or three labels decide by themselves.

    `ends` are whole rules, `opened` are endings that longer rules go on from, and hosts that match
    `wild_ends` have a last label with a wildcard rule: there, only the list itself can tell.
    """

    suffixes: PublicSuffixList
    ends: pl.Series
    opened: pl.Series
    either: pl.Series
    wild_ends: str


def psl_rules() -> Rules:
    """The public suffix list with the tenant hosts of the vocabulary."""
    return _rules_with(vocab.hosts().tenant)


@cache
def _rules_with(tenants: frozenset[str]) -> Rules:
    from publicsuffixlist import PSLFILE  # noqa: PLC0415  only its path

    with open(PSLFILE, encoding="utf-8") as file:  # noqa: PTH123  the package gives a plain path
        lines = file.read().splitlines()
    suffixes = PublicSuffixList([*lines, *sorted(tenants)])
    rules = [line.split()[0].lower() for line in lines if line and not line.startswith("//")]
    rules += sorted(tenants)
    rules += [rule.encode("idna").decode() for rule in rules if not rule.isascii()]
    exact = {rule for rule in rules if not rule.startswith(("*.", "!"))}
    special = {rule.removeprefix("*.").removeprefix("!") for rule in rules if rule.startswith(("*.", "!"))}
    opened = special.union(*(_tails(rule) for rule in exact | special))
    wild_tops = sorted(rule for rule in special if "." not in rule)
    ends, opens, either = (
        pl.Series(sorted(some), dtype=pl.String) for some in (exact, opened, exact | opened)
    )
    return Rules(suffixes, ends, opens, either, rf"\.(?:{'|'.join(wild_tops)})$")


def _tails(rule: str) -> list[str]:
    """The endings of `rule`, shorter than itself, of at least two labels."""
    labels = rule.split(".")
    return [".".join(labels[-count:]) for count in range(2, len(labels))]


def registrable(hosts: pl.Series) -> pl.Series:
    """The registrable domain of bare lower-case ASCII hosts: `shop.acme.co.uk` is `acme.co.uk`.

    Tenant hosts keep the tenant's label: `blog.acme.wixsite.com` is `acme.wixsite.com`. A bare suffix that
    is rented out (`github.io`) is a domain of its own, a bare public suffix (`co.uk`) is none.
    """
    rules = psl_rules()
    host = pl.col("host")
    listed = host.is_in(rules.either.implode()) | host.str.contains(rules.wild_ends)
    plain = (host.str.count_matches(".", literal=True) == 1) & ~listed
    frame = hosts.alias("host").to_frame().with_row_index("row").with_columns(plain=plain)
    deep = frame.filter(~pl.col("plain"))
    return hosts.scatter(deep["row"], _by_endings(deep["host"], rules)) if deep.height else hosts


def _by_endings(hosts: pl.Series, rules: Rules) -> pl.Series:
    """The registrable domains of hosts with several dots: by their endings where they suffice."""
    two = pl.col("host").str.extract(r"([^.]+\.[^.]+)$")
    three = pl.col("host").str.extract(r"([^.]+\.[^.]+\.[^.]+)$")
    frame = (
        hosts.alias("host").to_frame().lazy()
        .with_columns(two=two, three=three, wild=pl.col("host").str.contains(rules.wild_ends))
        .with_columns(two_ends=pl.col("two").is_in(rules.ends.implode()), opened=pl.col("two").is_in(rules.opened.implode()))
        .with_columns(three_ends=pl.col("three").is_in(rules.either.implode()))
        .with_columns(
            domain=pl.when(~pl.col("wild") & ~pl.col("opened") & ~pl.col("two_ends")).then("two")
            .when(~pl.col("wild") & pl.col("two_ends") & ~pl.col("three_ends")).then("three")
        )
        .collect()
    )  # fmt: skip
    left = frame.filter(pl.col("domain").is_null() & pl.col("host").is_not_null())["host"].unique()
    listed = pl.DataFrame(
        {"host": left, "listed": [_listed(host, rules) for host in left]},
        schema_overrides={"listed": pl.String},
    )
    joined = frame.join(listed, on="host", how="left", maintain_order="left")
    return joined.select(pl.coalesce("domain", "listed"))["domain"]


def _listed(host: str, rules: Rules) -> str | None:
    found: str | None = rules.suffixes.privatesuffix(host)
    if found is None:
        # Rented-out hosts are in the list's private part; without it they are ordinary domains.
        found = _public_only().privatesuffix(host)
    return found


@cache
def _public_only() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)
