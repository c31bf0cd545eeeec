"""The kill list: which accounts it takes and every reason why.

A kill rule fires only when true. A suppression file takes the accounts that `suppression.match`
found. `never_kill` lifts every reason but do_not_contact and a person's exclusion; a restore lifts
the reasons that stood when it was decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from icp_tui.scoring.assess import KILL, rule_column
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.plan import Plan
from icp_tui.scoring.suppression import Suppression

# Reasons travel as bits of UInt64 columns until the end.
_BITS = 63


@dataclass(frozen=True)
class Taken:
    """What one kill rule or suppression file takes: all its accounts, and those it takes alone."""

    id: str
    because: str
    accounts: int
    alone: int
    lifted: int


@dataclass(frozen=True)
class KillList:
    """The outcome: `killed` (Boolean) has a row per account, `taken` an entry per rule and file.

    Many accounts share the same reasons: `combination` (UInt32) has the place of each account's in `said`
    (lists of text).
    """

    killed: pl.Series = field(compare=False)
    combination: pl.Series = field(compare=False)
    said: pl.Series = field(compare=False)
    taken: tuple[Taken, ...]

    def reasons(self, rows: pl.Series) -> pl.Series:
        """The kill reasons (list of text) of the accounts at `rows`; an empty list for who is not killed."""
        return self.said.gather(self.combination.gather(rows)).alias("kill_reasons")


@dataclass(frozen=True)
class _Reason:
    id: str
    because: str
    liftable: bool


def kill(
    accounts: pl.DataFrame, levels: pl.DataFrame, hits: pl.DataFrame, plan: Plan, suppressions: Sequence[Suppression]
) -> KillList:
    """Apply rules, suppression hits and never_kill; what people decided comes after, see `with_decisions`.

    Columns in: account_key and domain of `accounts`; kill.<n> of `levels`; `hits` has a Boolean
    column per suppression file, in order. All three have a row per account.
    """
    return _killed(accounts, levels, hits, plan, suppressions, Decisions.none())


def with_decisions(
    undecided: KillList,
    accounts: pl.DataFrame,
    levels: pl.DataFrame,
    hits: pl.DataFrame,
    plan: Plan,
    suppressions: Sequence[Suppression],
    decisions: Decisions,
) -> KillList:
    """The kill list with exclusions and restores: only the accounts that have one are judged again."""
    shaping = decisions.frame.filter(pl.col("excluded").is_not_null() | pl.col("restored").is_not_null())
    if shaping.is_empty():
        return undecided
    rows = accounts["account_key"].is_in(shaping["account_key"].implode()).arg_true().cast(pl.UInt32)
    few = accounts.select("account_key", "domain")[rows], levels[rows], hits[rows] if hits.width else hits
    before = _killed(*few, plan, suppressions, Decisions.none())
    after = _killed(*few, plan, suppressions, decisions)
    return KillList(
        killed=undecided.killed.clone().scatter(rows, after.killed),
        combination=undecided.combination.clone().scatter(rows, after.combination + len(undecided.said)),
        said=pl.concat([undecided.said, after.said]),
        taken=tuple(
            replace(
                one,
                accounts=one.accounts - old.accounts + new.accounts,
                alone=one.alone - old.alone + new.alone,
                lifted=one.lifted - old.lifted + new.lifted,
            )
            for one, old, new in zip(undecided.taken, before.taken, after.taken, strict=True)
        ),
    )


def _killed(
    accounts: pl.DataFrame,
    levels: pl.DataFrame,
    hits: pl.DataFrame,
    plan: Plan,
    suppressions: Sequence[Suppression],
    decisions: Decisions,
) -> KillList:
    reasons = [_Reason(rule.id, rule.because, liftable=True) for rule in plan.kill_rules]
    reasons += [
        _Reason(one.path, one.because, liftable=one.type != "do_not_contact") for one in suppressions
    ]
    fired = pl.concat(
        [
            levels.select(pl.col(rule_column(KILL, place)).fill_null(value=False)
                          for place in range(len(plan.kill_rules))),
            hits,
        ],
        how="horizontal",
    )  # fmt: skip
    fired = fired.rename(dict(zip(fired.columns, _names(reasons), strict=True)))
    fired = pl.concat([fired, _lifts(accounts, plan, decisions)], how="horizontal")
    standing = fired.lazy().select(
        "excluded",
        *(_stands(name, reason).alias(name) for name, reason in zip(_names(reasons), reasons, strict=True)),
    ).collect()  # fmt: skip
    combination, said = _combinations(standing, reasons)
    killed = standing.select(pl.any_horizontal(pl.col("excluded").is_not_null(), *_names(reasons)).alias("killed"))
    return KillList(killed["killed"], combination, said, _taken(fired, standing, reasons))


def _names(reasons: Sequence[_Reason]) -> list[str]:
    return [f"reason.{place}" for place in range(len(reasons))]


def _lifts(accounts: pl.DataFrame, plan: Plan, decisions: Decisions) -> pl.DataFrame:
    """Per account: lifted (by never_kill), excluded (a text or null), restored (a list or null)."""
    never = [domain.strip().lower() for domain in plan.profile.kill_list.never_kill]
    lifted = pl.col("domain").is_in(never).fill_null(value=False).alias("lifted")
    if decisions.frame.is_empty():
        return accounts.select(
            lifted,
            pl.lit(None, dtype=pl.String).alias("excluded"),
            pl.lit(None, dtype=pl.List(pl.String)).alias("restored"),
        )
    decided = decisions.frame.select("account_key", "excluded", "restored")
    return (
        accounts.select("account_key", lifted)
        .join(decided, on="account_key", how="left", maintain_order="left")
        .drop("account_key")
    )


def _stands(name: str, reason: _Reason) -> pl.Expr:
    restored = pl.col("restored").list.contains(reason.because).fill_null(value=False)
    kept = pl.col(name) & ~restored
    return kept & ~pl.col("lifted") if reason.liftable else kept


def _combinations(standing: pl.DataFrame, reasons: Sequence[_Reason]) -> tuple[pl.Series, pl.Series]:
    """The place of each account's combination of reasons, and every combination in words, once."""
    names = _names(reasons)
    bits = standing.lazy().select(
        "excluded",
        *(
            pl.sum_horizontal(
                pl.col(name).cast(pl.UInt64) * 2**bit for bit, name in enumerate(names[start : start + _BITS])
            ).alias(f"bits.{start}")
            for start in range(0, len(names), _BITS)
        ),
    ).collect()  # fmt: skip
    distinct = bits.unique(maintain_order=True).with_row_index("combination")
    found = bits.join(distinct, on=bits.columns, how="left", nulls_equal=True, maintain_order="left")
    said = [_words(row, reasons) for row in distinct.drop("combination").iter_rows()]
    return found["combination"], pl.Series("kill_reasons", said, dtype=pl.List(pl.String))


def _words(row: tuple[str | int | None, ...], reasons: Sequence[_Reason]) -> list[str]:
    """The reasons of one combination: those whose bit is set, then the exclusion."""
    excluded, *masks = row
    said = [
        reason.because
        for place, reason in enumerate(reasons)
        if int(masks[place // _BITS] or 0) >> place % _BITS & 1
    ]
    return [*said, str(excluded)] if excluded is not None else said


def _taken(fired: pl.DataFrame, standing: pl.DataFrame, reasons: Sequence[_Reason]) -> tuple[Taken, ...]:
    names = _names(reasons)
    if not names:
        return ()
    count = pl.sum_horizontal(pl.col(name).cast(pl.UInt32) for name in names) + pl.col("excluded").is_not_null()
    sums = standing.select(
        *(pl.col(name).sum().alias(f"all.{name}") for name in names),
        *((pl.col(name) & (count == 1)).sum().alias(f"alone.{name}") for name in names),
    ).row(0, named=True)
    matched = fired.select(pl.col(name).sum() for name in names).row(0, named=True)
    return tuple(
        Taken(
            reason.id,
            reason.because,
            accounts=sums[f"all.{name}"],
            alone=sums[f"alone.{name}"],
            lifted=matched[name] - sums[f"all.{name}"],
        )
        for name, reason in zip(names, reasons, strict=True)
    )
