"""Text cells: trimming, cells that say nothing, and lists in one cell."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from contextlib import suppress

import polars as pl

from icp_tui import vocab
from icp_tui.sources.codes import as_text
from icp_tui.sources.distinct import over_distinct

# Whole cells, lower case, that mean "no value": blanks, spreadsheet errors, database and CRM fillers.
SENTINELS = frozenset(
    {
        *("", "-", "--", "---", "–", "—", "_", ".", "?", "??", "???", "/", "\\n", "\\\\n", "''", '""', "[]", "{}"),
        *("n/a", "n.a.", "n.a", "n\\a", "na", "<na>", "(n/a)", "#n/a", "#na", "not applicable", "not available"),
        *("#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#error!", "#n/a n/a", "#n/a!"),
        *("null", "(null)", "<null>", "none", "(none)", "nil", "nan", "nat", "undefined", "missing"),
        *("unknown", "(unknown)", "unbekannt", "not provided", "not set", "(not set)", "not specified"),
        *("not disclosed", "not found", "no data", "no value", "(no value)", "no info", "blank", "(blank)"),
        *("(empty)", "empty", "tbd", "tba", "to be determined", "-99999", "-9999", "-99999.0", "-9999.0"),
        *("#spill!", "#calc!", "#field!", "#blocked!", "#connect!", "#getting_data", "#unknown!", "#busy!"),
        *("(not available)", "no data available", "data not available", "not listed", "not reported", "not known"),
        *("unspecified", "none provided", "none listed", "prefer not to say", "[object object]", "[null]", "[none]"),
        *("n/d", "n.v.t.", "k.a.", "k. a.", "keine angabe", "keine angaben", "sin datos", "non disponible"),
        *("0000-00-00", "0000-00-00 00:00:00"),
    }
)  # fmt: skip

# What spreadsheet exports write before text that would be a formula; before anything else it belongs to the text.
_ESCAPED = r"^'([=+\-@])"
_LONGEST_SENTINEL = max(len(text.encode()) for text in SENTINELS)
# What strip_chars() leaves at the ends: zero-width and direction marks, and the byte order mark.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Longer cells in brackets are split at commas instead of being read as a notation.
_LONGEST_NOTATION = 100_000
_NEWLINE = "\n"
# Under which key a record in a JSON list says what it is.
_NAMING = ("name", "label", "title", "value")
_SLICE = 1 << 17
# Entries that never repeat are not worth remembering from slice to slice.
_MOST_KNOWN = 1 << 18
_SEPARATORS = (";", "|", ",", _NEWLINE)


def cleaned(text: pl.Expr) -> pl.Expr:
    """`clean` as an expression, for queries that go on with it."""
    trimmed = text.str.strip_chars().str.strip_chars(_INVISIBLE).str.strip_chars().str.replace(_ESCAPED, "$1")
    return pl.when(trimmed.str.to_lowercase().is_in(list(SENTINELS)).not_()).then(trimmed)


def clean(texts: pl.Series) -> pl.Series:
    """Text without white space and invisible marks at its ends; null where the cell says nothing."""
    name = texts.name
    return as_text(texts).alias("text").to_frame().lazy().select(cleaned(pl.col("text"))).collect()["text"].alias(name)


def split_list(
    texts: pl.Series, separator: str | None, aliases: Mapping[str, str] | None = None
) -> pl.Series:
    """Lists of distinct texts out of cells such as `a; b`, `["a", "b"]` and `['a', 'b']`.

    `separator` is the source's; None takes the one of `; | , newline` that occurs in most cells.
    Brackets are understood whatever the separator. Entries are trimmed, those that say nothing are
    dropped, and so are repeats. `aliases` maps folded spellings
    to canonical labels; what it lacks stays as written. A cell without an entry is null.
    """
    cells = as_text(texts)
    noted = cells.str.contains("[", literal=True) | cells.str.contains(_NEWLINE, literal=True)
    cells = clean(cells) if noted.any() else _said(cells)
    cut = separator if separator is not None else _separator(cells)
    if not cells.str.starts_with("[").any():
        return _plain_lists(cells, cut, aliases).alias(texts.name)
    lists = over_distinct(cells, lambda distinct: _lists(distinct, cut, aliases).to_frame("list"))["list"]
    return lists.alias(texts.name)


def _said(cells: pl.Series) -> pl.Series:
    """The cells, null where one says nothing; entries are trimmed later."""
    short = (cells.str.len_bytes() <= _LONGEST_SENTINEL).fill_null(value=False).arg_true()
    silent = short.filter(clean(cells.gather(short)).is_null())
    return cells.scatter(silent, None) if silent.len() else cells


def _plain_lists(cells: pl.Series, separator: str, aliases: Mapping[str, str] | None) -> pl.Series:
    """Lists out of cells without brackets. Each distinct entry is looked at once, since entries repeat.

    Works in slices: entries take several times the memory of their cells while they are worked on.
    """
    known = pl.DataFrame(schema={"entry": pl.String, "label": pl.String})
    done: list[pl.Series] = []
    for start in range(0, max(cells.len(), 1), _SLICE):
        lists = cells.slice(start, _SLICE).str.split(separator)
        entries = lists.list.explode(empty_as_null=True, keep_nulls=True).drop_nulls().unique()
        if known.height > _MOST_KNOWN:
            known = known.clear()
        fresh = entries.filter(~entries.is_in(known["entry"].implode()))
        if fresh.len():
            labels = _labels(clean(fresh), aliases)
            known = known.vstack(pl.DataFrame({"entry": fresh, "label": labels})).rechunk()
        done.append(_relabelled(lists, known))
    return pl.concat(done, rechunk=True)


def _relabelled(lists: pl.Series, known: pl.DataFrame) -> pl.Series:
    """The lists with each entry's label, without repeats and entries that say nothing; null when empty."""
    if known.is_empty():
        return lists
    lists = _entries(lists, pl.element().replace_strict(known["entry"], known["label"]))
    if known["label"].null_count():
        lists = lists.list.drop_nulls()
    if (lists.list.n_unique() < lists.list.len()).any():
        lists = lists.list.unique(maintain_order=True)
    return pl.select(pl.when(lists.list.len() > 0).then(lists)).to_series()


def _labels(entries: pl.Series, aliases: Mapping[str, str] | None) -> pl.Series:
    if aliases is None:
        return entries
    label = pl.DataFrame({"key": list(aliases), "label": list(aliases.values())})
    known = entries.to_frame("entry").with_columns(key=vocab.folded(pl.col("entry")))
    known = known.join(label, on="key", how="left", maintain_order="left")
    return known.select(pl.coalesce("label", "entry").alias("entry")).to_series()


def _separator(cells: pl.Series) -> str:
    counts = {mark: cells.str.contains(mark, literal=True).sum() for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: counts[mark])


def _lists(cells: pl.Series, separator: str, aliases: Mapping[str, str] | None) -> pl.Series:
    bracketed = cells.str.contains(r"(?s)^\[.*\]$").fill_null(value=False)
    frame = cells.alias("cell").to_frame().with_columns(row=pl.int_range(pl.len()), bracketed=bracketed)
    plain = frame.filter(~bracketed).select("row", list=pl.col("cell").str.split(separator))
    # Brackets are rare, or few distinct: Python reads both JSON and Python's own notation.
    inner = frame.filter(bracketed)
    read = pl.Series("list", [_bracket(cell) for cell in inner["cell"]], dtype=pl.List(pl.String))
    lists = pl.concat([plain, inner.select("row", read)]).sort("row")["list"] if len(inner) else plain["list"]
    lists = _entries(lists, cleaned(pl.element())).list.drop_nulls().list.unique(maintain_order=True)
    if aliases is not None:
        entries = (
            lists.list.explode(empty_as_null=True, keep_nulls=True)
            .drop_nulls()
            .unique()
            .alias("entry")
            .to_frame()
        )
        label = pl.DataFrame({"key": list(aliases), "label": list(aliases.values())})
        known = entries.with_columns(key=vocab.folded(pl.col("entry"))).join(label, on="key")
        known = known.filter(pl.col("entry") != pl.col("label"))
        if len(known):
            lists = _entries(lists, pl.element().replace(known["entry"], known["label"]))
            lists = lists.list.unique(maintain_order=True)
    return pl.select(pl.when(lists.list.len() > 0).then(lists)).to_series()


def _entries(lists: pl.Series, each: pl.Expr) -> pl.Series:
    return lists.to_frame("list").select(pl.col("list").list.eval(each))["list"]


def _bracket(cell: str) -> list[str] | None:
    """The entries of a bracketed cell; the bare words between the brackets when it is no notation at all."""
    found: object = None
    for read in (json.loads, ast.literal_eval):
        if len(cell) <= _LONGEST_NOTATION:
            with suppress(ValueError, SyntaxError, MemoryError, RecursionError):
                found = read(cell)
                break
    else:
        found = cell[1:-1].split(",")
    if not isinstance(found, list):
        return None
    return [_entry(item) for item in found if item is not None]


def _entry(item: object) -> str:
    """An entry as text; of a record, what it is called."""
    if isinstance(item, dict):
        item = next((item[key] for key in _NAMING if isinstance(item.get(key), str)), item)
    return item if isinstance(item, str) else str(item)
