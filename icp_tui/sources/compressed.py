"""Compressed files: unpacked to a temporary file, a megabyte at a time, and removed when they are read."""

from __future__ import annotations

import bz2
import errno
import gzip
import lzma
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from zstandard import ZstdDecompressor, ZstdError

from icp_tui.errors import IcpError, Problem

_CHUNK = 1 << 20
# A zstd block of a few bytes may stand for 128 kB: so few at once never fill the memory.
_ZSTD_CHUNK = 1 << 12
_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)
_ENDINGS = {".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz", ".zip"}
_LISTS = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".arrow", ".feather", ".xlsx", ".xls", ".ods")  # fmt: skip
# What a zip archive is refused with: its names or its version may be nonsense too.
DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)
_DAMAGED = (gzip.BadGzipFile, lzma.LZMAError, ZstdError, *DAMAGED_ZIP)


def compression(head: bytes) -> str | None:
    """The name of the compression that a file's first bytes give away; None when there is none."""
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)


def bare_name(name: str) -> str:
    """`accounts.csv` of `accounts.csv.gz`; a name without such an ending stays."""
    return name[: -len(Path(name).suffix)] if Path(name).suffix.lower() in _ENDINGS else name


@contextmanager
def unpacked(path: Path, how: str) -> Iterator[Path]:
    """The content of a compressed file as a file of its own, for as long as the context lasts.

    `how` is what `compression` said, or `zip` for an archive that holds one list. IcpError when the file is
    cut short or damaged, or unpacks to more than fits.
    """
    with tempfile.TemporaryDirectory(prefix="icp-tui-") as folder:
        try:
            target = Path(folder) / (_only_list(path) if how == "zip" else bare_name(path.name))
            with path.open("rb") as packed, target.open("wb") as plain:
                _unpack(packed, plain, how)
        except _DAMAGED as error:
            raise _damaged(path, how, error) from None
        except OSError as error:
            if error.errno == errno.ENOSPC:
                hint = "make room in the folder for temporary files, or unpack it elsewhere"
                problem = Problem("it unpacks to more than the disk holds", path=str(path), hint=hint)
                raise IcpError(problem) from None
            if error.errno is None:  # what bz2 says of damaged data
                raise _damaged(path, how, error) from None
            raise
        yield target


def _unpack(packed: BinaryIO, plain: BinaryIO, how: str) -> None:
    if how == "zstd":
        _unpack_zstd(packed, plain)
    elif how == "zip":
        with zipfile.ZipFile(packed) as archive, archive.open(_lists(archive)[0]) as member:
            shutil.copyfileobj(member, plain, _CHUNK)
    elif how == "gzip":
        with gzip.GzipFile(fileobj=packed) as content:
            shutil.copyfileobj(content, plain, _CHUNK)
    elif how == "bzip2":
        with bz2.BZ2File(packed) as content:
            shutil.copyfileobj(content, plain, _CHUNK)
    else:
        with lzma.LZMAFile(packed) as content:
            shutil.copyfileobj(content, plain, _CHUNK)


def _unpack_zstd(packed: BinaryIO, plain: BinaryIO) -> None:
    """Frame by frame: the library's own stream ends without a word where a file is cut short."""
    decompressor = ZstdDecompressor()
    frame = decompressor.decompressobj()
    begun = False
    while chunk := packed.read(_ZSTD_CHUNK):
        while chunk:
            begun = True
            plain.write(frame.decompress(chunk))
            chunk = b""
            if frame.eof:
                chunk, frame, begun = frame.unused_data, decompressor.decompressobj(), False
    if begun:
        raise EOFError("the last frame is not whole")


def _only_list(path: Path) -> str:
    """The name of the one list in an archive; IcpError when there is none, or more than one, or a password."""
    with zipfile.ZipFile(path) as archive:
        found = _lists(archive)
    if len(found) == 1 and not found[0].flag_bits & 1:
        return Path(found[0].filename).name
    if not found:
        problem = Problem("a zip archive without a list in it", path=str(path), hint="unpack it first")
    elif len(found) > 1:
        names = ", ".join(Path(one.filename).name for one in found[:5]) + (", ..." if len(found) > 5 else "")
        message = f"a zip archive of {len(found)} lists: {names}"
        problem = Problem(message, path=str(path), hint="unpack it and name the lists you mean")
    else:
        problem = Problem("a zip archive with a password", path=str(path), hint="unpack it first")
    raise IcpError(problem)


def _lists(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [
        one
        for one in archive.infolist()
        if one.filename.lower().endswith(_LISTS)
        and not one.filename.startswith("__MACOSX/")
        and not Path(one.filename).name.startswith(".")
    ]


def _damaged(path: Path, how: str, error: Exception) -> IcpError:
    cut = isinstance(error, EOFError)
    what = "is cut short" if cut else "is damaged"
    noun = "this zip archive" if how == "zip" else f"this file, compressed with {how},"
    hint = "copy or export it again"
    return IcpError(Problem(f"{noun} {what}", path=str(path), hint=hint))
