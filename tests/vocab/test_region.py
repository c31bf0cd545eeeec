from __future__ import annotations

import pytest

from icp_tui import vocab
from icp_tui.errors import IcpError


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("dach", ("DE", "AT", "CH", "LI")),
        ("nordics", ("DK", "FI", "IS", "NO", "SE")),
        ("benelux", ("BE", "NL", "LU")),
        ("uk&i", ("GB", "IE")),
        ("uki", ("GB", "IE")),
        ("uk and ireland", ("GB", "IE")),
        ("anz", ("AU", "NZ")),
        ("north america", ("US", "CA")),
    ],
)
def test_small_regions(name, codes):
    assert vocab.regions()[name] == codes


def test_large_regions():
    regions = {
        name: set(vocab.regions()[name]) for name in ("emea", "apac", "latam", "americas", "europe", "eu")
    }
    assert {"DE", "GB", "NO", "ZA", "SA", "TR", "IL", "RU", "UA", "EG"} <= regions["emea"]
    assert {"JP", "IN", "AU", "SG", "KZ", "CN"} <= regions["apac"]
    assert {"MX", "BR", "AR", "CR", "JM"} <= regions["latam"]
    assert {"US", "CA"} & regions["latam"] == set()
    assert len(regions["eu"]) == 27
    assert regions["eu"] <= regions["europe"]
    assert not {"GB", "NO", "CH"} & regions["eu"]


def test_every_country_is_in_one_part_of_the_world():
    parts = [set(vocab.regions()[name]) for name in ("emea", "apac", "americas")]
    together = parts[0] | parts[1] | parts[2]
    assert sum(len(part) for part in parts) == len(together)
    # Antarctica, uninhabited islands and military ground belong to none.
    assert set(vocab.labels("country")) - together == {"AQ", "BV", "GS", "HM", "IO", "TF"}


def test_no_region_is_called_like_a_country():
    assert [name for name in vocab.regions() if vocab.canonical("country", name)] == []


def test_users_region_replaces_ours(folder):
    (folder / "regions.yaml").write_text(
        "regions:\n  dach: [DE, AT, CH]\n  My Patch: [DACH, Benelux, FR]\naliases: {Benelux: [BNL]}\n",
        encoding="utf-8",
    )
    assert vocab.regions()["dach"] == ("DE", "AT", "CH")
    assert vocab.regions()["my patch"] == ("DE", "AT", "CH", "BE", "NL", "LU", "FR")
    assert vocab.regions()["bnl"] == ("BE", "NL", "LU")
    assert "My Patch" in vocab.region_names()


def test_all_problems_of_users_regions_are_said(folder):
    (folder / "regions.yaml").write_text(
        "regions:\n  Mine: [DE, Narnia]\n  Loop: [Mine, Loop]\naliases:\n  Nowhere: [X]\nregion: {}\n",
        encoding="utf-8",
    )
    with pytest.raises(IcpError) as raised:
        vocab.regions()
    assert {problem.message for problem in raised.value.problems} == {
        "unknown key region",
        "Narnia is neither a country code nor a region",
        "Loop contains itself through Loop",
        "Nowhere is no region",
    }
