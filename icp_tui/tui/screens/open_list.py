"""The screen that says which list to open: its files, its profile, its workspace."""

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

from icp_tui.errors import did_you_mean
from icp_tui.review import recent, workspace
from icp_tui.review.profile_choices import ProfileChoice, described, profile_choices
from icp_tui.tui.commands import bindings
from icp_tui.tui.screens.file_picker import LISTS, PROFILES, FilePicker
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.typed_path import PathSuggester, is_file, is_folder, typed_path
from icp_tui.tui.widgets.hanging import Hanging
from icp_tui.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening

_LONGEST = 300
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
        self, sources: Sequence[Path] = (), profile: Path | None = None, workspace: str | None = None
    ) -> None:
        super().__init__()
        self._sources = list(sources)
        self._asked = profile
        self._workspace = workspace
        self._choices: list[ProfileChoice] = []
        self._chosen = 0
        self._names: dict[Path, str] = {}

    def compose(self) -> ComposeResult:
        """A field after the other, then the button."""
        yield Static(plain("Open a list"), classes="screen-title")
        with VerticalScroll(classes="form"):
            yield Static(plain("Files"), classes="form-label")
            yield OptionList(id="open-sources", classes="form-list", markup=False)
            with Horizontal(classes="form-row"):
                yield Input(
                    placeholder="path of a file to add, or F2 to pick one",
                    suggester=PathSuggester(LISTS), id="open-path", compact=True,
                )  # fmt: skip
                yield Button("Browse… F2", id="open-browse", compact=True)
            yield Static(id="open-problem")
            yield Static(plain("Profile"), classes="form-label")
            yield OptionList(id="open-profiles", classes="form-list", markup=False)
            yield Static(plain("Workspace"), classes="form-label")
            names = SuggestFromList(workspace.names(), case_sensitive=False)
            yield Input(
                self._workspace or workspace.DEFAULT, suggester=names, id="open-workspace", compact=True,
                select_on_focus=False,
            )  # fmt: skip
            yield Static(plain(_WORKSPACE, "dim"), classes="form-about")
            yield Button("Open the list", id="open-go", variant="primary", compact=True)
        yield KeyFooter("open_list", "app")

    def on_mount(self) -> None:
        """Fill in; without a file, ask for one."""
        self._show_sources()
        self._offer()
        if self._sources:
            self.query_one("#open-go").focus()
        else:
            self.query_one("#open-path").focus()
            self.action_browse()

    # Files

    def _show_sources(self) -> None:
        files = self.query_one("#open-sources", OptionList)
        at = files.highlighted
        files.clear_options()
        files.add_options(Option(_file_prompt(path)) for path in self._sources)
        files.display = bool(self._sources)
        if self._sources:
            files.highlighted = min(at or 0, len(self._sources) - 1)

    def _add(self, path: Path) -> bool:
        """Put a file on the list; False, and said why, when it cannot be."""
        path = path.absolute()
        if path in (one.absolute() for one in self._sources):
            return self._complain(f"{path.name} is on the list already")
        if is_folder(path):
            self._pick_list(path)
            return False
        if not is_file(path):
            return self._complain(_missing(path))
        self._complain("")
        self._sources.append(path)
        self._show_sources()
        self._offer()
        self.query_one("#open-path", Input).value = ""
        return True

    def _complain(self, what: str) -> bool:
        self.query_one("#open-problem", Static).update(plain(clipped(what, _LONGEST), "$error"))
        return False

    @on(Input.Submitted, "#open-path")
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            if self._add(typed_path(event.value)):
                self.query_one("#open-go").focus()
        elif self._sources:
            self.action_accept()
        else:
            self.action_browse()

    @on(Button.Pressed, "#open-browse")
    def action_browse(self) -> None:
        """Pick a list, or a profile when the profiles have the focus."""
        if self.focused is self.query_one("#open-profiles"):
            self._pick_profile()
        else:
            self._pick_list(_folder(self._sources))

    def _pick_list(self, folder: Path) -> None:
        self.app.push_screen(FilePicker(folder, "Choose a list", LISTS, "Lists"), self._picked_list)

    def _picked_list(self, path: Path | None) -> None:
        if path is not None and self._add(path):
            self.query_one("#open-go").focus()

    def action_remove(self) -> None:
        """Take the highlighted file off the list."""
        files = self.query_one("#open-sources", OptionList)
        if self.focused is files and files.highlighted is not None:
            del self._sources[files.highlighted]
            self._show_sources()
            if not self._sources:
                self.query_one("#open-path").focus()

    @on(OptionList.OptionSelected, "#open-sources")
    def _keep(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one("#open-go").focus()

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
        left = self.query_one("#open-path", Input).value
        if left.strip() and not self._add(typed_path(left)):
            return
        if not self._sources:
            self._complain("Choose a file first: type its path, or press F2")
            self.query_one("#open-path").focus()
            return
        self.dismiss(self._opening())

    def _opening(self) -> Opening:
        from icp_tui.review.opening import Opening  # noqa: PLC0415  stands on Polars; the first paint does not

        named = self.query_one("#open-workspace", Input).value.strip()
        return Opening(
            tuple(path.absolute() for path in self._sources),
            self._choices[self._chosen].path.absolute(),
            None if named in ("", workspace.DEFAULT) else named,
        )

    def action_cancel(self) -> None:
        """Back, and nothing is opened."""
        self.dismiss(None)


def _file_prompt(path: Path) -> Hanging:
    return Hanging([(plain("  "), Content.assemble(
        plain(clipped(path.name, 100), "bold"), plain(f"  in {clipped(path.parent, 200)}", "dim")
    ))])  # fmt: skip


def _missing(path: Path) -> str:
    try:
        near = did_you_mean(path.name, (one.name for one in path.parent.iterdir()))
    except (OSError, ValueError):
        near = "there is no such folder"
    return f"no such file: {path}" + (f"; {near}" if near else "")


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
