from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_tui.sources.domains import parse_domains


def parsed(*cells: str | None) -> list[tuple]:
    return parse_domains(pl.Series(cells, dtype=pl.String)).rows()


@pytest.mark.parametrize(
    ("cell", "host", "domain"),
    [
        ("acme.com", "acme.com", "acme.com"),
        ("https://www.Acme.com:443/about?x=1#top", "acme.com", "acme.com"),
        ("HTTPS://WWW.ALBERTSONS.COM/#1", "albertsons.com", "albertsons.com"),
        ("//acme.com", "acme.com", "acme.com"),
        ("https:acme.com", "acme.com", "acme.com"),
        ("http://http://acme.com", "acme.com", "acme.com"),
        ("www.www.acme.com", "acme.com", "acme.com"),
        ("acme.com.", "acme.com", "acme.com"),
        ("http://user:pw@acme.com/", "acme.com", "acme.com"),
        ("http://a.b:pw@acme.com/", "acme.com", "acme.com"),
        ("info@acme.com", "acme.com", "acme.com"),
        ("mailto:info@acme.co", "acme.co", "acme.co"),
        ("acme.com, acme.de", "acme.com", "acme.com"),
        ("https://acme.com|https://b.com", "acme.com", "acme.com"),
        ("n/a; acme.com", "acme.com", "acme.com"),
        ("acme.com (main)", "acme.com", "acme.com"),
        ("http://www.acme.com\\foo", "acme.com", "acme.com"),
        ("https://acme.com%20", "acme.com", "acme.com"),
        ("acme.com/path?x=http://b.com", "acme.com", "acme.com"),
        ("jobs.acme.io", "jobs.acme.io", "acme.io"),
        ("shop.acme.co.uk", "shop.acme.co.uk", "acme.co.uk"),
        ("https://sub.domain.acme.com.au/", "sub.domain.acme.com.au", "acme.com.au"),
        ("city.kawasaki.jp", "city.kawasaki.jp", "city.kawasaki.jp"),
        ("a.b.c.kawasaki.jp", "a.b.c.kawasaki.jp", "b.c.kawasaki.jp"),
        ("www.foo.bar.ck", "foo.bar.ck", "foo.bar.ck"),
        ("müller.de", "xn--mller-kva.de", "xn--mller-kva.de"),
        ("https://www.münchen-shop.co.uk/x", "xn--mnchen-shop-thb.co.uk", "xn--mnchen-shop-thb.co.uk"),
        ("acme_inc.com", "acme_inc.com", "acme_inc.com"),
        ("3m.com", "3m.com", "3m.com"),
        ("odoo.com", "odoo.com", "odoo.com"),
        ("apple.com", "apple.com", "apple.com"),
        ("calendly.com", "calendly.com", "calendly.com"),
        ("https://calendly.com/", "calendly.com", "calendly.com"),
        ("easypost.com", "easypost.com", "easypost.com"),
    ],
)
def test_a_company_s_own_domain(cell, host, domain):
    assert parsed(cell) == [(host, domain, None, True)]


@pytest.mark.parametrize(
    ("cell", "domain"),
    [
        ("acme.wixsite.com/site", "acme.wixsite.com"),
        ("https://www.acme.wixsite.com", "acme.wixsite.com"),
        ("acme.odoo.com", "acme.odoo.com"),
        ("blog.acme.wordpress.com", "acme.wordpress.com"),
        ("acme.github.io", "acme.github.io"),
        ("acme.squarespace.com", "acme.squarespace.com"),
    ],
)
def test_a_tenant_host_stays_whole(cell, domain):
    assert parsed(cell)[0][1:] == (domain, "tenant", True)


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("linkedin.com/company/acme", "social"),
        ("https://de.linkedin.com/company/acme", "social"),
        ("facebook.com", "social"),
        ("x.com/acme", "social"),
        ("maps.google.com/acme", "directory"),
        ("https://play.google.com/store/apps", "directory"),
        ("apps.apple.com/app/acme", "directory"),
        ("www.amazon.co.jp", "directory"),
        ("crunchbase.com/organization/acme", "directory"),
        ("calendly.com/acme", "directory"),
        ("acme.gumroad.com", None),
        ("joe@gmail.com", "free mail"),
        ("hey.com", "free mail"),
        ("192.168.0.1", "address"),
        ("http://10.0.0.1:8080/x", "address"),
        ("localhost:3000", "address"),
    ],
)
def test_hosts_that_are_no_domain(cell, note):
    host, domain, found, understood = parsed(cell)[0]
    assert (host is not None, found, understood) == (True, note, True)
    assert (domain is None) == (note is not None)


@pytest.mark.parametrize(
    "cell",
    ["acme", "com", "co.uk", "foo.ck", "acme..com", "-acme.com", "@acme", "acme.c", "http://acme .com"],
)
def test_what_is_not_understood(cell):
    assert parsed(cell)[0][1:] == (None, None, False)


@pytest.mark.parametrize("cell", [None, "N/A", "-", "none", "#N/A", "0", "http://", "www."])
def test_where_nothing_is_said(cell):
    assert parsed(cell) == [(None, None, None, None)]


labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
tops = st.sampled_from(
    ["com", "io", "co.uk", "de", "com.au", "kawasaki.jp", "ck", "wixsite.com", "github.io", "uk.com"]
)


@given(
    st.lists(labels, min_size=1, max_size=3),
    tops,
    st.sampled_from(["", "https://", "http://www.", "HTTPS://"]),
)
def test_a_clean_domain_stays_as_it_is(parts, top, before):
    found = parsed(before + ".".join([*parts, top]))[0][1]
    if found is not None:
        assert parsed(found)[0][1] == found


@given(st.text(max_size=30))
def test_any_text_is_survived(text):
    host, domain, _note, _understood = parsed(text)[0]
    assert domain is None or (host or "").endswith(domain)


def test_rows_keep_their_order():
    cells = ["https://acme.com", None, "info@b.com", "shop.c.co.uk", "facebook.com", "foo"] * 500
    found = parse_domains(pl.Series(cells))
    assert found["domain"].to_list() == ["acme.com", None, "b.com", "c.co.uk", None, None] * 500
