"""Values as YAML text, such as a person would write them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from icp_tui.yaml_io import scalar
from icp_tui.yaml_io.document import Key

Value = str | int | float | bool | None | Sequence[Any] | Mapping[Any, Any]

# What needs no quotes anywhere, also within [] and {}.
_PLAIN = re.compile(r"[\w/](?:[\w .+%/()&<>=!*'-]*[\w+%/()'])?")
_BREAKS = {"\x85": "\\x85", "\u2028": "\\u2028", "\u2029": "\\u2029", "\ufeff": "\\ufeff"}


def inline(value: Value, before: str = "", style: str | None = None) -> str:
    """A single value, in the style of what stood there before: `1.0` stays a decimal, quotes stay."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            return f"{value:.1f}" if re.fullmatch(r"[-+]?\d+\.\d+", before) else str(int(value))
        return str(value)
    if isinstance(value, str):
        return _text(value, style)
    return flow(value)


def flow(value: Value) -> str:
    """A value on one line: `{id: small, when: employees < 20}`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{inline(key)}: {flow(held)}" for key, held in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return inline(value)


def block(value: Mapping[Any, Any], indent: int) -> list[str]:
    """The entries of a mapping as lines; lists of mappings get a line per item."""
    lines: list[str] = []
    for key, held in value.items():
        lines += _entry(key, held, indent)
    return lines


def _entry(key: Key, held: Value, indent: int) -> list[str]:
    blank, name = " " * indent, inline(key)
    if isinstance(held, Mapping) and any(not isinstance(one, (str, int, float, bool, type(None))) for one in held.values()):
        return [f"{blank}{name}:", *block(held, indent + 2)]
    if isinstance(held, Sequence) and not isinstance(held, str) and any(isinstance(one, Mapping) for one in held):
        return [f"{blank}{name}:", *(f"{blank}  - {flow(one)}" for one in held)]
    return [f"{blank}{name}: {flow(held)}"]


def _text(text: str, style: str | None) -> str:
    if style == "'" or (style != '"' and '"' in text and "'" not in text and text.isprintable()):
        return "'" + text.replace("'", "''") + "'"
    if style != '"' and _PLAIN.fullmatch(text) and _is_text(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(_BREAKS.get(character, character) for character in quoted)


def _is_text(text: str) -> bool:
    """Whether the bare words are read as text: not as a number, true, or nothing."""
    try:
        return isinstance(scalar.resolve(text), str)
    except ValueError:
        return False
