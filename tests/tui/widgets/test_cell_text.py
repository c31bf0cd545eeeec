from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest
from rich.cells import cell_len

from icp_tui.tui.widgets.cell_text import cell_texts, cut, fitted, unknown
from icp_tui.tui.widgets.table_column import Column, Kind, Seen

HOSTILE = [
    "Evil\x1b[2J\x1b]0;pwned\x07Corp", "C1\x9b31m", "\u202egnp.exe", "a\u2028b", "line\nbreak\ttab",
    "日本システム株式会社", "日本\x00語", "🇩🇪🇫🇷 Flag", "👨\u200d👩\u200d👧 Family", "👍🏽 Thumb", "❤\ufe0f Co",
    "cafe\u0301", "e" + "\u0301" * 5000, "[red]x[/red] [/nope] [@click=app.quit]go[/]", "\u061c\u3164\U000e0041",
    "مرحبا", "", " ", "\ufeffx", "x" * 100_000,
]  # fmt: skip


def written(values: pl.Series, kind: Kind, width: int) -> list[str | None]:
    return cell_texts(values, Column("x", "x", width, kind))


@pytest.mark.parametrize("width", [0, 1, 2, 3, 7, 20, 80])
def test_every_cell_is_as_wide_as_its_column(width: int) -> None:
    texts = written(pl.Series(HOSTILE), "text", width)
    assert [cell_len(text or "") for text in texts] == [width] * len(HOSTILE)


def test_nothing_in_a_cell_can_be_obeyed_hidden_or_reordered() -> None:
    texts = "".join(text or "" for text in written(pl.Series(HOSTILE), "text", 200))
    forbidden = {chr(code) for code in [*range(32), *range(0x7F, 0xA0)]} | set(
        "\u202e\u2028\u200d\ufeff\u061c"
    )
    assert not forbidden & set(texts)
    assert "[red]x[/red] [/nope] [@click=app.quit]go[/]" in texts


def test_what_terminals_measure_differently_is_made_plain() -> None:
    assert fitted("🇩🇪 x", 6) == "DE x  "
    assert fitted("👍🏽x", 4) == "👍x "
    assert fitted("❤\ufe0fx", 4) == "❤x  "
    assert fitted("a\u3164b", 4) == "a\ufffdb "


def test_long_text_ends_with_an_ellipsis() -> None:
    assert fitted("Acme Analytics", 14) == "Acme Analytics"
    assert fitted("Acme Analytics", 13) == "Acme Analyti…"
    assert fitted("日本語", 5) == "日本…"
    assert fitted("日本語", 4) == "日 …"
    assert fitted("42", 5, right=True) == "   42"


@pytest.mark.parametrize(
    ("kind", "width", "value", "expected"),
    [
        ("rank", 5, 17, "   17"), ("rank", 9, 1_000_000, "1,000,000"), ("rank", 7, 1_000_000, "1000000"),
        ("rank", 4, 1_000_000, "100…"),
        ("number", 7, 12_345, " 12,345"), ("number", 5, 12_345, "12345"), ("number", 5, 1_234_567, " 1.2M"),
        ("number", 8, -1_234, "  -1,234"), ("number", 9, 1234.5, " 1,234.50"), ("number", 6, 42.0, "    42"),
        ("number", 4, float("nan"), " nan"), ("number", 4, float("inf"), " inf"), ("number", 7, 1e300, " 1e+300"),
        ("score", 6, 86.5, " 86.50"), ("score", 6, 100.0, "100.00"),
        ("money", 6, 9_500, " 9,500"), ("money", 6, 85_000, "   85K"), ("money", 6, 12_500_000, " 12.5M"),
        ("money", 6, 999_960, "    1M"), ("money", 6, 3_200_000_000, "  3.2B"), ("money", 6, -85_400, "-85.4K"),
        ("money", 8, 10**19, " 1.0e+19"), ("money", 6, 0, "     0"),
        ("percent", 5, 87.5, "  88%"), ("percent", 5, 0, "   0%"),
        ("text", 6, 42, "42    "), ("text", 4, True, "yes "), ("text", 8, 1234.5, "1,234.50"),
        ("flag", 2, True, "✓ "), ("flag", 2, False, "  "),
        ("date", 10, date(2026, 11, 22), "2026-11-22"), ("date", 10, datetime(2026, 11, 22, 1, 2), "2026-11-22"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_each_kind_writes_its_values(kind: Kind, width: int, value: object, expected: str) -> None:
    series = pl.Series([value], dtype=pl.Int128 if value == 10**19 else None)
    assert written(series, kind, width) == [expected]


def test_a_value_of_another_type_is_written_as_it_is() -> None:
    for kind in ("number", "money", "score", "percent", "date", "flag", "rank"):
        right = kind not in {"date", "flag"}
        assert written(pl.Series(["soon"]), kind, 6) == ["  soon" if right else "soon  "]  # type: ignore[arg-type]


def test_lists_are_joined_and_clipped_before_they_are_written() -> None:
    values = pl.Series([["Salesforce", "HubSpot"], [], [None, "x"], None, ["y" * 10_000_000] * 2])
    texts = written(values, "list", 20)
    assert texts[:4] == ["Salesforce, HubSpot ", " " * 20, ", x                 ", None]
    assert texts[4] == "y" * 19 + "…"
    assert written(pl.Series([[1, 2, 3]]), "list", 8) == ["1, 2, 3 "]


def test_unknown_values_are_none_and_have_a_sign_of_their_own() -> None:
    for kind in ("text", "number", "score", "money", "percent", "date", "flag", "list", "rank"):
        assert written(pl.Series([None], dtype=pl.String), kind, 5) == [None]  # type: ignore[arg-type]
    assert unknown(Column("x", "x", 4, "score")) == "   –"
    assert unknown(Column("x", "x", 4)) == "–   "


def test_enums_and_categoricals_are_text() -> None:
    assert written(pl.Series(["A", None], dtype=pl.Enum(["A"])), "text", 2) == ["A ", None]
    assert written(pl.Series(["B"], dtype=pl.Categorical), "text", 2) == ["B "]


@pytest.mark.parametrize(
    ("text", "left", "right", "expected"),
    [
        ("  12.5M", 0, 0, "  12.5M"), ("  12.5M", 2, 0, "12.5M"), ("  12.5M", 3, 0, "….5M"), ("  12.5M", 0, 2, "  12…"),
        ("US     ", 0, 5, "US"), ("US     ", 1, 0, "…     "), ("日本語 ", 1, 0, "…本語 "), ("日本語 ", 0, 2, "日本…"),
        ("ab", 2, 0, ""), ("abc", 1, 1, "…"),
    ],
)  # fmt: skip
def test_the_windows_edge_shows_that_it_cuts(text: str, left: int, right: int, expected: str) -> None:
    shown = cut(text, Seen(0, Column("x", "x", cell_len(text)), left, right))
    assert shown == expected
    assert cell_len(shown) == cell_len(text) - left - right
