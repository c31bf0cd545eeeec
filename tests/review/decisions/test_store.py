from __future__ import annotations

import contextlib
import sqlite3
import threading
from datetime import UTC, date, datetime

import pytest

from icp_tui.errors import IcpError
from icp_tui.review.decisions.decision import Decision, lifting
from icp_tui.review.decisions.store import Store

TODAY = date(2026, 11, 21)


def pin(key, value="A", author="dana", **told):
    return Decision(kind="pin", account_key=key, value=value, author=author, **told)


def keys(decisions):
    return [one.account_key for one in decisions]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "q4.sqlite"


@pytest.fixture
def store(path):
    with contextlib.closing(Store(path)) as opened:
        yield opened


def test_what_was_appended_is_read_again_whole(path):
    said = [
        pin("acme.com", name="Acme", domain="acme.com", linkedin_slug="acme", crm_id="0042", expires=TODAY),
        Decision(
            kind="restore", account_key="ø.com", reason="naïve\n\0 [b]x", value=lifting(["Zu klein 株"])
        ),
    ]
    with contextlib.closing(Store(path)) as store:
        logged = store.append(said)
    with contextlib.closing(Store(path)) as store:
        assert store.log() == logged
    assert [one.said() for one in logged] == [one.said() for one in said]
    assert [one.seq for one in logged] == [1, 2]
    assert len({one.batch for one in logged}) == 1


def test_the_closed_store_is_one_file(path, tmp_path):
    with contextlib.closing(Store(path)) as store:
        store.append([pin("acme.com")])
    assert [one.name for one in tmp_path.iterdir()] == ["q4.sqlite"]


def test_sqlite_is_asked_for_durability(store):
    asked = {
        name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous")
    }
    assert asked == {"journal_mode": "wal", "synchronous": 2}


def test_an_action_with_one_wrong_decision_logs_nothing(store):
    with pytest.raises(IcpError):
        store.append([pin("acme.com"), Decision(kind="exclude", account_key="globex.com")])
    assert store.log() == []


def test_no_decisions_are_no_action(store):
    store.append([pin("acme.com")])
    assert store.append([]) == []
    assert keys(store.undo("dana")) == ["acme.com"]


def test_lone_surrogates_cannot_stop_a_decision(store):
    (logged,) = store.append([Decision(kind="note", account_key="acme.com", value="a\udc80b")])
    assert logged.value == "a?b"
    assert store.log() == [logged]


def test_the_log_can_only_grow(store):
    store.append([pin("acme.com")])
    for change in ("DELETE FROM decisions", "UPDATE decisions SET value = 'B'"):
        with pytest.raises(sqlite3.IntegrityError):
            store._connection.execute(change)
    assert len(store.log()) == 1


def test_one_undo_takes_back_one_action_over_many_accounts(store):
    store.append([pin("acme.com")])
    store.append([pin("globex.com"), pin("initech.com")])
    assert keys(store.undo("dana")) == ["globex.com", "initech.com"]
    assert keys(store.standing(TODAY)) == ["acme.com"]


def test_undo_and_redo_work_across_restarts(path):
    with contextlib.closing(Store(path)) as store:
        store.append([pin("acme.com")])
        store.append([pin("globex.com")])
    with contextlib.closing(Store(path)) as store:
        assert keys(store.undo("dana")) == ["globex.com"]
    with contextlib.closing(Store(path)) as store:
        assert keys(store.undo("dana")) == ["acme.com"]
        assert store.undo("dana") is None
    with contextlib.closing(Store(path)) as store:
        assert keys(store.redo("dana")) == ["acme.com"]
        assert keys(store.standing(TODAY)) == ["acme.com"]
        assert len(store.log()) == 5


def test_a_new_decision_ends_redo(store):
    store.append([pin("acme.com")])
    store.undo("dana")
    store.append([pin("globex.com")])
    assert store.redo("dana") is None


def test_nobody_undoes_what_somebody_else_decided(store):
    store.append([pin("acme.com", author="dana")])
    store.append([pin("globex.com", author="lee")])
    assert keys(store.undo("dana")) == ["acme.com"]
    assert store.undo("dana") is None
    assert keys(store.standing(TODAY)) == ["globex.com"]


def test_a_clock_set_back_changes_no_order(path):
    hours = iter([12, 3, 7])
    with contextlib.closing(Store(path, lambda: datetime(2026, 11, 21, next(hours), tzinfo=UTC))) as store:
        store.append([pin("acme.com", "A")])
        store.append([pin("acme.com", "B")])
        assert [one.value for one in store.standing(TODAY)] == ["A", "B"]
        assert [one.value for one in store.undo("dana")] == ["B"]
        assert [one.at[11:13] for one in store.log()] == ["12", "03", "07"]


def test_a_second_instance_sees_what_the_first_wrote(path, store):
    with contextlib.closing(Store(path)) as second:
        (mine,) = store.append([pin("acme.com")])
        assert keys(second.changed_since(0)) == ["acme.com"]
        second.append([pin("globex.com", author="lee")])
        assert keys(store.changed_since(mine.seq)) == ["globex.com"]
        assert store.changed_since(2) == []


def test_what_another_instance_logged_meanwhile_stops_an_append_that_has_not_weighed_it(path, store):
    store.append([pin("acme.com")], after=0)
    weighed = store.log()[-1].seq
    with contextlib.closing(Store(path)) as second:
        second.append([pin("globex.com", author="lee")], after=weighed)
        with pytest.raises(IcpError, match="the workspace has changed meanwhile; nothing was decided"):
            store.append([pin("globex.com")], after=weighed)
        assert [(one.author, one.account_key) for one in second.log()] == [("dana", "acme.com"), ("lee", "globex.com")]


def test_threads_may_share_a_store(store):
    def decide(author):
        for number in range(20):
            store.append([pin(f"{author}-{number}.com", author=author)])

    threads = [threading.Thread(target=decide, args=(author,)) for author in ("dana", "lee", "kim")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.seq for one in store.log()] == list(range(1, 61))


def test_a_store_deleted_while_open_does_not_pretend_to_save(path, store):
    store.append([pin("acme.com")])
    path.unlink()
    with pytest.raises(IcpError, match="moved, replaced or deleted while open; not saved"):
        store.append([pin("globex.com")])


def test_a_full_disk_loses_nothing_and_says_so(store):
    store.append([pin("acme.com")])
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(IcpError, match="the disk is full"):
        store.append([pin("globex.com"), Decision(kind="note", account_key="globex.com", value="x" * 50_000)])
    assert keys(store.log()) == ["acme.com"]
    store._connection.execute(f"PRAGMA max_page_count = {pages + 100}")
    store.append([pin("globex.com")])
    assert keys(store.log()) == ["acme.com", "globex.com"]


def test_an_undo_keeps_others_from_writing_between_its_look_and_its_entry(path, store, monkeypatch):
    monkeypatch.setattr("icp_tui.review.decisions.database.PATIENCE", 0.05)
    with contextlib.closing(Store(path)) as second:
        with store._writing(), pytest.raises(IcpError, match="another program has kept it locked"):
            second.append([pin("acme.com")])
        assert len(second.append([pin("acme.com")])) == 1


def test_what_an_action_moved_is_kept_as_it_was_told_first(path, store):
    (one,) = store.append([pin("acme.com")])
    store.tell(one.batch, "Pinned Acme to A. Globex \udc80 moves to B.")
    store.tell(one.batch, "something else")
    assert store.told() == {one.batch: "Pinned Acme to A. Globex ? moves to B."}
    with contextlib.closing(Store(path)) as again:
        assert again.told() == store.told()


def test_who_was_in_the_tiers_is_kept_for_each_profile(store):
    assert store.left("Small") is None
    store.leave("Small", TODAY, b"first")
    store.leave("Small", date(2026, 11, 22), b"second")
    store.leave("Large", TODAY, b"third")
    assert store.left("Small") == (date(2026, 11, 22), b"second")
    assert store.left("Large") == (TODAY, b"third")
    store._connection.execute("UPDATE seen SET as_of = 'soon'")
    assert store.left("Small") is None
