"""Tiers: the buckets that are filled in order, from the best account down."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from icp_tui.criteria.condition import When
from icp_tui.errors import shortened
from icp_tui.yaml_io import Line, Part, Text, refused

_NAME = re.compile(r"[A-Za-z0-9_-]+")

# Names of the other files of a list, and of the buckets that are no tier.
RESERVED = frozenset({"nurture", "disqualified", "killed", "duplicates", "rejected"})


def _tier_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise refused(
            f"the tier name {shortened(name, 40)} has other characters than A-Z a-z 0-9 _ -",
            "it names a file",
        )
    if name.lower() in RESERVED:
        raise refused(
            f"a tier cannot be called {name}", "that is the name of another bucket or file of the list"
        )
    return name


class Tier(Part):
    """One tier: how many accounts it takes, from which score on, and what is done with them."""

    name: Annotated[Text, Field(max_length=40), AfterValidator(_tier_name)]
    """Short name, such as A; it becomes the file name tier_a.csv."""
    capacity: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None
    """The most accounts it takes; without it there is no limit."""
    min_score: Annotated[float, Field(ge=0, le=100)]
    """The lowest score that it takes, 0 to 100."""
    min_known: Annotated[float, Field(ge=0, le=100)] = 50.0
    """The lowest share of the weight, in %, whose value must be known."""
    when: When | None = None
    """A further condition; score, known and layer scores such as layer_fit can be used."""
    play: Line | None = None
    """What its accounts get, such as 1-to-1 outreach."""
    people: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """How many people of each account the play takes; without it, those that the personas want."""
