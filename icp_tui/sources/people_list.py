"""A list of people given as a list of companies: its rows count, and what is personal in it stays out of the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from icp_tui.sources.dialect import compared
from icp_tui.sources.mapping import Mapped
from icp_tui.sources.people_headers import people_headers
from icp_tui.sources.report import SourceReport, counted, listed
from icp_tui.sources.source_accounts import SourceAccounts

# What stands for a rejected row in rejected.csv; its number leads to the row in the source.
ROW_OF_A_PERSON = "(a row of a list of people: see the source)"
_NAMES = ("first_name", "last_name", "full_name")
_AN_EMAIL = r"^\s*(?:mailto:)?[^@\s,;|<>]+@[^@\s,;|<>]+\.[^@\s,;|<>]{2,}\s*(?:[,;|]|$)"
_A_PERSONS_PAGE = r"(?i)linkedin\.com/(?:[a-z]{2}/)?(?:in|pub|profile|sales/(?:lead|people|profile))/"
_PHONE = re.compile(r"\b(?:tele)?phone\b|\bmobile\b|\bcell\b|\bdirect dial\b")
_OF_THE_COMPANY = re.compile(r"\b(?:company|corporate|account|organi[sz]ation|hq|headquarters|owner)\b")
_OUR_OWN = re.compile(r"\bowner\b")


def without_people(found: SourceAccounts, frame: pl.DataFrame, mapped: Mapped) -> SourceAccounts:
    """The accounts of a source without what is personal in it, where its headers are those of a list of people.

    `frame` has the columns of the table under the names of the file. The report names the headers that were left
    out; of rejected rows only the number is left.
    """
    personal = personal_headers(frame, mapped)
    if not personal:
        return found
    exported = dict(zip(frame.columns, found.originals.columns, strict=True))
    headers = [replace(one, samples=(), examples=(), personal=True) if one.header in personal else one for one in found.report.headers]
    return replace(
        found,
        originals=found.originals.drop(exported[header] for header in personal),
        rejected=found.rejected.with_columns(pl.lit(ROW_OF_A_PERSON).alias("raw")),
        report=replace(found.report, headers=headers),
    )


def personal_headers(frame: pl.DataFrame, mapped: Mapped) -> list[str]:
    """The headers of what is personal, in file order; none unless people are named, with an address or a page of theirs.

    A general address of the company, or who of us owns an account, makes no list of people.
    """
    feeds = people_headers().feeds(frame.columns)
    fields = {feed.header: feed.field for feed in mapped.all()}
    names = {header for name in _NAMES for header in feeds.get(name, ()) if header not in fields}
    if not names:
        return []
    emails = {header for header in frame.columns if fields.get(header) != "owner" and not _OUR_OWN.search(compared(header)) and _has(frame[header], _AN_EMAIL)}
    pages = {header for header in frame.columns if _has(frame[header], _A_PERSONS_PAGE)}
    if not pages and not any(not _OF_THE_COMPANY.search(compared(header)) for header in emails):
        return []
    phones = {header for header in frame.columns if header not in fields and _is_phone(header, feeds)}
    named = {header for header in feeds.get("contact_linkedin_url", ()) if header not in fields}
    personal = names | emails | pages | phones | named
    return [header for header in frame.columns if header in personal]


def people_list(report: SourceReport) -> Iterator[str]:
    """That a source is a list of people, in a sentence; nothing of any other."""
    personal = [one.header for one in report.headers if one.personal]
    if personal:
        holds = "holds" if len(personal) == 1 else "hold"
        yield (
            f"{report.source} looks like a list of people: {counted(len(personal), 'column')} {holds} personal data "
            f"({listed(personal)}) and {'is' if len(personal) == 1 else 'are'} left out of the list and its files; "
            "its companies count. For the people themselves give it with --contacts"
        )


def _is_phone(header: str, feeds: Mapping[str, list[str]]) -> bool:
    said = compared(header)
    return not _OF_THE_COMPANY.search(said) and (header in feeds.get("phone", ()) or _PHONE.search(said) is not None)


def _has(cells: pl.Series, pattern: str) -> bool:
    """Whether some cell is such."""
    return bool(cells.cast(pl.String).str.contains(pattern).any())
