"""What a person says about headers, and what is remembered for them: which of it counts."""

from datetime import date

import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.evidence import fingerprint
from icp_tui.sources.mending import Mending, Mendings
from icp_tui.sources.overruling import as_mended, overruling, unsaid
from icp_tui.sources.reading import Reading

HEADERS = ["Firma", "Umsatz_Netto", "Runde am", "Notiz"]


def remembered(*said):
    mendings = Mendings.throw_away()
    mendings.remember(fingerprint(HEADERS), Mending(*said, day=date(2026, 11, 21)))
    return mendings


def test_headers_are_found_however_they_are_spelt():
    said = overruling(HEADERS, Reading(overrides={"umsatz netto": "revenue"}, day_first={"RUNDE AM": True}))
    assert said.fields == {"Umsatz_Netto": "revenue"}
    assert said.day_first == {"Runde am": True}


def test_every_slip_is_told_at_once():
    reading = Reading(dialect="hubspt", overrides={"Firm": "nam"}, day_first={"Runde": False})
    with pytest.raises(IcpError) as error:
        overruling(HEADERS, reading)
    assert [problem.message for problem in error.value.problems] == [
        "there is no dialect hubspt", "there is no header Firm", "there is no header Runde",
        "nam is no account column to send Firm to",
    ]  # fmt: skip


def test_nothing_remembered_changes_nothing():
    reading = Reading(encoding="cp1252")
    assert as_mended(reading, HEADERS, None) == (reading, None, [])
    assert as_mended(reading, HEADERS, Mendings.throw_away()) == (reading, None, [])


def test_what_is_said_now_goes_before_what_is_remembered():
    mendings = remembered("apollo", {"Umsatz_Netto": "revenue", "Notiz": "description"}, {"Runde am": True})
    reading = Reading(dialect="hubspot", overrides={"umsatz netto": None}, day_first={"runde am": False})
    joined, mending, notes = as_mended(reading, HEADERS, mendings)
    assert joined == Reading(
        dialect="hubspot", overrides={"Notiz": "description", "umsatz netto": None}, day_first={"runde am": False}
    )
    assert notes == ["as you mended it on 2026-11-21: Notiz -> description"]
    assert mending is not None
    assert mending.dialect == "apollo"


def test_what_does_not_exist_any_more_is_left_out_and_said():
    mendings = remembered("my_crm", {"Umsatz_Netto": "turnover", "Notiz": None})
    joined, _, notes = as_mended(Reading(), HEADERS, mendings)
    assert joined == Reading(overrides={"Notiz": None})
    assert notes == [
        "as you mended it on 2026-11-21: Notiz -> nothing",
        "of what you mended on 2026-11-21 this does not exist any more and is left out: Umsatz_Netto -> turnover, "
        "dialect my_crm",
    ]  # fmt: skip


def test_what_is_chosen_last_counts():
    reading = Reading(encoding="cp1252", dialect="apollo", overrides={"A": "name", "B b": None}, day_first={"C": True})
    assert unsaid(reading, Mending(overrides={"b_B": "name"})) == Reading(
        encoding="cp1252", dialect="apollo", overrides={"A": "name"}, day_first={"C": True}
    )
    assert unsaid(reading, Mending("hubspot", day_first={"c": False})) == Reading(
        encoding="cp1252", overrides={"A": "name", "B b": None}
    )


def test_lists_are_read_as_they_were_mended(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"Firma,Umsatz_Netto,Runde am,Notiz\n{name} GmbH,5000000,3/4/2024,x\n")
    mendings = remembered(None, {"Umsatz_Netto": "revenue"}, {"Runde am": True})
    mendings.path = None
    loaded = load_accounts([tmp_path / "a.csv", tmp_path / "b.csv"], mendings=mendings)
    assert loaded.frame["revenue"].to_list() == [5_000_000, 5_000_000]
    assert [report.mending.overrides for report in loaded.sources] == [{"Umsatz_Netto": "revenue"}] * 2
    assert all(report.notes[0].startswith("as you mended it on ") for report in loaded.sources)
    (found,) = load_accounts([tmp_path / "a.csv"]).sources
    assert found.mending is None


def test_a_damaged_file_of_mendings_is_said_and_keeps_no_list_from_being_read(tmp_path):
    (tmp_path / "mendings.yaml").write_text("{")
    (tmp_path / "a.csv").write_text("Company\nAcme\n")
    loaded = load_accounts([tmp_path / "a.csv"], mendings=Mendings(tmp_path / "mendings.yaml"))
    assert loaded.frame.height == 1
    assert loaded.notes[0].startswith("what you mended before cannot be used: ")
