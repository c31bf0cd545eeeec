"""`icp-tui sheet` and `icp-tui decide`: the round trip with the reps, from the list to the decisions and back."""

import json
from threading import Barrier, Thread

import pytest
from answered import DAY, fill
from lists import AS_OF as DATE
from runs import ACCOUNTS, code, inputs

from icp_tui.profile import load_profile
from icp_tui.review.decisions.store import Store
from icp_tui.review.decisions.workspace import Workspace, path_of
from icp_tui.review.review import Review
from icp_tui.review.session import Session

ANSWERS = {"Globex": {"Keep or drop": "drop", "Why": "bankrupt"}, "Acme": {"Keep or drop": "keep", "Note": "call in May"}}


@pytest.fixture
def sheets(tmp_path, monkeypatch):
    """The sheets of a list in which Hooli and Globex are in A, Acme and Initech in B; the workspace exists."""
    monkeypatch.setenv("USER", "maria")
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    source, yaml = inputs(tmp_path)
    Workspace.open(tmp_path / "work.sqlite").close()
    assert code("sheet", source, "-p", yaml, "-w", tmp_path / "work.sqlite", "-o", tmp_path / "sheets", *DAY) == 0
    return tmp_path / "sheets"


@pytest.fixture
def decide(tmp_path):
    return lambda *more: code("decide", *more, "-w", tmp_path / "work.sqlite", *DAY)


def standing(tmp_path):
    with Workspace.open(tmp_path / "work.sqlite") as workspace:
        return [(one.kind, one.account_key, one.value, one.reason, one.author) for one in workspace.store.log()]


def test_sheets_are_told_with_what_to_do_next(capsys, sheets, tmp_path):
    out = capsys.readouterr().out
    assert out.splitlines()[:2] == ["dana.xlsx  2  dana", "lee.xlsx   2  lee"]
    assert f"icp-tui decide {sheets}/*.xlsx -w {tmp_path / 'work.sqlite'}" in out
    assert code("sheet", tmp_path / "accounts.csv", "-p", tmp_path / "profile.yaml", "-o", sheets, "--force", "--json", "--tiers", "B") == 0
    assert json.loads(capsys.readouterr().out)["sheets"] == [
        {"file": "dana.xlsx", "owner": "dana", "accounts": 1}, {"file": "lee.xlsx", "owner": "lee", "accounts": 1},
    ]  # fmt: skip


def test_the_round_trip_is_shown_decided_once_and_undone_in_one_step(sheets, decide, tmp_path, capsys):
    fill(sheets / "dana.xlsx", ANSWERS)
    lee = fill(sheets / "lee.xlsx", {"Initech": {"Move to": "A", "Why": "große Firma"}}, tmp_path / "lee.csv")
    on = ("-p", tmp_path / "profile.yaml", "--on", tmp_path / "accounts.csv")
    capsys.readouterr()
    assert decide(sheets / "dana.xlsx", lee, "--dry-run", *on) == 0
    out = " ".join(capsys.readouterr().out.split())
    for said in (
        "dana.xlsx, Small 1 as of 2026-11-21: 2 of 2 accounts answered: 1 keep, 1 drop, 1 note",
        "New (4) dana Globex excluded: bankrupt",
        "1 into A: Initech from B 1 out of A: Globex to killed",
        f"Nothing was decided; it would be 4 decisions in workspace {tmp_path / 'work.sqlite'}.",
    ):
        assert said in out
    assert standing(tmp_path) == []

    assert decide(sheets / "dana.xlsx", lee, "--yes", *on) == 0
    logged = [
        ("exclude", "globex.com", None, "bankrupt", "dana"),
        ("reviewed", "acme.com", "true", None, "dana"),
        ("note", "acme.com", "call in May", None, "dana"),
        ("pin", "initech.com", "A", "große Firma", "lee"),
    ]
    assert sorted(standing(tmp_path)) == sorted(logged)
    # The same files again change nothing.
    assert decide(sheets / "dana.xlsx", lee, "--yes") == 0
    assert "Decided already (4)" in capsys.readouterr().out
    assert len(standing(tmp_path)) == 4

    assert decide("--undo") == 0
    assert capsys.readouterr().out == "Taken back: 4 decisions about 3 accounts.\n"
    with Workspace.open(tmp_path / "work.sqlite") as workspace:
        assert workspace.store.standing(DATE) == []
        # In the app they are brought back and taken back like one's own, and by nobody else.
        assert workspace.store.undo("dana") is None
        assert len(workspace.store.redo("maria") or ()) == 4
        assert len(workspace.store.undo("maria") or ()) == 4
    assert decide("--undo") == 1
    assert "your last action in this workspace is no sheet that was read in" in capsys.readouterr().err


def test_every_problem_of_every_file_is_said_and_nothing_is_decided(sheets, decide, tmp_path, capsys):
    fill(sheets / "dana.xlsx", {"Globex": {"Keep or drop": "drop"}, "Acme": {"Keep or drop": "keep"}})
    fill(sheets / "lee.xlsx", {"Hooli": {"Move to": "Z"}})
    capsys.readouterr()
    assert decide(sheets / "dana.xlsx", sheets / "lee.xlsx", tmp_path / "accounts.csv", "--yes") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(": ", 2)[2].split(" (")[0] for line in err.splitlines()] == [
        "is no sheet that icp-tui wrote, or its hidden column was deleted",
        "row 2: Globex is dropped without a why",
        "row 2: Move to of Hooli is Z",
    ]
    assert standing(tmp_path) == []


def test_a_workspace_that_is_not_there_is_no_place_to_decide_in(sheets, tmp_path, capsys):
    Workspace.open("emea").close()
    fill(sheets / "dana.xlsx", ANSWERS)
    assert code("decide", sheets / "dana.xlsx", "-w", "emae", "--yes", *DAY) == 1
    assert "no workspace emae (did you mean emea?)" in capsys.readouterr().err
    assert not path_of("emae").exists()
    # The sheets know where they belong.
    assert code("decide", sheets / "dana.xlsx", "--yes", *DAY) == 0
    assert f"Decided in workspace {tmp_path / 'work.sqlite'}: 3 decisions." in capsys.readouterr().out
    assert len(standing(tmp_path)) == 3
    assert code("decide", sheets / "dana.xlsx", "-w", "emea", "--dry-run", *DAY) == 0
    assert f"written with the workspace {tmp_path / 'work.sqlite'}" in capsys.readouterr().err


def test_sheets_without_a_workspace_are_decided_in_the_default_one_and_of_two_in_none(sheets, tmp_path, capsys):
    lists = (tmp_path / "accounts.csv", "-p", tmp_path / "profile.yaml", *DAY)
    assert code("sheet", *lists, "-o", tmp_path / "plain") == 0
    assert "/*.xlsx (into the workspace default; -w NAME names another)" in capsys.readouterr().out
    fill(tmp_path / "plain" / "dana.xlsx", ANSWERS)
    assert code("decide", tmp_path / "plain" / "dana.xlsx", "--yes", *DAY) == 0
    assert "Decided in workspace default: 3 decisions." in capsys.readouterr().out
    Workspace.open("emea").close()
    assert code("sheet", *lists, "-w", "emea", "-o", tmp_path / "emea") == 0
    assert code("decide", tmp_path / "emea" / "dana.xlsx", sheets / "lee.xlsx", "--yes", *DAY) == 1
    assert "these sheets were written with several workspaces" in capsys.readouterr().err


def test_nobody_to_ask_decides_nothing(sheets, decide, tmp_path, capsys):
    fill(sheets / "dana.xlsx", ANSWERS)
    assert decide(sheets / "dana.xlsx") == 1
    assert "--dry-run shows what would be, --yes decides" in capsys.readouterr().err
    assert standing(tmp_path) == []


@pytest.mark.parametrize(("answer", "count"), [("y\n", 3), ("\n", 0), ("", 0), ("no\n", 0)])
def test_a_person_is_asked(sheets, decide, tmp_path, monkeypatch, answer, count):
    class Typed:
        isatty = staticmethod(lambda: True)
        readline = staticmethod(lambda: answer)

    monkeypatch.setattr("sys.stdin", Typed)
    fill(sheets / "dana.xlsx", ANSWERS)
    assert decide(sheets / "dana.xlsx") == 0
    assert len(standing(tmp_path)) == count


def test_the_list_may_be_of_several_files(sheets, decide, tmp_path, capsys):
    fill(sheets / "dana.xlsx", ANSWERS)
    header, acme, *rest = ACCOUNTS.splitlines(keepends=True)
    (tmp_path / "one.csv").write_text(header + acme, encoding="utf-8")
    (tmp_path / "two.csv").write_text(header + "".join(rest), encoding="utf-8")
    capsys.readouterr()
    on = ("--on", tmp_path / "one.csv", tmp_path / "two.csv")
    assert decide(sheets / "dana.xlsx", "--dry-run", "-p", tmp_path / "profile.yaml", *on) == 0
    out = capsys.readouterr().out
    assert "1 out of A: Globex to killed" in out
    assert "wait until they are" not in out
    assert decide("--dry-run", "-p", tmp_path / "profile.yaml", *on, sheets / "dana.xlsx") == 1
    assert "no sheet is given (name the sheets before --on)" in capsys.readouterr().err


def test_an_account_whose_key_changed_is_found_and_one_that_is_gone_waits(sheets, decide, tmp_path, capsys):
    fill(sheets / "dana.xlsx", ANSWERS)
    renamed = ACCOUNTS.replace("globex.com", "globex.io").replace("Acme,acme.com", "Other,other.com")
    (tmp_path / "accounts.csv").write_text(renamed, encoding="utf-8")
    assert decide(sheets / "dana.xlsx", "--yes", "-p", tmp_path / "profile.yaml", "--on", tmp_path / "accounts.csv") == 0
    assert "Not on this list, so these wait until they are: Acme" in capsys.readouterr().out
    assert standing(tmp_path)[0][:2] in {("exclude", "globex.io"), ("reviewed", "acme.com")}
    assert {one[1] for one in standing(tmp_path)} == {"globex.io", "acme.com"}
    # Neither with the list nor without it is anything decided twice.
    assert decide(sheets / "dana.xlsx", "--yes", "-p", tmp_path / "profile.yaml", "--on", tmp_path / "accounts.csv") == 0
    assert decide(sheets / "dana.xlsx", "--yes") == 0
    assert len(standing(tmp_path)) == 3


def test_the_same_sheet_read_in_twice_at_once_is_decided_once(sheets, decide, tmp_path, capsys, monkeypatch):
    fill(sheets / "dana.xlsx", ANSWERS)
    weighed, codes = Barrier(2, timeout=60), []
    append = Store.append

    def slow(*args, **options):
        weighed.wait()
        return append(*args, **options)

    monkeypatch.setattr(Store, "append", slow)
    both = [Thread(target=lambda: codes.append(decide(sheets / "dana.xlsx", "--yes"))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(codes) == [0, 1]
    assert "the workspace has changed meanwhile; nothing was decided (run it again)" in capsys.readouterr().err
    assert len(standing(tmp_path)) == 3


def test_the_app_tells_and_takes_back_a_round_like_an_action_of_its_reader(sheets, decide, tmp_path):
    fill(sheets / "dana.xlsx", ANSWERS)
    session = Session.load([tmp_path / "accounts.csv"], load_profile(tmp_path / "profile.yaml"), DATE)
    with Workspace.open(tmp_path / "work.sqlite") as workspace:
        review = Review(session, workspace, author="maria")
        assert decide(sheets / "dana.xlsx", "--yes") == 0
        told, undone = review.caught_up(), review.undo()
    assert told is not None
    assert told.said == "dana, in another window: 3 decisions about Globex and Acme. Acme (100.00) moves up to A; Globex (100.00) is killed. Nobody else moves."
    assert undone is not None
    assert undone.said == "Undone: 3 decisions about Globex and Acme. Acme (100.00) moves to B; Globex (100.00) comes back to A. Nobody else moves."
