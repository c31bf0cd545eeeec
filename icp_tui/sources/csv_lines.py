"""A CSV text that Polars cannot vouch for -> its records, taken apart line by line.

Every line is a step of a two-state machine (outside or inside a quoted cell). What a line does to the
state is read off it with regular expressions; the states of all lines then follow from running sums, so
that no loop runs over them. Out come the records with their lines, the malformed ones with a cause, or an
error at every line where a quote opens and never closes properly.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.encoding import UNDECODABLE

_MOST_PROBLEMS = 20


def escaped(delimiter: str) -> str:
    """A delimiter for use in a regular expression, inside and outside brackets."""
    return rf"\x{{{ord(delimiter):x}}}"


@dataclass(frozen=True)
class Grammar:
    """The regular expressions of RFC 4180 records under one delimiter.

    Lenient about blanks around quotes, quotes inside unquoted cells, and, where no delimiter makes it
    ambiguous, about quotes inside quoted cells that are not doubled: Polars drops those.
    """

    delimiter: str

    @property
    def _escaped(self) -> str:
        return escaped(self.delimiter)

    @property
    def _cell(self) -> str:
        """Quoted (with blanks around it), quoted around undoubled quotes, or not beginning with a quote."""
        rest = f"[^{self._escaped}]*"
        return rf'(?: *"(?:[^"]|"")*" *| *"{rest}" *| *(?:[^" {self._escaped}]{rest})?)'

    @property
    def whole(self) -> str:
        """From outside: whole cells to the end."""
        return rf"(?s)^{self._cell}(?:{self._escaped}{self._cell})*$"

    @property
    def opens(self) -> str:
        """From outside: whole cells, then a quote that does not close."""
        return rf'^(?:{self._cell}{self._escaped})* *"(?:[^"]|"")*$'

    @property
    def stays(self) -> str:
        """From inside: no closing quote."""
        return r'^(?:[^"]|"")*$'

    @property
    def closes(self) -> str:
        """From inside: a closing quote, then whole cells."""
        return rf'^(?:[^"]|"")*" *(?:{self._escaped}{self._cell})*$'

    @property
    def reopens(self) -> str:
        """From inside: a closing quote, whole cells, then a quote that does not close."""
        return rf'^(?:[^"]|"")*" *(?:{self._escaped}{self._cell})*{self._escaped} *"(?:[^"]|"")*$'

    @property
    def strict(self) -> str:
        """A record that Polars reads as it is."""
        cell = rf'(?:"(?:[^"]|"")*"|[^"{self._escaped}]*)'
        return rf"(?s)^{cell}(?:{self._escaped}{cell})*$"

    @property
    def blank_tail(self) -> str:
        """Empty cells at the end of a record."""
        return rf'(?:{self._escaped} *(?:" *")? *)+$'


def split_records(text: str, path: str, delimiter: str, data_line: int, width: int) -> pl.DataFrame:
    r"""The records of `text`, which has `\n` line ends, from line `data_line` on.

    Columns: `record` (from 0), `line`, `raw` (as in the file), `text` (the same in well-formed RFC 4180),
    `cause` (why it cannot be read; null = good). A good record has at most `width` cells with content.
    Blank lines are records with empty text. IcpError lists every quote left open.
    """
    grammar = Grammar(delimiter)
    lines = pl.read_lines(text.encode(), name="text").slice(data_line - 1)
    lines = lines.with_columns(line=pl.int_range(data_line, data_line + pl.len(), dtype=pl.UInt32))
    lines = _with_states(lines, grammar)
    problems = _open_quotes(lines, path) or _swallowed_rows(lines, path, delimiter, width)
    if problems:
        raise IcpError(problems[:_MOST_PROBLEMS])
    records = _joined(lines)
    records = records.with_columns(raw="text").with_columns(_well_formed(records, grammar))
    return _with_causes(records, grammar, width)


def _with_states(lines: pl.DataFrame, grammar: Grammar) -> pl.DataFrame:
    """Add the state before and after each line, `inside` and `inside_after`.

    `broken`: malformed as the start of a record, `wrong`: malformed as the continuation of one.
    """
    text = pl.col("text")
    quoted = lines.filter(text.str.contains('"', literal=True)).select(
        "line",
        whole=text.str.contains(grammar.whole),
        opens=text.str.contains(grammar.opens),
        stays=text.str.contains(grammar.stays),
        closes=text.str.contains(grammar.closes),
        reopens=text.str.contains(grammar.reopens),
    )
    steps = quoted.select(
        "line",
        from_outside=pl.col("opens").cast(pl.Int8),
        from_inside=(pl.col("stays") | pl.col("reopens")).cast(pl.Int8),
        broken=~(pl.col("whole") | pl.col("opens")),
        wrong=~(pl.col("stays") | pl.col("reopens") | pl.col("closes")),
    )
    lines = lines.join(steps, on="line", how="left", maintain_order="left").with_columns(
        pl.col("from_outside").fill_null(0),
        pl.col("from_inside").fill_null(1),
        pl.col("broken", "wrong").fill_null(False),
    )
    # A line keeps the state, swaps it, or sets it whatever it was. After the last setting line, the state
    # is what that line set, swapped once for each swapping line since.
    sets = pl.col("from_outside") == pl.col("from_inside")
    swaps = (pl.col("from_outside") > pl.col("from_inside")).cast(pl.Int32).cum_sum()
    base = pl.when(sets).then(pl.col("from_outside") - swaps).forward_fill().fill_null(0)
    after = ((base + swaps) % 2 != 0).alias("inside_after")
    lines = lines.with_columns(after).drop("from_outside", "from_inside")
    return lines.with_columns(inside=pl.col("inside_after").shift(1, fill_value=False))


def _open_quotes(lines: pl.DataFrame, path: str) -> list[Problem]:
    opened = pl.when(~pl.col("inside")).then("line").forward_fill()
    lines = lines.select("line", "inside", "inside_after", "wrong", opened=opened)
    problems = [
        Problem(
            f"a quote opens here and runs on to line {line}, where it is not closed properly",
            path=path,
            line=start,
            hint='close it, or write quotes inside a cell twice ("")',
        )
        for start, line in lines.filter(pl.col("inside") & pl.col("wrong"))
        .select("opened", "line")
        .iter_rows()
    ]
    if lines.height and lines.item(-1, "inside_after"):
        problems.append(_never_closed(path, lines.item(-1, "opened")))
    return problems


def _never_closed(path: str, line: int) -> Problem:
    message = "a quote opens here and is never closed"
    return Problem(message, path=path, line=line, hint="close it, or remove it")


def _swallowed_rows(lines: pl.DataFrame, path: str, delimiter: str, width: int) -> list[Problem]:
    """Quoted cells over several lines whose inner lines look like rows of their own."""
    first = pl.when(~pl.col("inside")).then("line").forward_fill().alias("first")
    runs = lines.filter(pl.col("inside") | pl.col("inside_after")).select(
        "text", "line", "inside", "inside_after", first
    )
    cells = pl.col("text").str.count_matches(escaped(delimiter)) + 1
    whole = (cells == width) & ~pl.col("text").str.contains('"', literal=True)
    inner = pl.col("inside") & pl.col("inside_after")
    found = runs.group_by("first", maintain_order=True).agg(
        inner=inner.sum(),
        rows=(inner & whole).sum(),
        edges=(~inner & (cells == width)).sum(),
        last=pl.col("line").max(),
    )
    return [
        _never_closed_before(path, start, last)
        for start, last in found.filter(looks_swallowed(width)).select("first", "last").iter_rows()
    ]


def looks_swallowed(width: int) -> pl.Expr:
    """Whether a quoted cell swallowed rows.

    Looks at `inner` (lines wholly inside the cell), `rows` (those of them that split into `width` cells)
    and `edges` (the same for its first and last line). An address may hold as many commas as a narrow table has columns, so narrow tables need two such lines.
    """
    if width < 3:
        return pl.lit(False)
    many = (pl.col("inner") == pl.col("rows")) & (pl.col("rows") >= (1 if width >= 5 else 2))
    if width < 5:
        return many
    return many | ((pl.col("inner") == pl.col("rows")) & (pl.col("edges") == 2))


def _never_closed_before(path: str, start: int, last: int) -> Problem:
    message = f"a quote opens here and swallows what look like whole rows up to line {last}"
    return Problem(message, path=path, line=start, hint="close the quote at its own row, or remove it")


def _joined(lines: pl.DataFrame) -> pl.DataFrame:
    """One row per record: `record`, `line`, `text`, `broken`."""
    lines = lines.with_columns(record=(~pl.col("inside")).cum_sum() - 1)
    if not lines.get_column("inside").any():
        return lines.select("record", "line", "text", "broken")
    several = (pl.col("inside") | pl.col("inside_after")).over("record")
    single = lines.filter(~several).select("record", "line", "text", "broken")
    multiple = (
        lines.filter(several)
        .group_by("record", maintain_order=True)
        .agg(pl.col("line").first(), pl.col("text").str.join("\n"), pl.col("broken").first())
    )
    return pl.concat([single, multiple]).sort("record")


def _with_causes(records: pl.DataFrame, grammar: Grammar, width: int) -> pl.DataFrame:
    """Adds `cause`: why a record cannot be read, null when it can."""
    text = pl.col("text")
    # In a well-formed record every quote belongs to a quoted cell, and what is left can be counted.
    unquoted = text.str.replace(grammar.blank_tail, "").str.replace_all(r'(?s)"(?:[^"]|"")*"', "")
    delimiters = unquoted.str.count_matches(escaped(grammar.delimiter))
    return records.with_columns(
        cause=pl.when(text.str.contains("\0", literal=True))
        .then(pl.lit("holds a NUL byte"))
        .when(text.str.contains(UNDECODABLE, literal=True))
        .then(pl.lit("holds bytes that are not UTF-8"))
        .when(pl.col("broken"))
        .then(pl.lit('a quote inside a quoted cell is not doubled ("")'))
        .when(delimiters >= width)
        .then(pl.format("has {} cells, the header has {}", delimiters + 1, pl.lit(width)))
    )


def _well_formed(records: pl.DataFrame, grammar: Grammar) -> pl.Series:
    """`text` with loosely quoted records quoted anew."""
    text = records.get_column("text")
    odd = ~records.get_column("broken") & text.str.contains('"', literal=True)
    odd = odd & ~text.str.contains(grammar.strict)
    if not odd.any():
        return text
    mended = text.filter(odd).map_elements(lambda record: _requoted(record, grammar.delimiter), pl.String)
    positions = odd.arg_true()
    return text.scatter(positions, mended)


def _requoted(record: str, delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="").writerow(
        _cells(record, delimiter)
    )
    return out.getvalue()


def _cells(record: str, delimiter: str) -> list[str]:
    """The cells of one good record."""
    mark = re.escape(delimiter)
    cell = rf' *"((?:[^"]|"")*)" *(?={mark}|\Z)| *"([^{mark}]*)" *(?={mark}|\Z)|([^{mark}]*)'
    pattern = re.compile(f"(?:{cell})(?:{mark}|\\Z)", re.DOTALL)
    cells: list[str] = []
    at = 0
    while at <= len(record):
        found = pattern.match(record, at)
        if found is None:
            return [*cells, record[at:]]
        quoted, loose, plain = found.groups()
        inner = quoted if quoted is not None else loose
        cells.append(plain if inner is None else re.sub('"("?)', r"\1", inner))
        at = found.end() + (not found.group().endswith(delimiter))
    return cells
