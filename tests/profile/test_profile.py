"""The profile of the design, its defaults, and where it came from."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from icp_tui.criteria.band import Band
from icp_tui.profile import RankKey, load_profile, parse_profile
from icp_tui.profile.limits import Share

DESIGN = """\
icp: B2B SaaS, mid-market
version: 2026-Q4
review_by: 2027-01-31
about: Mid-market software companies with a sales-led motion.
currency: usd
rates: {EUR: 1.08, GBP: 1.27}
fields:
  growth: {from: [Company Employee Growth 1 Year (%), Employee Growth], as: number}
criteria:
  - key: industry
    title: Industry
    layer: fit
    weight: 25
    kind: one_of
    field: industry
    ideal: [Computer Software, Software Development, IT Services and IT Consulting]
    adjacent: [Marketing and Advertising, Financial Services]
  - {key: size, title: Company size, layer: fit, weight: 20, kind: band, field: employees, ideal: [50, 500], near: 25%}
  - {key: grow, layer: fit, weight: 5, kind: steps, field: growth, at_least: {20: 1.0}}
  - key: trigger
    layer: intent
    weight: 20
    kind: recency
    field: last_funding_date
    within: {90d: 1.0, 180d: 0.5}
must_have:
  - {when: "country IS NOT NULL", because: Country unknown}
warnings:
  - {when: "employees > 400", because: Close to the upper size limit, penalty: 5}
kill_list:
  rules:
    - {id: too-small, when: "employees < 20", because: Under 20 employees}
  suppress:
    - {file: suppress/customers.csv, type: customer, because: Existing customer}
  never_kill: [ACME.com]
tiers:
  - {name: A, capacity: 50, min_score: 70, when: layer_fit >= 60, play: 1-to-1 outreach}
  - {name: B, capacity: 200, min_score: 70, play: Segmented sequence}
  - {name: C, min_score: 70, play: Automated outreach}
nurture: 40
rank_by: [score desc, founded ASC, growth desc]
limits:
  - {tier: A, per: owner, at_most: 10}
  - {tier: A, per: owner, at_most: {dana: 15, lee: 0}}
  - {tier: A, per: industry, at_most: 40%}
one_per_family: capped
"""

LEAST = """\
icp: Least
version: 1
criteria: [{key: size, layer: fit, weight: 1, kind: band, field: employees, ideal: [50, null]}]
tiers: [{name: A, min_score: 70}]
"""


@pytest.fixture
def design(tmp_path):
    path = tmp_path / "icp.yaml"
    path.write_text(DESIGN, encoding="utf-8")
    return load_profile(path)


def test_the_profile_of_the_design(design):
    assert (design.icp, design.version, design.review_by) == (
        "B2B SaaS, mid-market",
        "2026-Q4",
        date(2027, 1, 31),
    )
    assert (design.currency, design.rates) == ("USD", {"EUR": 1.08, "GBP": 1.27})
    assert design.fields["growth"].headers == ("Company Employee Growth 1 Year (%)", "Employee Growth")
    assert design.fields["growth"].type == "number"
    assert [criterion.key for criterion in design.criteria] == ["industry", "size", "grow", "trigger"]
    assert isinstance(design.criteria[1], Band)
    assert design.criteria[1].near == Fraction(1, 4)
    assert design.must_have[0].unknown == "pass"
    assert design.warnings[0].penalty == 5
    assert design.kill_list.rules[0].id == "too-small"
    assert design.kill_list.never_kill == ("acme.com",)
    assert [(tier.name, tier.capacity, tier.min_known) for tier in design.tiers] == [
        ("A", 50, 50),
        ("B", 200, 50),
        ("C", None, 50),
    ]
    assert design.rank_by == (RankKey("score", True), RankKey("founded", False), RankKey("growth", True))
    assert [limit.at_most for limit in design.limits] == [10, {"dana": 15, "lee": 0}, Share(Fraction(2, 5))]
    assert design.one_per_family == "capped"


def test_where_it_came_from(design, tmp_path):
    assert design.path == tmp_path / "icp.yaml"
    assert design.text == DESIGN
    assert len(design.sha256) == 64
    assert design.suppression_files == (tmp_path / "suppress" / "customers.csv",)
    line = DESIGN.splitlines().index("tiers:") + 2
    assert design.place(("tiers", 0, "when")) == (
        line,
        len("  - {name: A, capacity: 50, min_score: 70, ") + 1,
    )
    assert str(design.problem(("tiers", 0, "when"), "no column x", "nearest: y")) == (
        f"{tmp_path / 'icp.yaml'}:{line}:44: no column x (nearest: y)"
    )


def test_every_condition_is_listed_with_its_place(design):
    assert list(design.conditions()) == [
        (("must_have", 0, "when"), "country IS NOT NULL"),
        (("warnings", 0, "when"), "employees > 400"),
        (("kill_list", "rules", 0, "when"), "employees < 20"),
        (("tiers", 0, "when"), "layer_fit >= 60"),
    ]


def test_defaults():
    profile = parse_profile(LEAST)
    assert profile.version == "1"
    assert (profile.currency, profile.rates, profile.fields) == ("USD", {}, {})
    assert (profile.must_have, profile.warnings, profile.limits) == ((), (), ())
    assert profile.kill_list.rules == profile.kill_list.suppress == profile.kill_list.never_kill == ()
    assert (profile.nurture, profile.one_per_family) == (40, "none")
    assert profile.tiers[0].min_known == 50
    assert profile.tiers[0].when is None
    assert [(key.column, key.descending) for key in profile.rank_by] == [
        ("score", True),
        ("intent_score", True),
        ("revenue", True),
        ("employees", True),
    ]


def test_an_emptied_section_counts_as_absent():
    profile = parse_profile(LEAST + "must_have:\nkill_list:\n  rules:\nlimits:\nrates:\nfields:\n")
    assert profile.model_dump() == parse_profile(LEAST).model_dump()


def test_a_changed_copy_remembers_its_file():
    profile = parse_profile(LEAST, "icp.yaml")
    changed = profile.model_copy(update={"nurture": 30.0})
    assert (changed.nurture, changed.path, changed.text) == (30.0, Path("icp.yaml"), LEAST)


def test_a_share_is_rounded_down_and_at_least_one():
    assert [Share(Fraction(2, 5)).of(capacity) for capacity in (1, 2, 4, 5, 50)] == [1, 1, 1, 2, 20]
