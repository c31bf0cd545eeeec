"""The first rows of a file before all of it is read."""

import gzip
import json
from time import perf_counter

import pytest

from icp_tui.sources.evidence import fingerprint
from icp_tui.sources.mending import Mending, Mendings
from icp_tui.sources.preview import Preview, preview
from icp_tui.sources.reading import Reading

TEXT = "Company;Umsatz netto;Employees\nAcme;5;100\nHooli;;a few\n"


def written(tmp_path, content, name="list.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_rows_and_what_each_header_is(tmp_path):
    assert preview(written(tmp_path, TEXT)) == Preview(
        ("Company", "Umsatz netto", "Employees"), ("name", None, "employees"),
        (("Acme", "5", "100"), ("Hooli", "", "a few")),
    )  # fmt: skip


def test_what_a_person_says_and_what_is_remembered_counts(tmp_path):
    path = written(tmp_path, TEXT)
    assert preview(path, Reading(overrides={"Umsatz netto": "revenue", "Elsewhere": "name"})).fields[1] == "revenue"
    mendings = Mendings.throw_away()
    mendings.remember(fingerprint(["Company", "Umsatz netto", "Employees"]), Mending(overrides={"Employees": None}))
    assert preview(path, mendings=mendings).fields == ("name", None, None)


def test_json_lines(tmp_path):
    lines = "\n".join(json.dumps({"Company": name, "Country": "US"}) for name in ("Acme", "Hooli"))
    assert preview(written(tmp_path, lines, "list.jsonl")) == Preview(
        ("Company", "Country"), ("name", "country"), (("Acme", "US"), ("Hooli", "US"))
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding(tmp_path, encoding):
    text = "Company,City\n" + "Größe & Söhne,Köln\n" * 30_000
    found = preview(written(tmp_path, text.encode(encoding)))
    assert (found.headers, found.rows[0]) == (("Company", "City"), ("Größe & Söhne", "Köln"))


def test_a_cell_that_the_first_part_ends_in(tmp_path):
    long = "line\n" * 100_000
    found = preview(written(tmp_path, f'Company,Description\nAcme,"{long}"\nHooli,x\n' + "B,y\n" * 500_000))
    assert [row[0] for row in found.rows[:2]] == ["Acme", "Hooli"]
    assert len(found.rows[0][1]) == 200


def test_a_large_file_takes_no_longer(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.write(b"Company,Website,Employees\n" + b"Acme,acme.com,5\n" * 10_000)
        file.truncate(2_000_000_000)
    preview(written(tmp_path, TEXT, "small.csv"))
    began = perf_counter()
    assert len(preview(path).rows) == 8
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv.gz", gzip.compress(TEXT.encode(), mtime=0)), ("a.json", b'[{"Company": "Acme"}]'), ("a.csv", b""),
        ("a.csv", b"\x89PNG\r\n"), ("a.csv", b'Company,City\n"open,x\n'), ("a.csv", b"\n\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_early(tmp_path, name, content):
    assert preview(written(tmp_path, content, name)) is None
    assert preview(tmp_path / "gone.csv") is None
    assert preview(tmp_path) is None
    assert preview(written(tmp_path, TEXT), Reading(dialect="no such")) is None
