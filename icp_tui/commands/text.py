"""What the commands print: lines that no file can smuggle escapes into, columns that line up, JSON."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from icp_tui.errors import shortened, visible


def say(lines: Iterable[str]) -> None:
    """Print lines, whatever they quote from a file made visible."""
    print("\n".join(visible(line) for line in lines))


def say_json(data: object, default: Callable[[object], object] | None = None) -> None:
    """Print JSON: as people read it where the terminal can show it, else in ASCII, which is JSON everywhere."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    print(json.dumps(data, indent=2, ensure_ascii=not encoding.startswith("utf"), default=default))


def width(text: str) -> int:
    """The cells that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def table(rows: Iterable[Sequence[object]], *, right: Sequence[int] = (), indent: str = "  ") -> list[str]:
    """Rows as lines with aligned columns; the columns in `right` are set flush right. None is blank."""
    cells = [[visible("" if cell is None else str(cell)) for cell in row] for row in rows]
    if not cells:
        return []
    widths = [max(width(row[place]) for row in cells) for place in range(len(cells[0]))]
    lines = []
    for row in cells:
        padded = [
            " " * (widths[place] - width(cell)) + cell if place in right else cell + " " * (widths[place] - width(cell))
            for place, cell in enumerate(row)
        ]
        lines.append((indent + "  ".join(padded)).rstrip())
    return lines


def wrapped(text: str, indent: str = "  ") -> list[str]:
    """A text as lines that fit the terminal, indented like the first."""
    columns = max(shutil.get_terminal_size().columns, 40)
    return textwrap.wrap(
        visible(text), columns, initial_indent=indent, subsequent_indent=" " * len(indent), break_on_hyphens=False
    )


def clipped(text: object, most: int) -> str:
    """A cell cut to `most` characters."""
    return shortened("" if text is None else str(text), most)
