"""The buying committee in plain loops: personas, how many are known, the level of coverage, who is written to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .levels import bears

Row = Mapping[str, Any]
LADDER = ["owner", "founder", "c_suite", "partner", "vp", "head", "director", "manager", "senior", "entry", "intern"]


def persona(person: Row, personas: Sequence[Row]) -> int | None:
    """The first persona that fits; what a persona does not say fits everybody."""
    for place, one in enumerate(personas):
        title = not one.get("titles") or any(bears(person["job_title"] or "", words) for words in one["titles"])
        rung = not one.get("seniority") or person["seniority"] in one["seniority"]
        if title and rung:
            return place
    return None


def counts(people: Sequence[Row], personas: Sequence[Row]) -> list[int] | None:
    """How many people of each persona an account has; None where nobody is known. Who wants no mail is nobody."""
    known = [person for person in people if not person["opted_out"]]
    if not known:
        return None
    return [sum(persona(person, personas) == place for person in known) for place in range(len(personas))]


def coverage(criterion: Row, people: Sequence[Row], personas: Sequence[Row]) -> str:
    """unknown, full, partial or none."""
    known = counts(people, personas)
    if known is None:
        return "unknown"
    wanted = criterion.get("personas") or [one["name"] for one in personas]
    pairs = [(count, one.get("want", 1)) for count, one in zip(known, personas, strict=True) if one["name"] in wanted]
    if all(count >= want for count, want in pairs):
        return "full"
    return "partial" if any(count > 0 for count, _ in pairs) else "none"


def written_to(people: Sequence[Row], personas: Sequence[Row], most: int | None) -> list[str]:
    """The email addresses of the people of one account who are written to, in order."""
    there = [person for person in people if person["email"] and not person["opted_out"]]
    there.sort(key=lambda one: (LADDER.index(one["seniority"]) if one["seniority"] else len(LADDER), one["email"]))
    if not personas:
        return [one["email"] for one in there][:most]
    first: list[str] = []
    beyond: list[str] = []
    for place, one in enumerate(personas):
        bearers = [person["email"] for person in there if persona(person, personas) == place]
        first += bearers[: one.get("want", 1)]
        beyond += bearers[one.get("want", 1) :]
    return first if most is None else (first + beyond)[:most]
