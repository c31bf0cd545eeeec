"""A new kill rule: understood, previewed with counts by hand, written into the YAML, and dropped again."""

import pytest
from killed import PROFILE, killing, names
from reviewed import buckets

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile
from icp_tui.review.kills.new_rule import completions, keep, preview, rule_id, with_rule, without_rule


def test_whom_it_would_take(tmp_path):
    with killing(tmp_path) as review:
        shown = preview(review, "employees < 80")
        # Initech and Umbrella are on the list; Paris and Odd are killed already, Kept is never killed.
        assert (shown.meets, shown.killed, shown.lifted, shown.takes) == (5, 2, 1, 2)
        assert shown.buckets == (("B", 1), ("nurture", 1))
        assert names(review, shown.best) == ["Initech", "Umbrella"]
        assert shown.said == "Takes 2 accounts (2 are killed already and 1 is never killed): 1 B, 1 nurture."
        assert preview(review, "employees > 5000").said == "It is true of no account."
        assert preview(review, "owner = 'dana' AND country = 'US'").said == "Takes 2 accounts: 2 A."
        # Unknown is not true, an original header will do, and so does the date of the list.
        assert preview(review, "country <> 'US'").meets == 5
        assert preview(review, "\"Company\" = 'Hooli'").takes == 1
        assert preview(review, "as_of > '2000-01-01' AND employees = 100").takes == 1


def test_what_should_be_read_before_it_is_kept(tmp_path):
    with killing(tmp_path) as review:
        assert preview(review, "industry = 'Gambing'").doubts == ("No account has the industry 'Gambing'; did you mean Farming?",)
        assert preview(review, "employees > 0").doubts == ()


@pytest.mark.parametrize(
    ("when", "fault"),
    [
        ("", "write a condition, such as employees < 20"),
        ("country = US", "text goes in single quotes: write country = 'US'"),
        ("country:US", "a rule is a condition, not field:value"),
        ("score < 50", "score is not known yet when the kill list is asked"),
        ("emplo < 3", "no column emplo; nearest: employees"),
        ("employees >", "something is missing after >"),
        ("employees", "it must say yes or no"),
        ("1 = 1", "it says the same of every account"),
        ("employees > 10M", "write 10M as a whole number, such as 10000000"),
        ("employees < 20; DROP TABLE accounts", ""),
    ],
)
def test_what_is_wrong_is_said_with_the_mend(tmp_path, when, fault):
    with killing(tmp_path) as review:
        with pytest.raises(ValueError, match=r".") as caught:
            preview(review, when)
        assert str(caught.value).startswith(fault)
        assert "double quotes" not in str(caught.value)


def test_words_are_completed(tmp_path):
    with killing(tmp_path) as review:
        assert completions(review, "emplo") == ["employees", "employees_min", "employees_max", "Employees"]
        assert completions(review, "country = 'U") == ["country = 'US'"]
        # The commonest first.
        assert completions(review, "employees > 5 AND country IN ('")[:2] == [
            "employees > 5 AND country IN ('US'", "employees > 5 AND country IN ('RU'"]  # fmt: skip
        assert completions(review, "") == []
        assert completions(review, "employees") == []
        assert completions(review, "employees < 20") == []
        assert completions(review, "'x") == []


def test_kept_in_the_yaml_with_its_comments_and_dropped_again(tmp_path):
    with killing(tmp_path) as review:
        path = tmp_path / "profile.yaml"
        changed = with_rule(review.session.profile, " employees = 75 ", 'Odd: "size" # 75')
        moved = keep(review, changed, "Kept the rule.", path)
        assert moved.said.startswith("Kept the rule. Initech (75.00) is killed")
        assert buckets(review)["Initech"] == "killed"
        text = path.read_text(encoding="utf-8")
        rule = load_profile(path).kill_list.rules[-1]
        assert (rule.id, rule.when, rule.because) == ("odd-size-75", "employees = 75", 'Odd: "size" # 75')
        # Nothing else has changed.
        added = [line for line in text.splitlines() if line not in PROFILE.splitlines()]
        assert len(added) == 1
        assert set(PROFILE.splitlines()) < set(text.splitlines())
        moved = keep(review, without_rule(review.session.profile, 3), "Dropped the rule.", path)
        assert path.read_text(encoding="utf-8") == PROFILE
        assert buckets(review)["Initech"] == "B"
        assert moved.said == "Dropped the rule. Initech (75.00) comes back to B."


def test_kept_as_a_new_version_beside_it(tmp_path):
    with killing(tmp_path) as review:
        new = tmp_path / "profile-2027-q1.yaml"
        keep(review, with_rule(review.session.profile, "employees = 75", "Odd size"), "Kept.", new, "2027-Q1")
        assert (tmp_path / "profile.yaml").read_text(encoding="utf-8") == PROFILE
        assert load_profile(new).version == "2027-Q1"
        assert (review.session.profile.path, review.session.profile.version) == (new, "2027-Q1")
        assert not review.is_tuned
        assert new.read_text(encoding="utf-8").startswith("# The ICP of the tests.\n")


def test_what_keeps_it_from_being_written_changes_nothing(tmp_path):
    with killing(tmp_path) as review:
        path = tmp_path / "profile.yaml"
        changed = with_rule(review.session.profile, "employees = 75", "Odd size")
        path.write_text(PROFILE + "# by somebody else\n", encoding="utf-8")
        with pytest.raises(IcpError, match="has changed on disk"):
            keep(review, changed, "Kept.", path)
        assert buckets(review)["Initech"] == "B"
        assert len(review.session.profile.kill_list.rules) == 3
        other = tmp_path / "other.yaml"
        other.write_text("", encoding="utf-8")
        with pytest.raises(IcpError, match="there is a file of that name already"):
            keep(review, changed, "Kept.", other)
        # Nothing is kept of a list that is thrown away, its profile least of all.
        keep(review, changed, "Kept.", None)
        assert buckets(review)["Initech"] == "killed"
        assert path.read_text(encoding="utf-8") == PROFILE + "# by somebody else\n"


def test_a_tuned_profile_is_saved_first(tmp_path):
    with killing(tmp_path) as review:
        review.tuned(with_rule(review.session.profile, "employees = 75", "Tried"))
        with pytest.raises(IcpError, match="tuned and not saved"):
            keep(review, with_rule(review.session.profile, "employees = 80", "Odd size"), "Kept.", tmp_path / "profile.yaml")


def test_the_first_rule_of_a_profile_without_a_kill_list(tmp_path):
    with killing(tmp_path) as review:
        start, end = PROFILE.index("kill_list:"), PROFILE.index("tiers:")
        (tmp_path / "profile.yaml").write_text(PROFILE[:start] + PROFILE[end:], encoding="utf-8")
        review.reload_profile()
        keep(review, with_rule(review.session.profile, "employees = 75", "Odd size"), "Kept.", tmp_path / "profile.yaml")
        assert buckets(review)["Initech"] == "killed"


def test_a_name_of_its_own(tmp_path):
    with killing(tmp_path) as review:
        profile = review.session.profile
        assert rule_id(profile, "Under 20 employees") == "under-20-employees"
        assert rule_id(profile, "Tiny!") == "tiny-2"
        assert rule_id(profile, "小さい") == "rule"
        assert len(rule_id(profile, "x" * 500)) == 40
