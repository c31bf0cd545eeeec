"""The whole list: a pure function of accounts, profile, date, suppression and decisions."""

from datetime import date

import polars as pl
import pytest
from decided import decisions, suppression
from lists import AS_OF, accounts, points, profile, size

from icp_tui.errors import IcpError
from icp_tui.scoring.stages import score_list

TIERS = [{"name": "A", "capacity": 3, "min_score": 70, "play": "1-to-1"}, {"name": "B", "capacity": 4, "min_score": 70},
         {"name": "C", "min_score": 50}]  # fmt: skip


def many(count=60):
    """Accounts with ties, owners, families, gaps and kills."""
    return accounts(*(
        {
            "name": f"N{n:02}",
            "employees": (10 * n) % 110 if n % 7 else None,
            "revenue": n % 5,
            "owner": ["dana", "lee", None][n % 3],
            "parent": f"Group {n % 4}" if n % 2 else None,
            "country": "US" if n % 5 else "DE",
        }
        for n in range(count)
    ))  # fmt: skip


RICH = {
    "criteria": [points("size", "employees", 3, unknown=0.7), size(1, key="wealth", field="revenue", ideal=[2, 3])],
    "tiers": TIERS,
    "limits": [{"tier": "A", "per": "owner", "at_most": 1}],
    "one_per_family": "capped",
    "warnings": [{"when": "country = 'DE'", "because": "Far", "penalty": 2.5}],
    "kill_list": {"rules": [{"id": "r", "when": "employees < 20", "because": "Small"}]},
}
DECIDED = decisions(
    {"account_key": "n05.com", "pin": "A", "pinned_by": "dana"},
    {"account_key": "n09.com", "excluded": "No"},
    {"account_key": "n11.com", "restored": ["Small"]},
    {"account_key": "n03.com", "owner": "kim", "note": "call"},
)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_rows_does_not_matter(seed):
    frame, made = many(), profile(**RICH)
    whole = score_list(frame, made, AS_OF, suppression=[suppression({"domain": "n10.com"})], decisions=DECIDED)
    mixed = score_list(
        frame.sample(fraction=1, shuffle=True, seed=seed), made, AS_OF,
        suppression=[suppression({"domain": "n10.com"})], decisions=DECIDED,
    )  # fmt: skip
    assert mixed.frame.sort("account_key").equals(whole.frame.sort("account_key"))
    assert mixed.cut_lines == whole.cut_lines
    assert mixed.buckets() == whole.buckets()


def test_buckets_are_counted_best_first_and_sum_to_the_accounts():
    scored = score_list(many(), profile(**RICH), AS_OF, decisions=DECIDED)
    found = scored.buckets()
    assert list(found) == ["A", "B", "C", "nurture", "disqualified", "killed"]
    assert sum(found.values()) == 60
    assert found["A"] <= 3
    assert found["B"] <= 4


def test_the_tiers_of_capacity_share_a_family_s_one_seat():
    frame = accounts(*(
        {"name": f"N{n}", "employees": 100 - 10 * (n // 2), "parent": "Group" if n % 2 else f"Solo {n}"} for n in range(6)
    ))  # fmt: skip
    parts = {"criteria": [points("size", "employees")], "one_per_family": "capped",
             "tiers": [{"name": "A", "capacity": 2, "min_score": 50}, {"name": "B", "capacity": 2, "min_score": 50},
                       {"name": "C", "min_score": 50}]}  # fmt: skip
    scored = score_list(frame, profile(**parts), AS_OF)
    found = dict(zip(frame["name"], scored.frame["bucket"], strict=True))
    # N1, N3 and N5 are one family: N1 has its seat in A, so B takes strangers only; C has no such rule.
    assert found == {"N0": "A", "N1": "A", "N2": "B", "N3": "C", "N4": "B", "N5": "C"}


def test_more_capacity_lets_the_next_in_line_in():
    frame = accounts(*({"name": f"N{n}", "employees": 100 - n} for n in range(5)))
    for capacity in (1, 2, 5, 9):
        tiers = [{"name": "A", "capacity": capacity, "min_score": 70}]
        scored = score_list(frame, profile(tiers=tiers), AS_OF)
        assert scored.buckets()["A"] == min(capacity, 5)
        assert scored.frame.filter(pl.col("bucket") == "A")["rank"].to_list() == list(range(1, min(capacity, 5) + 1))


def test_an_exclusion_moves_the_next_in_line_up_and_a_pin_lets_the_last_fall_out():
    frame = accounts(*({"name": name, "employees": count} for name, count in {"Ace": 100, "Bee": 90, "Cee": 80}.items()))
    parts = {"criteria": [points("size", "employees")], "tiers": [{"name": "A", "capacity": 2, "min_score": 70}]}

    def in_a(decided=None):
        scored = score_list(frame, profile(**parts), AS_OF, decisions=decided)
        return scored.frame.filter(pl.col("bucket") == "A")["name"].to_list()

    assert in_a() == ["Ace", "Bee"]
    assert in_a(decisions({"account_key": "ace.com", "excluded": "Sued us"})) == ["Bee", "Cee"]
    assert in_a(decisions({"account_key": "cee.com", "pin": "A"})) == ["Ace", "Cee"]


def test_a_restored_account_is_scored_and_tiered_like_any_other():
    frame = accounts({"name": "Small", "employees": 5, "revenue": 100})
    parts = {"criteria": [points("r", "revenue")],
             "kill_list": {"rules": [{"id": "r", "when": "employees < 20", "because": "Small"}]}}  # fmt: skip
    assert score_list(frame, profile(**parts), AS_OF).frame["bucket"].to_list() == ["killed"]
    decided = decisions({"account_key": "small.com", "restored": ["Small"]})
    row = score_list(frame, profile(**parts), AS_OF, decisions=decided).frame.row(0, named=True)
    assert (row["bucket"], row["kill_reasons"], row["rank"]) == ("A", [], 1)


def test_a_killed_account_keeps_its_score_and_points():
    frame = accounts({"name": "Whale", "employees": 100})
    rules = [{"id": "r", "when": "employees = 100", "because": "Too good"}]
    row = score_list(frame, profile(kill_list={"rules": rules}), AS_OF).frame.row(0, named=True)
    assert (row["bucket"], row["rank"], row["score"], row["points.size"], row["level.size"]) == (
        "killed", None, 100.0, 100.0, "in band",
    )  # fmt: skip


def test_an_owner_decision_counts_in_limits_and_conditions_and_is_shown():
    frame = accounts({"name": "Ace", "employees": 100, "owner": "dana"}, {"name": "Bee", "employees": 90, "owner": "dana"})
    parts = {"criteria": [points("size", "employees")],
             "tiers": [{"name": "A", "capacity": 2, "min_score": 70}, {"name": "B", "min_score": 70}],
             "limits": [{"tier": "A", "per": "owner", "at_most": 1}],
             "warnings": [{"when": "owner = 'lee'", "because": "Lee's"}]}  # fmt: skip
    before = score_list(frame, profile(**parts), AS_OF).frame
    after = score_list(frame, profile(**parts), AS_OF, decisions=decisions({"account_key": "bee.com", "owner": "lee"})).frame
    assert before.select("bucket", "owner", "warnings").rows() == [("A", "dana", None), ("B", "dana", None)]
    assert after.select("bucket", "owner", "warnings").rows() == [("A", "dana", None), ("A", "lee", "Lee's")]


def test_outcome_of_some_rows_is_the_outcome_of_the_whole():
    scored = score_list(many(), profile(**RICH), AS_OF, decisions=DECIDED)
    rows = pl.Series([40, 3, 5, 17], dtype=pl.UInt32)
    whole = scored.frame
    assert scored.outcome(rows).equals(whole[rows].select(scored.outcome(rows).columns))
    assert scored.points(rows).equals(whole[rows].select("points.size", "points.wealth"))
    assert scored.level_labels(rows).equals(whole[rows].select("level.size", "level.wealth"))


def test_decisions_are_said_with_the_account():
    scored = score_list(many(), profile(**RICH), AS_OF, decisions=DECIDED).frame
    said = {row["account_key"]: row for row in scored.rows(named=True)}
    assert (said["n05.com"]["tier"], said["n05.com"]["play"], said["n05.com"]["pinned"]) == ("A", "1-to-1", True)
    assert (said["n03.com"]["note"], said["n03.com"]["owner"], said["n03.com"]["pinned"]) == ("call", "kim", False)
    assert (said["n09.com"]["bucket"], said["n09.com"]["kill_reasons"]) == ("killed", ["No"])
    assert (said["n09.com"]["tier"], said["n09.com"]["play"]) == (None, None)


def test_a_new_day_ages_the_signals():
    trigger = {"key": "trigger", "layer": "intent", "weight": 1, "kind": "recency", "field": "last_funding_date",
               "within": {"90d": 1.0, "180d": 0.5}}  # fmt: skip
    frame = accounts({"name": "A", "last_funding_date": date(2026, 11, 21)})
    made = profile(criteria=[trigger])
    days = {date(2026, 11, 20): "unknown", date(2026, 11, 21): "within 90d", date(2027, 2, 19): "within 90d",
            date(2027, 2, 20): "within 180d", date(2027, 5, 20): "within 180d", date(2027, 5, 21): "older"}  # fmt: skip
    assert {day: score_list(frame, made, day).frame["level.trigger"].item() for day in days} == days


def test_conditions_see_as_of_and_the_columns_beyond_the_account():
    frame = accounts({"name": "A", "employees": 100}, {"name": "B", "employees": 100})
    frame = frame.with_columns(pl.Series("Lead Status", ["OPEN", "SHUT"]))
    made = profile(
        tiers=[{"name": "A", "min_score": 70, "when": "\"Lead Status\" = 'OPEN'"}, {"name": "B", "min_score": 70}],
        warnings=[{"when": "as_of > '2026-01-01'", "because": "Late"}],
    )
    found = score_list(frame, made, AS_OF).frame
    assert found.select("bucket", "warnings").rows() == [("A", "Late"), ("B", "Late")]


def test_a_profile_with_nothing_but_a_criterion_and_a_tier():
    found = score_list(accounts({"name": "A", "employees": 100}, {"name": "B", "employees": 1}), profile(), AS_OF).frame
    assert found.select("bucket", "warnings", "kill_reasons", "unverified").rows() == [
        ("A", None, [], False), ("disqualified", None, [], False),
    ]  # fmt: skip


def test_no_accounts_at_all():
    scored = score_list(accounts(), profile(**RICH), AS_OF, suppression=[suppression({"domain": "a.com"})], decisions=DECIDED)
    assert scored.frame.height == 0
    assert set(scored.buckets().values()) == {0}
    assert [line.ended_by for line in scored.cut_lines] == ["nobody"] * 3


def test_a_condition_that_cannot_run_ends_before_anything_is_scored():
    with pytest.raises(IcpError, match="nearest: country"):
        score_list(accounts(), profile(must_have=[{"when": "contry = 'US'", "because": "x"}]), AS_OF)


def test_the_reason_of_a_few_accounts_is_that_of_the_whole_list():
    scored = score_list(many(), profile(**RICH), AS_OF, decisions=DECIDED)
    rows = pl.Series([7, 0, 29, 12, 3], dtype=pl.UInt32)
    few = scored.reasons_of(rows).to_list()
    assert few == [scored.reasons[row] for row in (7, 0, 29, 12, 3)]
    assert len(set(few)) > 1
