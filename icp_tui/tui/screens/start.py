"""The start screen: what to begin with. It is the first paint, so nothing heavy is imported here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from icp_tui.review import recent
from icp_tui.review.recent import Recent
from icp_tui.sources.endings import FORMATS
from icp_tui.tui.commands import bindings
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.hanging import Hanging
from icp_tui.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening

# As many as have a number key.
SHOWN = 9
_ABOUT = (
    "Cut a messy account list with your Ideal Customer Profile, rank it into tiers, decide, export. "
    "Everything stays on this machine."
)
_EMPTY = (
    "No list opened yet. Press d to look around in a made-up list, which needs no file of yours; "
    "then o to open an export from your CRM."
)
_ACTIONS = (
    (
        "open_list",
        "o",
        "Open a list…",
        f"a file of companies ({FORMATS}) and a profile",
    ),
    ("demo", "d", "Try the demo", "made-up companies from three tools; nothing is kept"),
    ("new_profile", "n", "New profile…", "from a template, or from the columns of a list"),
    ("quit", "q", "Quit", ""),
)
_LONGEST = 300


class StartScreen(Screen[None]):
    """What to begin with: a recent list, a list to open, the demo, a new profile. It asks the app for each."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("start")]

    class Chosen(Message):
        """A recent list was chosen."""

        def __init__(self, opening: Opening) -> None:
            super().__init__()
            self.opening = opening

    class OpenAsked(Message):
        """A list is to be opened: push an OpenScreen."""

    class DemoAsked(Message):
        """The demo is to be opened: `review.demo.demo_opening()`."""

    class NewProfileAsked(Message):
        """A profile is to be made: push a NewProfileScreen."""

    class QuitAsked(Message):
        """The app is to end."""

    class _Looked(Message):
        """Which files of the recent lists are missing, in the lists' order."""

        def __init__(self, lists: list[Recent], missing: list[list[Path]]) -> None:
            super().__init__()
            self.lists = lists
            self.missing = missing

    def __init__(self) -> None:
        super().__init__()
        self._recent: list[Recent] = []

    def compose(self) -> ComposeResult:
        """The name, a sentence, the choices, the keys."""
        yield Static(plain("icp-tui"), classes="screen-title")
        yield Static(plain(_ABOUT), classes="screen-about")
        yield Static(classes="screen-about", id="start-note")
        yield OptionList(id="start-choices", markup=False)
        yield KeyFooter("start", "app")

    def on_screen_resume(self) -> None:
        """Lists may have been opened since; a closed list comes back here."""
        self._recent = recent.recent()[:SHOWN]
        trouble = recent.trouble()
        note = self.query_one("#start-note", Static)
        note.update(plain(clipped(trouble, _LONGEST), "$warning") if trouble else plain(_EMPTY, "bold"))
        note.display = bool(trouble) or not self._recent
        choices = self.query_one(OptionList)
        before = choices.highlighted_option
        kept = (
            before.id
            if before is not None and choices.has_focus and before.id in dict.fromkeys(_ids())
            else None
        )
        choices.clear_options()
        choices.add_options(self._options())
        choices.highlighted = choices.get_option_index(kept or ("recent-1" if self._recent else "demo"))
        choices.focus()
        if self._recent:
            self._look(self._recent)

    @work(thread=True, exclusive=True, group="look")
    def _look(self, lists: list[Recent]) -> None:
        """Are the files still there? A drive in the network may take its time to say."""
        self.post_message(self._Looked(lists, [one.missing() for one in lists]))

    @on(_Looked)
    def _mark(self, message: _Looked) -> None:
        """Mark the lists whose files are gone."""
        if message.lists is not self._recent:
            return
        choices = self.query_one(OptionList)
        for number, (one, gone) in enumerate(zip(message.lists, message.missing, strict=True), 1):
            if gone:
                choices.replace_option_prompt(f"recent-{number}", _recent_prompt(number, one, gone))

    @on(OptionList.OptionSelected, "#start-choices")
    async def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        chosen = event.option_id or ""
        if chosen.startswith("recent-"):
            self.action_recent(int(chosen.removeprefix("recent-")))
        else:
            await self.run_action(f"screen.{chosen}")

    def action_recent(self, number: int) -> None:
        """Open the recent list of this number."""
        if number <= len(self._recent):
            self.post_message(self.Chosen(self._recent[number - 1].opening()))

    def action_open_list(self) -> None:
        """Ask for a list."""
        self.post_message(self.OpenAsked())

    def action_demo(self) -> None:
        """Ask for the demo."""
        self.post_message(self.DemoAsked())

    def action_new_profile(self) -> None:
        """Ask for a new profile."""
        self.post_message(self.NewProfileAsked())

    def action_quit(self) -> None:
        """Ask for the end."""
        self.post_message(self.QuitAsked())

    def _options(self) -> list[Option | None]:
        options: list[Option | None] = [
            Option(_recent_prompt(number, one, []), id=f"recent-{number}")
            for number, one in enumerate(self._recent, 1)
        ]
        if options:
            options.append(None)
        options += [Option(_prompt(key, said, about), id=action) for action, key, said, about in _ACTIONS]
        return options


def _ids() -> list[str]:
    return [action for action, *_ in _ACTIONS]


def _prompt(key: str, said: str, about: str) -> Hanging:
    return Hanging([(plain(f"{key}  ", "bold"), Content.assemble(said, plain(f"  {about}", "dim")))])


def _recent_prompt(number: int, one: Recent, missing: list[Path]) -> Hanging:
    """Two lines: the profile, how many accounts, when; then the files, or which of them are gone."""
    count = "1 account" if one.accounts == 1 else f"{one.accounts:,} accounts"
    first = Content.assemble(
        plain(clipped(f"{one.icp} {one.version}".rstrip(), 80), "bold"), plain(f"  {count}, {recent.ago(one.when)}", "dim")
    )
    if missing:
        names = ", ".join(path.name for path in missing)
        second = plain(clipped(f"not there any more: {names}", _LONGEST), "$warning")
    else:
        more = f" and {len(one.sources) - 1} more" if len(one.sources) > 1 else ""
        where = f"{one.sources[0].name}{more} in {_home(one.sources[0].parent)}"
        held = f", workspace {one.workspace}" if one.workspace else ""
        second = plain(clipped(where + held, _LONGEST), "dim")
    return Hanging([(plain(f"{number}  ", "bold"), Content("\n").join([first, second]))])


def _home(folder: Path) -> str:
    """The folder as a person would type it."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) and folder != home else str(folder)
