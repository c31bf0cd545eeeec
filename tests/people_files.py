"""Files of people, and the lists that they reach."""

from pathlib import Path

import polars as pl
from lists import accounts

from icp_tui.sources.accounts import Accounts
from icp_tui.sources.contacts import Contacts, load_contacts


def contacts(folder: Path, *texts: str) -> Contacts:
    """The people of files people0.csv, people1.csv, ... with these texts."""
    paths = []
    for place, text in enumerate(texts):
        paths.append(folder / f"people{place}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    found = load_contacts(paths)
    assert found is not None
    return found


def on_list(*domains: str) -> Accounts:
    """A list of accounts with these domains."""
    return Accounts(accounts(*({"domain": one} for one in domains)), pl.DataFrame(), pl.DataFrame(), pl.DataFrame(), [])
