"""Answers as decisions: new ones, those that stand already, disagreements between reps, and whom they overrule."""

from pathlib import Path

import pytest

from icp_tui.review.decisions.decision import Decision, Identity
from icp_tui.review.sales.answers import Answer, Answered
from icp_tui.review.sales.shape import SheetOf
from icp_tui.review.sales.verdict import verdict

ACME = Identity(account_key="acme.com", name="Acme", domain="acme.com", linkedin_slug=None, crm_id=None)


def sheet(rep="dana", verdict=None, tier=None, why=None, note=None):
    of = SheetOf("Small", "1", "sha", "2026-11-21", rep, ("A", "B"))
    return Answered(Path(f"{rep}.xlsx"), of, 1, [Answer(f"{rep}.xlsx row 2", ACME, verdict, tier, why, note)])


def logged(kind, value=None, reason=None, author="maria", seq=1):
    return Decision(**ACME, kind=kind, value=value, reason=reason, author=author, seq=seq, at="never", batch=str(seq))


def asked(*files, standing=(), **more):
    return verdict(files, {"acme.com": standing}, reader="me", **more)


def said(found):
    return [(one.kind, one.value, one.reason, one.author) for one in found.decisions]


@pytest.mark.parametrize(
    ("answer", "decisions"),
    [
        ({"verdict": "keep", "why": "fits"}, [("reviewed", "true", "fits", "dana")]),
        ({"verdict": "drop", "why": "gone"}, [("exclude", None, "gone", "dana")]),
        ({"verdict": "keep", "tier": "B", "why": "slow"}, [("reviewed", "true", None, "dana"), ("pin", "B", "slow", "dana")]),
        ({"tier": "A"}, [("pin", "A", None, "dana")]),
        ({"note": "call"}, [("note", "call", None, "dana")]),
    ],
)
def test_what_each_answer_decides(answer, decisions):
    assert said(asked(sheet(**answer))) == decisions


def test_the_rep_decides_unless_somebody_else_is_named():
    assert said(asked(sheet(rep=None, tier="A")))[0][-1] == "me"
    assert said(asked(sheet(tier="A"), author="lee"))[0][-1] == "lee"


def test_what_stands_already_is_not_decided_again():
    found = asked(sheet(verdict="drop", why="gone"), standing=[logged("exclude", reason="gone", author="dana")])
    assert (found.decisions, found.already) == ([], ["Acme: dana drops it, which stands already (dana.xlsx row 2)"])


def test_what_was_read_before_and_changed_since_is_not_decided_again():
    before = [logged("exclude", reason="gone", author="dana"), logged("restore", "[]", "no", seq=2)]
    found = asked(sheet(verdict="drop", why="gone"), standing=before)
    assert found.decisions == []
    assert found.already == [
        "Acme: dana drops it, which was read before and changed since by maria (restored, never); another why says it anew"
        " (dana.xlsx row 2)"
    ]
    assert said(asked(sheet(verdict="drop", why="really gone"), standing=before)) == [("exclude", None, "really gone", "dana")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"verdict": "drop", "why": "x"}, {"verdict": "keep"}),
        ({"tier": "A"}, {"verdict": "drop", "why": "x"}),
        ({"tier": "A"}, {"tier": "B"}),
        ({"note": "x"}, {"note": "y"}),
    ],
)
def test_reps_who_disagree_have_to_agree_first(one, other):
    found = asked(sheet(**one), sheet("lee", **other))
    assert found.decisions == ()
    (problem,) = found.problems
    assert str(problem).startswith("Acme: dana ")
    assert "(dana.xlsx row 2), lee " in str(problem)
    assert "(agree on one answer and clear the other)" in str(problem)


def test_reps_who_agree_are_heard_once():
    assert said(asked(sheet(verdict="drop", why="x"), sheet("lee", verdict="drop", why="y"))) == [("exclude", None, "x", "dana")]


@pytest.mark.parametrize(
    ("answer", "standing", "told"),
    [
        ({"tier": "B"}, logged("pin", "A", "mine"), "Acme: dana moves it to B; maria decided on never: pinned to A: mine"),
        ({"verdict": "drop", "why": "x"}, logged("pin", "A"), "Acme: dana drops it; maria decided on never: pinned to A"),
        ({"verdict": "drop", "why": "x"}, logged("exclude", reason="y"), "Acme: dana drops it; maria excluded it already, with another reason"),
        ({"verdict": "keep"}, logged("exclude", reason="y"),
         "Acme: dana keeps it; maria decided on never: excluded: y; it stays off the list until it is restored in the app"),
        ({"note": "x"}, logged("note", "y"), "Acme: dana notes: x; maria decided on never: noted: y"),
    ],
)  # fmt: skip
def test_what_changes_a_standing_decision_is_said(answer, standing, told):
    found = asked(sheet(**answer), standing=[standing])
    assert list(found.overrules) == [told]
    assert len(found.decisions) == 1
