"""All that is said about an account, as lines."""

from datetime import date
from fractions import Fraction

import pytest
from explained import TIERS, cut, decision, explained, move
from screens import HOSTILE, TAMED

from icp_tui.scoring.hurdle import Hurdles
from icp_tui.scoring.lift import Change, Lift, Lifts
from icp_tui.sources.conflicts import Disagreement
from icp_tui.tui.widgets.account_lines import Subject, account_lines


def texts(one, width=50, **about):
    return [line.plain.rstrip() for line in account_lines(Subject(one, tiers=TIERS, **about), width)]


def whole(*args, **kwargs):
    """All lines as one, so that it does not matter where they break."""
    return " ".join(" ".join(texts(*args, **kwargs)).split())


def test_an_account_in_the_first_tier():
    assert texts(explained()) == [
        "Acme Analytics",
        "acme.com",
        "Tier A (1-to-1 outreach), rank 17",
        "score 85.00, best 85.00, known 100 %",
        "In A: 2.50 above the cut (82.50, rank 50)",
        "",
        "Fit  100.00",
        " Industry 25.00/25 ████████",
        "   ideal: Software Development",
        "",
        "Kill reasons: none",
        "Not reviewed yet",
        "Owner: dana",
        "",
        "Sources",
        " • a.csv row 1204",
    ]


def test_further_down_the_reason_and_the_distance():
    below = explained(bucket="B", tier="B", rank=70, score=80.0, reason="rank 70: A is full at 50 (cut at 82.50)")
    said = texts(below)
    assert said[4:6] == ["rank 70: A is full at 50 (cut at 82.50)", "2.50 under the cut of A (82.50, rank 50)"]


def test_kill_reasons_come_first_and_nothing_promises_a_way_up():
    one = explained(
        bucket="killed", tier=None, play=None, rank=None, reason="Too small; A customer",
        kill_reasons=["Too small", "A customer"], moves=[move()],
    )  # fmt: skip
    said = texts(one, 60)
    assert said[2:6] == ["Killed", "score 85.00, best 85.00, known 100 %", "✗ Too small", "✗ A customer"]
    assert "While a kill reason stands, no change of its points moves it" in whole(one)
    assert "What would move it up" not in said
    assert "Kill reasons: none" not in said
    assert "Cut line" not in whole(one, originals=[])


def test_a_failed_must_have_promises_no_way_up():
    one = explained(bucket="disqualified", tier=None, rank=None, moves=[move()], failed=True)
    assert "No change of its points moves it while the must-have fails." in whole(one)
    assert "What would move it up" not in whole(one)


def test_missing_moves_warnings_and_note():
    one = explained(
        missing=[move("Geography", known=False, gain=Fraction(5)), move("Size", known=False, gain=Fraction(0))],
        moves=[move("Geography", known=False, gain=Fraction(5)), *(move(f"M{n}") for n in range(8))],
        warnings="Shrinking team", penalty=3.0, unverified=True, note="Call Kim",
    )  # fmt: skip
    said = texts(one, 100)
    assert said[said.index("Missing") + 1] == " • Geography is unknown: could add 5.00 if ideal"
    up = said.index("What would move it up")
    assert said[up + 1 : up + 8] == [*(f" • Up 15.00 to 100.00: M{n} ideal" for n in range(6)), "   and 2 smaller"]
    assert "Warnings: Shrinking team (penalty 3.00)" in said
    assert "Unverified: a must-have passed only because nothing is known about it" in said
    assert "Note: Call Kim" in said
    assert not any("Size" in line for line in said)


def test_who_decided():
    decided = {"pin": "A", "reviewed": True, "reviewed_by": "lee", "owner": "dana", "found_by": "crm_id"}
    said = texts(explained(pinned=True, reason="pinned to A by dana: asked"), 100, decided=decided)
    assert "Tier A (1-to-1 outreach), pinned, rank 17" in said
    assert "pinned to A by dana: asked" in said
    assert "Reviewed by lee" in said
    assert "Owner: dana, by decision" in said
    assert "Its decisions were found by its crm id: its key has changed" in said
    assert not any("without effect" in line for line in said)


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        ({"bucket": "killed", "tier": None, "rank": None, "kill_reasons": ["Too small"]}, "a kill reason stands"),
        ({"bucket": "nurture", "tier": None}, "the profile has no such tier"),
    ],
)
def test_a_pin_without_effect_is_said(outcome, why):
    assert f"Pinned to Z without effect: {why}" in whole(explained(**outcome), decided={"pin": "Z"})


def test_the_decisions_the_latest_first(monkeypatch):
    monkeypatch.setattr("icp_tui.review.told.decision_time", lambda one: one.at[:10])
    log = [decision(reason="asked"), decision("reviewed", "true", at="2026-11-21T10:00:00+00:00", author="lee")]
    said = texts(explained(), 60, history=log)
    assert said[said.index("Decisions") + 1 :][:2] == [" • 2026-11-21 lee: reviewed", " • 2026-11-20 dana: pinned to A: asked"]


def test_a_long_history_ends_with_a_count():
    said = texts(explained(), 60, history=[decision(reason=f"no. {n}") for n in range(60)])
    assert sum("pinned to A" in line for line in said) == 50
    assert "   and 10 earlier" in said


def test_merged_rows_are_sources_too():
    said = texts(explained(), merged=["b.csv row 4"])
    assert said[-2:] == [" • a.csv row 1204", " • b.csv row 4 (merged)"]


def test_what_sources_disagree_on():
    one = Disagreement("employees", "215", "apollo.csv", 4, (("180", "hubspot.csv", 12), ("9", HOSTILE, 3)))
    two = Disagreement("country", "DE", None, None, (("AT", "hubspot.csv", 12),))
    said = texts(explained(), disagreements=[one, two], width=100)
    at = said.index("Sources disagree")
    assert said[at - 2] == " • a.csv row 1204"
    assert said[at + 1].startswith(" employees  215 (apollo.csv row 4), 180 (hubspot.csv row 12), 9 (")
    assert said[-1] == " country    DE, AT (hubspot.csv row 12)"
    assert HOSTILE not in " ".join(said)


def test_every_column_where_they_are_asked_for():
    account = {"employees": 1215, "founded": 1998, "technologies": ["Salesforce", "HubSpot"], "intent_score": 81.5,
               "last_funding_date": date(2026, 10, 1), "growth": 4.5}  # fmt: skip
    originals = [("Company", "Acme"), ("Fax", None), ("Notes", "  ")]
    said = texts(explained(account), 80, originals=originals)
    # The line above the account already has the name.
    assert said[0] == "acme.com"
    assert "Cut line: A ends at rank 50, 82.50 Hooli (full; 2 of 3 with 82.50 are in, by employees)." in " ".join(said)
    start = said.index("Account columns")
    pairs = dict(line.strip().split(maxsplit=1) for line in said[start + 1 : said.index("Original columns")] if line)
    assert pairs["employees"] == "1,215"
    assert pairs["founded"] == "1998"
    assert pairs["technologies"] == "Salesforce, HubSpot"
    assert pairs["last_funding_date"] == "2026-10-01"
    assert pairs["intent_score"] == "81.5"
    assert pairs["growth"] == "4.5"
    assert pairs["source_row"] == "1204"
    assert pairs["Unknown:"].startswith("website, linkedin_url")
    assert said[said.index("Original columns") + 1 :] == [" Company  Acme", " 2 more are blank"]


def test_a_name_too_long_for_the_line_above_is_told_in_full():
    assert texts(explained({"name": "N" * 60}), 80, originals=[])[0] == "N" * 60


def test_nobody_knows_its_name_or_owner():
    said = texts(explained({"name": None, "domain": None, "account_key": "acme|us", "owner": None, "source": None}))
    assert said[:2] == ["acme|us", "Tier A (1-to-1 outreach), rank 17"]
    assert "Owner: nobody" in said
    assert "Sources" not in said


@pytest.mark.parametrize("width", [34, 50, 100, 160])
def test_hostile_text_everywhere(width):
    one = explained(
        {"name": HOSTILE, "domain": HOSTILE, "owner": HOSTILE, "source": HOSTILE},
        bucket=HOSTILE, tier=HOSTILE, play=HOSTILE, reason=HOSTILE, warnings=HOSTILE, note=HOSTILE,
        kill_reasons=[HOSTILE], missing=[move(HOSTILE, label=HOSTILE, known=False)], moves=[move(HOSTILE)],
        cut_line=cut(name=HOSTILE, next_name=HOSTILE, tier=HOSTILE),
    )  # fmt: skip
    lines = account_lines(
        Subject(
            one, [decision("note", HOSTILE, author=HOSTILE, at=HOSTILE)], {"pin": HOSTILE, "reviewed_by": HOSTILE},
            merged=[HOSTILE], originals=[(HOSTILE, HOSTILE)],
        ),
        width,
    )  # fmt: skip
    said = "".join(line.plain for line in lines)
    assert all(letter.isprintable() for letter in said)
    assert all(line.cell_length <= width for line in lines)
    assert "".join(TAMED.split()) in "".join(said.split())


def _change(title, *, gap=False):
    nothing = Fraction(0)
    return Change(title, "US or CA (ideal)", gap, ("country",), "fit", nothing, nothing, nothing)


def test_the_way_into_the_tier_above_marks_each_change_as_what_it_is():
    asked = Hurdles("A", Fraction("82.51"), "the last in A has 82.50", Fraction(50), ())
    ways = (
        Lift((_change("Geography", gap=True),), Fraction(85), Fraction(5)),
        Lift((_change("Geography", gap=True), _change("Size")), Fraction(90), Fraction(10), "country = 'US'"),
    )
    said = texts(explained(lifts=Lifts(asked, Fraction("2.51"), ways, ()), moves=[move("Geography", wanted="US or CA (ideal)"), move()]), 160)
    assert "Into A: needs 82.51, 2.51 more (the last in A has 82.50)" in said
    assert " • Data gap: Geography US or CA (ideal), then 85.00" in said
    assert " • Data gap and real change: Geography US or CA (ideal) and Size US or CA (ideal), then 90.00, if it also meets country = 'US'" in said
    # What is said there is not said again.
    at = said.index("What else would move it up")
    assert said[at + 1] == " • Up 15.00 to 100.00: Tech stack ideal"
    blocked = Hurdles("A", Fraction(70), "the line of A", Fraction(50), ("Globex of the same family is in A",))
    said = texts(explained(lifts=Lifts(blocked, Fraction(5), (), blocked.blocks)), 160)
    assert said[said.index("Into A: not by points") + 1] == " ✗ Impossible: Globex of the same family is in A"
