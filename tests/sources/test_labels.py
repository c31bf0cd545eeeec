from __future__ import annotations

import polars as pl
import pytest

from icp_tui import vocab
from icp_tui.sources.labels import known, parse_labels


def test_known_labels_become_canonical_and_others_stay():
    cells = pl.Series(["computer software", " COMPUTER_SOFTWARE", "Basket Weaving ", "n/a", None])
    assert parse_labels(cells, "industry").rows() == [
        ("Software Development", True),
        ("Software Development", True),
        ("Basket Weaving", False),
        (None, None),
        (None, None),
    ]


def test_known():
    assert known(pl.Series(["SFDC", "x", None]), "technology").to_list() == ["Salesforce", None, None]


@pytest.mark.parametrize("kind", ["industry", "country", "technology", "funding"])
def test_every_alias_finds_its_label_and_labels_stay(kind):
    aliases = {key: label for key, label in vocab.aliases(kind).items() if key != "na"}
    assert parse_labels(pl.Series(list(aliases)), kind)["value"].to_list() == list(aliases.values())
    labels = [label for label in vocab.labels(kind) if label != "NA"]
    assert parse_labels(pl.Series(labels), kind)["value"].to_list() == labels
