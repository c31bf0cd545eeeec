"""A run of the app in a real terminal: signals, bugs in threads, and an end that waits for nobody."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

from icp_tui.tui import crash, tty
from icp_tui.tui.ending import end_for_sure, leave_threads

if TYPE_CHECKING:
    from icp_tui.tui.app import IcpApp

_Made = TypeVar("_Made")

# What shells use for a process that a signal ended: 128 and the signal's number.
_SIGNALLED = 128
# Not all of them exist everywhere.
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


def run(app: IcpApp) -> int:
    """Run `app` until it is left; its exit code. The terminal is then as it was."""
    loop = _Loop()
    threads = ThreadPoolExecutor(thread_name_prefix="work")
    loop.set_default_executor(threads)
    loop.set_exception_handler(lambda _, told: _unheard(app, told))
    try:
        with tty.drawn_in(), _signals(app, loop), _thread_bugs(app, loop):
            app.run(loop=loop)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        loop.close()
    code = app.return_code or 0
    leave_threads(code)
    return code


class _Loop(asyncio.SelectorEventLoop):
    """A loop whose threads fail with what everybody handles: Polars' own bugs are no Exceptions and would be lost."""

    def run_in_executor(  # type: ignore[override]  # the same, said with the type variables of today
        self, executor: Executor | None, func: Callable[..., _Made], *told: Any
    ) -> asyncio.Future[_Made]:
        """As ever, but for the kind of error."""

        def plain() -> _Made:
            try:
                return func(*told)
            except Exception:
                raise
            except BaseException as error:
                raise RuntimeError("a library failed") from error

        return super().run_in_executor(executor, plain)


@contextmanager
def _signals(app: IcpApp, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """A closed window or a polite kill ends the app like q does."""

    def caught(number: int, frame: FrameType | None) -> None:
        del frame
        # Python runs this between any two steps, so also while the app waits for a terminal that hangs.
        end_for_sure(_SIGNALLED + number)
        if tty.hung_up():
            tty.let_go()
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(app.end, _SIGNALLED + number)

    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, caught) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _thread_bugs(app: IcpApp, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """A thread of its own that fails takes the app with it, and says nothing of its data."""

    def failed(told: threading.ExceptHookArgs) -> None:
        error = told.exc_value
        if isinstance(error, OSError) and tty.hung_up():
            tty.let_go()
            _soon(loop, app.end, _SIGNALLED + getattr(signal, "SIGHUP", 1))
        elif isinstance(error, BaseException):
            _soon(loop, app.bug, error)

    before, threading.excepthook = threading.excepthook, failed
    try:
        yield
    finally:
        threading.excepthook = before


def _soon(loop: asyncio.AbstractEventLoop, what: Any, *told: object) -> None:
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(what, *told)


def _unheard(app: IcpApp, told: dict[str, Any]) -> None:
    """An error that nobody waited for: usually of work whose screen has gone, which is worth a log only."""
    error = told.get("exception")
    if isinstance(error, Exception):
        crash.write_log(error)
    elif isinstance(error, BaseException):
        # Polars' own bugs are no Exceptions, and pass by all who handle those.
        app.bug(error)
