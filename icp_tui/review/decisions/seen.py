"""Who was in the tiers when a person last left a list, so that the new ones can be told."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from icp_tui.scoring.assign import bucket_names
from icp_tui.scoring.listing import ScoredList

_SCHEMA = {"account_key": pl.String, "tier": pl.String}


@dataclass(frozen=True)
class Seen:
    """The members of the tiers as they were left: `members` is account_key, tier; `as_of` the date of that list.

    One profile may be used for several lists in turn: of accounts on none but an earlier list the members
    stay as that was left.
    """

    as_of: date
    members: pl.DataFrame = field(compare=False)

    @classmethod
    def of(cls, scored: ScoredList, before: Seen | None = None) -> Seen:
        """The members of the tiers of a list; those of `before` who are not on it stay."""
        tiers = bucket_names(scored.plan.profile)[:-3]
        inside = scored.assigned.bucket.is_in(tiers)
        members = pl.DataFrame({
            "account_key": scored.accounts["account_key"].filter(inside),
            "tier": scored.assigned.bucket.filter(inside).cast(pl.String),
        })  # fmt: skip
        if before is not None:
            away = ~before.members["account_key"].is_in(scored.accounts["account_key"].implode())
            members = pl.concat([members, before.members.filter(away)])
        return cls(scored.plan.as_of, members)

    def is_of(self, accounts: pl.DataFrame) -> bool:
        """Whether the list that was left may have been of `accounts` (account_key); not when it shares no member with it."""
        held = self.members["account_key"]
        return held.is_empty() or bool(held.is_in(accounts["account_key"].implode()).any())

    def packed(self) -> bytes:
        """The members as a file in memory: a few bytes an account, since a tier may hold most of a long list."""
        file = io.BytesIO()
        self.members.write_parquet(file)
        return file.getvalue()

    @classmethod
    def unpacked(cls, as_of: date, members: bytes) -> Seen | None:
        """What `packed` made; None when it is damaged, which loses no decision."""
        try:
            frame = pl.read_parquet(io.BytesIO(members))
            return cls(as_of, frame) if dict(frame.schema) == _SCHEMA else None
        except (pl.exceptions.PolarsError, OSError):
            return None

    def new(self, scored: ScoredList, rows: pl.Series) -> pl.Series:
        """Which of the accounts at `rows` were in no tier then, a Boolean each."""
        return ~scored.accounts["account_key"].gather(rows).is_in(self.members["account_key"].implode())
