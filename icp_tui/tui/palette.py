"""The command palette: every command of the table by name, run where it has its key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import cache, partial

from textual.actions import parse
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen

from icp_tui.tui import commands
from icp_tui.tui.commands import Command

# Commands are offered in this order while nothing is typed.
_GROUPS = ("Decide", "Find", "List", "Look", "App", "Move")
# Cells for the name, so that the keys stand below each other.
_NAME = 24
# A name that matches comes before a sentence that does.
_BY_NAME, _BY_KEY, _BY_SENTENCE = 1000.0, 500.0, 1.0


def node_of(screen: Screen[object], command: Command) -> DOMNode | None:
    """Who runs the command on this screen: what has the focus or holds it, any other widget, the app.

    None when nobody has it, or when it makes no sense at this moment (`check_action`).
    """
    focused = list(screen.focused.ancestors_with_self) if screen.focused else []
    _, name, arguments = parse(command.action)
    for node in (*focused, screen, *screen.walk_children(), screen.app):
        if command.binding.id in _bound(type(node)) and node.check_action(name, arguments):
            return node
    return None


async def run(screen: Screen[object], command: Command) -> bool:
    """Run the command's action on this screen; False when it is not available there."""
    node = node_of(screen, command)
    return node is not None and await screen.app.run_action(_bound(type(node))[command.binding.id or ""], node)


@cache
def _bound(kind: type[DOMNode]) -> dict[str, str]:
    """The ids of the keys that a class binds itself or inherits, with the action of each."""
    bound = [one for base in reversed(kind.__mro__) for one in vars(base).get("BINDINGS", ())]
    return {one.id: one.action for one in bound if isinstance(one, Binding) and one.id}


def keys(command: Command) -> str:
    """All keys of the command itself; its `keycap` may stand for its neighbours too."""
    return replace(command, keycap="").shown


class Commands(Provider):
    """The commands that can be run on the screen below, and the themes."""

    async def discover(self) -> Hits:
        """Every command that can be run here, what decides first."""
        for command in sorted(self._offered(), key=lambda one: _GROUPS.index(one.group)):
            yield DiscoveryHit(_line(Content(command.says), command), self._running(command), command.says, command.help)

    async def search(self, query: str) -> Hits:
        """Commands whose name, keys or sentence match what was typed."""
        matcher = self.matcher(query)
        words = query.casefold().split()
        for command in self._offered():
            score = matcher.match(command.says)
            shown = matcher.highlight(command.says)
            if score > 0:
                score += _BY_NAME
            elif query in keys(command).split():
                score = _BY_KEY
            elif all(word in f"{command.help} {command.group}".casefold() for word in words):
                score = _BY_SENTENCE
            if score > 0:
                yield Hit(score, _line(shown, command), self._running(command), command.says, command.help)
        for name in sorted(self.app.available_themes):
            said = f"Theme: {name}"
            # Not fuzzy: `pin` would find rose-pine. The terminal's own colours have no tints for the buckets.
            named = any(one.casefold().startswith(query.casefold()) for one in (said, name))
            if named and "ansi" not in name:
                yield Hit(_BY_SENTENCE, Content(said), partial(self._wear, name), said, "Change the colours.")

    def _offered(self) -> Iterator[Command]:
        for command in commands.COMMANDS:
            if command.action != "palette" and node_of(self.screen, command) is not None:
                yield command

    def _running(self, command: Command) -> Callable[[], Awaitable[bool]]:
        return partial(run, self.screen, command)

    def _wear(self, theme: str) -> None:
        self.app.theme = theme


class Palette(CommandPalette):
    """The palette over a screen; Esc closes it."""

    def __init__(self) -> None:
        super().__init__([Commands], placeholder="What do you want to do? Type a word, Enter runs it")

    def on_mount(self) -> None:
        """Textual's own icon is an emoji, which some terminals draw too wide."""
        self.query_one(SearchIcon).icon = ">"


def _line(name: Content, command: Command) -> Content:
    """The name and the keys of a command."""
    gap = max(2, _NAME - name.cell_length)
    return Content.assemble(name.pad_right(gap), (keys(command), "$foreground-muted not bold"))
