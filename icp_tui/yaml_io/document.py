"""A YAML file as read: its data, its text, and where each key and list item stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Key = str | int | float
# The way from the top of a file to a value: keys and list positions (from 0).
Loc = tuple[Key, ...]


@dataclass(frozen=True)
class Document:
    """What a YAML file says.

    `data` is plain Python: dict, list, str, int, float, bool, None. `sha256` is of the file's bytes.
    """

    data: dict[Any, Any]
    path: str
    text: str = field(repr=False)
    sha256: str
    places: Mapping[Loc, tuple[int, int]] = field(repr=False)

    def place(self, loc: Loc) -> tuple[int, int]:
        """Line and column, from 1, of the key or list item at `loc`, or of the nearest one that holds it."""
        for length in range(len(loc), -1, -1):
            if loc[:length] in self.places:
                return self.places[loc[:length]]
        return (1, 1)

    def trace(self, loc: Loc) -> tuple[Loc, Loc]:
        """Split a model's loc into the part that the data has and the rest.

        Models put words of their own into a loc (the tag of a union, `[key]`); those are skipped as
        long as a later part exists in the data.
        """
        found: Loc = ()
        rest: Loc = ()
        current: Any = self.data
        for part in loc:
            key = _key_in(current, part)
            if key is None:
                rest = (*rest, part)
            else:
                found, rest, current = (*found, key), (), current[key]
        return found, rest

    def value(self, loc: Loc) -> Any:
        """What stands at `loc`; None when nothing does."""
        current: Any = self.data
        for part in loc:
            key = _key_in(current, part)
            if key is None:
                return None
            current = current[key]
        return current


def _key_in(holder: Any, part: Key) -> Key | None:
    """The key of `holder` that `part` means; a model spells the key 0.5 as the text '0.5'."""
    if isinstance(holder, dict):
        if part in holder:
            return part
        return next((key for key in holder if not isinstance(key, str) and str(key) == part), None)
    if isinstance(holder, list) and isinstance(part, int) and 0 <= part < len(holder):
        return part
    return None
