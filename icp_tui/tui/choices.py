"""What a person chooses about the reading of the sources: pending until the list is read again with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from icp_tui.sources.mending import Mending

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening
    from icp_tui.sources.report import HeaderReport, SourceReport

KEPT = "kept as it is"
LEFT_OUT = "left out: personal"
ORDERS = {True: "day first", False: "month first"}

class Choices:
    """Choices by the headers of the sources: files with the same headers share them.

    Choosing what is so already takes the choice back.
    """

    def __init__(self, sources: Sequence[SourceReport]) -> None:
        self._sources = sources
        self._fields: dict[tuple[str, str], str | None] = {}
        self._orders: dict[tuple[str, str], bool] = {}
        self._dialects: dict[str, str] = {}

    def __len__(self) -> int:
        """How many are pending."""
        return len(self._fields) + len(self._orders) + len(self._dialects)

    # What holds, pending or not

    def field(self, source: SourceReport, header: HeaderReport) -> str | None:
        """The field that the header feeds, or is to feed."""
        return self._fields.get((source.fingerprint, header.header), header.field)

    def day_first(self, source: SourceReport, header: HeaderReport) -> bool | None:
        """The order of the header's dates; None where nothing is open."""
        return self._orders.get((source.fingerprint, header.header), header.day_first)

    def dialect(self, source: SourceReport) -> str:
        """The dialect of the source."""
        return self._dialects.get(source.fingerprint, source.dialect)

    def pending(self, source: SourceReport, header: HeaderReport | None = None) -> bool:
        """Whether something else than before is chosen for the header, or for the dialect."""
        if header is None:
            return source.fingerprint in self._dialects
        key = source.fingerprint, header.header
        return key in self._fields or key in self._orders

    # Choosing

    def choose_field(self, source: SourceReport, header: HeaderReport, field: str | None) -> None:
        """Send the header to a field, or to none."""
        key = source.fingerprint, header.header
        if field == header.field:
            self._fields.pop(key, None)
        else:
            self._fields[key] = field

    def choose_order(self, source: SourceReport, header: HeaderReport, *, day_first: bool) -> None:
        """Say in which order the dates of the header are."""
        key = source.fingerprint, header.header
        if day_first == header.day_first:
            self._orders.pop(key, None)
        else:
            self._orders[key] = day_first

    def choose_dialect(self, source: SourceReport, dialect: str) -> None:
        """Say which tool the source comes from."""
        if dialect == source.dialect:
            self._dialects.pop(source.fingerprint, None)
        else:
            self._dialects[source.fingerprint] = dialect

    # What becomes of them

    def said(self) -> list[str]:
        """A sentence for each: `Revenue -> revenue (was: kept as it is)`."""
        said: list[str] = []
        for source in _first_of_each(self._sources):
            if self.pending(source):
                said.append(f"{source.path.name}: dialect {self.dialect(source)} (was: {source.dialect})")
            for header in source.headers:
                key = source.fingerprint, header.header
                if key in self._fields:
                    said.append(f"{header.header} -> {self._fields[key] or KEPT} (was: {header.field or KEPT})")
                if key in self._orders:
                    said.append(f"{header.header}: {ORDERS[self._orders[key]]}")
        return said

    def mendings(self) -> list[tuple[SourceReport, Mending]]:
        """What is chosen for each kind of source that something is chosen for."""
        return [(source, made) for source in _first_of_each(self._sources) if (made := self._mending(source))]

    def _mending(self, source: SourceReport) -> Mending:
        mine = source.fingerprint
        return Mending(
            dialect=self._dialects.get(mine),
            overrides={header: field for (of, header), field in self._fields.items() if of == mine},
            day_first={header: first for (of, header), first in self._orders.items() if of == mine},
        )


@dataclass(frozen=True)
class Mended:
    """A list to be read as a person chose: `opening` says how.

    When it cannot be read so, `take_back` forgets what was chosen and gives the opening of before. `wrong` are
    sentences about what cannot be remembered.
    """

    opening: Opening
    take_back: Callable[[], Opening]
    wrong: tuple[str, ...] = ()


def mended(opening: Opening, made: Iterable[tuple[SourceReport, Mending]]) -> Mended:
    """Remember each mending, an empty one to forget what was, and say how to read the list now."""
    before: list[tuple[str, Mending | None, list[str]]] = []
    now, wrong = opening, []
    for source, mending in made:
        headers = [header.header for header in source.headers]
        before.append((source.fingerprint, opening.mendings.of(source.fingerprint), headers))
        now, said = now.mended(source, mending)
        wrong.append(said)

    def take_back() -> Opening:
        for fingerprint, mending, headers in before:
            opening.mendings.remember(fingerprint, mending or Mending(), headers)
        return opening

    return Mended(now, take_back, tuple(said for said in wrong if said))


def remembered(sources: Sequence[SourceReport]) -> list[SourceReport]:
    """One source of each kind that was read as a person mended it."""
    return [source for source in _first_of_each(sources) if source.mending]


def _first_of_each(sources: Sequence[SourceReport]) -> list[SourceReport]:
    """One source for all those with the same headers, the first of them."""
    return list({source.fingerprint: source for source in reversed(sources)}.values())[::-1]
