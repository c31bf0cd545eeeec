"""A small app to show one screen or widget in, and what stands on its screen."""

from pathlib import Path

from textual.app import App

import icp_tui.tui
from icp_tui.tui.commands import bindings
from icp_tui.tui.screens.too_small import fit, withheld

HOSTILE = "Acme [red]x[/] \x1b[2J\x1b]0;owned\x07 \u202egnp\u202c 東京"
SIZES = [(80, 24), (120, 40), (200, 50)]


class Stage(App):
    """Shows `first` above an empty screen; `given` is what it was dismissed with, in a list."""

    CSS_PATH = Path(icp_tui.tui.__file__).parent / "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")

    def __init__(self, first=None):
        super().__init__()
        self.first = first
        self.given = []
        self.left = False

    def on_mount(self):
        fit(self)
        if self.first is not None:
            self.push_screen(self.first, self.given.append)

    def on_resize(self):
        fit(self)

    async def on_event(self, event):
        if not withheld(self, event):
            await super().on_event(event)

    def action_leave(self):
        self.left = True


def shown(app):
    """The lines of the screen as a person sees them."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text(app):
    """All of it as one line without frames, so that it does not matter where lines break."""
    bare = " ".join(line.strip("│╭╮╰╯─▌▊▎▔▁█▄▆▇▅▃▂ ") for line in shown(app))
    return " ".join(bare.split())
