"""Every column of a list that can be shown, found, filtered and sorted by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import polars as pl

from icp_tui import columns
from icp_tui.review.columns.outcome_columns import DECIDED, OutcomeColumns
from icp_tui.review.kept import Kept
from icp_tui.review.session import Session
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.scores import Scores

_LAYERS = tuple(columns.layer(name) for name in columns.LAYERS)
_SCORES = ("score", "best_case", "known", "penalty", "unverified", *_LAYERS)
# Decisions and the profile change these account columns; all others stay as they were loaded.
_CHANGING = {"owner", "currency", *columns.MONEY}
# These are at hand as they are; all others of the outcome are made when they are asked for.
_AT_HAND = {"rank", "bucket", "reason"}
# Stands for the ranking of all accounts where something depends on it.
RANKING = "\0ranking"


class Cells:
    """The cells of one scored list: outcome, accounts, layers, levels, points, extra fields, originals.

    Rows are row numbers (UInt32) into the accounts; they stay the same through every decision. `previous`
    hands on what was worked out over columns that are still the same. Original headers that would collide
    with a column of the app are shown as `header (source)`.
    """

    schema: dict[str, pl.DataType]

    def __init__(self, session: Session, scored: ScoredList, previous: Cells | None = None) -> None:
        self.scored = scored
        self.as_of = session.as_of
        self.loaded = session.accounts
        self._outcome = OutcomeColumns(scored)
        self._originals = _named(session.originals, scored.accounts.columns)
        self.schema = dict(self._columns())
        self.kept: Kept = previous.kept.surviving(_lasting(previous, self)) if previous else Kept()

    @property
    def height(self) -> int:
        """How many accounts there are."""
        return self.scored.accounts.height

    @property
    def originals(self) -> list[str]:
        """The names of the columns that are as the sources had them, all text."""
        return self._originals.columns

    def in_bucket(self, bucket: str) -> pl.Series:
        """Which accounts are in a bucket, a row per account. Nobody is in one that does not exist."""
        column, kind = self.scored.assigned.bucket, self.schema["bucket"]
        if isinstance(kind, pl.Enum) and bucket not in kind.categories:
            return pl.Series([False]).new_from_index(0, self.height)
        return column == bucket

    def has(self, name: str) -> bool:
        """Whether some account has a value in the column, cheaply; for yes or no, whether there is a yes."""
        frame = self._frame_of(name)
        if frame is None:
            return self._outcome.has(name)
        if name in {"unverified", "penalty"}:
            return bool((frame[name].cast(pl.Float64) > 0).any())
        return frame[name].null_count() < self.height

    def column(self, name: str) -> pl.Series:
        """A whole column, a row per account; bucket and tier as Enum, best first. KeyError if none."""
        if name not in self.schema:
            raise KeyError(name)
        frame = self._frame_of(name)
        if frame is not None and frame is not self._originals:
            return frame[name]
        if name in _AT_HAND:
            return self._outcome.make(name)
        return self.kept.once(("column", name), [name], lambda: self._made(name))

    def frame(self, rows: pl.Series, names: Sequence[str]) -> pl.DataFrame:
        """The cells of a page: the columns `names` at `rows`, at a cost by these rows and not by the list."""
        found: dict[str, pl.Series] = {}
        for frame in (self.scored.accounts, self.scored.scores, self._originals):
            ours = [name for name in names if self._frame_of(name) is frame]
            if ours:
                found |= columns.as_text(frame.select(list(dict.fromkeys(ours)))[rows]).to_dict()
        return pl.DataFrame(
            [found[name] if name in found else self._outcome.make(name, rows) for name in names],
        )

    def _frame_of(self, name: str) -> pl.DataFrame | Scores | None:
        """The frame that has the column as it is, if any has."""
        if name in self._originals.columns:
            return self._originals
        if name in self.scored.accounts.columns:
            return self.scored.accounts
        return self.scored.scores if name in _SCORES else None

    def _made(self, name: str) -> pl.Series:
        if name in self._originals.columns:
            return self._originals[name].cast(pl.String)
        return self._outcome.make(name)

    def _columns(self) -> Iterator[tuple[str, pl.DataType]]:
        number, text = pl.Float64(), pl.String()
        accounts, outcome = dict(self.scored.accounts.schema), dict(self._outcome.types)
        outcome |= dict.fromkeys(("score", "best_case", "known", "penalty"), number) | {
            "unverified": pl.Boolean()
        }
        for name in [*columns.OUTCOME[:-1], "reviewed", "reviewed_by", "kill_reasons"]:
            yield name, outcome.pop(name)
        yield from ((name, accounts.pop(name)) for name in columns.ACCOUNT)
        yield from dict.fromkeys(_LAYERS, number).items()
        # Levels, then points.
        yield from outcome.items()
        yield from accounts.items()
        yield from dict.fromkeys(self._originals.columns, text).items()


def _named(originals: pl.DataFrame, ours: Collection[str]) -> pl.DataFrame:
    """The originals under names that no column of the app has."""
    taken = {*originals.columns, *ours, *columns.OUTCOME, *DECIDED, columns.AS_OF}
    names: dict[str, str] = {}
    for name in originals.columns:
        if name in DECIDED or name == columns.AS_OF or name in ours:
            free = f"{name} (source)"
            while free in taken:
                free += " (source)"
            names[name] = free
            taken.add(free)
    return originals.rename(names)


def _lasting(before: Cells, now: Cells) -> set[str]:
    """The columns whose cells are known to be the same in both: they come from the very same frames."""
    lasting: set[str] = set()
    was, new = before.scored, now.scored
    if before.loaded is not now.loaded:
        return lasting
    if before.originals == now.originals:
        lasting |= {*now.originals, *columns.ACCOUNT} - _CHANGING
    if was.accounts is new.accounts:
        lasting |= set(new.accounts.columns)
    if was.ranking is new.ranking:
        lasting.add(RANKING)
    if was.scores is new.scores:
        lasting |= {name for name in now.schema if name in _SCORES or name.startswith(("level.", "points."))}
        same = was.plan.profile is new.plan.profile and was.accounts is new.accounts
        lasting |= {"why"} if same else set()
        lasting |= {"warnings"} if same and was.matches is new.matches else set()
    return lasting
