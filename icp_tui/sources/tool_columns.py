"""Technologies that stand in no list: true/false columns, one per tool, and the name of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from icp_tui import vocab
from icp_tui.sources.dialect import GENERIC, Dialect
from icp_tui.sources.flags import parse_flags
from icp_tui.sources.report import HeaderReport, header_report

_FIELD = "technologies"
# Words of file names that are about the file, not about a technology.
_ABOUT = frozenset(
    "builtwith websites website sites site using use uses live all list export report download csv of that the with "
    "companies company domains meta full historical".split()
)


@dataclass(frozen=True)
class ToolColumn:
    """A true/false column and the technology that a yes in it means."""

    header: str
    tool: str


@dataclass(frozen=True)
class Tools:
    """The technologies with those of tool columns and of the file name, and a report per tool column."""

    technologies: pl.Series
    headers: list[HeaderReport]


def tool_columns(
    dialect: Dialect, generic: Dialect, headers: Iterable[str], sample: pl.DataFrame | None = None
) -> tuple[ToolColumn, ...]:
    """The tool columns among `headers`. Those of any list count only when the vocabulary knows the tool.

    With a `sample`, a column with anything but yes and no is none.
    """
    found: dict[str, ToolColumn] = {}
    for rule in dict.fromkeys((dialect.dialect, GENERIC)):
        patterns = dialect.tool_columns if rule == dialect.dialect else generic.tool_columns
        for header in headers:
            tool = next((tool for one in patterns if (tool := _tool(one, header))), None)
            label = vocab.canonical("technology", tool) if tool else None
            if tool is None or header in found or (label is None and rule == GENERIC):
                continue
            if sample is None or _says_yes_or_no(sample.get_column(header)):
                found[header] = ToolColumn(header, label or tool)
    return tuple(found.values())


def tool_in(file: Path) -> str | None:
    """The technology in the name of a file: the longest run of its words that the vocabulary knows."""
    words = [word for word in re.split(r"[\s_\-.,()+]+", file.stem) if word]
    runs = [(start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    for start, end in sorted(runs, key=lambda run: run[0] - run[1]):
        between = [words[start:end], [word for word in words[start:end] if word.casefold() not in _ABOUT]]
        for run in between:
            label = vocab.canonical("technology", " ".join(run)) if run else None
            if label is not None:
                return label
    return None


def with_tools(
    frame: pl.DataFrame, columns: Sequence[ToolColumn], in_file: str | None, listed: pl.Series | None
) -> Tools | None:
    """The technologies `listed` so far and those that tool columns and the file add; None when nothing adds any."""
    if not columns and in_file is None:
        return None
    reports: list[HeaderReport] = []
    parts = [_no_lists(frame.height) if listed is None else listed.alias("listed")]
    for at, column in enumerate(columns):
        cells = frame.get_column(column.header)
        flags = parse_flags(cells)
        reports.append(header_report(cells, _FIELD, flags.get_column("understood")))
        yes = flags.select(pl.when("value").then(pl.lit(column.tool)).alias(f"tool {at}"))
        parts.append(yes.to_series())
    wide = pl.DataFrame(parts)
    entries = [pl.col("listed").fill_null(pl.lit([], pl.List(pl.String))), *map(pl.col, wide.columns[1:])]
    if in_file is not None:
        entries.append(pl.lit(in_file))
    together = pl.concat_list(entries).list.drop_nulls().list.unique(maintain_order=True)
    technologies = wide.select(pl.when(together.list.len() > 0).then(together).alias(_FIELD)).to_series()
    return Tools(technologies, reports)


def _tool(pattern: str, header: str) -> str | None:
    """What stands for the `*` of a pattern in a header."""
    before, _, after = pattern.casefold().partition("*")
    folded = header.casefold().strip()
    if not (folded.startswith(before) and folded.endswith(after) and len(folded) > len(before) + len(after)):
        return None
    end = len(folded) - len(after)
    return header.strip()[len(before) : end].strip() or None


def _says_yes_or_no(cells: pl.Series) -> bool:
    read = parse_flags(cells).get_column("understood").drop_nulls()
    return bool(read.len() and read.all())


def _no_lists(height: int) -> pl.Series:
    return pl.Series("listed", [None], dtype=pl.List(pl.String)).new_from_index(0, height)
