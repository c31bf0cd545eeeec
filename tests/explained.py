"""Explanations made by hand for tests: an account in the middle of tier A, but for what is given."""

from fractions import Fraction
from typing import Any

from icp_tui.columns import ACCOUNT, LAYERS, OUTCOME
from icp_tui.review.decisions.decision import Decision
from icp_tui.scoring.cut import CutLine
from icp_tui.scoring.explain import Explanation, Move, Part

TIERS = ("A", "B", "C")
# As in `screens`, but short enough for one line of a narrow pane.
HOSTILE = "\x1b[2J[red]x[/] \u202eevil\x07 会社"
TAMED = "\ufffd[2J[red]x[/] \ufffdevil\ufffd 会社"


def part(title: str = "Industry", **given: Any) -> Part:
    """25 of 25 points in layer fit."""
    made = {"key": title.lower(), "layer": "fit", "value": "Software Development", "label": "ideal",
            "points": Fraction(25), "most": Fraction(25), "skipped": False}  # fmt: skip
    return Part(title=title, **made | given)


def move(title: str = "Tech stack", **given: Any) -> Move:
    """15 more by a real change."""
    made = {"label": "ideal", "known": True, "gain": Fraction(15), "score": Fraction(100), "reaches": None}
    return Move(title=title, **made | given)


def cut(**given: Any) -> CutLine:
    """A is full at 50; it ends at rank 50 with 82.50."""
    made = {"tier": "A", "capacity": 50, "members": 50, "pinned": 0, "rank": 50, "score": 82.5,
            "account_key": "hooli.com", "name": "Hooli", "ended_by": "capacity", "tied_inside": 2, "tied_outside": 1,
            "decided_by": "employees", "next_key": "vandelay.com", "next_name": "Vandelay", "next_score": 82.5}  # fmt: skip
    return CutLine(**made | given)


def explained(account: dict[str, Any] | None = None, **given: Any) -> Explanation:
    """Acme Analytics, rank 17 in A with 85.00. Names of outcome columns change the outcome."""
    outcome = dict.fromkeys([*OUTCOME, *(f"layer_{name}" for name in LAYERS)]) | {
        "rank": 17, "bucket": "A", "tier": "A", "play": "1-to-1 outreach", "score": 85.0, "best_case": 85.0, "known": 100.0,
        "penalty": 0.0, "reason": "rank 17: 2.50 above the cut of A (82.50 at rank 50)", "why": "", "unverified": False,
        "pinned": False, "kill_reasons": [], "layer_fit": 100.0,
    }  # fmt: skip
    shaped = {name: given.pop(name) for name in list(given) if name in outcome}
    parts = {"parts": [part()], "missing": [], "moves": [], "cut_line": cut()} | given
    about = {"name": "Acme Analytics", "domain": "acme.com", "account_key": "acme.com", "owner": "dana",
             "source": "a.csv", "source_row": 1204}  # fmt: skip
    return Explanation(account=dict.fromkeys(ACCOUNT) | about | (account or {}), outcome=outcome | shaped, **parts)


def decision(kind: Any = "pin", value: str | None = "A", **given: Any) -> Decision:
    """dana decided at 14:02 UTC."""
    made = {"account_key": "acme.com", "author": "dana", "at": "2026-11-20T14:02:11.123+00:00"}
    return Decision(kind=kind, value=value, **made | given)
