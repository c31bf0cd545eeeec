"""Writes one workbook for each rep: their accounts of some tiers, why each is there, and cells for their answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from icp_tui import columns
from icp_tui.errors import IcpError, Problem, did_you_mean
from icp_tui.export.folder import FolderOf, check_target, list_folder
from icp_tui.export.safe import harmless, one_line
from icp_tui.export.workbook import Column, Style, Workbook
from icp_tui.review.decisions.identity import identities
from icp_tui.review.sales.answers import read_answers
from icp_tui.review.sales.shape import (
    ANSWERS,
    DROP,
    GIVEN,
    KEEP,
    MOVE,
    NOTE,
    NOTED,
    SHEET,
    VERDICT,
    WHY,
    SheetOf,
    account_cell,
)
from icp_tui.review.session import Session
from icp_tui.scoring.listing import ScoredList

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# What a folder of sheets holds; nothing else is ever replaced.
SHEETS = FolderOf(re.compile(r"[a-z0-9_]+\.xlsx"), None, "sheets")
UNASSIGNED = "unassigned"
# More reps than that are no reps, and nobody answers for more accounts.
_MOST_REPS, _MOST_ACCOUNTS = 500, 50_000
# The tiers that sales works by hand, where no others are named.
_FIRST_TIERS = 2
# The characters that a drop-down holds.
_MOST_CHOICES = 255

_HEAD: Style = {"bold": True, "bg_color": "#444444", "font_color": "#FFFFFF", "valign": "top"}
_ASK: Style = {"bold": True, "bg_color": "#8A5A00", "font_color": "#FFFFFF", "valign": "top"}
_WRAPPED: Style = {"valign": "top", "text_wrap": True}
# As text, so that `- call in May` is no formula.
_OPEN: Style = {"valign": "top", "text_wrap": True, "bg_color": "#FFF8E5", "border": 1, "border_color": "#E0C98F", "num_format": "@"}
_LOOKS = {
    "Rank": Column(7), "Tier": Column(6, {"valign": "top", "bold": True}), "Account": Column(28, {"valign": "top", "bold": True}),
    "Domain": Column(24), "Score": Column(8, {"valign": "top", "num_format": "0.00"}), "Why it is here": Column(52, _WRAPPED),
    "Missing": Column(24, _WRAPPED), NOTED: Column(32, _WRAPPED), VERDICT: Column(14, _OPEN, blanks=True), MOVE: Column(11, _OPEN, blanks=True),
    WHY: Column(32, _OPEN, blanks=True), NOTE: Column(32, _OPEN, blanks=True),
}  # fmt: skip
_HOW_TO = (
    f"Fill in the four last columns of the sheet {SHEET}; leave a row blank where you have nothing to say.",
    f"{VERDICT}: {KEEP} marks the account as reviewed by you; {DROP} takes it off the list and needs a {WHY.lower()}.",
    f"{MOVE}: the tier where it belongs; a {WHY.lower()} helps the others.",
    f"{NOTE}: whatever should stand with the account; it replaces an older note.",
    "Sort and filter as you like. Do not paste over whole rows, and do not delete the hidden last column: it says which account a row is.",
    "Save the file (XLSX or CSV) and send it back.",
)  # fmt: skip


@dataclass(frozen=True)
class RepSheet:
    """The sheet of one rep (None: accounts without an owner): its file's name, and its rows with GIVEN, NOTED and account."""

    rep: str | None
    file: str
    of: SheetOf
    rows: pl.DataFrame = field(compare=False)


def sheets_of(session: Session, tiers: Sequence[str] = ()) -> list[RepSheet]:
    """The sheets of the accounts in `tiers` (else the first two), a rep each, by name; those without an owner last.

    IcpError for a tier that the profile has not, for tiers that nobody is in, and for more reps or accounts
    than a round with sales can have.
    """
    scored = session.scored()
    profile = scored.plan.profile
    names = tuple(tier.name for tier in profile.tiers)
    chosen = _chosen(names, tiers)
    bucket = scored.assigned.bucket.gather(scored.order).cast(pl.String)
    rows = _rows(scored, scored.order.filter(bucket.is_in(chosen)))
    if rows.is_empty():
        raise IcpError(f"nobody is in {_listed(chosen)}: there are no sheets to write", hint="see icp-tui check, or name other --tiers")
    whole = SheetOf(profile.icp, profile.version, profile.sha256, session.as_of.isoformat(), None, names, session.log[0] if session.log else None)
    parts = {owner: part.drop("owner") for (owner,), part in rows.partition_by("owner", as_dict=True, maintain_order=True).items()}
    reps = sorted((str(one) for one in parts if one is not None), key=lambda rep: (rep.casefold(), rep))
    if len(reps) > _MOST_REPS:
        raise IcpError(f"{len(reps):,} owners in {_listed(chosen)}: that is no column of reps", hint="see icp-tui columns for what feeds owner")
    made = [
        RepSheet(rep, file, replace(whole, rep=rep), parts[rep])
        for rep, file in zip(reps, _files(reps), strict=True)
    ]
    if None in parts:
        made.append(RepSheet(None, f"{UNASSIGNED}.xlsx", whole, parts[None]))
    for one in made:
        if one.rows.height > _MOST_ACCOUNTS:
            whose = "without an owner" if one.rep is None else f"of {one.rep}"
            raise IcpError(f"{one.rows.height:,} accounts {whose}: too many for a sheet to answer", hint="name fewer --tiers, or a tier with a capacity")
    return made


def write_sheets(session: Session, sheets: Sequence[RepSheet], target: Path, *, force: bool = False) -> None:
    """Write every sheet into the folder `target`, all or none. IcpError when that cannot be done.

    `force` replaces sheets that are there, but never one with answers.
    """
    check_sheets(target, force=force)
    with list_folder(target, force=force, of=SHEETS) as folder:
        for sheet in sheets:
            _write(folder / sheet.file, sheet, session)


def check_sheets(target: Path, *, force: bool) -> None:
    """Refuse a folder that cannot take sheets: of other files, of sheets without `force`, of sheets with answers."""
    check_target(target, force=force, of=SHEETS)
    for path in sorted(target.glob("*.xlsx")):
        if read_answers(path).is_answered:
            raise IcpError(Problem("holds answers that would be lost", str(path), hint="read them with icp-tui decide, then name another folder after -o"))


def _chosen(names: Sequence[str], asked: Sequence[str]) -> list[str]:
    by_folded = {name.casefold(): name for name in names}
    for one in asked:
        if one.strip().casefold() not in by_folded:
            raise IcpError(f"the profile has no tier {one.strip()}", hint=did_you_mean(one, names) or f"it has {', '.join(names)}")
    wanted = {by_folded[one.strip().casefold()] for one in asked} or set(names[:_FIRST_TIERS])
    return [name for name in names if name in wanted]


def _rows(scored: ScoredList, rows: pl.Series) -> pl.DataFrame:
    """The columns GIVEN and NOTED, with account (the hidden column) and owner, of the accounts at `rows`."""
    said = scored.outcome(rows)
    accounts = scored.accounts[rows].with_columns(one_line(scored.accounts["name"][rows]))
    owner = accounts["owner"].str.strip_chars()
    return pl.DataFrame({
        "Rank": said["rank"],
        "Tier": said["tier"],
        "Account": accounts["name"].fill_null(accounts["account_key"]),
        "Domain": accounts["domain"],
        "Score": said["score"],
        "Why it is here": harmless(said["why"]),
        "Missing": _missing(scored, rows),
        NOTED: harmless(said["note"]),
        "account": pl.Series([
            account_cell(who, tier) for who, tier in zip(identities(accounts), said["tier"], strict=True)
        ], dtype=pl.String),
        "owner": owner.set(owner == "", None),
    })  # fmt: skip


def _missing(scored: ScoredList, rows: pl.Series) -> pl.Series:
    """The titles of the criteria about which nothing is known, of the accounts at `rows`."""
    labels = scored.level_labels(rows)
    unknown = [
        pl.when(pl.col(columns.level(one.key)) == "unknown").then(pl.lit(one.title)) for one in scored.plan.criteria
    ]
    return labels.select(pl.concat_str(unknown, separator=", ", ignore_nulls=True).alias("missing")).to_series()


def _files(reps: Sequence[str]) -> Iterator[str]:
    """A file name for each rep: plain letters, told apart."""
    taken = {UNASSIGNED}
    for rep in reps:
        plain = unicodedata.normalize("NFKD", rep).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "rep"
        if re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", stem):
            stem = f"rep_{stem}"
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}_{number}", number + 1
        taken.add(name)
        yield f"{name}.xlsx"


def _write(path: Path, one: RepSheet, session: Session) -> None:
    header = one.of.header()
    # An older note is shown, since a new one replaces it.
    noted = [NOTED] if one.rows[NOTED].count() else []
    given = one.rows.select(*GIVEN, *noted, *(pl.lit(None, dtype=pl.String).alias(name) for name in ANSWERS), pl.col("account").alias(header))
    heads = dict.fromkeys((*GIVEN, NOTED), _HEAD) | dict.fromkeys(ANSWERS, _ASK)
    with Workbook(path, session.as_of) as book:
        sheet = book.sheet(SHEET)
        book.table(sheet, given, _LOOKS | {header: Column(2, hidden=True)}, heads)
        _choices(book, sheet, one, given)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        how = book.sheet("How to")
        how.set_column(0, 0, 110, book.style(_WRAPPED))
        whose = "accounts without an owner" if one.rep is None else f"accounts of {one.rep}"
        book.text(how, 0, 0, f"{one.of.icp} {one.of.version}: {one.rows.height:,} {whose}, as of {one.of.as_of}", {"bold": True})
        for row, line in enumerate(_HOW_TO, start=2):
            book.text(how, row, 0, line, _WRAPPED)


def _choices(book: Workbook, sheet: Worksheet, one: RepSheet, given: pl.DataFrame) -> None:
    """Drop-downs for what is chosen, and a colour where a why is missing."""
    last = given.height
    at = {name: given.columns.index(name) for name in ANSWERS}
    sheet.data_validation(1, at[VERDICT], last, at[VERDICT], {
        "validate": "list", "source": [KEEP, DROP], "error_title": VERDICT, "error_message": f"Choose {KEEP} or {DROP}, or leave it blank.",
    })  # fmt: skip
    if len(",".join(one.of.tiers)) <= _MOST_CHOICES:
        sheet.data_validation(1, at[MOVE], last, at[MOVE], {
            "validate": "list", "source": list(one.of.tiers), "error_title": MOVE, "error_message": "Choose one of the tiers, or leave it blank.",
        })  # fmt: skip
    verdict, why = (chr(ord("A") + at[name]) for name in (VERDICT, WHY))
    sheet.conditional_format(1, at[WHY], last, at[WHY], {
        "type": "formula", "criteria": f'=AND(${verdict}2="{DROP}",TRIM(${why}2)="")', "format": book.style({"bg_color": "#F4B6B0"}),
    })  # fmt: skip


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
