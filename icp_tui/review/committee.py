"""The people of a list: who is written to in its tiers, and what is to be known about the files of people."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from icp_tui.scoring.committee import chosen
from icp_tui.scoring.listing import ScoredList
from icp_tui.sources.contacts import ContactReport
from icp_tui.sources.report import counted


def chosen_people(scored: ScoredList, known: pl.DataFrame) -> pl.DataFrame:
    """The people of `known` who are written to, by what the tier of each account asks for."""
    profile = scored.plan.profile
    most = {tier.name: tier.people for tier in profile.tiers}
    bucket = scored.assigned.bucket.cast(pl.String)
    asked = pl.DataFrame({"account_key": scored.accounts["account_key"], "tier": bucket}).filter(pl.col("tier").is_in(list(most)))
    counts = pl.col("tier").replace_strict(most, default=None, return_dtype=pl.UInt32)
    return chosen(known, profile.personas, asked.select("account_key", counts.alias("most")))


def contact_notices(reports: Sequence[ContactReport]) -> list[str]:
    """What each file of people reached, in plain sentences that name nobody."""
    said: list[str] = []
    for one in reports:
        name = one.path.name
        lost = [
            (one.duplicates, "of somebody who is there already"),
            (one.unreached, "of companies that are not on the list"),
            (one.unreadable, "that name nobody or cannot be read"),
        ]
        rest = ", ".join(f"{count:,} {why}" for count, why in lost if count)
        reached = f"{name}: {one.used:,} of {counted(one.rows, 'row')} are people of {counted(one.accounts, 'account')}"
        said.append(reached + (f"; {rest}" if rest else ""))
        if one.applied:
            said.append(f"{name}: {counted(one.applied, 'opt-out')} applied to people of the other files")
        elif not one.used and one.rows:
            said.append(f"{name}: {'no opt-outs applied: nobody in it works for an account of the list' if one.refusing else 'it reaches no account: is it the right file?'}")
        if one.silent:
            said.append(f"{name}: {_people(one.silent)} no email address: they count as known, and are in no file for a sequencer")
        if one.opted_out:
            said.append(f"{name}: {counted(one.opted_out, 'person wants', 'people want')} no mail: they count for nothing and are in no file")
        said += [f"{name}: {note}" for note in one.notes]
    return said


def _people(count: int) -> str:
    return f"{counted(count, 'person has', 'people have')}"
