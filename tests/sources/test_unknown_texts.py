"""What no vocabulary knows, by frequency, and how a person adds it."""

import polars as pl
import pytest

from icp_tui import vocab
from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.unknown_texts import mend, together, unknown_cells, unknown_technologies


def test_cells_that_are_not_understood_the_most_frequent_first():
    cells = pl.Series(["b", " a", "known", None, "b", "c", "a "])
    understood = pl.Series([False, False, True, None, False, False, False])
    assert unknown_cells(cells, understood) == (("a", 2), ("b", 2), ("c", 1))
    assert unknown_cells(cells, understood, 1) == (("a", 2),)
    assert unknown_cells(cells.cast(pl.Categorical), understood, 1) == (("a", 2),)


def test_technologies_that_are_not_known():
    lists = pl.Series([["Salesforce", "Grommet 3"], None, ["Grommet 3", "Abacus"], []], dtype=pl.List(pl.String))
    assert unknown_technologies(lists) == (("Grommet 3", 2), ("Abacus", 1))
    assert unknown_technologies(lists.head(0)) == ()


def test_at_most_twenty():
    many = tuple((f"t{at:02}", 1) for at in range(30))
    assert together([many, (("t29", 5),)]) == (("t29", 5), *many[:19])
    lists = pl.Series([[text for text, _ in many]])
    assert len(unknown_technologies(lists)) == 20


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    vocab.reset()
    yield tmp_path / "vocab"
    vocab.reset()


@pytest.mark.parametrize(
    ("field", "texts", "lines"),
    [
        ("country", ["Germanny", "Atlantis"], ["DE: [Germanny]", "XX: [Atlantis]   # XX: its two-letter code"]),
        ("industry", ["Bankingg", "no", "third"], ["Banking: [Bankingg]", 'Name that you use: ["no"]']),
        ("industry", ["Webb shops", "Kite hire"], ["First name that you use: [Webb shops]", "Second name that you use: [Kite hire]"]),
        ("technologies", ["C# [old]: x"], ['Name that you use: ["C# [old]: x"]']),
        ("funding_stage", ["Grosse Runde"], ["Name that you use: [Grosse Runde]"]),
    ],
)  # fmt: skip
def test_the_mend_is_shown_and_can_be_copied(folder, field, texts, lines):
    said, *example = mend(field, texts)
    assert str(folder) in said
    assert example == [f"  {line}" for line in lines]
    kind, file = {
        "country": ("country", "countries.yaml"), "industry": ("industry", "industries.yaml"),
        "technologies": ("technology", "technologies.yaml"), "funding_stage": ("funding", "funding.yaml"),
    }[field]  # fmt: skip
    folder.mkdir()
    # One line: two texts under one example name would be one entry.
    (folder / file).write_text(lines[0] + "\n")
    vocab.reset()
    assert vocab.canonical(kind, texts[0]) == lines[0].split(":")[0]


@pytest.mark.usefixtures("folder")
def test_no_key_is_said_twice_and_no_country_is_guessed():
    # Pasted as they are, neither line makes an account one of the United States.
    assert mend("country", ["Atlantis", "Lemuria"])[1:] == (
        "  XX: [Atlantis]   # XX: its two-letter code", "  ZZ: [Lemuria]   # ZZ: its two-letter code",
    )  # fmt: skip
    assert mend("country", ["Germanny", "Germany"])[1:] == ("  DE: [Germanny, Germany]",)


def test_a_source_says_what_is_unknown_in_it(tmp_path):
    (tmp_path / "a.csv").write_text(
        'Company,Country,Industry,Technologies,Employees\nAcme,Atlantis,Widgets,"Grommet 3, HubSpot",5\nB,US,Banking,,6\n'
    )
    (report,) = load_accounts([tmp_path / "a.csv"]).sources
    assert report.unknown == {
        "industry": (("Widgets", 1),), "country": (("Atlantis", 1),), "technologies": (("Grommet 3", 1),),
    }  # fmt: skip
