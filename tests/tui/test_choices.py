"""Choices about the reading of sources: pending, taken back, said, remembered, and taken back again."""

from pathlib import Path

import pytest

from icp_tui.columns import ACCOUNT
from icp_tui.review.opening import Opening
from icp_tui.sources.mending import Mending
from icp_tui.sources.reading import Reading
from icp_tui.sources.report import HeaderReport, SourceReport
from icp_tui.tui.choices import Choices, mended, remembered
from icp_tui.tui.field_words import FIELDS

REVENUE, NOTES = HeaderReport("Turnover", None, 9, 9), HeaderReport("Notes", "description", 9, 9)
FUNDED = HeaderReport("Funded", "last_funding_date", 9, 9, day_first=False)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))


def source(name="a.csv", fingerprint="f1", **parts):
    return SourceReport(Path("/lists") / name, name, "", 9, 0, "generic", "utf-8", ",", [REVENUE, NOTES, FUNDED],
                        fingerprint=fingerprint, **parts)  # fmt: skip


def test_choices_are_pending_said_and_taken_back():
    one, twin, other = source(), source("twin.csv"), source("other.csv", "f2")
    choices = Choices([one, twin, other])
    assert (len(choices), choices.said(), choices.mendings()) == (0, [], [])
    choices.choose_field(one, REVENUE, "revenue")
    choices.choose_field(one, NOTES, None)
    choices.choose_order(one, FUNDED, day_first=True)
    choices.choose_dialect(other, "hubspot")
    assert len(choices) == 4
    assert choices.said() == [
        "Turnover -> revenue (was: kept as it is)",
        "Notes -> kept as it is (was: description)",
        "Funded: day first",
        "other.csv: dialect hubspot (was: generic)",
    ]
    # A file with the same headers is read the same.
    assert choices.field(twin, REVENUE) == "revenue"
    assert choices.pending(twin, FUNDED)
    assert choices.field(other, REVENUE) is None
    assert [(one.path.name, said) for one, said in choices.mendings()] == [
        ("a.csv", Mending(overrides={"Turnover": "revenue", "Notes": None}, day_first={"Funded": True})),
        ("other.csv", Mending(dialect="hubspot")),
    ]
    choices.choose_field(one, REVENUE, None)
    choices.choose_field(one, NOTES, "description")
    choices.choose_order(one, FUNDED, day_first=False)
    choices.choose_dialect(other, "generic")
    assert (len(choices), choices.said(), choices.mendings()) == (0, [], [])


def test_what_is_chosen_is_remembered_goes_before_the_command_line_and_can_be_taken_back():
    first = Opening((Path("/lists/a.csv"),), reading=Reading(overrides={"Turnover": "employees", "Web": "website"}))
    changed = mended(first, [(source(), Mending(overrides={"Turnover": "revenue"}))])
    assert changed.wrong == ()
    assert changed.opening.reading.overrides == {"Web": "website"}
    assert first.mendings.of("f1").overrides == {"Turnover": "revenue"}
    # More is added to it; taking that back leaves the first.
    again = mended(changed.opening, [(source(), Mending(overrides={"Notes": None}))])
    assert first.mendings.of("f1").overrides == {"Turnover": "revenue", "Notes": None}
    assert again.take_back() is changed.opening
    assert first.mendings.of("f1").overrides == {"Turnover": "revenue"}
    # An empty one forgets.
    mended(first, [(source(), Mending())])
    assert first.mendings.of("f1") is None
    assert changed.take_back() is first
    assert first.mendings.of("f1") is None


def test_a_source_of_each_kind_that_was_mended():
    said = Mending(dialect="hubspot")
    given = [source(mending=said), source("twin.csv", mending=said), source("b.csv", "f2"), source("c.csv", "f3", mending=said)]
    assert [one.path.name for one in remembered(given)] == ["a.csv", "c.csv"]


def test_every_field_is_explained_once():
    told = [field for _, fields in FIELDS for field, _ in fields]
    assert sorted(told) == sorted(set(ACCOUNT) - {"account_key", "source", "source_row"})
