"""`icp-tui columns`: how each header is understood, how full it is, what could not be read."""

import json

from runs import code

ROWS = """\
Company;Website;Employees;Country;Ort
Acme;acme.com;100;Germany;Köln
Globex;globex.com;a few;Atlantis;
Hooli;hooli.com;51-200;;
"""


def columns(tmp_path, capsys, *more, text=ROWS, encoding="utf-8"):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    left = code("columns", path, *more)
    out, err = capsys.readouterr()
    return left, out, err


def test_each_header_with_examples_of_what_was_not_understood(tmp_path, capsys):
    left, out, err = columns(tmp_path, capsys)
    assert (left, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"{tmp_path / 'list.csv'}: 3 rows (dialect generic, utf-8, semicolon-separated)"
    rows = {line.split("  ")[1].strip(): " ".join(line.split()) for line in lines if line.startswith("  ")}
    assert rows["Employees"] == "Employees employees 100% 1: 'a few' x1"
    assert rows["Country"] == "Country country 67% 1: 'Atlantis' x1"
    assert rows["Company"] == "Company name 100%"
    assert "3 rows in = 3 accounts + 0 duplicates + 0 rejected" in lines


def test_the_encoding_and_a_header_that_is_kept_as_it_is(tmp_path, capsys):
    text = ROWS.replace("Ort", "Größe (qm)")
    _, out, _ = columns(tmp_path, capsys, text=text, encoding="cp1252")
    assert "cp1252" in out
    assert any("Größe (qm)" in line and "(kept as it is)" in line for line in out.splitlines())


def test_json(tmp_path, capsys):
    (one,) = json.loads(columns(tmp_path, capsys, "--json")[1])
    assert (one["rows"], one["rejected"], one["dialect"], one["delimiter"], len(one["sha256"])) == (3, 0, "generic", ";", 64)
    employees = next(header for header in one["headers"] if header["header"] == "Employees")
    assert employees == {"header": "Employees", "field": "employees", "filled": 3, "understood": 2, "examples": [["a few", 1]]}


def test_quiet(tmp_path, capsys):
    assert columns(tmp_path, capsys, "--quiet") == (0, "", "")


def test_several_sources_are_reported_one_by_one(tmp_path, capsys):
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("Company,Website\nAcme,acme.com\n,\n,,\n")
    assert code("columns", tmp_path / "a.csv", tmp_path / "b.csv") == 0
    out = capsys.readouterr().out
    assert out.count("a.csv: ") == 1
    assert "2 rows in = 1 accounts + 1 duplicates + 0 rejected" in out


def test_what_cannot_be_read_at_all(tmp_path, capsys):
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "folder").mkdir()
    assert code("columns", tmp_path / "empty.csv") == 1
    assert capsys.readouterr().err == f"error: {tmp_path / 'empty.csv'}: an empty file (export it again)\n"
    assert code("columns", tmp_path / "folder", tmp_path / "gone.csv") == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(f"error: {tmp_path / 'folder'}: ")
    assert said[1].startswith(f"error: {tmp_path / 'gone.csv'}: no such file")


def test_a_folder_is_its_lists(tmp_path, capsys):
    (tmp_path / "lists").mkdir()
    for name in "ba":
        (tmp_path / "lists" / f"{name}.csv").write_text(f"Company,Website\n{name},{name}.com\n")
    assert code("columns", tmp_path / "lists") == 0
    out = capsys.readouterr().out
    assert out.index("a.csv: 1 rows") < out.index("b.csv: 1 rows")
    assert "2 rows in = 2 accounts" in out
