"""The one-line why of each account: what speaks for it, and what nobody knows about it."""

from __future__ import annotations

import polars as pl

from icp_tui import columns
from icp_tui.scoring.assess import WARN, rule_column
from icp_tui.scoring.plan import Plan, PlannedCriterion

# Salesforce's Text field ends at 255 characters, and no target of ours takes less.
MOST_CHARACTERS = 255
_MOST_OF_A_VALUE = 40


def why(accounts: pl.DataFrame, levels: pl.DataFrame, plan: Plan) -> pl.Series:
    """`Industry: Software Development (ideal); ...; unknown: Tech stack`, at most 255 characters.

    Columns in: the account columns that criteria read and level.<key>. A row per account.
    """
    schema = accounts.schema
    fragments = [_fragment(criterion, schema) for criterion in plan.criteria]
    unknown = pl.concat_str(
        [_unknown(criterion) for criterion in plan.criteria], separator=", ", ignore_nulls=True
    ).replace("", None)
    line = pl.concat_str(
        [*fragments, pl.concat_str(pl.lit("unknown: "), unknown)], separator="; ", ignore_nulls=True
    )
    wanted = {name for criterion in plan.criteria for name in criterion.fields}
    frame = levels.select(columns.level(criterion.key) for criterion in plan.criteria).with_columns(
        accounts[name] for name in accounts.columns if name in wanted
    )
    said = frame.select(line.replace("", "nothing fits").alias("why")).to_series()
    long = said.str.len_chars() > MOST_CHARACTERS
    if not long.any():
        return said
    return said.zip_with(~long, said.str.slice(0, MOST_CHARACTERS - 1) + "…")


def warnings(levels: pl.DataFrame, plan: Plan, possible: pl.DataFrame, keys: pl.Series) -> pl.Series:
    """The warning signs of each account as one text, null where there are none.

    Columns in: warn.<n> of `levels`; the possible matches of `suppression.match`.
    """
    signs: list[pl.Expr] = [
        pl.when(pl.col(rule_column(WARN, place))).then(pl.lit(rule.because))
        for place, rule in enumerate(plan.warnings)
    ]
    frame = keys.alias("account_key").to_frame().with_columns(
        levels[rule_column(WARN, place)] for place in range(len(plan.warnings))
    )
    # One account is asked for with every step of the cursor; hardly any has a possible match.
    if not possible.is_empty() and (len(keys) != 1 or keys[0] in possible["account_key"]):
        doubts = possible.group_by("account_key", maintain_order=True).agg(
            pl.format("possible match: {} ({})", "because", "doubt").unique(maintain_order=True).str.join("; ").alias("doubt"),
        )
        frame = frame.join(doubts, on="account_key", how="left", maintain_order="left")
        signs.append(pl.col("doubt"))
    if not signs:
        return pl.Series("warnings", [None], dtype=pl.String).new_from_index(0, len(keys))
    said = pl.concat_str(signs, separator="; ", ignore_nulls=True)
    return frame.select(said.replace("", None).alias("warnings")).to_series()


def _fragment(criterion: PlannedCriterion, schema: pl.Schema) -> pl.Expr:
    """`Title: value (label)` where the level earns points, else null."""
    index = pl.col(columns.level(criterion.key))
    earns = [place > 0 and level.grade > 0 for place, level in enumerate(criterion.levels)]
    labels = pl.Series([f" ({level.label})" if earn else None for level, earn in zip(criterion.levels, earns, strict=True)],
                       dtype=pl.String)  # fmt: skip
    value = criterion.shown(schema).str.slice(0, _MOST_OF_A_VALUE).fill_null("")
    return pl.concat_str(pl.lit(f"{criterion.title}: "), value, pl.lit(labels).gather(index))


def _unknown(criterion: PlannedCriterion) -> pl.Expr:
    return pl.when(pl.col(columns.level(criterion.key)) == 0).then(pl.lit(criterion.title))
