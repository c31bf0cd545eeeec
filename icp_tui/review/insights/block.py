"""A block of lines: a heading, sentences, and entries with their numbers below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_tui.review.shown import Shown
from icp_tui.scoring.survey import Verdict


@dataclass(frozen=True)
class Entry:
    """One line: a name, numbers as text, perhaps a share from 0 to 1 for a bar, and what is said of it.

    `shown` are the accounts that it stands for, None where it stands for none.
    """

    name: str
    numbers: Sequence[str] = ()
    share: float | None = None
    note: str = ""
    shown: Shown | None = None


@dataclass(frozen=True)
class Block:
    """`headers` name the numbers of its entries, `bar` their bars; `said` are sentences below the title."""

    title: str
    headers: Sequence[str] = ()
    entries: Sequence[Entry] = ()
    said: Sequence[Verdict] = ()
    bar: str = ""
