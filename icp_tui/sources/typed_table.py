"""Columns of any type -> a Table of text: numbers, dates and flags as they are usually written."""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl
import polars.selectors as cs

from icp_tui.sources.headers import unique
from icp_tui.sources.table import Kind, Table, no_rejects, row_numbers

LIST_SEPARATOR = ";"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def typed_table(path: Path, kind: Kind, sha256: str, typed: pl.DataFrame) -> Table:
    """The table of a typed frame: lists joined with `; `, nested records as JSON text, blank cells null."""
    names, notes = unique(typed.columns)
    typed.columns = names
    lists = [name for name, kind in typed.schema.items() if isinstance(kind, (pl.List, pl.Array))]
    frame = typed.select(_as_text(name, kind) for name, kind in typed.schema.items())
    frame = frame.with_columns(cs.string().replace("", None))
    return Table(
        path=path,
        kind=kind,
        sha256=sha256,
        frame=frame,
        rows=row_numbers(1, frame.height),
        rejected=no_rejects(),
        list_separator=LIST_SEPARATOR if lists else None,
        notes=notes,
    )


def _as_text(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.Array):
        column, kind = column.arr.to_list(), pl.List(kind.inner)
    if isinstance(kind, pl.List):
        if isinstance(kind.inner, (pl.List, pl.Array, pl.Struct)):
            return _json(column).alias(name)
        texts = column.list.eval(pl.element().cast(pl.String).drop_nulls())
        return texts.list.join(f"{LIST_SEPARATOR} ").alias(name)
    if isinstance(kind, pl.Struct):
        return _json(column)
    if isinstance(kind, pl.Binary):
        return column.bin.encode("hex")
    if isinstance(kind, pl.Object):
        return pl.lit(None, pl.String).alias(name)
    return column.cast(pl.String)


def _json(column: pl.Expr) -> pl.Expr:
    """Nested records and lists as JSON text; a missing one stays missing."""
    wrapped = pl.struct(column.alias("v")).struct.json_encode()
    text = wrapped.str.strip_prefix('{"v":').str.strip_suffix("}")
    return pl.when(column.is_not_null()).then(text)
