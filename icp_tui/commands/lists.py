"""`icp-tui lists`: the frozen lists of a workspace; one of them in full, exported again as it was, or deleted."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from icp_tui.commands.text import say, say_json, table, wrapped
from icp_tui.errors import IcpError, visible
from icp_tui.export.folder import check_target
from icp_tui.export.preset_choice import choose
from icp_tui.review.decisions.workspace import DEFAULT, Workspace, path_of
from icp_tui.review.snapshot_files import export_snapshot
from icp_tui.review.snapshots import PROFILE, Snapshot, delete, lists_folder, snapshot_named, snapshots

_SHA = 12


def run(options: Namespace) -> int:
    """List, show, export or delete."""
    if options.workspace and not path_of(options.workspace).exists():
        if not snapshots(options.workspace):
            # Says which workspace may be meant.
            Workspace.open(options.workspace, create=False).close()
        gone = f"note: the workspace {options.workspace} is gone, with the decisions in it; its frozen lists are still there"
        print(visible(gone), file=sys.stderr)
    _check(options)
    if options.delete is not None:
        return _delete(options)
    if options.export is not None:
        return _export(options)
    if options.name is not None:
        one = snapshot_named(options.workspace, options.name)
        if options.json:
            say_json(list_json(one) | {"receipt": one.receipt})
        elif not options.quiet:
            say(list_lines(one))
        return 0
    found = snapshots(options.workspace)
    if options.json:
        say_json([list_json(one) for one in found])
    elif not options.quiet:
        say(_table(found, options.workspace))
    return 0


def tiers_words(one: Snapshot) -> str:
    """`A 50, B 200, C 812`."""
    return ", ".join(f"{name} {one.buckets[name]:,}" for name in one.tiers)


def list_json(one: Snapshot) -> dict[str, Any]:
    """A snapshot in short."""
    if one.trouble:
        return {"name": one.name, "path": str(one.path), "trouble": one.trouble}
    return {
        "name": one.name,
        "path": str(one.path),
        "profile": one.receipt["profile"],
        "as_of": one.receipt["as_of"],
        "accounts": one.receipt["rows"]["accounts"],
        "buckets": one.buckets,
        "profile_kept": not one.unkept,
        "frozen": one.frozen.isoformat(timespec="seconds"),
    }


def list_lines(one: Snapshot) -> list[str]:
    """A snapshot in full."""
    receipt = one.receipt
    rows = [
        ("Profile", f"{one.edition}, sha256 {str(receipt['profile']['sha256'])[:_SHA]}"),
        ("As of", one.as_of),
        ("Accounts", f"{int(receipt['rows']['accounts']):,}: " + ", ".join(f"{name} {count:,}" for name, count in one.buckets.items())),
        *(("Source", f"{source['path']}, {int(source['rows']):,} rows") for source in receipt["sources"]),
        ("Decisions", f"{receipt['decisions']['count']:,}"),
        ("Frozen", f"{one.frozen:%Y-%m-%d %H:%M}"),
        ("In", one.path),
        *((("", f"the profile as it was: {PROFILE}"),) if one.profile_text() is not None else ()),
    ]
    return [one.name, *table(rows), *wrapped(one.unkept), f"icp-tui lists {one.name} --export DIR writes it again as it was."]


def _table(found: Sequence[Snapshot], workspace: str | None) -> list[str]:
    name = workspace or DEFAULT
    if not found:
        said = f"No list is frozen in workspace {name}. icp-tui freeze NAME SOURCE... -p PROFILE -w {name} freezes one."
        return wrapped(said, "")
    rows = [
        (one.name, one.trouble, "", "", "", "") if one.trouble else
        (one.name, one.edition, one.as_of, f"{int(one.receipt['rows']['accounts']):,}", tiers_words(one), f"{one.frozen:%Y-%m-%d %H:%M}")
        for one in found
    ]  # fmt: skip
    return [*table([("list", "profile", "as of", "accounts", "tiers", "frozen"), *rows], right=(3,)),
            "", f"In {lists_folder(workspace)}"]  # fmt: skip


def _check(options: Namespace) -> None:
    """Options that mean nothing without others."""
    if options.export is not None and options.name is None:
        raise IcpError("--export needs the name of a list", hint="icp-tui lists NAME --export DIR")
    if options.delete is not None and (options.export is not None or options.name is not None):
        raise IcpError("--delete stands alone", hint="icp-tui lists --delete NAME")
    if (options.preset or options.mapping) and options.export is None:
        raise IcpError("--preset goes with --export", hint="icp-tui lists NAME --export DIR --preset NAME")


def _export(options: Namespace) -> int:
    target = Path(options.export)
    check_target(target, force=options.force)
    one = snapshot_named(options.workspace, options.name)
    chosen = choose(options.preset, [Path(file) for file in options.mapping])
    receipt = export_snapshot(one, target, force=options.force, chosen=chosen)
    if options.json:
        say_json(receipt)
    elif not options.quiet:
        added = f", with {' and '.join(choice.preset.preset for choice in chosen)}" if chosen else ""
        say([f"Written to {target}: {one.name} as it was on {one.as_of}, {tiers_words(one)}{added}"])
    return 0


def _delete(options: Namespace) -> int:
    one = next((one for one in snapshots(options.workspace) if one.name == options.delete and one.trouble), None)
    one = one or snapshot_named(options.workspace, options.delete)
    if not options.yes:
        _ask(one)
    delete(one)
    if not options.quiet:
        say([f"Deleted {one.name}."])
    return 0


def _ask(one: Snapshot) -> None:
    """The person's word that a list may go; IcpError without it."""
    if not sys.stdin or not sys.stdin.isatty():
        raise IcpError(f"{one.name} is not deleted: nobody can be asked here", hint="add --yes")
    print("\n".join(_about(one)), end=" ", flush=True)
    if input().strip().lower() not in {"y", "yes"}:
        raise IcpError("nothing was deleted")


def _about(one: Snapshot) -> Iterator[str]:
    if not one.trouble:
        yield visible(f"{one.name}: {one.edition} as of {one.as_of}, {tiers_words(one)}")
    yield "Delete it for good? It cannot be undone. [y/N]"
