"""The text of a condition, cut into tokens; what a condition may not hold is refused here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from icp_tui import columns
from icp_tui.errors import did_you_mean, shortened

MOST_CHARACTERS = 10_000

# Functions of one account. Whatever else is called would look at several accounts, at the clock or
# at chance, and the same inputs would no longer give the same list.
FUNCTIONS = frozenset(
    "abs array_contains array_length array_to_string btrim cast ceil ceiling char_length coalesce "
    "concat concat_ws contains date date_part day ends_with extract floor greatest if ifnull initcap "
    "least left length lower ltrim mod month nullif pow power regexp_like replace reverse right round "
    "rtrim sign sqrt starts_with strpos substr substring trim try_cast upper year".split(),
)  # fmt: skip

# Words that may stand before an opening bracket without being a function.
_WORDS = frozenset(
    "and or not in any all between when then else case is like ilike similar to on as".split(),
)  # fmt: skip
_FORBIDDEN = {
    "select": "a condition has no sub-query",
    "exists": "a condition has no sub-query",
    "over": "a condition sees one account at a time, without window functions",
    "current_date": "the date of the run is as_of",
    "current_time": "the date of the run is as_of",
    "current_timestamp": "the date of the run is as_of",
    "localtime": "the date of the run is as_of",
    "localtimestamp": "the date of the run is as_of",
}
_AGGREGATES = frozenset(
    "avg count corr covar first last max mean median min quantile stddev sum var variance".split(),
)  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>--|/\*)
      | (?P<text>'(?:[^']|'')*')
      | (?P<quoted>"(?:[^"]|"")*"|`[^`]*`)
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<operator><>|!=|<=|>=|\|\||::|[-+*/%=<>(),.\[\]~!&|^])
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


_COMPARISONS = frozenset({"=", "<>", "!=", "<", ">", "<=", ">="})
# 2026-01-31 without quotes.
_DAY, _YEAR = ["number", "-", "number", "-", "number"], 4
_MAGNITUDES = {"k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9}


@dataclass(frozen=True)
class Token:
    """A piece of a condition: its kind (text, quoted, word, number, operator) and how it is spelt."""

    kind: str
    spelt: str

    @property
    def folded(self) -> str:
        """The word in lower case; empty for anything else."""
        return self.spelt.lower() if self.kind == "word" else ""

    @property
    def value(self) -> str:
        """What a text literal or a quoted name says, without its quotes."""
        mark = self.spelt[0]
        return self.spelt[1:-1].replace(mark * 2, mark)


def tokens_of(text: str) -> list[Token]:
    """Cut the text into tokens, refusing what a condition may not hold."""
    if not text.strip():
        raise ValueError("the condition is empty")
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"the condition has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read")
    tokens = [
        Token(match.lastgroup or "", match.group())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "space"
    ]
    for token, following in zip(tokens, [*tokens[1:], Token("end", "")], strict=True):
        _check_allowed(token, following)
    _check_nulls(tokens)
    return tokens


def _check_allowed(token: Token, following: Token) -> None:
    if token.kind == "comment":
        raise ValueError("a condition has no comments")
    if token.kind == "other":
        mend = {"'": "a text that opens with ' is not closed", '"': 'a name that opens with " is not closed'}
        raise ValueError(mend.get(token.spelt, f"{shortened(token.spelt)} cannot stand in a condition"))
    if token.folded in _FORBIDDEN:
        raise ValueError(_FORBIDDEN[token.folded])
    if token.kind == "word" and following.spelt == "(" and token.folded not in _WORDS | FUNCTIONS:
        if token.folded in _AGGREGATES:
            raise ValueError(f"{token.spelt}(...) looks at several accounts; a condition sees one at a time")
        guess = did_you_mean(token.folded, FUNCTIONS)
        raise ValueError(f"there is no function {token.spelt}" + (f"; {guess}" if guess else ""))


def _check_nulls(tokens: list[Token]) -> None:
    """`= NULL` and `IS NOT TRUE` read well and are never what was meant."""
    words = [token.folded or token.spelt for token in tokens]
    for first, second, third in zip(words, words[1:], [*words[2:], ""], strict=False):
        if first == second and first in {"=", "&"}:
            raise ValueError("write = for equal, AND and OR between conditions, not == and &&")
        if first in {"=", "<>", "!="} and second == "null":
            raise ValueError(f"{first} NULL is never true; write IS {'' if first == '=' else 'NOT '}NULL")
        if first == "is" and second == "not" and third in {"true", "false"}:
            raise ValueError(f"IS NOT {third.upper()} is not read; write NOT (...) or IS NULL")


def check_meant(tokens: Sequence[Token], schema: Mapping[str, pl.DataType | type[pl.DataType]]) -> None:
    """ValueError for what Polars would read as something else than was meant, without a word.

    `employees > 10M` would be 10 under the name M, and a date without quotes a subtraction.
    """
    for start, token in enumerate(tokens):
        five = tokens[start : start + 5]
        if [one.kind if one.kind == "number" else one.spelt for one in five] == _DAY and len(token.spelt) == _YEAR:
            raise ValueError(f"a date goes in single quotes: write '{''.join(one.spelt for one in five)}'")
    for token, following in pairwise(tokens):
        if token.kind == "number" and following.folded in _MAGNITUDES:
            whole = f"{float(token.spelt) * _MAGNITUDES[following.folded]:.0f}"
            raise ValueError(f"write {token.spelt}{following.spelt} as a whole number, such as {whole}")
        name = token.value if token.kind == "quoted" else token.spelt
        compared = following.spelt in _COMPARISONS or following.folded in {"like", "ilike", "in"}
        if token.kind in {"word", "quoted"} and schema.get(name) == columns.TEXTS and compared:
            raise ValueError(f"{name} is a list; write array_contains({token.spelt}, 'text')")
