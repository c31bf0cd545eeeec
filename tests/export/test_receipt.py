"""The receipt: what went in and what came out, and no clock time."""

from decided import decisions, suppression
from lists import AS_OF, accounts, points, profile

from icp_tui.export.receipt import receipt
from icp_tui.profile import parse_profile
from icp_tui.scoring.stages import score_list

KEYS = ["version", "as_of", "profile", "sources", "suppression", "decisions", "rows", "buckets", "cut_lines"]
ROWS = {"in": 3, "rejected": 1, "duplicates": 0, "accounts": 2}
SOURCE = {"path": "a.csv", "sha256": "ab", "rows": 3, "dialect": "generic", "encoding": "utf-8"}


def made(where=None, **parts):
    frame = accounts({"name": "Ace", "employees": 100}, {"name": "Low", "employees": 30})
    lists = [suppression({"domain": "low.com"}, {"domain": "gone.com"}), suppression({"name": "Nobody"}, type="partner")]
    scored = score_list(
        frame, profile(criteria=[points("size", "employees")], **parts), AS_OF, suppression=lists,
        decisions=decisions({"account_key": "ace.com", "pin": "A"}),
    )  # fmt: skip
    return receipt(version="9", scored=scored, sources=[SOURCE], suppressions=lists, rows=ROWS, where=where)


def test_the_keys_of_the_design_in_order():
    said = made()
    assert list(said) == KEYS
    assert (said["version"], said["as_of"], said["sources"], said["rows"]) == ("9", "2026-11-21", [SOURCE], ROWS)
    assert said["buckets"] == {"A": 1, "nurture": 0, "disqualified": 0, "killed": 1}
    assert said["decisions"]["count"] == 1


def test_suppression_says_rows_and_what_they_matched():
    assert [(one["path"], one["rows"], one["matched"]) for one in made()["suppression"]] == [
        ("customer.csv", 2, 1), ("partner.csv", 1, 0),
    ]  # fmt: skip


def test_cut_lines_are_data():
    (line,) = made()["cut_lines"]
    assert (line["tier"], line["members"], line["pinned"], line["ended_by"]) == ("A", 1, 1, "nobody")


def test_where_is_said_only_when_given():
    assert "where" not in made()
    assert made(where="employees > 5")["where"] == "employees > 5"


def test_the_profile_is_named_with_its_checksum():
    text = 'icp: Test\nversion: "7"\ncriteria:\n  - {key: size, layer: fit, weight: 1, kind: band, field: employees, ideal: [1, 2]}\n'
    text += "tiers:\n  - {name: A, min_score: 70}\n"
    scored = score_list(accounts(), parse_profile(text, "p.yaml"), AS_OF)
    said = receipt(version="9", scored=scored, sources=[], suppressions=[], rows={}, where=None)["profile"]
    assert (said["path"], said["icp"], said["version"], len(said["sha256"])) == ("p.yaml", "Test", "7", 64)
