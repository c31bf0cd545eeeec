"""How the files of a list were read, where a person said it: kept with the session, told by the receipt and read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_tui.sources.mending import Mending
from icp_tui.sources.reading import AS_FOUND, Reading

_PLAIN = ("encoding", "delimiter", "header_row", "sheet", "dialect")


@dataclass(frozen=True)
class Given:
    """What a list was made with besides its sources: how they were read, and suppression files beside the profile's."""

    reading: Reading = AS_FOUND
    suppress: tuple[Path, ...] = ()


NOTHING_MORE = Given()


def reading_said(reading: Reading) -> dict[str, Any]:
    """A reading as JSON data, without what is left to the file; `reading_of` gives it back."""
    said = {name: value for name in _PLAIN if (value := getattr(reading, name)) is not None}
    return said | _headers_said(reading.overrides, reading.day_first)


def reading_of(said: Mapping[str, Any]) -> Reading:
    """The reading that `reading_said` told."""
    return Reading(
        **{name: said[name] for name in _PLAIN if name in said},
        overrides=dict(said.get("map", {})),
        day_first=dict(said.get("day_first", {})),
    )


def mending_said(mending: Mending) -> dict[str, Any]:
    """A mending as JSON data, but for when and of which file it was said; `mending_of` gives it back."""
    dialect = {"dialect": mending.dialect} if mending.dialect else {}
    return dialect | _headers_said(mending.overrides, mending.day_first)


def mending_of(said: Mapping[str, Any]) -> Mending:
    """The mending that `mending_said` told."""
    return Mending(
        dialect=said.get("dialect"), overrides=dict(said.get("map", {})), day_first=dict(said.get("day_first", {}))
    )


def _headers_said(overrides: Mapping[str, str | None], day_first: Mapping[str, bool]) -> dict[str, Any]:
    said = {"map": dict(overrides), "day_first": dict(day_first)}
    return {name: value for name, value in said.items() if value}
