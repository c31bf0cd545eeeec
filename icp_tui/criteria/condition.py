"""The type of a condition in a profile: SQL text whose syntax holds; columns are checked with the data."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from icp_tui import conditions


def _checked(text: str) -> str:
    conditions.parse(text)
    return text


When = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=conditions.MOST_CHARACTERS),
    AfterValidator(_checked),
]
