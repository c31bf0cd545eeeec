"""Near misses: accounts that may be on a suppression list, each beside its entry, for a person to settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import polars as pl

from icp_tui.review.moved import Moved
from icp_tui.review.review import Review

ON_THE_LIST, ANOTHER = "on the list", "another company"


@dataclass(frozen=True)
class NearMiss:
    """An account and the suppression entry that it may be. `row` is the account's row in the review.

    `similarity` of the two names is 0 to 100; `doubt` says what keeps the match from killing. `facts` are
    name, what the account says, what the entry says.
    """

    row: int
    key: str
    name: str
    entry: str
    file: str
    because: str
    similarity: float
    doubt: str
    stands: str
    facts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class NearMisses:
    """All near misses of a list as they were when it was looked at, best accounts first.

    `frame`: row, account_key, name, entry, path, because, doubt, similarity, tier, rank. `killed` counts those
    left out because the account is killed for something else anyway, `settled` those settled before.
    """

    review: Review = field(compare=False)
    frame: pl.DataFrame = field(compare=False)
    killed: int = 0
    settled: int = 0

    @property
    def height(self) -> int:
        """How many there are."""
        return self.frame.height

    def at(self, place: int) -> NearMiss:
        """The near miss at a place, with all that is known of both."""
        one = self.frame.row(place, named=True)
        session = self.review.session
        account = session.accounts.frame.row(one["row"], named=True)
        entry = self._entry(one["path"], one["entry"])
        rank = self.review.scored.assigned.rank[one["row"]]
        bucket = str(self.review.scored.assigned.bucket[one["row"]])
        facts = tuple(
            (name, _text(account[name]), _text(entry.get(name)))
            for name in ("name", "domain", "country", "city", "industry", "employees", "owner")
            if account[name] is not None or entry.get(name) is not None
        )
        return NearMiss(
            row=one["row"], key=one["account_key"], name=_text(one["name"] or one["account_key"]), entry=one["entry"],
            file=one["path"], because=one["because"], similarity=one["similarity"], doubt=one["doubt"],
            stands=f"{bucket}, rank {rank:,}" if rank else bucket, facts=facts,
        )  # fmt: skip

    def answer(self, place: int) -> str:
        """What was said of it: ON_THE_LIST, ANOTHER, or nothing."""
        return self._answers(pl.Series([place], dtype=pl.UInt32))[0]

    def cells(self, places: pl.Series, names: Sequence[str]) -> pl.DataFrame:
        """The near misses at some places as cells of a table: the frame's columns, `answer` and `file`."""
        rows = self.frame["row"].gather(places)
        shown = self.frame[places].with_columns(
            pl.coalesce("name", "account_key").alias("name"),
            pl.col("path").str.replace_all(r".*[/\\]", "").alias("file"),
            # Answers move accounts: where they stand now.
            self.review.scored.assigned.bucket.gather(rows).cast(pl.String).alias("tier"),
            self.review.scored.assigned.rank.gather(rows).alias("rank"),
            pl.Series("answer", self._answers(places), dtype=pl.String).replace("", None),
        )
        return shown.select(names)

    def on_the_list(self, place: int) -> Moved:
        """Say that the account is the entry: it is excluded, with the entry's reason."""
        one = self.at(place)
        because = f"{one.because} ({one.entry} in {PurePath(one.file).name})"
        return self.review.exclude(pl.Series([one.row], dtype=pl.UInt32), because)

    def another(self, place: int) -> Moved:
        """Say that the account is another company than the entry; it is not asked about again."""
        one = self.at(place)
        return self.review.set_apart(pl.Series([one.row], dtype=pl.UInt32), [(one.entry, one.file)])

    def _entry(self, path: str, name: str) -> dict[str, object]:
        """What the file knows of the entry."""
        for file in self.review.session.suppressions:
            if file.path == path:
                found = file.entries.filter(pl.col("name") == name)
                if found.height:
                    return found.row(0, named=True)
        return {"name": name}

    def _answers(self, places: pl.Series) -> list[str]:
        decisions = self.review.scored.decisions
        excluded = set(decisions.frame.filter(pl.col("excluded").is_not_null())["account_key"])
        apart = set(decisions.apart.iter_rows())
        return [
            ON_THE_LIST if key in excluded else ANOTHER if (key, entry, path) in apart else ""
            for key, entry, path in self.frame.select("account_key", "entry", "path")[places].iter_rows()
        ]


def near_misses(review: Review) -> NearMisses:
    """What is still to be settled: those in tiers by rank, then the others that are ranked, then the likeliest."""
    scored = review.scored
    open_doubts = scored.matches.possible
    held = scored.accounts.select("account_key").with_row_index("row")
    stands = pl.DataFrame({
        "row": held["row"], "tier": scored.assigned.bucket.cast(pl.String), "rank": scored.assigned.rank,
        "killed": scored.kill_list.killed,
    })  # fmt: skip
    few = held.join(open_doubts.select("account_key").unique(), on="account_key", how="semi")
    found = open_doubts.join(few, on="account_key", how="inner").join(stands, on="row", how="inner")
    asked = found.filter(~pl.col("killed")).sort(
        "rank", "similarity", "account_key", "path", "entry", descending=[False, True, False, False, False], nulls_last=True
    )
    shown = ("row", "account_key", "name", "entry", "path", "because", "doubt", "similarity", "tier", "rank")
    return NearMisses(review, asked.select(shown), found.height - asked.height, scored.matches.settled)


def _text(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
