"""Headers whose last word says that they name companies, for lists that call the company what they are about.

A list of laboratories has `Lab_Name` and `Lab_URL`, a list of dealers `Dealer name`. Nothing but the last
word tells, so they count only where no better header names the companies, and what is taken is said.
"""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = ("name",)
_ADDRESSES = ("website", "url", "homepage", "domain")
# What else is named in a list of companies: people, places, files, and what companies sell or do.
_NO_COMPANY = {
    "first", "last", "full", "middle", "nick", "user", "contact", "person", "owner", "agent", "manager", "rep", "file",
    "sheet", "column", "field", "list", "city", "state", "country", "region", "street", "industry", "sector", "product",
    "sample", "campaign", "event", "job", "title", "code", "id", "short", "agency", "category", "tag", "group", "type",
}  # fmt: skip


def naming(free: Mapping[str, str]) -> dict[str, str]:
    """Field -> header: the first name there is, and the address that starts with the same words.

    `free`: compared header -> header, in the order of the file. Empty where no header ends like a name.
    """
    for key, header in free.items():
        *about, last = key.split()
        if about and last in _NAMES and not _NO_COMPANY.intersection(about):
            found = {"name": header}
            start = " ".join(about)
            address = next((free[f"{start} {word}"] for word in _ADDRESSES if f"{start} {word}" in free), None)
            return found | ({"website": address} if address else {})
    return {}
