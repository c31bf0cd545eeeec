"""One command of the app: what it runs, its keys, and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

# What has the key: a widget, a screen, or the whole app.
Where = Literal[
    "app", "table", "workbench", "tune", "detail", "account", "start", "open_list", "new_profile", "from_list", "load", "loaded", "report",
    "headers", "rejected", "picker", "problems", "export", "duplicates", "ledger", "insights", "prompt", "assign", "place", "kills", "near_misses", "new_rule",
    "columns", "compare", "lists", "presets",
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
    "delete": "Del", "left_square_bracket": "[", "right_square_bracket": "]", "less_than_sign": "<",
    "greater_than_sign": ">", "ampersand": "&",
}  # fmt: skip
