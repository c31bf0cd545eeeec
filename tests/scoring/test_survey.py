"""What each part of a profile does to a list, and the verdict on its breadth."""

import pytest
from lists import AS_OF, accounts, profile, size

from icp_tui.scoring import survey as module
from icp_tui.scoring.stages import score_list
from icp_tui.scoring.survey import survey

ROWS = [
    {"name": "In", "employees": 100, "country": "US"},
    {"name": "Near", "employees": 600, "country": "DE"},
    {"name": "Out", "employees": 5},
    {"name": "Unknown"},
]


def near(**keys):
    return size(near="25%", **keys)


def surveyed(*rows, **parts):
    return survey(score_list(accounts(*rows), profile(**{"criteria": [near()], **parts}), AS_OF))


def test_accounts_per_level_in_the_order_of_the_levels():
    ((criterion, levels),) = surveyed(*ROWS).criteria
    assert criterion.key == "size"
    assert [(level.label, float(level.grade), level.accounts) for level in levels] == [
        ("unknown", 0, 1), ("in band", 1, 1), ("near", 0.5, 1), ("outside", 0, 1),
    ]  # fmt: skip


def test_rules_true_false_and_unknown():
    found = surveyed(
        *ROWS,
        must_have=[{"when": "country = 'US'", "because": "Not in the US"}],
        warnings=[{"when": "employees > 50", "because": "Big"}, {"when": "city = 'Bern'", "because": "Bern"}],
    )
    assert [(one.id, one.because, one.true, one.false, one.unknown) for one in found.must_haves] == [
        ("must-have 1", "Not in the US", 1, 1, 2),
    ]
    assert [(one.id, one.true, one.false, one.unknown) for one in found.warnings] == [
        ("warning 1", 2, 1, 1), ("warning 2", 0, 0, 4),
    ]  # fmt: skip


def test_coverage_is_the_share_of_accounts_with_a_value():
    criteria = [near(), {"key": "geo", "layer": "fit", "weight": 1, "kind": "one_of", "field": "country", "ideal": ["US"]}]
    assert surveyed(*ROWS, criteria=criteria).coverage == [("employees", 0.75), ("country", 0.5)]


def test_who_fits_is_neither_killed_nor_gated_and_reaches_the_lowest_line():
    tiers = [{"name": "A", "capacity": 1, "min_score": 90}, {"name": "B", "min_score": 50}]
    assert surveyed(*ROWS, tiers=tiers).fit == 2
    assert surveyed(*ROWS, tiers=tiers, must_have=[{"when": "country = 'US'", "because": "x"}]).fit == 1
    rules = [{"id": "r", "when": "employees > 10", "because": "x"}]
    assert surveyed(*ROWS, tiers=tiers, kill_list={"rules": rules}).fit == 0


def test_too_narrow_too_few_criteria_and_a_criterion_that_decides_nothing():
    verdicts = surveyed(ROWS[0], ROWS[0] | {"name": "Too", "employees": 200}).verdicts
    assert [verdict.split(";")[0] for verdict in verdicts] == [
        "1 criteria", "too narrow? 2 of 2 accounts fit", "Size decides nothing: all accounts are in band",
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "advised"), [(3, False), (4, True), (6, True), (7, False)])
def test_four_to_six_criteria_are_advised(count, advised):
    verdicts = surveyed(*ROWS, criteria=[near(key=f"size{n}") for n in range(count)]).verdicts
    assert any("are advised" in verdict for verdict in verdicts) != advised


def test_too_broad(monkeypatch):
    monkeypatch.setattr(module, "MANY_THAT_FIT", 1)
    monkeypatch.setattr(module, "FEW_THAT_FIT", 1)
    verdicts = surveyed(*ROWS, tiers=[{"name": "A", "min_score": 50}]).verdicts
    assert any(verdict.startswith("too broad? 2 of 4 accounts fit") for verdict in verdicts)
    assert not any("too narrow" in verdict for verdict in verdicts)


def test_an_empty_list_has_nothing_to_judge():
    found = surveyed(criteria=[near(key=f"size{n}") for n in range(4)])
    assert (found.fit, found.coverage, found.verdicts) == (0, [], [])
    assert [level.accounts for level in found.criteria[0][1]] == [0, 0, 0, 0]
