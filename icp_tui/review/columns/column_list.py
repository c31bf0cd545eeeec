"""The columns of a list as the column picker shows and changes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from icp_tui import columns
from icp_tui.review.cells import Cells
from icp_tui.review.columns.kept import NARROWEST, WIDEST, KeptColumns

# A header up to here is likely to stand for a longer word.
_SHORT = 5


@dataclass(frozen=True)
class PickedColumn:
    """One column: whether it is shown, how wide, and whether some account has a value in it."""

    name: str
    title: str
    about: str
    width: int
    usual: int
    shown: bool
    filled: bool


class ColumnList:
    """All columns of a list, those shown first and in their order; changes stay here until `kept` is asked for.

    `locked` is the column that cannot be hidden.
    """

    def __init__(self, made: Iterable[PickedColumn], locked: str) -> None:
        self.all = list(made)
        self._locked = locked

    def toggle(self, place: int) -> str:
        """Show the column or hide it; why not, where it cannot be hidden."""
        one = self.all[place]
        if one.name == self._locked and one.shown:
            return f"{one.title} is what an account is known by: it stays"
        self.all[place] = replace(one, shown=not one.shown)
        return ""

    def move(self, place: int, step: int) -> int:
        """The column up or down; where it is then."""
        to = max(0, min(place + step, len(self.all) - 1))
        self.all.insert(to, self.all.pop(place))
        return to

    def widen(self, place: int, step: int) -> None:
        """More or fewer cells."""
        one = self.all[place]
        self.all[place] = replace(one, width=max(NARROWEST, min(one.width + step, WIDEST)))

    def matching(self, words: str) -> list[int]:
        """The places of the columns whose title, name or group has these words."""
        asked = words.casefold().split()
        return [
            place for place, one in enumerate(self.all)
            if all(word in f"{one.title} {one.name} {one.about}".casefold() for word in asked)
        ]  # fmt: skip

    def kept(self, before: KeptColumns) -> KeptColumns:
        """What is to be remembered."""
        shown = [one.name for one in self.all if one.shown]
        widths = {one.name: one.width for one in self.all if one.width != one.usual}
        return before.picked(shown, (one.name for one in self.all if not one.shown), widths)


def about(cells: Cells, name: str) -> str:
    """Where a column comes from, in two words."""
    if name in cells.originals:
        return "from your file"
    if name.startswith(("level.", "points.")):
        return "criterion"
    if name.startswith("layer_"):
        return "layer score"
    return "account" if name in columns.ACCOUNT else "outcome"


def _in_full(name: str, title: str) -> str:
    """A short header with what it stands for: `Cc (country)`."""
    said = name.replace("_", " ")
    return title if len(title) > _SHORT or title.casefold() == said.casefold() else f"{title} ({said})"


def column_list(
    cells: Cells, every: Sequence[tuple[str, str, int, int]], shown: Sequence[str], locked: str
) -> ColumnList:
    """The list to pick from. `every`: name, title, width and usual width of all columns; `shown`: names, in order."""
    made = {
        name: PickedColumn(name, _in_full(name, title), about(cells, name), width, usual, name in set(shown), cells.has(name))
        for name, title, width, usual in every
    }
    order = [*shown, *(name for name in made if name not in set(shown))]
    return ColumnList((made[name] for name in order), locked)
