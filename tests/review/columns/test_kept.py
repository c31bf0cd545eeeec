"""The columns that a person picked: remembered for all lists, and never in the way."""

import json

import pytest

from icp_tui.review.columns.kept import AS_THEY_COME, KeptColumns, file, keep_columns, kept_columns


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    return tmp_path


def test_kept_and_found_again(home):
    picked = KeptColumns(("name", "Mein Feld"), frozenset({"city"}), {"name": 30})
    assert keep_columns(picked) == ""
    assert file() == home / "columns.json"
    assert kept_columns() == picked
    assert [path.name for path in home.iterdir()] == ["columns.json"]
    # Nothing picked leaves nothing behind.
    assert keep_columns(AS_THEY_COME) == ""
    assert not file().exists()
    assert not kept_columns()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "null", '{"order": 1, "hidden": [], "widths": {}}', '{"order": [1], "hidden": [], "widths": {}}',
     '{"order": [], "hidden": [], "widths": {"a": "x"}}', '{"order": ["\\ud800"], "hidden": [], "widths": {}}', "[" * 100_000],
)  # fmt: skip
def test_a_damaged_file_is_harmless(text):
    file().write_text(text)
    assert kept_columns() is AS_THEY_COME


def test_a_folder_in_its_place_and_wild_widths(home):
    file().mkdir()
    assert kept_columns() is AS_THEY_COME
    assert keep_columns(KeptColumns(("a",))).startswith("Your columns are not remembered: ")
    assert [path.name for path in home.iterdir()] == ["columns.json"]
    file().rmdir()
    file().write_text(json.dumps({"order": ["a", "a", "b"], "hidden": ["b", "c"], "widths": {"a": -4, "b": 10**9}}))
    assert kept_columns() == KeptColumns(("a", "b"), frozenset({"c"}), {"a": 1, "b": 120})


def test_what_another_list_has_stays_picked():
    before = KeptColumns(("x", "name"), frozenset({"y", "city"}), {"x": 5, "name": 9})
    after = before.picked(["score", "name"], ["industry"], {"score": 7})
    # x, y and city are columns of another list.
    assert after == KeptColumns(("score", "name", "x"), frozenset({"industry", "y", "city"}), {"x": 5, "score": 7})
