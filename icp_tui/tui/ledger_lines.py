"""The ledger as lines: its columns, and an entry in full."""

from __future__ import annotations

from typing import Any

from textual.content import Content

from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.table_column import Column

COLUMNS = (
    Column("when", "When", 16),
    Column("author", "Who", 8),
    Column("state", "Stands as", 10),
    Column("account", "Account", 18),
    Column("what", "What", 28),
    Column("why", "Why", 18),
    Column("until", "Until", 10, "date"),
    Column("moved", "Who moved", 60),
)
_LONGEST = 600
# How an entry stands, in a sentence.
_STATES = {
    "standing": "stands",
    "taken back": "was taken back",
    "ended": "no longer binds: its last day is over",
    "waiting": "waits: its account is not on this list, or cannot be told from others",
    "replaced": "was replaced by a later decision",
    "": "",
}


def told(entry: dict[str, Any]) -> list[Content]:
    """An entry in full: who, when, what, why and until when; who moved; and how it stands."""
    who = plain(f"{clipped(entry['author'], 40)}, {entry['when']}: ", "bold")
    account = f"{clipped(entry['account'], 60)}: " if entry["account"] else ""
    why = f", because: {clipped(entry['why'], 300)}" if entry["why"] else ""
    until = f", until {entry['until']}" if entry["until"] else ""
    lines = [who + plain(f"{account}{clipped(entry['what'], 300)}{why}{until}")]
    state = _STATES.get(entry["state"], entry["state"])
    if state:
        lines.append(plain(f"It {state}."))
    lines.append(plain(f"Told then: {clipped(entry['moved'], _LONGEST)}" if entry["moved"] else "What it moved was not kept.", "" if entry["moved"] else "dim"))
    return lines
