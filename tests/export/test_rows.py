"""The columns of the files, beyond the golden list: types as text, data or none, names that collide."""

import csv
import io
import json

import polars as pl
from runs import PROFILE, code, inputs


def built(tmp_path, accounts, profile=PROFILE):
    source, yaml = inputs(tmp_path, accounts, profile)
    assert code("build", source, "-p", yaml, "-o", tmp_path / "list", "--as-of", "2026-11-21", "--quiet") == 0
    return tmp_path / "list"


def rows(folder, name="tier_a.csv"):
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"), newline="")))


def header(folder, name="tier_a.csv"):
    return (folder / name).read_text(encoding="utf-8").splitlines()[0].split(",")


def test_lists_dates_and_numbers_as_text(tmp_path):
    folder = built(
        tmp_path,
        "Company,Website,Employees,Country,Technologies,Intent Score,Annual Revenue,Last Raised At\n"
        'Acme,acme.com,"1,00",US,,,,\n'
        'Globex,globex.com,100,US,"Salesforce, React",87.5,$1.5M,2026-10-01\n'
        'Hooli,hooli.com,100,US,React,88,2000000,\n',
    )
    said = {row["name"]: row for row in rows(folder)}
    globex = said["Globex"]
    assert globex["technologies"] == "Salesforce; React"
    assert globex["Technologies"] == "Salesforce, React"
    assert (globex["revenue"], globex["last_funding_date"]) == ("1500000", "2026-10-01")
    # A whole number needs no point.
    assert [said[name]["intent_score"] for name in ("Globex", "Hooli")] == ["87.5", "88"]


def test_account_columns_without_data_are_left_out_of_csv_but_not_of_parquet(tmp_path):
    folder = built(tmp_path, "Company,Website,Employees,Country,State\nAcme,acme.com,100,US,\nGlobex,globex.com,100,US,n/a\n")
    assert "state" not in header(folder)
    assert "State" in header(folder)
    assert pl.read_parquet(folder / "accounts.parquet").schema["state"] == pl.String


def test_original_columns_survive_under_their_own_header_whatever_it_is(tmp_path):
    odd = ["tier", "reason", "rank", "layer_fit", "points.size", "bucket", "as_of", "account_key", "row", "Ünï", "a b", "SIC"]
    cells = ["x", "y", "z", "1", "2", "3", "4", "5", "6", "7", "8", "0161"]
    folder = built(
        tmp_path, f"Company,Website,Employees,Country,{','.join(odd)}\nAcme,acme.com,100,US,{','.join(cells)}\n"
    )
    ours = {"tier", "reason", "rank", "layer_fit", "points.size", "bucket", "as_of", "account_key"}
    names = [f"{name} (source)" if name in ours else name for name in odd]
    assert header(folder)[-12:] == names
    (row,) = rows(folder)
    assert [row[name] for name in names] == cells
    assert (row["tier"], row["rank"]) == ("A", "1")
    assert len(set(header(folder))) == len(header(folder))


def test_an_extra_field_and_the_header_that_it_is_made_from_may_have_one_name(tmp_path):
    fields = "fields:\n  growth: {from: [growth], as: number}\ncriteria:"
    profile = PROFILE.replace("criteria:", fields).replace("employees < 20", "growth < 3 OR employees < 20")
    folder = built(
        tmp_path,
        "Company,Website,Employees,Country,growth,growth (source)\nAcme,acme.com,100,US,5 %,x\nHooli,hooli.com,99,US,2,y\n",
        profile,
    )
    (row,) = rows(folder)
    assert (row["name"], row["growth"], row["growth (source)"], row["growth (source) (source)"]) == ("Acme", "5", "x", "5 %")
    assert [one["name"] for one in rows(folder, "killed.csv")] == ["Hooli"]


def test_a_condition_of_a_tier_may_name_an_original_column(tmp_path):
    profile = PROFILE.replace("min_score: 70, play: Call", "min_score: 70, when: \"\\\"row\\\" = 'OPEN'\"")
    folder = built(
        tmp_path, "Company,Website,Employees,Country,row\nAcme,acme.com,100,US,OPEN\nHooli,hooli.com,99,US,SHUT\n", profile
    )
    assert [row["name"] for row in rows(folder)] == ["Acme"]
    assert [row["reason"] for row in rows(folder, "tier_b.csv")] == ["A asks for \"row\" = 'OPEN'"]


def test_headers_with_line_breaks_and_control_characters_stay_apart(tmp_path):
    folder = built(tmp_path, 'Company,Website,Employees,Country,"two\nlines",two lines,"\x1b[31mred"\nAcme,acme.com,100,US,1,2,3\n')
    assert header(folder)[-3:] == ["two lines", "two lines (2)", "[31mred"]
    (row,) = rows(folder)
    assert list(row.values())[-3:] == ["1", "2", "3"]


def test_empty_buckets_have_a_header_and_no_rows(tmp_path):
    folder = built(tmp_path, "Company,Website,Employees,Country\n")
    for name in ("tier_a.csv", "tier_b.csv", "nurture.csv", "disqualified.csv", "killed.csv"):
        assert rows(folder, name) == []
        assert header(folder, name)[:3] == ["rank", "account_key", "name"]
    assert (folder / "duplicates.csv").read_text() == (
        "source,source_row,name,domain,account_key,merged_into_source,merged_into_row\n"
    )
    assert (folder / "rejected.csv").read_text() == "source,row,raw,cause\n"
    assert pl.read_parquet(folder / "accounts.parquet").height == 0
    assert json.loads((folder / "receipt.json").read_text())["rows"] == {
        "in": 0, "rejected": 0, "duplicates": 0, "accounts": 0,
    }  # fmt: skip


def test_one_column_and_one_row_are_enough(tmp_path):
    folder = built(tmp_path, "Website\nacme.com\n")
    (row,) = rows(folder, "disqualified.csv")
    assert (row["account_key"], row["name"], row["reason"]) == ("acme.com", "", "too little data: 0.00 now, up to 100.00")
