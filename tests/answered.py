"""Sheets of reps, filled in as a spreadsheet program does it."""

import csv
from collections.abc import Mapping
from pathlib import Path

import openpyxl

DAY = ("--as-of", "2026-11-21")


def fill(path: Path, answers: Mapping[str, Mapping[str, str | None]], to: Path | None = None) -> Path:
    """Write answers (account -> header -> text) into a sheet; `to` a CSV it is saved as Excel does in Europe."""
    book = openpyxl.load_workbook(path)
    sheet = book["Accounts"]
    headers = [cell.value for cell in sheet[1]]
    left = dict(answers)
    for row in sheet.iter_rows(min_row=2):
        for header, text in left.pop(row[headers.index("Account")].value, {}).items():
            cell = row[headers.index(header)]
            cell.value = text
            if text is not None:
                cell.data_type = "s"
    assert not left, f"no such accounts in {path.name}: {list(left)}"
    if to is None:
        book.save(path)
        return path
    with to.open("w", newline="", encoding="cp1252", errors="replace") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows(["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True))
    return to
