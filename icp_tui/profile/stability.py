"""Stability: what the members of the last list have before others, and how many new accounts a tier takes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from icp_tui.errors import shortened
from icp_tui.profile.limits import Share
from icp_tui.yaml_io import Fault, Part, refused

_HINT = "write a share of the tier's capacity, such as 20%"


def _share(value: Any) -> Share:
    digits = value.strip().removesuffix("%").rstrip() if isinstance(value, str) and value.strip().endswith("%") else ""
    whole, _, rest = digits.partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 3 and (not rest or (rest.isascii() and rest.isdigit() and len(rest) <= 6))):  # fmt: skip
        raise refused(f"max_churn cannot be {shortened(repr(value), 40)}", _HINT)
    share = Fraction(digits.removesuffix(".")) / 100
    if not 0 < share <= 1:
        raise refused(f"max_churn should be more than 0% and at most 100%, but is {value.strip()}", _HINT)
    return Share(share)


class Stability(Part):
    """How much a list holds on to the members of the last one; at least one of the two keys."""

    keep: Annotated[float, Field(ge=0, le=100)] | None = None
    """The points that members of a tier of the last list get in the ranking and against min_score, never in the score."""
    max_churn: Annotated[Share, PlainValidator(_share), WithJsonSchema({"type": "string", "pattern": "^[0-9.]+ *%$"})] | None = None
    """The share of its capacity that a tier takes in new accounts, such as 20%: rounded down, at least 1."""

    def faults(self) -> Iterable[Fault]:
        """Points have two decimals, as scores do; a stability that asks for nothing is a slip."""
        if self.keep is not None and (Fraction(str(self.keep)) * 100).denominator != 1:
            yield Fault(("keep",), f"keep has two decimals at most, but is {self.keep}", "scores are compared with two decimals")
        if self.keep is None and self.max_churn is None:
            yield Fault((), "stability says nothing", "write keep: 3, max_churn: 20%, or both")

    @property
    def bonus(self) -> int:
        """The points of `keep` in hundredths."""
        return int(Fraction(str(self.keep or 0)) * 100)
