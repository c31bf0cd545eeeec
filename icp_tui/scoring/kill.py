"""The kill list: which accounts it takes and every reason why.

A kill rule fires only when true. A suppression file takes the accounts that `suppression.match`
found. `never_kill` lifts every reason but do_not_contact and a person's exclusion; a restore lifts
the reasons that stood when it was decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from icp_tui.scoring.assess import KILL, rule_column
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.plan import Plan
from icp_tui.scoring.suppression import Suppression

# Polars has no list literal per bit, so reasons travel as bits of UInt64 columns until the end.
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
    """The outcome: `frame` has killed (Boolean) and kill_reasons (list of text), a row per account."""

    frame: pl.DataFrame
    taken: tuple[Taken, ...]


@dataclass(frozen=True)
class _Reason:
    id: str
    because: str
    liftable: bool


def kill(
    accounts: pl.DataFrame,
    levels: pl.DataFrame,
    hits: pl.DataFrame,
    plan: Plan,
    suppressions: Sequence[Suppression],
    decisions: Decisions,
) -> KillList:
    """Apply rules, suppression hits, never_kill and decisions.

    Columns in: account_key and domain of `accounts`; kill.<n> of `levels`; `hits` has a Boolean
    column per suppression file, in order. All three have a row per account.
    """
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
    return KillList(_with_reasons(standing, reasons), _taken(fired, standing, reasons))


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


def _with_reasons(standing: pl.DataFrame, reasons: Sequence[_Reason]) -> pl.DataFrame:
    """The columns killed and kill_reasons; each distinct combination of reasons is put into words once."""
    names = _names(reasons)
    killed = pl.any_horizontal(pl.col("excluded").is_not_null(), *names).alias("killed")
    frame = standing.select("excluded", killed)
    texts = [pl.lit([], dtype=pl.List(pl.String))]
    for start in range(0, len(names), _BITS):
        part = names[start : start + _BITS]
        bits = standing.select(
            pl.sum_horizontal(pl.col(name).cast(pl.UInt64) * 2**bit for bit, name in enumerate(part)).alias("bits"),
        )
        words = _words(bits["bits"].unique(), [reason.because for reason in reasons[start : start + _BITS]])
        said = bits.join(words, on="bits", how="left", maintain_order="left")["said"]
        frame = frame.with_columns(said.alias(f"said.{start}"))
        texts.append(pl.col(f"said.{start}"))
    # An empty text column would turn the list of reasons into null.
    excluded = pl.when(pl.col("excluded").is_not_null()).then(pl.concat_list("excluded")).otherwise(texts[0])
    return frame.select("killed", pl.concat_list(*texts[1:], excluded).alias("kill_reasons"))


def _words(bits: pl.Series, texts: Sequence[str]) -> pl.DataFrame:
    said = [[text for bit, text in enumerate(texts) if mask >> bit & 1] for mask in bits]
    return pl.DataFrame({"bits": bits, "said": pl.Series(said, dtype=pl.List(pl.String))})


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
