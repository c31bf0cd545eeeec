"""Contacts: people beside the accounts, found by the domain of their company.

They bring no accounts and change none. Rows of the files = used + duplicates + unreached + unreadable,
always. What is known of a person leaves the memory in the files of presets for people only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.accounts import Accounts
from icp_tui.sources.contact_file import MISREAD, PERSON, ContactFile, load_contact_file

Progress = Callable[[str, float], None]
PERSON_NUMBER, _FILE = "person", "file"
# A person's page as it is compared.
_PAGE = pl.col("contact_linkedin_url").str.to_lowercase().str.replace(r"^(?:https?://)?(?:[a-z]{2,3}\.)?(?:www\.)?", "").str.replace(r"/*(?:[?#].*)?$", "")


@dataclass(frozen=True)
class ContactReport:
    """What became of one file of people. `rows = used + duplicates + unreached + unreadable`, always.

    `duplicates` have the email (or else the LinkedIn page) of somebody else's row; `unreached` work for no
    account of the list, or nobody knows where. `accounts` is how many accounts the used people work for, of
    whom `silent` have no email address and `opted_out` want no mail. `applied` is how many people of the list the
    file opts out though another file tells of them; `refusing` is whether all that it says is who wants no mail.
    """

    path: Path
    sha256: str
    rows: int
    used: int
    duplicates: int
    unreached: int
    unreadable: int
    accounts: int
    silent: int
    opted_out: int
    notes: tuple[str, ...] = ()
    applied: int = 0
    refusing: bool = False


@dataclass(frozen=True)
class Contacts:
    """The people of all files, each once: the columns of PERSON, their number `person`, and `file`, the place of their file."""

    files: tuple[ContactFile, ...]
    people: pl.DataFrame = field(compare=False, repr=False)

    def reached(self, accounts: Accounts) -> pl.DataFrame:
        """The people who work for accounts of a list: `account_key` and the columns of `people`; a row per person and account."""
        return self.at(_domains(accounts))

    def at(self, keys: pl.DataFrame) -> pl.DataFrame:
        """The same for the accounts of `keys`, with columns domain and account_key."""
        found = self.people.join(keys.select("domain", "account_key"), on="domain", how="inner", maintain_order="left_right")
        return found.select("account_key", *self.people.columns)

    def reports(self, accounts: Accounts) -> list[ContactReport]:
        """What became of each file on this list."""
        found = self.reached(accounts)
        used = found.unique(PERSON_NUMBER)
        return [
            ContactReport(
                path=one.path,
                sha256=one.sha256,
                rows=one.rows,
                used=(count := _height(used, place)),
                duplicates=one.people.height - _height(self.people, place),
                unreached=_height(self.people, place) - count,
                unreadable=one.unreadable,
                accounts=found.filter(pl.col(_FILE) == place)["account_key"].n_unique(),
                silent=used.filter(pl.col(_FILE) == place, pl.col("email").is_null(), ~pl.col(MISREAD)).height,
                opted_out=int(used.filter(pl.col(_FILE) == place)["opted_out"].sum()),
                notes=one.notes,
                applied=int(_opted_out_by(one.people, used.filter(pl.col(_FILE) != place)).sum()),
                refusing=one.people.height > 0 and bool(one.people["opted_out"].all()),
            )
            for place, one in enumerate(self.files)
        ]


def load_contacts(paths: Sequence[Path], progress: Progress | None = None) -> Contacts | None:
    """Read files of people; None without any. IcpError carries the problems of all that cannot be used."""
    problems = [
        Problem("this contact file is given twice", path=path, hint="name it once")
        for path, count in Counter(map(str, paths)).items()
        if count > 1
    ]
    loaded: list[ContactFile] = []
    for path in dict.fromkeys(paths):
        try:
            loaded.append(load_contact_file(path, progress))
        except IcpError as error:
            problems += error.problems
    if problems:
        raise IcpError(problems)
    return joined(loaded) if loaded else None


def joined(files: Sequence[ContactFile]) -> Contacts:
    """All people, each once: of rows with one email (or else one page), the one that says most stays.

    Whoever wants no mail by one row of their address or page wants none.
    """
    people = _opted_out(pl.concat([one.people.with_columns(pl.lit(place, dtype=pl.UInt32).alias(_FILE)) for place, one in enumerate(files)]))
    # Who has neither is nobody's double.
    rows = people.with_row_index("row").with_columns(pl.coalesce("email", pl.lit("page ") + _PAGE).alias("who"))
    again = rows["who"].is_duplicated() & rows["who"].is_not_null()
    said = pl.sum_horizontal(pl.col(*PERSON).is_not_null().cast(pl.UInt8))
    doubles = rows.filter(again).sort(pl.col("domain").is_null(), said, *PERSON, MISREAD, descending=[False, True, *[False] * (len(PERSON) + 1)])
    kept = pl.concat([rows.filter(~again), doubles.unique("who", keep="first", maintain_order=True)]).sort("row")
    return Contacts(tuple(files), kept.drop("row", "who").with_row_index(PERSON_NUMBER))


def _opted_out(people: pl.DataFrame) -> pl.DataFrame:
    """The people with `opted_out` as all their rows say: an address may lead to a page, and that to another address."""
    found = people["opted_out"]
    while found.any():
        wider = found | _opted_out_by(people.with_columns(found), people)
        if wider.sum() == found.sum():
            break
        found = wider
    return people.with_columns(found)


def _opted_out_by(told: pl.DataFrame, people: pl.DataFrame) -> pl.Series:
    """Whether somebody of `told` who is opted out has the address or the page of each of `people`."""
    refusing, page = told.filter("opted_out"), people.select(_PAGE).to_series()
    address = people["email"].is_in(refusing["email"].drop_nulls().unique().implode())
    same = page.is_in(refusing.select(_PAGE).to_series().drop_nulls().unique().implode())
    return (address.fill_null(value=False) | same.fill_null(value=False)).alias("opted_out")


def _height(people: pl.DataFrame, place: int) -> int:
    return int((people[_FILE] == place).sum())


def _domains(accounts: Accounts) -> pl.DataFrame:
    """`domain` and `account_key`: of accounts, and of rows and companies that went into one."""
    own = accounts.frame.select("domain", "account_key").drop_nulls()
    merged = accounts.rows.select("domain", "account_key").drop_nulls()
    parts = accounts.parts.select("domain", account_key="into").drop_nulls()
    others = pl.concat([merged, parts]).unique(maintain_order=True)
    # A domain that is an account's own is of no other.
    others = others.join(own, on="domain", how="anti").join(accounts.frame.select("account_key"), on="account_key", how="semi")
    return pl.concat([own, others.unique("domain", keep="none")])
