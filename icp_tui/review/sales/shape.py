"""What a rep's sheet looks like: its columns, what may be answered, and how an answer finds its account again.

The last column is hidden. Its header says which list the sheet is of, its cells which account each row is, so
both survive sorting, filtering and saving as CSV.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from icp_tui.review.decisions.decision import IDENTITY, Identity

SHEET = "Accounts"
GIVEN = ("Rank", "Tier", "Account", "Domain", "Score", "Why it is here", "Missing")
# Only where somebody has noted something.
NOTED = "Noted so far"
VERDICT, MOVE, WHY, NOTE = "Keep or drop", "Move to", "Why", "Note"
ANSWERS = (VERDICT, MOVE, WHY, NOTE)
KEEP, DROP = "keep", "drop"
# What a cell holds at most is far more; a name this long is no name.
_MOST_OF_A_NAME = 500
_FORMAT = 1


@dataclass(frozen=True)
class SheetOf:
    """The list that a sheet is of: the profile and its sha256, the date, whose sheet it is, the tiers there are.

    `workspace` is the one that the sheet was written with, as it was named; None without one.
    """

    icp: str
    version: str
    profile: str
    as_of: str
    rep: str | None
    tiers: tuple[str, ...]
    workspace: str | None = None

    def header(self) -> str:
        """The header of the hidden column."""
        return json.dumps({"icp-tui sheet": _FORMAT, **asdict(self)}, ensure_ascii=True)

    @classmethod
    def of(cls, header: str) -> SheetOf | None:
        """The list that a header tells of; None for any other header."""
        told = _object(header)
        if told is None or told.get("icp-tui sheet") != _FORMAT:
            return None
        rep, tiers, workspace = told.get("rep"), told.get("tiers"), told.get("workspace")
        texts = [told.get(name) for name in ("icp", "version", "profile", "as_of")]
        if not all(isinstance(one, str) for one in texts) or not all(isinstance(one, str | None) for one in (rep, workspace)):
            return None
        if not isinstance(tiers, list) or not all(isinstance(one, str) for one in tiers):
            return None
        icp, version, profile, as_of = (str(one) for one in texts)
        return cls(icp, version, profile, as_of, rep, tuple(tiers), workspace or None)


def account_cell(account: Identity, tier: str) -> str:
    """The cell of the hidden column: what identifies the account, and its tier, as JSON in ASCII, which no encoding harms."""
    known: Mapping[str, Any] = {**account}
    told = {name: text if name == "account_key" else text[:_MOST_OF_A_NAME] for name in IDENTITY if (text := known[name])}
    return json.dumps({**told, "tier": tier}, separators=(",", ":"))


def account_of(cell: str) -> tuple[Identity, str] | None:
    """The account that a cell of the hidden column tells of, and the tier it was in; None for any other text."""
    told = _object(cell)
    if told is None or not told.get("account_key") or any(not isinstance(told.get(name), str | None) for name in IDENTITY):
        return None
    who = Identity(
        account_key=told["account_key"],
        name=told.get("name"),
        domain=told.get("domain"),
        linkedin_slug=told.get("linkedin_slug"),
        crm_id=told.get("crm_id"),
    )
    return who, str(told.get("tier") or "")


def _object(text: str) -> Mapping[str, Any] | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
