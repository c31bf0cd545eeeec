"""Accounts -> levels: which level each criterion is at, and which rules are true.

This is the only stage that reads the account columns. Its outcome is a frame of one byte per
criterion and rule, so that a change of weights, grades, lines or capacities never comes back here.
"""

from __future__ import annotations

import polars as pl

from icp_tui import columns
from icp_tui.scoring.plan import Plan, Rule

MUST, WARN, KILL = "must", "warn", "kill"


def rule_column(stage: str, place: int) -> str:
    """The Boolean column of the `place`th rule of a stage (must, warn or kill)."""
    return f"{stage}.{place}"


def assess(accounts: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Find the levels of all accounts.

    Columns in: the account and original columns that the plan reads. Columns out, same rows:
    level.<key> (UInt8 index), must.<n>, warn.<n> and kill.<n> (Boolean, null = unknown).
    """
    dated = accounts.lazy().with_columns(pl.lit(plan.as_of).alias(columns.AS_OF))
    made = [criterion.level_index() for criterion in plan.criteria]
    made += _rule_columns(MUST, plan.must_haves)
    made += _rule_columns(WARN, plan.warnings)
    made += _rule_columns(KILL, plan.kill_rules)
    # A criterion over constant columns gives one value; the account_key makes it one per account.
    return dated.select("account_key", *made).collect().drop("account_key")


def _rule_columns(stage: str, rules: tuple[Rule, ...]) -> list[pl.Expr]:
    return [
        rule.condition.expr.cast(pl.Boolean).alias(rule_column(stage, place)) for place, rule in enumerate(rules)
    ]
