"""The kill list: the negative ICP, by rule and by suppression list."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from icp_tui.criteria.condition import When
from icp_tui.errors import shortened
from icp_tui.yaml_io import Line, Listed, Part, Text, refused

_DOMAIN = re.compile(r"[^\s/@:.]+(?:\.[^\s/@:.]+)+")


def _domain(text: str) -> str:
    """A bare domain in lower case."""
    domain = text.strip().lower()
    if not _DOMAIN.fullmatch(domain):
        bare = re.sub(r"^[a-z+]+://", "", domain).removeprefix("www.").partition("/")[0].rpartition("@")[2]
        hint = f"write {shortened(bare, 60)}" if _DOMAIN.fullmatch(bare) else "write it as acme.com"
        raise refused(f"{shortened(text, 60)} is no domain", hint)
    return domain


class KillRule(Part):
    """A rule that kills every account it is true of; unknown is not true."""

    id: Annotated[Text, Field(max_length=60)]
    """Short name of the rule, unique in the profile."""
    when: When
    """The condition that kills, such as employees < 20."""
    because: Line
    """What to say about an account that it kills."""


class Suppression(Part):
    """A list of companies to leave out: customers, open deals, competitors, ..."""

    file: Text
    """The list, any readable source; its place counts from the profile's folder."""
    type: Literal["customer", "open_deal", "competitor", "partner", "churned", "do_not_contact", "other"]
    """Who is on the list; do_not_contact cannot be lifted by never_kill."""
    because: Line
    """What to say about an account that is on the list."""


class KillList(Part):
    """The negative ICP: rules, suppression lists, and the accounts that neither may take."""

    rules: Listed[KillRule] = ()
    """Conditions that kill an account."""
    suppress: Listed[Suppression] = ()
    """Lists of companies to leave out."""
    never_kill: Listed[Annotated[Text, AfterValidator(_domain)]] = ()
    """Domains that no rule or list takes, do_not_contact lists excepted."""
