"""Accounts that a person added by hand: a source whose headers are the account columns themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from icp_tui.sources.dialect import FIELDS, GENERIC
from icp_tui.sources.reading import Reading
from icp_tui.sources.source_accounts import SourceAccounts

# What such accounts say of where they come from.
BY_HAND = "added by hand"
# How the files that hold them end.
ENDING = ".added.csv"
# When and by whom each was added; the only column that is always an original one.
ADDED = "Added by hand"


def is_by_hand(path: Path) -> bool:
    """Whether a file holds such accounts, by its name."""
    return path.name.endswith(ENDING)


def of_our_own(headers: Sequence[str]) -> Reading:
    """How it is read: every header is the account column of that name, or none."""
    as_we_write = Reading(encoding="utf-8", delimiter=",", dialect=GENERIC)
    return replace(as_we_write, overrides={header: header if header in FIELDS else None for header in headers})


def without_copies(found: SourceAccounts) -> SourceAccounts:
    """Without the original columns that are account columns already: they would only be said twice in the files."""
    kept = [name for name in found.originals.columns if name.removesuffix(" (source)") not in FIELDS]
    return replace(found, originals=found.originals.select(kept))
