"""What was read for a list: the counts of its rows, its sources, its decisions, and what is worth a look."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from icp_tui.review.possible import possible_notice
from icp_tui.review.rejected_rows import RejectedRows
from icp_tui.sources.report import SourceReport, counted, dialect_words

if TYPE_CHECKING:
    from icp_tui.review.review import Review

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


@dataclass(frozen=True)
class ReadReport:
    """The load report in plain sentences; what they quote from files is made safe by whoever draws them.

    `summed` is the sum that always comes out; `rejected` has all rejected rows and counts them by cause,
    `suppressed` has a line per suppression file, `decided` is what the workspace holds about this list,
    `notices` what the person should know, most telling first.
    """

    icp: str
    accounts: int
    summed: str
    sources: tuple[SourceReport, ...]
    rejected: RejectedRows
    suppressed: tuple[str, ...]
    decided: str
    notices: tuple[str, ...]
    version: str = ""


def read_report(review: Review) -> ReadReport:
    """The load report of an open list. Its notices take a while: keep it off the event loop."""
    session = review.session
    rows = session.rows
    return ReadReport(
        icp=session.profile.icp,
        version=session.profile.version,
        accounts=rows["accounts"],
        summed=(
            f"{counted(rows['in'], 'row')} in = {counted(rows['accounts'], 'account')}"
            f" + {counted(rows['duplicates'], 'duplicate')} + {rows['rejected']:,} rejected"
        ),
        sources=tuple(session.accounts.sources),
        rejected=RejectedRows.of(session.accounts.rejected),
        suppressed=tuple(
            f"{Path(one.path).name}: {counted(one.rows, 'company', 'companies')} to leave out ({one.because})"
            for one in session.suppressions
        ),
        decided=_decided(review),
        notices=(*review.workspace.notices, *session.notices(), *possible_notice(review), *session.accounts.notes),
    )


def read_as(source: SourceReport) -> str:
    """How a source was read: `520 rows, dialect apollo, utf-8, comma-separated`."""
    said = [counted(source.rows, "row"), dialect_words(source.dialect)]
    if source.encoding:
        said.append(source.encoding)
    if source.delimiter:
        said.append(f"{_DELIMITERS.get(source.delimiter, source.delimiter)}-separated")
    return ", ".join(said)


def _decided(review: Review) -> str:
    decisions, name = review.session.decisions, review.workspace.name
    decided, waiting = decisions.frame.height, len(decisions.waiting)
    if not decided and not waiting:
        return f"The workspace {name} has no decisions about this list yet"
    said = f"The workspace {name} has decisions about {counted(decided, 'account')} of this list"
    if waiting:
        said += f"; {counted(waiting, 'decision')} {'waits' if waiting == 1 else 'wait'} for accounts that are not on it"
    return said
