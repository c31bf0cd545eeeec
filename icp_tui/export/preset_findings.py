"""What speaks against a preset's files, and what is worth a look before they are written, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from icp_tui.errors import shortened, visible
from icp_tui.export.preset import Need, Preset, own_mapping
from icp_tui.export.preset_cells import Cells
from icp_tui.export.preset_column import Column
from icp_tui.export.safe import formulas

if TYPE_CHECKING:
    from icp_tui.export.preset_plan import PlannedFile

# Accounts that are named.
NAMED = 10
# The same where many are touched and none is at fault.
_SOME = 3
_VALUES = 5
_ACCOUNT, _TIER = "\0account", "\0tier"


@dataclass(frozen=True)
class Finding:
    """What is wrong in a sentence, how to mend it, and the first accounts at fault by name.

    `here` is the mend for people in the app, where that is another one.
    """

    said: str
    mend: str = ""
    accounts: tuple[str, ...] = ()
    here: str = ""

    def in_app(self) -> Finding:
        """The same with the mend for people in the app."""
        return replace(self, mend=self.here or self.mend)

    def __str__(self) -> str:
        named = f" ({', '.join(self.accounts)})" if self.accounts else ""
        return f"{self.said.rstrip('.')}{named}. {self.mend}".strip()


def in_own_file(mend: str, preset: Preset) -> str:
    """The mend with the path of the mapping file that is found by itself."""
    return mend.replace("a mapping file", f"the mapping file {own_mapping(preset)}")


def named(accounts: pl.Series, most: int = NAMED) -> tuple[str, ...]:
    """The first few names, safe to show; with how many more there are."""
    # Several people of one account follow each other.
    accounts = accounts.filter(accounts.ne_missing(accounts.shift(1)) | (pl.int_range(len(accounts), eager=True) == 0))
    shown = [shortened(str(name), 40) for name in accounts.head(most)]
    more = len(accounts) - len(shown)
    return (*shown, f"and {more:,} more") if more else tuple(shown)


def need_findings(preset: Preset, table: pl.DataFrame) -> tuple[list[Finding], list[Finding]]:
    """Rows that lack what the target needs: refusals and warnings."""
    refusals: list[Finding] = []
    warnings: list[Finding] = []
    for need in preset.needs:
        lacking = table[_ACCOUNT].filter(~_meets(need, table))
        if lacking.is_empty():
            continue
        lack = "has" if len(lacking) == 1 else "have"
        said = f"{counted(len(lacking), preset)} {lack} no {_wanted(need)}: {need.because}"
        if len(lacking) == table.height and need.otherwise != "warn_only":
            # Where no row has the key, nothing in the file could be matched.
            refusals.append(Finding(said, need.mend, named(lacking)))
        elif need.otherwise == "refuse":
            mend = f"{need.mend.rstrip('.')}. Or leave them out: incomplete: leave_out in a mapping file."
            refusals.append(Finding(said, mend, named(lacking), in_own_file(mend, preset)))
        else:
            warnings.append(Finding(said, need.mend, named(lacking)))
    return refusals, warnings


def left_out(preset: Preset, table: pl.DataFrame) -> tuple[pl.DataFrame, list[Finding]]:
    """The rows that the target would refuse taken out, as the person asked, and named."""
    said: list[Finding] = []
    for need in preset.needs:
        met = _meets(need, table)
        if need.otherwise == "refuse" and not met.all() and met.any():
            out = table[_ACCOUNT].filter(~met)
            said.append(Finding(f"{counted(len(out), preset)} without {_wanted(need)} {'is' if len(out) == 1 else 'are'} left out", "The mapping file says so: incomplete: leave_out.", named(out)))
            table = table.filter(met)
    return table, said


def _meets(need: Need, table: pl.DataFrame) -> pl.Series:
    """Whether each row fills one of the sets of headers."""
    sets = [pl.all_horizontal(pl.col(header).is_not_null() for header in some) for some in need.any_of]
    return table.select(pl.any_horizontal(sets)).to_series()


def _wanted(need: Need) -> str:
    return " or ".join(" + ".join(some) for some in need.any_of)


def repeated(preset: Preset, table: pl.DataFrame) -> tuple[pl.DataFrame, list[Finding]]:
    """The table with one row per key, the best account's, and what was left out for it."""
    if not preset.one_row_per:
        return table, []
    folding = {column.header for column in preset.columns if column.folds}
    again = pl.repeat(value=False, n=table.height, eager=True)
    keyed = pl.repeat(value=False, n=table.height, eager=True)
    for header in preset.one_row_per:
        folded = _folded(table, header, folding)
        there = folded.is_not_null() & ~keyed
        # A row without the better key is no second record of a company that has one.
        had = folded.is_in(folded.filter(keyed).implode()).fill_null(value=False)
        again |= there & (~folded.is_first_distinct() | had)
        keyed |= there
    key = " or ".join(preset.one_row_per)
    kept = table.filter(~again)
    found: list[Finding] = []
    if again.any():
        out = table[_ACCOUNT].filter(again)
        said = f"{counted(len(out), preset)} {_have(len(out))} the same {key} as a better one and {'is' if len(out) == 1 else 'are'} not in the files"
        found.append(Finding(said, f"{preset.title} keeps one record per {key}: join or exclude the double.", named(out)))
    for header in preset.one_row_per[1:]:
        folded = _folded(kept, header, folding)
        shared = folded.is_not_null() & folded.is_duplicated()
        if shared.any():
            said = f"{counted(int(shared.sum()), preset)} share their {header} with another, each under its own {preset.one_row_per[0]}"
            found.append(Finding(said, "Look whether they are one company.", named(kept[_ACCOUNT].filter(shared))))
    return kept, found


def _folded(table: pl.DataFrame, header: str, folding: Collection[str]) -> pl.Series:
    """The key of each row under a header; its case counts unless it is of those that fold."""
    return table[header].str.to_lowercase() if header in folding else table[header]


def without_people(tiers: Mapping[str, pl.DataFrame], people: pl.DataFrame) -> list[Finding]:
    """Accounts of the tiers of which nobody is written to, tier by tier."""
    found = []
    for tier, frame in tiers.items():
        alone = frame.join(people, on="account_key", how="anti", maintain_order="left")
        if alone.height:
            said = f"{alone.height:,} of {frame.height:,} {'account' if frame.height == 1 else 'accounts'} of tier {tier} {'is' if alone.height == 1 else 'are'} without people to write to"
            mend = "Nobody with an email address and a persona of the profile is among their contacts."
            found.append(Finding(said, mend, named(alone.select(pl.coalesce("name", "domain", "account_key")).to_series())))
    return found


def cell_findings(preset: Preset, made: Sequence[Cells], accounts: pl.Series) -> Iterator[Finding]:
    """Values that the target does not take, texts that were cut, cells that look like formulas."""
    for column, one in zip(preset.columns, made, strict=True):
        if one.lost.any():
            yield _lost(preset, column, one, accounts)
        if one.other.any() and not one.ours:
            count = int(one.other.sum())
            yield Finding(
                f"{column.header} of {counted(count, preset)} has characters that {preset.title} does not take; others stand in their place",
                accounts=named(accounts.filter(one.other), _SOME),
            )
        if one.cut.any():
            count = int(one.cut.sum())
            yield Finding(f"{column.header} of {counted(count, preset)} is longer than {column.most:,} characters and was cut", "", named(accounts.filter(one.cut), _SOME))
    odd = [(column.header, formulas(one.texts)) for column, one in zip(preset.columns, made, strict=True)]
    total = sum(count for _, count in odd)
    if total:
        where = ", ".join(header for header, count in odd if count)
        yield Finding(
            f"{total:,} {'cell starts' if total == 1 else 'cells start'} like a formula ({where})",
            f"{'It is written as it is, as the target stores it' if total == 1 else 'They are written as they are, as the target stores them'} as text; do not open the file in a spreadsheet.",
        )


def _lost(preset: Preset, column: Column, one: Cells, accounts: pl.Series) -> Finding:
    values = one.raw.filter(one.lost).value_counts(sort=True).sort(["count", one.raw.name], descending=[True, False])
    shown = ", ".join(f"{shortened(str(value), 40)} ({count:,})" for value, count in values.head(_VALUES).iter_rows())
    more = f" and {values.height - _VALUES:,} more" if values.height > _VALUES else ""
    example = shortened(str(values.row(0)[0]), 30)
    rows = named(accounts.filter(one.lost), _SOME)
    blank = f"{column.header} stays blank for {counted(int(one.lost.sum()), preset)}"
    if column.pattern is not None and column.if_filled:
        count = int(one.lost.sum())
        return Finding(f"{counted(count, preset)} {_have(count)} a record number of another tool, which is no {column.header} and is left out")
    if column.pattern is not None:
        return Finding(f"{blank}: what the list has is not of the form that {preset.title} takes: {shown}{more}", accounts=rows)
    if column.as_ == "owner_email":
        said = f"{blank}: no email address is known for {shown}{more}"
        mend = f"Write it into a mapping file: owners: {{{example}: name@company.com}}."
        return Finding(said, mend, rows, in_own_file(mend, preset))
    theirs = column.tokens[-1] if column.tokens else "..."
    what = f"{preset.title} has no {'tier ' if column.as_ == 'tier_token' else ''}{shown}{more}"
    mend = f"Say what they are in a mapping file: values: {{{column.header}: {{{example}: {theirs}}}}}."
    return Finding(f"{blank}: {what}", mend, rows, in_own_file(mend, preset))


def fill_findings(preset: Preset, table: pl.DataFrame, made: Sequence[Cells]) -> Iterator[Finding]:
    """Columns of the target that are empty in every row."""
    if not table.height:
        nobody = "No tier has an account" if preset.kind != "people" else "Nobody is to be written to in the tiers"
        yield Finding(f"{nobody}: there is nothing to write.", "")
        return
    # Several headers that a source may bear are a guess; a single one was meant.
    fed = [column for column in preset.columns if (column.from_ or len(column.original) == 1) and not column.if_filled]
    lost = {column.header for column, one in zip(preset.columns, made, strict=True) if one.lost.any()}
    empty = [column.header for column in fed if column.header not in lost and table[column.header].null_count() == table.height]
    if empty:
        yield Finding(f"Nobody on the list has {', '.join(empty)}: {'the column is' if len(empty) == 1 else 'these columns are'} blank.")


def limit_findings(preset: Preset, files: Sequence[PlannedFile]) -> tuple[list[Finding], list[Finding]]:
    """Too few or too many rows or columns for the target: refusals and warnings."""
    limits = preset.limits
    total = sum(file.frame.height for file in files)
    refusals: list[Finding] = []
    warnings: list[Finding] = []
    widest = max((file.frame.width for file in files), default=0)
    if limits.columns and widest > limits.columns:
        refusals.append(Finding(f"{preset.title} takes {limits.columns:,} columns, and there are {widest:,}", "Name those that are not wanted in a mapping file: leave_out: [...]."))
    parted = [file.name for file in files if "_part_" in file.name]
    if parted:
        warnings.append(Finding(f"The rows are over what {preset.title} takes in one file and are split into {len(parted)} files", "Load them one after the other."))
    if limits.total and total > limits.total:
        warnings.append(Finding(f"{preset.title} takes {limits.total:,} rows in all, and there are {total:,}", "Take fewer tiers: tiers: [...] in a mapping file."))
    if limits.fewest and files:
        short = [file for file in files if file.frame.height < limits.fewest]
        names = ", ".join(f"{file.name}: {file.frame.height:,}" for file in short)
        merge = "Put the tiers into one file: files: one in a mapping file."
        if len(short) == len(files):
            mend = merge if total >= limits.fewest else f"There {'is' if total == 1 else 'are'} {counted(total, preset)} in all: take more into the tiers (capacity, min_score)."
            refusals.append(Finding(f"{preset.title} needs {limits.fewest:,} rows in a file, and no file has them ({names})", mend))
        elif short:
            warnings.append(Finding(f"{preset.title} needs {limits.fewest:,} rows in a file and will refuse some ({names})", merge))
    if limits.advised and files and not refusals:
        under = [file for file in files if limits.fewest is None or file.frame.height >= limits.fewest]
        under = [file for file in under if file.frame.height < limits.advised]
        if under:
            warnings.append(Finding(f"{preset.title} advises {limits.advised:,} rows or more in a file ({', '.join(f'{file.name}: {file.frame.height:,}' for file in under)})"))
    return refusals, warnings


def counted(count: int, preset: Preset) -> str:
    """`1 account`, `12 people`."""
    one, many = ("person", "people") if preset.kind == "people" else ("account", "accounts")
    return visible(f"{count:,} {one if count == 1 else many}")


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
