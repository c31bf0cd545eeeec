"""Keys one after the other: each goes to what is on the screen once the key before it has been acted upon.

Textual hands keys out as they come: a text field takes letters at once, but its Backspace and Enter go a longer
way, and a screen that a key opens is not there yet when the next key comes. Over a slow line, where many keys
come in one piece, the letters of a note would be commands in the list below.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Any, Final

from textual.app import App
from textual.events import Event, InputEvent, Key, MouseUp, Paste
from textual.worker import Worker

# The name of a worker that opens a screen: what is typed meanwhile is for that screen.
OPENS: Final = "opens a screen"
# Seconds after which keys go on, whatever the one before is about, and between looks.
_LONGEST = 3.0
_LOOK = 0.005
# The way out waits for nothing.
_AT_ONCE = {"ctrl+q", "ctrl+c"}
# A key has an effect, which is a message of its own; so twice.
_ROUNDS = 2


class _Passed(Event, bubble=True):
    """Goes the way of a key, behind it: when it has arrived at the app, the key has been acted upon."""

    arrived = False


class KeyOrder:
    """Holds keys, clicks and pasted text of `app` back while the one before is under way."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._held: deque[Event] = deque()
        self._busy = False
        self._let_go: Event | None = None
        self._task: asyncio.Task[None] | None = None
        self._stack = 0
        self._workers: set[Worker[Any]] = set()

    def holds(self, event: Event) -> bool:
        """Whether `event` must wait; it then comes again by itself. To be asked before the app handles an event."""
        if isinstance(event, _Passed):
            event.arrived = True
            return True
        if not isinstance(event, InputEvent | Paste) or event.is_forwarded:
            return False
        if isinstance(event, Key) and event.key in _AT_ONCE:
            return False
        if self._busy and event is not self._let_go:
            self._held.append(event)
            return True
        self._stack, self._workers = len(self._app.screen_stack), set(self._app.workers)
        return False

    def handed_out(self, event: Event) -> None:
        """Hold the others until this one has been acted upon. To be told after the app has handled an event."""
        if event is self._let_go or (
            not self._busy and isinstance(event, Key | MouseUp | Paste) and not (isinstance(event, Key) and event.key in _AT_ONCE)
        ):
            self._busy, self._let_go = True, None
            self._task = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        try:
            end = time.monotonic() + _LONGEST
            for _ in range(_ROUNDS):
                await self._acted(end)
            await self._opened(end)
        finally:
            self._busy = bool(self._held)
            if self._held:
                self._let_go = self._held.popleft()
                self._app.post_message(self._let_go)

    async def _acted(self, end: float) -> None:
        """Until the last key has been acted upon."""
        screen = self._app.screen
        passed = _Passed()
        sent = (screen.focused or screen).post_message(passed)
        while sent and not passed.arrived and time.monotonic() < end:
            # Who has left its screen need not wait for it.
            if screen not in self._app.screen_stack:
                break
            await asyncio.sleep(0)

    async def _opened(self, end: float) -> None:
        """Until the screen that it opens is there, and has its focus."""
        while time.monotonic() < end and len(self._app.screen_stack) == self._stack:
            if not any(one.name == OPENS and not one.is_finished for one in set(self._app.workers) - self._workers):
                break
            await asyncio.sleep(_LOOK)
        while time.monotonic() < end and self._app.screen.is_attached and not self._app.screen.stack_updates:
            await asyncio.sleep(_LOOK)
