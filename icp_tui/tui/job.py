"""Work in the review's thread, as screens are given it."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

# Runs what it is given in the thread of the review that a screen shows, and gives what comes of it.
Job: TypeAlias = Callable[[Callable[[], Any]], Awaitable[Any]]
