"""Text that is safe in a file: no control characters, no line breaks, no formula of our making."""

import polars as pl
import pytest

from icp_tui.export.safe import formulas, harmless, one_line


def texts(*cells):
    return pl.Series("x", cells, dtype=pl.String)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("plain ünï 東京 🚀", "plain ünï 東京 🚀"),
        ("two\nlines", "two lines"),
        ("two\r\n\r\nlines\there", "two lines here"),
        ("nel\x85ls\u2028ps\u2029end", "nel ls ps end"),
        ("vertical\x0btab\x0cfeed", "vertical tab feed"),
        ("bell\x07 nul\x00 del\x7f esc\x1b[31m c1\x9b", "bell nul del esc[31m c1"),
        ("[bold]markup[/bold]", "[bold]markup[/bold]"),
        ("", ""),
        (None, None),
    ],
)
def test_one_line_without_control_characters(cell, safe):
    assert one_line(texts(cell)).to_list() == [safe]


@pytest.mark.parametrize(
    ("said", "safe"),
    [
        ("=1+1", "1+1"),
        ("@SUM(A1)", "SUM(A1)"),
        ("\t=x", "x"),
        ("\r\n=x", "x"),
        ("  == @ x", "x"),
        # A minus or plus starts sentences and numbers too; the cure for generated text names = @ tab CR only.
        ("-5 since May", "-5 since May"),
        ("a = b", "a = b"),
        (None, None),
    ],
)
def test_what_we_say_never_starts_a_formula(said, safe):
    assert harmless(texts(said)).to_list() == [safe]


@pytest.mark.parametrize("cell", ["=cmd()", "@SUM(A1)", "+cmd|calc", "-cmd|calc", "\t=1", "\r=1", "=", "@", "-2+3+cmd|' /C calc'!A0", "- buy"])
def test_formulas_are_counted(cell):
    assert formulas(texts(cell, "plain", None)) == 1


@pytest.mark.parametrize(
    "cell", ["+49 30 123-456", "-12", "-1.5", "+1 (555) 010.0100", "- ", "a=b", "", "–5", "'=1", "user@example.com"]
)
def test_numbers_phones_and_text_are_no_formulas(cell):
    assert formulas(texts(cell)) == 0
