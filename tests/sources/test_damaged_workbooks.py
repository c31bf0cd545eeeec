"""Damaged workbooks, and one that would take all memory: refused in words, with nothing printed beside them."""

import io
import random
import re
import zipfile
from pathlib import Path

import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.reader import read_table

openpyxl = pytest.importorskip("openpyxl")
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
REAL = DATA / "us_ffrdc_xlsx" / "ffrdc-2026.xlsx"
NUMBERS = [b"-1", b"99999999999999999999", b"4294967296", b"1e999", b"", b"x"]
TEXTS = [b"A0", b"ZZZZ9", b"A1:", b"\xff", b"&#0;", b"XFD1048577"]


@pytest.fixture(scope="module")
def made():
    """A workbook with texts, numbers, dates, an error, a merged cell and a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["Company", "Website", "Employees"], *([f"Company {at}", f"c{at}.com", at] for at in range(40))]:
        sheet.append(row)
    sheet["D2"], sheet["E2"] = "=1/0", True
    sheet.merge_cells("A45:C45")
    book.create_sheet("Notes").append(["nothing here"])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def outcome(path, raw):
    """What is said of a file: nothing when it is read; any other error fails the test."""
    path.write_bytes(raw)
    try:
        read_table(path)
    except IcpError as error:
        return [problem.message for problem in error.problems]
    return []


def cut_or_flipped(raw, chance):
    """The bytes of a file, cut short or with some of them changed."""
    if chance.random() < 0.4:
        return raw[: chance.randrange(len(raw))]
    damaged = bytearray(raw)
    for _ in range(chance.choice([1, 5, 100])):
        damaged[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(damaged)


def packed_again(raw, chance):
    """The workbook with damage inside one of its parts, in a sound archive."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    parts[name] = damaged_part(parts[name], chance)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return kept.getvalue()


def damaged_part(data, chance):
    found, put = chance.choice(
        [(rb"\d+", chance.choice(NUMBERS)), (rb"<[^>]*>", b""), (rb'(?<=")[^"]*(?=")', chance.choice(TEXTS)), (None, b"")]
    )
    places = list(re.finditer(found, data)) if found else []
    if not places:
        return cut_or_flipped(data, chance) if data else data
    place = chance.choice(places)
    return data[: place.start()] + put + data[place.end() :]


@pytest.mark.parametrize("damage", [cut_or_flipped, packed_again])
def test_damage_is_said_and_nothing_is_printed(made, tmp_path, capfd, damage):
    chance = random.Random(7)
    said = [outcome(tmp_path / "a.xlsx", damage(made, chance)) for _ in range(150)]
    assert all(message for messages in said for message in messages)
    assert sum(map(bool, said)) > 15
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not REAL.is_file(), reason="the shared data are not beside this checkout")
@pytest.mark.parametrize("damage", [cut_or_flipped, packed_again])
def test_damage_to_a_real_workbook_is_said_too(tmp_path, capfd, damage):
    chance = random.Random(11)
    for _ in range(40):
        outcome(tmp_path / "a.xlsx", damage(REAL.read_bytes(), chance))
    assert capfd.readouterr() == ("", "")


def test_a_stray_cell_far_away_is_named_instead_of_filling_the_memory(made, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(made))
    book.worksheets[1]["XFD1048576"] = "oops"
    path = tmp_path / "a.xlsx"
    book.save(path)
    with pytest.raises(IcpError) as raised:
        read_table(path)
    (problem,) = raised.value.problems
    assert problem.message == "something stands in cell XFD1048576, too far away from the list to be read"
    assert problem.hint.startswith("delete what is in XFD1048576 (Ctrl+End goes there) and save, or ")


def test_a_wide_list_and_far_formatting_without_content_are_no_stray_cells(made, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book.worksheets[0]
    sheet["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    sheet["ZZ1"] = "Far header"
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert read_table(path).frame.shape == (40, 5)
