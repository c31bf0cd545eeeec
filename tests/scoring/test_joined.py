"""Suppression matches of accounts that people have joined: what the parts met, no more and no less."""

import polars as pl
from decided import suppression
from lists import accounts

from icp_tui.scoring.joined import match_joined

BOTH = accounts({"name": "Halverane", "domain": "halverane.com"}, {"name": "Hooli", "domain": "hooli.com"})


def parts(*rows):
    """Parts of joined accounts: their domain, their name, and the account that they are in."""
    frame = pl.DataFrame(rows, schema=["domain", "name", "into"], orient="row")
    return frame.with_columns(account_key=pl.col("domain"), country=pl.lit(None, pl.String))


def matched(frame, joined, *lists):
    found = match_joined(frame, joined, lists)
    hits = [frame.filter(found.hits[f"suppress.{n}"])["account_key"].to_list() for n in range(len(lists))]
    return hits, found.possible.select("account_key", "entry", "doubt").rows()


JOINED = parts(("halverane.com", "Halverane", "halverane.com"), ("halverane.de", "Halverane", "halverane.com"))


def test_a_name_that_several_bore_stays_a_doubt_when_they_are_one():
    hits, possible = matched(BOTH, JOINED, suppression({"name": "Halverane"}, type="competitor"))
    assert hits == [[]]
    assert possible == [("halverane.com", "Halverane", "2 accounts bore this name before they were joined")]


def test_the_domain_of_any_part_takes_the_account_off():
    hits, possible = matched(BOTH, JOINED, suppression({"domain": "halverane.de", "name": "Halverane"}), suppression({"domain": "hooli.com"}, type="x"))
    assert hits == [["halverane.com"], ["hooli.com"]]
    # What the file takes for sure it does not doubt as well.
    assert possible == []


def test_without_joins_nothing_is_other():
    hits, possible = matched(BOTH, None, suppression({"name": "Halverane"}))
    assert (hits, possible) == ([["halverane.com"]], [])


def test_parts_of_accounts_that_are_not_on_the_list_count_for_nothing():
    elsewhere = parts(("halverane.de", "Halverane", "gone.com"), ("gone.com", "Gone", "gone.com"))
    hits, possible = matched(BOTH, elsewhere, suppression({"name": "Halverane"}))
    assert (hits, possible) == ([["halverane.com"]], [])
