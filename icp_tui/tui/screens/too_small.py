"""What is shown while the window is too small: its size, the size that is needed, and the way out."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.content import Content
from textual.events import Event, InputEvent, Key, Paste
from textual.geometry import Size
from textual.widget import Widget

SMALLEST = Size(60, 15)

# How often, in seconds, a screen that opens in a window that is too small is looked for.
_LOOK = 0.2
_COVERED = "-too-small"
_LEAVE = {"q", "ctrl+q", "ctrl+c"}


class TooSmall(Widget):
    """Covers a screen; what is below keeps its state, its focus and its work."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TooSmall {
        dock: top; width: 100vw; height: 100vh;
        background: $background; color: $foreground; content-align: center middle; text-align: center;
    }
    """

    def on_mount(self) -> None:
        """Above everything, docked lines and toasts included."""
        self.styles.layer = self.screen.layers[-1]

    def render(self) -> Content:
        """The message; the fewer the cells, the fewer the words."""
        have, need = self.app.size, f"{SMALLEST.width}x{SMALLEST.height}"
        texts = (
            f"The window is {have.width}x{have.height}; icp-tui needs {need}. Make it larger or the font smaller; q quits.",
            f"{have.width}x{have.height}: icp-tui needs {need}. q quits.",
            f"Needs {need}",
        )
        fitting = (text for text in texts if len(Content(text).wrap(max(1, have.width))) <= have.height)
        return Content(next(fitting, need))


def fits(app: App[Any]) -> bool:
    """Whether the window is large enough for the app."""
    return app.size.width >= SMALLEST.width and app.size.height >= SMALLEST.height


def fit(app: App[Any]) -> None:
    """Cover the screen while the window is too small, and uncover it when it has grown.

    To be called when the app is mounted and each time the window changes its size.
    """
    # Handlers of the resize run before the app takes the new size.
    app.call_later(_fit, app)


def _fit(app: App[Any]) -> None:
    if fits(app):
        app.remove_class(_COVERED)
        for screen in app.screen_stack:
            screen.query_children(TooSmall).remove()
        return
    if not app.screen.query_children(TooSmall):
        app.screen.mount(TooSmall())
    if not app.has_class(_COVERED):
        app.add_class(_COVERED)
        _look_again(app)


def _look_again(app: App[Any]) -> None:
    """Work goes on below the cover, and what it opens must be covered too."""

    def look() -> None:
        if app.has_class(_COVERED):
            _fit(app)
            _look_again(app)

    app.set_timer(_LOOK, look)


def withheld(app: App[Any], event: Event) -> bool:
    """Whether `event` is a key or a click that must not reach what cannot be seen; q and ctrl+q quit."""
    if fits(app) or not isinstance(event, InputEvent | Paste):
        return False
    if isinstance(event, Key) and event.key in _LEAVE:
        app.call_later(app.run_action, "leave" if hasattr(app, "action_leave") else "quit")
    return True
