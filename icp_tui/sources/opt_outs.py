"""Who wants no mail, as files of people say it: flags, dates and words. When in doubt, nobody is written to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui.errors import shortened
from icp_tui.sources.dates import parse_dates
from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.flags import parse_flags
from icp_tui.sources.people_headers import PeopleHeaders
from icp_tui.sources.report import counted
from icp_tui.sources.texts import clean

# Headers that may tell it, whatever they are called; calls and faxes are no mail.
_LIKELY = re.compile(
    r"opt(?:ed|s|ing)?[ _-]?(?:out|in)(?![a-z])|unsub|do[ _-]?not|suppress|bounce|black[ _-]?list|block[ _-]?list|consent|gdpr|dsgvo|werbe|abgemeldet|d[ée]sabonn|d[ée]sinscri",
    re.IGNORECASE,
)
_OTHER = re.compile(r"call|phone|fax|sms|track|disturb", re.IGNORECASE)
_PERMITS = re.compile(r"opt(?:ed|s|ing)?[ _-]?in(?![a-z])|consent|gdpr|dsgvo", re.IGNORECASE)
_STATES = re.compile(r"status|stage", re.IGNORECASE)
_EXAMPLES = 3


@dataclass(frozen=True)
class OptOuts:
    """`refused`: Boolean for each row of a file, never null; `notes`: what is to be known of how it was told."""

    refused: pl.Series = field(compare=False, repr=False)
    notes: tuple[str, ...] = ()


def read_opt_outs(frame: pl.DataFrame, feeds: Mapping[str, Sequence[str]], known: PeopleHeaders) -> OptOuts:
    """Read the columns of a file that say who wants no mail: a row is refused when one of them says so.

    Under a header of `opted_out` whatever is neither blank nor plainly no counts, understood or not; under one of
    `mail_status` only the words of `known.no_mail` do.
    """
    refused = pl.repeat(value=False, n=frame.height, dtype=pl.Boolean, eager=True)
    notes: list[str] = []
    for header in feeds.get("opted_out", ()):
        texts = clean(frame[header])
        said = over_distinct(texts, lambda distinct: _flags(distinct, known))
        refused |= said["refused"]
        notes += _unclear(header, texts.filter(~said["understood"]))
    for header in feeds.get("mail_status", ()):
        refused |= over_distinct(clean(frame[header]), lambda distinct: _words(distinct, known))["refused"]
    fed = {header for headers in feeds.values() for header in headers}
    notes += [note for header in frame.columns if header not in fed for note in _unread(header, frame, known)]
    return OptOuts(refused, tuple(notes))


def _flags(texts: pl.Series, known: PeopleHeaders) -> pl.DataFrame:
    """Columns refused and understood (Boolean, never null) for cells under a header that is about opting out."""
    flags, day = parse_flags(texts)["value"], parse_dates(texts)["value"]
    mail = _plain(texts).is_in([_worded(word) for word in known.mail])
    no = texts.is_null() | (flags.is_not_null() & ~flags.fill_null(value=True)) | mail.fill_null(value=False)
    yes = flags.fill_null(value=False) | day.is_not_null() | _words(texts, known)["refused"]
    return pl.DataFrame({"refused": ~no, "understood": no | yes})


def _words(texts: pl.Series, known: PeopleHeaders) -> pl.DataFrame:
    """Column refused: whether a cell has one of the words, and not their denial (`not bounced`)."""
    words = "|".join(re.escape(_worded(word)) for word in sorted(known.no_mail, key=len, reverse=True))
    if not words:
        return pl.DataFrame({"refused": pl.repeat(value=False, n=len(texts), dtype=pl.Boolean, eager=True)})
    left = _plain(texts).str.replace_all(rf"\b(?:not|never|no) (?:{words})\b", "")
    return pl.DataFrame({"refused": left.str.contains(rf"\b(?:{words})\b").fill_null(value=False)})


def _plain(texts: pl.Series) -> pl.Series:
    return texts.cast(pl.String).str.to_lowercase().str.replace_all(r"[\s_-]+", " ")


def _worded(word: str) -> str:
    return re.sub(r"[\s_-]+", " ", word.strip().lower())


def _unclear(header: str, texts: pl.Series) -> Iterator[str]:
    if texts.len():
        cells = texts.unique().sort()
        one = texts.len() == 1
        shown = ", ".join(f'"{shortened(cell, 30)}"' for cell in cells.head(_EXAMPLES)) + (", ..." if cells.len() > _EXAMPLES else "")
        yield f'{counted(texts.len(), "cell")} under "{shortened(header, 40)}" {"is" if one else "are"} neither yes nor no ({shown}): {"it counts" if one else "they count"} as opted out'


def _unread(header: str, frame: pl.DataFrame, known: PeopleHeaders) -> Iterator[str]:
    """A column that is not read and may say who wants no mail, as far as its cells say anything."""
    stated = bool(_STATES.search(header))
    if not stated and (not _LIKELY.search(header) or _OTHER.search(header)):
        return
    texts = clean(frame[header])
    if stated:
        tells = over_distinct(texts, lambda distinct: _words(distinct, known))["refused"]
    elif _PERMITS.search(header):
        # Here it is the no that refuses.
        tells = texts.is_not_null()
    else:
        tells = over_distinct(texts, lambda distinct: _flags(distinct, known))["refused"]
    if tells.any():
        name = '"Contact Status"' if stated else '"Email Opt Out" (yes: no mail)'
        yield f'"{shortened(header, 40)}" is not read and may say who wants no mail: if it does, call it {name}, or add it to your own people.yaml'
