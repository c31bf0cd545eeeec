"""What is decided already is not decided once more."""

from datetime import date

from reviewed import opened, rows

from icp_tui.review.already import not_yet

DAY = date(2027, 3, 31)


def names(review, found):
    return review.session.accounts.frame["name"].gather(found).to_list()


def test_owners_of_the_sources_and_those_decided(tmp_path):
    with opened(tmp_path) as review:
        both = rows(review, "Hooli", "Acme", "Umbrella")
        # dana has Hooli in the sources, lee Acme, nobody Umbrella.
        assert names(review, not_yet(review, both, "owner", "dana")) == ["Acme", "Umbrella"]
        assert names(review, not_yet(review, both, "owner", "")) == []
        # For a time is something else than for good.
        assert names(review, not_yet(review, both, "owner", "dana", DAY)) == ["Hooli", "Acme", "Umbrella"]
        review.own(rows(review, "Acme"), "dana", DAY)
        assert names(review, not_yet(review, both, "owner", "dana", DAY)) == ["Hooli", "Umbrella"]
        assert names(review, not_yet(review, both, "owner", "dana")) == ["Acme", "Umbrella"]
        assert names(review, not_yet(review, both, "owner", "")) == ["Acme"]


def test_pins_and_notes(tmp_path):
    with opened(tmp_path) as review:
        both = rows(review, "Hooli", "Acme")
        # Hooli is in A by its score: a pin would keep it there.
        assert names(review, not_yet(review, both, "pin", "A")) == ["Hooli", "Acme"]
        review.pin(rows(review, "Hooli"), "A")
        assert names(review, not_yet(review, both, "pin", "A")) == ["Acme"]
        assert names(review, not_yet(review, both, "pin", "B")) == ["Hooli", "Acme"]
        review.note(rows(review, "Acme"), "Call in March")
        assert names(review, not_yet(review, both, "note", " Call in March ")) == ["Hooli"]
        review.undo()
        assert names(review, not_yet(review, both, "note", "Call in March")) == ["Hooli", "Acme"]


def test_of_a_whole_list_and_of_nobody(tmp_path):
    with opened(tmp_path) as review:
        review.pin(rows(review, "Hooli"), "A")
        everybody = review.scored.order
        left = not_yet(review, everybody, "pin", "A")
        assert names(review, left) == [name for name in names(review, everybody) if name != "Hooli"]
        assert not_yet(review, everybody.clear(), "pin", "A").is_empty()
