"""The last list: which one it is, who of its members is on this list, and what is said about it."""

import os
from datetime import date

import polars as pl
import pytest
from lists import accounts
from runs import code

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile
from icp_tui.review.last_list import NO_LISTS, LastList, LastLists
from icp_tui.review.opening import Opening
from icp_tui.review.session import Session
from icp_tui.review.snapshots import freeze, snapshot_named
from icp_tui.review.verifying import verify
from icp_tui.scoring.listing import ScoredList

PROFILE = """\
icp: Small
version: {version}
criteria:
  - {{key: size, layer: fit, weight: 1, kind: steps, field: employees, at_least: {{100: 1, 90: 0.9, 80: 0.8, 60: 0.6}}}}
tiers: [{{name: A, capacity: 2, min_score: 70}}, {{name: B, min_score: 70}}]
{more}
"""
HEADER = "Company,Website,Employees,Record ID\n"
OLD = HEADER + "Ace,ace.com,100,1\nBee,bee.com,90,2\nCee,cee.com,80,3\n"
# Bee has a new domain and its old CRM id; Cee is called otherwise now, and Two are new.
NEW = HEADER + "Ace,ace.com,60,1\nBeehive,beehive.io,80,2\nDee,dee.com,100,4\nEck,eck.com,90,5\nFox,fox.com,90,6\n"


@pytest.fixture
def given(tmp_path, monkeypatch):
    """Writes a list and a profile; the arguments of a session of them."""
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))

    def write(name, rows, version, more=""):
        source, profile = tmp_path / f"{name}.csv", tmp_path / f"{name}.yaml"
        source.write_text(rows, encoding="utf-8")
        profile.write_text(PROFILE.format(version=version, more=more), encoding="utf-8")
        return source, profile

    return write


def listed(found: ScoredList) -> dict[str, str]:
    frame = found.frame.sort("rank", nulls_last=True)
    return dict(zip(frame["name"], frame["bucket"], strict=True))


def session(files, day, last=NO_LISTS):
    source, profile = files
    return Session.load([source], load_profile(profile), date.fromisoformat(day), last=last)


HELD = "stability: {keep: 3, max_churn: 50%}"


@pytest.fixture
def third(given):
    """2026-Q3 in the default workspace: Ace and Bee in A, Cee in B."""
    return freeze(session(given("q3", OLD, "2026-Q3"), "2026-08-01"), None, "2026-Q3")


@pytest.mark.usefixtures("third")
def test_the_last_snapshot_counts_and_its_members_are_found_as_decisions_are(given):
    fourth = session(given("q4", NEW, "2026-Q4", HELD), "2026-11-01", LastLists(None))
    assert listed(fourth.scored()) == {"Dee": "A", "Eck": "B", "Fox": "B", "Beehive": "A", "Ace": "nurture"}
    held = fourth.scored().staying
    assert (held.members.name, held.members.count) == ("2026-Q3", 3)
    assert held.tier.to_list() == ["A", "A", None, None, None]
    notices = fourth.notices()
    assert "stability holds on to the 3 members of 2026-Q3 (as of 2026-08-01), of which 1 are not on this one" in notices
    assert "A takes at most 1 new account at a time; on deck: Eck, Fox" in notices


@pytest.mark.usefixtures("third")
def test_a_list_does_not_move_because_it_is_frozen_however_often(given):
    files = given("q4", NEW, "2026-Q4", HELD)
    before = session(files, "2026-11-01", LastLists(None))
    for name in ("2026-Q4", "2026-Q4 again"):
        # A version of its own each time: neither that nor what was frozen today makes newcomers of today members.
        freeze(session(given("q4", NEW, name, HELD), "2026-11-01", LastLists(None)), None, name)
        after = session(given("q4", NEW, name, HELD), "2026-11-01", LastLists(None))
        assert after.scored().staying.members.name == "2026-Q3"
        assert listed(after.scored()) == listed(before.scored())
    # A name goes before all that.
    assert session(files, "2026-11-01", LastLists(None, "2026-q4")).scored().staying.members.name == "2026-Q4"


@pytest.mark.usefixtures("third")
def test_the_latest_list_before_this_date_counts_whatever_version_made_it(given):
    for name, version, day in [("mid", "2026-Q4", "2026-10-01"), ("old", "2026-Q2", "2026-05-01"), ("other", "2026-Q4", "2026-10-01")]:
        freeze(session(given(name, NEW, version), day), None, name)
    for name, seconds in [("other", 1_000), ("mid", 2_000)]:
        os.utime(snapshot_named(None, name).path / "receipt.json", (seconds, seconds))
    files = given("q4", NEW, "2026-Q4", HELD)
    days = ["2026-11-01", "2026-10-02", "2026-10-01", "2026-08-02", "2026-08-01"]
    last = [session(files, day, LastLists(None)).scored().staying.members for day in days]
    assert [(one.name, str(one.as_of)) for one in last] == [
        # Of two of one date it is the one that was frozen later.
        ("mid", "2026-10-01"), ("mid", "2026-10-01"), ("2026-Q3", "2026-08-01"), ("2026-Q3", "2026-08-01"), ("old", "2026-05-01"),
    ]  # fmt: skip


@pytest.mark.usefixtures("third")
def test_without_an_earlier_list_a_notice_says_what_there_is(given):
    files = given("again", NEW, "2026-Q3", HELD)
    for day, mend in [("2026-07-31", "Freeze a list in the workspace"), ("2026-08-01", "2026-Q3 is of this very date and counts from the next day on")]:
        found = session(files, day, LastLists(None))
        assert found.scored().staying is None
        (notice,) = [one for one in found.notices() if "there is no earlier list of Small" in one]
        assert mend in notice


@pytest.mark.usefixtures("third")
def test_without_the_key_no_list_is_looked_for(given, monkeypatch):
    monkeypatch.setattr(LastLists, "of", lambda *_: pytest.fail("looked for"))
    assert session(given("q4", NEW, "2026-Q4"), "2026-11-01", LastLists(None)).scored().staying is None


def test_a_folder_may_be_named_and_what_is_no_list_is_refused(given, third, tmp_path):
    files = given("q4", NEW, "2026-Q4", HELD)
    assert session(files, "2026-11-01", LastLists(kept=False, named=str(third.path))).scored().staying.members.count == 3
    for named, kept, message in [
        (str(tmp_path), False, "holds no list"), ("2026-Q2", True, "no list is called 2026-Q2"), ("2026-Q3", False, "no list 2026-Q3"),
    ]:  # fmt: skip
        with pytest.raises(IcpError, match=message):
            session(files, "2026-11-01", LastLists(kept=kept, named=named)).scored()
    (third.path / "accounts.parquet").write_bytes(b"PAR1")
    with pytest.raises(IcpError, match=r"accounts of the last list .* cannot be read"):
        session(files, "2026-11-01", LastLists(kept=False, named=str(third.path))).scored()


def test_the_commands_and_the_app_find_the_same(given, third, tmp_path, capsys):
    source, profile = given("q4", NEW, "2026-Q4", HELD)
    # Makes the default workspace.
    Opening((source,), profile, as_of=date(2026, 11, 1)).open().close()
    out = tmp_path / "out"
    common = [source, "-p", profile, "--as-of", "2026-11-01"]
    assert code("build", *common, "-o", out, "-w", "default", "--json") == 0
    told = capsys.readouterr().out
    assert '"stability": {\n    "snapshot": "2026-Q3",\n    "as_of": "2026-08-01",' in (out / "receipt.json").read_text()
    assert '"on_deck": 2' in told
    assert verify(out).matches
    assert code("explain", *common, "--last", third.path, "beehive.io") == 0
    said = capsys.readouterr().out
    assert f"Last list: was in A of {third.path}: +3.00 for staying, which counts for the rank" in said
    review = Opening((source,), profile, as_of=date(2026, 11, 1)).open()
    try:
        assert listed(review.scored)["Beehive"] == "A"
        # A decision makes the list anew with the same members.
        review.exclude(review.scored.accounts["name"].eq("Dee").arg_true(), "No budget")
        assert listed(review.scored) == {"Eck": "A", "Fox": "B", "Beehive": "A", "Ace": "nurture", "Dee": "killed"}
    finally:
        review.close()
    parquet = third.path / "accounts.parquet"
    pl.read_parquet(parquet).with_columns(note=pl.lit("edited")).write_parquet(parquet)
    assert [str(one) for one in verify(out).differs] == ["last list 2026-Q3: is another one now, so other members stay"]


def test_a_member_that_was_joined_to_another_account_is_that_one_and_the_better_tier_counts():
    frame = pl.DataFrame(
        [("cee.com", "B", 3, "Cee", None, None, None), ("ace.com", "A", 1, "Ace", None, None, None)],
        schema=["account_key", "tier", "rank", "name", "domain", "linkedin_url", "crm_id"], orient="row",
    ).cast({"domain": pl.String, "linkedin_url": pl.String, "crm_id": pl.String}).sort("tier")  # fmt: skip
    members = LastList("q3", date(2026, 8, 1), "", frame).members(accounts({"name": "Cee"}), {"ace.com": "cee.com"})
    assert members.frame.rows() == [("cee.com", "A")]
    assert members.count == 2
