"""Changes to a YAML text that leave everything else as a person wrote it: comments, order, quotes, blanks.

Only the characters of what changes are written anew. Each edit reads its own outcome back and refuses
to give a text that says anything else than what was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from icp_tui.errors import IcpError, Problem
from icp_tui.yaml_io.document import Document, Key, Loc
from icp_tui.yaml_io.loading import parse_yaml
from icp_tui.yaml_io.splices import Splices
from icp_tui.yaml_io.tree import Node, Tree
from icp_tui.yaml_io.written import Value, block, flow, inline

_HINT = "change it in the file by hand"


def edited(text: str, values: Mapping[Loc, Value], keys: Mapping[Loc, Key] | None = None) -> str:
    """The text with other values at some locs, and other keys for some entries; all locs are those of `text`.

    A key that is missing is added behind its neighbours, with the mappings around it. A mapping or list as a
    value can only be added. Raises IcpError when the text cannot be changed without changing more than that.
    """
    before = parse_yaml(text, "")
    wanted = deepcopy(before.data)
    for loc, value in values.items():
        _set(wanted, loc, value)
    for loc, key in (keys or {}).items():
        _rename(wanted, loc, key)
    tree, splices = Tree(text), Splices(text)
    for loc, value in values.items():
        if _stands(before, loc):
            _put(splices, tree, tree.node(loc), loc, value)
    for loc, key in (keys or {}).items():
        node = tree.key(loc)
        splices.replace(node.start, node.end, inline(key, node.text, node.style), behind=tree.behind(loc))
    _add(splices, tree, {loc: value for loc, value in values.items() if not _stands(before, loc)})
    made = splices.made()
    return _checked(made, wanted, [*values, *(keys or {})], before)


def appended(text: str, loc: Loc, item: Mapping[str, Value]) -> str:
    """The text with one more item at the end of the list at `loc`, which is made where it is missing."""
    before = parse_yaml(text, "")
    listed = before.value(loc)
    wanted = deepcopy(before.data)
    _set(wanted, loc, [*(listed or []), dict(item)])
    if listed is None:
        return edited(text, {loc: [dict(item)]})
    node, splices = Tree(text).node(loc), Splices(text)
    if not node.is_list:
        raise _refusal(loc, before)
    if node.is_flow:
        end = node.items[-1].end if node.items else node.start + 1
        splices.insert(end, (", " if node.items else "") + flow(dict(item)))
    else:
        last = node.items[-1]
        lines = block(dict(item), node.column + 2) if last.is_mapping and not last.is_flow else [flow(dict(item))]
        lines[0] = " " * node.column + "- " + lines[0].lstrip()
        splices.insert_lines(last.end, lines)
    return _checked(splices.made(), wanted, [loc], before)


def removed(text: str, loc: Loc) -> str:
    """The text without the item at `loc` of a list; comments above it stay."""
    before = parse_yaml(text, "")
    wanted = deepcopy(before.data)
    holder: Any = wanted
    for part in loc[:-1]:
        holder = holder[part]
    place = loc[-1]
    if not isinstance(holder, list) or not isinstance(place, int) or place >= len(holder):
        raise _refusal(loc, before)
    del holder[place]
    node = Tree(text).node(loc[:-1])
    splices = Splices(text)
    items = node.items
    if len(items) == 1:
        splices.replace(node.start, node.end, "[]")
    elif node.is_flow:
        start, end = (items[place].start, items[place + 1].start) if place == 0 else (items[place - 1].end, items[place].end)
        splices.replace(start, end, "")
    else:
        splices.delete_lines(items[place].start, items[place].end)
    return _checked(splices.made(), wanted, [loc], before)


def _put(splices: Splices, tree: Tree, node: Node, loc: Loc, value: Value) -> None:
    if not node.is_scalar:
        raise IcpError(f"{_said(loc)} is no single value", hint=_HINT)
    said = inline(value, node.text, node.style)
    if node.start == node.end:
        said = " " + said
    elif node.style in {"|", ">"}:
        said += "\n"
    splices.replace(node.start, node.end, said, behind=tree.behind(loc))


def _add(splices: Splices, tree: Tree, values: Mapping[Loc, Value]) -> None:
    """Put in what the text does not have: behind the last entry of the nearest mapping that it does have."""
    grouped: dict[Loc, dict[Any, Any]] = {}
    for loc, value in values.items():
        depth = next(length for length in range(len(loc) - 1, -1, -1) if tree.has(loc[:length]))
        holder = grouped.setdefault(loc[:depth], {})
        for part in loc[depth:-1]:
            holder = holder.setdefault(part, {})
        holder[loc[-1]] = value
    # Where an inner mapping ends with the outer one, its new lines come first.
    for at, entries in sorted(grouped.items(), key=lambda one: -len(one[0])):
        _put_in(splices, tree.node(at), at, entries)


def _put_in(splices: Splices, node: Node, loc: Loc, entries: Mapping[Any, Any]) -> None:
    if node.is_scalar and node.text in {"", "~", "null"}:
        said = flow(entries)
        splices.replace(node.start, node.end, said if node.text else f" {said}")
    elif not node.is_mapping:
        raise IcpError(f"nothing can be added to {_said(loc)}", hint=_HINT)
    elif node.is_flow:
        end = node.entries[-1][1].end if node.entries else node.start + 1
        splices.insert(end, (", " if node.entries else "") + flow(entries)[1:-1])
    else:
        splices.insert_lines(node.end, block(entries, node.column))


def _stands(document: Document, loc: Loc) -> bool:
    holder: Any = document.data
    for part in loc:
        if isinstance(holder, list):
            if not isinstance(part, int) or not 0 <= part < len(holder):
                return False
        elif not isinstance(holder, dict) or part not in holder:
            return False
        holder = holder[part]
    return True


def _set(data: Any, loc: Loc, value: Value) -> None:
    for part in loc[:-1]:
        if isinstance(data, dict) and data.get(part) is None:
            data[part] = {}
        data = data[part]
    data[loc[-1]] = value


def _rename(data: Any, loc: Loc, key: Key) -> None:
    for part in loc[:-1]:
        data = data[part]
    held = {key if name == loc[-1] else name: value for name, value in data.items()}
    data.clear()
    data.update(held)


def _checked(text: str, wanted: Any, locs: list[Loc], before: Document) -> str:
    """The text, if it says what is wanted and nothing else."""
    try:
        same = parse_yaml(text, "").data == wanted
    except IcpError:
        same = False
    if not same:
        raise _refusal(locs[0], before)
    return text


def _refusal(loc: Loc, document: Document) -> IcpError:
    line, column = document.place(loc)
    return IcpError(Problem(f"{_said(loc)} cannot be changed in place", None, line, column, _HINT))


def _said(loc: Loc) -> str:
    return ".".join(str(part) for part in loc) or "the file"


