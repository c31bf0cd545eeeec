"""JSON and JSON lines -> Table: an array of objects, or one object per line.

Numbers keep the spelling they have in the file, lists of plain values are joined with `; `, nested
objects become JSON text again. Objects are taken from the text one by one and turned into columns by the
thousand, so that a large file does not stand in memory as Python objects.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.encoding import UNDECODABLE, decode, known_encoding
from icp_tui.sources.headers import unique
from icp_tui.sources.table import REJECTED, Table

LIST_SEPARATOR = ";"
_BATCH = 20_000
_BLANK = re.compile(r"[ \t\r\n]*")

Row = tuple[int, Mapping[str, Any]]
Reject = tuple[int, str, str]


def read_json_file(path: Path, kind: Literal["json", "jsonl"], encoding: str | None = None) -> Table:
    """Read a JSON array of objects (also as the one list inside an object) or JSON lines.

    A line or element that is not an object is rejected with its number; a key that an object lacks is
    blank. IcpError with the line when an array is not valid JSON.
    """
    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    decoded = decode(raw, str(path), encoding and known_encoding(encoding, str(path)))
    del raw
    rejects: list[Reject] = []
    rows = _objects(decoded.text, path, rejects) if kind == "json" else _lines(decoded.text, rejects)
    frame, numbers, joined = _columns(rows)
    names, notes = unique(frame.columns)
    frame.columns = names
    if not frame.width and not rejects:
        hint = "an array of objects, one for each company, is expected"
        raise IcpError(Problem("a JSON file without accounts", path=str(path), hint=hint))
    if decoded.encoding != "utf-8":
        notes.append(f"read as {decoded.encoding}")
    return Table(
        path=path,
        kind=kind,
        sha256=digest,
        frame=frame,
        rows=numbers,
        rejected=pl.DataFrame(rejects, schema=REJECTED, orient="row"),
        encoding=decoded.encoding,
        list_separator=LIST_SEPARATOR if joined else None,
        notes=notes,
    )


def _lines(text: str, rejects: list[Reject]) -> Iterator[Row]:
    """The objects of JSON lines with their line numbers; lines that are none go to `rejects`."""
    decoder = _decoder()
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip(" \t\r")
        if not bare:
            continue
        try:
            value = decoder.decode(bare)
        except (ValueError, RecursionError) as error:
            cause = (
                f"is not valid JSON: {error.msg}"
                if isinstance(error, json.JSONDecodeError)
                else "nested too deep"
            )
            rejects.append((number, _shown(bare), cause))
            continue
        if UNDECODABLE in bare:
            rejects.append((number, _shown(bare), "holds bytes that are not UTF-8"))
        elif isinstance(value, dict):
            yield number, value
        else:
            rejects.append((number, bare, "is not an object in braces"))


def _objects(text: str, path: Path, rejects: list[Reject]) -> Iterator[Row]:
    """The objects of an array with their places in it."""
    at = _skip(text, 0)
    if text[at : at + 1] != "[":
        yield from _inside(_value(text, at, path), path, rejects)
        return
    decoder = _decoder()
    at = _skip(text, at + 1)
    number = 0
    while text[at : at + 1] != "]":
        number += 1
        start = at
        value, at = _next(decoder, text, at, path)
        yield from _sorted_out(number, value, text[start:at], rejects)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            raise _invalid(text, at, path, "a comma or the closing bracket is missing")
    if text[_skip(text, at + 1) :]:
        raise _invalid(text, _skip(text, at + 1), path, "something follows the closing bracket")


def _inside(value: Any, path: Path, rejects: list[Reject]) -> Iterator[Row]:
    """The rows of a file that is one object: those of its only list of objects, else the object itself."""
    lists = [part for part in value.values() if _is_rows(part)] if isinstance(value, dict) else []
    if len(lists) == 1:
        for number, part in enumerate(lists[0], start=1):
            yield from _sorted_out(number, part, "", rejects)
    elif isinstance(value, dict):
        yield 1, value
    else:
        hint = "an array of objects, one for each company, is expected"
        raise IcpError(Problem("no list of accounts", path=str(path), hint=hint))


def _is_rows(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(row, dict) for row in part)


def _sorted_out(number: int, value: Any, raw: str, rejects: list[Reject]) -> Iterator[Row]:
    if not isinstance(value, dict):
        rejects.append((number, _shown(raw), "is not an object in braces"))
    elif UNDECODABLE in raw:
        rejects.append((number, _shown(raw), "holds bytes that are not UTF-8"))
    else:
        yield number, value


def _columns(rows: Iterator[Row]) -> tuple[pl.DataFrame, pl.Series, bool]:
    """All keys as text columns in order of appearance, the row numbers, and whether lists were joined."""
    parts: list[pl.DataFrame] = []
    numbers: list[int] = []
    joined = False
    while batch := list(islice(rows, _BATCH)):
        numbers += [number for number, _ in batch]
        keys = dict.fromkeys(key for _, row in batch for key in row)
        cells = {key: [_cell(row.get(key)) for _, row in batch] for key in keys}
        joined = joined or any(isinstance(value, list) for _, row in batch for value in row.values())
        parts.append(
            pl.DataFrame(cells, schema=dict.fromkeys(keys, pl.String)) if keys else _blank(len(batch))
        )
    frame = pl.concat(parts, how="diagonal") if parts else pl.DataFrame()
    return frame, pl.Series("row", numbers, pl.UInt32), joined


def _blank(height: int) -> pl.DataFrame:
    return pl.DataFrame({"column 1": [None] * height}, schema={"column 1": pl.String})


def _cell(value: Any) -> str | None:
    """A JSON value as the text of one cell; blank text is no value."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Sequence):
        plain = [part for part in map(_cell, value) if part]
        if any(isinstance(part, (dict, list)) for part in value):
            return json.dumps(value, ensure_ascii=False)
        return f"{LIST_SEPARATOR} ".join(plain) or None
    return json.dumps(value, ensure_ascii=False)


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=_no_number)


def _no_number(name: str) -> None:
    """NaN and Infinity say that there is no value."""


def _value(text: str, at: int, path: Path) -> Any:
    value, end = _next(_decoder(), text, at, path)
    if text[_skip(text, end) :]:
        raise _invalid(text, _skip(text, end), path, "something follows the closing brace")
    return value


def _next(decoder: json.JSONDecoder, text: str, at: int, path: Path) -> tuple[Any, int]:
    try:
        return decoder.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _invalid(text, error.pos, path, error.msg) from None
    except RecursionError:
        raise _invalid(text, at, path, "nested too deep") from None


def _invalid(text: str, at: int, path: Path, what: str) -> IcpError:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    cut = at >= len(text.rstrip())
    message = "the JSON is cut short" if cut else f"not valid JSON: {what}"
    return IcpError(Problem(message, path=str(path), line=line, column=column, hint="export it again"))


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _shown(raw: str) -> str:
    return raw.replace(UNDECODABLE, "\ufffd")
