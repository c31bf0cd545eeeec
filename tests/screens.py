"""Screens in small real apps: what they show, and what they give back."""

from pathlib import Path

from textual.app import App

from icp_tui.review.opening import Opening
from icp_tui.tui.commands import bindings
from icp_tui.tui.screens.too_small import fit, withheld

STYLES = Path(__file__).resolve().parents[1] / "icp_tui" / "tui" / "app.tcss"
# Escape sequences, markup that names an action, a bidi override, and a wide character.
HOSTILE = "\x1b[2J\x1b]0;x\x07[@click=app.bell]go[/] [/nope] \u202eevil 会社"
SIZES = [(80, 24), (120, 40), (200, 50)]
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
        if self.first is not None:
            self.push_screen(self.first, self.given.append)


class Stage(Shown):
    """The same with the keys of the whole app, above an empty screen; `first` may be left out."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")

    def __init__(self, first=None):
        super().__init__(first)
        self.left = False

    def on_mount(self):
        fit(self)  # Textual then calls the handler of Shown as well

    def on_resize(self):
        fit(self)

    async def on_event(self, event):
        if not withheld(self, event):
            await super().on_event(event)

    def action_leave(self):
        self.left = True


def lines(app):
    """The lines of the screen as the terminal shows them."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips(app.size)]


def text(app):
    """The whole screen."""
    return "\n".join(lines(app))


def flat(app):
    """All of it as one line without frames, so that it does not matter where lines break."""
    bare = " ".join(line.strip("│╭╮╰╯─▌▊▎▔▁█▄▆▇▅▃▂ ") for line in lines(app))
    return " ".join(bare.split())


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
