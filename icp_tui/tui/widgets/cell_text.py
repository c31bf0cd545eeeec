"""Values as the text of a table cell: safe for a terminal, and exactly as wide as the column.

Clipping comes first, inside Polars, so a cell of 10 MB costs no more than a short one; then the one
sanitiser, and only then is the width measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from math import isfinite
from string import ascii_uppercase

import polars as pl
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from icp_tui.errors import visible
from icp_tui.tui.widgets.table_column import Column, Kind, Seen

RIGHT: frozenset[Kind] = frozenset({"rank", "number", "score", "money", "percent"})
# What stands where nothing is known.
UNKNOWN = "–"
_UNITS = ((1e3, "K"), (1e6, "M"), (1e9, "B"), (1e12, "T"))
_LONGEST_LIST = 50
# Regional indicators as letters; variation selectors and skin tones; fillers, tags and an Arabic bidi mark.
_FLAGS = {0x1F1E6 + place: letter for place, letter in enumerate(ascii_uppercase)}
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff\u180b-\u180d\u034f]")
_HIDDEN = re.compile("[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\U000e0000-\U000e007f]")


def cell_texts(values: pl.Series, column: Column) -> list[str | None]:
    """The values as cells of the column; None where nothing is known."""
    write, width, right = _WRITERS[column.kind], column.width, column.kind in RIGHT
    return [
        None if value is None else fitted(write(value, width), width, right=right)
        for value in _clipped(values, width).to_list()
    ]


@lru_cache(maxsize=256)
def unknown(column: Column) -> str:
    """The cell of an unknown value."""
    return fitted(UNKNOWN, column.width, right=column.kind in RIGHT)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Safe text of exactly `width` cells, cut with an ellipsis where it is longer."""
    text = visible(text)
    if text.isascii():
        size = len(text)
    else:
        text = steady(text)
        size = cell_len(text)
    if size > width:
        text = set_cell_size(text, width - 1) + "…" if width > 0 else ""
        size = width
    blanks = " " * (width - size)
    return blanks + text if right else text + blanks


def cut(text: str, seen: Seen) -> str:
    """What the window's edges leave of a cell; `…` at an edge that took some of it, lest 85K reads as 5K."""
    if seen.cut_left:
        lost, rest = _split(text, seen.cut_left)
        text = "…" + _split(rest, 1)[1] if rest and _said(lost, lost + rest, text) else rest
    if seen.cut_right:
        rest, lost = _split(text, cell_len(text) - seen.cut_right)
        text = _split(rest, cell_len(rest) - 1)[0] + "…" if rest and _said(lost, rest + lost, text) else rest
    return text


def _said(lost: str, parts: str, text: str) -> bool:
    """Whether the lost part of the text said anything; it did if a wide character was halved."""
    return bool(lost.strip()) or parts != text


def _split(text: str, cells: int) -> tuple[str, str]:
    """The first `cells` cells and the rest; half a wide character is a blank."""
    if cells <= 0:
        return "", text
    first, rest = Segment(text).split_cells(cells)
    return first.text, rest.text


def steady(text: str) -> str:
    """Text without what terminals give different widths: one wrong guess would shift the rest of the line.

    Flags become their two letters; emoji lose their skin tone and their wish to be drawn as a picture;
    blanks that look like none and hidden tags become U+FFFD.
    """
    return _HIDDEN.sub("\ufffd", _VARIANTS.sub("", text.translate(_FLAGS)))


def _clipped(values: pl.Series, width: int) -> pl.Series:
    """Values without what can never be seen. Combining marks and joiners are characters without a cell."""
    most = 4 * width + 16
    if isinstance(values.dtype, pl.Enum | pl.Categorical):
        values = values.cast(pl.String)
    if values.dtype == pl.String:
        return values.str.head(most)
    if values.dtype == pl.List(pl.String):
        return values.list.head(_LONGEST_LIST).list.eval(pl.element().str.head(most))
    if isinstance(values.dtype, pl.List):
        return values.list.head(_LONGEST_LIST)
    return values


def _rank(value: object, width: int) -> str:
    """Every figure, since a rank in short form would stand for many accounts."""
    written = _number(value, width)
    return written if written[-1:].isdigit() else str(value)


def _text(value: object, width: int) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join("" if part is None else str(part) for part in value)
    return _number(value, width) if isinstance(value, float) else str(value)


def _number(value: object, width: int) -> str:
    """With thousands; then without, then in short form, since a number that is cut off would be wrong."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _text(value, width)
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    written = f"{value:,}" if isinstance(value, int) or value.is_integer() else f"{value:,.2f}"
    written = written.removesuffix(".0")
    if len(written) > width:
        written = written.replace(",", "")
    return written if len(written) <= width else _short(value)


def _money(value: object, width: int) -> str:
    """Exact below 10,000, then 85K, 12.5M, 3.2B."""
    plain = isinstance(value, bool) or not isinstance(value, int | float) or abs(value) < 10_000
    return _number(value, width) if plain else _short(value)


def _short(value: object) -> str:
    if not isinstance(value, int | float) or not isfinite(value):
        return str(value)
    # 999,950 rounds to 1M, not to 1000K.
    unit, letter = next(((unit, letter) for unit, letter in _UNITS if abs(value) < unit * 999.95), _UNITS[-1])
    written = f"{value / unit:.1f}"
    return f"{written.removesuffix('.0')}{letter}" if len(written) < 8 else f"{value:.1e}"


def _score(value: object, width: int) -> str:
    return f"{value:.2f}" if _is_number(value) else _text(value, width)


def _percent(value: object, width: int) -> str:
    return f"{value:.0f}%" if _is_number(value) else _text(value, width)


def _date(value: object, width: int) -> str:
    return value.isoformat()[:10] if isinstance(value, date) else _text(value, width)


def _flag(value: object, width: int) -> str:
    if isinstance(value, bool):
        return "✓" if value else ""
    return _text(value, width)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_WRITERS: dict[Kind, Callable[[object, int], str]] = {
    "rank": _rank,
    "text": _text,
    "number": _number,
    "score": _score,
    "money": _money,
    "percent": _percent,
    "date": _date,
    "flag": _flag,
    "list": _text,
}
