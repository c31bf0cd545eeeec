"""Texts as lines for a width."""

from explained import HOSTILE, TAMED
from textual.content import Content

from icp_tui.tui.widgets.text_lines import columns, hung


def texts(lines):
    return [line.plain for line in lines]


def test_further_lines_are_set_in():
    assert texts(hung("one two three four", 12, first=" • ")) == [" • one two", "   three", "   four"]


def test_nothing_is_one_blank_line():
    assert texts(hung(None, 10)) == texts(hung("", 10)) == [""]


def test_what_is_too_long_says_how_long_it_is():
    said = " ".join(texts(hung("word " * 100, 60, most=20)))
    assert said == "word word word word… (500 characters)"


def test_wide_letters_count_twice():
    lines = hung("会社会社会社会社", 7)
    assert texts(lines) == ["会社会", "社会社", "会社"]
    assert all(line.cell_length <= 7 for line in lines)


def test_hostile_text_is_plain_and_keeps_its_brackets():
    assert texts(hung(HOSTILE, 60)) == [TAMED]


def test_names_and_values_line_up():
    assert texts(columns([("name", "Acme"), ("city", "Oslo")], 40)) == [" name  Acme", " city  Oslo"]


def test_a_value_wraps_in_its_column_and_a_long_name_stands_above():
    lines = texts(columns([("a", "one two three"), ("A rather long header", "x")], 20))
    assert lines == [" a         one two", "           three", " A rather long", " header", "           x"]
    assert columns([], 20) == []


def test_names_are_as_untrusted_as_values():
    (line,) = columns([(HOSTILE, HOSTILE)], 80)
    assert isinstance(line, Content)
    assert line.plain == f" {TAMED}  {TAMED}"
