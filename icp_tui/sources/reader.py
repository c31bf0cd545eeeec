"""Path -> Table: is it a file that can be read, which kind is it, and who reads it.

The kind is decided by the first bytes, not by the ending, so that a renamed file is named for what it
is. Nothing here opens a pipe or a device: those would block.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from icp_tui.errors import IcpError, Problem, nearest
from icp_tui.sources import arrow_file
from icp_tui.sources.arrow_file import read_arrow_file
from icp_tui.sources.compressed import DAMAGED_ZIP, compression, unpacked
from icp_tui.sources.csv_file import read_csv_file
from icp_tui.sources.endings import ENDINGS
from icp_tui.sources.json_file import read_json_file
from icp_tui.sources.parquet_file import read_parquet_file
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.sources.spreadsheet import read_spreadsheet
from icp_tui.sources.step import Step, far
from icp_tui.sources.table import Kind, Share, Table
from icp_tui.sources.typed_table import digest_of

Progress = Callable[[str, float], None]

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a rar archive", "unpack it first"),
    (b"FEA1", "a Feather file of version 1", "save it as version 2 (Arrow) or Parquet"),
    (b"%PDF", "a PDF file", "export the list as CSV"),
    (b"SQLite format 3\x00", "an SQLite database", "export the table as CSV"),
    (b"\x89PNG", "a picture", "export the list as CSV"),
    (b"\x7fELF", "a program", "export the list as CSV"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 4096
_MARKUP = re.compile(rb"(?i)<(?:!doctype|!--|html|head|body|table|meta|\?xml)")
_TOLD = {"encoding": "encoding", "delimiter": "delimiter", "header_row": "header row", "sheet": "sheets"}
_MEANINGFUL = {
    "csv": {"encoding", "delimiter", "header_row"},
    "json": {"encoding"},
    "jsonl": {"encoding"},
    "parquet": set[str](),
    "arrow": set[str](),
}
_JSON_ENDINGS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def read_table(
    path: Path,
    reading: Reading = AS_FOUND,
    *,
    progress: Progress | None = None,
) -> Table:
    """Read one source file: CSV, JSON, JSON lines, Parquet, Arrow or a workbook, compressed or not.

    `reading` overrules what is found in the file. IcpError says what the file is and how
    to mend it when it cannot be read at all; single rows that cannot be read are in `Table.rejected`.
    """
    check_file(path)
    if progress:
        progress(f"reading {path.name}", 0.0)
    try:
        how = packed(path)
        if how:
            table = _unpacked_table(path, how, reading, progress)
        else:
            table = _plain_table(path, reading, _share(progress, path))
    except PermissionError:
        raise _refused(path, "permission denied", "check who may read the file") from None
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror or error}", "") from None
    except MemoryError:
        raise _refused(path, "too large for the memory", "split it into parts") from None
    if progress:
        progress(f"reading {path.name}", 1.0)
    return table


def _share(progress: Progress | None, path: Path, named: Path | None = None) -> Share | None:
    """What is told of reading `path`, in bytes and rows; of what was unpacked, under the name of the file `named`."""
    if progress is None:
        return None
    size = path.stat().st_size
    name = f"reading {(named or path).name}"
    return lambda share: progress(Step(name, far(share, size)), share)


def _unpacked_table(path: Path, how: str, reading: Reading, progress: Progress | None) -> Table:
    """The table of a compressed file, which is what its path, checksum and problems are about."""
    with unpacked(path, how) as plain:
        try:
            check_file(plain)
            if inner := packed(plain):
                raise _refused(plain, f"a file packed twice, with {how} and with {inner}", "unpack it once")
            table = _plain_table(plain, reading, _share(progress, plain, path))
        except IcpError as error:
            found = [
                replace(one, path=str(path)) if one.path == str(plain) else one for one in error.problems
            ]
            raise IcpError(found) from None
    inside = f": it holds {plain.name}" if how == "zip" else ""
    notes = [f"unpacked with {how}{inside}", *table.notes]
    return replace(table, path=path, sha256=digest_of(path), notes=notes)


def _plain_table(path: Path, reading: Reading, said: Share | None) -> Table:
    kind = kind_of(path)
    told = _without_others(kind, reading)
    if kind == "parquet":
        table = read_parquet_file(path)
    elif kind == "arrow":
        table = read_arrow_file(path)
    elif kind == "csv":
        table = read_csv_file(
            path,
            encoding=reading.encoding,
            delimiter=reading.delimiter,
            header_row=reading.header_row,
            progress=said,
        )
    elif kind in ("json", "jsonl"):
        table = read_json_file(path, kind, reading.encoding)
    else:
        table = read_spreadsheet(path, cast("Literal['xlsx', 'xlsb', 'xls', 'ods']", kind), reading)
    return replace(table, notes=[*told, *table.notes]) if told else table


def _without_others(kind: Kind, reading: Reading) -> list[str]:
    """What is told about the reading that has no meaning for this kind of file."""
    meant = {name for name in _TOLD if getattr(reading, name) is not None}
    idle = sorted(meant - _MEANINGFUL.get(kind, {"sheet", "header_row"}))
    return [f"a file of this kind ({kind}) has no {_TOLD[name]}: what was told is not used" for name in idle]


def check_file(path: Path) -> None:
    """IcpError for anything but a plain file with content. Never opens it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise _missing(path) from None
    except NotADirectoryError:
        raise _refused(path, "no such file: a part of its path is a file", "check the path") from None
    except PermissionError:
        raise _refused(path, "permission denied", "check who may read its folder") from None
    except (OSError, ValueError) as error:
        raise _refused(path, f"not a usable path: {error}", "check the path") from None
    if stat.S_ISDIR(found.st_mode):
        inside = sorted(name for name in _names(path) if name.lower().endswith(ENDINGS))
        hint = f"name a file in it, e.g. {inside[0]}" if inside else "name a file"
        raise _refused(path, "a folder, not a file", hint)
    if not stat.S_ISREG(found.st_mode):
        raise _refused(path, f"a {_special(found.st_mode)}, not a file", "save the data to a file first")
    if found.st_size == 0:
        raise _refused(path, "an empty file", "export it again")
    if not os.access(path, os.R_OK):
        raise _refused(path, "permission denied", "check who may read the file")


def kind_of(path: Path) -> Kind:
    """Which kind a file is by its first bytes; IcpError names what cannot be a list."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((arrow_file.FILE, arrow_file.STREAM)):
        return "arrow"
    if head.startswith(_ZIP):
        return _workbook_kind(path) or "xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    for magic, what, mend in _MAGIC:
        if head.startswith(magic):
            raise _refused(path, what, mend)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MARKUP.match(start):
        hint = "open it in the spreadsheet program and save the sheet as CSV (UTF-8)"
        raise _refused(path, "a web page or XML file, whatever its name says", hint)
    return _text_kind(path, start)


def _text_kind(path: Path, start: bytes) -> Kind:
    """CSV unless the ending or the first characters say JSON."""
    ending = _JSON_ENDINGS.get(path.suffix.lower())
    looks_json = re.match(rb'\[\s*(\{|\]|$)|\{\s*("|\}|$)', start) is not None
    if not looks_json and (ending is None or not start.startswith((b"[", b"{", b'"'))):
        return "csv"
    if start.startswith(b"["):
        return "json"
    if ending == "json" and not re.match(rb"\{[^\n]*\}\s*\r?\n\s*\{", start):
        return "json"
    if ending is None and not re.match(rb"\{[^\n]*\}\s*(\r?\n|$)", start):
        return "json"
    return "jsonl"


def packed(path: Path) -> str | None:
    """How a file is compressed; None when it is not. A workbook is an archive, but none to unpack."""
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(_ZIP):
        return None if _workbook_kind(path) else "zip"
    return compression(head)


def _workbook_kind(path: Path) -> Literal["xlsx", "xlsb", "ods"] | None:
    """Which workbook a zip archive is, by its parts; None when it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except DAMAGED_ZIP:
        raise _refused(
            path, "this zip archive or workbook is cut short or damaged", "copy or export it again"
        ) from None
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/workbook") for name in names):
        return "xlsx"
    return "ods" if "content.xml" in names and "mimetype" in names else None


def _special(mode: int) -> str:
    kinds = (
        (stat.S_ISFIFO, "pipe"),
        (stat.S_ISSOCK, "socket"),
        (stat.S_ISCHR, "device"),
        (stat.S_ISBLK, "device"),
    )
    return next((name for test, name in kinds if test(mode)), "special file")


def _missing(path: Path) -> IcpError:
    folder = path.parent
    near = nearest(path.name, _names(folder))
    if near:
        hint = f"did you mean {folder / near[0]}?"
    elif not folder.is_dir():
        hint = f"there is no folder {folder}"
    else:
        hint = "check the path"
    return _refused(path, "no such file", hint)


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def _refused(path: Path, what: str, mend: str) -> IcpError:
    return IcpError(Problem(what, path=str(path), hint=mend))
