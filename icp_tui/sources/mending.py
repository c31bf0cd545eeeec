"""How a person mended the reading of lists, remembered by their headers in a file that people can read.

Whatever is wrong with that file, no list is kept from being read: what cannot be used is left out and said,
never raised. This module is light: openings are made before anything is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from icp_tui.errors import IcpError
from icp_tui.lock import alone
from icp_tui.user_file import home, set_aside, write_whole

FILE = "mendings.yaml"
# What stands in the file for no field.
NOTHING = "nothing"
# Enough headers to know the list again by eye; the fingerprint is what counts.
_SHOWN_HEADERS = 40
_TOP = """\
# How you mended lists that were not understood as they should be, by their headers. The app and `icp-tui columns
# --remember` write this file, and every list with the same headers is read so. Delete an entry to forget it.
"""
_DAY, _MONTH = "day first", "month first"
_ORDERS = {_DAY: True, _MONTH: False}


@dataclass(frozen=True)
class Mending:
    """What a person said about the lists with certain headers.

    `dialect` is the tool they come from, `overrides` sends a header to an account column, or to none,
    `day_first` says of a header with dates whether the day comes first (True) or the month (False). `file` is
    the list that it was said of, `day` when.
    """

    dialect: str | None = None
    overrides: Mapping[str, str | None] = field(default_factory=dict)
    day_first: Mapping[str, bool] = field(default_factory=dict)
    file: str = ""
    day: date | None = None

    def __bool__(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.dialect or self.overrides or self.day_first)

    def joined(self, later: Mending) -> Mending:
        """Both together; where they differ, `later` counts."""
        return Mending(
            dialect=later.dialect or self.dialect,
            overrides={**self.overrides, **later.overrides},
            day_first={**self.day_first, **later.day_first},
            file=later.file or self.file,
            day=later.day,
        )

    def __str__(self) -> str:
        """`dialect hubspot, Revenue -> revenue, Notes -> nothing, Last funding: day first`."""
        said = [f"dialect {self.dialect}"] if self.dialect else []
        said += [f"{header} -> {column or NOTHING}" for header, column in self.overrides.items()]
        said += [f"{header}: {_DAY if first else _MONTH}" for header, first in self.day_first.items()]
        return ", ".join(said)


class Mendings:
    """The mendings that are remembered, by the fingerprint of the headers that they are for.

    `path` is the file that keeps them, None to keep them only as long as this object. With `as_found`
    what the file says is left alone, and only what is said from now on counts.
    """

    def __init__(self, path: Path | None, *, as_found: bool = False) -> None:
        self.path = path
        self._as_found = as_found
        # What no file keeps: fingerprint -> mending, None where it is forgotten.
        self._here: dict[str, Mending | None] = {}

    @classmethod
    def kept(cls, *, as_found: bool = False) -> Mendings:
        """Those in the user's folder: `$ICP_TUI_HOME/mendings.yaml`, else in the user's data folder."""
        return cls(home() / FILE, as_found=as_found)

    @classmethod
    def throw_away(cls) -> Mendings:
        """None yet, and none that outlasts this object."""
        return cls(None)

    def of(self, fingerprint: str) -> Mending | None:
        """What is remembered for these headers."""
        if fingerprint in self._here:
            return self._here[fingerprint]
        if self.path is None or self._as_found:
            return None
        entry = _read(self.path)[0].get(fingerprint)
        return _mending(entry) if entry is not None else None

    def trouble(self) -> str:
        """What is wrong with the file, in a sentence; empty when nothing is."""
        if self.path is None or self._as_found:
            return ""
        entries, wrong = _read(self.path)
        if wrong:
            return f"what you mended before cannot be used: {wrong}"
        odd = [fingerprint for fingerprint, entry in entries.items() if _mending(entry) is None]
        return f"{len(odd)} of the entries of {self.path} cannot be understood: left out" if odd else ""

    def remember(self, fingerprint: str, mending: Mending, headers: Sequence[str] = ()) -> str:
        """Remember `mending` for these headers, in the place of what was; an empty one is forgotten.

        What kept it from the file, in a sentence, or an empty text; it counts in this run all the same. A
        damaged file is set aside first, and that is said too.
        """
        if not mending:
            return self.forget(fingerprint)
        dated = replace(mending, day=mending.day or date.today())  # noqa: DTZ011 - the person's own day
        return self._keep(fingerprint, dated, headers)

    def forget(self, fingerprint: str) -> str:
        """Read lists with these headers as found again; what kept that from the file, as `remember` says it."""
        return self._keep(fingerprint, None, ())

    def _keep(self, fingerprint: str, mending: Mending | None, headers: Sequence[str]) -> str:
        self._here[fingerprint] = mending
        if self.path is None:
            return ""
        said = ""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Another window waits meanwhile.
            with alone(self.path):
                entries, wrong = _read(self.path)
                if wrong:
                    aside = set_aside(self.path)
                    said = f"the mendings of before could not be read ({wrong}); they are kept as {aside.name}"
                entries.pop(fingerprint, None)
                if mending is not None:
                    entries[fingerprint] = _entry(mending, headers)
                write_whole(self.path, _TOP + (_dumped(entries) if entries else ""))
        except OSError as error:
            return f"this is not remembered beyond this run: {self.path}: {error.strerror or error}"
        if not self._as_found:
            # The file says it now, and what another window writes there later counts.
            del self._here[fingerprint]
        return said


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """Fingerprint -> entry, and what is wrong with the file."""
    if not path.exists():
        return {}, ""
    from icp_tui.yaml_io import read_yaml  # noqa: PLC0415  only for those who mended something

    try:
        data = read_yaml(path).data or {}
    except IcpError as error:
        return {}, str(error.problems[0])
    return {str(key): entry for key, entry in data.items()}, ""


def _dumped(entries: dict[str, Any]) -> str:
    import yaml  # noqa: PLC0415  only for those who mend something

    class Dumper(yaml.SafeDumper):
        """Quotes whatever any reader of YAML may take for a number."""

    def text(dumper: yaml.SafeDumper, said: str) -> yaml.ScalarNode:
        style = "'" if said[:1] in set("+-.0123456789") else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", said, style=style)

    Dumper.add_representer(str, text)
    return str(yaml.dump(entries, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=110))


def _entry(mending: Mending, headers: Sequence[str]) -> dict[str, Any]:
    """The mending as it stands in the file; headers are no keys, which YAML might take for numbers."""
    said: dict[str, Any] = {"file": mending.file, "day": str(mending.day)}
    if mending.dialect:
        said["dialect"] = mending.dialect
    if mending.overrides:
        said["map"] = [f"{header} -> {column or NOTHING}" for header, column in mending.overrides.items()]
    if mending.day_first:
        orders = mending.day_first.items()
        said["dates"] = [f"{header} -> {_DAY if first else _MONTH}" for header, first in orders]
    if headers:
        said["headers"] = list(headers[:_SHOWN_HEADERS])
        if len(headers) > _SHOWN_HEADERS:
            said["and more headers"] = len(headers) - _SHOWN_HEADERS
    return said


def _mending(entry: Any) -> Mending | None:
    """The mending of an entry; None when a hand has made it something else."""
    try:
        columns = [_parts(said) for said in entry.get("map", ())]
        orders = [_parts(said) for said in entry.get("dates", ())]
        dialect = entry.get("dialect")
        return Mending(
            dialect=None if dialect is None else str(dialect),
            overrides={header: None if column == NOTHING else column for header, column in columns},
            day_first={header: _ORDERS[order] for header, order in orders},
            file=str(entry.get("file") or ""),
            day=date.fromisoformat(entry["day"]) if entry.get("day") else None,
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _parts(said: str) -> tuple[str, str]:
    """`Revenue -> revenue` in its two halves."""
    header, arrow, meaning = said.rpartition(" -> ")
    if not arrow:
        raise ValueError(said)
    return header, meaning.strip()
