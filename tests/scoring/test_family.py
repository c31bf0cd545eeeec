"""Corporate families through parents: by domain, by unique name, chains, rings, strangers."""

from lists import accounts

from icp_tui.scoring.family import families


def groups(*rows):
    """The names of the accounts of each family, in order."""
    frame = accounts(*rows)
    found = {}
    for name, family in zip(frame["name"], families(frame), strict=True):
        if family is not None:
            found.setdefault(family, []).append(name)
    return sorted(found.values())


def test_nobody_names_a_parent():
    assert groups({"name": "Acme"}, {"name": "Globex"}) == []


def test_parent_by_domain_and_by_name():
    assert groups(
        {"name": "Acme Inc", "domain": "acme.com"},
        {"name": "Acme Labs", "domain": "labs.io", "parent": "https://www.acme.com"},
        {"name": "Acme Foods", "domain": "foods.io", "parent": "ACME, Inc."},
        {"name": "Globex"},
    ) == [["Acme Inc", "Acme Labs", "Acme Foods"]]


def test_a_chain_is_one_family():
    assert groups(
        {"name": "One", "parent": "Two"}, {"name": "Two", "parent": "Three"}, {"name": "Three"}, {"name": "Four"},
    ) == [["One", "Two", "Three"]]  # fmt: skip


def test_a_parent_that_is_not_listed_joins_those_who_name_it():
    assert groups({"name": "One", "parent": "Holding"}, {"name": "Two", "parent": "HOLDING"}, {"name": "Three"}) == [
        ["One", "Two"],
    ]


def test_who_alone_names_a_stranger_has_no_family():
    assert groups({"name": "One", "parent": "Holding"}, {"name": "Two", "parent": "Other"}) == []


def test_a_ring_is_one_family():
    assert groups({"name": "One", "parent": "Two"}, {"name": "Two", "parent": "Three"}, {"name": "Three", "parent": "One"},
                  {"name": "Four", "parent": "One"}) == [["One", "Two", "Three", "Four"]]  # fmt: skip


def test_a_name_that_two_accounts_bear_names_neither():
    # Both Phoenixes stay strangers; the two that name Phoenix belong together.
    assert groups(
        {"name": "Phoenix", "domain": "phoenix.com"},
        {"name": "Phoenix", "domain": "phoenix.de"},
        {"name": "One", "parent": "Phoenix"},
        {"name": "Two", "parent": "Phoenix"},
    ) == [["One", "Two"]]


def test_an_account_that_names_itself_is_alone():
    assert groups({"name": "Acme", "parent": "Acme"}, {"name": "Globex"}) == []


def test_a_domain_that_two_accounts_share_names_neither():
    # Companies kept apart under one domain: whoever names the domain belongs together, and with neither.
    assert groups(
        {"name": "Acme", "domain": "acme.com", "account_key": "acme.com/acme"},
        {"name": "Globex", "domain": "acme.com", "account_key": "acme.com/globex"},
        {"name": "One", "parent": "acme.com"},
        {"name": "Two", "parent": "https://acme.com/about"},
    ) == [["One", "Two"]]
