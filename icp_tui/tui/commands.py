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
    "app", "table", "workbench", "tune", "detail", "account", "start", "open_list", "new_profile", "load", "loaded", "report",
    "headers", "rejected", "picker", "problems", "export", "duplicates", "insights", "prompt", "assign", "place",
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
    "slash": "/", "asterisk": "*", "colon": ":", "f1": "F1", "f2": "F2", "f3": "F3", "f5": "F5", "exclamation_mark": "!",
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
    Command("insights", "i", "Insights", "The list as a whole: scores, tiers by industry or owner, what each criterion decides, coverage, progress.", "workbench", "List", footer=80),
    Command("duplicates", "D", "Possible duplicates", "Accounts that may be one company: join them, or say that they are two.", "workbench", "List"),
    Command("assign", "A", "Assign", "Spread the accounts of the tiers that nobody owns over the reps.", "workbench", "Decide", footer=80),
    Command("place", "P", "Place", "Where would an account stand that is not on the list? Type its domain or a few facts.", "workbench", "Look", footer=82),
    Command("tune", "w", "Tune", "Turn weights, lines and capacities while the list answers; save them as a new version.", "workbench", "List", footer=63),
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
    Command("more", "f3", "Suppression lists, signals", "Add lists of companies to leave out, and files that add intent or funding to the accounts.", "open_list", "List"),
    Command("remove", "delete", "Remove file", "Take the highlighted file off the list of files.", "open_list", "List"),
    Command("cancel", "escape", "Cancel", "Back, and nothing is opened.", "open_list", "App", footer=3),
    Command("accept", "ctrl+s", "Make it", "Make the profile that the form says.", "new_profile", "List", footer=1, keycap="Enter"),
    Command("cancel", "escape", "Back", "Back to the start screen.", "new_profile", "App", footer=3),
    Command("go_on", "enter", "To the list", "On to the list.", "loaded", "List", footer=1),
    Command("cancel", "escape,q", "Cancel", "Stop reading; the list is not opened.", "load", "App", footer=2, keycap="Esc"),
    Command("move(-1)", "up,k", "Up", "To the header before, or one line up.", "headers", "Move"),
    Command("move(1)", "down,j", "Down", "To the next header, or one line down.", "headers", "Move", footer=50, keycap="j/k ↓ ↑"),
    Command("page(-1)", "pageup", "Page up", "A screenful up.", "headers", "Move"),
    Command("page(1)", "pagedown,space", "Page down", "A screenful down.", "headers", "Move"),
    Command("top", "g,home", "Top", "To the top of the report.", "headers", "Move"),
    Command("bottom", "G,end", "Bottom", "To the last header.", "headers", "Move"),
    Command("mend", "enter", "Change", "Change what the header is understood as, the order of its dates, or the tool that the file comes from.", "headers", "Decide", footer=5),
    Command("read_again", "r", "Read again", "Read the list again as you chose; files with these headers will always be read so.", "headers", "List", footer=6),
    Command("rejected", "x", "Rejected rows", "All rows that no account was made of, with the reason.", "headers", "Look", footer=20),
    Command("forget", "F", "Forget changes", "Forget what you changed before for files with these headers, and read the list as it is found.", "headers", "List", footer=30),
    Command("move(-1)", "up,k", "Up", "One row up.", "rejected", "Move"),
    Command("move(1)", "down,j", "Down", "One row down.", "rejected", "Move", footer=10, keycap="j/k ↓ ↑"),
    Command("page(-1)", "pageup", "Page up", "A screenful up.", "rejected", "Move"),
    Command("page(1)", "pagedown,space", "Page down", "A screenful down.", "rejected", "Move"),
    Command("top", "g,home", "First", "To the first rejected row.", "rejected", "Move"),
    Command("bottom", "G,end", "Last", "To the last rejected row.", "rejected", "Move"),
    Command("close", "escape,q,enter,x", "Back", "Back to the report.", "rejected", "App", footer=20, keycap="Esc"),
    Command("move(1)", "down", "Down", "To the next choice.", "picker", "Move", footer=20, keycap="↓ ↑"),
    Command("move(-1)", "up", "Up", "To the choice before.", "picker", "Move"),
    Command("accept", "enter", "Choose", "Take the choice.", "picker", "App", footer=10),
    Command("cancel", "escape", "Cancel", "Away, with nothing changed.", "picker", "App", footer=30),
    Command("reload", "r,f5", "Try again", "Read the files again, once you have mended them.", "problems", "List", footer=1, keycap="r F5"),
    Command("close", "escape,q", "Back", "Back without trying again.", "problems", "App"),
    Command("close", "escape,q,enter,L", "Back", "Back to the list.", "report", "App"),
    Command("write", "enter,e", "Write the files", "Write all files into the folder; a list that is there is replaced only when you say so.", "export", "List", footer=10, keycap="Enter"),
    Command("folder", "f", "Folder", "Type where the files go.", "export", "List", footer=20),
    Command("choose", "o", "Choose", "Choose the folder that the new folder goes into.", "export", "List", footer=30),
    Command("copy_path", "y", "Copy path", "Copy the folder's path.", "export", "List", footer=40),
    Command("close", "escape,q", "Close", "Back to the list; while files are written, stop writing.", "export", "List"),
    Command("move(-1)", "up,k", "Up", "One number up.", "tune", "Move"),
    Command("move(1)", "down,j", "Down", "One number down.", "tune", "Move", footer=50, keycap="j/k ↓ ↑"),
    Command("group(-1)", "pageup,left_square_bracket", "Group up", "To the group of numbers before.", "tune", "Move"),
    Command("group(1)", "pagedown,right_square_bracket", "Group down", "To the next group: tiers, limits, the levels of a criterion.", "tune", "Move", footer=90, keycap="PgDn ]"),
    Command("top", "g,home", "First", "To the first number.", "tune", "Move"),
    Command("bottom", "G,end", "Last", "To the last number.", "tune", "Move"),
    Command("turn(1)", "right,l", "Turn up", "Turn the number up by a step; the list answers at once.", "tune", "Decide", footer=10, keycap="← →"),
    Command("turn(-1)", "left,h", "Turn down", "Turn the number down by a step.", "tune", "Decide"),
    Command("turn(10)", "shift+right,L", "Ten steps up", "Turn the number up by ten steps.", "tune", "Decide"),
    Command("turn(-10)", "shift+left,H", "Ten steps down", "Turn the number down by ten steps.", "tune", "Decide"),
    Command("type", "enter", "Type", "Type the number.", "tune", "Decide", footer=30),
    Command("one_back", "0", "As saved", "The number as it is in the saved profile.", "tune", "Decide", footer=40),
    Command("all_back", "U", "All as saved", "Every number as it is in the saved profile; u brings your changes again.", "tune", "Decide", footer=70),
    Command("undo", "u", "Undo", "Take back the last turn.", "tune", "Decide", footer=60),
    Command("bucket", "b,tab", "Next bucket", "Who comes into the next bucket and drops out of it, and how it spreads.", "tune", "Look", footer=45),
    Command("column", "x", "Spread by", "Spread the bucket over the next column: industry, country, owner, size.", "tune", "Look", footer=55),
    Command("compare", "c", "Compare", "All that is not as saved, and everybody whom it moves.", "tune", "Look", footer=35),
    Command("half", "o", "Other half", "In a narrow window: from the numbers to what they do, and back.", "tune", "Look"),
    Command("save", "s", "Save", "Save as a new version of the YAML file; comments and order stay.", "tune", "List", footer=20),
    Command("edit", "E", "Edit YAML", "Open the profile's file in your editor ($VISUAL or $EDITOR), and read it again afterwards.", "tune", "List", footer=80),
    Command("close", "escape,q", "Back", "Back to the list, which stays as tuned; what is not saved is kept for you.", "tune", "App", footer=120),
    Command("move(-1)", "up,k", "Up", "One pair up.", "duplicates", "Move"),
    Command("move(1)", "down,j", "Down", "One pair down.", "duplicates", "Move", footer=40, keycap="j/k ↓ ↑"),
    Command("page(-1)", "pageup", "Page up", "A screenful up.", "duplicates", "Move"),
    Command("page(1)", "pagedown", "Page down", "A screenful down.", "duplicates", "Move"),
    Command("top", "g,home", "First", "To the first pair.", "duplicates", "Move"),
    Command("bottom", "G,end", "Last", "To the last pair.", "duplicates", "Move"),
    Command("settle(1)", "s", "Same company", "The two are one company: they become one account when you go back.", "duplicates", "Decide", footer=10),
    Command("settle(0)", "d", "Different", "The two are different companies, and are not asked about again.", "duplicates", "Decide", footer=20),
    Command("undo", "u", "Undo", "Take back the last answer.", "duplicates", "Decide", footer=30),
    Command("close", "escape,q", "Back", "Back to the list, where the accounts are joined then.", "duplicates", "List", footer=120),
    Command("rep(1)", "right,l,tab", "Next rep", "The accounts of the next rep.", "assign", "Look", footer=20, keycap="← →"),
    Command("rep(-1)", "left,h,shift+tab", "Previous rep", "The accounts of the rep before.", "assign", "Look"),
    Command("move(-1)", "up,k", "Up", "One account up.", "assign", "Move"),
    Command("move(1)", "down,j", "Down", "One account down.", "assign", "Move", footer=50, keycap="j/k ↓ ↑"),
    Command("page(-1)", "pageup", "Page up", "A screenful up.", "assign", "Move"),
    Command("page(1)", "pagedown", "Page down", "A screenful down.", "assign", "Move"),
    Command("top", "g,home", "First", "To the first account.", "assign", "Move"),
    Command("bottom", "G,end", "Last", "To the last account.", "assign", "Move"),
    Command("apply", "enter", "Assign", "Give the accounts to the reps as shown; u in the list takes all back in one step.", "assign", "Decide", footer=10),
    Command("tiers", "t", "Tiers", "The first tier only, the first two, and so on, then all tiers.", "assign", "Look", footer=30),
    Command("evenly", "e", "Evenly over owners", "Spread over the owners on the list instead of the profile's reps, or back.", "assign", "Look", footer=40),
    Command("close", "escape,q", "Back", "Back to the list, with nobody assigned.", "assign", "List", footer=120),
    Command("show", "enter", "Show accounts", "The accounts of the bar, cell or line under the cursor, in the list.", "insights", "Find", footer=10),
    Command("show_page(1)", "1", "Page 1", "The first page; 2 to 6 the others.", "insights", "Look", footer=20, keycap="1-6"),
    *(Command(f"show_page({n})", str(n), f"Page {n}", f"Page {n}.", "insights", "Look") for n in range(2, 7)),
    Command("turn(1)", "tab", "Next page", "To the page after this one.", "insights", "Look", footer=50),
    Command("turn(-1)", "shift+tab", "Previous page", "To the page before this one.", "insights", "Look"),
    Command("across", "x", "By another column", "The buckets by industry, country, owner, company size or source, in turn.", "insights", "Look", footer=30),
    Command("move(-1)", "up,k", "Up", "One line up.", "insights", "Move"),
    Command("move(1)", "down,j", "Down", "One line down.", "insights", "Move", footer=40, keycap="j/k ↓ ↑"),
    Command("aside(-1)", "left,h", "Left", "The bar, cell or page on the left.", "insights", "Move"),
    Command("aside(1)", "right,l", "Right", "The bar, cell or page on the right.", "insights", "Move"),
    Command("page(-1)", "pageup", "Page up", "A screenful up.", "insights", "Move"),
    Command("page(1)", "pagedown", "Page down", "A screenful down.", "insights", "Move"),
    Command("end(0)", "g,home", "First", "To the first bar, row or line.", "insights", "Move"),
    Command("end(1)", "G,end", "Last", "To the last bar, row or line.", "insights", "Move"),
    Command("close", "escape,q,i", "Back", "Back to the list.", "insights", "List", footer=120, keycap="Esc"),
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
