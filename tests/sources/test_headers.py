from __future__ import annotations

from icp_tui.sources.headers import unique


def test_headers_are_trimmed() -> None:
    assert unique([" Company\u00a0", "\ufeffCity", "x"]) == (["Company", "City", "x"], [])


def test_repeated_and_blank_headers_get_names_that_are_free() -> None:
    names, notes = unique(["a", "a", "a (2)", "", "column 4", " a"])
    assert names == ["a", "a (3)", "a (2)", "column 4 (2)", "column 4", "a (4)"]
    assert notes == [
        "header a is repeated: column 2 is a (3)",
        "column 4 has no header: it is column 4 (2)",
        "header a is repeated: column 6 is a (4)",
    ]
