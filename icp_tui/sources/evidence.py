"""Why a source is taken for this dialect, and what else it could be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from icp_tui.sources.dialect import GENERIC, Dialect, compared, dialects, matched
from icp_tui.sources.report import listed

_SHOWN = 4
# A dialect whose signature is incomplete is worth a word from so many of its headers on.
_RESEMBLES = 3


@dataclass(frozen=True)
class Evidence:
    """What speaks for one dialect: the signature headers that were found, and all headers that it names."""

    dialect: Dialect
    signed: bool
    found: tuple[str, ...]
    named: int

    @property
    def weight(self) -> tuple[int, int, str]:
        """How strong it is, for comparison; the name closes ties."""
        return len(self.found), self.named, self.dialect.dialect

    def __str__(self) -> str:
        """`Apollo accounts: 5 of its 8 signature headers (# Employees, ...)`."""
        of = len(self.dialect.signature)
        headers = "header" if of == 1 else "headers"
        shown = f" ({listed(self.found, _SHOWN)})" if self.found else ""
        return f"{self.dialect.title}: {len(self.found)} of its {of} signature {headers}{shown}"


def weighed(headers: Sequence[str]) -> list[Evidence]:
    """The evidence for every dialect but the generic one, the strongest signed one first."""
    present = by_comparison(headers)
    found = [_evidence(one, present) for one in dialects().values() if one.dialect != GENERIC]
    return sorted(found, key=lambda one: (one.signed, one.weight), reverse=True)


def detect(headers: Sequence[str]) -> Dialect:
    """The dialect with the best evidence in these headers; `generic` when none fits."""
    first = weighed(headers)[0]
    return first.dialect if first.signed else dialects()[GENERIC]


def by_comparison(headers: Sequence[str]) -> dict[str, str]:
    """Compared header -> the first header that compares so."""
    found: dict[str, str] = {}
    for header in headers:
        found.setdefault(compared(header), header)
    return found


def fingerprint(headers: Sequence[str]) -> str:
    """The same 32 hex digits for the same headers, however they are spelt and whatever their order."""
    known = "\n".join(sorted(by_comparison(headers)))
    return sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def reasons(chosen: Dialect, headers: Sequence[str], *, named: bool = False) -> tuple[list[str], list[str]]:
    """Why `chosen`, and what could be doubted, in sentences. `named`: a person said so."""
    all_found = weighed(headers)
    own = next((one for one in all_found if one.dialect is chosen), None)
    others = [one for one in all_found if one.dialect is not chosen]
    if named:
        return [f"{chosen.title}: as you said"], _against(own)
    if own is None:
        last = {compared(header) for found in chosen.last_resort.values() for header in found}
        count = len(set(by_comparison(headers)) & (set(chosen.field_of()) | last))
        why = f"{chosen.title}: no vendor's signature is there; {count} of {len(headers)} headers are known"
        near = sorted((one for one in others if len(one.found) >= _RESEMBLES), key=lambda one: one.weight)
        return [why], [_resembles(one, headers) for one in near[-1:]]
    # What speaks for another dialect is no doubt while all of it speaks for this one too.
    rivals = [one for one in others if one.signed and not set(one.found) <= set(own.found)]
    return [str(own)], [f"could also be {one}: --dialect {one.dialect.dialect}" for one in rivals]


def _evidence(dialect: Dialect, present: Mapping[str, str]) -> Evidence:
    found = [header for one in dialect.signature if (header := matched(one, present)) is not None]
    named = len(set(present) & set(dialect.field_of()))
    return Evidence(dialect, dialect.signed_by(present), tuple(dict.fromkeys(found)), named)


def _against(own: Evidence | None) -> list[str]:
    """What speaks against a dialect that a person named."""
    if own is None or own.signed:
        return []
    return [f"little speaks for it: {own}"]


def _resembles(one: Evidence, headers: Sequence[str]) -> str:
    present = by_comparison(headers)
    missing = [header for header in one.dialect.all_of if matched(header, present) is None]
    lacks = listed(missing or [*one.dialect.any_of, *one.dialect.or_all_of], _SHOWN)
    return f"could also be {one}, but it lacks {lacks}: --dialect {one.dialect.dialect}"
