"""The breakdown at the widths where it is used: beside the list, at 80 columns, and wider."""

from fractions import Fraction

import pytest
from explained import HOSTILE, TAMED, explained, part

from icp_tui.tui.widgets.breakdown import breakdown

INDUSTRY = part()
STACK = part("Tech stack", value="HubSpot, Outreach", label="adjacent", points=Fraction(10), most=Fraction(20))
TRIGGER = part("Buying trigger", layer="intent", value=None, label="unknown", points=Fraction(0), most=Fraction(20))
ACCOUNT = explained(parts=[INDUSTRY, STACK, TRIGGER], layer_fit=77.78, layer_intent=0.0)


def texts(one, width):
    return [line.plain.rstrip() for line in breakdown(one, width)]


def test_34_cells():
    assert texts(ACCOUNT, 34) == [
        "Fit  77.78",
        " Industry       25.00/25 ████████",
        "   ideal: Software Development",
        " Tech stack     10.00/20 ████",
        "   adjacent: HubSpot, Outreach",
        "Intent  0.00",
        " Buying trigger  0.00/20",
        "   unknown",
    ]


def test_100_cells_have_the_value_beside():
    assert texts(ACCOUNT, 100) == [
        "Fit  77.78",
        " Industry       25.00/25 ████████ ideal: Software Development",
        " Tech stack     10.00/20 ████     adjacent: HubSpot, Outreach",
        "Intent  0.00",
        " Buying trigger  0.00/20          unknown",
    ]


def test_a_value_wraps_in_its_column():
    lines = texts(explained(parts=[part(value="one two three four five six seven eight nine")]), 54)
    assert lines[1:] == [
        " Industry 25.00/25 ████████ ideal: one two three four",
        "                            five six seven eight nine",
    ]


def test_a_criterion_that_is_left_out():
    skipped = part("Tech stack", value=None, label="unknown", points=Fraction(0), most=Fraction(0), skipped=True)
    assert texts(explained(parts=[skipped]), 100)[1] == " Tech stack left out          unknown, so the others count for more"
    # Without it the others' shares are no whole numbers.
    share = part(points=Fraction(125, 6), most=Fraction(125, 3))
    assert texts(explained(parts=[share, skipped]), 50)[1] == " Industry   20.83/41.67 ████"


def test_a_layer_without_criteria_is_not_there_and_one_without_a_score_has_none():
    assert texts(explained(parts=[part(layer="pain")], layer_pain=None), 50)[0] == "Pain"
    assert texts(explained(parts=[]), 50) == []


@pytest.mark.parametrize("width", [34, 50, 100])
def test_hostile_titles_values_and_labels(width):
    lines = breakdown(explained(parts=[part(HOSTILE, value=HOSTILE, label=HOSTILE)]), width)
    said = " ".join(" ".join(line.plain.split()) for line in lines)
    assert "\x1b" not in said
    assert f"{TAMED}: {TAMED}" in said
    assert all(line.cell_length <= width for line in lines)


@pytest.mark.parametrize("width", [24, 34, 50, 100, 160])
def test_no_line_is_wider_than_its_width(width):
    parts = [
        part("A very long title of a criterion that somebody wrote", value="x" * 500),
        part("会社の規模", value="会社" * 80, label="within 90d", points=Fraction(1, 3), most=Fraction(100, 3)),
        part("", value=""),
    ]
    lines = breakdown(explained(parts=parts), width)
    assert max(line.cell_length for line in lines) <= width
    said = "".join("".join(line.plain.split()) for line in lines)
    # The title breaks over lines, with the points beside its last.
    assert "Averylongtitleofacriterionthatsomebodywrote" in said
    assert "…" in said  # 500 letters are cut, and it shows


def test_where_a_value_is_from_when_there_is_a_choice():
    said = [line.plain.rstrip() for line in breakdown(ACCOUNT, 100, {"industry": "b.csv row 4"})]
    assert said[1] == " Industry       25.00/25 ████████ ideal: Software Development (b.csv row 4)"
    assert said[2] == " Tech stack     10.00/20 ████     adjacent: HubSpot, Outreach"
