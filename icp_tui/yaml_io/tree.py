"""Where each value of a YAML text begins and ends, by loc: what an edit needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import yaml

from icp_tui.errors import IcpError, Problem
from icp_tui.yaml_io import scalar
from icp_tui.yaml_io.document import Key, Loc

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Node:
    """A value or key at `start` to `end` (characters from 0) of a text; its first character is in `column`."""

    start: int
    end: int
    line: int
    column: int
    text: str = ""
    style: str | None = None
    is_flow: bool = False
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    is_list: bool = False
    is_mapping: bool = False

    @property
    def is_scalar(self) -> bool:
        """Whether it is a single value."""
        return not self.is_list and not self.is_mapping

    @cached_property
    def by_key(self) -> dict[Key, tuple[Node, Node]]:
        """Key and value by the key, a number or a text."""
        return {_key(key): (key, value) for key, value in self.entries}


class Tree:
    """The values of a text that `parse_yaml` takes; IcpError for what an alias repeats, which cannot be changed alone."""

    def __init__(self, text: str) -> None:
        composed = yaml.compose(text, Loader=_LOADER)
        self._made: dict[int, Node] = {}
        self._repeated: set[int] = set()
        # Never None: a profile is a mapping.
        self._root = self._node(composed, text) if composed else Node(0, 0, 0, 0)

    def has(self, loc: Loc) -> bool:
        """Whether something stands at `loc`."""
        try:
            self._way(loc)
        except KeyError:
            return False
        return True

    def node(self, loc: Loc) -> Node:
        """What stands at `loc`. IcpError where an alias repeats it."""
        way = self._way(loc)
        repeated = next((node for node in way if id(node) in self._repeated), None)
        if repeated is not None:
            said = f"line {repeated.line + 1} is repeated elsewhere by an alias (*), so that it cannot be changed in one place"
            raise IcpError(Problem(said, None, repeated.line + 1, None, "write it out where it is repeated"))
        return way[-1]

    def key(self, loc: Loc) -> Node:
        """The key of the entry at `loc`."""
        self.node(loc)
        return self.node(loc[:-1]).by_key[loc[-1]][0]

    def behind(self, loc: Loc) -> int:
        """Where the line goes on behind the value at `loc` and the flow collections around it."""
        way = self._way(loc)
        return max([way[-1].end, *(node.end for node in way if node.is_flow)])

    def _way(self, loc: Loc) -> list[Node]:
        """The nodes from the top down to `loc`; KeyError where there is none."""
        way = [self._root]
        for part in loc:
            node = way[-1]
            if node.is_list and isinstance(part, int) and 0 <= part < len(node.items):
                way.append(node.items[part])
            elif node.is_mapping and part in node.by_key:
                way.append(node.by_key[part][1])
            else:
                raise KeyError(part)
        return way

    def _node(self, node: yaml.Node, text: str) -> Node:
        if id(node) in self._made:
            made = self._made[id(node)]
            self._repeated.add(id(made))
            return made
        start, end = node.start_mark, node.end_mark
        made = Node(start.index, end.index, start.line, start.column)
        if isinstance(node, yaml.ScalarNode):
            made = Node(start.index, end.index, start.line, start.column, text[start.index : end.index], node.style)
        elif isinstance(node, yaml.SequenceNode):
            items = [self._node(item, text) for item in node.value]
            last = end.index if node.flow_style or not items else max(item.end for item in items)
            made = Node(start.index, last, start.line, start.column, is_flow=bool(node.flow_style), items=items, is_list=True)
        elif isinstance(node, yaml.MappingNode):
            entries = [(self._node(key, text), self._node(value, text)) for key, value in node.value]
            last = end.index if node.flow_style or not entries else max(part.end for entry in entries for part in entry)
            made = Node(start.index, last, start.line, start.column, is_flow=bool(node.flow_style), entries=entries, is_mapping=True)
        self._made[id(node)] = made
        return made


def _key(node: Node) -> Key:
    """The key as `parse_yaml` reads it: a number, or text."""
    if node.style is None or node.style == "":
        try:
            value = scalar.resolve(node.text)
        except ValueError:
            return node.text
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else node.text
    return str(yaml.load(node.text, Loader=_LOADER))  # noqa: S506  a safe loader
