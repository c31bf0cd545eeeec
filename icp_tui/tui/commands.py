"""The command table: every key of the app and what it does.

Footer, command palette, help and the README's key table are made from it, so they cannot disagree.
To add a command, add a line here and an `action_` method to the screen or widget that `where` names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

# What has the key: a widget, a screen, or the whole app.
Where = Literal[
    "app", "table", "workbench", "detail", "account", "start", "open_list", "new_profile", "load", "loaded", "report",
    "problems", "export", "prompt",
]  # fmt: skip
Group = Literal["Move", "Look", "Find", "Decide", "List", "App"]


@dataclass(frozen=True)
class Command:
    """One command: the action it runs, its keys as Textual names them, and how it is called.

    `says` is the footer's and palette's word for it, `help` a sentence. The lower its `footer`, the
    longer a command stays in a short footer; 0 keeps it out. `keycap` is what help and footer show for the keys.
    """

    action: str
    keys: str
    says: str
    help: str
    where: Where
    group: Group
    footer: int = 0
    keycap: str = ""

    @property
    def shown(self) -> str:
        """The keys as people read them: `↑ k`, `ctrl+r`."""
        return self.keycap or " ".join(_CAPS.get(key, key) for key in self.keys.split(","))

    @property
    def binding(self) -> Binding:
        """The command as Textual binds it; its id is where users may bind another key."""
        return Binding(self.keys, self.action, self.says, id=f"{self.where}.{self.action}", tooltip=self.help)


_CAPS = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home",
    "end": "End", "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "question_mark": "?",
    "slash": "/", "asterisk": "*", "colon": ":", "f1": "F1", "f2": "F2", "f5": "F5", "exclamation_mark": "!",
    "delete": "Del",
}  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    Command("move(-1)", "up,k", "Up", "One account up.", "table", "Move"),
    Command("move(1)", "down,j", "Down", "One account down.", "table", "Move", footer=95, keycap="j/k ↓ ↑"),
    Command("page(-1)", "pageup", "Page up", "A screenful up.", "table", "Move"),
    Command("page(1)", "pagedown", "Page down", "A screenful down.", "table", "Move"),
    Command("top", "g,home", "First", "To the first account shown.", "table", "Move"),
    Command("bottom", "G,end", "Last", "To the last account shown.", "table", "Move"),
    Command("column(-1)", "left,h", "Column left", "To the column on the left.", "table", "Move"),
    Command("column(1)", "right,l", "Column right", "To the column on the right; further columns scroll in.", "table", "Move"),
    Command("mark", "space", "Mark", "Mark the account, or take its mark away, and go to the next.", "table", "Decide"),
    Command("mark_all", "asterisk", "Mark all shown", "Mark every account shown; again takes the marks away.", "table", "Decide"),
    Command("open", "enter", "Open", "Everything about the account, on a screen of its own.", "table", "Look", footer=45),
    Command("switch_pane", "tab", "Other pane", "Between the list and the detail beside it.", "workbench", "Look"),
    Command("bucket(0)", "0", "All", "Every account, whatever its bucket.", "workbench", "Look"),
    Command("bucket(1)", "1", "Bucket 1", "The accounts of the first bucket; 2 to 9 the others.", "workbench", "Look", footer=85, keycap="1-9"),
    *(Command(f"bucket({n})", str(n), f"Bucket {n}", f"The accounts of bucket {n}.", "workbench", "Look") for n in range(2, 10)),
    Command("find", "slash", "Find", "Find a name, domain or any text shown; n and N go on.", "workbench", "Find", footer=30),
    Command("find_next(1)", "n", "Next hit", "To the next account found.", "workbench", "Find"),
    Command("find_next(-1)", "N", "Previous hit", "To the previous account found.", "workbench", "Find"),
    Command("filter", "f", "Filter", "Only accounts with these words, field:value, or an SQL condition.", "workbench", "Find", footer=40),
    Command("sort", "s", "Sort", "Sort by the current column; again turns it around, once more restores the rank order.", "workbench", "Find"),
    Command("reverse", "S", "Reverse", "Turn the sort order around.", "workbench", "Find"),
    Command("clear", "escape", "Clear", "Take away the find, then the filter, then the marks.", "workbench", "Find"),
    Command("pin(0)", "a", "Pin to tier 1", "Pin the marked or current accounts to the first tier.", "workbench", "Decide", footer=50, keycap="a b c"),
    Command("pin(1)", "b", "Pin to tier 2", "Pin the marked or current accounts to the second tier.", "workbench", "Decide"),
    Command("pin(2)", "c", "Pin to tier 3", "Pin the marked or current accounts to the third tier.", "workbench", "Decide"),
    Command("pin_to", "p", "Pin to a tier", "Pin the marked or current accounts to a tier by its name.", "workbench", "Decide"),
    Command("unpin", "d", "Unpin", "Take the pin away; the account goes where its rank puts it.", "workbench", "Decide"),
    Command("exclude", "x", "Exclude", "Take the marked or current accounts off the list, with a reason.", "workbench", "Decide", footer=60),
    Command("restore", "R", "Restore", "Lift the kill reasons that stand now, with a reason.", "workbench", "Decide"),
    Command("note", "t", "Note", "Write a note; an empty one removes it.", "workbench", "Decide", footer=70),
    Command("owner", "o", "Owner", "Give the accounts to an owner; empty gives them back to the source's owner.", "workbench", "Decide"),
    Command("reviewed", "r", "Reviewed", "Mark as reviewed, or take that back.", "workbench", "Decide", footer=75),
    Command("next_unreviewed", "v", "Next to review", "To the next account in a tier that nobody has reviewed.", "workbench", "Decide"),
    Command("undo", "u", "Undo", "Take back your last decision, also one from an earlier day.", "workbench", "Decide", footer=65),
    Command("redo", "ctrl+r", "Redo", "Bring back what undo took.", "workbench", "Decide"),
    Command("copy_cell", "y", "Copy cell", "Copy the current cell.", "workbench", "Look"),
    Command("copy_row", "Y", "Copy row", "Copy the account as a line with tabs.", "workbench", "Look"),
    Command("export", "e", "Export", "Write the tier files into a folder.", "workbench", "List", footer=62),
    Command("report", "L", "Load report", "What was read: rows, duplicates, rejected rows, headers.", "workbench", "List"),
    Command("notices", "exclamation_mark", "Worth a look", "What you should know about this list.", "workbench", "List"),
    Command("reload", "f5", "Reload", "Read the profile and the sources again; decisions stay.", "workbench", "List"),
    Command("line(-1)", "up,k", "Up", "One line up.", "detail", "Move"),
    Command("line(1)", "down,j", "Down", "One line down.", "detail", "Move", footer=10, keycap="j/k ↓ ↑"),
    Command("page(-1)", "pageup", "Page up", "A screenful up.", "detail", "Move"),
    Command("page(1)", "pagedown,space", "Page down", "A screenful down.", "detail", "Move"),
    Command("top", "g,home", "Top", "To the top of the account.", "detail", "Move"),
    Command("bottom", "G,end", "Bottom", "To the end of the account.", "detail", "Move"),
    Command("step(-1)", "left,h", "Previous", "The account before this one in the list.", "account", "Move"),
    Command("step(1)", "right,l", "Next", "The account after this one in the list.", "account", "Move", footer=15, keycap="← →"),
    Command("close", "escape,q,enter", "Back to list", "Back to the list, at this account.", "account", "Look", footer=120, keycap="Esc q"),
    Command("open_list", "o", "Open a list", "Choose the files, the profile and the workspace of a list.", "start", "List", footer=1),
    Command("demo", "d", "Demo", "Look around in a made-up list; nothing is kept.", "start", "List", footer=2),
    Command("new_profile", "n", "New profile", "Make a profile of your own from a template.", "start", "List", footer=3),
    Command("recent(1)", "1", "Recent list 1", "Open the list you had open last; 2 to 9 those before it.", "start", "List", footer=4, keycap="1-9"),
    *(Command(f"recent({n})", str(n), f"Recent list {n}", f"Open recent list {n}.", "start", "List") for n in range(2, 10)),
    Command("accept", "ctrl+s", "Open", "Open the list that the form says.", "open_list", "List", footer=1, keycap="Enter"),
    Command("browse", "f2", "Browse", "Pick a file, or a profile, from your folders.", "open_list", "List", footer=2, keycap="F2"),
    Command("remove", "delete", "Remove file", "Take the highlighted file off the list of files.", "open_list", "List"),
    Command("cancel", "escape", "Cancel", "Back, and nothing is opened.", "open_list", "App", footer=3),
    Command("accept", "ctrl+s", "Make it", "Make the profile that the form says.", "new_profile", "List", footer=1, keycap="Enter"),
    Command("cancel", "escape", "Back", "Back to the start screen.", "new_profile", "App", footer=3),
    Command("go_on", "enter", "To the list", "On to the list.", "loaded", "List", footer=1),
    Command("cancel", "escape,q", "Cancel", "Stop reading; the list is not opened.", "load", "App", footer=2, keycap="Esc"),
    Command("reload", "r,f5", "Try again", "Read the files again, once you have mended them.", "problems", "List", footer=1, keycap="r F5"),
    Command("close", "escape,q", "Back", "Back without trying again.", "problems", "App"),
    Command("close", "escape,q,enter,L", "Back", "Back to the list.", "report", "App"),
    Command("write", "enter,e", "Write the files", "Write all files into the folder; a list that is there is replaced only when you say so.", "export", "List", footer=10, keycap="Enter"),
    Command("folder", "f", "Folder", "Type where the files go.", "export", "List", footer=20),
    Command("choose", "o", "Choose", "Choose the folder that the new folder goes into.", "export", "List", footer=30),
    Command("copy_path", "y", "Copy path", "Copy the folder's path.", "export", "List", footer=40),
    Command("close", "escape,q", "Close", "Back to the list; while files are written, stop writing.", "export", "List"),
    Command("accept", "enter", "OK", "Accept what is written.", "prompt", "App", footer=10),
    Command("suggest(1)", "down", "Used before", "Take the next of the suggestions below.", "prompt", "App", footer=20, keycap="↓ ↑"),
    Command("suggest(-1)", "up", "Previous suggestion", "Take the suggestion above.", "prompt", "App"),
    Command("cancel", "escape", "Cancel", "Away, with nothing changed.", "prompt", "App", footer=30),
    Command("palette", "ctrl+p,colon", "Commands", "Every command by name.", "app", "App", keycap="ctrl+p :"),
    Command("help", "question_mark,f1", "Help", "The keys of what has the focus, and all others.", "app", "App", footer=110, keycap="?"),
    Command("theme", "ctrl+t", "Dark or light", "Switch between the dark, light and high-contrast themes.", "app", "App"),
    Command("back", "q", "Back, quit", "Back to where you came from; from the list, out. Decisions are already saved.", "app", "App", footer=120),
    Command("leave", "ctrl+q", "Quit", "Out at once. Decisions are already saved.", "app", "App"),
)  # fmt: skip


def commands(*where: Where) -> Iterator[Command]:
    """The commands that have their key there, in the table's order."""
    return (command for command in COMMANDS if command.where in where)


def bindings(*where: Where) -> list[Binding]:
    """The same as Textual bindings."""
    return [command.binding for command in commands(*where)]
