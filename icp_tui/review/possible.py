"""The pairs of accounts that may be one company, as a person settles them: best first, with what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui.review.review import Review
from icp_tui.sources.dialect import dialects
from icp_tui.sources.joining import connected
from icp_tui.sources.likely import possible_duplicates

Progress = Callable[[str, float], None]

# What is compared of two accounts, in this order.
COMPARED = (
    "name", "domain", "country", "state", "city", "industry", "employees", "revenue", "linkedin_url", "owner", "crm_id",
    "source",
)  # fmt: skip
# Among so many accounts, likely pairs are found in well under half a second.
_QUICK = 20_000
SAME, DIFFERENT = "one company", "two companies"
_SHOWN = ("a", "b", "why", "similarity", "rank")


@dataclass(frozen=True)
class Compared:
    """One thing that is known of two accounts, as text; `alike` also where one of them does not know it."""

    name: str
    one: str
    two: str
    alike: bool


@dataclass(frozen=True)
class Possible:
    """The pairs of one list: `frame` has `a` and `b` (rows of the review), `why`, `similarity`, and `rank`.

    `rank` is that of the better account where one is in a tier, else null.
    """

    review: Review = field(compare=False)
    frame: pl.DataFrame = field(compare=False)

    @property
    def height(self) -> int:
        """How many pairs there are."""
        return self.frame.height

    def pair(self, place: int) -> tuple[int, int]:
        """The rows of the two accounts, the better one first."""
        one, two = int(self.frame["a"][place]), int(self.frame["b"][place])
        return (one, two) if _better(self.review, one, two) else (two, one)

    def why(self, place: int) -> str:
        """What speaks for it that they are one."""
        return str(self.frame["why"][place])

    def cells(self, places: pl.Series, names: Sequence[str]) -> pl.DataFrame:
        """The pairs at some places as cells for a table: `answer`, `one`, `two`, `why`, `tier`."""
        answers = self._answers(places)
        rows = []
        for place, answer in zip(places.to_list(), answers, strict=True):
            one, two = self.pair(int(place))
            rows.append({"answer": answer, "one": self._name(one), "two": self._name(two), "why": self.why(int(place)),
                         "tier": str(self.review.scored.assigned.bucket[one])})  # fmt: skip
        return pl.DataFrame(rows, schema=dict.fromkeys(("answer", "one", "two", "why", "tier"), pl.String)).select(names)

    def answer(self, place: int) -> str | None:
        """What was said of a pair: SAME, also where it follows from others, DIFFERENT, or None."""
        return self._answers(pl.Series([place], dtype=pl.UInt32))[0]

    def said_itself(self, place: int) -> bool:
        """Whether the pair itself was said to be one company, and not only others that make it one."""
        keys = self.review.session.accounts.frame["account_key"]
        one, two = sorted(str(keys[row]) for row in self.pair(place))
        return (one, two) in self.review.settled_pairs()[0]

    def compared(self, place: int) -> list[Compared]:
        """What is known of the two accounts, side by side; what neither knows is left out."""
        pair = self.pair(place)
        rows = pl.Series(pair, dtype=pl.UInt32)
        scored = self.review.scored
        texts = [(name, *(_text(value) for value in self.review.session.accounts.frame[name].gather(rows)))
                 for name in COMPARED]  # fmt: skip
        buckets = scored.assigned.bucket.gather(rows).cast(pl.String).to_list()
        ranks = scored.assigned.rank.gather(rows).to_list()
        stands = [f"{bucket}, rank {rank:,}" if rank else bucket for bucket, rank in zip(buckets, ranks, strict=True)]
        texts.append(("stands in", stands[0], stands[1]))
        return [Compared(name.removesuffix("_url").replace("_", " "), one, two, _alike(one, two))
                for name, one, two in texts if one or two]  # fmt: skip

    def _name(self, row: int) -> str:
        frame = self.review.session.accounts.frame
        return str(frame["name"][row] or frame["account_key"][row])

    def _answers(self, places: pl.Series) -> list[str | None]:
        same, different = self.review.settled_pairs()
        if not same and not different:
            return [None] * len(places)
        groups, apart = connected(same), set(different)
        keys = self.review.session.accounts.frame["account_key"]
        told: list[str | None] = []
        for place in places.to_list():
            pair = [str(keys[row]) for row in self.pair(int(place))]
            ends = {groups.get(key, key) for key in pair}
            if len(ends) == 1:
                told.append(SAME)
            else:
                told.append(DIFFERENT if tuple(sorted(pair)) in apart else None)
        return told


def possible(review: Review, progress: Progress | None = None) -> Possible:
    """The pairs that nobody has settled, best first: those with an account in a tier by its rank, then the likeliest.

    The first look takes seconds on a long list; who raises in `progress` ends it. Later ones are quick.
    """
    base, accounts = review.session.base, review.session.accounts
    if review.searched is None:
        known = dialects()
        systems = {one.source: (known[one.dialect].ids or one.source) for one in base.sources if one.dialect in known}
        review.searched = possible_duplicates(base.frame, systems, progress)
    found = review.searched
    same, different = review.settled_pairs()
    keys = accounts.frame["account_key"]
    found = found.with_columns(review.rows_of(found["a"]).alias("a"), review.rows_of(found["b"]).alias("b"))
    found = found.filter(pl.col("a") != pl.col("b"))
    told = pl.DataFrame([*same, *different], schema={"low": pl.String, "high": pl.String}, orient="row")
    one, two = keys.gather(found["a"]).alias("one"), keys.gather(found["b"]).alias("two")
    named = found.with_columns(pl.min_horizontal(one, two).alias("low"), pl.max_horizontal(one, two).alias("high"))
    left = named.join(told, on=["low", "high"], how="anti", maintain_order="left")
    tiers = [tier.name for tier in review.session.profile.tiers]
    assigned = review.scored.assigned
    ranks = [
        pl.select(pl.when(assigned.bucket.gather(left[end]).cast(pl.String).is_in(tiers)).then(assigned.rank.gather(left[end])))
        .to_series()
        .alias(f"rank {end}")
        for end in ("a", "b")
    ]
    ranked = left.with_columns(pl.min_horizontal(*ranks).alias("rank"))
    ordered = ranked.sort("rank", "similarity", "low", "high", descending=[False, True, False, False], nulls_last=True)
    return Possible(review, ordered.unique(["a", "b"], keep="first", maintain_order=True).select(_SHOWN))


def possible_notice(review: Review) -> list[str]:
    """How many pairs there are to settle, where that is quick to say; nothing on a long list."""
    if review.session.base.frame.height > _QUICK:
        return []
    found = possible(review).height
    pairs = "1 pair of accounts" if found == 1 else f"{found:,} pairs of accounts"
    return [f"{pairs} may be one company: D in the list shows them side by side"] if found else []


def _better(review: Review, one: int, two: int) -> bool:
    """Whether the first is the one to show first: the one of the better rank, else the one that has a domain."""
    rank, frame = review.scored.assigned.rank, review.session.accounts.frame
    first, second = ((rank[row] is None, rank[row] or 0, frame["domain"][row] is None) for row in (one, two))
    return first <= second


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, pl.Series):
        return ", ".join(map(str, value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def _alike(one: str, two: str) -> bool:
    return not one or not two or one.casefold() == two.casefold()
