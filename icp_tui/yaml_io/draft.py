"""The readable parts of a file that may have faults elsewhere, for checks across its parts."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

from icp_tui.yaml_io.document import Document, Key, Loc

_ABSENT = object()


class Draft:
    """Values of a document by loc, as far as each is sound by itself.

    A value that is a problem already, or of another type than asked for, reads as None; so a check
    across parts says nothing about parts that are being complained about anyway.
    """

    def __init__(self, document: Document, faulty: AbstractSet[Loc] = frozenset()) -> None:
        self._document = document
        self._faulty = faulty

    def items(self, *loc: Key) -> list[Loc]:
        """The locs of the mappings in the list at `loc`."""
        listed = self._at(loc)
        if not isinstance(listed, list):
            return []
        return [(*loc, index) for index, item in enumerate(listed) if isinstance(item, dict)]

    def keys(self, *loc: Key) -> list[Any]:
        """The keys of the mapping at `loc`."""
        held = self._at(loc)
        return list(held) if isinstance(held, dict) else []

    def texts(self, *loc: Key) -> list[tuple[Loc, str]]:
        """The sound texts of the list at `loc`, each with its own loc."""
        listed = self._at(loc)
        places = [(*loc, index) for index in range(len(listed))] if isinstance(listed, list) else []
        return [(place, text) for place in places if (text := self.text(*place)) is not None]

    def text(self, *loc: Key, default: str | None = None) -> str | None:
        """The text at `loc`, a whole number included; `default` when nothing stands there."""
        value = self._at(loc)
        if value is _ABSENT:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value.strip() if isinstance(value, str) else None

    def number(self, *loc: Key, default: float | None = None) -> float | None:
        """The number at `loc`; `default` when nothing stands there."""
        value = self._at(loc)
        if value is _ABSENT:
            return default
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def _at(self, loc: Loc) -> Any:
        """The raw value; _ABSENT when there is none, None when it is faulty."""
        if loc in self._faulty:
            return None
        value = self._document.value(loc)
        return _ABSENT if value is None else value
