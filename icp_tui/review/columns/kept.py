"""Which columns a person wants to see, in which order and how wide: a file in the user's folder for all lists.

It only saves picking: a damaged or missing file means the columns as they come, is never an error, and the next pick
takes its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from icp_tui.user_file import home, write_whole

NARROWEST, WIDEST = 1, 120
# Ten thousand headers of a hundred letters; what is larger is not ours.
_MOST_BYTES = 4_000_000


@dataclass(frozen=True)
class KeptColumns:
    """`order`: names of columns to show, first to last; `hidden`: those not to show; `widths` in cells.

    What none of them names is shown as it comes, behind the others. Names that a list does not have are kept for
    the lists that have them.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was picked at all."""
        return bool(self.order or self.hidden or self.widths)

    def picked(self, shown: Sequence[str], hidden: Iterable[str], widths: Mapping[str, int]) -> KeptColumns:
        """The same after a pick on a list that has the columns `shown` and `hidden`."""
        hidden = frozenset(hidden)
        here = {*shown, *hidden}
        others = tuple(name for name in self.order if name not in here)
        kept = {name: width for name, width in self.widths.items() if name not in here}
        return KeptColumns((*shown, *others), hidden | (self.hidden - here), {**kept, **widths})


AS_THEY_COME = KeptColumns()


def file() -> Path:
    """Where they are kept: `columns.json` in `$ICP_TUI_HOME`, else in the user's data folder."""
    return home() / "columns.json"


def kept_columns() -> KeptColumns:
    """What was picked; as they come where nothing was, or what is there cannot be read."""
    try:
        path = file()
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return AS_THEY_COME
        return _from(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return AS_THEY_COME


def keep_columns(kept: KeptColumns) -> str:
    """Write what was picked, whole or not at all; nothing picked removes the file. What went wrong, in a sentence."""
    path = file()
    try:
        if kept:
            made = {"order": kept.order, "hidden": sorted(kept.hidden), "widths": dict(kept.widths)}
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, json.dumps(made, indent=1))
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        return f"Your columns are not remembered: {path}: {error.strerror or error}"
    return ""


def _from(entry: Mapping[str, Any]) -> KeptColumns:
    """The entry, or an error that says it is none."""
    widths = {_name(name): min(max(int(width), NARROWEST), WIDEST) for name, width in entry["widths"].items()}
    order = tuple(dict.fromkeys(_name(name) for name in entry["order"]))
    return KeptColumns(order, frozenset(_name(name) for name in entry["hidden"]) - {*order}, widths)


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value
