"""`icp-tui columns`: how each header is understood, how full it is, what could not be read."""

import json

import pytest
from runs import code

from icp_tui import vocab

ROWS = """\
Company;Website;Employees;Country;Ort
Acme;acme.com;100;Germany;Köln
Globex;globex.com;a few;Atlantis;
Hooli;hooli.com;51-200;;
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A folder of the user's own, empty."""
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    vocab.reset()
    yield tmp_path / "home"
    vocab.reset()


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
    assert lines[0] == f"{tmp_path / 'list.csv'}: 3 rows (no tool's own headers, utf-8, semicolon-separated)"
    rows = {line.split("  ")[1].strip(): " ".join(line.split()) for line in lines if line.startswith("  ")}
    assert rows["Employees"] == "Employees employees 100% 100; a few; 51-200 1: 'a few' x1"
    assert rows["Country"] == "Country country 67% Germany; Atlantis 1: 'Atlantis' x1"
    assert rows["Company"] == "Company name 100% Acme; Globex; Hooli"
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
    assert employees == {
        "header": "Employees", "field": "employees", "filled": 3, "understood": 2, "examples": [["a few", 1]],
        "samples": ["100", "a few", "51-200"], "day_first": None, "personal": False,
    }  # fmt: skip
    assert (one["unknown"], one["mending"]) == ({"country": [["Atlantis", 1]]}, None)


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


def field_of(capsys, *given):
    """Header -> field, as `columns --json` has it."""
    assert code("columns", *given, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    return {header["header"]: header["field"] for header in one["headers"]} | {"": one["mending"]}


def test_what_no_vocabulary_knows_is_listed_with_the_mend(tmp_path, capsys, home):
    text = 'Company,Country,Industry,Technologies\nAcme,Atlantis,Widgets,"Salesforce, Grommet 3"\nHooli,US,Widgets,\n'
    lines = columns(tmp_path, capsys, text=text)[1].splitlines()
    at = lines.index("  not in the vocabulary of industry: Widgets (2)")
    assert str(home / "vocab" / "industries.yaml") in lines[at + 1]
    assert lines[at + 2] == "      Name that you use: [Widgets]"
    assert "  not in the vocabulary of country: Atlantis (1)" in lines
    assert "  not in the vocabulary of technologies: Grommet 3 (1)" in lines
    # The example, as it is shown, is taken.
    (home / "vocab").mkdir(parents=True)
    (home / "vocab" / "industries.yaml").write_text(lines[at + 2].strip() + "\n")
    vocab.reset()
    assert "not in the vocabulary of industry" not in columns(tmp_path, capsys, text=text)[1]


def test_what_is_remembered_counts_for_every_list_with_these_headers(tmp_path, capsys, home):
    first, later = tmp_path / "q3.csv", tmp_path / "q4.csv"
    first.write_text("Firma,Umsatz netto,Notiz,Runde am\nAcme,100,x,03/04/2024\n")
    later.write_text("notiz,RUNDE AM,Firma,Umsatz_Netto\ny,05/06/2024,Hooli,200\n")
    said = ["--map", "Umsatz netto=revenue", "--map", "Firma=name", "--map", "Runde am=last_funding_date"]
    found = field_of(capsys, first, *said, "--day-first", "Runde am", "--remember")
    assert (found["Umsatz netto"], found["Notiz"], found[""]) == ("revenue", None, None)
    assert code("columns", later) == 0
    out = capsys.readouterr().out
    assert "as you mended it on " in out
    assert "Umsatz_Netto -> revenue, Firma -> name, RUNDE AM -> last_funding_date, RUNDE AM: day first" in out
    assert "RUNDE AM: dates such as 05/06/2024 are read day first, 5 June 2024, as you said" in out
    # What is said now goes before, and can be said on top.
    assert field_of(capsys, later, "--map", "umsatz netto=")["Umsatz_Netto"] is None
    assert field_of(capsys, later, "--map", "Notiz=description", "--remember")["notiz"] == "description"
    assert field_of(capsys, later)["notiz"] == "description"
    assert field_of(capsys, later)["Umsatz_Netto"] == "revenue"
    assert field_of(capsys, later, "--as-found", "--map", "Firma=name")["Umsatz_Netto"] is None
    assert (home / "mendings.yaml").exists()
    assert code("columns", later, "--forget", "--map", "Firma=name") == 0
    assert "forgotten for lists with the headers of q4.csv: " in capsys.readouterr().out
    assert field_of(capsys, later, "--map", "Firma=name") == {
        "notiz": None, "RUNDE AM": None, "Firma": "name", "Umsatz_Netto": None, "": None,
    }  # fmt: skip


def test_there_must_be_something_to_remember(tmp_path, capsys):
    left, _, err = columns(tmp_path, capsys, "--remember")
    assert (left, err) == (
        1,
        "error: --remember has nothing to remember "
        "(say what to remember with --map, --dialect, --day-first or --month-first)\n",
    )
    assert "nothing is remembered for lists with the headers of list.csv" in columns(tmp_path, capsys, "--forget")[1]


def test_of_several_lists_one_needs_to_have_a_header(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("Company,Umsatz\nAcme,5\n")
    (tmp_path / "b.csv").write_text("Company,Turnover\nHooli,6\n")
    lists = (tmp_path / "a.csv", tmp_path / "b.csv")
    assert code("columns", *lists, "--map", "Umsatz=revenue", "--map", "Turnover=revenue", "--json") == 0
    one, other = json.loads(capsys.readouterr().out)
    assert [one["headers"][1]["field"], other["headers"][1]["field"]] == ["revenue", "revenue"]
    assert code("columns", *lists, "--map", "Umsats=revenue") == 1
    said = "error: there is no header Umsats in any of the 2 lists (did you mean Umsatz?)\n"
    assert capsys.readouterr().err == said
    assert code("columns", lists[0], "--map", "Turnover=revenue") == 1
    assert "a.csv: there is no header Turnover" in capsys.readouterr().err
