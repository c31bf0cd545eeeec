"""What is shown and how much of it, in one line above the table."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from icp_tui.review.view import Found, View
from icp_tui.tui.text import clipped, plain

# What a filter is cut to before anything else has to go.
_LEAST_FILTER = 12
_GAP = "  "


@dataclass(frozen=True)
class Marked:
    """How many accounts are marked, and how many of them are not on the screen's list now."""

    count: int = 0
    elsewhere: int = 0


def view_line(
    view: View, shown: int, total: int, marked: Marked, *, found: Found | None, text: str, title: str, width: int, position: int = -1
) -> Content:
    """`37 of 50 in A  find “acme”: 1 of 2, n goes on  by Empl. ▼  3 marked  employees over 100 (Esc clears)`.

    `title` is the header of the column that the list is sorted by, `position` where the cursor is. Counts come first, so that a long
    filter cannot push them off the line; what Esc takes away next says so.
    """
    pieces = [_count(view, shown, total)]
    if text:
        hits = 0 if found is None else len(found.positions)
        number = found.number(position) if found is not None else None
        told = f"{number:,} of {hits:,}" if number else f"{hits:,} found"
        more = f"{told}, n goes on, Esc ends it" if hits else "not found, Esc ends it"
        pieces.append(plain(f"find “{clipped(text, 30)}”: {more}", "" if hits else "$text-warning"))
    if view.sort is not None or view.descending:
        mark = "▼" if view.descending else "▲"
        pieces.append(plain(f"by {clipped(title, 24)} {mark}" if view.sort else "rank order reversed"))
    if marked.count:
        elsewhere = f" ({marked.elsewhere:,} not shown)" if marked.elsewhere else ""
        clear = "" if text or view.filter is not None else ", Esc clears"
        pieces.append(plain(f"{marked.count:,} marked{elsewhere}{clear}", "bold $text-warning"))
    line = Content(" ") + Content(_GAP).join(pieces)
    if view.filter is not None:
        clear = "" if text else ", Esc clears"
        room = max(_LEAST_FILTER, width - line.cell_length - len(_GAP) - len(clear) - 1)
        said = plain(view.filter.said, "bold $text-accent").truncate(room, ellipsis=True)
        line += Content(_GAP) + said + plain(clear)
    return line


def missing(view: View, text: str) -> str:
    """That a text is not found, and which key looks further."""
    said = f"“{clipped(text, 60)}” is not found"
    if view.bucket is not None:
        return f"{said} in {view.bucket}{' with this filter' if view.filter else ''}. 0 looks in all buckets."
    return f"{said} with this filter. Esc twice clears both." if view.filter else f"{said} on this list."


def _count(view: View, shown: int, total: int) -> Content:
    where = f" in {view.bucket}" if view.bucket else " to review" if view.queue else ""
    if view.filter is not None:
        return plain(f"{shown:,} of {total:,}{where}")
    return plain(f"{shown:,} {'account' if shown == 1 else 'accounts'}{where}")
