"""What tuning does, as lines: the tiers before and after, who comes in and who drops out, and how a tier spreads."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from icp_tui.review.tuning.effect import Bucket, Effect, Mover, Share
from icp_tui.review.tuning.tuning import Difference
from icp_tui.tui.text import clipped, lines, plain
from icp_tui.tui.tints import tint

_BAR = 12
# From this width on there is room for the capacities.
_ROOMY = 52
_SCORE = 9
# Names on each side of a line in the comparison.
_COMPARED = 12


def bucket_lines(effect: Effect, tiers: Sequence[str], chosen: str, width: int) -> list[Content]:
    """A line for each bucket: how many it held and holds, where it ends, how many come in and drop out."""
    wide = max(len(bucket.name) for bucket in effect.buckets)
    wide = min(max(wide, 4), 14)
    numbers = max(5, *(len(f"{max(bucket.was, bucket.now):,}") for bucket in effect.buckets))
    # What moves is worth more than the capacity, which the knobs say as well.
    roomy = width >= _ROOMY
    moving = max(7, *(len(_moves(bucket)) for bucket in effect.buckets))
    head_of = f"{'of':>{numbers}}  " if roomy else " "
    head = f"  {'':{wide}} {'saved':>{numbers}} {'now':>{numbers}} {head_of}{'in, out':{moving}}"
    # A score that is cut short would be another one.
    ends = width >= len(head) + _SCORE
    head += f"{'ends at':>{_SCORE}}" if ends else ""
    lines = [Content(clipped(head, width)).stylize("$foreground-muted")]
    for bucket in effect.buckets:
        mark = ">" if bucket.name == chosen else " "
        of = f"{bucket.capacity:,}" if bucket.capacity else ""
        cut = f"{bucket.cut:.2f}" if bucket.cut is not None else ""
        moves = _moves(bucket)
        name = clipped(bucket.name, wide)
        of = f"{of:>{numbers}}  " if roomy else " "
        line = f"{mark} {name:{wide}} {bucket.was:>{numbers},} {bucket.now:>{numbers},} {of}{moves:{moving}}" + (f"{cut:>{_SCORE}}" if ends else "")
        content = Content(line).stylize(f"bold $text-{tint(bucket.name, tiers)}" if tint(bucket.name, tiers) in _TEXT else "bold", 2, 2 + len(name))
        if bucket.all_came or bucket.all_left:
            end = len(line) - (_SCORE if ends else 0)
            content = content.stylize("bold", end - moving, end)
        lines.append(content.truncate(width, ellipsis=True) if cell_len(line) > width else content)
    return lines


def _moves(bucket: Bucket) -> str:
    said = [f"+{bucket.all_came:,}"] * bool(bucket.all_came) + [f"-{bucket.all_left:,}"] * bool(bucket.all_left)
    return " ".join(said) or "same"


def mover_lines(bucket: Bucket, width: int, most: int) -> list[Content]:
    """Who comes into a bucket and who drops out of it, best first; at most `most` of each by name."""
    lines: list[Content] = []
    for title, movers, count in (("Comes into", bucket.came, bucket.all_came), ("Drops out of", bucket.left, bucket.all_left)):
        into = title == "Comes into"
        verb = title if count == 1 else {"Comes into": "Come into", "Drops out of": "Drop out of"}[title]
        if not count:
            lines.append(Content(f"{'Nobody comes into' if into else 'Nobody drops out of'} {bucket.name}").stylize("$foreground-muted"))
            continue
        lines.append(Content(f"{verb} {bucket.name}: {count:,}").stylize("bold"))
        shown = movers[:most]
        lines += [_mover(mover, width, into=into) for mover in shown]
        if count > len(shown):
            lines.append(Content(f"  and {count - len(shown):,} more").stylize("$foreground-muted"))
    return lines


def elsewhere_lines(effect: Effect, bucket: str, width: int) -> list[Content]:
    """Where people move when nobody does in the bucket that is looked at."""
    moving = effect.moving()
    if bucket in moving or not moving:
        return []
    said = clipped(f"They move in {', '.join(moving)}: b goes there", 400)
    return [*Content(said).stylize("bold").wrap(max(width, 1))]


def compared(changes: Sequence[Difference], effect: Effect, width: int) -> list[Content]:
    """What was changed, then for each bucket in which anyone moves who does; a paragraph each."""
    told = [
        lines(f"{one.name}: {one.was:,} → {one.now:,}", *mover_lines(one, width, _COMPARED))
        for one in effect.buckets
        if one.all_came or one.all_left
    ]
    return [lines(*(one.said for one in changes)), *(told or [plain("Nobody is in another bucket because of it.")])]


def share_lines(shares: Sequence[Share], bucket: str, column: str, width: int) -> list[Content]:
    """How a bucket spreads over a column: a bar, the number now, and what it was with the saved profile."""
    total = sum(share.now for share in shares)
    lines = [Content(clipped(f"{bucket} by {column}", width)).stylize("bold")]
    name = max(8, min(24, width - _BAR - 18))
    largest = max([share.now for share in shares], default=0) or 1
    for share in shares:
        bar = "█" * round(share.now / largest * _BAR)
        percent = f"{share.now / total:4.0%}" if total else "  0%"
        was = f" was {share.was:,}" if share.was != share.now else ""
        label = Content(clipped(share.value, 200)).truncate(name, ellipsis=True).plain
        pad = " " * max(name - cell_len(label), 0)
        line = f"  {label}{pad} {share.now:>6,} {percent} {bar}{was}"
        lines.append(Content(line).truncate(width, ellipsis=True))
    if not shares:
        lines.append(Content("  nobody").stylize("$foreground-muted"))
    return lines


def _mover(mover: Mover, width: int, *, into: bool) -> Content:
    where = f"from {mover.was}" if into else f"to {mover.now}"
    score = f"{mover.score:6.2f}"
    room = max(width - len(score) - len(where) - 5, 6)
    name = Content(clipped(mover.name, 200)).truncate(room, ellipsis=True).plain
    return Content(f"  {score} {name}{' ' * max(min(room, 28) - cell_len(name), 0)} {where}")


_TEXT = {"success", "primary", "secondary", "warning", "error"}
