"""The ledger: every entry of the log in words, newest first: when, who, which account, what, why, who moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError
from icp_tui.export.csv_file import CsvFile
from icp_tui.export.safe import for_people
from icp_tui.review.decisions.decision import STEPS, Decision
from icp_tui.review.told import decided_words, decision_time

# How an entry stands: it binds, was taken back by undo, had its last day, waits for its account to be on the
# list, or a later decision about the same has taken its place. Undo and redo themselves are steps: nothing is said of them.
STANDING, TAKEN_BACK, EXPIRED, WAITING, REPLACED, STEP = "standing", "taken back", "ended", "waiting", "replaced", ""

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "seq": pl.Int64,
    "when": pl.String,
    "author": pl.String,
    "kind": pl.String,
    "account": pl.String,
    "account_key": pl.String,
    "what": pl.String,
    "why": pl.String,
    "until": pl.Date,
    "state": pl.String,
    "moved": pl.String,
    "row": pl.UInt32,
}
# Where words are looked for.
_WORDS = ("when", "author", "account", "account_key", "what", "why", "state", "moved")


@dataclass(frozen=True)
class Ledger:
    """`frame` has SCHEMA, an entry each, newest first.

    `when` is the person's local time; `moved` what was told when it was decided, as far as it was kept; `row`
    the account's row on this list, null where it is not on it. Its texts come from files and people.
    """

    frame: pl.DataFrame = field(compare=False)

    @property
    def authors(self) -> list[str]:
        """Who decided, those with the most entries first."""
        return [str(name) for name in self.frame["author"].value_counts(sort=True, name="n").sort("n", "author", descending=[True, False])["author"]]

    @property
    def kinds(self) -> list[str]:
        """The kinds of entries that there are, most frequent first."""
        return [str(name) for name in self.frame["kind"].value_counts(name="n").sort("n", "kind", descending=[True, False])["kind"]]

    def places(self, words: str = "", author: str | None = None, kind: str | None = None) -> pl.Series:
        """The entries (UInt32, places in `frame`) that hold all the words, whatever their case, by this author and of this kind."""
        met = [pl.col("seq").is_not_null()]
        met += [pl.col("author") == author] if author is not None else []
        met += [pl.col("kind") == kind] if kind is not None else []
        text = pl.concat_str([pl.col(name).fill_null("") for name in _WORDS], separator="\n").str.to_lowercase()
        met += [text.str.contains(word, literal=True) for word in words.lower().split()]
        return self.frame.select(pl.all_horizontal(met).arg_true().cast(pl.UInt32).alias("place"))["place"]


def ledger(
    log: Sequence[Decision],
    told: Mapping[str, str],
    rows: Mapping[int, int],
    waiting: Iterable[int],
    as_of: date,
) -> Ledger:
    """The ledger of a log in seq order; `told` is what each batch was told to have moved.

    `rows` has the row on this list of the account of each entry by its seq, `waiting` the seq of those that
    stand and whose account is not on the list.
    """
    states = _states(log, rows, frozenset(waiting), as_of)
    batches: dict[str, list[Decision]] = {}
    for one in log:
        if one.kind not in STEPS:
            batches.setdefault(one.batch, []).append(one)
    made = [
        (
            one.seq,
            decision_time(one),
            one.author,
            one.kind,
            *_about(one, batches),
            one.expires,
            states[one.seq],
            told.get(one.batch),
            rows.get(_one(one, batches).seq),
        )
        for one in reversed(log)
    ]
    return Ledger(pl.DataFrame(made, schema=SCHEMA, orient="row"))


def write_ledger(entries: pl.DataFrame, path: Path, *, replace: bool = False) -> Path:
    """Write entries of a ledger as CSV, whole or not at all; the path.

    Every text is on one line and none of it starts a formula. IcpError when the file exists and may not be
    replaced, or when the disk refuses.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not replace:
            raise IcpError(f"{path} exists already", hint="name another file, or replace it")
        file = CsvFile(beside)
        try:
            file.append(for_people(entries.drop("row")))
        finally:
            file.close()
        beside.replace(path)
    except OSError as error:
        raise IcpError(f"{path} cannot be written: {error.strerror}", hint="choose a folder that can be written") from error
    finally:
        # Where there is no such folder, or no such name can be, nothing was left beside it either.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return path


def _about(one: Decision, batches: Mapping[str, Sequence[Decision]]) -> tuple[str | None, str, str, str | None]:
    """Account, its key, what was decided and why; of a step, what it took back or brought back."""
    if one.kind not in STEPS:
        return one.name or one.account_key, one.account_key, decided_words(one), one.reason
    did = "took back" if one.kind == "undo" else "brought back"
    about = batches.get((one.undoes if one.kind == "undo" else one.redoes) or "", [])
    if not about:
        return None, "", did, None
    first = about[0]
    many = f"{len(about):,} accounts" if len(about) > 1 else first.name or first.account_key
    return many, first.account_key if len(about) == 1 else "", f"{did}: {decided_words(first)}", first.reason


def _one(one: Decision, batches: Mapping[str, Sequence[Decision]]) -> Decision:
    """The entry, or of a step what it was about."""
    about = batches.get(one.undoes or one.redoes or "", [])
    return about[0] if len(about) == 1 else one


def _states(log: Sequence[Decision], rows: Mapping[int, int], waiting: frozenset[int], as_of: date) -> dict[int, str]:
    taken: set[str | None] = set()
    for one in log:
        if one.kind == "undo":
            taken.add(one.undoes)
        elif one.kind == "redo":
            taken.discard(one.redoes)
    states: dict[int, str] = {}
    later: set[tuple[object, ...]] = set()
    # From the newest on: what a later entry about the same account has said again counts no more.
    for one in reversed(log):
        if one.kind in STEPS:
            states[one.seq] = STEP
        elif one.batch in taken:
            states[one.seq] = TAKEN_BACK
        elif one.expires is not None and one.expires < as_of:
            states[one.seq] = EXPIRED
        elif one.seq in waiting:
            states[one.seq] = WAITING
        else:
            said = _said_of(one, rows)
            states[one.seq] = REPLACED if said in later else STANDING
            later |= {said, (said[0], "exclude")} if one.kind == "restore" else {said}
    return states


def _said_of(one: Decision, rows: Mapping[int, int]) -> tuple[object, ...]:
    """What an entry is about, such that a later one about the same takes its place. Each restore stands for itself."""
    account = rows.get(one.seq, one.account_key)
    if one.entry is not None:
        # An account may be different from several suppression entries at once.
        return account, one.entry
    if one.is_paired:
        other = one.other
        return frozenset({one.account_key, other.account_key if other else ""}), "pair"
    return account, f"restore {one.seq}" if one.kind == "restore" else one.kind
