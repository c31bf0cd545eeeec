"""What goes wrong when people write a condition, and how it is mended.

Some of it Polars would read as something else than was meant, without a word: `employees > 10M` as 10
under the name M, `last_funding_date > 2026-01-01` as the number 2024.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import polars as pl

from icp_tui import columns
from icp_tui.errors import shortened
from icp_tui.review.filters.pieces import without_quotes

WORDS = "to look for these words, put them in double quotes"
_HELP = f"a condition looks like employees > 100 AND country = 'US'; {WORDS}"
_SIGNS = {"=>": ">=", "=<": "<=", "><": "<>"}

# Seen in the text without what is in quotes: what to say of each.
_SLIPS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (
        r"(?<![\w'-])\d{4}-\d{1,2}-\d{1,2}(?![\w'-])",
        lambda day: f"a date goes in single quotes: write '{day[0]}'",
    ),
    (
        r"(?<![\w.'])(\d+(?:\.\d+)?)\s?(k|m|mm|mn|bn|b|million|thousand|billion)\b",
        lambda number: f"write {number[0]} as a whole number, such as {_whole(number[1], number[2])}",
    ),
    (
        r"[=<>]\s*(\d{1,3}(?:,\d{3})+)(?!\d)",
        lambda number: f"write {number[1].replace(',', '')} for {number[1]}",
    ),
    (
        r"[$€£]\s?(?=\d)|(?<=\d)\s?%(?!\s*\d)",
        lambda sign: f"leave the {sign[0].strip()} away: numbers stand alone",
    ),
    (
        r"=>|=<|><|<\s+=|>\s+=",
        lambda sign: f"write {_SIGNS.get(sign[0], sign[0].replace(' ', ''))} for {sign[0]}",
    ),
    (
        r"([=<>]|!=|\b(?:and|or|not|in|is|like|ilike|between))\s*$",
        lambda end: f"something is missing after {end[1]}; {_HELP}",
    ),
)
_LISTED = re.compile(
    r"(?<!\()\b([^\W\d]\w*)\s*(?:=|!=|<>|\bi?like\b|\bin\b\s*\(?)\s*('[^']*')?", re.IGNORECASE
)
_UNBRACKETED = re.compile(r"([^\W\d]\w*)\s+(?:not\s+)?in\s+([^\s(\"]\S*)", re.IGNORECASE)
_NOTHING = {"missing", "empty", "blank", "unknown", "none", "unset"}
_COMPARED = re.compile(
    r"""(?P<column>"[^"]+"|[^\W\d]\w*)\s*(?P<sign>==|=|!=|<>|\bis\s+not\b|\bis\b)\s*
        (?P<value>(?!null\b|true\b|false\b|not\b)[^\s'"(=<>][^'"(=<>]*?)\s*(?=$|\)|\b(?:and|or)\b)""",
    re.VERBOSE | re.IGNORECASE,
)


def check_meant(text: str, schema: Mapping[str, pl.DataType]) -> None:
    """ValueError, with the mend, for what would not be read as it was meant."""
    bare = without_quotes(text)
    for slip, said in _SLIPS:
        if seen := re.search(slip, bare, re.IGNORECASE):
            raise ValueError(said(seen))
    for found in _LISTED.finditer(text):
        if schema.get(found[1]) == columns.TEXTS:
            literal = found[2] or "'text'"
            raise ValueError(f"{found[1]} is a list; write array_contains({found[1]}, {literal})")
    for found in _UNBRACKETED.finditer(bare):
        if found[1] in schema:
            raise ValueError(f"IN needs brackets: {found[1]} IN ('{shortened(found[2])}'); {WORDS}")
    for found in _COMPARED.finditer(text):
        _check_bare_text(found, schema)


def mended(said: str, text: str, schema: Mapping[str, pl.DataType]) -> str:
    """The fault, and what could be meant."""
    if "'" in said and "not closed" in said:
        return f"{said}; a text begins and ends with ', and an apostrophe in it is written twice: 'O''Brien'"
    if '"' in said and "single quotes" in said:
        return said
    bare = without_quotes(text).casefold()
    blanks = [name for name in schema if not re.fullmatch(r"[^\W\d]\w*", name) and name.casefold() in bare]
    if blanks:
        name = max(blanks, key=len)
        return f'the column {shortened(name)} goes in double quotes: "{shortened(name)}"'
    if said.startswith("no column") and "'" not in said:
        return f"{said}; text goes in single quotes"
    if not said.startswith("cannot be read"):
        return said
    return f"{said}; {_HELP}"


def _check_bare_text(found: re.Match[str], schema: Mapping[str, pl.DataType]) -> None:
    """`country = US`: a text without quotes would be taken for a column."""
    name, value = found["column"], found["value"].strip()
    sign = "=" if found["sign"].lower() in {"==", "is"} else found["sign"]
    sign = "<>" if sign.lower().startswith("is") else sign
    dtype = schema.get(name.strip('"'))
    if dtype is not None and value.casefold() in _NOTHING and found["sign"].lower().startswith("is"):
        wanted = "none" if sign == "=" else "any"
        raise ValueError(f"write {name}:{wanted}, or {name} IS {'' if sign == '=' else 'NOT '}NULL")
    first = re.split(r"[^\w]", value)[0]
    if dtype is None or first in schema or re.fullmatch(r"[-+]?[\d.]+.*", value, re.DOTALL):
        return
    if dtype == pl.Boolean:
        wanted = "false" if value.lower() in {"no", "n"} else "true"
        raise ValueError(f"{name} is true or false; write {name} {sign} {wanted}")
    if dtype == pl.String:
        quoted = value.replace("'", "''")
        raise ValueError(f"text goes in single quotes: write {name} {sign} '{shortened(quoted)}'")


def _whole(number: str, unit: str) -> str:
    size = {"k": 3, "t": 3, "m": 6, "b": 9}[unit[0].lower()]
    return f"{float(number) * 10**size:.0f}"
