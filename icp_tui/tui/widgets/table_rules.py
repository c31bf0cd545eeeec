"""Lines of the account table that are no rows: a text between two rows, which the cursor passes over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


class Rules:
    """Where the rules stand: each after so many rows, with its text. Lines count from 0 below the header."""

    def __init__(self, rules: Sequence[tuple[int, str]] = ()) -> None:
        self._after = [after for after, _ in rules]
        self._texts = [text for _, text in rules]
        # The lines that the rules themselves take.
        self._lines = [after + place for place, after in enumerate(self._after)]

    def __len__(self) -> int:
        return len(self._texts)

    def line(self, position: int) -> int:
        """The line on which the row at a position stands."""
        return position + bisect_right(self._after, position)

    def text(self, line: int) -> str | None:
        """What the rule on a line says; None where a row stands."""
        place = bisect_left(self._lines, line)
        return self._texts[place] if place < len(self._lines) and self._lines[place] == line else None

    def position(self, line: int) -> int:
        """The position of the row on a line; on a rule that of the row below it."""
        return line - bisect_left(self._lines, line)
