"""Strict YAML: text -> data with the place of every key -> model, or every problem at once.

What belongs here: reading a YAML file that a person wrote (`read_yaml`), checking it against a model
(`load`), and saying what is wrong in plain words with line, column and nearest spelling. What a
profile, a dialect or a vocabulary may say is the business of its own model, built from `Part`.

Stricter than YAML 1.1: `NO`, `yes`, `1_000`, `1:30`, `0x10`, `010` and dates are text; only `true` and
`false` are booleans; tags, duplicate keys, merge keys and unbounded aliases are problems.
"""

from __future__ import annotations

from icp_tui.yaml_io.document import Document, Key, Loc
from icp_tui.yaml_io.draft import Draft
from icp_tui.yaml_io.loading import load, load_text, parse_yaml, read_yaml
from icp_tui.yaml_io.part import Fault, Line, Listed, Part, Text, raise_faults, refused

__all__ = [
    "Document",
    "Draft",
    "Fault",
    "Key",
    "Line",
    "Listed",
    "Loc",
    "Part",
    "Text",
    "load",
    "load_text",
    "parse_yaml",
    "raise_faults",
    "read_yaml",
    "refused",
]
