"""What a plain scalar means: nothing, true or false, a number, or (everything else) text."""

from __future__ import annotations

import re

_NULL = frozenset({"", "~", "null"})
_BOOLEAN = {"true": True, "false": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

# No quantity of a profile comes near; beyond it a double has no value and an int no quick one.
MOST_DIGITS = 300


def resolve(text: str) -> bool | int | float | str | None:
    """The value of an unquoted, untagged scalar.

    ValueError for what YAML takes as a number and no scale can use: `.nan`, `.inf`, `1e999`.
    """
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if not text[0].isdigit() and text[0] not in "+-.":
        return text
    if _ENDLESS.fullmatch(text):
        raise ValueError(f"{text} is not a number that can be used")
    if not _DECIMAL.fullmatch(text):
        return text
    if _INTEGER.fullmatch(text) and len(text) <= MOST_DIGITS:
        return int(text)
    number = float(text)
    if abs(number) == float("inf"):
        raise ValueError("the number is too large")
    return number
