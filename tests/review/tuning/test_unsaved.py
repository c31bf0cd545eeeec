"""What was tuned and not saved: kept for the very same profile text, whole or not at all."""

import json

import pytest
from reviewed import SMALL, opened, reload

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile, parse_profile
from icp_tui.review.tuning.tuning import Tuning
from icp_tui.review.tuning.unsaved import carry, drop, file_of, keep, kept


def turned(profile):
    tuning = Tuning(profile)
    return tuning.turned(next(knob for knob in tuning.knobs if knob.label == "capacity").place, 1)


def test_kept_found_and_dropped(tmp_path):
    profile, store = parse_profile(SMALL), tmp_path / "work.sqlite"
    assert kept(store, profile) is None
    tuning = turned(profile)
    assert keep(store, tuning) == ""
    held = kept(store, profile)
    assert held is not None
    assert dict(held.changes) == dict(tuning.changes)
    assert kept(store, parse_profile(SMALL.replace("nurture: 40", "nurture: 41"))) is None
    # Nothing is left beside it.
    assert [path.name for path in tmp_path.iterdir()] == [file_of(store, profile).name]
    drop(store, profile)
    drop(store, profile)
    assert kept(store, profile) is None
    keep(store, tuning)
    keep(store, tuning.back())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: "", lambda text: text[: len(text) // 2], lambda _: "[1]", lambda _: "null", lambda _: "\0" * 40,
        lambda text: text.replace('"value": 3', '"value": [3]'), lambda text: text.replace('"value": 3', '"value": -3'),
        lambda text: text.replace('"tiers"', '"nobody"'), lambda text: json.dumps({**json.loads(text), "when": "soon"}),
    ],
)  # fmt: skip
def test_a_damaged_file_is_no_tuning(tmp_path, damage):
    profile, store = parse_profile(SMALL), tmp_path / "work.sqlite"
    keep(store, turned(profile))
    path = file_of(store, profile)
    text = path.read_text(encoding="utf-8")
    assert '"value": 3' in text
    path.write_text(damage(text), encoding="utf-8")
    assert kept(store, profile) is None


def test_a_disk_that_refuses_is_said(tmp_path):
    profile = parse_profile(SMALL)
    said = keep(tmp_path / "nowhere" / "work.sqlite", turned(profile))
    assert said.startswith("What you tuned is on the screen only; it cannot be kept:")


def test_carried_over_to_the_next_edition(tmp_path):
    store = tmp_path / "work.sqlite"
    before, after = parse_profile(SMALL), parse_profile(SMALL.replace("nurture: 40", "nurture: 35"))
    keep(store, turned(before))
    carry(store, before, after)
    held = kept(store, after)
    assert held is not None
    assert Tuning(after, held.changes).profile.tiers[0].capacity == 3


def test_a_tuned_review(tmp_path):
    with opened(tmp_path) as review:
        saved = review.saved
        tuning = turned(saved)
        assert not review.is_tuned
        assert review.tuned(tuning.profile).buckets()["A"] == 3
        assert review.is_tuned
        assert review.as_saved().buckets()["A"] == 2
        assert review.scored.buckets()["A"] == 3
        with pytest.raises(IcpError, match="tuned and not saved"):
            review.export(tmp_path / "out")
        assert not (tmp_path / "out").exists()
        # Deciding goes on with the tuned profile.
        assert review.pin(review.scored.order.head(1), "A").said
        assert review.scored.buckets()["A"] == 3
        review.tuned(saved)
        assert not review.is_tuned
        review.export(tmp_path / "out")
        assert (tmp_path / "out" / "tier_a.csv").exists()


def test_reading_again_carries_what_was_turned(tmp_path):
    with opened(tmp_path) as review:
        tuning = turned(review.saved)
        keep(review.workspace.path, tuning)
        review.tuned(tuning.profile)
        reload(review, SMALL.replace("nurture: 40", "nurture: 35"))
        review.reload_profile()
        assert not review.is_tuned
        held = kept(review.workspace.path, review.saved)
        assert held is not None
        assert Tuning(review.saved, held.changes).profile.nurture == 35
        assert load_profile(tmp_path / "profile.yaml").sha256 == review.saved.sha256
