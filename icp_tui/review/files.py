"""Reviewed -> files: writes the list of a session into a folder, with its receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any

from icp_tui import __version__
from icp_tui.export.folder import list_folder
from icp_tui.export.preset_files import check_plans, write_presets
from icp_tui.export.preset_plan import PresetPlan
from icp_tui.export.receipt import receipt
from icp_tui.export.writer import WrittenFile, write_list, write_receipt
from icp_tui.review.how_read import mending_said, reading_said
from icp_tui.review.session import Session
from icp_tui.sources.given import SAVED_INPUT, STANDARD_INPUT

Progress = Callable[[str, float], None]
NOTHING: Mapping[str, bytes] = MappingProxyType({})


def write_files(
    session: Session,
    target: Path,
    *,
    force: bool = False,
    presets: Sequence[PresetPlan] = (),
    beside: Mapping[str, bytes] = NOTHING,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write every file of the list into `target`, all or none, with those of the presets; the receipt.

    `beside` are contents by file name that lie there too and are no part of the list. Raises IcpError when the
    folder cannot be written, holds a list and `force` is false, or a preset refuses.
    """
    check_plans(presets)
    scored, loaded = session.scored(), session.accounts
    with session.clock.times("write"), list_folder(target, force=force, also=beside) as folder:
        files = write_list(folder, scored, session.originals, loaded.duplicates, loaded.rejected, progress)
        ours = write_presets(folder, presets, receipt_of(session))
        files += [WrittenFile(f"{one.preset}/{one.name}", one.rows, one.sha256) for one in ours]
        made = receipt_of(session, files, presets)
        write_receipt(folder, made)
        for name, data in beside.items():
            (folder / name).write_bytes(data)
    return made


def receipt_of(
    session: Session, files: Sequence[WrittenFile] = (), plans: Sequence[PresetPlan] = ()
) -> dict[str, Any]:
    """The receipt of a session's list, of which `files` were written, with those of the presets in `plans`."""
    # A file that standard input was saved to has a new path in each run.
    sources = [
        {"path": STANDARD_INPUT if one.source == SAVED_INPUT else str(one.path), "sha256": one.sha256, "rows": one.rows, "dialect": one.dialect, "encoding": one.encoding}
        | ({"mended": {"fingerprint": one.fingerprint, **mending_said(one.mending)}} if one.mending else {})
        for one in session.accounts.sources
    ]
    return receipt(
        version=__version__,
        scored=session.scored(),
        sources=sources,
        suppressions=session.suppressions,
        rows=session.rows,
        where=session.where,
        log=session.log,
        given={
            "suppress": [str(path) for path in session.given.suppress],
            "reading": reading_said(session.given.reading),
            "signals": [
                {"path": str(one.path), "sha256": one.sha256, "rows": one.rows, "matched": one.matched}
                for one in session.signals
            ],
            "contacts": [
                {"path": str(one.path), "sha256": one.sha256, "rows": one.rows, "used": one.used}
                for one in session.contact_reports()
            ],
            "prefer": session.accounts.precedence.said(),
            "presets": [dict(plan.origin) for plan in plans],
            "files": [asdict(one) for one in files],
        },
    )
