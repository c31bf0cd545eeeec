"""Where two files of a list part, in words: the first line, and which columns say something else there."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from icp_tui.errors import shortened, visible

if TYPE_CHECKING:
    from _csv import Reader

_COLUMNS = 3
_LONGEST = 60
# Descriptions of companies may be long; more is no cell of ours.
_LARGEST_CELL = 1 << 24


def first_difference(then: Path, now: Path) -> str:
    """`line 3 (Acme): score is 99.00, not 88.00`: what `now` says where it parts from `then`, both CSV files.

    Empty where nothing can be said: no CSV, or not readable as one.
    """
    if then.suffix != ".csv":
        return ""
    limit = csv.field_size_limit(_LARGEST_CELL)
    try:
        with then.open(encoding="utf-8-sig", newline="") as one, now.open(encoding="utf-8-sig", newline="") as other:
            return _parted(csv.reader(one), csv.reader(other))
    except (OSError, UnicodeDecodeError, csv.Error):
        return "it is no longer a CSV file in UTF-8"
    finally:
        csv.field_size_limit(limit)


def _parted(then: Reader, now: Reader) -> str:
    header: Sequence[str] = ()
    for place, (old, new) in enumerate(zip_longest(then, now)):
        if place == 0:
            header = old or ()
        if old == new:
            continue
        if new is None:
            return f"it ends after {place:,} of its lines"
        if old is None:
            return f"line {now.line_num:,} and what follows were not there"
        if place == 0:
            return f"its header is another one: {_cells(('', *old), old, new)}"
        return f"line {now.line_num:,}{_account(header, old)}: {_cells(header, old, new)}"
    return "its cells are the same, but quotes, line ends or the encoding are not, as when a spreadsheet saves it"


def _account(header: Sequence[str], row: Sequence[str]) -> str:
    named = dict(zip(header, row, strict=False))
    name = named.get("name") or named.get("account_key")
    return f" ({_shown(name)})" if name else ""


def _cells(header: Sequence[str], old: Sequence[str], new: Sequence[str]) -> str:
    if len(old) != len(new):
        return f"{len(new):,} cells, not {len(old):,}"
    names = header if len(header) == len(old) else [f"column {place}" for place in range(1, len(old) + 1)]
    parted = [
        f"{_shown(name)} is {_shown(now) or 'empty'}, not {_shown(was) or 'empty'}"
        for name, was, now in zip(names, old, new, strict=True)
        if was != now
    ]
    more = f" and {len(parted) - _COLUMNS} more" if len(parted) > _COLUMNS else ""
    return "; ".join(parted[:_COLUMNS]) + more


def _shown(text: str) -> str:
    return shortened(visible(text), _LONGEST)
