"""Paths as they are typed, dropped and completed."""

import asyncio
from pathlib import Path

import pytest

from icp_tui.tui.typed_path import PathSuggester, is_file, is_folder, typed_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" a.csv ", "a.csv"), ("'my list.csv'", "my list.csv"), ('"my list.csv"', "my list.csv"),
        ("my\\ list.csv", "my list.csv"), ("~/a.csv", "/home/ana/a.csv"), ("it's.csv", "it's.csv"),
        ("~nobody-of-this-name/a.csv", "~nobody-of-this-name/a.csv"), ("'", "'"),
    ],
)  # fmt: skip
def test_what_a_text_means(monkeypatch, typed, meant):
    monkeypatch.setenv("HOME", "/home/ana")
    assert typed_path(typed) == Path(meant)


def test_a_backslash_that_is_part_of_the_name_stays(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a\\ b.csv").touch()
    assert typed_path("a\\ b.csv") == Path("a\\ b.csv")
    assert typed_path("c.csv", tmp_path) == tmp_path / "c.csv"
    assert typed_path("/c.csv", tmp_path) == Path("/c.csv")


def test_texts_that_can_be_no_file(tmp_path):
    for path in (Path("x" * 5000), Path("nul\0"), tmp_path / "gone"):
        assert not is_file(path)
        assert not is_folder(path)
    assert is_folder(tmp_path)


def test_suggestions(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("list.csv", "list.md", "lost.CSV", "evil\x1b.csv", ".hidden.csv"):
        (tmp_path / name).touch()
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "q4.csv").touch()
    suggest = PathSuggester((".csv",))

    def suggested(text):
        return asyncio.run(suggest.get_suggestion(text))

    assert suggested("li") == "list.csv"
    assert suggested("lists") == "lists/"
    assert suggested("lists/") == "lists/q4.csv"
    assert suggested("~/lo") == "~/lost.CSV"
    assert suggested(f"{tmp_path}/lis") == f"{tmp_path}/list.csv"
    assert suggested(".h") == ".hidden.csv"
    for nothing in ("", "list.m", "ev", "**", "gone/x", "nul\0/", "x" * 5000):
        assert suggested(nothing) is None
