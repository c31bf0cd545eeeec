"""The end of the process: soon, whatever its threads and its terminal are busy with."""

from __future__ import annotations

import atexit
import os
import threading
import time

from icp_tui.tui import tty

# Seconds for the app to close its screens, and then for threads to get to their next step: a load or an
# export that is stopped cleans up there. Both together are well under what a system allows when it shuts down.
_CLOSING = 2.8
_THREADS = 2.0


def end_for_sure(code: int, seconds: float = _CLOSING) -> None:
    """End the process with `code` when it has not ended by itself by then."""

    def end() -> None:
        time.sleep(seconds)
        tty.restore()
        _end(code)

    threading.Thread(target=end, name="ending", daemon=True).start()


def leave_threads(code: int, seconds: float = _THREADS) -> None:
    """Give the threads that are left so long to end, then end the process with `code`.

    Nothing is lost: a decision is on disk or was never acknowledged, and what an export leaves behind
    is swept by the next one.
    """
    end = time.monotonic() + seconds
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join(max(0.0, end - time.monotonic()))
            if thread.is_alive():
                _end(code)


def _end(code: int) -> None:
    # Temporary folders go now; threads are not waited for.
    atexit._run_exitfuncs()  # noqa: SLF001
    os._exit(code)
