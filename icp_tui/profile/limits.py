"""Limits: how many accounts of one owner, industry, ... a tier takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from icp_tui.errors import shortened
from icp_tui.yaml_io import Part, Text, refused

_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%")
_HINT = "write 10, 40%, or {dana: 15, lee: 5}"
MOST = 1_000_000_000


@dataclass(frozen=True)
class Share:
    """A share of a tier's capacity, as an exact fraction: 40% is 2/5."""

    fraction: Fraction

    def of(self, capacity: int) -> int:
        """The accounts that it allows in a tier of that capacity: rounded down, at least 1."""
        return max(1, int(self.fraction * capacity))


def _at_most(value: Any) -> int | Share | dict[str, int]:
    if isinstance(value, dict):
        return _by_value(value)
    if isinstance(value, str):
        match = _SHARE.fullmatch(value.strip())
        if not match:
            raise refused(f"at_most cannot be the text {shortened(repr(value), 40)}", _HINT)
        share = Fraction(match[1]) / 100
        if not 0 < share <= 1:
            raise refused(f"at_most should be more than 0% and at most 100%, but is {value.strip()}", _HINT)
        return Share(share)
    return _count(value, "at_most", least=1)


def _by_value(value: dict[Any, Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, most in value.items():
        folded = {said.casefold() for said in counts}
        if str(name).strip().casefold() in folded:
            raise refused(
                f"at_most names {shortened(str(name), 40)} twice", "upper and lower case are the same"
            )
        counts[str(name).strip()] = _count(most, f"at_most of {shortened(str(name), 40)}", least=0)
    if not counts:
        raise refused("at_most is empty", _HINT)
    return counts


def _count(value: Any, name: str, *, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MOST:
        said = "nothing" if value is None else shortened(str(value), 40)
        raise refused(f"{name} should be a whole number from {least} on, but is {said}", _HINT)
    return value


_COUNT_SCHEMA = {"type": "integer", "minimum": 0}
AtMost = Annotated[
    int | Share | dict[str, int],
    PlainValidator(_at_most),
    WithJsonSchema({
        "anyOf": [
            {"type": "integer", "minimum": 1},
            {"type": "string", "pattern": "^[0-9.]+ *%$"},
            {"type": "object", "additionalProperties": _COUNT_SCHEMA, "minProperties": 1},
        ],
    }),
]  # fmt: skip


class Limit(Part):
    """In one tier, at most so many accounts that share a value."""

    tier: Text
    """The tier that it holds in."""
    per: Text
    """The column whose values are counted, such as owner or industry."""
    at_most: AtMost
    """A number, a share of the tier's capacity such as 40%, or numbers by value."""
