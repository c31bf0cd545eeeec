"""The order of the ranking: columns and directions, `score desc` first by default."""

from __future__ import annotations

import re
from typing import Annotated, Any, NamedTuple

from pydantic import PlainValidator, WithJsonSchema

from icp_tui.errors import did_you_mean, shortened
from icp_tui.yaml_io import refused

_HINT = "write score desc or founded asc"


class RankKey(NamedTuple):
    """One column of the ranking order; missing values come last either way."""

    column: str
    descending: bool


DEFAULT = (
    RankKey("score", descending=True),
    RankKey("intent_score", descending=True),
    RankKey("revenue", descending=True),
    RankKey("employees", descending=True),
)


def split(text: str) -> tuple[str, str]:
    """The column and the direction, in lower case, that an entry of `rank_by` names."""
    column, _, direction = text.strip().rpartition(" ")
    return column.strip(), direction.lower()


def _rank_key(value: Any) -> RankKey:
    if not isinstance(value, str) or not value.strip():
        raise refused("rank_by names columns and directions", _HINT)
    column, direction = split(value)
    if not column:
        raise refused(
            f"{shortened(value, 40)} has no direction", f"write {shortened(value.strip(), 40)} desc, or asc"
        )
    if direction not in {"asc", "desc"}:
        hint = did_you_mean(direction, ("asc", "desc")) or _HINT
        raise refused(f"{shortened(direction, 40)} is no direction", hint)
    if not re.fullmatch(r"\S+", column):
        raise refused(f"{shortened(column, 40)} is no column", _HINT)
    return RankKey(column, descending=direction == "desc")


RankBy = Annotated[
    RankKey,
    PlainValidator(_rank_key),
    WithJsonSchema({"type": "string", "pattern": "^[^ ]+ +(asc|desc)$"}),
]
