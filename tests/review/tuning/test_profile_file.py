"""A tuned profile as a file: a new version beside the old one or in its place, and what is refused."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from reviewed import SMALL

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile
from icp_tui.review.tuning import profile_file
from icp_tui.review.tuning.profile_file import file_for, in_place, next_version, put, save
from icp_tui.review.tuning.tuning import Tuning

TEXT = "# Ours.\n" + SMALL.replace("nurture: 40", "nurture: 40   # keep warm")


def parts(profile):
    """All that a profile says."""
    return [getattr(profile, name) for name in type(profile).model_fields]


@pytest.fixture
def tuning(tmp_path):
    (tmp_path / "small.yaml").write_text(TEXT, encoding="utf-8")
    made = Tuning(load_profile(tmp_path / "small.yaml"))
    return made.turned(next(knob for knob in made.knobs if knob.group == "Nurture").place, -5)


@pytest.mark.parametrize(
    ("version", "following"),
    [("2026-Q4", "2027-Q1"), ("2026-Q1", "2026-Q2"), ("2026 q3", "2026 q4"), ("FY2026Q4 EU", "FY2027Q1 EU"), ("1", "2"),
     ("draft", "draft-2"), ("draft-2", "draft-3")],
)  # fmt: skip
def test_the_next_version(version, following):
    assert next_version(version) == following


def test_a_new_file_keeps_comments_and_is_what_was_on_the_screen(tuning, tmp_path):
    target = file_for(tuning.saved, "2027-Q1")
    assert target == tmp_path / "small-2027-q1.yaml"
    profile = save(tuning, target, "2027-Q1")
    assert target.read_text(encoding="utf-8") == TEXT.replace("nurture: 40 ", "nurture: 35 ").replace('version: "1"', 'version: "2027-Q1"')
    assert load_profile(target).model_dump(warnings=False) == profile.model_dump()
    assert (profile.version, profile.nurture, profile.path) == ("2027-Q1", 35, target)
    assert (tmp_path / "small.yaml").read_text(encoding="utf-8") == TEXT
    # The edition after that goes beside it under its own name.
    assert file_for(profile, "2027-Q2") == tmp_path / "small-2027-q2.yaml"
    with pytest.raises(IcpError, match="there is a file of that name already"):
        save(tuning, target, "2027-Q1")
    assert file_for(tuning.saved, "2027-Q1") == tmp_path / "small-2027-q1-2.yaml"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small-2027-q1.yaml", "small.yaml"]


def test_in_its_place_unless_it_has_changed(tuning, tmp_path):
    path = tmp_path / "small.yaml"
    path.chmod(0o640)
    assert in_place(tuning.saved, path)
    save(tuning, path, "1")
    assert path.read_text(encoding="utf-8") == TEXT.replace("nurture: 40 ", "nurture: 35 ")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    with pytest.raises(IcpError, match="has changed on disk since it was read"):
        save(tuning, path, "1")


@pytest.mark.parametrize("name", ["small.yaml", "new.yaml"])
def test_what_an_editor_writes_while_it_is_being_saved_is_not_lost(tuning, tmp_path, monkeypatch, name):
    fsync = os.fsync

    def meanwhile(file):
        fsync(file)
        (tmp_path / name).write_text("theirs", encoding="utf-8")

    monkeypatch.setattr(profile_file.os, "fsync", meanwhile)
    with pytest.raises(IcpError, match=r"has changed on disk|a file of that name already"):
        save(tuning, tmp_path / name, "1")
    assert (tmp_path / name).read_text(encoding="utf-8") == "theirs"
    assert {path.name for path in tmp_path.iterdir()} == {"small.yaml", name}


def test_two_windows_that_save_at_once_do_not_lose_one_of_the_two(tuning, tmp_path, monkeypatch):
    path = tmp_path / "small.yaml"
    checked = Barrier(2)
    look = profile_file._check_unchanged

    def both_look_before_either_writes(saved, target):
        look(saved, target)
        with suppress(BrokenBarrierError):
            checked.wait(0.2)

    monkeypatch.setattr(profile_file, "_check_unchanged", both_look_before_either_writes)

    def second():
        put(tuning.saved, TEXT.replace("nurture: 40 ", "nurture: 45 "), path)

    with ThreadPoolExecutor(2) as pool:
        outcomes = [pool.submit(save, tuning, path, "1"), pool.submit(second)]
        refused = [one.exception() for one in outcomes if one.exception() is not None]
    assert len(refused) == 1
    assert "has changed on disk since it was read" in str(refused[0])
    assert sorted(one.name for one in tmp_path.iterdir()) == ["small.yaml"]


def test_suppression_files_are_found_from_another_folder(tmp_path):
    (tmp_path / "lists").mkdir()
    (tmp_path / "new").mkdir()
    text = TEXT.replace("tiers:", "  suppress:\n    - {file: lists/customers.csv, type: customer, because: Ours}\ntiers:")
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    made = Tuning(load_profile(tmp_path / "small.yaml"))
    tuned = made.turned(made.knobs[0].place, 1)
    profile = save(tuned, tmp_path / "new" / "small.yaml", "2")
    assert profile.kill_list.suppress[0].file == "../lists/customers.csv"
    assert profile.suppression_files[0].resolve() == tmp_path / "lists" / "customers.csv"


def test_what_is_refused(tuning, tmp_path):
    with pytest.raises(IcpError, match=r"ends in \.yaml"):
        save(tuning, tmp_path / "small", "2")
    with pytest.raises(IcpError, match="no such folder"):
        save(tuning, tmp_path / "nowhere" / "small.yaml", "2")
    assert [path.name for path in tmp_path.iterdir()] == ["small.yaml"]
