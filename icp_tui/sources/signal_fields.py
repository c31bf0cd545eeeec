"""What joined signals add to the columns of their accounts. The order of the rows plays no part."""

from __future__ import annotations

import polars as pl

from icp_tui.sources.report import counted

LISTS = ("intent_topics", "technologies", "keywords")
_OF_A_ROUND = ("last_funding_date", "last_funding_amount", "funding_stage")
_ROUND = (*_OF_A_ROUND, "currency")
# An account names no more values of one original column than this.
MOST_VALUES = 20


def with_fields(frame: pl.DataFrame, rows: pl.DataFrame, pairs: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int], list[str]]:
    """The accounts with what the signals add; how many accounts gained per column; notes in words.

    The highest intent score, the latest dates, a later round with its amount and stage, and the union of
    the lists. Nothing that is there is taken away.
    """
    added: dict[str, int] = {}
    notes: list[str] = []
    known = {name for name in rows.columns if rows.get_column(name).null_count() < rows.height}
    for name in ("intent_score", "intent_date"):
        if name in known:
            frame = _highest(frame, rows, pairs, name, added)
    if not known.isdisjoint(_OF_A_ROUND):
        frame = _latest_round(frame, rows, pairs, added, notes)
    for name in LISTS:
        if name in known:
            frame = _united(frame, rows, pairs, name, added)
    return frame, added, notes


def original_column(cells: pl.Series, pairs: pl.DataFrame, height: int) -> pl.Series:
    """One original column of a signal file on the list: the distinct values of each account, joined by `; `."""
    said = pl.DataFrame({"place": pairs.get_column("place"), "value": cells.gather(pairs.get_column("row"))})
    said = said.filter(pl.col("value").is_not_null())
    if said.get_column("place").is_duplicated().any():
        several = said.unique().sort("place", "value").group_by("place", maintain_order=True).agg("value")
        values = pl.col("value").list.head(MOST_VALUES).list.join("; ")
        more = pl.col("value").list.len() > MOST_VALUES
        said = several.select("place", pl.when(more).then(values + "; …").otherwise(values).alias("value"))
    empty = pl.Series(cells.name, [None], dtype=pl.String).new_from_index(0, height)
    return _placed(empty, said.get_column("place"), said.get_column("value"))


def _highest(
    frame: pl.DataFrame, rows: pl.DataFrame, pairs: pl.DataFrame, name: str, added: dict[str, int]
) -> pl.DataFrame:
    """The highest of the account's value and those of its signals."""
    said = _said(rows, pairs, (name,)).filter(pl.col(name).is_not_null())
    best = said.group_by("place").agg(pl.col(name).max()).sort("place")
    before = frame.get_column(name).gather(best.get_column("place"))
    better = best.filter(before.is_null() | (before < best.get_column(name)).fill_null(value=False))
    return _with(frame, better, name, added)


def _latest_round(
    frame: pl.DataFrame, rows: pl.DataFrame, pairs: pl.DataFrame, added: dict[str, int], notes: list[str]
) -> pl.DataFrame:
    """A later round brings its amount and stage; the same round fills what is not known of it; an earlier one nothing."""
    said = _said(rows, pairs, _ROUND)
    said = said.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in _OF_A_ROUND))
    if said.is_empty():
        return frame
    latest = pl.col("last_funding_date") == pl.col("last_funding_date").max().over("place")
    undated = pl.col("last_funding_date").max().over("place").is_null()
    amounts = pl.col("last_funding_amount", "currency")
    rounds = said.filter(latest | undated).group_by("place").agg(
        pl.col("last_funding_date").max(),
        amounts.sort_by("last_funding_amount", "currency", descending=True, nulls_last=True).first(),
        pl.col("funding_stage").drop_nulls().min(),
    ).sort("place")  # fmt: skip
    held = frame.select(*_ROUND, money=pl.any_horizontal(pl.col("revenue", "funding_total").is_not_null()))
    rounds = rounds.hstack(held[rounds.get_column("place")].select(pl.all().name.prefix("held ")).get_columns())
    rounds = _in_one_currency(rounds, notes)
    new, old = pl.col("last_funding_date"), pl.col("held last_funding_date")
    newer = (new.is_not_null() & (old.is_null() | (new > old))).fill_null(value=False)
    older = (new < old).fill_null(value=False)
    for name in _ROUND:
        value = (
            pl.when(newer & (name != "currency"))
            .then(pl.coalesce(name, f"held {name}"))
            .when(~older)
            .then(pl.coalesce(f"held {name}", name))
            .otherwise(f"held {name}")
        )
        gained = rounds.select("place", value.alias(name), before=f"held {name}")
        gained = gained.filter(pl.col(name).ne_missing(pl.col("before"))).drop("before")
        frame = _with(frame, gained, name, added)
    return frame


def _in_one_currency(rounds: pl.DataFrame, notes: list[str]) -> pl.DataFrame:
    """An account has one currency: an amount in another one is left out, and counted."""
    held, said = pl.col("held currency"), pl.col("currency")
    # Money without a currency is in the profile's; what the signal states may be another.
    foreign = (said.is_not_null() & pl.when(held.is_null()).then("held money").otherwise(held != said)).fill_null(value=False)
    foreign = foreign & pl.col("last_funding_amount").is_not_null()
    count = int(rounds.select(foreign.sum()).item())
    if count:
        notes.append(f"last_funding_amount: {counted(count, 'amount')} in another currency than the account's left out")
    kept = ~foreign & pl.col("last_funding_amount").is_not_null()
    return rounds.with_columns(
        last_funding_amount=pl.when(kept).then("last_funding_amount"), currency=pl.when(kept).then("currency")
    )


def _united(
    frame: pl.DataFrame, rows: pl.DataFrame, pairs: pl.DataFrame, name: str, added: dict[str, int]
) -> pl.DataFrame:
    """The account's own entries, then the new ones: those of the highest intent score first, then by letter."""
    said = _said(rows, pairs, (name, "intent_score")).filter(pl.col(name).is_not_null())
    if said.is_empty():
        return frame
    score = pl.col("intent_score").fill_null(-1.0)
    entries = said.rename({name: "entry"}).with_columns(score).explode("entry", empty_as_null=True, keep_nulls=True)
    fresh = (
        entries.filter(pl.col("entry").is_not_null())
        .with_columns(folded=pl.col("entry").str.to_lowercase())
        .group_by("place", "folded")
        .agg(pl.col("entry").min(), pl.col("intent_score").max())
    )
    places = fresh.get_column("place").unique().sort()
    held = pl.DataFrame({"place": places, "entry": frame.get_column(name).gather(places)})
    held = held.explode("entry", empty_as_null=True, keep_nulls=True).filter(pl.col("entry").is_not_null())
    known = held.select("place", folded=pl.col("entry").str.to_lowercase())
    fresh = fresh.join(known, on=["place", "folded"], how="anti")
    if name != "intent_topics":
        fresh = fresh.with_columns(intent_score=pl.lit(0.0))
    fresh = fresh.sort("place", "intent_score", "folded", descending=[False, True, False])
    gaining = fresh.select("place").unique()
    both = pl.concat([held.join(gaining, on="place", how="semi", maintain_order="left"), fresh.select("place", "entry")])
    whole = both.group_by("place", maintain_order=True).agg(pl.col("entry").alias(name)).sort("place")
    return _with(frame, whole, name, added)


def _said(rows: pl.DataFrame, pairs: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """`place` and those columns of its signals, a row per pair."""
    picked = [rows.get_column(name).gather(pairs.get_column("row")) for name in names]
    return pl.DataFrame([pairs.get_column("place"), *picked])


def _with(frame: pl.DataFrame, gained: pl.DataFrame, name: str, added: dict[str, int]) -> pl.DataFrame:
    """The accounts with the values of column `name` that `gained` has for their places, which are counted."""
    if gained.is_empty():
        return frame
    added[name] = gained.height
    return frame.with_columns(_placed(frame.get_column(name), gained.get_column("place"), gained.get_column(name)))


def _placed(column: pl.Series, places: pl.Series, values: pl.Series) -> pl.Series:
    """The column with `values` at `places`; works for lists as well, where `scatter` does not."""
    order = pl.int_range(column.len(), dtype=pl.UInt32, eager=True)
    order = order.scatter(places, pl.int_range(column.len(), column.len() + values.len(), dtype=pl.UInt32, eager=True))
    return pl.concat([column, values.alias(column.name).cast(column.dtype)]).gather(order) if places.len() else column
