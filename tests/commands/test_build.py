"""`icp-tui build`: what it prints, writes and refuses; suppression and workspaces."""

import csv
import io
import json
from datetime import date

import polars as pl
import pytest
from runs import ACCOUNTS, PROFILE, code, files, inputs

from icp_tui.review.decisions.decision import Decision, lifting
from icp_tui.review.decisions.workspace import Workspace

DAY = ("--as-of", "2026-11-21")


@pytest.fixture
def build(tmp_path):
    """Build the small list into tmp_path/list with more options; the exit code."""
    source, yaml = inputs(tmp_path)
    return lambda *more: code("build", source, "-p", yaml, "-o", tmp_path / "list", *DAY, *more)


def names(tmp_path, bucket):
    text = (tmp_path / "list" / f"{bucket}.csv").read_text(encoding="utf-8")
    return [row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def receipt(tmp_path):
    return json.loads((tmp_path / "list" / "receipt.json").read_text(encoding="utf-8"))


def test_the_whole_job_and_its_summary(build, tmp_path, capsys):
    assert build() == 0
    # A takes two of the three at 100 points, more employees first; Initech has 60 of 100.
    assert [names(tmp_path, name) for name in ("tier_a", "tier_b", "nurture", "disqualified", "killed")] == [
        ["Hooli", "Globex"], ["Acme", "Initech"], [], ["Nowhere"], ["Tiny"],
    ]  # fmt: skip
    out, err = capsys.readouterr()
    assert err == ""
    for said in (
        "6 rows in = 6 accounts + 0 duplicates + 0 rejected",
        "Tier A 2 of 2 Call",
        "A ends at rank 2, 100.00 Globex (full; 2 of 3 with 100.00 are in, by employees). Next in line: Acme",
        "Top 2 of tier A",
        "1 1 alone Under 20 employees small",
        "Best of the killed: Tiny, 40.00 (Under 20 employees)",
        f"Written to {tmp_path / 'list'} (",
    ):
        # However wide the terminal is.
        assert said in " ".join(out.split())


def test_json_is_the_receipt_with_notices_and_seconds(build, tmp_path, capsys):
    assert build("--json") == 0
    said = json.loads(capsys.readouterr().out)
    written = receipt(tmp_path)
    assert {key: said[key] for key in written} == written
    assert set(said) - set(written) == {"notices", "kill_list", "possible_matches", "seconds"}
    assert said["buckets"] == {"A": 2, "B": 2, "nurture": 0, "disqualified": 1, "killed": 1}
    assert said["kill_list"] == [{"id": "small", "because": "Under 20 employees", "accounts": 1, "alone": 1, "lifted": 0}]
    assert all(seconds >= 0 for seconds in said["seconds"].values())


def test_quiet_prints_nothing_and_the_files_are_the_same(build, tmp_path, capsys):
    assert build() == 0
    spoken = files(tmp_path / "list")
    capsys.readouterr()
    assert build("--quiet", "--force") == 0
    assert capsys.readouterr() == ("", "")
    assert files(tmp_path / "list") == spoken


def test_force_and_only_force_replaces_a_list(build, tmp_path, capsys):
    assert build("-q") == 0
    first = files(tmp_path / "list")
    assert build("-q", "--where", "country = 'US'") == 1
    assert capsys.readouterr().err == f"error: {tmp_path / 'list'}: holds a list already (--force replaces it)\n"
    assert files(tmp_path / "list") == first
    assert build("-q", "--where", "country = 'US'", "--force") == 0
    assert receipt(tmp_path)["rows"] == {"in": 6, "rejected": 2, "duplicates": 0, "accounts": 4}
    assert receipt(tmp_path)["where"] == "country = 'US'"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("file", "is a file, not a folder"),
        ("missing/list", "the folder to put it into does not exist"),
        ("foreign", "holds files that are no list of ours: mine.txt"),
    ],
)
def test_a_target_that_will_not_do_is_said_before_any_work(tmp_path, capsys, monkeypatch, place, said):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "mine.txt").write_text("mine")
    source, yaml = inputs(tmp_path)
    monkeypatch.setattr("icp_tui.commands.build.open_session", lambda _: pytest.fail("worked first"))
    assert code("build", source, "-p", yaml, "-o", tmp_path / place, "--force") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"error: {tmp_path / place}".removesuffix("/list"))
    assert said in err
    assert (tmp_path / "file").read_text() == "mine"


def test_sources_merge_and_options_may_stand_anywhere(tmp_path):
    source, yaml = inputs(tmp_path)
    more = tmp_path / "more.csv"
    more.write_text("Company,Website,Owner,Phone\nTiny Inc,www.tiny.com,kim,+1 555\n,,lee,\n", encoding="utf-8")
    assert code("build", source, "-p", yaml, more, "-o", tmp_path / "list", *DAY, "-q") == 0
    assert receipt(tmp_path)["rows"] == {"in": 8, "rejected": 1, "duplicates": 1, "accounts": 6}
    frame = pl.read_parquet(tmp_path / "list" / "accounts.parquet")
    # The first source has no owner for Tiny, so the second fills it; its name stays the first one's.
    assert frame.filter(pl.col("domain") == "tiny.com").select("name", "owner", "Phone").row(0) == ("Tiny", "kim", "+1 555")
    assert (tmp_path / "list" / "duplicates.csv").read_text().splitlines()[1] == (
        "more.csv,2,Tiny Inc,tiny.com,tiny.com,accounts.csv,6"
    )
    assert (tmp_path / "list" / "rejected.csv").read_text().splitlines()[1:] == [
        'more.csv,3,",,lee,","no name, domain or LinkedIn page"',
    ]


def test_every_missing_source_is_named(tmp_path, capsys):
    source, yaml = inputs(tmp_path)
    assert code("build", tmp_path / "acounts.csv", tmp_path / "zzzzzz.jsonl", "-p", yaml, "-o", tmp_path / "list") == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [
        f"error: {tmp_path / 'acounts.csv'}: no such file (did you mean {source}?)",
        f"error: {tmp_path / 'zzzzzz.jsonl'}: no such file (check the path)",
    ]
    assert not (tmp_path / "list").exists()


def test_every_problem_of_the_profile_with_line_and_column(tmp_path, capsys):
    source, yaml = inputs(tmp_path, profile=PROFILE.replace("weight: 60", "weight: -1").replace("kill_list", "kil_list"))
    assert code("build", source, "-p", yaml, "-o", tmp_path / "list") == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[0].startswith(f"error: {yaml}:4:")
    assert said[1].startswith(f"error: {yaml}:6:1: ")
    assert "did you mean kill_list?" in said[1]


def test_the_day_of_the_run_is_as_of(build, tmp_path):
    assert build("-q") == 0
    assert receipt(tmp_path)["as_of"] == "2026-11-21"


# Suppression


def test_suppress_takes_companies_off(build, tmp_path):
    off = tmp_path / "off.csv"
    off.write_text("domain\nglobex.com\nzzz.com\n", encoding="utf-8")
    assert build("-q", "--suppress", str(off)) == 0
    assert names(tmp_path, "tier_a") == ["Hooli", "Acme"]
    assert names(tmp_path, "killed") == ["Globex", "Tiny"]
    (said,) = receipt(tmp_path)["suppression"]
    assert (said["path"], said["rows"], said["matched"]) == (str(off), 2, 1)


def test_bad_suppression_files_are_all_named_and_nothing_is_written(build, tmp_path, capsys):
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "odd.csv").write_text("Size,Colour\n1,red\n")
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04 xl/workbook")
    bad = [str(tmp_path / name) for name in ("empty.csv", "odd.csv", "book.csv", "gone.csv")]
    assert build(*(part for path in bad for part in ("--suppress", path))) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in said] == bad
    assert [line.split(": ")[2].split(" (")[0] for line in said] == [
        "an empty file", "no column names the companies; the headers are Size, Colour",
        "this zip archive or workbook is cut short or damaged", "no such file",
    ]  # fmt: skip
    assert not (tmp_path / "list").exists()


# Workspaces


@pytest.fixture
def decide(tmp_path, monkeypatch):
    """Log decisions in the workspace `q4`."""
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))

    def log(*decided):
        with Workspace.open("q4") as workspace:
            for one in decided:
                workspace.store.append([Decision(author="dana", **one)])

    return log


def test_decisions_of_a_workspace_shape_the_list(build, decide, tmp_path):
    decide(
        {"kind": "pin", "account_key": "nowhere.com", "value": "A", "reason": "CEO asked"},
        {"kind": "exclude", "account_key": "globex.com", "reason": "Sued us"},
        {"kind": "owner", "account_key": "acme.com", "value": "kim"},
        {"kind": "note", "account_key": "acme.com", "value": "=call\nthem"},
        {"kind": "restore", "account_key": "tiny.com", "value": lifting(["Under 20 employees"]), "reason": "Growing"},
        {"kind": "reviewed", "account_key": "acme.com", "value": "true"},
        {"kind": "pin", "account_key": "gone.com", "value": "A"},
    )
    assert build("-q", "-w", "q4") == 0
    # The pin has one of the two seats; Globex is out, Tiny is back with 40 points: nurture.
    assert [names(tmp_path, name) for name in ("tier_a", "tier_b", "nurture", "disqualified", "killed")] == [
        ["Hooli", "Nowhere"], ["Acme", "Initech"], ["Tiny"], [], ["Globex"],
    ]  # fmt: skip
    rows = {row["name"]: row for row in pl.read_parquet(tmp_path / "list" / "accounts.parquet").rows(named=True)}
    assert rows["Nowhere"]["reason"] == "pinned to A by dana: CEO asked"
    assert rows["Nowhere"]["pinned"] is True
    assert rows["Globex"]["reason"] == "Sued us"
    assert (rows["Acme"]["owner"], rows["Acme"]["Owner"]) == ("kim", "dana")
    text = (tmp_path / "list" / "tier_b.csv").read_text(encoding="utf-8")
    (acme, _) = csv.DictReader(io.StringIO(text, newline=""))
    assert (acme["note"], acme["owner"]) == ("call them", "kim")
    assert receipt(tmp_path)["decisions"]["count"] == 6


def test_a_decision_whose_account_is_gone_waits_and_is_said(build, decide, capsys):
    decide({"kind": "pin", "account_key": "gone.com", "name": "Gone", "value": "A"})
    assert build("-w", "q4") == 0
    assert "the decision pin of dana about Gone waits: no such account here" in " ".join(capsys.readouterr().out.split())


def test_expired_decisions_count_no_more(build, decide, tmp_path):
    decide({"kind": "exclude", "account_key": "globex.com", "reason": "Pause", "expires": date(2026, 11, 20)})
    assert build("-q", "-w", "q4") == 0
    assert names(tmp_path, "killed") == ["Tiny"]


def test_equal_decisions_give_an_equal_list_in_any_workspace(build, tmp_path):
    made = []
    for name in ("one", "two"):
        with Workspace.open(tmp_path / f"{name}.sqlite") as workspace:
            workspace.store.append([Decision(kind="note", account_key="acme.com", value="x", author="dana")])
        assert build("-q", "--force", "-w", str(tmp_path / f"{name}.sqlite")) == 0
        made.append(files(tmp_path / "list"))
        said = receipt(tmp_path)["decisions"]
        assert (said.pop("workspace"), said.pop("upto")) == (str(tmp_path / f"{name}.sqlite"), 1)
        made[-1]["receipt.json"] = said
    assert made[0] == made[1]


def test_a_workspace_that_does_not_exist_is_named_and_not_made(build, decide, tmp_path, capsys):
    decide()
    assert build("-w", "q44") == 1
    assert "no workspace q44 (did you mean q4?)" in capsys.readouterr().err
    assert build("-w", str(tmp_path / "gone.sqlite")) == 1
    assert not (tmp_path / "gone.sqlite").exists()
    assert not (tmp_path / "list").exists()


def test_a_workspace_that_is_no_database_is_said_and_kept(build, tmp_path, capsys):
    notes = b"my notes, thank you\n" * 99
    (tmp_path / "notes.sqlite").write_bytes(notes)
    build("-w", str(tmp_path / "notes.sqlite"))
    err = capsys.readouterr().err
    assert err.startswith(("error: ", "note: "))
    assert "Traceback" not in err
    assert notes in [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]


# Hostile text


def test_what_a_file_says_never_steers_the_terminal(tmp_path, capsys):
    evil = "\x1b[31mEvil\x1b]0;owned\x07\u202e"
    source, yaml = inputs(
        tmp_path, ACCOUNTS.replace("Hooli", evil).replace("dana", evil).replace("Tiny,", f"{evil} Tiny,"), PROFILE
    )
    for args in (("build", source, "-p", yaml, "-o", tmp_path / "list"), ("explain", source, "-p", yaml, "hooli.com"),
                 ("check", yaml, source), ("columns", source), ("explain", source, "-p", yaml, evil + "x")):  # fmt: skip
        code(*args)
        out, err = capsys.readouterr()
        assert not set(out + err) & {"\x1b", "\x07", "\u202e"}, args
        assert "Evil" in out + err or args[0] in {"check", "columns"}
