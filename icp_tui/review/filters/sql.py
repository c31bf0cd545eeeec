"""A filter that is a condition in SQL: telling it from words, and compiling it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

import polars as pl

from icp_tui import columns, conditions, vocab
from icp_tui.errors import did_you_mean, shortened
from icp_tui.review.cells import Cells
from icp_tui.review.filters.part import Part, nearest_columns
from icp_tui.review.filters.pieces import straight, without_quotes
from icp_tui.review.filters.short_names import short_name
from icp_tui.review.filters.sql_mends import check_meant, mended

_FIELD = re.compile(r"""(?<!\S)(?:"+|[^\s:"'=<>!()]+):(?![:/])\S*""")
_SIGNS = re.compile(
    r"""[=<>] | !=
      | \bis\s+(?:not\s+)?(?:null|true|false)\b
      | \bin\s*\(  |  \bnot\s*\(
      | \b(?:i?like|similar\s+to|between)\s+"
      | \)\s*(?:and|or)\b  |  \b(?:and|or)\s*\(""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_COLUMN = re.compile(r"^no column ([\w.]+); (?:nearest: [^;]*|if it is text, write '[^']*')")
# A condition says more than a word does.
_SAID = 120
_CALL = re.compile(r"\b(\w+)\(")
_AFTER_COLUMN = re.compile(
    r"([^\W\d][\w.]*)\s+(?:is|in|not\s+in|like|not\s+like|ilike|between)\s+\S", re.IGNORECASE
)
_CHOSEN = re.compile(
    r"\b(bucket|tier)\s*(?:=|!=|<>|in\s*\(|not\s+in\s*\()\s*((?:'[^']*'[\s,]*)+)", re.IGNORECASE
)


def has_field(text: str) -> bool:
    """Whether some piece of the filter is a field:value."""
    return bool(_FIELD.search(without_quotes(text)))


def looks_like_sql(text: str, cells: Cells) -> bool:
    """Whether what stands outside quotes and field:value pieces has the signs of a condition."""
    bare = _FIELD.sub(" ", without_quotes(text))
    if _SIGNS.search(bare) or any(call.lower() in conditions.FUNCTIONS for call in _CALL.findall(bare)):
        return True
    return any(found[1] in cells.schema for found in _AFTER_COLUMN.finditer(bare))


def sql_part(text: str, cells: Cells) -> Part:
    """The condition as a part of a filter; ValueError says what is wrong and how to mend it."""
    text = straight(text).strip().rstrip(";").rstrip()
    # Where there are straight ones, a curly one is an apostrophe.
    text = text if "'" in text else text.translate({0x2018: "'", 0x2019: "'"})
    schema = _schema(cells)
    check_meant(text, schema)
    try:
        condition = conditions.compile(text, schema)
    except ValueError as error:
        raise ValueError(_NO_COLUMN.sub(partial(_no_column, cells=cells), mended(str(error), text, schema))) from None
    _check_chosen(text, cells)
    part = Part(f"SQL: {shortened(text, _SAID)}{_unknown(condition, cells)}", _names(condition), condition.expr)
    # Some faults show only when there are values.
    part.met(cells, pl.int_range(min(cells.height, 100), dtype=pl.UInt32, eager=True))
    return part


def plain_condition(text: str, cells: Cells) -> Part | None:
    """The part, if words without any sign of SQL are a condition all the same: `pinned AND NOT reviewed`."""
    try:
        condition = conditions.compile(text, _schema(cells))
    except ValueError:
        return None
    names = _names(condition)
    return Part(f"SQL: {shortened(text.strip(), _SAID)}", names, condition.expr) if names else None


def _schema(cells: Cells) -> dict[str, pl.DataType]:
    """What a condition may name; buckets and tiers compare as text."""
    texts = {
        name: pl.String() if isinstance(dtype, pl.Enum) else dtype for name, dtype in cells.schema.items()
    }
    return {**texts, columns.AS_OF: pl.Date()}


def _no_column(found: re.Match[str], cells: Cells) -> str:
    """A column of the app before one of the sources, and what a short name stands for."""
    name = short_name(found[1])
    near = [name] if name else nearest_columns(found[1], cells)
    return f"no column {found[1]}; nearest: {', '.join(near)}" if near else found[0]


def _names(condition: conditions.Condition) -> tuple[str, ...]:
    return tuple(name for name in condition.names if name != columns.AS_OF)


def _check_chosen(text: str, cells: Cells) -> None:
    """A bucket that does not exist holds nobody, and its name is easily misspelt."""
    for found in _CHOSEN.finditer(text):
        dtype = cells.schema[found[1].lower()]
        known = dtype.categories.to_list() if isinstance(dtype, pl.Enum) else []
        for said in re.findall(r"'([^']*)'", found[2]):
            if said not in known:
                guess = did_you_mean(said, known) or f"there are {', '.join(known)}"
                raise ValueError(f"no {found[1].lower()} '{shortened(said)}'; {guess}")


def _unknown(condition: conditions.Condition, cells: Cells) -> str:
    """What to say of texts that neither the vocabulary nor any account knows."""
    notes = []
    for literal in condition.unknown_literals:
        held = cells.column(literal.column)
        held = held.explode() if held.dtype == columns.TEXTS else held
        if not (held == literal.text).any():
            guess = did_you_mean(literal.text, _known(literal.column, held))
            notes.append(
                f"no account has {literal.column} '{shortened(literal.text)}'"
                + (f", {guess}" if guess else "")
            )
    return f" ({'; '.join(notes)})" if notes else ""


def _known(column: str, held: pl.Series) -> Sequence[str]:
    return [*vocab.labels(conditions.VOCABULARY[column]), *held.unique().drop_nulls()]
