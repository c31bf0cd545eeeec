"""Cells of small lists for tests: give the rows that matter and what was decided about them."""

from typing import Any

import polars as pl
from lists import AS_OF, accounts, profile, size

from icp_tui.profile import Profile
from icp_tui.review.cells import Cells
from icp_tui.review.session import Session
from icp_tui.scoring.decided import DECIDED, Decisions
from icp_tui.sources.accounts import Accounts


def session(
    *rows: dict[str, Any],
    originals: dict[str, Any] | None = None,
    decided: list[dict[str, Any]] | None = None,
    cut: Profile | None = None,
) -> Session:
    """A session over account rows; `originals` are columns of texts, `decided` rows of DECIDED."""
    frame = accounts(*rows)
    texts = pl.DataFrame(originals) if originals else pl.DataFrame(height=frame.height)
    loaded = Accounts(frame, texts, pl.DataFrame(), pl.DataFrame(), [])
    return Session(loaded, cut or profile(criteria=[size()]), AS_OF, decisions=decisions(*(decided or [])))


def cells(*rows: dict[str, Any], **parts: Any) -> Cells:
    """The cells of such a session."""
    made = session(*rows, **parts)
    return Cells(made, made.scored())


def decisions(*rows: dict[str, Any]) -> Decisions:
    """Decisions in force; what a row does not say is null, and not reviewed."""
    filled = [
        {name: row.get(name) for name in DECIDED} | {"reviewed": bool(row.get("reviewed"))} for row in rows
    ]
    return Decisions(pl.DataFrame(filled, schema=DECIDED), (), len(rows), f"sha of {rows!r}")
