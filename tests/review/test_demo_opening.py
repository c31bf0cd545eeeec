"""The demo, as the app opens it: the list of `icp-tui demo`, and nothing is kept."""

from icp_tui.review.demo import DEMO_DAY, demo_opening


def test_it_opens_the_shipped_samples_in_a_throw_away_workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    opening = demo_opening()
    assert [source.name for source in opening.sources] == [
        "apollo_accounts.csv", "hubspot_companies.csv", "salesforce_report.csv",
    ]  # fmt: skip
    review = opening.open()
    assert review.session.rows["in"] > 2000
    assert review.session.as_of == DEMO_DAY
    path = review.workspace.path
    review.close()
    assert not path.exists()
    assert list(tmp_path.iterdir()) == []
