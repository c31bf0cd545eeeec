"""A list with rules, suppression files, near misses and exceptions, each of which is plain to see."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reviewed import BY_SIZE, opened

from icp_tui.review.review import Review
from icp_tui.review.session import load_suppressions

PROFILE = f"""\
# The ICP of the tests.
icp: Small
version: "2026-Q4"
{BY_SIZE}must_have:
  - {{when: country IS NOT NULL, because: Country unknown, unknown: fail}}
kill_list:
  rules:
    - {{id: country, when: "country = 'RU'", because: Country we cannot serve}}   # agreed with legal
    - {{id: tiny, when: employees < 20, because: Under 20 employees}}
    - {{id: idle, when: employees > 900, because: Too large}}
  suppress:
    - {{file: customers.csv, type: customer, because: Existing customer}}
    - {{file: nobody.csv, type: competitor, because: Competitor}}
  never_kill: [kept.com, gone.example]
tiers:
  - {{name: A, capacity: 2, min_score: 70, play: Call}}
  - {{name: B, capacity: 2, min_score: 70, when: country <> 'FR'}}
"""
# A: Hooli 100, Globex 86.5; B: Acme 80, Initech 75; nurture: Umbrella 60, Kept 60 (never killed).
ACCOUNTS = """\
Company,Website,Employees,Country,Owner
Hooli,hooli.com,100,US,dana
Globex,globex.com,87,US,dana
Acme,acme.com,80,US,lee
Initech,initech.com,75,US,lee
Umbrella,umbrella.com,60,US,
Kept,kept.com,60,RU,
Whale,whale.com,95,RU,dana
Cust,cust.com,80,RU,lee
Paris,paris.com,75,FR,
Odd,odd.com,10,RU,
Nowhere,nowhere.com,100,,
"""
# Cust and Paris by domain, Nowhere likewise; Acme and Globex are only named, under other domains.
CUSTOMERS = """\
Company,Website,Country,Until
Cust,cust.com,,
Paris,paris.com,,
Nowhere,nowhere.com,,
Acme,acme-holding.com,DE,
Globex,globex.net,,
Old,umbrella.com,,2020-01-01
"""
NOBODY = "Company,Website\nStranger,stranger.example\n"


def written(folder: Path, profile: str = PROFILE) -> None:
    """The suppression files, beside the profile."""
    (folder / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "nobody.csv").write_text(NOBODY, encoding="utf-8")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")


@contextmanager
def killing(folder: Path, **more: Any) -> Iterator[Review]:
    """A review of the list."""
    written(folder)
    with opened(folder, accounts=ACCOUNTS, profile=PROFILE, **more) as review:
        review.session.suppressions = tuple(load_suppressions(review.session.profile, ()))
        review.tuned(review.session.profile)
        yield review


def names(review: Review, rows: Any) -> list[str]:
    """The names of the accounts at these rows."""
    return review.scored.accounts["name"].gather(rows).to_list()
