"""`icp-tui verify`: make a list again from its receipt, and say that every file matches, or what differs."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from icp_tui.commands.context import progress
from icp_tui.commands.text import say, say_json, wrapped
from icp_tui.review.verifying import Verdict, verify

_KINDS = {
    "version": "Another version", "profile": "Inputs that differ", "source": "Inputs that differ",
    "suppression": "Inputs that differ", "signals": "Inputs that differ", "contacts": "Inputs that differ",
    "preset": "Inputs that differ", "mapping": "Inputs that differ", "last list": "Inputs that differ",
    "decisions": "Decisions that differ", "file": "Files that are not as they were written",
    "result": "Files that come out otherwise", "list": "It cannot be made again",
}  # fmt: skip


def run(options: Namespace) -> int:
    """Verify; 0 when every file matches."""
    verdict = verify(Path(options.folder), progress=progress(options))
    if options.json:
        say_json(verdict.data())
    elif not options.quiet:
        say(verdict_lines(verdict))
    return 0 if verdict.matches else 1


def verdict_lines(verdict: Verdict) -> list[str]:
    """What was found, the inputs first."""
    notes = [line for note in verdict.notes for line in wrapped(f"Note: {note}", "")]
    if verdict.matches:
        return [f"{verdict.folder}: every file matches ({verdict.files} files), made again from its receipt", *notes]
    lines = [f"{verdict.folder}: {_counted(len(verdict.differs))}"]
    for title in dict.fromkeys(_KINDS.values()):
        said = [str(one) for one in verdict.differs if _KINDS[one.what] == title]
        lines += [f"{title}:", *(line for one in said for line in wrapped(one))] if said else []
    if not verdict.rebuilt:
        lines += wrapped(
            "The list was not made again, since that needs everything that it was made from;"
            " its files were held against its receipt only.", "",
        )  # fmt: skip
    return [*lines, *notes]


def _counted(count: int) -> str:
    return "1 thing differs" if count == 1 else f"{count:,} things differ"
