"""The lists opened lately, newest first: a file in the user's folder that only saves typing.

Whatever is wrong with the file, no list is kept from being opened: what cannot be read is left out and
said, never raised. Demos and other throw-away lists are not remembered.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icp_tui.lock import alone
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.user_file import home, set_aside, write_whole

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening

MOST = 20
# Twenty lists of a few files each are some ten thousand bytes; what is larger is not ours.
_MOST_BYTES = 4_000_000


@dataclass(frozen=True)
class Recent:
    """A list opened lately: what it was opened from (absolute paths), and what it was then."""

    sources: tuple[Path, ...]
    profile: Path
    workspace: str | None
    suppress: tuple[Path, ...]
    as_of: date | None
    icp: str
    accounts: int
    when: datetime
    reading: Reading = AS_FOUND
    signals: tuple[Path, ...] = ()
    prefer: tuple[str, ...] = ()
    version: str = ""
    contacts: tuple[Path, ...] = ()
    last: str | None = None

    def missing(self) -> list[Path]:
        """The files of the list that are not there now."""
        return [path for path in (*self.sources, self.profile, *self.suppress, *self.signals, *self.contacts) if not _is_file(path)]

    def opening(self) -> Opening:
        """The list, to be opened again."""
        from icp_tui.review.opening import Opening  # noqa: PLC0415  stands on Polars; the start screen does not

        return Opening(
            self.sources, self.profile, self.workspace, self.suppress, self.as_of, reading=self.reading,
            signals=self.signals, contacts=self.contacts, prefer=self.prefer, last=self.last,
        )  # fmt: skip

    def same(self, other: Recent) -> bool:
        """Whether opening either gives the same list."""
        parts = ("sources", "profile", "workspace", "suppress", "as_of", "reading", "signals", "contacts", "prefer", "last")
        return all(getattr(self, part) == getattr(other, part) for part in parts)


def file() -> Path:
    """Where they are kept: `recent.json` in `$ICP_TUI_HOME`, else in the user's data folder."""
    return home() / "recent.json"


def recent() -> list[Recent]:
    """At most `MOST` lists, newest first; what cannot be read is left out, and `trouble` says so."""
    return _read()[0]


def trouble() -> str:
    """What is wrong with the file, in a sentence; empty when nothing is."""
    return _read()[1]


def remember(opening: Opening, icp: str, accounts: int, version: str = "") -> str:
    """Put a list first; what keeps it from being remembered, in a sentence, or an empty text.

    A damaged file is set aside as `recent.damaged-1.json`.
    """
    if opening.throw_away or opening.profile is None:
        return ""
    one = Recent(
        tuple(_absolute(path) for path in opening.sources),
        _absolute(opening.profile),
        _workspace(opening.workspace),
        tuple(_absolute(path) for path in opening.suppress),
        opening.as_of,
        icp,
        accounts,
        datetime.now(UTC).replace(microsecond=0),
        opening.reading,
        tuple(_absolute(path) for path in opening.signals),
        opening.prefer,
        version,
        tuple(_absolute(path) for path in opening.contacts),
        # The name of a frozen list, or a folder.
        str(_absolute(Path(opening.last))) if opening.last and Path(opening.last).is_dir() else opening.last,
    )
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        # Two windows that open a list at once must not forget each other's.
        with alone(file()):
            before, damage = _read()
            if damage:
                set_aside(file())
            lists = [one, *(other for other in before if not one.same(other))][:MOST]
            write_whole(file(), json.dumps({"lists": [_entry(one) for one in lists]}, indent=1))
    except OSError as error:
        return f"This list will not be among the recent ones: {file()}: {error.strerror or error}"
    return ""


def ago(when: datetime, now: datetime | None = None) -> str:
    """`just now`, `5 minutes ago`, `yesterday`, `2 days ago`, `3 weeks ago`, or the day when it is long ago."""
    seconds = ((now or datetime.now(UTC)) - when).total_seconds()
    minutes, hours, days = (int(seconds // unit) for unit in (60, 3600, 86400))
    if minutes < 1:
        return "just now"
    if hours < 1:
        return _units(minutes, "minute")
    if days < 1:
        return _units(hours, "hour")
    if days == 1:
        return "yesterday"
    if days < 14:
        return _units(days, "day")
    return _units(days // 7, "week") if days < 70 else f"on {when.astimezone():%Y-%m-%d}"


def _units(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'} ago"


def _read() -> tuple[list[Recent], str]:
    """What is there, and what is wrong with it."""
    path = file()
    try:
        if not path.exists():
            return [], ""
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return [], f"The recent lists cannot be shown: {path} is not a file of ours."
        entries = json.loads(path.read_text("utf-8"))["lists"]
    except OSError as error:
        return [], f"The recent lists cannot be shown: {path}: {error.strerror or error}"
    except (ValueError, TypeError, KeyError, RecursionError):
        return (
            [],
            f"The recent lists cannot be shown: {path} is damaged. Your lists and decisions are not touched.",
        )
    found: list[Recent] = []
    if isinstance(entries, list):
        for entry in entries[:MOST]:
            # One that an older or newer version wrote, or a hand: the others are still good.
            with suppress(ValueError, TypeError, KeyError, AttributeError, OverflowError):
                found.append(_from(entry))
    left_out = not isinstance(entries, list) or len(found) < len(entries[:MOST])
    once = [one for place, one in enumerate(found) if not any(one.same(before) for before in found[:place])]
    return once, f"Some recent lists cannot be shown: {path} is damaged." if left_out else ""


def _entry(one: Recent) -> dict[str, Any]:
    return {
        "sources": [str(path) for path in one.sources],
        "profile": str(one.profile),
        "workspace": one.workspace,
        "suppress": [str(path) for path in one.suppress],
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "icp": one.icp,
        "accounts": one.accounts,
        "when": one.when.isoformat(),
        "reading": asdict(one.reading),
        "signals": [str(path) for path in one.signals],
        "prefer": list(one.prefer),
        "version": one.version,
        "contacts": [str(path) for path in one.contacts],
        "last": one.last,
    }


def _from(entry: dict[str, Any]) -> Recent:
    """The entry, or an error that says it is none."""
    if not entry["sources"]:
        raise ValueError(entry)
    when = datetime.fromisoformat(entry["when"])
    return Recent(
        sources=_paths(entry["sources"]),
        profile=_paths([entry["profile"]])[0],
        workspace=None if entry["workspace"] is None else _text(entry["workspace"]),
        suppress=_paths(entry["suppress"]),
        as_of=date.fromisoformat(entry["as_of"]) if entry["as_of"] is not None else None,
        icp=_text(entry["icp"]),
        accounts=int(entry["accounts"]),
        when=when if when.tzinfo else when.replace(tzinfo=UTC),
        reading=_reading(entry.get("reading", {})),
        signals=_paths(entry.get("signals", [])),
        prefer=tuple(_text(one) for one in entry.get("prefer", [])),
        version=_text(entry.get("version", "")),
        contacts=_paths(entry.get("contacts", [])),
        last=None if entry.get("last") is None else _text(entry["last"]),
    )


def _reading(entry: dict[str, Any]) -> Reading:
    """How the list was read; entries of older versions say nothing about it."""
    texts = {name: _text(entry[name]) for name in ("encoding", "delimiter", "sheet", "dialect") if entry.get(name)}
    row = entry.get("header_row")
    overrides = {
        _text(header): None if field is None else _text(field)
        for header, field in entry.get("overrides", {}).items()
    }
    days = {_text(header): bool(first) for header, first in entry.get("day_first", {}).items()}
    return Reading(**texts, header_row=None if row is None else int(row), overrides=overrides, day_first=days)


def _paths(texts: list[str]) -> tuple[Path, ...]:
    """Absolute paths; a relative one could mean another file in each folder."""
    paths = tuple(Path(_text(text)) for text in texts)
    if not all(path.is_absolute() for path in paths):
        raise ValueError(texts)
    return tuple(_absolute(path) for path in paths)


def _text(value: Any) -> str:
    """A text that can be written anywhere: JSON knows half characters that no terminal or file system takes."""
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def _absolute(path: Path) -> Path:
    with suppress(RuntimeError):
        path = path.expanduser()
    path = path.absolute()
    if ".." in path.parts:
        # A list is one, however its path is written; behind a link `..` may be another folder.
        shorter = Path(os.path.normpath(path))
        with suppress(OSError, ValueError):
            return shorter if os.path.realpath(shorter) == os.path.realpath(path) else path
    return path


def _workspace(where: str | None) -> str | None:
    """A workspace that is a path stays the same file from any folder."""
    if where is not None and ("/" in where or where.lower().endswith(".sqlite")):
        return str(_absolute(Path(where)))
    return where


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
