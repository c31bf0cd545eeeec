"""The files of a session, and the receipt that names what they were made from."""

import hashlib
import json

import pytest
from reviewed import COUNTRY, opened, rows
from runs import files

from icp_tui import __version__
from icp_tui.errors import IcpError
from icp_tui.review.files import receipt_of, write_files


@pytest.fixture
def review(tmp_path):
    with opened(tmp_path) as review:
        yield review


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_all_files_with_the_receipt_that_is_returned(review, tmp_path):
    review.exclude(rows(review, "Hooli"), "Gone")
    shares = []
    made = write_files(review.session, tmp_path / "list", progress=lambda *step: shares.append(step))
    assert set(files(tmp_path / "list")) == {
        "tier_a.csv", "tier_b.csv", "nurture.csv", "disqualified.csv", "killed.csv", "duplicates.csv", "rejected.csv",
        "accounts.parquet", "receipt.json",
    }  # fmt: skip
    assert json.loads((tmp_path / "list" / "receipt.json").read_text(encoding="utf-8")) == made
    told = {one["name"]: one["sha256"] for one in made.pop("files")}
    assert told == {path.name: sha256(path) for path in (tmp_path / "list").iterdir() if path.name != "receipt.json"}
    assert made == receipt_of(review.session)
    assert shares
    killed = (tmp_path / "list" / "killed.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(killed) == 5
    assert any(COUNTRY in line for line in killed)


def test_the_receipt_names_every_input(review, tmp_path):
    review.exclude(rows(review, "Hooli"), "Gone")
    made = receipt_of(review.session)
    (source,) = made["sources"]
    assert made["version"] == __version__
    assert (source["sha256"], source["rows"]) == (sha256(tmp_path / "accounts.csv"), 9)
    assert made["profile"]["sha256"] == sha256(tmp_path / "profile.yaml")
    assert made["decisions"]["count"] == 1
    assert made["rows"] == {"in": 9, "rejected": 0, "duplicates": 0, "accounts": 9}
    assert made["buckets"] == {"A": 2, "B": 1, "nurture": 1, "disqualified": 1, "killed": 4}


def test_an_existing_list_stays_whole_unless_forced(review, tmp_path):
    write_files(review.session, tmp_path / "list")
    before = files(tmp_path / "list")
    review.exclude(rows(review, "Hooli"), "Gone")
    with pytest.raises(IcpError):
        write_files(review.session, tmp_path / "list")
    assert files(tmp_path / "list") == before
    write_files(review.session, tmp_path / "list", force=True)
    assert files(tmp_path / "list") != before


def test_what_fails_half_way_leaves_nothing(review, tmp_path):
    def fail(*_step):
        raise IcpError("disk full")

    with pytest.raises(IcpError, match="disk full"):
        write_files(review.session, tmp_path / "list", progress=fail)
    assert not (tmp_path / "list").exists()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []
