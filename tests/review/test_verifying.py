"""Verify: a list is made again from its receipt, and what differs is said."""

import json
import shutil

import pytest
from reviewed import SMALL, opened, rows
from runs import PROFILE, code, inputs

from icp_tui.errors import IcpError
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.snapshots import freeze
from icp_tui.review.verifying import verify


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A list built with relative paths, a workspace, a suppression file of its own, and a mapping."""
    monkeypatch.chdir(tmp_path)
    inputs(tmp_path)
    (tmp_path / "out.csv").write_text("domain\nhooli.com\n")
    with Workspace.open(tmp_path / "w.sqlite") as workspace:
        workspace.store.append([Decision(kind="note", account_key="acme.com", value="x", author="dana")])
    assert build() == 0
    return tmp_path / "list"


def build(*more):
    return code(
        "build", "accounts.csv", "-p", "profile.yaml", "-o", "list", "--as-of", "2026-11-21", "-q", "-w", "./w.sqlite",
        "--suppress", "out.csv", "--map", "Owner=", "--where", "employees > 1", "--preset", "excel", *more,
    )  # fmt: skip


def told(folder):
    """What differs, each in short."""
    return [(one.what, one.name, one.said) for one in verify(folder).differs]


def changed(receipt, **parts):
    receipt.write_text(json.dumps(json.loads(receipt.read_text()) | parts, indent=2, ensure_ascii=False) + "\n")


def test_every_file_matches_from_anywhere(built, tmp_path, monkeypatch):
    verdict = verify(built)
    assert (verdict.matches, verdict.files, verdict.differs, verdict.notes) == (True, 11, [], [])
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    assert verify(built).matches
    assert verify(built).data()["matches"] is True


def test_decisions_made_later_do_not_matter(built, tmp_path):
    with Workspace.open(tmp_path / "w.sqlite") as workspace:
        workspace.store.append([Decision(kind="pin", account_key="acme.com", value="B", author="dana")])
    assert verify(built).matches


def test_a_file_edited_by_hand_is_said_with_its_first_line(built):
    tier = built / "tier_a.csv"
    was = tier.read_text()
    tier.write_text(was.replace("Globex", "Initrode", 1))
    assert told(built) == [("file", "tier_a.csv", "was changed after the list was made: line 2 (Globex): name is Initrode, not Globex")]
    tier.write_text(was.replace("\n", "\r\n"))
    assert "its cells are the same" in told(built)[0][2]
    tier.unlink()
    (built / "notes.txt").write_text("mine")
    verdict = verify(built)
    assert [str(one) for one in verdict.differs] == ["file tier_a.csv: is missing"]
    assert verdict.notes == ["not of this list: notes.txt"]


def test_inputs_that_changed_or_are_gone(built, tmp_path):
    (tmp_path / "accounts.csv").write_text("Company\nAcme\n")
    (tmp_path / "out.csv").unlink()
    (tmp_path / "profile.yaml").write_text(SMALL)
    verdict = verify(built)
    assert not verdict.rebuilt
    assert [(one.what, one.name, one.said) for one in verdict.differs] == [
        ("profile", "profile.yaml", "has changed since"),
        ("source", "accounts.csv", "has changed since"),
        ("suppression", "out.csv", "is missing"),
    ]


def test_a_decision_log_that_is_another(built, tmp_path):
    (tmp_path / "w.sqlite").unlink()
    assert told(built) == [("decisions", "./w.sqlite", "no workspace ./w.sqlite")]
    with Workspace.open(tmp_path / "w.sqlite"):
        pass
    assert told(built)[0][2] == "the log ends at entry 0, but the list was made with 1 entries"
    with Workspace.open(tmp_path / "w.sqlite") as workspace:
        workspace.store.append([Decision(kind="note", account_key="acme.com", value="y", author="dana")])
    assert told(built)[0][2].startswith("1 count now, where 1 did")


def test_another_version_is_said_and_the_list_made_all_the_same(built):
    changed(built / "receipt.json", version="0.0.1")
    verdict = verify(built)
    assert verdict.rebuilt
    assert [one.what for one in verdict.differs] == ["version"]


def test_a_list_that_comes_out_otherwise_says_where(built):
    # As if the engine had ranked otherwise then: files and receipt agree with each other.
    changed(built / "receipt.json", buckets={"A": 9})
    assert told(built) == [("result", "receipt.json", "says something else of buckets")]
    receipt = built / "receipt.json"
    receipt.write_text(receipt.read_text().replace("\n", ""))
    assert ("result", "receipt.json", "says something else of buckets") in told(built)


def test_what_came_through_standard_input_cannot_be_made_again(built):
    receipt = json.loads((built / "receipt.json").read_text())
    changed(built / "receipt.json", sources=[{**receipt["sources"][0], "path": "-"}])
    assert ("source", "-", "came through standard input, which nobody kept") in told(built)


def test_a_snapshot_is_verified_by_the_profile_that_it_keeps(tmp_path):
    with opened(tmp_path) as review:
        review.exclude(rows(review, "Hooli"), "Gone")
        made = freeze(review.session, review.workspace, "Q4")
        (tmp_path / "profile.yaml").write_text("changed")
        verdict = verify(made.path)
    assert (verdict.matches, verdict.files) == (True, 9)


def test_what_is_remembered_of_a_reading_is_in_the_receipt(built, tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    assert code("columns", "accounts.csv", "--map", "Country=", "--remember", "-q") == 0
    assert build("--force") == 0
    (source,) = json.loads((built / "receipt.json").read_text())["sources"]
    assert source["mended"]["map"] == {"Country": None}
    shutil.rmtree(tmp_path / "home")
    assert verify(built).matches


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"as_of": 3}', "9" * 100])
def test_what_is_no_receipt(tmp_path, text):
    (tmp_path / "receipt.json").write_text(text)
    with pytest.raises(IcpError, match="is no receipt of a list"):
        verify(tmp_path)


def test_a_list_that_holds_on_to_members_is_made_again_with_those_of_then(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inputs(tmp_path, profile=PROFILE + "stability: {keep: 3}\n")
    order = ("accounts.csv", "-p", "profile.yaml", "-q", "-w", "./w.sqlite", "--as-of")
    then, now = "2026-08-01", "2026-11-21"
    assert code("freeze", "Q3", *order, then) == 0
    inputs(tmp_path, profile=PROFILE.replace('"1"', '"2"') + "stability: {keep: 3}\n")
    assert code("build", *order, now, "-o", "list") == 0
    # The list that is frozen now is the last one for the next quarter, not for this one.
    assert code("freeze", "Q4", *order, now) == 0
    assert verify(tmp_path / "list").matches
    assert code("freeze", "Q3", *order, then, "--force", "--where", "country = 'US'") == 0
    assert [one.what for one in verify(tmp_path / "list").differs] == ["last list"]
