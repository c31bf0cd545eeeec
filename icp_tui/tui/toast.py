"""Short messages over the screen: whole, whatever their length, and drawn with markup off."""

from __future__ import annotations

from typing import Any, Literal

from textual.app import App

from icp_tui.tui.text import safe

Severity = Literal["information", "warning", "error"]

# Seconds for any message, and what a reader takes in per second.
_LEAST = 4.0
_READ = 18
# A message that would take more than this share of the screen gets a screen of its own.
_SHARE = 0.5


def toast(app: App[Any], text: str, severity: Severity = "information") -> None:
    """Say `text` at the bottom of the screen, for as long as reading it takes.

    A new message takes the place of the ones before it, but never of a warning or an error. What is
    too long to read in passing is shown as a notice that stays until it is closed.
    """
    said = "\n".join(safe(line) for line in text.splitlines())
    if not said.strip():
        return
    if _area(said, app) > _SHARE * app.size.area and app.size.area:
        from icp_tui.tui.screens.prompt import Notice  # noqa: PLC0415  only the longest need it

        app.push_screen(Notice(_TITLES[severity], said.splitlines()))
        return
    if not app.screen.query("Toast.-warning, Toast.-error"):
        app.clear_notifications()
    app.notify(said, severity=severity, timeout=seconds(said), markup=False)


def drop(app: App[Any], *, warnings: bool = False) -> None:
    """Take the messages away, with `warnings` those as well; errors stay until they have been read."""
    gone = {"information", "warning"} if warnings else {"information"}
    # Textual itself can only clear all.
    for one in [one for one in app._notifications if one.severity in gone]:  # noqa: SLF001
        app._unnotify(one)  # noqa: SLF001


def seconds(text: str) -> float:
    """How long a message is shown."""
    return max(_LEAST, 2.0 + len(text) / _READ)


def _area(text: str, app: App[Any]) -> int:
    """The cells that a toast with this text covers, its frame included."""
    width = max(1, app.size.width * 3 // 4 - 4)
    lines = sum(1 + len(line) // width for line in text.splitlines())
    return (lines + 2) * app.size.width


_TITLES: dict[Severity, str] = {"information": "Done", "warning": "Please note", "error": "That did not work"}
