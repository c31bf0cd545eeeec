"""Incremental exports of presets: who is new in a tier, who left one, and what is remembered."""

import random
from datetime import date

import polars as pl
import pytest
from exported import NOVEMBER, NOW, OCTOBER, PEOPLE, THEN, exported, memory, quarter

from icp_tui.errors import IcpError
from icp_tui.export.kept_rows import ACCOUNT_KEY, ADDED, still_held
from icp_tui.export.preset_column import Column
from icp_tui.review.decisions.decision import Decision, naming
from icp_tui.review.decisions.matching import settled
from icp_tui.review.exported import ROWS, Exports
from icp_tui.sources.contacts import load_contacts


@pytest.fixture
def then(tmp_path):
    """What is remembered of October."""
    exported(tmp_path, quarter(tmp_path, THEN, OCTOBER, people=True), "hubspot-companies", "sales-navigator", "lemlist", "excel")
    return memory(tmp_path)


def written(made):
    """File name -> its rows as lists."""
    return {file.name: file.frame.rows() for file in made.plan.files}


def test_the_first_export_is_all_new_and_has_nobody_to_take_out(tmp_path):
    (made,) = exported(tmp_path, quarter(tmp_path, THEN, OCTOBER), "sales-navigator", only_new=True)
    assert made.changes == "Never exported from this workspace: every account is new."
    assert {name: len(rows) for name, rows in written(made).items()} == {
        "sales-navigator_tier_a_2026-10-01.csv": 2, "sales-navigator_tier_b_2026-10-01.csv": 3,
    }  # fmt: skip
    assert made.plan.origin["new_since"] == ""


@pytest.mark.usefixtures("then")
def test_only_the_new_in_their_tier_are_written_and_those_who_left_under_the_names_that_were_exported(tmp_path):
    (made,) = exported(tmp_path, quarter(tmp_path, NOW, NOVEMBER), "hubspot-companies", only_new=True)
    assert made.changes == "Since the export of 2026-10-01: 3 new in their tier (2 from another tier), 4 left their tier (2 for another tier)."
    assert made.new.select("account_key", "tier", "was").rows() == [("acme.com", "A", "B"), ("globex.io", "B", "A"), ("newco.com", "B", None)]
    files = written(made)
    assert {name: [row[1] for row in rows] for name, rows in files.items() if "tier" in name} == {
        "hubspot-companies_tier_a_update_2026-11-01.csv": ["Acme"],
        "hubspot-companies_tier_b_update_2026-11-01.csv": ["Globex"],
        "hubspot-companies_tier_b_create_2026-11-01.csv": ["newco.com"],
    }
    removed = made.plan.files[-1]
    assert removed.name == "hubspot-companies_removed_2026-11-01.csv"
    assert removed.frame.columns == ["Record ID", "Company Domain Name", "Company name", "Left tier", "Now in"]
    # HubSpot knows Globex by the domain that it was given.
    assert removed.frame.rows() == [
        ("102", "globex.com", "Globex", "A", "B"),
        ("103", "acme.com", "Acme", "B", "A"),
        (None, "initech.com", "Initech", "B", "gone"),
    ]
    said = "\n".join(map(str, (*made.plan.warnings, *made.plan.notes)))
    assert "1 account that left has no Record ID or Company Domain Name (Nobody). Take it out of HubSpot companies by hand." in said
    assert "who changed tiers is in both files, so take out first, then add" in said
    assert made.plan.origin["new_since"] == "2026-10-01"


@pytest.mark.usefixtures("then")
def test_once_more_there_is_nothing_new(tmp_path):
    november = quarter(tmp_path, NOW, NOVEMBER)
    exported(tmp_path, november, "sales-navigator", only_new=True)
    (made,) = exported(tmp_path, november, "sales-navigator", only_new=True)
    assert not made.plan.files
    assert not made.plan.warnings
    assert made.plan.notes == ["Since the export of 2026-11-01 nobody came into a tier and nobody left one."]
    held = memory(tmp_path).last("sales-navigator").frame
    assert held.select("account_key", "tier").rows() == [("hooli.com", "A"), ("acme.com", "A"), ("globex.io", "B"), ("newco.com", "B")]


@pytest.mark.usefixtures("then")
def test_a_target_that_takes_no_other_columns_gets_none(tmp_path):
    (made,) = exported(tmp_path, quarter(tmp_path, NOW, NOVEMBER), "sales-navigator", only_new=True)
    removed = made.plan.files[-1].frame
    assert removed.columns == ["Account Name", "Website"]
    assert removed["Account Name"].to_list() == ["Globex", "Acme", "Initech"]


@pytest.mark.usefixtures("then")
def test_people_of_companies_that_left_are_taken_out_by_the_contacts_of_today(tmp_path):
    (made,) = exported(tmp_path, quarter(tmp_path, NOW, NOVEMBER, people=True), "lemlist", only_new=True)
    assert made.plan.files[-1].frame.rows() == [
        ("g@globex.com", "Globex", "A", "B"), ("a@acme.com", "Acme", "B", "A"), ("i@initech.com", "Initech", "B", "gone"),
    ]  # fmt: skip
    # Nobody had no people, so lemlist never had it.
    assert not [one for one in made.plan.warnings if "that left" in one.said]


@pytest.mark.parametrize(("preset", "left"), [("lemlist", []), ("hubspot-companies", [("initech.com", "Initech", "B", "A")])])
def test_people_of_an_account_that_went_into_one_that_stays_are_not_taken_out(tmp_path, preset, left):
    """Initech (B) is said to be the same company as Hooli, which stays in A: Hooli's people are those of both."""
    rows = "Company,Website,Employees\nHooli,hooli.com,100\nGlobex,globex.com,95\nInitech,initech.com,80\n"
    exported(tmp_path, quarter(tmp_path, rows, OCTOBER, people=True), preset)
    session = quarter(tmp_path, rows, NOVEMBER, people=True)
    initech = {"account_key": "initech.com", "name": "Initech", "domain": "initech.com", "linkedin_slug": None, "crm_id": None}
    same = Decision(kind="same", account_key="hooli.com", name="Hooli", domain="hooli.com", value=naming(initech))
    accounts, _, finder = settled([same], session.accounts)
    session.join(accounts, finder.into)
    (made,) = exported(tmp_path, session, preset, only_new=True)
    assert [made.since.removed["was"].to_list(), made.since.removed["now"].to_list()] == [["B"], ["A"]]
    assert [row for rows in written(made).values() for row in rows] == left


@pytest.mark.parametrize(
    ("gone", "held", "stays"),
    [
        # email, name, account; held also whether it is added.
        (("a@acme.com", "Acme", None), ("a@acme.com", "Acme Labs", "labs", True), True),
        (("a@acme.com", "Acme", "labs"), ("a@acme.com", "Acme Labs", "labs", False), True),
        (("a@acme.com", "Acme", "labs"), ("a@acme.com", "Acme Labs", "labs", True), False),
        (("a@acme.com", "Acme", None), ("b@acme.com", "Acme", "labs", True), False),
        ((None, "Acme", None), ("b@acme.com", "Acme", "labs", True), True),
        ((None, None, None), (None, None, "labs", True), False),
    ],
)
def test_a_row_stays_where_another_account_or_one_that_is_there_already_has_its_key(gone, held, stays):
    keys = [Column.model_validate({"header": "Email", "from": ["email"]}), Column.model_validate({"header": "Company", "from": ["name"]})]
    left = pl.DataFrame([gone], ["Email", "Company", ACCOUNT_KEY], orient="row").cast(pl.String)
    there = pl.DataFrame([held], {"Email": pl.String, "Company": pl.String, ACCOUNT_KEY: pl.String, ADDED: pl.Boolean}, orient="row")
    assert still_held(left, there, keys).to_list() == [stays]


@pytest.mark.usefixtures("then")
def test_whoever_opted_out_since_is_taken_out_of_companies_that_stayed(tmp_path):
    session = quarter(tmp_path, NOW, NOVEMBER, people=True)
    (tmp_path / "no_mail.csv").write_text("Email,Unsubscribed\nx@hooli.com,yes\nn@newco.com,yes\nold@hooli.com,yes\nu@umbrella.com,yes\n", "utf-8")
    session.contacts = load_contacts([tmp_path / "people.csv", tmp_path / "no_mail.csv"])
    (made,) = exported(tmp_path, session, "lemlist", only_new=True)
    removed, *new = [file.frame for file in made.plan.files[::-1]]
    # Newco is new and Umbrella in no tier: nobody of theirs was ever there.
    assert removed.filter(pl.col("Now in") == "opted out").rows() == [("x@hooli.com", "Hooli", "A", "opted out"), ("old@hooli.com", "Hooli", "A", "opted out")]
    assert "2 people there want no mail and may have been exported before." in made.plan.notes
    assert not {address for frame in new for address in frame["email"]} & {"x@hooli.com", "n@newco.com", "old@hooli.com"}


@pytest.mark.usefixtures("then")
def test_a_workbook_says_who_left_in_a_csv(tmp_path):
    (made,) = exported(tmp_path, quarter(tmp_path, NOW, NOVEMBER), "excel", only_new=True)
    assert [file.name for file in made.plan.files] == ["excel_2026-11-01.xlsx", "excel_removed_2026-11-01.csv"]
    assert made.plan.files[-1].frame["Account"].to_list() == ["Globex", "Nobody", "Acme", "Initech"]


def test_a_whole_export_is_remembered_as_it_is_and_says_what_changed(tmp_path, then):
    (made,) = exported(tmp_path, quarter(tmp_path, NOW, NOVEMBER), "sales-navigator")
    assert made.changes.startswith("Since the export of 2026-10-01: 3 new")
    assert sum(len(rows) for rows in written(made).values()) == 4
    assert not made.plan.notes
    assert then.last("sales-navigator").day == NOVEMBER


def test_the_memory_holds_companies_only_never_people(then):
    for path in then.folder.rglob("*.parquet"):
        assert pl.read_parquet(path).schema == ROWS
        assert not any(name in path.read_bytes().decode("latin-1") for name in PEOPLE.replace("\n", ",").split(",") if "@" in name)


def test_each_icp_has_its_own_memory_in_one_workspace(tmp_path, then):
    other = Exports.beside(tmp_path / "kept.sqlite", "Other")
    assert other.last("excel") is None
    other.remember("excel", pl.DataFrame(schema={name: kind for name, kind in ROWS.items() if name != "icp"}))
    assert then.last("excel").frame.height == 5


def test_a_damaged_memory_is_said_and_the_next_export_writes_it_anew(then):
    (then.folder / "excel.parquet").write_bytes(b"no parquet")
    with pytest.raises(IcpError, match="what was exported last cannot be read"):
        then.last("excel")
    then.remember("excel", pl.DataFrame(schema={name: kind for name, kind in ROWS.items() if name != "icp"}))
    assert then.last("excel") is None


def test_what_was_compared_with_is_kept_and_found_by_its_hash(tmp_path, then):
    before = then.last("excel")
    exported(tmp_path, quarter(tmp_path, NOW, NOVEMBER), "excel", only_new=True)
    assert then.last("excel").day == NOVEMBER
    assert then.then("excel", before.sha256).frame.equals(before.frame)
    assert then.then("excel", "0" * 64) is None


def test_a_disk_that_refuses_leaves_the_memory_as_it_was(tmp_path, then, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("icp_tui.review.exported.Path.replace", full)
    with pytest.raises(OSError, match="No space"):
        exported(tmp_path, quarter(tmp_path, NOW, NOVEMBER), "excel")
    monkeypatch.undo()
    assert then.last("excel").day == OCTOBER
    assert not [path for path in then.folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("seed", [1, 2])
def test_who_takes_out_and_then_adds_has_the_tiers_as_they_stand(tmp_path, seed):
    """A target that follows every incremental export holds what the list says, quarter after quarter."""
    chance = random.Random(seed)
    target: set[tuple[str, str]] = set()
    for month in range(1, 6):
        there = [name for name in "abcdefghij" if chance.random() < 0.8]
        listed = "".join(f"{name},{name}.com,{chance.choice([60, 80, 87, 95, 100])}\n" for name in there)
        session = quarter(tmp_path, f"Company,Website,Employees\n{listed}", date(2026, month, 1))
        (made,) = exported(tmp_path, session, "hubspot-companies", only_new=True)
        for file in made.plan.files:
            if "_removed_" in file.name:
                gone = set(file.frame.select("Company name", "Left tier").rows())
                assert gone <= target
                target -= gone
        for file in made.plan.files:
            if "_removed_" not in file.name:
                new = {(name, str(file.tier)) for name in file.frame["Company name"]}
                assert not new & target
                target |= new
        bucket = session.scored().assigned.bucket.cast(pl.String)
        assert target == {pair for pair in zip(session.accounts.frame["name"], bucket, strict=True) if pair[1] in "AB"}
