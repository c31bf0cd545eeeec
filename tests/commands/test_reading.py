"""What a person says about how a file is to be read: encoding, delimiter, header row, dialect, mapping."""

import json

import pytest
from runs import code


def columns(capsys, *words):
    """What `icp-tui columns --json` says of the only source."""
    assert code("columns", "--json", *words) == 0
    (source,) = json.loads(capsys.readouterr().out)
    return source


@pytest.fixture
def odd(tmp_path):
    """A list whose headers no dialect knows, in an old encoding, with a title above."""
    path = tmp_path / "odd.csv"
    path.write_bytes("Unsere Liste\nWer~Web~Köpfe\nMüller GmbH~mueller.de~12\nOtto~otto.de~40\n".encode("cp1252"))
    return path


def test_everything_can_be_said(odd, capsys):
    said = columns(
        capsys, odd, "--encoding", "cp1252", "--delimiter", "~", "--header-row", "2",
        "--map", "Wer=name", "--map", "Web=website", "--map", "Köpfe=employees",
    )  # fmt: skip
    assert {one["header"]: one["field"] for one in said["headers"]} == {"Wer": "name", "Web": "website", "Köpfe": "employees"}
    assert said["rows"] == 2
    assert said["encoding"] == "cp1252"


def test_a_header_can_be_taken_for_nothing(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("Company,Website,Employees\nAcme,acme.com,12\n", encoding="utf-8")
    assert [one["field"] for one in columns(capsys, path)["headers"]] == ["name", "website", "employees"]
    said = columns(capsys, path, "--map", "Employees=")
    assert [one["field"] for one in said["headers"]] == ["name", "website", None]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--delimiter", "ab"), "'ab' is not one character; write , or ; or | or tab"),
        (("--delimiter", ""), "is not one character"),
        (("--header-row", "0"), "'0' is no row; rows count from 1"),
        (("--header-row", "two"), "'two' is no row"),
        (("--map", "Firma"), "'Firma' is no mapping; write 'Header=field'"),
        (("--map", "=name"), "'=name' is no mapping"),
    ],
)
def test_wrong_options_are_usage_errors(tmp_path, capsys, words, said):
    assert code("columns", tmp_path / "list.csv", *words) == 2
    assert said in capsys.readouterr().err


def test_a_header_holds_an_equals_sign(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("Company,a=b\nAcme,acme.com\n", encoding="utf-8")
    said = columns(capsys, path, "--map", "a=b=website")
    assert {one["header"]: one["field"] for one in said["headers"]}["a=b"] == "website"
