"""Reviews over real files and a real workspace, of a small list whose moves are plain to see."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from lists import AS_OF

from icp_tui.profile import load_profile
from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.review import Review
from icp_tui.review.session import Session

COUNTRY = "Country we cannot serve"
# A criterion by which the score is that of the employees: 100, 95, 86.5, 80, 75, 60, 30, 10.
BY_SIZE = """\
nurture: 40
criteria:
  - key: size
    title: Size
    layer: fit
    weight: 1
    kind: steps
    field: employees
    at_least: {100: 1.0, 95: 0.95, 87: 0.865, 80: 0.8, 75: 0.75, 60: 0.6, 30: 0.3, 10: 0.1}
"""
SMALL = f"""\
icp: Small
version: "1"
{BY_SIZE}kill_list:
  rules:
    - {{id: small, when: employees < 20, because: Under 20 employees}}
    - {{id: country, when: "country = 'RU'", because: Country we cannot serve}}
tiers:
  - {{name: A, capacity: 2, min_score: 70, play: Call}}
  - {{name: B, capacity: 2, min_score: 70}}
"""
# A: Hooli, Globex; B: Acme, Initech; nurture: Umbrella; disqualified: Vandelay; killed: Whale, Odd, Tiny.
ACCOUNTS = """\
Company,Website,Employees,Country,Owner,Account ID
Hooli,hooli.com,100,US,dana,H1
Globex,globex.com,87,US,dana,G1
Acme,acme.com,80,US,lee,A1
Initech,initech.com,75,US,lee,I1
Umbrella,umbrella.com,60,US,,U1
Vandelay,vandelay.com,30,US,,V1
Whale,whale.com,95,RU,dana,W1
Odd,odd.com,10,RU,,O1
Tiny,tiny.com,10,US,,T1
"""
# The bucket of each.
LIST = {
    "Hooli": "A", "Globex": "A", "Acme": "B", "Initech": "B", "Umbrella": "nurture", "Vandelay": "disqualified",
    "Whale": "killed", "Odd": "killed", "Tiny": "killed",
}  # fmt: skip


@contextmanager
def opened(folder: Path, *, accounts: str = ACCOUNTS, profile: str = SMALL, **more: Any) -> Iterator[Review]:
    """A review of these files in `folder`, with the workspace beside them."""
    source, yaml = folder / "accounts.csv", folder / "profile.yaml"
    source.write_text(accounts, encoding="utf-8")
    yaml.write_text(profile, encoding="utf-8")
    session = Session.load([source], load_profile(yaml), more.pop("as_of", AS_OF))
    with Workspace.open(folder / "work.sqlite") as workspace:
        yield Review(session, workspace, **{"author": "me"} | more)


def reload(review: Review, profile: str) -> None:
    """Write another profile in the place of the review's own; reading it is up to the test."""
    assert review.session.profile.path is not None
    Path(review.session.profile.path).write_text(profile, encoding="utf-8")


def rows(review: Review, *names: str) -> pl.Series:
    """The rows of the accounts with these names, in this order."""
    found = review.session.accounts.frame["name"].to_list()
    return pl.Series([found.index(name) for name in names], dtype=pl.UInt32)


def buckets(review: Review) -> dict[str, str]:
    """The bucket of each account by its name."""
    held = review.scored.assigned.bucket.cast(pl.String)
    return dict(zip(review.scored.accounts["name"].to_list(), held.to_list(), strict=True))


def said(review: Review, name: str) -> list[tuple[str, str | None, str | None]]:
    """Kind, value and reason of the standing decisions about the account with this name."""
    return [(one.kind, one.value, one.reason) for one in review.history(int(rows(review, name)[0]))]
