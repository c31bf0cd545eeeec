from __future__ import annotations

import pytest

from icp_tui import vocab
from icp_tui.errors import IcpError


def test_what_the_formats_page_names():
    hosts = vocab.hosts()
    social = "linkedin.com facebook.com instagram.com x.com twitter.com youtube.com tiktok.com github.com medium.com"
    directory = "crunchbase.com linktr.ee bit.ly goo.gl google.com wikipedia.org yelp.com etsy.com amazon.com amazon.de"
    tenant = (
        "wixsite.com wordpress.com squarespace.com weebly.com business.site godaddysites.com jimdosite.com "
        "mystrikingly.com zohosites.com odoo.com webflow.io myshopify.com blogspot.com github.io notion.site carrd.co "
        "framer.website netlify.app vercel.app pages.dev substack.com tumblr.com bigcartel.com"
    )
    assert set(social.split()) <= hosts.social
    assert set(directory.split()) <= hosts.directory
    assert set(tenant.split()) <= hosts.tenant
    assert {"gmail.com", "hey.com", "tutanota.com", "gmx.de", "yahoo.com"} <= hosts.free_mail


def test_a_host_is_one_thing_only():
    hosts = vocab.hosts()
    kinds = [hosts.social, hosts.directory, hosts.pages, hosts.tenant]
    assert sum(len(kind) for kind in kinds) == len(frozenset.union(*kinds))
    assert "easypost.com" not in hosts.free_mail


def test_users_hosts_are_added(folder):
    (folder / "hosts.yaml").write_text(
        "directory: [www.Ourlist.com]\ncompanies: [facebook.com]\n", encoding="utf-8"
    )
    assert "ourlist.com" in vocab.hosts().directory
    assert "facebook.com" not in vocab.hosts().social


def test_an_unknown_kind_of_host_is_a_mistake(folder):
    (folder / "hosts.yaml").write_text("socail: [a.com]\n", encoding="utf-8")
    with pytest.raises(IcpError, match=r"unknown key socail.*did you mean social"):
        vocab.hosts()
