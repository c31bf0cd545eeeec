"""Headers that no list of headers names, yet sound like a field that nothing feeds."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

import polars as pl

from icp_tui.errors import shortened
from icp_tui.sources.misfit import misfit, understood
from icp_tui.sources.texts import clean

# Words that make a header sound like a field.
_SOUNDS = {
    "industry": "industry",
    "branche": "industry",
    "country": "country",
    "website": "website",
    "homepage": "website",
    "domain": "domain",
    "linkedin": "linkedin_url",
    "employees": "employees",
    "headcount": "employees",
    "mitarbeiter": "employees",
    "revenue": "revenue",
    "turnover": "revenue",
    "umsatz": "revenue",
    "founded": "founded",
}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 5
_MOSTLY = 0.6
# Looking at cells takes about a millisecond a column.
_MOST_COLUMNS = 40


def resembling(headers: Sequence[str], fed: Container[str], sample: pl.DataFrame) -> list[str]:
    """A sentence for each of the unused `headers` that sounds like a field not yet `fed`."""
    found: list[str] = []
    for header, fields in list(_sounding(headers, fed))[:_MOST_COLUMNS]:
        for field in fields:
            if said := _resembles(header, field, sample.get_column(header), fed):
                found.append(said)
                break
    return found


def _sounding(headers: Sequence[str], fed: Container[str]) -> Iterator[tuple[str, list[str]]]:
    """The headers that sound like fields not yet fed, with those fields."""
    for header in headers:
        sounds = dict.fromkeys(_SOUNDS[word] for word in _WORD.findall(header.casefold()) if word in _SOUNDS)
        fields = [field for field in sounds if field not in fed]
        if fields:
            yield header, fields


def _resembles(header: str, field: str, cells: pl.Series, fed: Container[str]) -> str | None:
    """What the cells under a header say about it; None when they settle nothing."""
    filled = cells.len() - clean(cells).null_count()
    if filled < _FEWEST:
        return None
    short = shortened(header, 60)
    wrong = misfit(header, field, cells)
    if wrong is not None:
        names = wrong.names_companies and "name" not in fed
        mend = f"; --map '{short}=name' if they are the companies" if names else ""
        return f"{short} sounds like {field}, but holds {wrong.holds} ({wrong.shown}): it is not used{mend}"
    good = understood(field, cells) or 0
    if good < filled * _MOSTLY:
        return None
    return f"{short} may be {field} ({good:,} of {filled:,} cells looked at are understood): --map '{short}={field}' to use it"
