"""A list with one account more: where a newcomer would stand, without scoring the others again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from icp_tui import columns
from icp_tui.profile import RankKey
from icp_tui.scoring.assign import assign
from icp_tui.scoring.cut import cut_lines
from icp_tui.scoring.kill import KillList
from icp_tui.scoring.limit import FAMILY, codes, constraints
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.plan import SCORES
from icp_tui.scoring.rank import Ranking
from icp_tui.scoring.stages import family_codes
from icp_tui.scoring.staying import new_accounts, ranked_scores
from icp_tui.sources import names


def with_newcomer(scored: ScoredList, alone: ScoredList, originals: pl.DataFrame | None = None) -> ScoredList:
    """`scored` with the one account of `alone` as its last row; everybody else keeps row, score and decisions.

    `alone` is that account scored by the same profile and date. `originals` are further columns that tier
    conditions name, a row per account of the outcome.
    """
    plan, height = scored.plan, scored.accounts.height
    accounts = _below(scored.accounts, alone.accounts)
    scores = scored.scores.and_one(alone.scores, alone.levels)
    killed = _killed(scored.kill_list, alone.kill_list)
    rows = scored.order
    at = _place(scored, alone, plan.profile.rank_by)
    order = Ranking(pl.concat([rows[:at], pl.Series([height], dtype=rows.dtype), rows[at:]]))
    coded = codes(accounts, plan.profile, _families(scored, alone, accounts))
    held = scored.staying.and_nobody() if scored.staying is not None else None
    pins = _pins(scored)
    new, bound = new_accounts(plan.profile, held, pins, constraints(accounts, plan.profile, coded))
    coded = coded.hstack(new) if new.width else coded
    asked = accounts if originals is None or not originals.width else accounts.hstack(columns.as_text(originals))
    assigned = assign(asked, scores, killed.killed, pins, order, plan, coded, bound, held)
    return replace(
        scored,
        accounts=accounts,
        levels=_below(scored.levels, alone.levels),
        scores=scores,
        matches=replace(scored.matches, possible=alone.matches.possible),
        kill_list=killed,
        coded=coded,
        bound=bound,
        ranking=order,
        assigned=assigned,
        cut_lines=cut_lines(accounts, scores, assigned, plan, bound),
        read=asked,
    )


def _below(frame: pl.DataFrame, row: pl.DataFrame) -> pl.DataFrame:
    """The frame with one row more; the columns of the list are not copied."""
    alike = row.select(pl.col(name).cast(dtype) for name, dtype in frame.schema.items())
    return pl.concat([frame, alike], rechunk=False)


def _families(scored: ScoredList, alone: ScoredList, accounts: pl.DataFrame) -> pl.Series:
    """The families with the newcomer; worked out again only where somebody may be its parent or child."""
    held = scored.coded[FAMILY]
    if scored.plan.profile.one_per_family == "none" or not _related(scored.accounts["parent"], alone.accounts):
        return held.extend_constant(None, 1)
    return family_codes(accounts, scored.plan.profile)


def _related(parents: pl.Series, newcomer: pl.DataFrame) -> bool:
    """Whether the newcomer names a parent, or some account may name it: by a word of its name, domain or page."""
    one = newcomer.row(0, named=True)
    said = [str(one[name]) for name in ("name", "domain", "linkedin_url") if one[name]]
    if one["parent"] is not None or not all(text.isascii() and "xn--" not in text for text in said):
        return True
    name = names.normalised(newcomer["name"])[0] or ""
    page = (one["linkedin_url"] or "").rstrip("/").rpartition("/")[2]
    marks = {max(name.split(), key=len, default=""), (one["domain"] or "").partition(".")[0], page.partition("?")[0]}
    wanted = [mark.lower() for mark in marks if mark]
    texts = parents.drop_nulls().unique().cast(pl.String)
    texts = pl.concat([texts.str.to_lowercase(), names.normalised(texts).drop_nulls()])
    return bool(wanted) and texts.str.contains_any(wanted).any()


def _killed(all_of: KillList, one: KillList) -> KillList:
    return KillList(
        killed=pl.concat([all_of.killed, one.killed]),
        combination=pl.concat([all_of.combination, (one.combination + len(all_of.said)).cast(all_of.combination.dtype)]),
        said=pl.concat([all_of.said, one.said]),
        taken=all_of.taken,
    )


def _place(scored: ScoredList, alone: ScoredList, rank_by: Sequence[RankKey]) -> int:
    """How many accounts come before the newcomer in the ranking: missing values come last, the key closes ties."""
    before, level = pl.lit(value=False), pl.lit(value=True)
    for by in (*rank_by, RankKey("account_key", descending=False)):
        one = (alone.scores if by.column in SCORES else alone.accounts)[by.column][0]
        column = pl.col(by.column)
        if one is None:
            better, same = column.is_not_null(), column.is_null()
        else:
            value = pl.lit(one, dtype=(scored.scores if by.column in SCORES else scored.accounts).schema[by.column])
            better = ((column > value) if by.descending else (column < value)).fill_null(value=False)
            same = (column == value).fill_null(value=False)
        before |= level & better
        level &= same
    named = {by.column for by in rank_by} | {"account_key"}
    frame = scored.accounts.select(name for name in scored.accounts.columns if name in named and name not in SCORES)
    frame = frame.hstack(scored.scores.select(name for name in scored.scores.columns if name in named and name in SCORES).frame)
    if "score" in named:
        frame = frame.with_columns(ranked_scores(scored.scores, scored.staying).alias("score"))
    return int(frame.select(before.sum()).item())


def _pins(scored: ScoredList) -> pl.Series:
    """The tier that each account sits pinned in, null for most; the newcomer is pinned to none."""
    pins = pl.Series("pin", [None], dtype=pl.Int32).new_from_index(0, scored.accounts.height + 1)
    for place, filled in enumerate(scored.assigned.filled):
        pins = pins.scatter(filled.pinned, place)
    return pins
