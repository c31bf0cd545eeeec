"""`icp-tui explain`: one account found by domain, key or name, and all there is to say about it."""

import json

import pytest
from runs import PROFILE, code, inputs

ROWS = """\
Company,Website,Employees,Country,Owner
Acme GmbH,acme.com,100,US,dana
Globex,globex.com,200,US,dana
Hooli,hooli.com,300,US,lee
Initech,initech.com,600,DE,lee
Twin,twin.com,100,US,
Twin,twin.co.uk,100,,
Tiny,tiny.com,5,US,
"""


@pytest.fixture
def explain(tmp_path, capsys):
    """Explain an account of the small list: exit code, lines of output, errors."""
    source, yaml = inputs(tmp_path, ROWS, PROFILE)

    def run(account, *more):
        left = code("explain", source, "-p", yaml, account, "--as-of", "2026-11-21", *more)
        out, err = capsys.readouterr()
        return left, out.splitlines(), err

    return run


def test_the_breakdown_line_by_line(explain):
    left, out, err = explain("initech.com")
    assert (left, err) == (0, "")
    assert out == [
        "Initech  initech.com",
        "Disqualified: score 0.00, best case 0.00, 100.00 % known",
        "Reason: 0.00 is below the nurture line 40",
        "",
        "Fit 0.00",
        "  Size       600 (outside)   0.00 of 60.00",
        "  Geography  DE (otherwise)  0.00 of 40.00",
        "",
        "What would move it up",
        "  Up 60.00 to 60.00: Size 50 to 500 (in band), which reaches the line of B",
        "  Up 40.00 to 40.00: Geography US (ideal), which reaches the line of nurture",
        "",
        # The line of the last tier: the first that it would cross.
        "Cut line: B ends at rank 5, 60.00 Twin (all who qualify are in)",
        "",
        "Kill reasons: none",
    ]


def test_an_account_in_the_first_tier(explain):
    _, out, _ = explain("globex.com")
    assert out[1:3] == [
        "Tier A (Call), rank 2: score 100.00, best case 100.00, 100.00 % known",
        "Reason: rank 2: level with the cut of A (100.00 at rank 2)",
    ]
    assert "  Size       200 (in band)  60.00 of 60.00  ████████" in out
    assert any(line.startswith("Cut line: A ends at rank 2") for line in out)


def test_what_is_missing(explain):
    _, out, _ = explain("twin.co.uk")
    assert "Missing" in out
    assert "  Geography is unknown: could add 40.00 if US (ideal), which reaches the line of A" in out


def test_a_killed_account_says_why_and_keeps_its_score(explain):
    _, out, _ = explain("tiny.com")
    assert out[1] == "Killed: score 40.00, best case 40.00, 100.00 % known"
    assert "Kill reasons: Under 20 employees" in out


def test_a_failed_must_have_promises_no_way_up(tmp_path, capsys):
    gate = 'must_have:\n  - {when: "country = \'US\'", because: Not in the US}\n'
    source, yaml = inputs(tmp_path, ROWS, PROFILE + gate)
    assert code("explain", source, "-p", yaml, "initech.com") == 0
    out = capsys.readouterr().out.splitlines()
    assert "Reason: must-have failed: Not in the US" in out
    assert "No change of its points moves it while the must-have fails" in out
    assert "What would move it up" not in out


@pytest.mark.parametrize("wanted", ["acme.com", "ACME.COM", "acme gmbh", " Acme GmbH "])
def test_found_by_domain_key_or_name_in_any_case(explain, wanted):
    left, out, _ = explain(wanted)
    assert (left, out[0]) == (0, "Acme GmbH  acme.com")


def test_not_found_with_the_nearest_name(explain):
    assert explain("Globx") == (1, [], "error: no account Globx (did you mean Globex?)\n")
    left, _, err = explain("zzzzzzzz")
    assert (left, err) == (1, "error: no account zzzzzzzz (give its domain, its account_key or its name)\n")


def test_a_name_that_two_bear(explain):
    assert explain("Twin") == (
        1, [], "error: 2 accounts bear the name Twin (give one of the keys twin.co.uk, twin.com)\n",
    )  # fmt: skip


def test_json_says_the_same(explain):
    left, out, _ = explain("initech.com", "--json")
    said = json.loads("\n".join(out))
    assert left == 0
    assert (said["account"]["name"], said["bucket"], said["score"], said["rank"]) == ("Initech", "disqualified", 0.0, None)
    assert [(part["key"], part["label"], part["points"], part["most"]) for part in said["criteria"]] == [
        ("size", "outside", 0.0, 60.0), ("geo", "otherwise", 0.0, 40.0),
    ]  # fmt: skip
    assert [(move["title"], move["gain"], move["reaches"]) for move in said["moves"]] == [
        ("Size", 60.0, "B"), ("Geography", 40.0, "nurture"),
    ]  # fmt: skip
    assert said["cut_line"]["tier"] == "B"


def test_quiet_prints_nothing(explain):
    assert explain("acme.com", "--quiet") == (0, [], "")


def test_several_sources_before_the_account(tmp_path, capsys):
    source, yaml = inputs(tmp_path, ROWS, PROFILE)
    (tmp_path / "b.csv").write_text("Company,Website\nVandelay,vandelay.com\n")
    assert code("explain", source, tmp_path / "b.csv", "-p", yaml, "vandelay.com") == 0
    assert capsys.readouterr().out.startswith("Vandelay  vandelay.com\n")
