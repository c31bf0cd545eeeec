"""The buckets as one or two lines of text for a given width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from icp_tui.review.told import bar
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.tints import OTHERS, tint
from icp_tui.tui.widgets.text_lines import MUTED

_SHORT = {NURTURE: "Nurt.", DISQUALIFIED: "Disq.", KILLED: "Killed"}
_METER = 4
_SHADES = {"success", "primary", "secondary", "warning", "error", "accent"}
# Only the digits are keys; 0 is All.
_KEYS = 9


@dataclass(frozen=True)
class Item:
    """One bucket in the bar; `bucket` is None for all accounts. `capacity` is None where there is none.

    `met` is how many of its accounts meet the filter, None without a filter.
    """

    key: str
    bucket: str | None
    count: int
    capacity: int | None
    ink: str
    met: int | None = None


@dataclass(frozen=True)
class Way:
    """One way to say the buckets: the wordier ways are tried first."""

    short: bool = False
    meter: bool = True
    rounded: bool = False
    brief: bool = False
    tight: bool = False
    name: int = 40


# In this order things go when there is no room: long words, meters, how many there are beside those that meet the
# filter, gaps, exact counts, then long names.
WAYS = (
    Way(),
    Way(short=True),
    Way(short=True, meter=False),
    Way(short=True, meter=False, brief=True),
    Way(short=True, meter=False, tight=True),
    Way(short=True, meter=False, tight=True, rounded=True),
)
_LAST = tuple(Way(short=True, meter=False, tight=True, rounded=True, name=most) for most in (8, 4, 2))


@dataclass(frozen=True)
class Placed:
    """A bucket's text, and where in the bar it stands."""

    item: Item
    text: Content
    line: int
    start: int


def ink(bucket: str, tiers: Sequence[str]) -> str:
    """The colour of a bucket's name, as a style; a bucket that no tier bears any more has none of its own."""
    colour = tint(bucket, tiers) if bucket in tiers or bucket in OTHERS else "foreground"
    # The theme's shades for text can be read on dark and light grounds alike.
    return f"$text-{colour}" if colour in _SHADES else f"${colour}"


def items(
    counts: Mapping[str, int], capacities: Mapping[str, int | None], met: Mapping[str, int] | None = None
) -> list[Item]:
    """The buckets with their keys, and All at the end; `met` counts what meets the filter."""
    tiers = list(capacities)
    listed = [
        Item(
            key=str(place) if place <= _KEYS else "",
            bucket=name,
            count=count,
            capacity=capacities.get(name),
            ink=ink(name, tiers),
            met=None if met is None else met.get(name, 0),
        )
        for place, (name, count) in enumerate(counts.items(), start=1)
    ]
    everybody = None if met is None else sum(met.values())
    return [*listed, Item("0", None, sum(counts.values()), None, "$foreground", everybody)]


def placed(listed: Sequence[Item], current: str | None, width: int, lines: int = 2) -> list[Placed]:
    """The buckets in one line if any way fits, else in `lines`; at last those far from `current` are left out."""
    for most in range(1, lines + 1):
        for way in (*WAYS, *_LAST) if most == lines else WAYS:
            found = _laid(listed, current, way, width, most)
            if found is not None:
                return found
    # Too many for any way: the buckets around the current one stay, and All.
    place = next((n for n, item in enumerate(listed) if item.bucket == current), 0)
    near = sorted(range(len(listed) - 1), key=lambda n: (abs(n - place), n))
    for most in range(len(near), 0, -1):
        kept = [listed[n] for n in sorted(near[:most])] + [listed[-1]]
        found = _laid(kept, current, _LAST[-1], width, lines)
        if found is not None:
            return found
    return [Placed(listed[-1], _text(listed[-1], _LAST[-1], current=current is None), 0, 0)]


def drawn(found: Sequence[Placed]) -> Content:
    """The lines of the bar."""
    lines: list[Content] = [Content("")]
    for one in found:
        while len(lines) <= one.line:
            lines.append(Content(""))
        before, text = lines[-1], one.text
        if one.start < before.cell_length:
            # The blank between two is shared, and a bracket takes its place.
            before, text = (before[:-1], text) if text.plain.startswith("[") else (before, text[1:])
        lines[-1] = before + text
    return Content("\n").join(lines)


def _laid(listed: Sequence[Item], current: str | None, way: Way, width: int, lines: int) -> list[Placed] | None:
    """Where each bucket stands; None when they need more lines. Tight ones share the blank between them."""
    found: list[Placed] = []
    line, start = 0, 0
    for item in listed:
        text = _text(item, way, current=item.bucket == current)
        if start + text.cell_length > width:
            line, start = line + 1, 0
            if line >= lines or text.cell_length > width:
                return None
        found.append(Placed(item, text, line, start))
        start += text.cell_length - (1 if way.tight else 0)
    return found


def _text(item: Item, way: Way, *, current: bool) -> Content:
    """` 1 A 50/50 ████ `, or `[1 A 50/50 ████]` for the bucket in view; under a filter ` 1 A 12 of 50 `."""
    meter = Content("")
    said = Content(f"{item.key} " if item.key else "").stylize(MUTED)
    said += Content(_name(item, way)).stylize(f"bold {item.ink}")
    if item.met is not None:
        said += _met(item, way)
    elif item.bucket is not None:
        count = rounded(item.count) if way.rounded else f"{item.count:,}"
        full = item.capacity is not None and item.count > item.capacity
        said += Content(" ") + Content(count).stylize("bold $text-warning" if full else "")
    if item.capacity is not None and item.met is None:
        most = rounded(item.capacity) if way.rounded else f"{item.capacity:,}"
        said += Content(f"/{most}").stylize(MUTED)
        if way.meter:
            filled = bar(item.count / item.capacity, _METER)
            meter = Content(filled + " " * (_METER - len(filled))).stylize(f"{item.ink} on $surface-lighten-2")
            said += Content(" ")
    if not current:
        return Content(" ") + said + meter + Content(" ")
    # A meter in reverse would look empty when it is full.
    marked = f"bold reverse {item.ink}"
    return plain(f"[{said.plain}", marked) + meter + plain("]", marked)


def _met(item: Item, way: Way) -> Content:
    """` 12 of 50`: those that meet the filter, and all; where there is no room the first.

    Of all accounts the line below says how many there are.
    """
    met, count = (rounded(n) if way.rounded else f"{n:,}" for n in (item.met or 0, item.count))
    of = "" if way.brief or way.tight or item.bucket is None else f" of {count}"
    return Content(" ") + Content(met).stylize("bold" if item.met else "") + Content(of).stylize(MUTED)


def _name(item: Item, way: Way) -> str:
    if item.bucket is None:
        return "All"
    if item.bucket in OTHERS:
        named = _SHORT[item.bucket] if way.short else item.bucket.capitalize()
    else:
        named = item.bucket
    return named if cell_len(named) <= way.name else clipped(named, way.name)


def rounded(count: int) -> str:
    """A count in at most four letters: 812, 4.1k, 812k, 1.2M."""
    for unit, size in (("G", 1_000_000_000), ("M", 1_000_000), ("k", 1_000)):
        # What would round to 1000k is 1.0M.
        if count >= size * 0.9995 and count >= 1_000:
            amount = count / size
            return f"{amount:.1f}{unit}" if amount < 9.95 else f"{amount:.0f}{unit}"
    return str(count)
