"""The kill list in short: what each rule and suppression file takes."""

from __future__ import annotations

from icp_tui.review.insights.block import Block, Entry
from icp_tui.review.insights.heat import percent
from icp_tui.review.shown import Shown
from icp_tui.scoring.assign import KILLED
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.survey import Verdict


def kills_page(scored: ScoredList) -> list[Block]:
    """Every rule and file with the accounts it takes, alone and together with others, those that take most first."""
    killed, height = int(scored.kill_list.killed.sum()), scored.accounts.height
    said = [Verdict(good=True, said=f"{killed:,} of {height:,} accounts are killed" + (f" ({percent(killed / height)})" if height else ""))]
    possible = scored.to_settle
    if possible.height:
        accounts = possible["account_key"].n_unique()
        who = "1 account" if accounts == 1 else f"{accounts:,} accounts"
        matches = "" if possible.height == accounts else f" ({possible.height:,} possible matches)"
        said.append(Verdict(good=False, said=f"{who} may be on a suppression list{matches}; none was killed for it: K in the list settles them"))
    entries = [
        Entry(
            one.because,
            (f"{one.accounts:,}", f"{one.alone:,}", f"{one.accounts - one.alone:,}", f"{one.lifted:,}"),
            one.accounts / killed if killed else 0.0,
            "" if one.accounts or one.lifted else "takes nobody: is it still needed?",
            Shown(f"killed: {one.because}", KILLED, f'kill_reasons:"{one.because}"') if one.accounts else None,
        )
        for one in sorted(scored.kill_list.taken, key=lambda one: -one.accounts)
    ]
    by_hand = int(scored.decisions.frame["excluded"].is_not_null().sum())
    if by_hand:
        entries.append(Entry("excluded by hand", (f"{by_hand:,}",), by_hand / killed if killed else 0.0))
    if not entries:
        said = [Verdict(good=False, said="The profile has no kill list: customers, competitors and the far too small belong on one")]
    return [Block("Kill list", ("takes", "alone", "with others", "lifted"), entries, said, "of the killed")]
