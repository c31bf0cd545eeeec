"""Places, duplicate keys, tags, aliases, bounds, and broken syntax, each told at its place."""

import time

import pytest

from icp_tui.errors import IcpError
from icp_tui.yaml_io import parse_yaml


def told(text):
    """The problems of a text, without the path."""
    with pytest.raises(IcpError) as caught:
        parse_yaml(text, "f")
    return [str(problem).removeprefix("f:") for problem in caught.value.problems]


def test_data_and_places():
    document = parse_yaml("icp: Über\ntiers:\n  - name: A\n    min: 70\n  - {name: B, min: 60}\n", "f")
    assert document.data == {"icp": "Über", "tiers": [{"name": "A", "min": 70}, {"name": "B", "min": 60}]}
    assert document.place(()) == (1, 1)
    assert document.place(("tiers",)) == (2, 1)
    assert document.place(("tiers", 0)) == (3, 5)
    assert document.place(("tiers", 0, "min")) == (4, 5)
    assert document.place(("tiers", 1, "min")) == (5, 15)
    assert document.place(("tiers", 1, "when")) == (5, 5)
    assert document.place(("nowhere", 3)) == (1, 1)


def test_columns_count_characters_not_bytes():
    assert parse_yaml("{ü€😀: 1, b: 2}", "f").place(("b",)) == (1, 10)


def test_trace_skips_what_only_the_model_knows():
    document = parse_yaml("criteria: [{kind: steps, at_least: {0.5: x}}]", "f")
    assert document.trace(("criteria", 0, "steps", "at_least", "0.5", "[key]")) == (
        ("criteria", 0, "at_least", 0.5),
        ("[key]",),
    )


def test_sha256_is_of_the_bytes():
    # printf 'a: 1\n' | sha256sum
    expected = "37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae"
    assert parse_yaml("a: 1\n", "f").sha256 == expected


def test_aliases_repeat_a_value():
    document = parse_yaml("a: &x [1, 2]\nb: *x\nc: {d: *x}\n", "f")
    assert document.data == {"a": [1, 2], "b": [1, 2], "c": {"d": [1, 2]}}
    assert document.place(("b", 1)) == (2, 1)


def test_every_duplicate_key_is_told():
    assert told("a: 1\nb: {x: 1, x: 2}\na: 3\n") == [
        "2:11: the key x stands here a second time (first on line 2) (remove one of the two)",
        "3:1: the key a stands here a second time (first on line 1) (remove one of the two)",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: !!python/object/apply:os.system [id]", "1:4: tags such as !!python/object/apply:os.system are not read (write the plain value)"),
        ("a: !!python/name:os.system", "1:4: tags such as !!python/name:os.system are not read (write the plain value)"),
        ("!!map {a: 1}", "1:1: tags such as !!map are not read (write the plain value)"),
        ("a: !mine 1", "1:4: tags such as !mine are not read (write the plain value)"),
        ("a: *b", "1:4: *b repeats &b, which is nowhere above (put text that starts with * in quotes)"),
        ("a: &b [*b]", "1:8: *b stands inside the value it repeats (put text that starts with * in quotes)"),
        ("never: [*.acme.com]", "1:10: a value that starts with * is a repeat (put text that holds special characters in quotes)"),
        ("<<: {a: 1}", "1:1: merge keys (<<) are not read (write the keys out)"),
        ("a: {{ x }}", "1:5: a key should be a word or a number, not a mapping or a list"),
        ("? [a]\n: 1", "1:3: a key should be a word or a number, not a mapping or a list"),
        ("?\n: 1", "1:2: there is no key before the ':'"),
        ("a: .nan", "1:4: .nan is not a number that can be used (put it in quotes if it is text)"),
        ("", "the file is empty (it needs keys and values)"),
        ("# nothing yet\n", "the file is empty (it needs keys and values)"),
        ("- a", "1:1: the file should be a mapping of keys to values, but it is a list (write it as key: value)"),
        ("hello", "1:1: the file should be a mapping of keys to values, but it is a single value (write it as key: value)"),
        ("a: 1\n---\nb: 2", "2:1: a second document starts here (keep one document per file; remove the line ---)"),
        ("a: x\x07y", "1:5: the control character U+0007 cannot stand here (remove it)"),
    ],
)  # fmt: skip
def test_what_yaml_allows_and_we_do_not(text, said):
    assert [line.removeprefix(" ") for line in told(text)] == [said]


LINE_UP = "check the indentation; keys of one mapping start in the same column"
QUOTE = "put text that holds special characters in quotes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a:\n\t- b\n  \t- c\n", ["2:1: a tab cannot indent a line (use spaces)", "3:3: a tab cannot indent a line (use spaces)"]),
        ("a: b\n\tc: d\n", ["2:1: a tab cannot indent a line (use spaces)"]),
        ("a: [1, 2\nb: 3\n", ["1:4: the [ opened here is not closed (add the missing ] or comma)"]),
        ("a: {b: 2\nc: 3\n", ["1:4: the { opened here is not closed (add the missing } or comma)"]),
        ("a: 'x\nb: 2\n", ["1:4: the quote opened here is not closed (add the closing quote)"]),
        ("a: b: c\n", [f"1:5: a ':' does not fit here (put text that holds ': ' in quotes; {LINE_UP})"]),
        ("a: @b\n", [f"1:4: a value cannot start with @ ({QUOTE})"]),
        ("a: %b\n", [f"1:4: a value cannot start with % ({QUOTE})"]),
        ("- a\nb: c\n", [f"2:1: a list item (- ...) is expected here ({LINE_UP})"]),
        ("a: 1\nb\n", [f"2:1: a ':' is missing after this (write key: value; {LINE_UP})"]),
        ("a:\n  - b\n c: d\n", [f"3:2: this does not fit what stands before it ({LINE_UP}; {QUOTE})"]),
        ("when: \"a\" = 'b'\n", [f"1:11: this does not fit what stands before it ({LINE_UP}; {QUOTE})"]),
        ('a: "\\q"\n', ["1:5: unknown escape after \\ in double quotes (use single quotes, or write \\\\)"]),
    ],
)  # fmt: skip
def test_broken_syntax_in_plain_words(text, said):
    assert told(text) == said


def bomb():
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (bomb(), "aliases expand to more than 50,000 values"),
        ("a: " + "[" * 200_000, "nested deeper than 50 levels"),
        ("a: " + "{a: " * 200_000, "nested deeper than 50 levels"),
        ("- " * 100_000, "nested deeper than 50 levels"),
        ("a: [" + "x," * 2_000_000 + "]", "the file holds more than 50,000 values"),
    ],
    ids=["alias bomb", "lists", "mappings", "dashes", "values"],
)
def test_bounds_hold_in_under_a_second(text, said):
    started = time.process_time()
    problems = told(text)
    assert time.process_time() - started < 1
    assert len(problems) == 1
    assert said in problems[0]
