"""The problems screen: everything that is wrong with the files, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.errors import Problem
from icp_tui.tui.commands import bindings
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.hanging import Hanging
from icp_tui.tui.widgets.key_footer import KeyFooter

# Nobody mends more at a time; those after them are counted.
MOST = 300
# A message may quote a whole cell.
_LONGEST = 2_000


class ProblemsScreen(Screen[str | None]):
    """Problems, numbered, each with its place and its mend; gives `reload` to try again, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("problems")]

    def __init__(self, problems: Sequence[Problem], title: str) -> None:
        super().__init__()
        self._problems = tuple(problems)
        self._heading = title

    def compose(self) -> ComposeResult:
        """The title, what to do, the problems, the keys."""
        yield Static(plain(self._heading), classes="screen-title")
        yield Static(plain(self._advice()), classes="screen-about")
        with VerticalScroll(classes="problem-list") as scroll:
            scroll.can_focus = True
            yield Static(Hanging(self._told()))
        yield KeyFooter("problems", "app")

    def on_mount(self) -> None:
        """The arrow keys scroll at once."""
        self.query_one(".problem-list").focus()

    def action_reload(self) -> None:
        """Try again."""
        self.dismiss("reload")

    def action_close(self) -> None:
        """Back, without trying again."""
        self.dismiss(None)

    def _advice(self) -> str:
        count = len(self._problems)
        if not count:
            return "No problems. Press r to go on, Esc to go back."
        said = "1 problem." if count == 1 else f"{count:,} problems."
        files = {problem.path for problem in self._problems} - {None}
        where = "the file" if len(files) == 1 else "the files" if files else "it"
        return f"{said} Mend {where} in any editor, then press r."

    def _told(self) -> Iterator[tuple[Content, Content]]:
        shown = self._problems[:MOST]
        wide = len(f"{len(shown):,}") + 2
        for number, problem in enumerate(shown, 1):
            if number > 1:
                yield Content(), Content()
            yield plain(f"{number:,}".rjust(wide - 1) + " ", "dim"), _told(problem)
        if len(self._problems) > MOST:
            yield Content(), Content()
            more = f"And {len(self._problems) - MOST:,} more. Mend these first: others often go with them."
            yield plain(" " * wide), plain(more)


def _told(problem: Problem) -> Content:
    """The place, the message and the mend, each on a line of its own."""
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part is not None)
    if problem.path is None and problem.line is not None:
        place = f"line {problem.line}"
    parts = [plain(clipped(problem.message, _LONGEST), "bold")]
    if place:
        parts.insert(0, plain(clipped(place, _LONGEST), "dim"))
    if problem.hint:
        parts.append(plain("→ " + clipped(problem.hint, _LONGEST)))
    return Content("\n").join(parts)
