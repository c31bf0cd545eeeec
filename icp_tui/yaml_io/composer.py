"""YAML events -> plain data and places, without recursion and with bounds on size and depth.

Working on events instead of PyYAML's nodes keeps three promises that its composer cannot: no deep
nesting can exhaust the stack, no alias can expand without bound, and no duplicate key goes unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from icp_tui.errors import Problem, shortened
from icp_tui.yaml_io import scalar, syntax
from icp_tui.yaml_io.document import Key, Loc

MOST_DEPTH = 50
MOST_VALUES = 50_000

# libyaml is some twenty times as fast; wheels of PyYAML carry it on every usual platform.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY = object()
_BAD_KEY = object()


@dataclass
class _Open:
    """A mapping or list that is not closed yet. `loc` is None where nothing is kept."""

    data: dict[Key, Any] | list[Any]
    loc: Loc | None
    anchor: str | None
    is_key: bool
    size: int = 1
    key: Any = _NO_KEY


@dataclass(frozen=True)
class _Anchored:
    data: Any
    size: int


class _TooMuchError(Exception):
    """Reading stops here; the problem is noted already."""


@dataclass
class Composition:
    """What came out of a text: data (None when it cannot be read to its end), places, problems.

    `faulty` holds the locs whose value is a problem already, so that nobody complains twice.
    """

    path: str
    data: Any = None
    places: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[Loc] = field(default_factory=set)

    def note(self, event: yaml.Event, message: str, hint: str = "") -> None:
        """Add a problem at the place where an event begins."""
        line, column = _spot(event)
        self.problems.append(Problem(message, self.path, line, column, hint))


def compose(text: str, path: str) -> Composition:
    """Read one YAML document; every fault becomes a problem of the composition."""
    composer = _Composer(path)
    try:
        for event in _events(text):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        composer.out.problems.extend(syntax.problems(error, text, path))
    except _TooMuchError:
        pass
    else:
        composer.finish()
    return composer.out


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_LOADER)


class _Composer:
    """Takes events one by one and keeps the stack of open mappings and lists."""

    def __init__(self, path: str) -> None:
        self.out = Composition(path)
        self.root: Any = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored | None] = {}
        self.documents = 0
        self.values = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)

    def finish(self) -> None:
        """Check that there was a document and that it is a mapping."""
        self.out.places.setdefault((), (1, 1))
        if self.root is None:
            self.out.problems.append(
                Problem("the file is empty", self.out.path, hint="it needs keys and values")
            )
        elif not isinstance(self.root, dict):
            line, column = self.out.places[()]
            message = f"the file should be a mapping of keys to values, but it is {_said(self.root)}"
            self.out.problems.append(Problem(message, self.out.path, line, column, "write it as key: value"))
        else:
            self.out.data = self.root

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            hint = "keep one document per file; remove the line ---"
            self.out.note(event, "a second document starts here", hint)
            self.finish()
            raise _TooMuchError

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if len(self.stack) >= MOST_DEPTH:
            self.out.note(event, f"nested deeper than {MOST_DEPTH} levels")
            raise _TooMuchError
        self._count(1, event)
        self._refuse_tag(event)
        is_key = self._awaits_key()
        if is_key:
            self._key_fault(event, "a key should be a word or a number, not a mapping or a list")
        data: dict[Key, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(data, None if is_key else self._place(event), event.anchor, is_key))
        if event.anchor:
            self.anchors[event.anchor] = None

    def _close(self) -> None:
        closed = self.stack.pop()
        if closed.anchor:
            self.anchors[closed.anchor] = _Anchored(closed.data, closed.size)
        if closed.is_key:
            self.stack[-1].key = _BAD_KEY
        else:
            self._deliver(closed.data, closed.size)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        anchored = self.anchors.get(name)
        if anchored is None:
            inside = name in self.anchors
            said = (
                "stands inside the value it repeats" if inside else f"repeats &{name}, which is nowhere above"
            )
            self.out.note(event, f"*{name} {said}", "put text that starts with * in quotes")
            anchored = _Anchored(None, 1)
            if not self._awaits_key():
                self._mark_faulty()
        self._count(anchored.size, event)
        if self._awaits_key():
            self._set_key(anchored.data, event)
        else:
            self._place(event)
            self._deliver(anchored.data, anchored.size)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._count(1, event)
        self._refuse_tag(event)
        if self._awaits_key():
            self._set_key(self._key(event), event)
            return
        value = self._value(event)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, 1)
        self._place(event)
        self._deliver(value, 1)

    def _value(self, event: yaml.ScalarEvent) -> Any:
        if not event.implicit[0] or event.tag is not None:
            return event.value
        try:
            return scalar.resolve(event.value)
        except ValueError as error:
            self.out.note(event, str(error), "put it in quotes if it is text")
            self._mark_faulty()
            return event.value

    def _key(self, event: yaml.ScalarEvent) -> Any:
        """A key is a number or text: `true`, `null` and `~` are words like any other here."""
        try:
            value = scalar.resolve(event.value) if event.implicit[0] else event.value
        except ValueError:
            return event.value
        return event.value if value is None or isinstance(value, bool) else value

    def _set_key(self, key: Any, event: yaml.Event) -> None:
        holder = self.stack[-1]
        if not isinstance(key, (str, int, float)) or isinstance(key, bool):
            self._key_fault(event, "a key should be a word or a number")
        elif key == "":
            self._key_fault(event, "there is no key before the ':'")
        elif key == "<<":
            self._key_fault(event, "merge keys (<<) are not read", "write the keys out")
        elif key in holder.data:
            line = self.out.places[(*holder.loc, key)][0] if holder.loc is not None else None
            first = f" (first on line {line})" if line else ""
            self._key_fault(
                event,
                f"the key {shortened(str(key))} stands here a second time{first}",
                "remove one of the two",
            )
        else:
            holder.key = key
            if holder.loc is not None:
                self.out.places[(*holder.loc, key)] = _spot(event)

    def _key_fault(self, event: yaml.Event, message: str, hint: str = "") -> None:
        self.out.note(event, message, hint)
        self.stack[-1].key = _BAD_KEY

    def _deliver(self, value: Any, size: int) -> None:
        """Put a finished value into the mapping or list that holds it."""
        if not self.stack:
            self.root = value
            return
        holder = self.stack[-1]
        holder.size += size
        if isinstance(holder.data, list):
            holder.data.append(value)
            return
        if holder.key is not _BAD_KEY:
            holder.data[holder.key] = value
        holder.key = _NO_KEY

    def _awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].data, dict) and self.stack[-1].key is _NO_KEY

    def _loc(self) -> Loc | None:
        """Where the value that comes next will stand; None where nothing is kept."""
        if not self.stack:
            return ()
        holder = self.stack[-1]
        if holder.loc is None or holder.key is _BAD_KEY:
            return None
        return (*holder.loc, len(holder.data) if isinstance(holder.data, list) else holder.key)

    def _place(self, event: yaml.Event) -> Loc | None:
        """Note where a value stands, unless its key has said so; return its loc."""
        loc = self._loc()
        if loc is not None and loc not in self.out.places:
            self.out.places[loc] = _spot(event)
        return loc

    def _mark_faulty(self) -> None:
        loc = self._loc()
        if loc is not None:
            self.out.faulty.add(loc)

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is None:
            return
        said = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
        self.out.note(event, f"tags such as {shortened(said, 40)} are not read", "write the plain value")
        if not self._awaits_key():
            self._mark_faulty()

    def _count(self, size: int, event: yaml.Event) -> None:
        self.values += size
        if self.values > MOST_VALUES:
            what = "aliases expand to" if isinstance(event, yaml.AliasEvent) else "the file holds"
            self.out.note(event, f"{what} more than {MOST_VALUES:,} values")
            raise _TooMuchError


def _spot(event: yaml.Event) -> tuple[int, int]:
    """Line and column, from 1, where an event begins."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _said(value: Any) -> str:
    return "a list" if isinstance(value, list) else "a single value"
