"""What was decided about single accounts as rows: those of DECIDED and of APART."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from icp_tui.review.decisions.decision import IDENTITY, Decision
from icp_tui.scoring.decided import APART, DECIDED


class OfOne(NamedTuple):
    """One account: its decisions, its values of DECIDED unless nothing is in force, and what counts, by seq, as JSON."""

    decided: list[Decision]
    row: tuple[object, ...] | None
    said: list[tuple[int, str]]
    # The suppression entries that it is different from: name and file.
    apart: list[tuple[str, str]]


def decided_row(key: str, shaping: Sequence[Decision], ways: set[str]) -> tuple[object, ...]:
    """The values of DECIDED for one account."""
    last = {one.kind: one for one in shaping}
    pin, exclude, reviewed = last.get("pin"), last.get("exclude"), last.get("reviewed")
    restored = list(dict.fromkeys(reason for one in shaping for reason in one.lifts))
    owner, note = last.get("owner"), last.get("note")
    return (
        key,
        pin and pin.value,
        pin and pin.author,
        pin and _until(pin),
        exclude and _until(exclude),
        exclude and exclude.author,
        restored or None,
        owner and owner.value,
        note and note.value,
        reviewed is not None,
        reviewed and reviewed.author,
        max(ways, key=IDENTITY.index),
    )


def replaced(rows: pl.DataFrame, before: Mapping[str, OfOne], now: Mapping[str, OfOne]) -> pl.DataFrame:
    """The rows of DECIDED by account_key: those of accounts that were settled anew give way."""
    gone = [key for key, one in before.items() if now.get(key) is not one]
    new = [one.row for key, one in now.items() if before.get(key) is not one and one.row is not None]
    if not gone and not new:
        return rows
    kept = rows.filter(~pl.col("account_key").is_in(gone)) if gone else rows
    return pl.concat([kept, pl.DataFrame(new, schema=DECIDED, orient="row")]).sort("account_key")


def apart_rows(settled: Mapping[str, OfOne]) -> pl.DataFrame:
    """The rows of APART: accounts and the suppression entries that they are not, by account_key."""
    rows = sorted((key, *entry) for key, one in settled.items() for entry in one.apart)
    return pl.DataFrame(rows, schema=APART, orient="row")


def _until(one: Decision) -> str | None:
    """The reason, with the last day of what is decided for a time only."""
    reason = (one.reason or "").strip()
    if one.expires is None:
        return one.reason
    return f"{reason} (until {one.expires})" if reason else f"until {one.expires}"
