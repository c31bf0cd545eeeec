"""Contact file -> people: each row cleaned, with the domain of the company that the person works for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError, Problem, shortened
from icp_tui.sources.codes import as_text
from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.domains import parse_domains
from icp_tui.sources.opt_outs import OptOuts, read_opt_outs
from icp_tui.sources.people_headers import OPT_OUT, PeopleHeaders, people_headers
from icp_tui.sources.reader import read_table
from icp_tui.sources.report import listed
from icp_tui.sources.seniority import parse_seniority
from icp_tui.sources.texts import clean

Progress = Callable[[str, float], None]

# What is known of a person, all text but `opted_out`; `domain` is the company's.
PERSON: dict[str, pl.DataType | type[pl.DataType]] = {
    "email": pl.String, "first_name": pl.String, "last_name": pl.String, "full_name": pl.String, "job_title": pl.String,
    "seniority": pl.String, "department": pl.String, "phone": pl.String, "contact_linkedin_url": pl.String,
    "contact_city": pl.String, "contact_state": pl.String, "contact_country": pl.String, "opted_out": pl.Boolean,
    "domain": pl.String,
}  # fmt: skip
_EMAIL = r"([^@\s,;|<>()\[\]\"']+@(?:[^@\s.,;|<>()\[\]\"']+\.)+[^@\s.,;|<>()\[\]\"']{2,})"
_FORMS_OF_ADDRESS = r"(?i)^(?:(?:(?:mr|mrs|ms|miss|dr|prof|herr|frau|mme)\.?|m\.|dipl\.-?(?:ing|kfm)\.)\s+)+"
_DEGREES = r"(?i)(?:,\s*(?:ph\.?d|m\.?b\.?a|m\.?d|cpa|cfa|esq|jr|sr|ii|iii|iv|pmp|m\.?sc|b\.?sc|m\.?a|b\.?a|ll\.?m|j\.?d|mph|dba|cissp)\.?)+$"
# Whether an address is there that is none.
MISREAD = "misread"
_SHOWN_ROWS = 5
_NAMED = ("email", "full_name", "contact_linkedin_url")


@dataclass(frozen=True)
class ContactFile:
    """One file of people. `rows` counts its data rows, of which `unreadable` name nobody or cannot be read.

    `people` has the columns of PERSON and MISREAD, a row for each row that names somebody. `fed` are the columns that
    the file has, with their headers.
    """

    path: Path
    sha256: str
    rows: int
    unreadable: int
    people: pl.DataFrame = field(compare=False, repr=False)
    fed: Mapping[str, Sequence[str]]
    notes: tuple[str, ...] = ()


def load_contact_file(path: Path, progress: Progress | None = None) -> ContactFile:
    """Read a file of people; IcpError when it cannot be used at all."""
    table = read_table(path, progress=progress)
    known = people_headers()
    feeds = known.feeds(table.frame.columns)
    refuses = any(name in feeds for name in OPT_OUT)
    # People can be opted out by their page alone.
    if not any(name in feeds for name in ("email", "website")) and not (refuses and "contact_linkedin_url" in feeds):
        raise _nowhere(table.frame.columns, path, "says where its people work", "Email or Company Domain")
    if not any(name in feeds for name in (*_NAMED, "first_name", "last_name", "job_title")):
        raise _nowhere(table.frame.columns, path, "says who its people are", "Email, Full Name or Job Title")
    if not table.rows_in:
        raise IcpError(Problem("this file of people has headers and no rows", path=str(path), hint="export it again, or leave it out"))
    opted = read_opt_outs(table.frame, feeds, known)
    people = _people(table.frame, feeds, known, opted)
    misread = _unreadable(table.rows.filter(people[MISREAD]), table.rows.filter(people[MISREAD] & people["opted_out"]))
    there = people.select(pl.any_horizontal(pl.col(*_NAMED, "job_title").is_not_null())).to_series()
    if there.len() != people.height:
        there = there.new_from_index(0, people.height)
    people = people.filter(there)
    # A file that only opts people out needs nothing else.
    missing = () if refuses and people["opted_out"].all() else _missing(feeds)
    return ContactFile(
        path=path,
        sha256=table.sha256,
        rows=table.rows_in,
        unreadable=table.rejected.height + int((~there).sum()),
        people=people,
        fed=feeds,
        notes=(*table.notes, *misread, *opted.notes, *missing),
    )


def _missing(feeds: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What a file of people should have, and has not."""
    if "job_title" not in feeds and "seniority" not in feeds:
        yield "no column is called Title or Seniority, so nobody in it can have a persona"
    if "email" not in feeds:
        yield "no column is called Email, so nobody in it can be written to"


def _unreadable(rows: pl.Series, refused: pl.Series) -> Iterator[str]:
    """Addresses that are none, by the numbers of their rows: they may be a person's all the same, so they are not shown."""
    one = rows.len() == 1
    if rows.len():
        yield f"{'the email address' if one else f'{rows.len():,} email addresses'} in {_numbered(rows)} cannot be read: nobody there can be written to"
    if refused.len():
        yield f"{_numbered(refused)}: opted out under an address that cannot be read: mend it, or the opt-out counts in that row only"


def _numbered(rows: pl.Series) -> str:
    """`row 7`, `rows 3, 7 and 12`."""
    return f"row{'' if rows.len() == 1 else 's'} {listed([f'{row:,}' for row in rows], _SHOWN_ROWS)}"


def _people(frame: pl.DataFrame, feeds: Mapping[str, Sequence[str]], known: PeopleHeaders, opted: OptOuts) -> pl.DataFrame:
    """The columns of PERSON and MISREAD, a row per row of the file."""
    texts = {name: _first([clean(frame[header]) for header in headers]) for name, headers in feeds.items() if name not in OPT_OUT}
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, frame.height) if frame.height else pl.Series([], dtype=pl.String)
    held = {name: texts.get(name, nothing) for name in (*PERSON, "website", "company")}
    email = _first([_address(clean(frame[header])) for header in feeds.get("email", ())] or [nothing])
    sites = _first([parse_domains(clean(frame[header]))["domain"] for header in feeds.get("website", ())] or [nothing])
    hosts = email.str.extract(r"@(.+)$")
    own = over_distinct(hosts, lambda texts: parse_domains(texts).select("domain"))["domain"]
    made = held | {
        "email": email,
        "domain": sites.zip_with(sites.is_not_null(), own),
        "seniority": parse_seniority(held["seniority"], held["job_title"], known.seniority, known.titles),
        "contact_linkedin_url": _person_page(held["contact_linkedin_url"]),
        "opted_out": opted.refused,
    }
    people = pl.DataFrame([series.cast(PERSON[name]).alias(name) for name, series in made.items() if name in PERSON])
    misread = (held["email"].is_not_null() & email.is_null()).alias(MISREAD)
    return people.select(*PERSON).with_columns(_names()).with_columns(misread)


def _address(texts: pl.Series) -> pl.Series:
    return as_text(texts).str.to_lowercase().str.strip_prefix("mailto:").str.extract(_EMAIL)


def _names() -> list[pl.Expr]:
    """First, last and full name, each filled from the others: `Dana Smith`, `Smith, Dana`, `Dr. Dana Smith`."""
    whole = pl.col("full_name").str.replace(_FORMS_OF_ADDRESS, "").str.replace(_DEGREES, "")
    turned = whole.str.contains(r"^[^,]+,\s*[^,]+$")
    first = pl.when(turned).then(whole.str.extract(r",\s*(\S+)")).otherwise(whole.str.extract(r"^(\S+)"))
    last = pl.when(turned).then(whole.str.extract(r"^([^,]+),")).otherwise(whole.str.extract(r"^\S+\s+(.+)$"))
    apart = pl.col("first_name").is_null() & pl.col("last_name").is_null()
    given = pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True).replace("", None)
    return [
        pl.when(apart).then(first).otherwise("first_name").alias("first_name"),
        pl.when(apart).then(last.str.strip_chars()).otherwise("last_name").alias("last_name"),
        pl.coalesce("full_name", given).alias("full_name"),
    ]


def _person_page(texts: pl.Series) -> pl.Series:
    """Pages of people; that of a company is nobody's."""
    company = texts.str.contains(r"(?i)linkedin\.com/(?:[a-z]{2}/)?(?:sales/)?(?:company|school|showcase|organization)").fill_null(value=False)
    return texts.set(company, None)


def _first(columns: Sequence[pl.Series]) -> pl.Series:
    """For each row the first value that is there."""
    made = columns[0]
    for other in columns[1:]:
        made = made.zip_with(made.is_not_null(), other)
    return as_text(made)


def _nowhere(headers: Sequence[str], path: Path, what: str, wanted: str) -> IcpError:
    shown = ", ".join(shortened(header, 30) for header in headers[:8])
    return IcpError(Problem(f"no column {what}; the headers are {shown}", path=str(path), hint=f"one column must be called {wanted}"))
