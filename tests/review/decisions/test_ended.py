"""Decisions for a time only: what they do on their last day, and that their end is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from lists import AS_OF
from reviewed import buckets, opened, rows

from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.ended import ended, ended_words

NEXT = AS_OF + timedelta(1)


def exclude(key, expires, **told):
    return Decision(kind="exclude", account_key=key, name=told.pop("name", key), reason="Gone", author="me", expires=expires, **told)


def numbered(*log):
    return [Decision(**{name: getattr(one, name) for name in one.__slots__} | {"seq": seq + 1, "batch": one.batch or str(seq)}) for seq, one in enumerate(log)]


def test_an_exclusion_binds_on_its_last_day_and_no_longer(tmp_path):
    with opened(tmp_path) as review:
        review.exclude(rows(review, "Hooli"), "On hold", AS_OF)
        review.pin(rows(review, "Umbrella"), "A", expires=AS_OF)
        assert buckets(review)["Hooli"] == "killed"
        assert review.scored.kill_reasons(rows(review, "Hooli"))[0].to_list() == ["On hold (until 2026-11-21)"]
        assert "(until 2026-11-21)" not in review.said_before("exclude")
        assert review.notices == []
        review.close()
    with opened(tmp_path, as_of=NEXT) as review:
        assert buckets(review)["Hooli"] == "A"
        assert buckets(review)["Umbrella"] == "nurture"
        assert review.notices == ["1 exclusion and 1 pin ended since you were last here: Hooli and Umbrella. H shows them."]
        review.close()
    # Said once.
    with opened(tmp_path, as_of=NEXT) as review:
        assert review.notices == []


def test_without_anybody_seen_the_day_of_the_last_entry_counts_and_a_salvaged_one_may_have_none(tmp_path):
    day = datetime.now(UTC).date()
    with opened(tmp_path) as review:
        review.exclude(rows(review, "Hooli"), "On hold", day - timedelta(1))
    with opened(tmp_path, as_of=day + timedelta(400)) as review:
        assert review.ended == []
    with opened(tmp_path) as review:
        review.exclude(rows(review, "Globex"), "On hold", day + timedelta(1))
    with opened(tmp_path, as_of=day + timedelta(400)) as review:
        assert [one.name for one in review.ended] == ["Globex"]
    with opened(tmp_path, as_of=day + timedelta(400)) as review:
        review._entries[-1] = replace(review._entries[-1], at="")
        assert review.ended == []


def test_only_what_bound_ends():
    last, today = date(2026, 11, 1), date(2026, 11, 21)
    log = numbered(
        exclude("over-before.com", date(2026, 10, 31)),
        exclude("ended.com", date(2026, 11, 1)),
        exclude("ended-too.com", date(2026, 11, 20)),
        exclude("stands.com", today),
        exclude("restored.com", date(2026, 11, 5)),
        Decision(kind="restore", account_key="restored.com", value="[]", reason="No", author="me"),
        exclude("taken-back.com", date(2026, 11, 5), batch="x"),
        Decision(kind="undo", author="me", undoes="x"),
        exclude("again.com", date(2026, 11, 5)),
        exclude("again.com", None),
    )
    assert [one.account_key for one in ended(log, last, today)] == ["ended.com", "ended-too.com"]
    assert ended(log, today, last) == []


def test_words():
    assert ended_words([]) == ""
    many = [exclude(f"{n}.com", AS_OF) for n in range(5)]
    assert ended_words(many) == "5 exclusions ended since you were last here: 0.com, 1.com, 2.com and 2 more. H shows them."
    assert ended_words(many[:1]) == "1 exclusion ended since you were last here: 0.com. H shows them."
