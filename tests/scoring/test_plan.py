"""Profile against columns: every problem at once, each at its line and column, with the nearest columns."""

import polars as pl
import pytest
from lists import AS_OF, accounts, points, profile, size

from icp_tui.columns import ACCOUNT
from icp_tui.errors import IcpError
from icp_tui.profile import parse_profile
from icp_tui.scoring.plan import Compiled, make_plan

BROKEN = """\
icp: Test
version: "1"
fields:
  growth: {from: [Growth], as: number}
criteria:
  - {key: size, layer: fit, weight: 1, kind: band, field: employees, ideal: [50, 500]}
  - key: odd
    layer: fit
    weight: 1
    kind: rules
    levels:
      - {when: growht > 5, label: grows, grade: 1}
must_have:
  - {when: contry IS NOT NULL, because: Country unknown}
warnings:
  - {when: "employees > 'many'", because: Big}
kill_list:
  rules:
    - {id: a, when: "\\"Lead Statsu\\" = 'OPEN'", because: Open}
    - {id: b, when: employees, because: Says neither yes nor no}
tiers:
  - {name: A, min_score: 70, when: layer_fti >= 60}
  - {name: B, min_score: 70, when: layer_fit >= 60 AND best_case > 70}
"""


def problems(text, **schema):
    parsed = parse_profile(text, "p.yaml")
    with pytest.raises(IcpError) as raised:
        make_plan(parsed, {**ACCOUNT, **schema}, AS_OF)
    return raised.value.problems


def test_every_problem_at_once_in_the_order_of_the_file():
    found = problems(BROKEN, growth=pl.Float64, **{"Lead Status": pl.String})
    places = [(problem.path, problem.line, problem.column) for problem in found]
    # Line and column of the key that holds the condition.
    assert places == [
        ("p.yaml", 12, 10), ("p.yaml", 14, 6), ("p.yaml", 16, 6), ("p.yaml", 19, 15), ("p.yaml", 20, 15), ("p.yaml", 22, 30),
    ]  # fmt: skip
    said = [problem.message for problem in found]
    assert said[0].startswith("no column growht; nearest: growth")
    assert said[1].startswith("no column contry; nearest: country")
    assert said[2].startswith("the types do not go together: employees is a number")
    assert said[3].startswith("no column Lead Statsu; nearest: Lead Status")
    assert said[4] == "it must say yes or no, such as employees > 100"
    assert said[5].startswith("no column layer_fti; nearest: layer_fit")


def test_scores_are_for_tiers_only():
    text = BROKEN.partition("must_have:")[0].replace("growht > 5", "score > 5") + "tiers:\n  - {name: A, min_score: 70}\n"
    (problem,) = problems(text, growth=pl.Float64)
    assert problem.message.startswith("no column score")


def test_a_field_limit_or_order_over_columns_that_the_list_lacks():
    made = profile(
        criteria=[size(field="growth")],
        fields={"growth": {"from": ["Growth"], "as": "number"}},
        limits=[{"tier": "A", "per": "owner", "at_most": 1}],
        rank_by=["score desc", "revenue desc"],
    )
    schema = {name: dtype for name, dtype in ACCOUNT.items() if name not in {"owner", "revenue"}}
    with pytest.raises(IcpError) as raised:
        make_plan(made, schema, AS_OF)
    assert sorted(problem.message for problem in raised.value.problems) == [
        "no column growth", "no column owner", "no column revenue",
    ]  # fmt: skip


def test_levels_are_planned_in_order_with_exact_weights_and_grades():
    plan = make_plan(profile(criteria=[size(0.1, near="25%"), points("p", "founded", 0.2, unknown="skip")]), ACCOUNT, AS_OF)
    first, second = plan.criteria
    assert first.labels == ("unknown", "in band", "near", "outside")
    assert [float(level.grade) for level in first.levels] == [0, 1, 0.5, 0]
    # As decimals: one tenth, not the double next to it.
    assert (first.weight.numerator, first.weight.denominator) == (1, 10)
    assert (first.best_grade, first.skips_unknown, second.skips_unknown) == (1, False, True)
    assert second.labels[1] == ">= 100"


def test_the_first_level_that_matches_wins():
    plan = make_plan(profile(criteria=[size(near="25%")]), ACCOUNT, AS_OF)
    frame = accounts(*({"employees": count} for count in (None, 50, 500, 49, 38, 37, 501, 625, 626)))
    assert frame.select(plan.criteria[0].level_index()).to_series().to_list() == [0, 1, 1, 2, 2, 3, 2, 2, 3]


def test_what_is_read_is_known_for_the_originals_to_be_handed_in():
    made = profile(
        must_have=[{"when": '"Lead Status" = \'OPEN\'', "because": "x"}],
        tiers=[{"name": "A", "min_score": 70, "when": "city = 'Bern' AND layer_fit > 1"}],
    )
    plan = make_plan(made, {**ACCOUNT, "Lead Status": pl.String}, AS_OF)
    assert plan.columns_read() == {"employees", "Lead Status", "city", "layer_fit"}


def test_literals_that_no_vocabulary_knows_are_kept_for_a_notice_once():
    when = "industry = 'Basket Weaving' AND country = 'US'"
    rules = [{"id": n, "when": when, "because": "x"} for n in "ab"]
    levels = [{"when": "'Abacus' = ANY(technologies)", "label": "x", "grade": 1}]
    odd = {"key": "odd", "layer": "fit", "weight": 1, "kind": "rules", "levels": levels}
    plan = make_plan(profile(criteria=[size(), odd], kill_list={"rules": rules}), ACCOUNT, AS_OF)
    assert [(literal.column, literal.text) for literal in plan.unknown_literals] == [
        ("technologies", "Abacus"), ("industry", "Basket Weaving"),
    ]  # fmt: skip


def test_rules_carry_their_own_words():
    made = profile(
        must_have=[{"when": "employees > 1", "because": "m", "unknown": "fail"}, {"when": "employees > 2", "because": "n"}],
        warnings=[{"when": "employees > 3", "because": "w", "penalty": 2.5}],
        kill_list={"rules": [{"id": "k", "when": "employees > 4", "because": "d"}]},
    )
    plan = make_plan(made, ACCOUNT, AS_OF)
    assert [(one.id, one.because, one.strict) for one in plan.must_haves] == [
        ("must-have 1", "m", True), ("must-have 2", "n", False),
    ]  # fmt: skip
    assert [(one.id, float(one.penalty)) for one in (*plan.warnings, *plan.kill_rules)] == [("warning 1", 2.5), ("k", 0)]


def test_what_was_compiled_is_kept_but_not_for_ever(monkeypatch):
    monkeypatch.setattr(Compiled, "MOST", 3)
    compiled = Compiled()
    plans = [make_plan(profile(criteria=[size(weight)]), ACCOUNT, AS_OF, compiled) for weight in (1, 2, 1, 3, 4, 1)]
    assert len(compiled) == 3
    # The first weight was asked for again and again.
    assert [plan.criteria[0].levels[1] is plans[0].criteria[0].levels[1] for plan in plans] == [True, False, True, False, False, True]
