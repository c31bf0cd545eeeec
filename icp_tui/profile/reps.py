"""Reps: who can be given accounts, how many at most, and from which territory."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from icp_tui.criteria.condition import When
from icp_tui.yaml_io import Line, Part


class Rep(Part):
    """One person who works accounts; unowned accounts of the tiers are spread over the reps."""

    name: Annotated[Line, Field(max_length=100)]
    """The name, as the owner column of the list spells it; upper and lower case are the same."""
    most: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None
    """The most accounts of the tiers that the rep has in all; without it there is no limit."""
    when: When | None = None
    """The territory: a condition such as country IN ('US','CA'); without it any account will do."""

    @property
    def folded(self) -> str:
        """The name as owners are compared: trimmed, in lower case."""
        return self.name.strip().lower()
