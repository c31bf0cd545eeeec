"""Small changes to a text, collected by place and made in one go."""

from __future__ import annotations

import re
from collections import defaultdict

_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"( {2,})#")


class Splices:
    """Pieces of a text that are replaced; places are characters of the text as it was."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[tuple[int, int, str]] = []
        self._grown: defaultdict[int, int] = defaultdict(int)
        found = _BREAK.search(text)
        self._newline = found.group() if found else "\n"

    def replace(self, start: int, end: int, said: str, behind: int | None = None) -> None:
        """Put `said` in the place of a piece. A comment that follows at `behind` keeps its column."""
        self._pieces.append((start, end, said))
        if behind is not None and not _BREAK.search(self._text, start, behind):
            self._grown[behind] += len(said) - (end - start)

    def insert(self, place: int, said: str) -> None:
        """Put `said` in at a place."""
        self._pieces.append((place, place, said))

    def insert_lines(self, place: int, lines: list[str]) -> None:
        """Put lines in below the line in which `place` is; a place behind a line break is below already."""
        text = self._text
        if place and text[place - 1] in "\r\n":
            self.insert(place, "".join(line + self._newline for line in lines))
            return
        found = _BREAK.search(text, place)
        if found:
            self.insert(found.end(), "".join(line + self._newline for line in lines))
        else:
            self.insert(len(text), "".join(self._newline + line for line in lines))

    def delete_lines(self, start: int, end: int) -> None:
        """Take out the lines from the one of `start` to the one of `end`."""
        text = self._text
        first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        found = _BREAK.search(text, end - 1 if end and text[end - 1] in "\r\n" else end)
        self._pieces.append((first, found.end() if found else len(text), ""))

    def made(self) -> str:
        """The text with all of it done."""
        pieces = [*self._pieces, *(piece for place, grown in self._grown.items() if (piece := self._comment(place, grown)))]
        parts, at = [], 0
        for start, end, said in sorted(pieces, key=lambda piece: piece[:2]):
            parts += [self._text[at:start], said]
            at = end
        return "".join([*parts, self._text[at:]])

    def _comment(self, place: int, grown: int) -> tuple[int, int, str] | None:
        found = _COMMENT.match(self._text, place)
        return (found.start(1), found.end(1), " " * max(2, len(found[1]) - grown)) if found else None
