"""What a plain scalar means."""

import pytest

from icp_tui.yaml_io import parse_yaml
from icp_tui.yaml_io.scalar import resolve


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "ON",
        "on",
        "yes",
        "Yes",
        "True",
        "FALSE",
        "Null",
        "NULL",
        "1_000",
        "1:30",
        "0x10",
        "010",
        "0o7",
        "2026-11-21",
        "2026-11-21 10:00:00",
        "1,000",
        "25%",
        "+",
        "-",
        ".",
        "1e",
        "1.2.3",
        "nan",
        "NaN",
        "inf",
        "--1",
    ],
)
def test_text(text):
    assert resolve(text) == text


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing(text):
    assert resolve(text) is None


def test_booleans():
    assert resolve("true") is True
    assert resolve("false") is False


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("-7", -7), ("+12", 12), ("1.5", 1.5), ("-0.5", -0.5), (".5", 0.5), ("1e3", 1000.0), ("2.5E-1", 0.25), ("5.", 5.0)],
)  # fmt: skip
def test_numbers(text, number):
    assert resolve(text) == number
    assert type(resolve(text)) is type(number)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".inf", "-.inf", "+.INF", "1e999", "9" * 400])
def test_numbers_without_a_scale(text):
    with pytest.raises(ValueError, match="number"):
        resolve(text)


def test_quoted_scalars_are_text():
    assert parse_yaml("a: '5'\nb: \"true\"\nc: 'null'\n", "x").data == {"a": "5", "b": "true", "c": "null"}


def test_keys_are_text_or_numbers():
    data = parse_yaml("{true: 1, null: 2, 80: 3, 0.5: 4, NO: 5, .inf: 6}", "x").data
    assert data == {"true": 1, "null": 2, 80: 3, 0.5: 4, "NO": 5, ".inf": 6}
