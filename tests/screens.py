"""Screens in small real apps: what they show, and what they give back."""

from pathlib import Path

from textual.app import App

from icp_tui.review.opening import Opening

STYLES = Path(__file__).resolve().parents[1] / "icp_tui" / "tui" / "app.tcss"
# Escape sequences, markup that names an action, a bidi override, and a wide character.
HOSTILE = "\x1b[2J\x1b]0;x\x07[@click=app.bell]go[/] [/nope] \u202eevil 会社"
TAMED = "�[2J�]0;x�[@click=app.bell]go[/] [/nope] �evil 会社"


class Shown(App):
    """Pushes a screen and keeps what it gives back."""

    CSS_PATH = STYLES if STYLES.exists() else None

    def __init__(self, screen):
        super().__init__()
        self.first = screen
        self.given = []
        self.asked = []

    def on_mount(self):
        self.push_screen(self.first, self.given.append)


def text(app):
    """The whole screen as the terminal shows it."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips(app.size))


async def until(pilot, true, seconds=20.0):
    """Wait for the work in threads."""
    for _ in range(int(seconds / 0.05)):
        if true():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never came: " + text(pilot.app))


def opening(source, profile, **parts):
    """A list to open."""
    return Opening((source,), profile, **parts)
