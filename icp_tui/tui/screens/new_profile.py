"""The screen that makes a profile of one's own from a shipped one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from icp_tui.errors import IcpError
from icp_tui.review.drafting.profile_choices import described
from icp_tui.review.drafting.templates import copy_template, free_name, templates
from icp_tui.review.recent import recent
from icp_tui.tui.commands import bindings
from icp_tui.tui.screens.file_picker import LISTS, FilePicker
from icp_tui.tui.text import clipped, lines, plain
from icp_tui.tui.typed_path import PathSuggester, is_folder, typed_path
from icp_tui.tui.widgets.hanging import Hanging
from icp_tui.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening

_LONGEST = 400
_ABOUT = (
    "A profile says what a good account is: what counts, how much, whom you do not want, and how many fit a tier. "
    "Start from the one that is nearest to you, or from a list of yours; every line of it is explained."
)
_FROM_LIST = (
    plain("From the columns of a list…", "bold"),
    plain("reads a list of yours, and proposes criteria from what its columns hold", "dim"),
)
_EDIT = (
    "Open it in any text editor and change what is not yours: weights, industries, sizes, countries, tiers. "
    "Lines that begin with # are explanations. When you save it, the app notices and offers to read it again."
)


class NewProfileScreen(Screen["Path | Opening | None"]):
    """Makes a profile of the person's own: a copy of a shipped one, or from the columns of a list.

    Gives the path of the copy, to open a list with it; or the list with the profile that was made from it; or None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("new_profile")]

    class _Described(Message):
        def __init__(self, about: dict[Path, tuple[str, str]]) -> None:
            super().__init__()
            self.about = about

    class _Made(Message):
        """The copy, with what is wrong with it in words, if anything is."""

        def __init__(self, path: Path, wrong: str) -> None:
            super().__init__()
            self.path = path
            self.wrong = wrong

    def __init__(self) -> None:
        super().__init__()
        self._templates = templates()
        self._made: Path | None = None

    def compose(self) -> ComposeResult:
        """The templates, the file name, the button; later what was made."""
        yield Static(plain("New profile"), classes="screen-title")
        with VerticalScroll(classes="form"):
            with VerticalScroll(id="new-form"):
                yield Static(plain(_ABOUT), classes="form-about")
                yield Static(plain("Start from"), classes="form-label")
                yield OptionList(
                    *(Option(_prompt(path, path.stem, "")) for path in self._templates),
                    Option(Hanging([(Content("  "), Content("\n").join(_FROM_LIST))]), id="from-list"),
                    id="new-templates", classes="form-list", markup=False,
                )  # fmt: skip
                yield Static(plain("Save it as"), classes="form-label")
                yield Input(
                    f"./{free_name(Path.cwd())}", suggester=PathSuggester((".yaml", ".yml")), id="new-path",
                    compact=True, select_on_focus=True,
                )  # fmt: skip
                yield Static(id="new-problem")
                yield Button("Make it", id="new-go", variant="primary", compact=True)
            with VerticalScroll(id="new-done"):
                yield Static(id="new-said")
                with Horizontal(classes="form-row"):
                    yield Button("Open a list with it", id="new-open", variant="primary", compact=True)
                    yield Button("Back", id="new-back", compact=True)
        yield KeyFooter("new_profile", "app")

    def on_mount(self) -> None:
        """The first template is highlighted; what each is for follows."""
        self.query_one("#new-done").display = False
        choices = self.query_one("#new-templates", OptionList)
        choices.highlighted = 0
        choices.focus()
        self._describe()

    @work(thread=True, exclusive=True, group="describe")
    def _describe(self) -> None:
        self.post_message(self._Described({path: described(path) for path in self._templates}))

    @on(_Described)
    def _tell(self, message: _Described) -> None:
        choices = self.query_one("#new-templates", OptionList)
        for at, path in enumerate(self._templates):
            choices.replace_option_prompt_at_index(at, _prompt(path, *message.about[path]))

    @on(OptionList.OptionSelected, "#new-templates")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == "from-list":
            self._pick_list()
        else:
            self.query_one("#new-path", Input).focus()

    def _pick_list(self) -> None:
        """Ask for the list, then go on with its columns."""
        lately = [one.sources[0].parent for one in recent()]
        folder = next((one for one in lately if is_folder(one)), Path.cwd())

        def picked(path: Path | None) -> None:
            if path is not None:
                from icp_tui.tui.screens.profile_from_list import ProfileFromList  # noqa: PLC0415  only this choice needs it

                self.app.push_screen(ProfileFromList([path]), self._made_from_list)

        self.app.push_screen(FilePicker(folder, "Choose a list", LISTS, "Lists"), picked)

    def _made_from_list(self, opening: Opening | None) -> None:
        if opening is not None:
            self.dismiss(opening)

    @on(Input.Submitted, "#new-path")
    @on(Button.Pressed, "#new-go")
    def action_accept(self) -> None:
        """Make the copy."""
        if self._made is not None:
            self.dismiss(self._made)
            return
        text = self.query_one("#new-path", Input).value
        path = typed_path(text).absolute()
        if not text.strip() or is_folder(path):
            folder = path if text.strip() else Path.cwd()
            self._complain(f"Add a file name, such as {folder / free_name(folder)}")
            return
        at = self.query_one("#new-templates", OptionList).highlighted or 0
        if at >= len(self._templates):
            self._pick_list()
            return
        self._make(self._templates[at], path)

    @work(thread=True, exclusive=True, group="make")
    def _make(self, template: Path, path: Path) -> None:
        try:
            made = copy_template(template, path)
        except IcpError as error:
            self.app.call_from_thread(self._complain, str(error))
            return
        name, about = described(made)
        self.post_message(self._Made(made, "" if about else name))

    @on(_Made)
    def _done(self, message: _Made) -> None:
        self._made = message.path
        said = [
            plain(clipped(f"Made {message.path}", _LONGEST), "bold $success"),
            Content(),
            plain(_EDIT),
            Content(),
            plain("Then open a list with it: the profile is chosen already."),
        ]
        if message.wrong:
            said.insert(1, plain(clipped(message.wrong, _LONGEST), "$error"))
        self.query_one("#new-said", Static).update(lines(*said))
        self.query_one("#new-form").display = False
        self.query_one("#new-done").display = True
        self.query_one("#new-open").focus()
        self.query_one(KeyFooter).show("new_profile", "app", without=("accept",))

    def _complain(self, what: str) -> None:
        self.query_one("#new-problem", Static).update(plain(clipped(what, _LONGEST), "$error"))
        self.query_one("#new-path").focus()

    @on(Button.Pressed, "#new-open")
    def _open(self) -> None:
        self.dismiss(self._made)

    @on(Button.Pressed, "#new-back")
    def action_cancel(self) -> None:
        """Back to the start screen; a profile that was made stays."""
        self.dismiss(None)


def _prompt(path: Path, name: str, about: str) -> Hanging:
    said = [plain(clipped(name, 100), "bold") + plain(f"  {path.name}", "dim")]
    if about:
        said.append(plain(clipped(about, _LONGEST), "dim"))
    return Hanging([(Content("  "), Content("\n").join(said))])
