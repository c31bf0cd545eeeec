from __future__ import annotations

import polars as pl
from publicsuffixlist import PublicSuffixList

from icp_tui import vocab
from icp_tui.sources.suffixes import registrable

LIST = PublicSuffixList()


def test_the_same_as_the_list_for_every_rule():
    rules = [rule.lstrip("*!.") for rule in LIST._publicsuffix if rule.isascii()]
    # Our own tenants add to the list; elsewhere it alone decides.
    tenants = vocab.hosts().tenant
    rules = [
        rule
        for rule in sorted(rules)
        if not any(rule == host or host.endswith("." + rule) for host in tenants)
    ]
    hosts = [before + rule for rule in rules for before in ("a.", "b.a.", "c.b.a.")]
    expected = [LIST.privatesuffix(host) for host in hosts]
    wrong = [
        (host, found, right)
        for host, found, right in zip(hosts, registrable(pl.Series(hosts)), expected, strict=True)
        # A host that is a suffix itself, rented out, is a domain all the same.
        if found != right and not (right is None and LIST.is_public(host))
        if not any(host.endswith("." + tenant) for tenant in tenants)
    ]
    assert len(hosts) > 10_000
    assert wrong == []


def test_bare_suffixes():
    found = registrable(
        pl.Series(["co.uk", "com", "github.io", "uk.com", "wixsite.com", None], dtype=pl.String)
    )
    assert found.to_list() == [None, None, "github.io", "uk.com", "wixsite.com", None]
