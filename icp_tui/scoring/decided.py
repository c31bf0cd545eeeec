"""What people decided, as the scoring stages read it: one row per decided account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

import polars as pl

# restored: the kill reasons that restores lifted. found_by: what led to the account, see `Decisions`.
DECIDED: dict[str, pl.DataType | type[pl.DataType]] = {
    "account_key": pl.String,
    "pin": pl.String,
    "pinned_by": pl.String,
    "pin_reason": pl.String,
    "excluded": pl.String,
    "excluded_by": pl.String,
    "restored": pl.List(pl.String),
    "owner": pl.String,
    "note": pl.String,
    "reviewed": pl.Boolean,
    "reviewed_by": pl.String,
    "found_by": pl.String,
}

# An account and the suppression entry, by its name and file, that a person said it is not.
APART: dict[str, pl.DataType | type[pl.DataType]] = {"account_key": pl.String, "entry": pl.String, "path": pl.String}


class Waiting(Protocol):
    """A decision whose account is not on this list, or cannot be told from others."""

    @property
    def account_key(self) -> str:
        """The key that the account had when it was decided."""

    @property
    def name(self) -> str | None:
        """The account's name when it was decided."""

    @property
    def kind(self) -> str:
        """What was decided: pin, exclude, restore, note, owner or reviewed."""

    @property
    def value(self) -> str | None:
        """What the kind needs: the tier, the note, the owner."""

    @property
    def entry(self) -> tuple[str, str] | None:
        """The suppression entry that it is about, and its file."""

    @property
    def reason(self) -> str | None:
        """Why, in the author's words."""

    @property
    def author(self) -> str:
        """Who decided."""


@dataclass(frozen=True)
class Decisions:
    """The decisions in force for one list.

    `frame` has the columns of `DECIDED`, a row per decided account, by account_key; `reviewed` is never
    null, every other column but account_key and found_by may be. `found_by` is account_key, crm_id,
    domain, linkedin_slug or name: the weakest of what the account's decisions were found by.
    `count` and `sha256` cover the decisions that shape `frame`, without clock times, sequence numbers
    or batches: equal decisions give an equal receipt in any workspace. `apart` has the columns of `APART`.
    """

    frame: pl.DataFrame
    waiting: Sequence[Waiting]
    count: int
    sha256: str
    apart: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=APART), compare=False)

    @classmethod
    def none(cls) -> Decisions:
        """Nothing decided."""
        return cls(pl.DataFrame(schema=DECIDED), (), 0, sha256(b"[]").hexdigest())
