"""`icp-tui decide`: the answers of reps, read back as decisions, all of them or none."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from icp_tui.commands.context import as_of, open_session
from icp_tui.commands.text import clipped, say, say_json, table, wrapped
from icp_tui.errors import IcpError, Problem, visible
from icp_tui.review.decisions.decision import Decision, standing, user
from icp_tui.review.decisions.workspace import DEFAULT, Workspace, path_of
from icp_tui.review.moved import done
from icp_tui.review.sales.answers import Answered, read_answers
from icp_tui.review.sales.preview import Preview, about_each, shifts
from icp_tui.review.sales.verdict import Verdict, verdict
from icp_tui.review.told import decided_words
from icp_tui.scoring.listing import ScoredList

_MOST_LINES = 20


def run(options: Namespace) -> int:
    """Read the sheets, show what they come to, ask, and decide; or take the last round back."""
    if options.undo:
        return _undo(options)
    _check_usage(options)
    files = _read(options.files)
    _check_asked(options)
    options.workspace, asked = _place(options, files)
    # A name that somebody said was meant to be there; the default one may begin here.
    with Workspace.open(options.workspace, create=not asked and not options.dry_run) as workspace:
        for notice in workspace.notices:
            print(visible(f"note: {notice}"), file=sys.stderr)
        log = workspace.store.log()
        preview = _preview(options, standing(log, as_of(options)))
        came_to = _verdict(files, log, preview, options)
        after = preview.after(came_to.decisions) if preview and came_to.decisions else None
        if not options.quiet and not options.json:
            say(_lines(files, came_to, preview, after))
        decided = bool(came_to.decisions) and not options.dry_run and _agreed(options, workspace.name, empty=not log)
        if decided:
            # What somebody decided meanwhile has not been weighed.
            logged = workspace.store.append(came_to.decisions, by=user(), after=log[-1].seq if log else 0)
            if preview and after:
                workspace.store.tell(logged[0].batch, preview.told(logged, after).said)
    _close(options, files, came_to, workspace.name, decided=decided)
    return 0


def _place(options: Namespace, files: Sequence[Answered]) -> tuple[str | None, bool]:
    """The workspace to decide in, and whether the person or the sheets name it: else it is the default one."""
    theirs = list(dict.fromkeys(one.of.workspace for one in files if one.of.workspace))
    if options.workspace:
        others = [one for one in theirs if path_of(one) != path_of(options.workspace)]
        if others:
            print(visible(f"note: these sheets were written with the workspace {' and '.join(others)}"), file=sys.stderr)
        return options.workspace, True
    if len({path_of(one) for one in theirs}) > 1:
        raise IcpError(f"these sheets were written with several workspaces: {', '.join(theirs)}", hint="say which one with -w WORKSPACE")
    return (theirs[0], True) if theirs else (None, False)


def _check_usage(options: Namespace) -> None:
    if not options.files:
        hint = "name the sheets before --on" if options.on else "icp-tui decide FILE... -w WORKSPACE"
        raise IcpError("no sheet is given", hint=hint)
    if bool(options.profile) != bool(options.on):
        raise IcpError("to show what would move, the list is needed: both --profile and --on", hint="or give neither")


def _check_asked(options: Namespace) -> None:
    if not (options.yes or options.dry_run or (sys.stdin.isatty() and not options.json and not options.quiet)):
        raise IcpError("nobody can be asked here, so nothing was decided", hint="--dry-run shows what would be, --yes decides")


def _read(paths: Sequence[str]) -> list[Answered]:
    """All sheets; IcpError with every problem of all of them."""
    files: list[Answered] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(paths):
        try:
            files.append(read_answers(Path(path)))
        except IcpError as error:
            problems += error.problems
    problems += [problem for one in files for problem in one.problems]
    if problems:
        raise IcpError(problems)
    return files


def _preview(options: Namespace, decided: Sequence[Decision]) -> Preview | None:
    """The list that the answers are for, where it is given."""
    if not options.on:
        return None
    # The decisions are settled here, once, over the accounts as they were read.
    given = {"sources": options.on, "workspace": options.workspace or DEFAULT}
    session = open_session(Namespace(**{**vars(options), **given}), decided=False)
    return Preview(session, decided)


def _verdict(files: Sequence[Answered], log: Sequence[Decision], preview: Preview | None, options: Namespace) -> Verdict:
    asked = [answer.account for file in files for answer in file.answers]
    known = preview.found(asked) if preview else {}
    # Accounts that are not on the list may have been decided about all the same.
    others = about_each([who for who in asked if who["account_key"] not in known], standing(log, as_of(options)))
    about = {**others, **(preview.about() if preview else {})}
    came_to = verdict([file.under(known) for file in files], about, reader=user(), author=options.author)
    problems = [*came_to.problems, *(preview.strange(came_to.decisions) if preview else ())]
    if problems:
        raise IcpError(problems)
    return came_to


def _agreed(options: Namespace, workspace: str, *, empty: bool) -> bool:
    if options.yes:
        return True
    # A name that was mistyped makes a new workspace.
    so_far = ", which holds no decisions so far" if empty else ""
    print(visible(f"Decide this in the workspace {workspace}{so_far}? [y/N] "), end="", flush=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _lines(files: Sequence[Answered], came_to: Verdict, preview: Preview | None, after: ScoredList | None) -> Iterator[str]:
    yield from (str(one) for one in files if one.answers)
    if silent := [one.path.name for one in files if not one.answers]:
        yield from wrapped(f"Nothing is answered in {', '.join(silent)}", "")
    yield from _section(f"Decided already ({len(came_to.already):,})", came_to.already)
    yield from _section(f"Decided otherwise before ({len(came_to.overrules):,})", came_to.overrules)
    if not came_to.decisions:
        return
    yield ""
    yield f"New ({len(came_to.decisions):,})"
    lines = table((one.author, clipped(one.name or one.account_key, 40), _what(one)) for one in came_to.decisions)
    yield from lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        yield f"  and {len(lines) - _MOST_LINES:,} more"
    yield ""
    if preview is None or after is None:
        yield "What would move is shown with -p PROFILE --on SOURCE"
        return
    waiting = [clipped(one.name or one.account_key, 40) for one in preview.waiting(came_to.decisions)]
    if waiting:
        yield from wrapped(f"Not on this list, so these wait until they are: {', '.join(dict.fromkeys(waiting))}", "")
        yield ""
    yield "What would move"
    moves = list(shifts(preview.before, after))
    for sentence in moves or ["nobody"]:
        yield from wrapped(sentence)


def _what(one: Decision) -> str:
    return decided_words(one) + (f": {one.reason}" if one.reason else "")


def _section(title: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield ""
        yield title
        for sentence in sentences[:_MOST_LINES]:
            yield from wrapped(sentence)
        if len(sentences) > _MOST_LINES:
            yield f"  and {len(sentences) - _MOST_LINES:,} more"


def _close(options: Namespace, files: Sequence[Answered], came_to: Verdict, workspace: str, *, decided: bool) -> None:
    """What was done, last of all."""
    count = len(came_to.decisions)
    if options.json:
        say_json({
            "decided": decided,
            "workspace": workspace,
            "files": [{"file": str(one.path), "owner": one.of.rep, "accounts": one.accounts, "answered": len(one.answers)} for one in files],
            "decisions": [one.said() for one in came_to.decisions],
            "already": list(came_to.already),
            "overrules": list(came_to.overrules),
        })  # fmt: skip
    elif not options.quiet:
        said = f"{count:,} {'decision' if count == 1 else 'decisions'}"
        if not count:
            last = "Nothing new to decide."
        elif decided:
            last = f"Decided in workspace {workspace}: {said}. u in the app takes them back in one step, and so does icp-tui decide --undo -w {workspace}."
        else:
            last = f"Nothing was decided; it would be {said} in workspace {workspace}."
        say(["", last])


def _undo(options: Namespace) -> int:
    """Take back the sheets that this person read in last."""
    with Workspace.open(options.workspace, create=False) as workspace:
        taken = workspace.store.undo_read(user())
    if taken is None:
        raise IcpError(
            "your last action in this workspace is no sheet that was read in; nothing was taken back",
            hint="u in the app takes back other decisions",
        )
    if not options.quiet:
        say([f"Taken back: {done(taken)}"])
    return 0
