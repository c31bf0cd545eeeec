"""The screen that says which list to open: its files, its profile, its workspace, what to leave out and add."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from icp_tui.review import recent
from icp_tui.review.decisions import workspace
from icp_tui.review.drafting.profile_choices import ProfileChoice, described, profile_choices
from icp_tui.sources.endings import FORMATS
from icp_tui.tui.commands import bindings
from icp_tui.tui.screens.file_picker import LISTS, PROFILES, FilePicker
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.typed_path import is_folder
from icp_tui.tui.widgets.file_field import FileField
from icp_tui.tui.widgets.hanging import Hanging
from icp_tui.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening

_WORKSPACE = (
    "Where your decisions about accounts are kept. Another name keeps others apart; most people need one."
)


class OpenScreen(Screen["Opening | None"]):
    """Which list to open, filled in with the likely answers, so that Enter opens it. Gives the Opening, or None.

    Without sources it begins with the file picker.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("open_list")]

    class _Described(Message):
        def __init__(self, names: dict[Path, str]) -> None:
            super().__init__()
            self.names = names

    def __init__(
        self,
        sources: Sequence[Path] = (),
        profile: Path | None = None,
        workspace: str | None = None,
        *,
        suppress: Sequence[Path] = (),
        signals: Sequence[Path] = (),
        contacts: Sequence[Path] = (),
    ) -> None:
        super().__init__()
        self._files = FileField("open", f"Files ({FORMATS})", "path of a file to add, or F2 to pick one", sources)
        self._suppress = FileField("suppress", "Leave out (suppression lists)", "path of a list of companies to leave out", suppress)
        self._signals = FileField("signals", "Add to the accounts (signal files)", "path of an intent, funding or hiring list", signals)
        self._contacts = FileField("contacts", "People who work there (contact files)", "path of a list of people with their email addresses", contacts)
        self._asked = profile
        self._workspace = workspace
        self._choices: list[ProfileChoice] = []
        self._chosen = 0
        self._names: dict[Path, str] = {}

    def compose(self) -> ComposeResult:
        """A field after the other, then the button."""
        yield Static(plain("Open a list"), classes="screen-title")
        with VerticalScroll(classes="form"):
            yield self._files
            yield Static(plain("Profile"), classes="form-label")
            yield OptionList(id="open-profiles", classes="form-list", markup=False)
            yield Static(plain("Workspace"), classes="form-label")
            names = SuggestFromList(workspace.names(), case_sensitive=False)
            yield Input(
                self._workspace or workspace.DEFAULT, suggester=names, id="open-workspace", compact=True,
                select_on_focus=False,
            )  # fmt: skip
            yield Static(plain(_WORKSPACE, "dim"), classes="form-about")
            yield self._suppress
            yield self._signals
            yield self._contacts
            with Horizontal(classes="form-row", id="open-buttons"):
                yield Button("Open the list", id="open-go", variant="primary", compact=True)
                yield Button("Suppression lists, signals, people… F3", id="open-more", compact=True)
        yield KeyFooter("open_list", "app")

    def on_mount(self) -> None:
        """Fill in; without a file, ask for one."""
        for field in (self._suppress, self._signals, self._contacts):
            field.display = bool(field.files)
        self._offer()
        if self._sources:
            self.query_one("#open-go").focus()
        else:
            self._files.ask()
            self.action_browse()

    # Files

    @property
    def _sources(self) -> list[Path]:
        return self._files.files

    @on(FileField.Changed)
    def _files_changed(self) -> None:
        self._offer()

    @on(FileField.Done)
    def _files_done(self) -> None:
        self.query_one("#open-go").focus()

    @on(FileField.Browse)
    def _pick_for(self, message: FileField.Browse) -> None:
        self._pick(message.field, message.folder)

    def action_browse(self) -> None:
        """Pick a list, or a profile when the profiles have the focus."""
        if self.focused is self.query_one("#open-profiles"):
            self._pick_profile()
            return
        held = next((field for field in (self._suppress, self._signals, self._contacts) if field.has_focus_within), self._files)
        self._pick(held)

    def _pick(self, field: FileField, folder: Path | None = None) -> None:
        def picked(path: Path | None) -> None:
            if path is not None and field.add(path):
                self.query_one("#open-go").focus()

        beside = folder or _folder(field.files or self._sources)
        title = "Choose a list" if field is self._files else "Choose a file"
        self.app.push_screen(FilePicker(beside, title, LISTS, "Lists"), picked)

    def action_remove(self) -> None:
        """Take the highlighted file off the list."""
        for field in (self._files, self._suppress, self._signals, self._contacts):
            if field.is_list_focused:
                field.remove_highlighted()

    @on(Button.Pressed, "#open-more")
    def action_more(self) -> None:
        """Show where suppression lists, signal files and contact files go."""
        self._suppress.display = self._signals.display = self._contacts.display = True
        self._suppress.ask()

    # Profile

    def _offer(self) -> None:
        """Offer the profiles there are; the one asked for is chosen, else the likeliest."""
        self._choices = profile_choices(self._sources, self._asked)
        asked = self._asked.absolute() if self._asked else None
        self._chosen = next((at for at, one in enumerate(self._choices) if one.path.absolute() == asked), 0)
        profiles = self.query_one("#open-profiles", OptionList)
        profiles.clear_options()
        profiles.add_options([Option(self._profile_prompt(at)) for at in range(len(self._choices))])
        profiles.add_option(Option(Hanging([(plain("    "), plain("Another file…"))]), id="other"))
        profiles.highlighted = self._chosen
        self._describe([choice.path for choice in self._choices if choice.path not in self._names])

    @work(thread=True, exclusive=True, group="describe")
    def _describe(self, paths: list[Path]) -> None:
        self.post_message(self._Described({path: described(path)[0] for path in paths}))

    @on(_Described)
    def _call_them(self, message: _Described) -> None:
        self._names |= message.names
        self._mark()

    def _mark(self) -> None:
        profiles = self.query_one("#open-profiles", OptionList)
        for at in range(len(self._choices)):
            profiles.replace_option_prompt_at_index(at, self._profile_prompt(at))

    def _profile_prompt(self, at: int) -> Hanging:
        choice = self._choices[at]
        mark = "(●) " if at == self._chosen else "( ) "
        about = ", ".join(part for part in (self._names.get(choice.path, ""), choice.why) if part)
        name = plain(clipped(choice.path.name, 60), "bold" if at == self._chosen else "")
        return Hanging([(plain(mark), Content.assemble(name, plain(f"  {clipped(about, 100)}", "dim")))])

    @on(OptionList.OptionHighlighted, "#open-profiles")
    def _choose(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index < len(self._choices) and event.option_index != self._chosen:
            self._chosen = event.option_index
            self._asked = self._choices[self._chosen].path
            self._mark()

    @on(OptionList.OptionSelected, "#open-profiles")
    def _take(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == "other":
            self._pick_profile()
        else:
            self.query_one("#open-go").focus()

    def _pick_profile(self) -> None:
        folder = _folder([self._choices[self._chosen].path] if self._asked else self._sources)
        self.app.push_screen(
            FilePicker(folder, "Choose a profile", PROFILES, "Profiles"), self._picked_profile
        )

    def _picked_profile(self, path: Path | None) -> None:
        if path is not None:
            self._asked = path
            self._offer()
            self.query_one("#open-go").focus()

    # Done

    @on(Input.Submitted, "#open-workspace")
    @on(Button.Pressed, "#open-go")
    def action_accept(self) -> None:
        """Give what the form says."""
        if not all(field.add_typed() for field in (self._files, self._suppress, self._signals, self._contacts)):
            return
        if not self._sources:
            self._files.complain("Choose a file first: type its path, or press F2")
            self._files.ask()
            return
        self.dismiss(self._opening())

    def _opening(self) -> Opening:
        from icp_tui.review.opening import Opening  # noqa: PLC0415  stands on Polars; the first paint does not

        named = self.query_one("#open-workspace", Input).value.strip()
        return Opening(
            tuple(path.absolute() for path in self._sources),
            self._choices[self._chosen].path.absolute(),
            None if named in ("", workspace.DEFAULT) else named,
            suppress=tuple(path.absolute() for path in self._suppress.files),
            signals=tuple(path.absolute() for path in self._signals.files),
            contacts=tuple(path.absolute() for path in self._contacts.files),
        )

    def action_cancel(self) -> None:
        """Back, and nothing is opened."""
        self.dismiss(None)


def _folder(files: Sequence[Path]) -> Path:
    """Where to begin picking: beside the last file, else here when there are lists here, else beside the last list."""
    here = Path.cwd()
    if files:
        return next((one.parent for one in reversed(files) if is_folder(one.parent)), here)
    try:
        if any(one.suffix.lower() in LISTS for one in here.iterdir()):
            return here
    except OSError:
        return Path.home()
    lately = [one.sources[0].parent for one in recent.recent()]
    return next((folder for folder in lately if is_folder(folder)), here)
