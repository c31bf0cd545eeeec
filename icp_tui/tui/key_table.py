"""The documented key tables, from the command table: what is there is what the keys do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from icp_tui.tui.commands import COMMANDS, Command, Where

# Where the keys are that everybody uses; the README has these.
MOST_USED = ("In the list", "In an account", "Everywhere")
# The table's parts, in the order in which a person meets the keys.
_PLACES: dict[Where, str] = {
    "table": "In the list",
    "workbench": "In the list",
    "detail": "In an account",
    "account": "In an account",
    "app": "Everywhere",
    "start": "Start screen",
    "open_list": "Open a list",
    "new_profile": "New profile",
    "from_list": "A profile from a list",
    "load": "While a list is read",
    "loaded": "While a list is read",
    "report": "Load report",
    "headers": "Load report",
    "rejected": "Rejected rows",
    "picker": "Choose a meaning",
    "ledger": "Ledger",
    "lists": "Frozen lists",
    "compare": "What changed",
    "tune": "Tune",
    "duplicates": "Possible duplicates",
    "columns": "The columns",
    "kills": "Kill list",
    "near_misses": "Possible matches",
    "new_rule": "New kill rule",
    "insights": "Insights",
    "assign": "Assign",
    "place": "Place",
    "export": "Export",
    "presets": "Presets",
    "problems": "Problems",
    "prompt": "Questions",
}


def key_table(titles: Sequence[str] = ()) -> list[str]:
    """The lines of a Markdown table: where, which keys, what they do. The nine number keys are one line.

    With `titles` only those parts.
    """
    rows = ["| where | keys | what they do |", "|---|---|---|"]
    for title in titles or dict.fromkeys(_PLACES.values()):
        said = title
        for command in _listed(title):
            rows.append(f"| {said} | {_keys(command)} | {command.help} |")
            said = ""
    return rows


def _listed(title: str) -> Iterator[Command]:
    """The commands of a part, without those that a range such as 1-9 covers."""
    some = [command for place, one in _PLACES.items() if one == title for command in COMMANDS if command.where == place]
    ranges = {_name(command) for command in some if "-" in command.keycap}
    for command in some:
        if _name(command) not in ranges or "-" in command.keycap or not command.keys.isdigit() or command.keys == "0":
            yield command


def _keys(command: Command) -> str:
    """`↑` `k`: each key as it is written on the keyboard; a range stays a range."""
    shown = command.keycap if "-" in command.keycap else replace(command, keycap="").shown
    return " ".join(f"`{key}`" for key in shown.split())


def _name(command: Command) -> str:
    return command.action.partition("(")[0]
