"""What the columns of a list are good for as criteria, as lines: each column, what it holds, how they would cut the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.hanging import Hanging
from icp_tui.tui.wrapping import cell

if TYPE_CHECKING:
    from icp_tui.review.drafting.suggested import Suggested

_TITLE, _KNOWN = 20, 5


def idea_line(one: Suggested, weight: int | None) -> Hanging:
    """A line: whether the column is taken, its title, how much is known, its `weight` if it is taken, what is best."""
    if not one.usable:
        told = plain(clipped(one.against, 80), "dim")
        return Hanging([(Content.assemble("    ", cell(clipped(one.title, 80), _TITLE, "dim"), "       "), told)])
    ticked = weight is not None
    mark = plain("[x] ", "bold $success") if ticked else plain("[ ] ", "dim")
    known = cell(f"{one.facts.share:>4.0%}", _KNOWN, "$warning" if one.facts.share < 0.5 else "dim")
    weighs = f"{weight:>3}  " if ticked else "     "
    doubt = plain(f"  ({clipped(one.against, 60)})", "$warning") if one.against and not ticked else Content()
    left = Content.assemble(mark, cell(clipped(one.title, 80), _TITLE, "bold" if ticked else ""), known, plain(weighs))
    return Hanging([(left, Content.assemble(plain(clipped(one.says, 200), "" if ticked else "dim"), doubt))])


def cut_line(count: int, buckets: dict[str, int]) -> Content:
    """Such as `5 criteria. This list: A 50, B 200`."""
    said = "1 criterion" if count == 1 else f"{count} criteria"
    doubt = plain("  more than six make each count for little", "$warning") if count > 6 else Content()
    shown = ", ".join(f"{clipped(name, 30)} {number:,}" for name, number in buckets.items() if number)
    return Content.assemble(plain(said, "bold"), doubt, plain(f"   This list: {shown or 'counting…'}"))


def value_line(one: Suggested) -> Content:
    """The most frequent values with their counts, or the spread."""
    from icp_tui.review.drafting.suggested import short  # noqa: PLC0415  stands on Polars

    facts = one.facts
    if facts.top:
        most = ", ".join(f"{clipped(text, 40)} {count:,}" for text, count in facts.top)
        return plain(f"{clipped(one.title, 40)}: {facts.distinct:,} values. {most}", "dim")
    if facts.quarters:
        low, middle, high = map(short, facts.quarters)
        return plain(f"{clipped(one.title, 40)}: half of them from {low} to {high}, the middle one is {middle}", "dim")
    if facts.days:
        return plain(f"{clipped(one.title, 40)}: a quarter at most {facts.days[0]:,} days ago, half at most {facts.days[1]:,} days", "dim")
    return plain(f"{clipped(one.title, 40)}: {one.against}", "dim")
