"""The footer: the keys that matter most where the person is, from the command table, on one line."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget

from icp_tui.tui import palette
from icp_tui.tui.commands import Command, Where, commands

_GAP = 2
# Whatever the width: how to learn the others, and the way out.
_ALWAYS = ("help", "back", "close", "cancel")


class KeyFooter(Widget):
    """As many commands as fit, those with the lowest `footer` first; a click runs one."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-footer--key", "key-footer--word"}

    def __init__(self, *where: Where, without: Collection[str] = ()) -> None:
        """Commands of these places; `without` are actions, with or without arguments, that do nothing here."""
        super().__init__()
        self._where = where
        self._without = frozenset(without)

    def show(self, *where: Where, without: Collection[str] = ()) -> None:
        """Show the keys of these places instead."""
        if (where, frozenset(without)) != (self._where, self._without):
            self._where, self._without = where, frozenset(without)
            self.refresh()

    def render(self) -> Content:
        """The line."""
        key, word = (self.get_visual_style(f"key-footer--{part}", partial=True) for part in ("key", "word"))
        pieces: list[Content] = []
        for command in self._fitting():
            cap, said = label(command)
            pieces.append(Content.assemble((cap, key), (f" {said}", word)))
        return Content(" ") + Content(" " * _GAP).join(pieces)

    def on_click(self, event: events.Click) -> None:
        """Run the command that was clicked."""
        event.stop()
        start = 1
        for command in self._fitting():
            end = start + _width(command)
            if start <= event.x < end:
                self.app.call_later(palette.run, self.screen, command)
                return
            start = end + _GAP


    def _fitting(self) -> list[Command]:
        return fitting(self._where, self.size.width, self._without)


def fitting(where: Sequence[Where], width: int, without: Collection[str] = ()) -> list[Command]:
    """The commands that fit a line of this width, in the order of the table, save those in `without`.

    The lower its `footer`, the longer a command stays; help and the way out are always there.
    """
    wanted = [one for one in commands(*where) if one.footer > 0 and one.action.split("(")[0] not in without]
    taken = {one for one in wanted if one.action in _ALWAYS}
    left = width - 1 + _GAP - sum(_width(one) + _GAP for one in taken)
    for command in sorted(wanted, key=lambda one: one.footer):
        if command in taken:
            continue
        left -= _width(command) + _GAP
        # What is too long ends the line: a shorter, lesser command in its place would look arbitrary.
        if left < 0:
            break
        taken.add(command)
    return [one for one in wanted if one in taken]


def label(command: Command) -> tuple[str, str]:
    """The key and the word for it, as short as can be: `a b c`, `pin`."""
    # One of the keys that move stands for all of them.
    walks = command.action.startswith(("move(", "line("))
    said = "move" if walks else re.split(r",| to | \d", command.says)[0].lower()
    return command.shown, said


def _width(command: Command) -> int:
    cap, said = label(command)
    return Content(f"{cap} {said}").cell_length
