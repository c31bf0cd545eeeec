"""The profiles that are offered for a list, the likeliest first."""

import pytest
from runs import PROFILE, inputs

from icp_tui.review import recent
from icp_tui.review.drafting.profile_choices import described, profile_choices
from icp_tui.review.drafting.templates import templates
from icp_tui.review.opening import Opening


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def offered(sources=(), picked=None):
    return [(choice.path.name, choice.why) for choice in profile_choices(sources, picked)]


SHIPPED = [(path.name, "template") for path in templates()]


def test_the_order_and_each_once(here):
    assert offered() == SHIPPED
    (here / "there").mkdir()
    source, profile = inputs(here / "there")
    (here / "there" / "b.YML").write_text(PROFILE)
    (here / "there" / "evil\x1b[2J.yaml").write_text(PROFILE)
    (here / "there" / "folder.yaml").mkdir()
    (here / "here" / "mine.yaml").write_text(PROFILE)
    beside = [
        ("b.YML", "beside the list"),
        ("profile.yaml", "beside the list"),
        ("mine.yaml", "beside the list"),
    ]
    assert offered([source]) == [*beside, *SHIPPED]
    recent.remember(Opening((source,), profile), "x", 1)
    last = [("profile.yaml", "used last"), ("b.YML", "beside the list"), ("mine.yaml", "beside the list")]
    assert offered([source]) == [*last, *SHIPPED]
    assert offered([source], profile) == [*last, *SHIPPED]
    other = here / "other.yaml"
    assert offered([source], other) == [("other.yaml", "picked"), *last, *SHIPPED]
    profile.unlink()
    assert offered([source])[0] == ("b.YML", "beside the list")
    assert offered([here / "gone" / "a.csv"]) == [("mine.yaml", "beside the list"), *SHIPPED]


def test_a_folder_full_of_yaml_is_not_all_offered(here):
    for number in range(30):
        (here / "here" / f"{number:02}.yaml").touch()
    assert len(offered()) == 12 + len(SHIPPED)


def test_what_a_profile_is_for(here):
    _, profile = inputs(here)
    assert described(profile) == ("Small 1", "")
    assert described(templates()[0])[0] == "B2B SaaS, mid-market 2026-Q4"
    assert described(templates()[0])[1].startswith(
        "Mid-market software companies with a sales-led motion, a CRM"
    )
    profile.write_text("wieght: 1\n")
    name, about = described(profile)
    assert name.startswith("cannot be used: ")
    assert about == ""
    assert described(here / "gone.yaml") == ("cannot be used: 1 problem", "")
