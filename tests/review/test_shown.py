"""What a line stands for, as a condition that finds just these accounts."""

import polars as pl
import pytest

from icp_tui import conditions
from icp_tui.review.shown import equals, other_than


@pytest.mark.parametrize("name", ["industry", "order", "group", "not", "select", "CRM stage", 'say "hi"', "level.size"])
@pytest.mark.parametrize("value", ["Banking", "it's", None])
def test_any_column_and_any_value(name, value):
    frame = pl.DataFrame({name: ["Banking", "it's", None, "other"]})
    met = conditions.compile(equals(name, value), frame.schema)
    assert frame.filter(met.expr)[name].to_list() == [value]
    others = conditions.compile(other_than(name, ["Banking", "it's"]), frame.schema)
    assert frame.filter(others.expr)[name].to_list() == ["other"]


def test_names_of_our_own_are_not_quoted():
    assert equals("industry", "Banking") == "industry = 'Banking'"
    assert equals("order", None) == '"order" IS NULL'
