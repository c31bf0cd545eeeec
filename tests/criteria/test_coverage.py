"""coverage: the people of the buying committee."""

import polars as pl
import pytest

FRAME = pl.DataFrame(
    {
        "people.buyer": [None, 2, 3, 1, 0, 0],
        "people.champion": [None, 1, 1, 1, 1, 0],
    },
    schema={"people.buyer": pl.Int64, "people.champion": pl.Int64},
)


@pytest.fixture
def committee(make):
    def made(**keys):
        criterion = make("coverage", **keys)
        criterion.learn({"buyer": 2, "champion": 1})
        return criterion

    return made


def test_all_personas_of_the_profile_count(committee, judge):
    assert judge(committee(), FRAME) == ["unknown", "full", "full", "partial", "partial", "none"]


def test_or_those_that_are_named(committee, judge):
    assert judge(committee(personas=["champion"]), FRAME) == ["unknown", "full", "full", "full", "full", "none"]
    assert committee(personas=["champion"]).fields_read() == ("people.champion",)


def test_it_is_shown_as_so_many_of_so_many(committee):
    said = FRAME.select(committee().shown(FRAME.schema).alias("said"))["said"].to_list()
    assert said[:4] == [None, "2 of 2 buyer, 1 of 1 champion", "2 of 2 buyer, 1 of 1 champion", "1 of 2 buyer, 1 of 1 champion"]
    assert committee().wanted("full") == "2 buyer and 1 champion among the contacts (full)"


def test_grades_can_be_given_by_level(committee):
    criterion = committee(grades={"full": 1, "partial": 0.25, "none": 0.1}, unknown="skip")
    assert [float(level.grade) for level in criterion.levels(FRAME.schema, None)] == [0, 1, 0.25, 0.1]
    assert criterion.skips_unknown


def test_a_column_that_is_no_number_is_refused(committee):
    with pytest.raises(ValueError, match="holds text; coverage reads a number"):
        committee(personas=["buyer"]).levels({"people.buyer": pl.String}, None)
