"""A preset in a few words: what it needs, how many files it gives, what its target takes."""

from __future__ import annotations

from collections.abc import Sequence

from icp_tui.export.preset import Limits, Preset


def needs_words(preset: Preset) -> str:
    """`Name + Domain`, `a mapping file`."""
    said = [set_words(need.any_of) for need in preset.needs]
    return "; ".join((["a mapping file"] if preset.needs_mapping else []) + said) or "nothing"


def files_words(preset: Preset) -> str:
    """`one per tier`, `one`."""
    return "one per tier" if preset.files == "per_tier" and preset.kind != "workbook" else "one"


def limit_words(limits: Limits) -> str:
    """`300 to 300,000 rows, 20 MB`."""
    said = []
    if limits.rows or limits.fewest:
        least = f"{limits.fewest:,} to " if limits.fewest and limits.rows else f"{limits.fewest:,} or more " if limits.fewest else ""
        said.append(f"{least}{f'{limits.rows:,} ' if limits.rows else ''}rows")
    if limits.total:
        said.append(f"{limits.total:,} rows in all")
    if limits.columns:
        said.append(f"{limits.columns:,} columns")
    if limits.bytes:
        said.append(f"{limits.bytes / 1_000_000:g} MB")
    return ", ".join(said)


def set_words(sets: Sequence[Sequence[str]]) -> str:
    """`Record ID or Name + Domain`."""
    return " or ".join(" + ".join(some) for some in sets)
