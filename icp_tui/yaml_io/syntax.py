"""The YAML parser's complaints in plain words, at the place where the mending is to be done."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from icp_tui.errors import Problem

_INDENTED_BY_TAB = re.compile(r"^ *\t[\t ]*(?=\S)")
_MOST_TAB_LINES = 20


class _Told(NamedTuple):
    """A complaint in plain words. `opened` puts it where the broken thing begins."""

    message: str
    hint: str
    opened: bool = False


_QUOTE_IT = "put text that holds special characters in quotes"
_LINE_UP = "check the indentation; keys of one mapping start in the same column"

# Part of what the parser says (libyaml and PyYAML word it differently) -> what we say.
_TOLD: tuple[tuple[str, _Told], ...] = (
    ("expected ',' or ']'", _Told("the [ opened here is not closed", "add the missing ] or comma", opened=True)),
    ("expected ',' or '}'", _Told("the { opened here is not closed", "add the missing } or comma", opened=True)),
    ("found unexpected end of stream", _Told("the quote opened here is not closed", "add the closing quote", opened=True)),
    ("unexpected document indicator", _Told("the quote opened here is not closed", "add the closing quote", opened=True)),
    ("could not find expected ':'", _Told("a ':' is missing after this", "write key: value; " + _LINE_UP, opened=True)),
    ("mapping values are not allowed", _Told("a ':' does not fit here", "put text that holds ': ' in quotes; " + _LINE_UP)),
    ("found unexpected ':'", _Told("a ':' needs a blank after it", "write key: value")),
    ("unknown escape character", _Told("unknown escape after \\ in double quotes", "use single quotes, or write \\\\")),
    ("expected '-' indicator", _Told("a list item (- ...) is expected here", _LINE_UP)),
    ("but found '?'", _Told("a list item (- ...) is expected here", _LINE_UP)),
    ("expected <document start>", _Told("this line does not line up with the first", _LINE_UP)),
    ("expected '<document start>'", _Told("this line does not line up with the first", _LINE_UP)),
    ("expected the node content", _Told("a value is missing here", "the file ends inside a list or mapping")),
    ("expected node content", _Told("a value is missing here", "a list or mapping is not closed, or a comma is too many")),
    ("block sequence entries are not allowed", _Told("a list item (- ...) does not fit here", _LINE_UP)),
    ("expected <block end>", _Told("this does not fit what stands before it", f"{_LINE_UP}; {_QUOTE_IT}")),
    ("did not find expected key", _Told("this does not fit what stands before it", f"{_LINE_UP}; {_QUOTE_IT}")),
    ("incompatible YAML document", _Told("YAML of another version", "remove the line that starts with %YAML")),
    ("undefined tag handle", _Told("tags (!) are not read", _QUOTE_IT)),
)  # fmt: skip

_CONTEXTS: tuple[tuple[str, _Told], ...] = (
    ("scanning an alias", _Told("a value that starts with * is a repeat", _QUOTE_IT)),
    ("scanning an anchor", _Told("a value that starts with & is an anchor", _QUOTE_IT)),
    ("scanning a tag", _Told("tags (!) are not read", _QUOTE_IT)),
    ("scanning a directive", _Told("a line that starts with % is no key", _QUOTE_IT)),
)


def problems(error: yaml.MarkedYAMLError, text: str, path: str) -> list[Problem]:
    """The parser's error as problems: usually one; one per line that a tab indents."""
    lines = text.splitlines()
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return [Problem(f"not YAML: {error.problem}", path)]
    if _is_about_tab(error, lines, mark):
        return _tabs(lines, path, mark.line)
    told = _told(error, lines, mark)
    if told.opened and error.context_mark is not None:
        mark = error.context_mark
    return [Problem(told.message, path, mark.line + 1, mark.column + 1, told.hint)]


def _told(error: yaml.MarkedYAMLError, lines: list[str], mark: yaml.Mark) -> _Told:
    said = error.problem or ""
    if "cannot start any token" in said:
        return _Told(f"a value cannot start with {_character(lines, mark)}", _QUOTE_IT)
    for part, told in _TOLD:
        if part in said:
            return told
    for part, told in _CONTEXTS:
        if part in (error.context or ""):
            return told
    return _Told(f"not YAML: {said}", _QUOTE_IT)


def _character(lines: list[str], mark: yaml.Mark) -> str:
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column] if mark.column < len(line) else "that"


def _is_about_tab(error: yaml.MarkedYAMLError, lines: list[str], mark: yaml.Mark) -> bool:
    """Whether a tab is at fault: the parser says so, or the line where it gave up begins with one."""
    if "tab character" in (error.problem or "") or "'\\t'" in (error.problem or ""):
        return True
    line = lines[mark.line] if mark.line < len(lines) else ""
    return bool(_INDENTED_BY_TAB.match(line)) or line[mark.column : mark.column + 1] == "\t"


def _tabs(lines: list[str], path: str, given_up: int) -> list[Problem]:
    """Every line that a tab indents, from the first to the last; the parser stopped at `given_up`."""
    found = [
        Problem("a tab cannot indent a line", path, number, line.index("\t") + 1, "use spaces")
        for number, line in enumerate(lines, start=1)
        if _INDENTED_BY_TAB.match(line)
    ]
    if not found:
        column = lines[given_up].index("\t") + 1 if given_up < len(lines) and "\t" in lines[given_up] else 1
        return [Problem("a tab does not fit here", path, given_up + 1, column, "use spaces")]
    return found[:_MOST_TAB_LINES]
