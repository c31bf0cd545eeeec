"""Where killed accounts would stand if they were restored, one at a time."""

import polars as pl
import pytest
from killed import killing, names
from reviewed import rows

from icp_tui.scoring.would_be import would_be


def stands(review):
    would = would_be(review.scored, review.session.originals)
    every = zip(review.scored.accounts["name"], would["bucket"].cast(pl.String), would["rank"], strict=True)
    return {name: (bucket, rank) for name, bucket, rank in every if bucket is not None}


def test_by_place_in_the_ranking_against_the_cut_lines(tmp_path):
    with killing(tmp_path) as review:
        assert stands(review) == {
            # Behind Hooli, before Globex, who is last in A.
            "Whale": ("A", 2),
            # 80 as Acme has, and after it by the alphabet: before Initech, who is last in B.
            "Cust": ("B", 4),
            # 75 and after Initech; B takes nobody from France besides.
            "Paris": ("nurture", 5),
            "Odd": ("disqualified", None),
            # A must-have fails.
            "Nowhere": ("disqualified", None),
        }
        # Kept is not killed; so it has no other place.
        assert "Kept" not in stands(review)


def test_a_pin_counts_also_where_nobody_is_killed(tmp_path):
    with killing(tmp_path) as review:
        review.pin(rows(review, "Odd"), "B")
        assert stands(review)["Odd"][0] == "B"
        review.restore(rows(review, "Whale", "Cust", "Paris", "Odd", "Nowhere"), "all of them")
        assert names(review, rows(review, "Whale")) == ["Whale"]
        assert stands(review) == {}


@pytest.mark.parametrize("name", ["Whale", "Cust", "Paris", "Odd", "Nowhere"])
def test_it_comes_true(tmp_path, name):
    with killing(tmp_path) as review:
        bucket, rank = stands(review)[name]
        row = rows(review, name)
        review.restore(row, "asked for")
        assert (str(review.scored.assigned.bucket[int(row[0])]), review.scored.assigned.rank[int(row[0])]) == (bucket, rank)
        review.undo()
