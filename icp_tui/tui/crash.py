"""What a bug leaves behind: a log that helps to mend it, without a word from the account lists."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

from platformdirs import user_log_dir

from icp_tui import __version__


def write_log(error: BaseException) -> Path | None:
    """Write where `error` happened: files, lines and kinds of error, but no messages and no values.

    The path of the log, or None where none can be written.
    """
    folder = Path(os.environ.get("ICP_TUI_HOME") or user_log_dir("icp-tui"))
    at = datetime.now().astimezone()
    lines = [
        f"icp-tui {__version__}, Python {platform.python_version()}, {sys.platform}, {at:%Y-%m-%d %H:%M:%S}",
        *_told(error),
    ]
    path = folder / f"crash-{at:%Y%m%d-%H%M%S}.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    return path


def _told(error: BaseException | None) -> list[str]:
    """The error and what led to it; messages may quote cells, so only kinds are named."""
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        # Textual wraps what a worker raised without chaining it.
        wrapped = getattr(error, "error", None)
        error = wrapped if isinstance(wrapped, BaseException) else error.__cause__ or error.__context__
    return lines


def notice(log: Path | None) -> str:
    """What the person is told when the app ends because of a bug."""
    where = f"What happened is in {log} (no account data is in it)." if log else "No log could be written."
    return (
        f"icp-tui has stopped because of a bug in it. Your decisions are saved. {where}\n"
        "Start it again the same way to go on; if it happens again, send that file to whoever maintains icp-tui."
    )
