"""Cells of an XLSX sheet that show something else than they hold: padded numbers, percentages, errors.

Calamine gives the value 501 where a person sees the postcode 00501, and nothing where they see #N/A. Both
stand in the sheet's XML, which is only looked at closely when the workbook has such formats or errors.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from html import unescape

import polars as pl

from icp_tui.sources.compressed import DAMAGED_ZIP
from icp_tui.sources.far_cells import column_number

# Larger sheets are shown as they are held.
_LARGEST = 1 << 31
_SHEET = re.compile(rb'<sheet\b[^>]*\br:id="([^"]+)"')
_RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*>")
_FORMAT = re.compile(r'<numFmt\b(?=[^>]*\bnumFmtId="(\d+)")(?=[^>]*\bformatCode="([^"]*)")')
_STYLES = re.compile(r"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(r'<xf\b(?:[^>]*?\bnumFmtId="(\d+)")?')
_PADDED = re.compile(r"0{2,}|0+(?:[- /.]0+)+")
_PERCENT = re.compile(r"0(?:\.0+)?%")
_VALUE = rb"(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?<v>([^<]*)</v>"
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?\bt="e"[^>]*>' + _VALUE)
# Formats that every workbook has: 0% and 0.00%.
_BUILT_IN = {9: "0%", 10: "0.00%"}


def with_shown_cells(frame: pl.DataFrame, raw: bytes, place: int, first_column: int) -> pl.DataFrame:
    """The cells `frame` of the sheet at `place` in the workbook `raw`, with those that are shown otherwise.

    `first_column` is the sheet's column that is the frame's first, from 0.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            xml = sheet_xml(archive, place)
            formats = _formats(archive)
    except DAMAGED_ZIP:
        # Calamine is content with some archives that are not quite in order.
        return frame
    found = _errors(xml)
    for code, styles in formats.items():
        found.append(_formatted(xml, code, styles))
    cells = pl.concat(found)
    columns = frame.get_columns()
    for (letters,), part in cells.group_by("letters"):
        column = column_number(str(letters)) - 1 - first_column
        if 0 <= column < len(columns):
            inside = part.filter(pl.col("row") <= frame.height)
            columns[column] = columns[column].scatter(inside.get_column("row") - 1, inside.get_column("text"))
    return pl.DataFrame(columns) if cells.height else frame


def sheet_xml(archive: zipfile.ZipFile, place: int) -> bytes:
    """The XML of a sheet; blank where the workbook is put together in an unusual way, or it is too large."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return b""
    ids = _SHEET.findall(archive.read("xl/workbook.xml"))
    targets: dict[bytes, str] = {}
    for tag in _RELATIONSHIP.findall(archive.read("xl/_rels/workbook.xml.rels")):
        name, target = re.search(rb'\bId="([^"]+)"', tag), re.search(rb'\bTarget="([^"]+)"', tag)
        if name and target:
            targets[name[1]] = target[1].decode("utf-8", "replace")
    target_name = targets.get(ids[place], "") if place < len(ids) else ""
    member = target_name.lstrip("/") if target_name.startswith("/") else f"xl/{target_name}"
    if member not in names or archive.getinfo(member).file_size > _LARGEST:
        return b""
    return archive.read(member)


def _formats(archive: zipfile.ZipFile) -> Mapping[str, Sequence[int]]:
    """The number formats that pad or show percentages, each with the styles that use it."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    xml = archive.read("xl/styles.xml").decode("utf-8", "replace")
    codes = dict(_BUILT_IN)
    for number, code in _FORMAT.findall(xml):
        codes[int(number)] = re.sub(r'[\\"]', "", unescape(code))
    styles = _STYLES.search(xml)
    found: dict[str, list[int]] = {}
    for at, number in enumerate(_STYLE.findall(styles[0]) if styles else []):
        code = codes.get(int(number or 0), "")
        if _PADDED.fullmatch(code) or _PERCENT.fullmatch(code):
            found.setdefault(code, []).append(at)
    return found


def _errors(xml: bytes) -> list[pl.DataFrame]:
    cells = _cells(_ERROR.findall(xml) if b't="e"' in xml else [])
    return [cells.with_columns(text=pl.col("text").replace(_escaped(cells.get_column("text"))))]


def _escaped(texts: pl.Series) -> dict[str, str]:
    return {text: unescape(text) for text in texts.unique()}


def _formatted(xml: bytes, code: str, styles: Sequence[int]) -> pl.DataFrame:
    """The number cells of some styles, as their format shows them."""
    some = "|".join(map(str, styles)).encode()
    pattern = rb'<c r="([A-Z]+)(\d+)"(?=[^>]*\bs="(?:' + some + rb')")(?![^>]*\bt="[a-m o-z])[^>]*>' + _VALUE
    cells = _cells(re.findall(pattern, xml))
    number = pl.col("text").cast(pl.Float64, strict=False)
    cells = cells.filter(number.is_not_null() & number.is_between(-1e15, 1e15))
    if code.endswith("%"):
        shown = pl.format("{}%", (number * 100).round(8).cast(pl.String).str.strip_suffix(".0"))
        return cells.with_columns(text=shown)
    whole = cells.filter((number >= 0) & (number == number.floor()))
    digits = number.cast(pl.Int64).cast(pl.String).str.zfill(code.count("0"))
    return whole.with_columns(text=_spaced(digits, code))


def _spaced(digits: pl.Expr, code: str) -> pl.Expr:
    """Digits with the signs of a format such as 00000-0000 between them; more digits than it has go first."""
    parts: list[pl.Expr] = []
    after = 0
    for group in reversed(re.split(r"([^0]+)", code)):
        if not group.startswith("0"):
            parts.append(pl.lit(group))
            continue
        length = digits.str.len_chars()
        start = length - after - len(group)
        parts.append(digits.str.slice(start, len(group)))
        after += len(group)
    parts.append(digits.str.head(digits.str.len_chars() - after))
    return pl.concat_str(list(reversed(parts)))


def _cells(found: Sequence[tuple[bytes, bytes, bytes]]) -> pl.DataFrame:
    schema = {"letters": pl.Binary, "row": pl.Binary, "text": pl.Binary}
    return pl.DataFrame(found, schema=schema, orient="row").select(
        pl.col("letters").cast(pl.String),
        pl.col("row").cast(pl.String).cast(pl.Int64),
        pl.col("text").cast(pl.String, strict=False),
    )
