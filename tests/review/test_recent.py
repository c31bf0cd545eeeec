"""The recent lists: a file that only saves typing, and that nothing depends on."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from icp_tui.review import recent
from icp_tui.review.opening import Opening
from icp_tui.sources.reading import AS_FOUND, Reading

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_is_remembered_at_first(home):
    assert recent.recent() == []
    assert recent.trouble() == ""
    assert not (home / "home").exists()


def test_a_list_comes_back_with_absolute_paths(home):
    opening = Opening(
        (Path("a.csv"), Path("sub/b.csv")), Path("icp.yaml"), "q4", (Path("out.csv"),), date(2026, 11, 21)
    )
    assert recent.remember(opening, "B2B [bold]", 1234) == ""
    (one,) = recent.recent()
    assert one.sources == (home / "a.csv", home / "sub/b.csv")
    assert (one.profile, one.suppress) == (home / "icp.yaml", (home / "out.csv",))
    assert (one.workspace, one.as_of, one.icp, one.accounts) == ("q4", date(2026, 11, 21), "B2B [bold]", 1234)
    assert abs(datetime.now(UTC) - one.when) < timedelta(minutes=1)
    assert one.opening() == Opening(
        (home / "a.csv", home / "sub/b.csv"), home / "icp.yaml", "q4", (home / "out.csv",), date(2026, 11, 21)
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, None),
        ("q4", "q4"),
        ("./w.sqlite", "{}/w.sqlite"),
        ("w.sqlite", "{}/w.sqlite"),
        ("/x/y", "/x/y"),
    ],
)
def test_a_workspace_that_is_a_path_stays_the_same_file(home, given, kept):
    recent.remember(Opening((Path("a.csv"),), Path("p.yaml"), given), "x", 1)
    assert recent.recent()[0].workspace == (kept.format(home) if kept else None)


def test_home_is_expanded(home, monkeypatch):
    monkeypatch.setenv("HOME", str(home))
    recent.remember(Opening((Path("~/a.csv"),), Path("p.yaml")), "x", 1)
    assert recent.recent()[0].sources == (home / "a.csv",)


def test_newest_first_each_once_at_most_twenty():
    for number in range(25):
        recent.remember(Opening((Path(f"{number}.csv"),), Path("p.yaml")), "x", number)
    recent.remember(Opening((Path("10.csv"),), Path("p.yaml")), "x", 99)
    recent.remember(Opening((Path("10.csv"),), Path("p.yaml"), "other"), "x", 98)
    found = recent.recent()
    assert len(found) == 20
    assert [one.accounts for one in found[:4]] == [98, 99, 24, 23]
    assert [one.sources[0].name for one in found].count("10.csv") == 2


def test_throw_away_lists_are_not_remembered():
    assert recent.remember(Opening((Path("a.csv"),), Path("p.yaml"), throw_away=True), "x", 1) == ""
    assert recent.recent() == []


def test_missing_files_are_named(home):
    (home / "a.csv").write_text("x")
    recent.remember(Opening((Path("a.csv"), Path("b.csv")), Path("p.yaml")), "x", 1)
    (home / "folder").mkdir()
    assert recent.recent()[0].missing() == [home / "b.csv", home / "p.yaml"]
    (home / "a.csv").unlink()
    assert recent.recent()[0].missing()[0] == home / "a.csv"


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "null",
        '{"lists": 5}',
        '"lists"',
        "\x00\x01",
        '{"lists": null}',
        "[" * 100_000,
        '{"other": []}',
    ],
)
def test_a_damaged_file_is_said_set_aside_and_replaced(damage):
    recent.file().parent.mkdir()
    recent.file().write_text(damage)
    assert recent.recent() == []
    assert "is damaged" in recent.trouble()
    assert recent.remember(Opening((Path("a.csv"),), Path("p.yaml")), "x", 1) == ""
    assert len(recent.recent()) == 1
    assert recent.trouble() == ""
    assert recent.file().with_suffix(".damaged-1.json").read_text() == damage


def test_damaged_entries_are_left_out_and_the_others_kept():
    recent.remember(Opening((Path("a.csv"),), Path("p.yaml")), "good", 1)
    lists = json.loads(recent.file().read_text())["lists"]
    good = lists[0]
    bad = [
        5, None, {}, good | {"sources": ["relative.csv"]}, good | {"sources": []}, good | {"sources": [5]},
        good | {"when": "yesterday"}, good | {"as_of": "soon"}, good | {"accounts": "many"}, good | {"profile": None},
        good | {"sources": ["/lists/\ud800.csv"]}, good | {"icp": "\udfff"}, good | {"accounts": 1e999},
        good | {"workspace": 5},
    ]  # fmt: skip
    recent.file().write_text(json.dumps({"lists": [*bad, good]}))
    assert [one.icp for one in recent.recent()] == ["good"]
    assert "Some recent lists cannot be shown" in recent.trouble()


def test_bytes_that_are_no_text_and_a_huge_file():
    recent.file().parent.mkdir()
    recent.file().write_bytes(b"\xff\xfe\x00")
    assert recent.recent() == []
    assert "is damaged" in recent.trouble()
    recent.file().write_bytes(b" " * 5_000_000)
    assert recent.recent() == []
    assert "not a file of ours" in recent.trouble()


def test_a_folder_in_its_place_stops_nothing():
    recent.file().mkdir(parents=True)
    assert recent.recent() == []
    assert "not a file of ours" in recent.trouble()
    # A folder is set aside as well.
    assert recent.remember(Opening((Path("a.csv"),), Path("p.yaml")), "x", 1) == ""
    assert len(recent.recent()) == 1


def test_a_folder_that_cannot_be_written_is_said(home):
    (home / "home").write_text("a file where the folder should be")
    said = recent.remember(Opening((Path("a.csv"),), Path("p.yaml")), "x", 1)
    assert said.startswith("This list will not be among the recent ones: ")
    assert recent.recent() == []


def test_a_failed_write_leaves_the_old_file_and_no_other(monkeypatch):
    recent.remember(Opening((Path("a.csv"),), Path("p.yaml")), "x", 1)
    before = recent.file().read_bytes()

    def full(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    said = recent.remember(Opening((Path("b.csv"),), Path("p.yaml")), "x", 1)
    assert said.endswith("No space left on device")
    assert recent.file().read_bytes() == before
    assert [path.name for path in recent.file().parent.iterdir()] == ["recent.json"]


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (timedelta(seconds=-90), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "2 weeks ago"),
        (timedelta(days=69), "9 weeks ago"),
        (timedelta(days=200), "on 2026-05-06"),
    ],
)
def test_when_in_words(back, said):
    assert recent.ago(NOW - back, NOW) == said


def test_how_a_list_was_read_is_remembered_and_older_entries_are_read():
    said = Reading(
        encoding="cp1252",
        header_row=3,
        dialect="hubspot",
        overrides={"Umsatz": "revenue", "Notiz": None},
        day_first={"Runde am": True, "Kontakt": False},
    )
    recent.remember(Opening((Path("a.csv"),), Path("p.yaml"), reading=said), "x", 1)
    assert recent.recent()[0].opening().reading == said
    entries = json.loads(recent.file().read_text())
    del entries["lists"][0]["reading"]
    recent.file().write_text(json.dumps(entries))
    assert recent.recent()[0].opening().reading == AS_FOUND


def test_preferred_sources_are_remembered_and_make_another_list():
    one = Opening((Path("a.csv"), Path("b.csv")), Path("p.yaml"), prefer=("employees=b.csv",))
    recent.remember(one, "x", 1)
    assert recent.recent()[0].opening().prefer == ("employees=b.csv",)
    recent.remember(Opening(one.sources, one.profile), "x", 1)
    assert [entry.prefer for entry in recent.recent()] == [(), ("employees=b.csv",)]


def test_a_path_is_one_however_it_is_written(home):
    (home / "sub").mkdir()
    recent.remember(Opening((Path("sub/../a.csv"),), Path("p.yaml")), "x", 1, "2026-Q4")
    recent.remember(Opening((Path("a.csv"),), Path("sub/../p.yaml")), "x", 2, "2027-Q1")
    (one,) = recent.recent()
    assert (one.sources, one.profile, one.version) == ((home / "a.csv",), home / "p.yaml", "2027-Q1")
    # Behind a link `..` is another folder.
    (home / "far" / "deep").mkdir(parents=True)
    (home / "link").symlink_to(home / "far" / "deep")
    recent.remember(Opening((Path("link/../a.csv"),), Path("p.yaml")), "x", 3)
    assert recent.recent()[0].sources == (home / "link/../a.csv",)
    assert recent.recent()[0].version == ""
