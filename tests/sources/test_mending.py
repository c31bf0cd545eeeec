"""What a person mended is remembered by headers, in a file that people can read and two windows can write."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from icp_tui.sources.mending import FILE, Mending, Mendings

DAY = date(2026, 11, 21)
MENDED = Mending("hubspot", {"Revenue": "revenue", "Notes": None}, {"Raised": True, "Seen": False}, "a.csv", DAY)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / FILE


def test_remembered_and_forgotten(path):
    assert Mendings(path).of("f1") is None
    assert Mendings(path).remember("f1", MENDED, ["Revenue", "Notes"]) == ""
    assert Mendings(path).remember("f2", Mending(overrides={"A": "name"}, day=DAY)) == ""
    assert Mendings(path).of("f1") == MENDED
    assert Mendings(path).forget("f1") == ""
    assert Mendings(path).of("f1") is None
    assert Mendings(path).of("f2") == Mending(overrides={"A": "name"}, day=DAY)
    # Nothing said is nothing to remember.
    Mendings(path).remember("f2", Mending(file="b.csv"))
    assert Mendings(path).of("f2") is None
    assert [one.name for one in path.parent.iterdir()] == [FILE]


def test_the_file_can_be_read_by_people(path):
    Mendings(path).remember("f1", MENDED, ["Revenue", "Notes"])
    said = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    assert said == [
        "f1:", "  file: a.csv", "  day: '2026-11-21'", "  dialect: hubspot",
        "  map:", "  - Revenue -> revenue", "  - Notes -> nothing",
        "  dates:", "  - Raised -> day first", "  - Seen -> month first",
        "  headers:", "  - Revenue", "  - Notes",
    ]  # fmt: skip
    Mendings(path).remember("f2", MENDED, [f"H{at}" for at in range(10_000)])
    assert "and more headers: 9960" in path.read_text()


@pytest.mark.parametrize("header", ["0123", "1e5", "no", "a -> b", "x: y", "# C", "Größe", "\x1b[31m", "a\nb", "'", '"', "日本 ->"])
def test_any_header_survives_the_file(path, header):
    mending = Mending(overrides={header: "name"}, day_first={header: True}, file=header, day=DAY)
    assert Mendings(path).remember("0123", mending, [header]) == ""
    assert Mendings(path).of("0123") == mending
    assert Mendings(path).trouble() == ""


def test_without_a_day_it_is_today(path):
    Mendings(path).remember("f1", Mending("apollo"))
    assert Mendings(path).of("f1").day == date.today()  # noqa: DTZ011 - the person's own day


def test_in_words():
    assert str(MENDED) == "dialect hubspot, Revenue -> revenue, Notes -> nothing, Raised: day first, Seen: month first"
    assert not Mending(file="a.csv", day=DAY)
    assert all((Mending("x"), Mending(overrides={"A": None}), Mending(day_first={"A": False})))


def test_the_later_one_counts_where_both_speak():
    later = Mending(overrides={"Notes": "description"}, day_first={"Seen": True}, file="b.csv")
    assert MENDED.joined(later) == Mending(
        "hubspot", {"Revenue": "revenue", "Notes": "description"}, {"Raised": True, "Seen": True}, "b.csv"
    )


def test_a_throw_away_list_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    mendings = Mendings.throw_away()
    assert mendings.remember("f1", MENDED) == ""
    assert mendings.of("f1") == MENDED
    mendings.forget("f1")
    assert mendings.of("f1") is None
    assert list(tmp_path.iterdir()) == []


def test_as_found_only_what_is_said_from_now_on_counts(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    Mendings.kept().remember("f1", MENDED)
    fresh = Mendings.kept(as_found=True)
    assert fresh.of("f1") is None
    fresh.remember("f2", MENDED)
    assert fresh.of("f2") == MENDED
    assert Mendings.kept().of("f1") == Mendings.kept().of("f2") == MENDED


def test_a_damaged_file_is_said_and_set_aside_when_something_is_remembered(path):
    path.parent.mkdir()
    for number in (1, 2):
        path.write_text("f1: [unclosed")
        mendings = Mendings(path)
        assert mendings.of("f1") is None
        assert mendings.trouble().startswith(f"what you mended before cannot be used: {path}:1")
        said = mendings.remember("f2", MENDED)
        assert said.endswith(f"they are kept as mendings.damaged-{number}.yaml")
        assert path.with_name(f"mendings.damaged-{number}.yaml").read_text() == "f1: [unclosed"
        assert Mendings(path).of("f2") == MENDED
        assert Mendings(path).trouble() == ""


@pytest.mark.parametrize(
    "entry", ["[1, 2]", "text", "{map: [Revenue]}", "{dates: [A -> maybe]}", "{day: soon}", "{map: 5}", "null"]
)
def test_an_entry_that_a_hand_has_spoilt_is_left_out_and_said(path, entry):
    path.parent.mkdir()
    path.write_text(f"f1: {entry}\nf2: {{dialect: apollo}}\n")
    assert Mendings(path).of("f1") is None
    assert Mendings(path).of("f2") == Mending("apollo")
    assert Mendings(path).trouble() == f"1 of the entries of {path} cannot be understood: left out"


def test_what_cannot_be_written_counts_in_this_run(path):
    path.parent.write_text("a file where the folder should be")
    mendings = Mendings(path)
    assert mendings.remember("f1", MENDED).startswith(f"this is not remembered beyond this run: {path}: ")
    assert mendings.of("f1") == MENDED


def test_two_windows_lose_nothing_of_each_other(path):
    def remember(number):
        return Mendings(path).remember(f"f{number}", MENDED)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(remember, range(12))) == [""] * 12
    assert [Mendings(path).of(f"f{number}") for number in range(12)] == [MENDED] * 12


def test_what_another_window_remembers_counts_at_once(path):
    one, other = Mendings(path), Mendings(path)
    one.remember("f1", MENDED)
    other.remember("f1", Mending("apollo", day=DAY))
    assert one.of("f1") == Mending("apollo", day=DAY)
