"""Facts about one account as a person types or pastes them -> cells under account columns and original headers.

`acme.com employees=220 country=US`, `name: Acme GmbH`, a domain, a LinkedIn page, a name, or a row with tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from icp_tui import vocab
from icp_tui.errors import IcpError, Problem, nearest, shortened
from icp_tui.profile import Profile
from icp_tui.review.filters.short_names import AMBIGUOUS, short_name
from icp_tui.sources.dialect import FIELDS, GENERIC, compared, dialects

EXAMPLE = "acme.com employees=220 country=US industry=Software"

# `=` or `:` between a key and its value, but not that of https://.
_SIGN = re.compile(r"\s*(?:=|:(?!//|\d))\s*")
_QUOTED = re.compile(r"""[=:]\s*("[^"]*"|'[^']*')""")
_MOST_WORDS = 3
_DOMAIN = re.compile(r"(https?://)?[^\s/@]+\.[^\s/@.]{2,}(/\S*)?", re.IGNORECASE)
_LINKEDIN = re.compile(r"linkedin\.com/", re.IGNORECASE)
_EDGES = " \t,;|"


class Keys:
    """What a person may call each cell.

    Account columns, their short and usual names, the profile's own fields, the original headers of the list.
    """

    def __init__(self, profile: Profile, originals: Sequence[str] = ()) -> None:
        known = {compared(header): header for header in reversed(originals)}
        for said, fields in dialects()[GENERIC].field_of().items():
            known[said] = fields[0]
        known |= {compared(name): one.headers[0] for name, one in profile.fields.items()}
        self._known = known | {compared(field): field for field in FIELDS}

    def of(self, said: str) -> str | None:
        """The account column or original header that is meant; None for none."""
        return self._known.get(compared(said)) or short_name(said)

    def near(self, said: str) -> str:
        """What may be meant instead."""
        if said.casefold() in AMBIGUOUS:
            return f"write {' or '.join(AMBIGUOUS[said.casefold()])}"
        near = nearest(compared(said), self._known, count=3)
        return f"nearest: {', '.join(self._known[one] for one in near)}" if near else f"write it like {EXAMPLE}"


def facts(text: str, keys: Keys) -> dict[str, str]:
    """The cells, by account column or original header.

    IcpError for keys that mean nothing, a key that is said twice, and when nothing names the company.
    """
    pieces = list(_pieces(text, keys))
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for said, value in pieces:
        column = keys.of(said) if said else _named(value)
        if column is None:
            problems.append(Problem(f"{shortened(said, 40)} is no column", hint=keys.near(said)))
        elif column in found:
            problems.append(Problem(f"{column} is said twice", hint="say it once"))
        elif value:
            found[column] = value
    if not problems and not {"name", "domain", "website", "linkedin_url"} & found.keys():
        problems.append(Problem("nothing names the company", hint="begin with its domain or its name"))
    if problems:
        raise IcpError(problems)
    return found


def _named(value: str) -> str:
    """What a text without a key is: a LinkedIn page, a domain, else a name."""
    if _LINKEDIN.search(value):
        return "linkedin_url"
    return "domain" if _DOMAIN.fullmatch(value) else "name"


def _pieces(text: str, keys: Keys) -> Iterator[tuple[str, str]]:
    """Keys and their values in order; what stands before the first key has none."""
    said, start = "", 0
    quoted = [match.span(1) for match in _QUOTED.finditer(text)]
    for sign in _SIGN.finditer(text):
        if any(begin <= sign.start() < end for begin, end in quoted):
            continue
        before = text[start : sign.start()]
        key = _key(before, keys, asked="=" in sign.group())
        if key is None:
            continue
        yield from _piece(said, before[: len(before) - len(key)])
        said, start = key.strip(), sign.end()
    yield from _piece(said, text[start:])


def _piece(said: str, value: str) -> Iterator[tuple[str, str]]:
    value = value.strip(_EDGES)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].strip()
    if said:
        yield said, value
        return
    # `acme.com Acme Inc`: the first word that is a domain or a page, and the name.
    words = value.split()
    page = next((word.strip(_EDGES) for word in words if len(words) > 1 and _named(word.strip(_EDGES)) != "name"), None)
    if page:
        yield "", page
        value = " ".join(word for word in words if word.strip(_EDGES) != page)
    if value.strip(_EDGES):
        yield "", value.strip(_EDGES)


def _key(before: str, keys: Keys, *, asked: bool) -> str | None:
    """The end of `before` that is a key, the longest that means something; the last word where one is `asked` for."""
    ends = [match.start() for match in re.finditer(r"[^\s,;|]+", before)][-_MOST_WORDS:]
    for start in ends:
        if keys.of(before[start:]):
            return before[start:]
    return before[ends[-1] :] if asked and ends else None


def spelled(text: str, headers: Sequence[Sequence[str]], fields: Mapping[str, str | None]) -> str:
    """A pasted row with tabs as a line that `facts` reads; other texts stay as they are.

    A row of as many cells as one of `headers` has goes under those, or under a first row that names columns;
    `fields` says which account column a header feeds. Else each cell is known by what it looks like.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or "\t" not in lines[0]:
        return text
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    width = len(rows[-1])
    named = rows[0] if len(rows) > 1 else next((one for one in headers if len(one) == width), None)
    cells = rows[1] if len(rows) > 1 else rows[0]
    keyed = zip(named, cells, strict=False) if named else _guessed(cells)
    found: dict[str, str] = {}
    for header, cell in keyed:
        column = fields.get(header) or (header if header in FIELDS else None)
        if column and cell and column not in {"source", "source_row"}:
            found.setdefault(column, cell)
    return "  ".join(f'{column}="{cell}"' if "=" in cell else f"{column}={cell}" for column, cell in found.items())


def _guessed(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Cells by what they look like: a page, a domain, a number of people, a country, an industry, a name."""
    for cell in cells:
        what = _named(cell)
        if what == "name" and re.fullmatch(r"[\d.,]+[kK+]?|\d+ ?- ?\d+", cell):
            what = "employees"
        elif what == "name" and vocab.canonical("country", cell):
            what = "country"
        elif what == "name" and vocab.canonical("industry", cell):
            what = "industry"
        yield what, cell
