"""Must-haves and warning signs: conditions that disqualify an account, or cost it points."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from icp_tui.criteria.condition import When
from icp_tui.yaml_io import Line, Part


class MustHave(Part):
    """A gate: an account that fails it is disqualified."""

    when: When
    """The condition that must hold, such as country IS NOT NULL."""
    because: Line
    """What to say about an account that fails, such as Country unknown."""
    unknown: Literal["pass", "fail"] = "pass"
    """Whether an account passes when its data cannot tell; it is then marked unverified."""


class WarningSign(Part):
    """A warning sign: it is shown with the account, and may cost points."""

    when: When
    """The condition that raises the warning."""
    because: Line
    """What the warning says."""
    penalty: Annotated[float, Field(ge=0, le=100)] = 0.0
    """Points off the score, 0 to 100."""
