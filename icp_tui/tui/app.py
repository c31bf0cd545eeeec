"""The app: which screen comes when, themes, and what happens when something goes wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.events import Event, Paste, Resize
from textual.filter import Monochrome
from textual.screen import ModalScreen
from textual.theme import Theme

from icp_tui.errors import visible
from icp_tui.review.opening import Opening
from icp_tui.tui import clipboard, crash, tty
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.key_order import KeyOrder
from icp_tui.tui.keyboard import forgiving
from icp_tui.tui.no_colour import NoColour
from icp_tui.tui.palette import Palette
from icp_tui.tui.screens.help import HelpScreen
from icp_tui.tui.screens.start import StartScreen
from icp_tui.tui.screens.too_small import fit, withheld
from icp_tui.tui.toast import drop, toast
from icp_tui.tui.widgets.text_input import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from textual.driver import Driver

    from icp_tui.review.review import Review
    from icp_tui.tui.screens.account import AccountScreen
    from icp_tui.tui.screens.workbench import Workbench

# Seconds between looks whether the terminal is still there, and the exit code when it is not: that of SIGHUP.
_LOOK = 2.0
_HUNG_UP = 129

HIGH_CONTRAST = Theme(
    name="high-contrast", dark=True, primary="#00ffff", secondary="#ff9bff", accent="#ffff00", warning="#ffff00",
    error="#ff8080", success="#00ff00", foreground="#ffffff", background="#000000", surface="#000000", panel="#1c1c1c",
)  # fmt: skip
THEMES = ("textual-dark", "textual-light", HIGH_CONTRAST.name)


class IcpApp(App[None]):
    """The app, with the start screen, or with the list of `opening` when that is given."""

    TITLE = "icp-tui"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    # The way out works from a question, too, where the other keys of the app do not.
    BINDINGS: ClassVar[list[BindingType]] = [replace(one, priority=one.action == "leave") for one in bindings("app")]

    def __init__(self, opening: Opening | None = None, *, report: bool = True) -> None:
        super().__init__()
        self._opening = opening
        self._report = report
        self._crashed: BaseException | None = None
        self._keys = KeyOrder(self)
        if self.no_color:
            # Textual's own filter leaves greys, which are colours too.
            self._filters = [one for one in self._filters if not isinstance(one, Monochrome)] + [NoColour()]

    # From screen to screen

    def on_mount(self) -> None:
        """The start screen, and above it the list that the command line names."""
        self.register_theme(HIGH_CONTRAST)
        fit(self)
        if not self.is_headless:
            self.set_interval(_LOOK, self._look_at_terminal)
        if self._opening is None:
            self.push_screen(StartScreen())
        else:
            self._ask_or_open(self._opening)

    def _ask_or_open(self, opening: Opening) -> None:
        """What the command line left out is asked for first."""
        if opening.profile is None or not opening.sources:
            self._ask(opening)
        else:
            self.open_list(opening)

    def _ask(self, first: Opening) -> None:
        """Ask which list to open, with the answers of `first` filled in."""
        from icp_tui.tui.screens.open_list import OpenScreen  # noqa: PLC0415  stands on Polars

        asking = OpenScreen(
            first.sources, first.profile, first.workspace, suppress=first.suppress, signals=first.signals, contacts=first.contacts
        )
        self.push_screen(asking, lambda chosen: self._asked(first, chosen))

    def _asked(self, first: Opening, chosen: Opening | None) -> None:
        if chosen is not None:
            # The form knows files, profile and workspace; the command line may have said more.
            self.open_list(replace(chosen, as_of=first.as_of, reading=first.reading, prefer=first.prefer), asked=True)
        elif self._opening is not None:
            self.exit()

    def open_list(self, opening: Opening, *, report: bool | None = None, asked: bool = False) -> None:
        """Load a list and show it; `report` says whether what was read is shown before.

        When it cannot be opened, and was `asked` for with the form, the form comes back.
        """
        from icp_tui.tui.screens.load import LoadScreen  # noqa: PLC0415  stands on Polars

        shown = self._report if report is None else report
        screen = LoadScreen(opening, report=shown)
        # A person may have said on the load screen how to read it.
        self.push_screen(screen, lambda review: self._loaded(screen.opening, review, asked=asked))

    def _loaded(self, opening: Opening, review: Review | None, *, asked: bool) -> None:
        if review is not None:
            from icp_tui.tui.screens.workbench import Workbench  # noqa: PLC0415  stands on Polars

            self.push_screen(Workbench(review, opening), self._left)
        elif asked:
            self._ask(opening)
        elif self._opening is not None:
            self.exit()

    def _left(self, _: None) -> None:
        """The workbench was left: to the start screen, or out."""
        if self._opening is not None:
            self.exit()

    def on_start_screen_chosen(self, message: StartScreen.Chosen) -> None:
        """A recent list."""
        self.open_list(message.opening)

    def on_start_screen_open_asked(self) -> None:
        """Another list."""
        self._ask(Opening(()))

    def on_start_screen_demo_asked(self) -> None:
        """The shipped samples."""
        from icp_tui.review.demo import demo_opening  # noqa: PLC0415  stands on Polars

        self.open_list(demo_opening())

    def on_start_screen_new_profile_asked(self) -> None:
        """A profile from a template."""
        from icp_tui.tui.screens.new_profile import NewProfileScreen  # noqa: PLC0415  stands on Polars

        self.push_screen(NewProfileScreen(), self._made)

    def _made(self, made: Path | Opening | None) -> None:
        """A new profile wants a list to cut, if it was not made from one."""
        if isinstance(made, Opening):
            self.open_list(made)
        elif made is not None:
            self._ask(Opening((), profile=made))

    def on_start_screen_quit_asked(self) -> None:
        """Out."""
        self.exit()

    async def on_account_screen_asked(self, message: AccountScreen.Asked) -> None:
        """A decision key on the account screen is the workbench's business."""
        for screen in self._benches():
            await screen.asked(message.action)

    def on_account_screen_step(self, message: AccountScreen.Step) -> None:
        """So is the account before or after."""
        for screen in self._benches():
            screen.stepped(message.step)

    def _benches(self) -> list[Workbench]:
        from icp_tui.tui.screens.workbench import Workbench  # noqa: PLC0415  stands on Polars

        return [screen for screen in self.screen_stack if isinstance(screen, Workbench)]

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text` to the person's own clipboard, which may be at the other end of ssh and tmux."""
        if self.is_headless or self._driver is None:
            super().copy_to_clipboard(text)
            return
        self._clipboard = text
        self._driver.write(clipboard.sequence(text))
        self.run_worker(lambda: clipboard.tell_tmux(text), thread=True)

    def pop_screen(self) -> AwaitComplete:
        """Back to the screen below; what was said on this one does not outlive it."""
        # A question over a screen is soon answered: the warnings below it are still to be read.
        drop(self, warnings=not isinstance(self.screen, ModalScreen))
        return super().pop_screen()

    # Keys that work everywhere

    def action_palette(self) -> None:
        """Every command by name."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_help(self) -> None:
        """The keys of what has the focus, then all others."""
        if isinstance(self.screen, HelpScreen):
            return
        about: tuple[str, tuple[Where, ...]] = getattr(self.screen, "keys_here", lambda: ("This screen", ()))()
        said, where = about
        self.push_screen(HelpScreen(where, said))

    def action_theme(self) -> None:
        """The next of the three themes."""
        at = THEMES.index(self.theme) if self.theme in THEMES else -1
        self.theme = THEMES[(at + 1) % len(THEMES)]

    async def action_back(self) -> None:
        """Leave the screen; the last one is left for good."""
        if len(self.screen_stack) > 2:
            self.screen.dismiss(None)
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C: many press it to leave, some to copy."""
        toast(self, "q goes back and at last out, ctrl+q quits at once. Your decisions are already saved.")

    def action_leave(self) -> None:
        """Out at once; every decision is on disk already."""
        self.exit()

    # The window

    def on_resize(self, event: Resize) -> None:
        """Say so while the window is too small."""
        del event
        fit(self)

    def post_display_hook(self) -> None:
        """Lay the screen out again if it was laid out for a window that has another size by now.

        A screen that is laid out sends itself its size, which takes the place of a newer one that waits for it.
        """
        size = self.size
        if self.screen_stack and self.screen.is_current and self.screen.outer_size != size:
            self.screen.post_message(Resize(size, size))

    async def on_event(self, event: Event) -> None:
        """Keys and clicks do not reach what cannot be seen; what is pasted is clean wherever it goes."""
        if isinstance(event, Paste):
            event.text = one_line(event.text)
        # Who drives the app without a terminal waits for each key by itself.
        if not self.is_headless and self._keys.holds(event):
            return
        if not withheld(self, event):
            await super().on_event(event)
        if not self.is_headless:
            self._keys.handed_out(event)

    # When something goes wrong

    def end(self, code: int) -> None:
        """End as q does, with this exit code: for signals. Every decision is on disk already."""
        self.exit(return_code=code)

    def _look_at_terminal(self) -> None:
        """Nobody is told when a connection is lost without a signal; the process must not live on alone."""
        if tty.hung_up():
            tty.let_go()
            self.end(_HUNG_UP)

    def keys_lost(self, error: Exception) -> None:
        """The keyboard cannot be read any more: its window has gone, or there is a bug."""
        if tty.hung_up():
            self._look_at_terminal()
        else:
            self.bug(error)

    def get_driver_class(self) -> type[Driver]:
        """Textual's for this system, but for bytes that are no letters."""
        return forgiving(super().get_driver_class())

    def bug(self, error: BaseException) -> None:
        """End because of a bug: a short notice and a log, never a traceback with account data in it."""
        if self._exit:
            # Screens that are taken away half made stumble over what they miss; nothing is lost by that.
            self._close_messages_no_wait()
            return
        self._return_code = 1
        if self._crashed is None:
            self._crashed = error
            self.panic(Text(visible_lines(crash.notice(crash.write_log(error)))))

    def _handle_exception(self, error: Exception) -> None:
        """Textual's would print the cells that the failed code had in hand."""
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.bug(error)


def visible_lines(text: str) -> str:
    """Text of several lines, each fit for the terminal."""
    return "\n".join(visible(line) for line in text.split("\n"))
