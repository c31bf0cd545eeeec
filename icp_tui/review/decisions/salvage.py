"""Reads decisions out of a damaged store, page by page, without SQLite.

Follows the SQLite file format (sqlite.org/fileformat2.html): leaf pages of tables, their records with
overflow pages, and the committed frames of the write-ahead log. It needs neither the header nor the
tree above the leaves, so a store with a zeroed header or a missing half gives what is left.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from icp_tui.review.decisions.database import COLUMNS, MAGIC, PAGE
from icp_tui.review.decisions.decision import KINDS, Decision

_LEAF = 0x0D
_HEADER = 100  # bytes before the first page's own header
_FRAME = 24
_NEEDED = {"at", "author", "kind", "account_key", "batch"}

Pages = Mapping[int, bytes]


def salvage(path: Path) -> list[Decision]:
    """Every entry that can still be read in the store at `path` and the log beside it, in seq order."""
    pages = _pages(path.read_bytes())
    wal = path.with_name(path.name + "-wal")
    if wal.exists():
        pages |= _committed(wal.read_bytes())
    found: dict[int, Decision] = {}
    for number, page in sorted(pages.items()):
        for seq, payload in _cells(number, page, pages):
            one = _decision(seq, payload)
            if one is not None:
                found.setdefault(seq, one)
    return [found[seq] for seq in sorted(found)]


def _pages(file: bytes) -> dict[int, bytes]:
    size = PAGE
    if file.startswith(MAGIC):
        told = int.from_bytes(file[16:18], "big")
        size = told if told >= 512 and told & (told - 1) == 0 else PAGE
    return {
        start // size + 1: file[start : start + size].ljust(size, b"\0")
        for start in range(0, len(file), size)
    }


def _committed(wal: bytes) -> dict[int, bytes]:
    """The pages of a write-ahead log, up to the last commit whose checksums hold."""
    if len(wal) < 32 or wal[:3] != b"\x37\x7f\x06":
        return {}
    order = ">" if wal[3] & 1 else "<"
    size = int.from_bytes(wal[8:12], "big")
    salt = wal[16:24]
    sums = _checksum(wal[:24], (0, 0), order)
    if sums != struct.unpack(">II", wal[24:32]) or size < 512:
        return {}
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for start in range(32, len(wal) - _FRAME - size + 1, _FRAME + size):
        head, page = wal[start : start + _FRAME], wal[start + _FRAME : start + _FRAME + size]
        sums = _checksum(head[:8] + page, sums, order)
        if head[8:16] != salt or sums != struct.unpack(">II", head[16:24]):
            break
        pending[int.from_bytes(head[:4], "big")] = page
        if int.from_bytes(head[4:8], "big"):
            committed |= pending
            pending = {}
    return committed


def _checksum(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    for one, two in struct.iter_unpack(order + "II", content):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second


def _cells(number: int, page: bytes, pages: Pages) -> Iterator[tuple[int, bytes]]:
    """The (row id, record) of each readable cell of a table's leaf page; nothing for other pages."""
    start = _HEADER if number == 1 else 0
    if page[start] != _LEAF:
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for place in range(start + 8, min(start + 8 + 2 * count, len(page) - 1), 2):
        at = int.from_bytes(page[place : place + 2], "big")
        try:
            length, at = _varint(page, at)
            seq, at = _varint(page, at)
            yield seq, _payload(page, at, length, pages)
        except (IndexError, KeyError):
            continue


def _payload(page: bytes, at: int, length: int, pages: Pages) -> bytes:
    size = len(page)
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    if length <= most:
        return page[at : at + length]
    local = least + (length - least) % (size - 4)
    local = local if local <= most else least
    content = page[at : at + local]
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    while len(content) < length:
        part = pages[following]
        content += part[4 : 4 + length - len(content)]
        following = int.from_bytes(part[:4], "big")
    return content


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """The number at `at`, of one to nine bytes, and where it ends."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | content[place] & 0x7F
        if content[place] < 0x80:
            return value, place + 1
    return value << 8 | content[at + 8], at + 9


def _decision(seq: int, payload: bytes) -> Decision | None:
    """The entry of a record, or None when it is not one, or not whole."""
    try:
        texts = _texts(payload)
        told: dict[str, Any] = dict(zip(COLUMNS, texts, strict=True))
        if told.pop("seq") is not None or told["kind"] not in KINDS or None in {told[one] for one in _NEEDED}:
            return None
        datetime.fromisoformat(told["at"])
        expires = date.fromisoformat(told["expires"]) if told["expires"] else None
        one = Decision(**told | {"seq": seq, "expires": expires})
        return one if one.other is not None or all(isinstance(reason, str) for reason in one.lifts) else None
    except (ValueError, IndexError, TypeError):
        return None


def _texts(payload: bytes) -> list[str | None]:
    """The values of a record of texts and nulls; ValueError for any other type or length."""
    end, at = _varint(payload, 0)
    types = []
    while at < end:
        kind, at = _varint(payload, at)
        types.append(kind)
    values: list[str | None] = []
    for kind in types:
        length = (kind - 13) // 2
        if kind and (kind < 13 or kind % 2 == 0):
            raise ValueError("neither text nor null")
        values.append(payload[at : at + length].decode() if kind else None)
        at += length if kind else 0
    if at != len(payload):
        raise ValueError("cut short")
    return values
