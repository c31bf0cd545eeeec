"""`icp-tui sheet`: a workbook for each rep, to be answered and read back by `decide`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from icp_tui.commands.context import open_session
from icp_tui.commands.text import say, say_json, table
from icp_tui.review.decisions.workspace import DEFAULT
from icp_tui.review.sales.sheets import check_sheets, sheets_of, write_sheets


def run(options: Namespace) -> int:
    """Read, score, and write the sheets; say whose they are."""
    target = Path(options.out)
    # Before minutes of work: is there anywhere to put them?
    check_sheets(target, force=options.force)
    session = open_session(options)
    tiers = [name for given in options.tiers for name in given.split(",") if name.strip()]
    sheets = sheets_of(session, tiers)
    write_sheets(session, sheets, target, force=options.force)
    if options.json:
        say_json({"sheets": [{"file": one.file, "owner": one.rep, "accounts": one.rows.height} for one in sheets]})
    elif not options.quiet:
        whose = [(one.file, f"{one.rows.height:,}", one.rep or "accounts without an owner") for one in sheets]
        again = f"icp-tui decide {target}/*.xlsx {f'-w {options.workspace}' if options.workspace else f'(into the workspace {DEFAULT}; -w NAME names another)'}"
        say([*table(whose, right=[1], indent=""), "", f"Written to {target}. When they come back: {again}"])
    return 0
