"""What a list is opened from: everything read, nothing left open when it fails."""

from datetime import date

import pytest
from reviewed import ACCOUNTS, SMALL, buckets, rows

from icp_tui.errors import IcpError
from icp_tui.review import opening as opening_module
from icp_tui.review.decisions import workspace as workspace_module
from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.opening import Opening
from icp_tui.sources.mending import Mending, Mendings
from icp_tui.sources.reading import Reading


@pytest.fixture
def given(tmp_path, monkeypatch):
    """The pieces of an opening over the small list."""
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    source, yaml = tmp_path / "accounts.csv", tmp_path / "profile.yaml"
    source.write_text(ACCOUNTS, encoding="utf-8")
    yaml.write_text(SMALL, encoding="utf-8")
    return {"sources": (source,), "profile": yaml}


@pytest.fixture
def closed(monkeypatch):
    """The workspaces that were closed."""
    names = []
    close = Workspace.close

    def closing(workspace):
        names.append(workspace.name)
        close(workspace)

    monkeypatch.setattr(workspace_module.Workspace, "close", closing)
    return names


def test_everything_is_read_and_the_decisions_are_found(given, tmp_path):
    review = Opening(**given, workspace="emea", as_of=date(2026, 11, 21)).open()
    review.exclude(rows(review, "Hooli"), "Gone")
    review.close()
    gone = tmp_path / "gone.csv"
    gone.write_text("domain\nvandelay.com\n", encoding="utf-8")
    shares = []
    again = Opening(**given, workspace="emea", suppress=(gone,), as_of=date(2026, 11, 21)).open(
        lambda *step: shares.append(step),
    )
    held = buckets(again)
    assert (held["Hooli"], held["Vandelay"], held["Acme"]) == ("killed", "killed", "A")
    assert again.workspace.name == "emea"
    assert again.session.as_of == date(2026, 11, 21)
    assert shares
    # The suppression files given beside the profile are read again with it.
    gone.write_text("domain\nglobex.com\n", encoding="utf-8")
    again.reload_profile()
    assert buckets(again)["Vandelay"] == "disqualified"
    again.close()


def test_without_a_date_ages_count_from_the_day_of_opening(given, monkeypatch):
    class Day(date):
        @classmethod
        def today(cls):
            return date(2027, 2, 3)

    monkeypatch.setattr(opening_module, "date", Day)
    review = Opening(**given).open()
    assert review.session.as_of == date(2027, 2, 3)
    assert review.workspace.name == "default"
    review.close()


def test_a_throw_away_workspace_forgets_and_touches_no_other(given):
    review = Opening(**given, workspace="emea", throw_away=True).open()
    review.exclude(rows(review, "Hooli"), "Gone")
    path = review.workspace.path
    assert path.exists()
    review.close()
    assert not path.exists()
    assert workspace_module.names() == []
    fresh = Opening(**given, throw_away=True).open()
    assert buckets(fresh)["Hooli"] == "A"
    fresh.close()


def test_a_profile_must_be_named(given):
    with pytest.raises(IcpError, match="no profile is given"):
        Opening(sources=given["sources"]).open()
    assert workspace_module.names() == []


@pytest.mark.parametrize("wrong", ["sources", "suppress", "condition"])
def test_nothing_stays_open_when_it_fails(given, closed, tmp_path, wrong):
    if wrong == "condition":
        # Whether an original column exists is known only when the sources are read.
        text = SMALL.replace("country = 'RU'", '\\"Nobody\\" = 1')
        given["profile"].write_text(text, encoding="utf-8")
    else:
        given[wrong] = (tmp_path / "missing.csv",)
    with pytest.raises(IcpError):
        Opening(**given, workspace="emea").open()
    assert closed == ["emea"]


def test_a_faulty_profile_is_told_before_a_workspace_is_made(given):
    given["profile"].write_text(SMALL.replace("nurture: 40", "nurture: forty"), encoding="utf-8")
    with pytest.raises(IcpError, match=r"profile\.yaml:3"):
        Opening(**given, workspace="emea").open()
    assert workspace_module.names() == []


def test_progress_may_cancel_by_raising(given, closed):
    def cancel(*_step):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Opening(**given, workspace="emea").open(cancel)
    assert closed == ["emea"]


def test_what_is_mended_is_remembered_and_counts_when_the_list_is_opened_again(given):
    source = given["sources"][0]
    source.write_text(source.read_text(encoding="utf-8").replace("Employees", "Leute", 1), encoding="utf-8")
    opening = Opening(**given, reading=Reading(encoding="utf-8", overrides={"leute": "founded"}))
    review = opening.open()
    (report,) = review.session.accounts.sources
    review.close()
    again, said = opening.mended(report, Mending(overrides={"Leute": "employees"}))
    assert said == ""
    # What is chosen on the screen counts from now on, over what the command line said.
    assert again.reading == Reading(encoding="utf-8")
    for later in (again, Opening(**given)):
        review = later.open()
        (report,) = review.session.accounts.sources
        fields = {header.header: header.field for header in report.headers}
        assert fields["Leute"] == "employees"
        assert report.mending.overrides == {"Leute": "employees"}
        assert report.mending.file == source.name
        review.close()
    # More is added to it; nothing said forgets it.
    again.mended(report, Mending(overrides={"Country": None}))
    assert again.mendings.of(report.fingerprint).overrides == {"Leute": "employees", "Country": None}
    again.mended(report, Mending())
    assert Mendings.kept().of(report.fingerprint) is None


def test_what_is_mended_of_a_throw_away_list_outlasts_it_nowhere(given):
    opening = Opening(**given, throw_away=True)
    review = opening.open()
    (report,) = review.session.accounts.sources
    review.close()
    again, _ = opening.mended(report, Mending(overrides={"Country": None}))
    review = again.open()
    assert review.session.accounts.sources[0].mending.overrides == {"Country": None}
    review.close()
    assert Mendings.kept().of(report.fingerprint) is None
