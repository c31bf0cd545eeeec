"""The kill list as lines: its entries, its accounts, and what is said of either."""

from __future__ import annotations

import polars as pl
from textual.content import Content

from icp_tui.review.kills.kill_page import KillEntry, KillPage
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.table_column import Column

ENTRIES = (
    Column("mark", " ", 1),
    Column("name", "Reason", 18),
    Column("takes", "Takes", 6, "number"),
    Column("alone", "Alone", 6, "number"),
    Column("shared", "Shared", 6, "number"),
    Column("lifted", "Lifted", 6, "number"),
    Column("possible", "Maybe", 5, "number"),
)
ACCOUNTS = (
    Column("tier", "Would be", 12),
    Column("rank", "Rank", 6, "rank"),
    Column("score", "Score", 6, "score"),
    Column("name", "Account", 20),
    Column("reasons", "Why it is killed", 16),
)
_WORDS = 300


def entry_lines(entry: KillEntry) -> list[Content]:
    """What an entry is, and what is doubtful about it."""
    called = plain(clipped(entry.because or entry.name, _WORDS), "bold")
    if entry.because:
        called += plain(f"  {clipped(entry.name, _WORDS)}", "$text-muted")
    about = [called, plain(clipped(entry.about, _WORDS), "$text-muted")]
    return [*about, plain(f"! {clipped(entry.doubt, _WORDS)}", "$text-warning")] if entry.doubt else about


def account_lines(entry: KillEntry, page: KillPage, row: int) -> list[Content]:
    """What is to be said of one account of an entry."""
    name = page.cells(pl.Series([row], dtype=pl.UInt32), ["name"])["name"][0]
    said = plain(f"{clipped(name, _WORDS)}: ", "bold") + plain(clipped(page.told(row), _WORDS))
    return [plain(clipped(entry.because or entry.name, _WORDS), "bold"), said]


def shown_in_words(entry: KillEntry, count: int, words: str) -> str:
    """How many accounts are shown, and what to do next."""
    accounts = "1 account" if count == 1 else f"{count:,} accounts"
    if words:
        return f'{accounts} with "{clipped(words, 40)}"; Esc shows all'
    said = f"{accounts} {'kept on the list' if entry.keeps else 'killed'}"
    said += ", best first" if count > 1 else ""
    if entry.possible:
        return f"{said}. m settles {entry.possible:,} possible {'match' if entry.possible == 1 else 'matches'}"
    return f"{said}. R takes one back" if count and not entry.keeps else said


def entry_rows(page: KillPage) -> pl.DataFrame:
    """The entries as rows of a table; what is nothing is blank."""
    return pl.DataFrame([
        {"mark": "!" if one.doubt else "", "name": one.because or one.name, "takes": one.takes, "alone": one.alone or None,
         "shared": None if one.kind == "all" or one.keeps else one.shared or None, "lifted": one.lifted or None,
         "possible": one.possible or None}
        for one in page.entries
    ], schema={"mark": pl.String, "name": pl.String, **dict.fromkeys(("takes", "alone", "shared", "lifted", "possible"), pl.Int64)})  # fmt: skip


def nobody(entry: KillEntry, words: str) -> str:
    """What is said where no account is shown."""
    if words:
        return "No account of this entry has these words.\nEsc shows all again."
    said = entry.doubt or ("It keeps nobody now." if entry.keeps else "It takes nobody now.")
    return f"{said}\nn makes a new rule, Esc goes back to the list."
