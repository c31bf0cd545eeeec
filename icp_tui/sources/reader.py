"""Path -> Table: is it a file that can be read, which kind is it, and who reads it.

The kind is decided by the first bytes, not by the ending, so that a renamed file is named for what it
is. Nothing here opens a pipe or a device: those would block.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

from icp_tui.errors import IcpError, Problem, nearest
from icp_tui.sources.csv_file import read_csv_file
from icp_tui.sources.json_file import read_json_file
from icp_tui.sources.parquet_file import read_parquet_file
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.sources.table import Kind, Table

Progress = Callable[[str, float], None]

_SAVE_AS_CSV = "open it in the spreadsheet program and save the sheet as CSV (UTF-8)"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "a file compressed with gzip", "unpack it first, e.g. with gunzip"),
    (b"BZh", "a file compressed with bzip2", "unpack it first"),
    (b"\xfd7zXZ\x00", "a file compressed with xz", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a file compressed with zstd", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or other Office file", _SAVE_AS_CSV),
    (b"%PDF", "a PDF file", "export the list as CSV"),
    (b"SQLite format 3\x00", "an SQLite database", "export the table as CSV"),
    (b"\x89PNG", "a picture", "export the list as CSV"),
    (b"\x7fELF", "a program", "export the list as CSV"),
)
_HEAD = 4096
_ENDINGS = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".parquet")
_JSON_ENDINGS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def read_table(
    path: Path,
    reading: Reading = AS_FOUND,
    *,
    progress: Progress | None = None,
) -> Table:
    """Read one source file: CSV, JSON, JSON lines or Parquet.

    `reading` overrules what is found in the file. IcpError says what the file is and how
    to mend it when it cannot be read at all; single rows that cannot be read are in `Table.rejected`.
    """
    _check(path)
    if progress:
        progress(f"reading {path.name}", 0.0)
    try:
        kind = _kind(path)
        if kind == "parquet":
            table = read_parquet_file(path)
        elif kind == "csv":
            said = partial(progress, f"reading {path.name}") if progress else None
            table = read_csv_file(path, encoding=reading.encoding, delimiter=reading.delimiter, progress=said)
        else:
            table = read_json_file(path, kind)
    except PermissionError:
        raise _refused(path, "permission denied", "check who may read the file") from None
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror or error}", "") from None
    except MemoryError:
        raise _refused(path, "too large for the memory", "split it into parts") from None
    if progress:
        progress(f"reading {path.name}", 1.0)
    return table


def _check(path: Path) -> None:
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
        inside = sorted(name for name in _names(path) if name.lower().endswith(_ENDINGS))
        hint = f"name a file in it, e.g. {inside[0]}" if inside else "name a file"
        raise _refused(path, "a folder, not a file", hint)
    if not stat.S_ISREG(found.st_mode):
        raise _refused(path, f"a {_special(found.st_mode)}, not a file", "save the data to a file first")
    if found.st_size == 0:
        raise _refused(path, "an empty file", "export it again")
    if not os.access(path, os.R_OK):
        raise _refused(path, "permission denied", "check who may read the file")


def _kind(path: Path) -> Kind:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise _refused(path, *_zip(path, head))
    for magic, what, mend in _MAGIC:
        if head.startswith(magic):
            raise _refused(path, what, mend)
    return _text_kind(path, head.removeprefix(b"\xef\xbb\xbf").lstrip())


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


def _zip(path: Path, head: bytes) -> tuple[str, str]:
    """What a zip file is, by the parts that its end lists, and the mend."""
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - 65536))
        end = file.read()
    if b"xl/workbook" in head or b"xl/workbook" in end:
        return "an Excel workbook (xlsx), which cannot be read yet", _SAVE_AS_CSV
    if b"opendocument.spreadsheet" in head:
        return "an OpenDocument spreadsheet (ods)", _SAVE_AS_CSV
    return "a zip archive", "unpack it first"


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
