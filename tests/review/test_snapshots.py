"""Snapshots: lists under a name, as they were, beside the workspace."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from reviewed import SMALL, opened, reload, rows
from runs import files

from icp_tui.errors import IcpError
from icp_tui.review.files import write_files
from icp_tui.review.snapshot_files import export_snapshot, freeze_folder
from icp_tui.review.snapshots import (
    delete,
    free_name,
    freeze,
    last_snapshot,
    lists_folder,
    snapshot_named,
    snapshots,
)


@pytest.fixture
def review(tmp_path):
    with opened(tmp_path) as review:
        yield review


def names(review):
    return [one.name for one in snapshots(review.workspace)]


def test_a_snapshot_is_the_list_as_build_writes_it_and_the_profile_as_it_was(review, tmp_path):
    review.exclude(rows(review, "Hooli"), "Gone")
    made = freeze(review.session, review.workspace, " 2026-Q4 ")
    write_files(review.session, tmp_path / "built")
    assert made.path == tmp_path / "work.lists" / "2026-Q4" == lists_folder(tmp_path / "work.sqlite") / "2026-Q4"
    assert files(made.path) == files(tmp_path / "built") | {"profile.yaml": SMALL.encode()}
    # What happens later is no matter of its own.
    reload(review, SMALL.replace("capacity: 2", "capacity: 1"))
    review.undo()
    (tmp_path / "accounts.csv").unlink()
    export_snapshot(snapshot_named(review.workspace, "2026-q4"), tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path / "built")
    assert made.profile_text() == SMALL


def test_it_says_what_it_is(review):
    made = freeze(review.session, review.workspace, "2026-Q4")
    assert (made.edition, made.as_of, made.tiers) == ("Small 1", date(2026, 11, 21), ("A", "B"))
    assert made.buckets == {"A": 2, "B": 2, "nurture": 1, "disqualified": 1, "killed": 3}
    tables = made.tables()
    assert {tier: frame["name"].to_list() for tier, frame in tables.items()} == {"A": ["Hooli", "Globex"], "B": ["Acme", "Initech"]}
    assert made.accounts().height == 9
    assert tables["A"]["rank"].to_list() == [1, 2]


def test_a_profile_that_changed_since_it_was_read_is_kept_as_it_was_read(review):
    reload(review, "changed")
    assert freeze(review.session, review.workspace, "x").profile_text() == SMALL


def test_a_name_is_taken_once_whatever_its_capitals(review):
    freeze(review.session, review.workspace, "Q4")
    before = files(lists_folder(review.workspace) / "Q4")
    review.exclude(rows(review, "Hooli"), "Gone")
    with pytest.raises(IcpError, match="a list called Q4 is frozen already: Small 1 as of 2026-11-21, 9 accounts"):
        freeze(review.session, review.workspace, "q4")
    assert files(lists_folder(review.workspace) / "Q4") == before
    freeze(review.session, review.workspace, "q4", force=True)
    assert names(review) == ["Q4"]
    assert files(lists_folder(review.workspace) / "Q4") != before


@pytest.mark.parametrize("name", ["", "  ", ".", "..", "../x", "a/b", "a\\b", ".hidden", "-w", "x" * 61, "a\x1b[31m", "a\nb", "a:b", "a."])
def test_names_that_are_none(review, name):
    with pytest.raises(IcpError, match="cannot name a list"):
        freeze(review.session, review.workspace, name)
    assert not lists_folder(review.workspace).exists()


def test_the_latest_list_is_that_of_the_latest_date_then_the_one_frozen_last(review):
    assert last_snapshot(review.workspace) is None
    for name, as_of, at in (("b", "2026-11-21", 1), ("a", "2026-11-21", 2), ("old", "2026-08-01", 3)):
        made = freeze(review.session, review.workspace, name)
        receipt = made.path / "receipt.json"
        receipt.write_text(json.dumps({**made.receipt, "as_of": as_of}))
        os.utime(receipt, (at, at))
    assert names(review) == ["a", "b", "old"]
    assert last_snapshot(review.workspace).name == "a"
    assert last_snapshot(review.workspace, before=date(2026, 11, 21)).name == "old"
    assert last_snapshot(review.workspace, before=date(2026, 8, 1)) is None


def test_damaged_ones_come_last_and_are_never_used(review):
    for name in ("cut", "empty", "fine", "gone"):
        freeze(review.session, review.workspace, name)
    folder = lists_folder(review.workspace)
    (folder / "cut" / "receipt.json").write_text('{"version": "0.1')
    (folder / "gone" / "accounts.parquet").unlink()
    for path in (folder / "empty").iterdir():
        path.unlink()
    (folder / "a file").write_text("mine")
    assert [(one.name, bool(one.trouble)) for one in snapshots(review.workspace)] == [
        ("fine", False), ("cut", True), ("empty", True), ("gone", True),
    ]  # fmt: skip
    assert last_snapshot(review.workspace).name == "fine"
    with pytest.raises(IcpError, match=r"the list gone cannot be used: accounts.parquet is missing"):
        snapshot_named(review.workspace, "gone")
    (folder / "fine" / "accounts.parquet").write_bytes(b"PAR1")
    with pytest.raises(IcpError, match="the accounts of the list fine cannot be read"):
        snapshot_named(review.workspace, "fine").tables()


def test_the_nearest_name_is_said(review):
    with pytest.raises(IcpError, match="none is frozen yet"):
        snapshot_named(review.workspace, "x")
    freeze(review.session, review.workspace, "2026-Q4")
    with pytest.raises(IcpError, match=r"no list is called 2026-Q3 \(did you mean 2026-Q4\?\)"):
        snapshot_named(review.workspace, "2026-Q3")


def test_a_free_name_for_a_version(review):
    assert free_name(review.workspace, "2026/Q4*") == "2026-Q4"
    freeze(review.session, review.workspace, "2026-q4")
    assert free_name(review.workspace, "2026-Q4") == "2026-Q4-2"
    assert free_name(review.workspace, "///") == "list"


def test_what_killed_runs_left_is_mended(review):
    made = freeze(review.session, review.workspace, "Q4")
    whole = files(made.path)
    # Killed between the two renames of a replacement, and in the middle of writing and of deleting others.
    made.path.rename(made.path.with_name(".Q4.replaced"))
    for name in (".Q4.building-99999999", ".Q3.building-99999999"):
        (made.path.parent / name).mkdir()
    assert names(review) == ["Q4"]
    assert files(made.path) == whole
    assert [path.name for path in made.path.parent.iterdir()] == ["Q4"]


def test_a_deleted_list_is_gone(review):
    made = freeze(review.session, review.workspace, "Q4")
    delete(made)
    assert list(made.path.parent.iterdir()) == []
    with pytest.raises(IcpError, match="cannot be deleted"):
        delete(made)


def test_a_tuned_profile_is_not_frozen(review):
    review.tuned(review.session.profile.model_copy(update={"nurture": 50.0}))
    with pytest.raises(IcpError, match="tuned and not saved"):
        review.freeze("Q4")


def test_a_folder_that_build_wrote_is_frozen_without_its_presets(review, tmp_path):
    built = tmp_path / "built"
    write_files(review.session, built)
    receipt = json.loads((built / "receipt.json").read_text())
    plain = (built / "receipt.json").read_bytes()
    # As a preset of people would leave it.
    (built / "lemlist").mkdir()
    (built / "lemlist" / "people.csv").write_text("email\nann@acme.com\n")
    files_ = receipt.pop("files")
    receipt |= {"presets": [{"preset": "lemlist"}], "files": [*files_, {"name": "lemlist/people.csv", "rows": 1, "sha256": "ab"}]}
    (built / "receipt.json").write_text(json.dumps(receipt))
    made = freeze_folder(built, review.workspace, "Q4")
    assert files(made.path) == {
        **{path.name: path.read_bytes() for path in built.iterdir() if path.is_file()},
        "receipt.json": plain, "profile.yaml": SMALL.encode(),
    }  # fmt: skip


def test_a_folder_that_was_changed_is_not_frozen(review, tmp_path):
    write_files(review.session, tmp_path / "built")
    Path(tmp_path / "built" / "tier_a.csv").write_text("rank\n")
    with pytest.raises(IcpError, match=r"tier_a.csv was changed since the list was made"):
        freeze_folder(tmp_path / "built", review.workspace, "Q4")
    (tmp_path / "built" / "tier_a.csv").unlink()
    with pytest.raises(IcpError, match=r"tier_a.csv is missing"):
        freeze_folder(tmp_path / "built", review.workspace, "Q4")
    with pytest.raises(IcpError, match="holds no list"):
        freeze_folder(tmp_path, review.workspace, "Q4")
    assert names(review) == []


def test_a_list_of_an_older_version_is_frozen_too(review, tmp_path):
    built = tmp_path / "built"
    write_files(review.session, built)
    receipt = json.loads((built / "receipt.json").read_text())
    del receipt["files"]
    (built / "receipt.json").write_text(json.dumps(receipt))
    reload(review, "changed")
    made = freeze_folder(built, review.workspace, "Q4")
    assert files(made.path) == files(built)
    assert made.profile_text() is None
