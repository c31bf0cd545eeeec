"""The ledger: every entry in words, how it stands, and the file that it is saved as."""

from datetime import date, timedelta

import polars as pl
import pytest
from lists import AS_OF
from reviewed import ACCOUNTS, opened, rows

from icp_tui.errors import IcpError
from icp_tui.review.decisions.decision import Decision, naming_entry
from icp_tui.review.decisions.ledger import ledger, write_ledger


def states(review):
    frame = review.ledger().frame
    return list(zip(frame["kind"], frame["account"], frame["state"], strict=True))


def test_newest_first_with_who_was_displaced(tmp_path):
    with opened(tmp_path) as review:
        review.pin(rows(review, "Acme"), "A")
        review.exclude(rows(review, "Hooli"), "Bankrupt", date(2026, 12, 31))
        first = review.ledger().frame.row(0, named=True)
        assert {name: first[name] for name in ("seq", "author", "kind", "account", "account_key", "what", "why", "until", "state")} == {
            "seq": 2, "author": "me", "kind": "exclude", "account": "Hooli", "account_key": "hooli.com", "what": "excluded",
            "why": "Bankrupt", "until": date(2026, 12, 31), "state": "standing",
        }  # fmt: skip
        assert first["moved"] == "Excluded Hooli until 2026-12-31: Bankrupt. Globex (86.50) moves up to A."
        assert first["row"] == int(rows(review, "Hooli")[0])
        second = review.ledger().frame.row(1, named=True)
        assert (second["what"], second["moved"]) == ("pinned to A", "Pinned Acme to A. Globex (86.50) moves to B.")
    # Kept with the decision, for whoever opens it.
    with opened(tmp_path) as review:
        assert review.ledger().frame["moved"].to_list()[0].startswith("Excluded Hooli until")


def test_how_entries_stand(tmp_path):
    with opened(tmp_path) as review:
        review.exclude(rows(review, "Hooli"), "Bankrupt")
        review.restore(rows(review, "Hooli"), "Not so")
        review.note(rows(review, "Acme"), "Call")
        review.note(rows(review, "Acme"), "Call again")
        review.pin(rows(review, "Globex"), "B", expires=AS_OF)
        review.undo()
        review.own(rows(review, "Initech"), "kim", AS_OF)
    gone = ACCOUNTS.replace("Acme,acme.com,80,US,lee,A1\n", "")
    with opened(tmp_path, accounts=gone, as_of=AS_OF + timedelta(1)) as review:
        assert states(review) == [
            ("owner", "Initech", "ended"),
            ("undo", "Globex", ""),
            ("pin", "Globex", "taken back"),
            ("note", "Acme", "waiting"),
            ("note", "Acme", "waiting"),
            ("restore", "Hooli", "standing"),
            ("exclude", "Hooli", "replaced"),
        ]
        frame = review.ledger().frame
        assert frame["what"][1] == "took back: pinned to B"
        assert frame["row"][3] is None
    with opened(tmp_path) as review:
        assert states(review)[3:5] == [("note", "Acme", "standing"), ("note", "Acme", "replaced")]


def test_answers_about_pairs(tmp_path):
    with opened(tmp_path) as review:
        one, two = (int(row) for row in rows(review, "Acme", "Initech"))
        review.settle([(one, two)], same=False)
        review.settle([(two, one)], same=True)
        assert states(review) == [("same", "Initech", "standing"), ("different", "Acme", "replaced")]


def test_an_old_log_has_no_sentences(tmp_path):
    with opened(tmp_path) as review:
        review.workspace.store.append([Decision(kind="pin", account_key="acme.com", name="Acme", value="A", author="lee")])
        review.caught_up()
        assert review.ledger().frame["moved"].to_list() == [None]


def test_words_author_and_kind_narrow_it(tmp_path):
    with opened(tmp_path) as review:
        assert review.ledger().places().to_list() == []
        review.exclude(rows(review, "Hooli"), "Bankrupt since May")
        review.author = "lee"
        review.mark_reviewed(rows(review, "Acme", "Globex"))
        made = review.ledger()
        assert made.authors == ["lee", "me"]
        assert made.kinds == ["reviewed", "exclude"]
        assert made.places().to_list() == [0, 1, 2]
        assert made.places("MAY bankrupt").to_list() == [2]
        assert made.places("may vandelay").to_list() == []
        assert made.places(".*").to_list() == []
        assert made.places("", "lee").to_list() == [0, 1]
        assert made.places("globex.com", "lee", "reviewed").to_list() == [0]
        assert made.places("", "lee", "exclude").to_list() == []


def test_an_account_may_differ_from_several_suppression_entries():
    values = [naming_entry("Acme Corp", "customers.csv"), naming_entry("Acme Ltd", "customers.csv"), naming_entry("Acme Corp", "customers.csv")]
    log = [
        Decision(kind="different", account_key="acme.com", name="Acme", value=value, author="me", seq=seq, batch=str(seq))
        for seq, value in enumerate(values, 1)
    ]
    # Newest first: the first answer was given again.
    assert ledger(log, {}, {}, (), AS_OF).frame["state"].to_list() == ["standing", "standing", "replaced"]


def entries(*texts):
    log = [Decision(kind="note", account_key="a.com", name=text, value=text, author="me", seq=seq + 1, batch=str(seq)) for seq, text in enumerate(texts)]
    return ledger(log, {}, {}, (), AS_OF).frame


def test_saved_cells_are_safe(tmp_path):
    path = write_ledger(entries("=cmd()", "+1 (555) 12", "+x=1", "a\nb\x1b[2J", 'say "hi", ok'), tmp_path / "ledger.csv")
    saved = pl.read_csv(path)
    assert saved.columns == ["seq", "when", "author", "kind", "account", "account_key", "what", "why", "until", "state", "moved"]
    assert saved["account"].to_list() == ['say "hi", ok', "a b[2J", "x=1", "1 (555) 12", "cmd()"]
    assert "row" not in saved.columns


def test_a_file_in_the_way_is_replaced_only_when_asked(tmp_path):
    path = tmp_path / "ledger.csv"
    path.write_text("mine")
    with pytest.raises(IcpError, match="exists already"):
        write_ledger(entries("Call"), path)
    assert path.read_text() == "mine"
    write_ledger(entries("Call"), path, replace=True)
    assert path.read_text().startswith("seq,when,")
    assert [one.name for one in tmp_path.iterdir()] == ["ledger.csv"]


@pytest.mark.parametrize("place", ["none/ledger.csv", "a file/ledger.csv", f"{'x' * 300}.csv"])
def test_a_place_that_cannot_be_written_is_said(tmp_path, place):
    (tmp_path / "a file").write_text("mine")
    with pytest.raises(IcpError, match="cannot be written"):
        write_ledger(entries("Call"), tmp_path / place)
