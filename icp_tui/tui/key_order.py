"""Keys one after the other: each goes to what is on the screen once the key before it has been acted upon.

Textual hands keys out as they come: a text field takes letters at once, but its Backspace and Enter go a longer
way, and a screen that a key opens is not there yet when the next key comes. Over a slow line, where many keys
come in one piece, the letters of a note would be commands in the list below.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import suppress
from typing import Any, Final

from textual.app import App
from textual.events import Event, InputEvent, Key, MouseUp, Paste
from textual.worker import Worker

# The name of a worker that opens a screen, or ends what a key began: what is typed meanwhile is for what comes then.
AWAITED: Final = "awaited"
# Seconds after which keys go on, whatever the one before is about, and between looks.
_LONGEST = 3.0
_LOOK = 0.01
# The way out waits for what was pressed before it, lest a decision be lost, but no longer than this.
_OUT: Final = "ctrl+q"
_PATIENCE = 1.0
# What a key does may be a message, to which somebody answers with another.
_ROUNDS = 3


class _Passed(Event, bubble=True):
    """Goes the way of a key, behind it: when it has arrived at the app, the key has been acted upon."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = asyncio.Event()


class KeyOrder:
    """Holds keys, clicks and pasted text of `app` back while the one before is under way."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._held: deque[Event] = deque()
        self._busy = False
        self._let_go: Event | None = None
        self._now: Event | None = None
        self._task: asyncio.Task[None] | None = None
        self._leaving = False
        self._stack = 0
        self._workers: set[Worker[Any]] = set()

    def holds(self, event: Event) -> bool:
        """Whether `event` must wait; it then comes again by itself. To be asked before the app handles an event."""
        if isinstance(event, _Passed):
            event.arrived.set()
            return True
        if not isinstance(event, InputEvent | Paste) or event.is_forwarded:
            return False
        if self._busy and event is not self._let_go:
            if isinstance(event, Key) and event.key == _OUT:
                if self._leaving:
                    return False
                self._leaving = True
                asyncio.get_running_loop().call_later(_PATIENCE, self._out)
            self._held.append(event)
            return True
        # A key that has gone its way comes back to the app, and then is not handed out again.
        self._now = event
        self._stack, self._workers = len(self._app.screen_stack), set(self._app.workers)
        return False

    def handed_out(self, event: Event) -> None:
        """Hold the others until this one has been acted upon. To be told after the app has handled an event."""
        if event is not self._now:
            return
        self._now = None
        if self._let_go is not None or isinstance(event, Key | MouseUp | Paste):
            self._busy, self._let_go = True, None
            self._task = asyncio.create_task(self._follow())

    def _out(self) -> None:
        self._app.call_later(self._app.run_action, "leave")

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
        # Who has left its screen need not wait for it.
        while sent and time.monotonic() < end and screen in self._app.screen_stack:
            with suppress(TimeoutError):
                await asyncio.wait_for(passed.arrived.wait(), _LOOK)
                break

    async def _opened(self, end: float) -> None:
        """Until the screen that it opens is there, and has its focus."""
        while time.monotonic() < end and len(self._app.screen_stack) == self._stack:
            if not any(one.name == AWAITED and not one.is_finished for one in set(self._app.workers) - self._workers):
                break
            await asyncio.sleep(_LOOK)
        while time.monotonic() < end and self._app.screen.is_attached and not self._app.screen.stack_updates:  # noqa: ASYNC110  Textual tells nobody
            await asyncio.sleep(_LOOK)
