"""docs/worked_example.md against the program: every level, number, bucket, reason and line on the page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from icp_tui.profile import load_profile
from icp_tui.review.session import Session

PAGE = Path(__file__).resolve().parents[1] / "docs" / "worked_example.md"
TEXT = PAGE.read_text(encoding="utf-8")
CRITERIA = ["industry", "size", "stack", "geo", "trigger"]


def table(step: str) -> list[dict[str, str]]:
    """The table of the section whose heading starts with `step`, a dict per row."""
    section = TEXT.split(f"## {step}", 1)[1].split("\n## ", 1)[0]
    lines = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    head, _, *rows = [[cell.strip() for cell in line] for line in lines]
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("worked_example")
    for name, text in re.findall(r"`([\w.]+)`[^`\n]*:\n\n```\w+\n(.*?)```", TEXT, re.DOTALL):
        (folder / name).write_text(text, encoding="utf-8")
    as_of = re.search(r"\*\*as of (\S+)\*\*", TEXT)
    assert as_of is not None
    profile = load_profile(folder / "profile.yaml")
    return Session.load([folder / "accounts.csv"], profile, date.fromisoformat(as_of[1]))


@pytest.fixture(scope="module")
def accounts(session):
    return {row["name"]: row for row in session.scored().frame.rows(named=True)}


def two(number: float) -> str:
    """A number as the page writes it: two decimals, and no float on this page is at an odd half."""
    return f"{number + 1e-9:.2f}"


def test_every_account_is_on_the_page_in_every_table(session, accounts):
    assert session.rows == {"in": 12, "rejected": 0, "duplicates": 0, "accounts": 12}
    for step in ("Step 1", "Step 2", "Step 4"):
        assert sorted(row["account"] for row in table(step)) == sorted(accounts)


def test_levels_and_points(accounts):
    for row in table("Step 1"):
        account = accounts[row["account"]]
        said = [row[head] for head in row if head != "account"]
        assert said == [f"{account[f'level.{key}']} {two(account[f'points.{key}'])}" for key in CRITERIA]


def test_scores(accounts):
    columns = {"best case": "best_case", "fit": "layer_fit", "intent": "layer_intent"}
    for row in table("Step 2"):
        account = accounts[row.pop("account")]
        assert row.pop("points") == two(sum(account[f"points.{key}"] for key in CRITERIA))
        assert row == {head: two(account[columns.get(head, head)]) for head in row}


def test_ranks_buckets_and_reasons(accounts):
    for row in table("Step 4"):
        account = accounts[row.pop("account")]
        assert row == {
            "rank": "" if account["rank"] is None else str(account["rank"]),
            "score": two(account["score"]),
            "bucket": account["bucket"],
            "reason": account["reason"],
        }


def test_gates_and_kills(accounts):
    assert [name for name, row in accounts.items() if row["unverified"]] == ["Mosaic Path"]
    assert [name for name, row in accounts.items() if row["warnings"]] == ["Kestrel Labs"]
    killed = {name: row["kill_reasons"] for name, row in accounts.items() if row["kill_reasons"]}
    assert killed == {"Vantage Works": ["Under 20 employees", "Existing customer"]}


def test_cut_lines(session):
    assert table("Step 5") == [
        {
            "tier": line.tier,
            "accounts": str(line.members),
            "ends at rank": str(line.rank),
            "score": two(line.score),
            "last in": line.name,
            "ended by": line.ended_by,
            "tied inside": str(line.tied_inside),
            "tied outside": str(line.tied_outside),
            "decided by": line.decided_by or "",
        }
        for line in session.scored().cut_lines
    ]


def test_the_buckets_add_up_as_the_last_sentence_says(accounts):
    last = TEXT.split("Twelve came in: ")[1]
    said = {bucket: int(count) for count, bucket in re.findall(r"(\d+) (?:in )?(\w+)", last)}
    buckets = [row["bucket"] for row in accounts.values()]
    assert said == {bucket: buckets.count(bucket) for bucket in set(buckets)}
