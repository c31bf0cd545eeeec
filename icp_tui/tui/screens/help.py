"""Help: the keys of what has the focus, then those of the list, then the words of the app."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, get_args

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from icp_tui.tui import commands
from icp_tui.tui.commands import Command, Group, Where
from icp_tui.tui.glossary import FILTERS, WORDS
from icp_tui.tui.palette import keys
from icp_tui.tui.text import plain, safe
from icp_tui.tui.wrapping import cell, hanging

# From this many cells on there are two columns.
_TWO = 100
_GAP = 3


@dataclass(frozen=True)
class Section:
    """A heading and its entries: what stands at the left, and what is said about it."""

    title: str
    entries: Sequence[tuple[str, str]]

    def drawn(self, width: int) -> Content:
        """The section in `width` cells."""
        left = min(max(Content(key).cell_length for key, _ in self.entries) + 2, max(14, width // 3))
        return Content("\n").join([
            plain(self.title, "bold $text-primary"),
            *(hanging(cell(key, left, "bold") if Content(key).cell_length < left else plain(f"{key}  ", "bold"), said, width)
              for key, said in self.entries),
        ])  # fmt: skip


def sections(where: Sequence[Where], about: str) -> list[Section]:
    """The keys of what has the focus, those of the list and the app, filters and words; each screen has its own help."""
    made = [Section(about, _entries(one for one in commands.COMMANDS if one.where in where))]
    home = [one for one in commands.COMMANDS if one.where in {*_HOME, "app"} and one.where not in where]
    made += [Section(_TITLES[group], _entries(one for one in home if one.group == group)) for group in get_args(Group)]
    made += [Section("What a filter can be", FILTERS), Section("Words", WORDS)]
    return [section for section in made if section.entries]


def _entries(given: Iterable[Command]) -> list[tuple[str, str]]:
    """A line per command; those that a range such as 1-9 covers are not listed one by one."""
    some, lines = list(given), []
    ranges = {_name(command): command for command in some if "-" in command.keycap}
    for command in some:
        covering = ranges.get(_name(command), command)
        if covering is command:
            lines.append((command.keycap if "-" in command.keycap else keys(command), command.help))
        elif command.keys not in map(str, range(1, 10)):
            lines.append((keys(command), command.help))
    return lines


def _name(command: Command) -> str:
    return command.action.partition("(")[0]


_TITLES: dict[Group, str] = {
    "Move": "Moving about",
    "Look": "Looking",
    "Find": "Finding",
    "Decide": "Deciding",
    "List": "The list and its files",
    "App": "The app",
}
# The list is where people are.
_HOME: tuple[Where, ...] = ("table", "workbench", "detail")


class HelpScreen(ModalScreen[None]):
    """`about` names what has the focus, such as `The account list`; `where` is where its keys are."""

    AUTO_FOCUS = ".help-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Close"),
        Binding("j", "scroll(1)", "Down"),
        Binding("k", "scroll(-1)", "Up"),
        Binding("space", "page", "Page down"),
    ]

    def __init__(self, where: Sequence[Where], about: str) -> None:
        super().__init__()
        self._sections = sections(where, safe(about))

    def compose(self) -> ComposeResult:
        """The text in one or two columns."""
        with Vertical(classes="help"):
            yield Static("Help", classes="dialog-title", markup=False)
            with VerticalScroll(classes="help-text"), Horizontal(classes="help-columns"):
                yield Static(markup=False)
                yield Static(markup=False)
            yield Static("↓ ↑ PgDn PgUp scroll   Esc or q closes", classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """Draw once the width is known."""
        self.call_after_refresh(self._draw)

    def on_resize(self, _: events.Resize) -> None:
        """Draw anew for the new width."""
        self.call_after_refresh(self._draw)

    def action_close(self) -> None:
        """Away."""
        self.dismiss(None)

    def action_scroll(self, step: int) -> None:
        """A line on or back."""
        self.query_one(".help-text", VerticalScroll).scroll_relative(y=step, animate=False)

    def action_page(self) -> None:
        """A screenful on."""
        self.query_one(".help-text", VerticalScroll).scroll_page_down(animate=False)

    def _draw(self) -> None:
        width = self.query_one(".help-text", VerticalScroll).scrollable_content_region.width
        left, right = self.query(".help-columns > Static").results(Static)
        right.display = width >= _TWO
        if width < _TWO:
            left.styles.width = width
            left.update(_stacked(self._sections, width))
            return
        each = (width - _GAP) // 2
        left.styles.width, right.styles.width = each + _GAP, each
        first, second = _halves(self._sections, each)
        left.update(_stacked(first, each))
        right.update(_stacked(second, each))


def _stacked(some: Sequence[Section], width: int) -> Content:
    return Content("\n\n").join(section.drawn(max(20, width)) for section in some)


def _halves(some: Sequence[Section], width: int) -> tuple[Sequence[Section], Sequence[Section]]:
    """The sections in two columns of about the same height, in their order."""
    heights = [section.drawn(width).plain.count("\n") + 2 for section in some]
    split = min(range(1, len(some)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    return some[:split], some[split:]
