"""Judging a small column with a criterion: which label does each row get?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from icp_tui.criteria import KINDS, Criterion

AS_OF = date(2026, 11, 21)


@pytest.fixture
def make() -> Callable[..., Criterion]:
    """A criterion of a kind, from the keys of its YAML."""

    def made(kind: str, **keys: Any) -> Criterion:
        return KINDS[kind].model_validate({"key": "k", "layer": "fit", "weight": 20, "kind": kind, **keys})

    return made


@pytest.fixture
def judge() -> Callable[[Criterion, pl.DataFrame], list[str]]:
    """The label of the first level that matches each row."""

    def judged(criterion: Criterion, frame: pl.DataFrame) -> list[str]:
        levels = criterion.levels(frame.schema, AS_OF)
        label = pl.lit(levels[-1].label)
        for level in reversed(levels[:-1]):
            label = pl.when(level.when).then(pl.lit(level.label)).otherwise(label)
        return frame.select(label.alias("label"))["label"].to_list()

    return judged


@pytest.fixture
def complaints() -> Callable[[str], list[str]]:
    """The problems of a profile whose only criterion is the YAML flow mapping given.

    A `^` in the mapping marks a place; a problem there begins with `^`, any other with its path.
    """
    from icp_tui.errors import IcpError  # noqa: PLC0415
    from icp_tui.profile import parse_profile  # noqa: PLC0415

    def said(criterion: str, fields: str = "{}") -> list[str]:
        place = f"p.yaml:5:{criterion.index('^') + len('- ') + 1}:"
        text = (
            f"icp: T\nversion: 1\nfields: {fields}\ncriteria:\n- {criterion.replace('^', '')}\n"
            "tiers: [{name: A, min_score: 70}]\n"
        )
        try:
            parse_profile(text, "p.yaml")
        except IcpError as error:
            return [str(problem).replace(place, "^") for problem in error.problems]
        return []

    return said
