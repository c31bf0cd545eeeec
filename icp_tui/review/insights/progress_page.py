"""How far the review is: accounts looked at by tier and by owner, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from icp_tui.review import shown
from icp_tui.review.insights.block import Block, Entry
from icp_tui.review.insights.heat import percent
from icp_tui.review.shown import Shown
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.listing import decided as decided_column
from icp_tui.scoring.survey import Verdict

# More owners than these are counted together.
_MOST = 30
_UNREVIEWED = "is:unreviewed"


def progress_page(scored: ScoredList) -> list[Block]:
    """Reviewed of all by tier, by owner over all tiers, and the decisions in force."""
    tiers = [tier.name for tier in scored.plan.profile.tiers]
    bucket = scored.assigned.bucket
    inside = (bucket.to_physical() < len(tiers)).arg_true()
    frame = pl.DataFrame({
        "tier": bucket.gather(inside).to_physical(),
        "owner": scored.accounts["owner"].gather(inside),
        "reviewed": decided_column(
            scored.accounts.select("account_key")[inside], scored.decisions, "reviewed"
        ).fill_null(value=False),
    })  # fmt: skip
    return [_by_tier(scored, frame, tiers), _by_owner(frame, tiers), _decided(scored)]


def _by_tier(scored: ScoredList, frame: pl.DataFrame, tiers: Sequence[str]) -> Block:
    counted = {
        place: (accounts, reviewed)
        for place, accounts, reviewed in frame.group_by("tier").agg(pl.len(), pl.col("reviewed").sum()).iter_rows()
    }
    entries, capped = [], [0, 0]
    for place, tier in enumerate(scored.plan.profile.tiers):
        accounts, reviewed = counted.get(place, (0, 0))
        pinned = len(scored.assigned.filled[place].pinned)
        entries.append(Entry(
            tier.name, (f"{reviewed:,} of {accounts:,}", f"{accounts - reviewed:,}", f"{pinned:,}"),
            reviewed / accounts if accounts else 0.0, tier.play or "",
            Shown(f"{tier.name}, not reviewed", tier.name, _UNREVIEWED),
        ))  # fmt: skip
        if tier.capacity is not None:
            capped = [capped[0] + accounts, capped[1] + reviewed]
    return Block("By tier", ("reviewed", "left", "pinned"), entries, _where_it_stands(capped, tiers, scored))


def _where_it_stands(capped: Sequence[int], tiers: Sequence[str], scored: ScoredList) -> list[Verdict]:
    """One sentence on the tiers that have an end: nobody reviews all of the others."""
    accounts, reviewed = capped
    named = [one.name for one in scored.plan.profile.tiers if one.capacity is not None]
    if not accounts:
        return [Verdict(good=True, said="Nobody is in a tier yet")] if not tiers or not named else []
    left = accounts - reviewed
    said = f"{reviewed:,} of the {accounts:,} accounts in {' and '.join(named)} are reviewed ({percent(reviewed / accounts)})"
    more = "; v in the list goes to the next" if left else ": all of them, e in the list writes the files"
    return [Verdict(good=not left, said=said + more)]


def _by_owner(frame: pl.DataFrame, tiers: Sequence[str]) -> Block:
    counted = (
        frame.group_by("owner")
        .agg(
            pl.len().alias("accounts"), pl.col("reviewed").sum(),
            *((pl.col("tier") == place).sum().alias(f"tier.{place}") for place in range(len(tiers))),
        )
        .sort(pl.col("owner").is_null(), pl.col("accounts"), pl.col("owner"), descending=[False, True, False])
    )  # fmt: skip
    entries = [
        Entry(
            owner or "no owner",
            (f"{reviewed:,} of {accounts:,}", *(f"{count:,}" for count in counts)),
            reviewed / accounts,
            shown=Shown(f"{owner or 'no owner'}, in a tier", None, f"tier IS NOT NULL AND {shown.equals('owner', owner)}"),
        )
        for owner, accounts, reviewed, *counts in counted.head(_MOST).iter_rows()
    ]
    more = counted.height - len(entries)
    said = [Verdict(good=True, said=f"and {more:,} owners more")] if more > 0 else []
    return Block("By owner, over all tiers", ("reviewed", *tiers), entries, said)


def _decided(scored: ScoredList) -> Block:
    """How many accounts have each kind of decision."""
    frame = scored.decisions.frame
    kinds = {
        "pinned": (pl.col("pin").is_not_null(), "is:pinned"),
        "excluded by hand": (pl.col("excluded").is_not_null(), ""),
        "restored": (pl.col("restored").list.len() > 0, ""),
        "with a note": (pl.col("note").is_not_null(), "has:note"),
        "given to an owner": (pl.col("owner").is_not_null(), ""),
        "reviewed": (pl.col("reviewed"), "is:reviewed"),
    }
    counts = frame.select(met.sum().alias(name) for name, (met, _) in kinds.items()).row(0, named=True)
    entries = [
        Entry(name, (f"{counts[name] or 0:,}",), shown=Shown(name, None, condition) if condition else None)
        for name, (_, condition) in kinds.items()
    ]
    waiting = len(scored.decisions.waiting)
    said = [Verdict(good=False, said=f"{waiting:,} decisions wait: their accounts are not on this list")] if waiting else []
    return Block("Decisions in force", ("accounts",), entries, said)
