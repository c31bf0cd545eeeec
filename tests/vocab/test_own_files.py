"""Vocabularies of one's own, end to end: a file in the folder, and what a list then means."""

import json

import polars as pl
import pytest
from runs import icp, inputs

from icp_tui import vocab
from icp_tui.criteria import KINDS
from icp_tui.errors import IcpError
from icp_tui.review.opening import Opening
from icp_tui.sources.accounts import load_accounts

LIST = """Company,Website,Industry,Country,Employees,Technologies,Last Funding Type
Acme,acme.com,Fintech,Teutonia,Mid-Market,"PayStack Pro, HubSpot",Mega Round
Globex,ourhost.example/globex,Banking,AT,Giant,,Seed
Hooli Genossenschaftsverband,,Banking,FR,51-200,,
"""
OWN = {
    "industries.yaml": "Financial Services: [Fintech, Payments]\n",
    "countries.yaml": "DE: [Teutonia]\n",
    "regions.yaml": "regions:\n  My Patch: [DE, AT]\n",
    "technologies.yaml": "Paystack: [PayStack Pro]\n",
    "funding.yaml": "Growth: [Mega Round]\n",
    "size_bands.yaml": "Mid-Market: [200, 999]\nGiant: [1000]\n",
    "hosts.yaml": "directory: [ourhost.example]\n",
    "legal_forms.yaml": "suffixes: [Genossenschaftsverband]\n",
}


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_without_files_of_their_own_the_texts_stay_unknown(folder, listed):
    frame = load_accounts([listed]).frame
    acme = frame.row(by_predicate=pl.col("name") == "Acme", named=True)
    assert (acme["industry"], acme["country"], acme["employees"]) == ("Fintech", None, None)
    assert "globex" not in " ".join(frame["account_key"])
    assert list(folder.iterdir()) == []


def test_every_vocabulary_can_be_extended(folder, listed):
    for name, text in OWN.items():
        (folder / name).write_text(text, encoding="utf-8")
    frame = load_accounts([listed]).frame
    by_name = {row["name"]: row for row in frame.iter_rows(named=True)}
    acme, globex = by_name["Acme"], by_name["Globex"]
    assert acme["industry"] == "Financial Services"
    assert acme["country"] == "DE"
    assert (acme["employees_min"], acme["employees_max"], acme["employees"]) == (200, 999, 600)
    assert acme["technologies"] == ["Paystack", "HubSpot"]
    assert acme["funding_stage"] == "Growth"
    assert (globex["employees_min"], globex["employees_max"]) == (1000, None)
    # The website is a page in a directory now, so the name is the key; and a legal form is no part of it.
    assert globex["account_key"] == "globex/at"
    assert by_name["Hooli Genossenschaftsverband"]["account_key"] == "hooli/fr"
    assert vocab.regions()["my patch"] == ("DE", "AT")
    geo = {"key": "geo", "layer": "fit", "weight": 1, "kind": "one_of", "field": "country", "ideal": ["My Patch"]}
    assert KINDS["one_of"].model_validate(geo).doubts() == []


def test_columns_shows_what_they_make_known(folder, listed):
    def industries():
        done = icp("columns", listed, "--json", env={"ICP_TUI_HOME": str(folder.parent)})
        assert done.returncode == 0, done.stderr
        headers = json.loads(done.stdout)[0]["headers"]
        one = next(one for one in headers if one["header"] == "Industry")
        return one["filled"] - one["understood"]

    assert industries() == 1
    (folder / "industries.yaml").write_text(OWN["industries.yaml"], encoding="utf-8")
    assert industries() == 0


def test_a_mistake_ends_the_command_with_its_place_and_the_mend(folder, listed):
    (folder / "industries.yaml").write_text("Banking: [Banks]\nInsurance: [Banks]\n", encoding="utf-8")
    done = icp("columns", listed, env={"ICP_TUI_HOME": str(folder.parent)})
    assert done.returncode == 1
    path = folder / "industries.yaml"
    assert done.stderr.splitlines()[-1] == (
        f"error: {path}:2:13: Banks is already an alias of Banking (keep it under Banking or under Insurance)"
    )


@pytest.mark.parametrize(
    ("name", "text", "said", "hint"),
    [
        ("industry.yaml", "A: [b]\n", "no vocabulary has this name, so the file is not read", "did you mean industries.yaml?"),
        ("countries.yml", "DE: [b]\n", "no vocabulary has this name, so the file is not read", "did you mean countries.yaml?"),
        ("countries.yaml", "Germany: [Teutonia]\n", "Germany is not a two-letter country code", "write DE: [names that count as it]"),
        ("countries.yaml", "DE: {nam: Germany}\n", "unknown key nam", "did you mean name?"),
        ("industries.yaml", "Banking: {a: b}\n", "expected a list of texts", "write Banking: [one, another]"),
        ("size_bands.yaml", "small: lots\n", "small needs [fewest, most] employees", "write [1, 99], or [100] for a size without an upper end"),
        ("regions.yaml", "DACH: [DE]\n", "unknown key DACH", "put it below regions: or aliases:"),
        ("regions.yaml", "regions:\n  Mine: [Wakanda]\n", "Wakanda is neither a country code nor a region", "give two-letter codes, such as DE, or regions"),
        ("hosts.yaml", "social: [https://a.com/x]\n", "https://a.com/x is no host", "write it bare, such as linkedin.com"),
    ],
)  # fmt: skip
def test_each_mistake_is_said_with_its_mend(folder, listed, name, text, said, hint):
    (folder / name).write_text(text, encoding="utf-8")
    asked = vocab.regions if name == "regions.yaml" else lambda: load_accounts([listed])
    with pytest.raises(IcpError) as raised:
        asked()
    (problem,) = raised.value.problems
    assert (problem.path, problem.message, problem.hint) == (str(folder / name), said, hint)
    assert problem.line == (None if "no vocabulary" in said else text.count("\n"))


def test_opening_a_list_again_reads_them_again(folder, tmp_path):
    source, profile = inputs(tmp_path)
    opening = Opening((source,), profile, throw_away=True)
    opening.open().close()
    assert vocab.canonical("industry", "Basket Weaving") is None
    (folder / "industries.yaml").write_text("Crafts: [Basket Weaving]\n", encoding="utf-8")
    opening.open().close()
    assert vocab.canonical("industry", "Basket Weaving") == "Crafts"
