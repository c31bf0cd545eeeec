"""Reads what reps filled in: XLSX as it was sent, or whatever a spreadsheet program saved it as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError, Problem, did_you_mean, shortened
from icp_tui.export.safe import one_line
from icp_tui.review.decisions.decision import Identity
from icp_tui.review.sales.shape import (
    ANSWERS,
    DROP,
    KEEP,
    MOVE,
    NOTE,
    SHEET,
    VERDICT,
    WHY,
    SheetOf,
    account_of,
)
from icp_tui.sources.reader import read_table
from icp_tui.sources.reading import Reading
from icp_tui.sources.table import Table
from icp_tui.sources.unworked import unworked

_TIER, _NAME, _DOMAIN = "Tier", "Account", "Domain"
_MOST = 60
# What a spreadsheet shows in place of a formula that it cannot work out.
_FAILED = frozenset({"#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!"})


@dataclass(frozen=True)
class Answer:
    """What a rep says about one account: keep or drop, the tier to move it to, why, a note; None where nothing is said.

    `place` is the file and row, for people.
    """

    place: str
    account: Identity
    verdict: str | None
    tier: str | None
    why: str | None
    note: str | None

    @property
    def name(self) -> str:
        """The account as people call it."""
        return self.account["name"] or self.account["account_key"]


@dataclass(frozen=True)
class Answered:
    """One file: the list that it is of, how many accounts it has, the answers, and what is wrong with it."""

    path: Path
    of: SheetOf
    accounts: int
    answers: Sequence[Answer]
    problems: Sequence[Problem] = field(default=())

    @property
    def is_answered(self) -> bool:
        """Whether somebody has filled anything in, understood or not."""
        return bool(self.answers or self.problems)

    def under(self, known: Mapping[str, Identity]) -> Answered:
        """The same with each account as it is known by now, by the key that it had in the sheet."""
        answers = [replace(one, account=known.get(one.account["account_key"], one.account)) for one in self.answers]
        return replace(self, answers=answers)

    def __str__(self) -> str:
        said = Counter(
            word
            for one in self.answers
            for word, there in ((one.verdict, one.verdict), ("move", one.tier), ("note", one.note))
            if there
        )
        of = f"{self.path.name}, {self.of.icp} {self.of.version} as of {self.of.as_of}"
        if not said:
            return f"{of}: none of {self.accounts:,} accounts is answered"
        counts = ", ".join(f"{said[word]:,} {word}" for word in (KEEP, DROP, "move", "note") if said[word])
        return f"{of}: {len(self.answers):,} of {self.accounts:,} accounts answered: {counts}"


def read_answers(path: Path) -> Answered:
    """The answers in a sheet. IcpError when it is no sheet of ours; what is wrong with single rows is in `problems`."""
    table, header, of = _sheet(path)
    name = str(path) if table.sheet is None else f"{path}, sheet {table.sheet}"
    problems = [
        Problem(f"row {row}: cannot be read: {cause}", name, hint="save the sheet again, or mend that row")
        for row, cause in table.rejected.select("row", "cause").iter_rows()
    ]
    if table.kind == "xlsx":
        # Such a cell is read as blank, and the answer in it would be lost without a word.
        mend = "type it again with an apostrophe before it, or save the file from a spreadsheet program"
        problems += [
            Problem(f"row {one.row}: {one.header} in cell {one.cell} is a formula without a value: {shortened(one.formula, _MOST)}", name, hint=mend)
            for one in unworked(path, table.sheet, ANSWERS)
        ]
    missing = [column for column in ANSWERS if column not in table.frame.columns]
    if missing:
        said = f"no column {' and no column '.join(missing)}"
        raise IcpError(Problem(said, name, hint=f"put the headers back as they were: {', '.join(ANSWERS)}"))
    frame = table.frame.rename({header: "account"}).with_columns(table.rows.alias("row"))
    frame = frame.with_columns(_tidy(frame[column]) for column in frame.columns if column != "row")
    reading = _Rows(name, of)
    # Rows that say nothing need no look, but for a tier that was typed over.
    asked = frame.filter(pl.any_horizontal(pl.col(ANSWERS).is_not_null()) | _retyped(frame))
    answers = [answer for row in asked.iter_rows(named=True) if (answer := reading.answer(row)) is not None]
    return Answered(path, of, frame["account"].count(), answers, [*problems, *reading.problems])


def _sheet(path: Path) -> tuple[Table, str, SheetOf]:
    """The table that is a sheet of ours, its hidden column, and the list that it is of."""
    table = None
    # As it was sent; else wherever the rep moved the rows.
    for reading in (Reading(sheet=SHEET), Reading(), Reading(header_row=1)):
        try:
            table = read_table(path, reading)
        except IcpError:
            if reading.sheet is None and reading.header_row is None:
                raise
            continue
        for header in table.frame.columns:
            if (of := SheetOf.of(header)) is not None:
                return table, header, of
    hint = "give the file that icp-tui sheet wrote, with its hidden last column"
    raise IcpError(Problem("is no sheet that icp-tui wrote, or its hidden column was deleted", str(path), hint=hint))


def _tidy(values: pl.Series) -> pl.Series:
    texts = one_line(values.cast(pl.String)).str.strip_chars()
    return texts.set(texts == "", None)


def _retyped(frame: pl.DataFrame) -> pl.Expr:
    """Whether the tier that a row shows is another than the one it was sent with."""
    if _TIER not in frame.columns:
        return pl.lit(value=False)
    sent = pl.col("account").str.extract(r'"tier":"([A-Za-z0-9_-]+)"\}$')
    return (pl.col(_TIER) != sent).fill_null(value=False)


class _Rows:
    """Turns rows into answers, and collects what is wrong."""

    def __init__(self, name: str, of: SheetOf) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._tiers = {tier.casefold(): tier for tier in of.tiers}

    def answer(self, row: Mapping[str, str | int | None]) -> Answer | None:
        """The answer in a row; None when something is wrong with it."""
        told = account_of(str(row["account"] or ""))
        if told is None:
            self._wrong(row, "has answers, but its hidden last column does not say which account it is",
                        "write them into the account's own row; an account that is not on the list is added in the app")  # fmt: skip
            return None
        who, tier = told
        faults = list(self._faults(row, who, tier))
        for said, mend in faults:
            self._wrong(row, said, mend)
        if faults:
            return None
        verdict, to = _word(row, VERDICT), _word(row, MOVE)
        return Answer(
            f"{Path(self.name.split(', sheet ')[0]).name} row {row['row']}", who, verdict and verdict.casefold(),
            to and self._tiers[to.casefold()], _word(row, WHY), _word(row, NOTE),
        )  # fmt: skip

    def _faults(self, row: Mapping[str, str | int | None], who: Identity, tier: str) -> Iterator[tuple[str, str]]:
        """What is wrong with a row whose account is known, and how to mend it."""
        name = shortened(who["name"] or who["account_key"], _MOST)
        shown = [(row.get(_NAME), who["name"] or who["account_key"]), (row.get(_DOMAIN), who["domain"])]
        if not any(seen is not None and _alike(str(seen), sent) for seen, sent in shown):
            other = shortened(str(row.get(_NAME) or row.get(_DOMAIN) or "no account"), _MOST)
            yield (f"shows {other}, but belongs to {name}",
                   "the columns were sorted or pasted apart; fill in the sheet as it was sent")  # fmt: skip
            return
        verdict, to, why = (_word(row, column) for column in (VERDICT, MOVE, WHY))
        for column in ANSWERS:
            if _word(row, column) in _FAILED:
                yield f"{column} of {name} is {_word(row, column)}: it was typed like a formula", "type it again with an apostrophe before it"
                return
        if (typed := row.get(_TIER)) and tier and typed != tier:
            yield (f"the tier of {name} was {tier} and is now {shortened(str(typed), _MOST)}",
                   f"put {tier} back, and write the tier that you want under {MOVE}")  # fmt: skip
        if verdict is not None and verdict.casefold() not in {KEEP, DROP}:
            near = did_you_mean(verdict, (KEEP, DROP))
            yield f"{VERDICT} of {name} is {shortened(verdict, _MOST)}", near or f"write {KEEP} or {DROP}, or nothing"
            return
        dropped = verdict is not None and verdict.casefold() == DROP
        if to is not None and to.casefold() not in self._tiers:
            tiers = ", ".join(self._tiers.values())
            yield f"{MOVE} of {name} is {shortened(to, _MOST)}", did_you_mean(to, self._tiers.values()) or f"the tiers are {tiers}"
        if dropped and to is not None:
            yield f"{name} is dropped and moved to {shortened(to, _MOST)} at once", f"clear {VERDICT} or {MOVE}"
        elif dropped and why is None:
            yield f"{name} is dropped without a why", f"say why under {WHY}"
        elif why is not None and verdict is None and to is None:
            yield f"{name} has a why, but nothing that it is for", f"choose {VERDICT} or {MOVE}, or write it under {NOTE}"

    def _wrong(self, row: Mapping[str, str | int | None], said: str, mend: str) -> None:
        self.problems.append(Problem(f"row {row['row']}: {said}", self.name, hint=mend))


def _word(row: Mapping[str, str | int | None], column: str) -> str | None:
    value = row.get(column)
    return None if value is None else str(value)


def _alike(seen: str, sent: str | None) -> bool:
    """Whether a cell still shows what was sent; spreadsheets trim, and names may have been cut."""
    if sent is None:
        return False
    plain, whole = (" ".join(text.split()).casefold() for text in (seen, sent))
    return plain == whole or (len(whole) > _MOST and plain.startswith(whole[:_MOST]))
