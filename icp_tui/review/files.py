"""Reviewed -> files: writes the list of a session into a folder, with its receipt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from icp_tui import __version__
from icp_tui.export.folder import list_folder
from icp_tui.export.receipt import receipt
from icp_tui.export.writer import write_list
from icp_tui.review.session import Session
from icp_tui.sources.given import SAVED_INPUT, STANDARD_INPUT

Progress = Callable[[str, float], None]


def write_files(session: Session, target: Path, *, force: bool = False, progress: Progress | None = None) -> dict[str, Any]:
    """Write every file of the list into `target`, all or none; the receipt.

    Raises IcpError when the folder cannot be written, or holds a list and `force` is false.
    """
    scored, loaded = session.scored(), session.accounts
    made = receipt_of(session)
    with session.clock.times("write"), list_folder(target, force=force) as folder:
        write_list(folder, scored, session.originals, loaded.duplicates, loaded.rejected, made, progress)
    return made


def receipt_of(session: Session) -> dict[str, Any]:
    """The receipt of a session's list."""
    # A file that standard input was saved to has a new path in each run.
    sources = [
        {"path": STANDARD_INPUT if one.source == SAVED_INPUT else str(one.path), "sha256": one.sha256, "rows": one.rows, "dialect": one.dialect, "encoding": one.encoding}
        for one in session.accounts.sources
    ]
    return receipt(
        version=__version__,
        scored=session.scored(),
        sources=sources,
        suppressions=session.suppressions,
        rows=session.rows,
        where=session.where,
        signals=[
            {"path": str(one.path), "sha256": one.sha256, "rows": one.rows, "matched": one.matched}
            for one in session.signals
        ],
        prefer=session.accounts.precedence.said(),
    )
