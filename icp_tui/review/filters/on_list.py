"""What a word may stand for besides a piece of a name: a country, a tier, an owner of this list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from icp_tui import vocab
from icp_tui.review.cells import Cells
from icp_tui.review.filters.field import STATES, field_part, opposite
from icp_tui.review.filters.pieces import Piece

# Lower-case country codes that are no other word; `in`, `it` and `and` are codes as well.
_CODES = {"us", "usa", "uk", "uae"}
_PLACES = (("state", "is a state"), ("city", "is a city"))
_LEAST_OWNER = 3


@dataclass(frozen=True)
class Meant:
    """`column:value`, and what the words are: `is a country`."""

    column: str
    value: str
    what: str = ""

    def __str__(self) -> str:
        return f"{self.column}:{quoted(self.value)}"


def _states(folded: str) -> Iterator[Meant]:
    """`pinned`, `not reviewed`, `unassigned`."""
    state = folded.removeprefix("not ")
    if state in STATES:
        yield Meant("is", state if state == folded else opposite(state))
    if folded in {"unowned", "unassigned"}:
        yield Meant("owner", "none")


def quoted(value: str) -> str:
    """The value as it is typed after a colon."""
    return f'"{value}"' if re.search(r"[\s,]", value) else value


class OnList:
    """Looks words up among what the list and the vocabularies know; every column is read once at most."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self._texts: dict[str, set[str]] = {}
        self._owners: set[str] | None = None

    def meant(self, phrase: str) -> Meant | None:
        """What the words stand for; where they may be several things, the one that some account is."""
        found = list(self._candidates(phrase))
        return next((one for one in found if self._met(one)), found[0] if found else None)

    def industry(self, phrase: str) -> Meant | None:
        """The industry that the words are called."""
        known = vocab.canonical("industry", phrase)
        return Meant("industry", phrase, "is an industry") if known else None

    def _candidates(self, phrase: str) -> Iterator[Meant]:
        folded = vocab.fold(phrase)
        yield from _states(folded)
        for column in ("tier", "bucket"):
            yield from self._group(column, folded)
        if folded in vocab.regions():
            name = next((name for name in vocab.region_names() if vocab.fold(name) == folded), phrase)
            yield Meant("country", name, "is a region")
        code = vocab.canonical("country", phrase)
        if code and self._is_country(phrase, code):
            yield Meant("country", code, "is a country")
        label = vocab.canonical("technology", phrase)
        if label:
            yield Meant("technologies", label, "is a technology")
        if len(folded) >= _LEAST_OWNER and folded in self._owner_names():
            yield Meant("owner", phrase, "is an owner")
        for column, what in _PLACES:
            if folded in self._held(column):
                yield Meant(column, phrase, what)

    def _group(self, column: str, folded: str) -> Iterator[Meant]:
        """A bucket or tier by its name; one that is as short as A only behind `tier`."""
        dtype = self.cells.schema[column]
        before, _, rest = folded.partition(" ")
        named = before in {"tier", "bucket"} and bool(rest)
        for name in dtype.categories if isinstance(dtype, pl.Enum) else ():
            same = vocab.fold(name)
            if (folded == same and len(same) > 2) or (named and rest == same):
                yield Meant(column, name, "" if named else f"is a {column}")

    def _is_country(self, phrase: str, code: str) -> bool:
        """A code such as IT or CO is more often something else."""
        if len(phrase) > 3 or phrase.casefold() in _CODES:
            return True
        other = vocab.canonical("industry", phrase) or vocab.canonical("technology", phrase)
        return phrase.isupper() and not other and self._met(Meant("country", code))

    def _met(self, meant: Meant) -> bool:
        """Whether some account is what is meant."""
        try:
            part = field_part(Piece(quoted(meant.value), meant.column), self.cells)
            return bool(part.met(self.cells).any())
        except ValueError:
            return False

    def _held(self, column: str) -> set[str]:
        """The folded texts in a column."""
        if column not in self._texts:
            texts = self.cells.column(column).unique().drop_nulls().to_list()
            self._texts[column] = {vocab.fold(text) for text in texts}
        return self._texts[column]

    def _owner_names(self) -> set[str]:
        """The owners, and the names within theirs; of an address what stands before the @."""
        if self._owners is None:
            names = self._held("owner")
            parts = {part for name in names for part in re.split(r"[\s._\-,]+", name.split("@")[0])}
            self._owners = names | parts
        return self._owners
