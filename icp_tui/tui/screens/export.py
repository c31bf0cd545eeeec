"""The export screen: where the files go, what will be in them, and writing them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Label, Static
from textual.worker import get_current_worker
from textual_fspicker import SelectDirectory

from icp_tui.errors import IcpError
from icp_tui.review.by_profile import not_saved
from icp_tui.review.export_plan import ExportPlan, default_folder, export_plan
from icp_tui.review.export_target import Target, check_folder, sentences
from icp_tui.review.review import Review
from icp_tui.tui.commands import bindings
from icp_tui.tui.screens.export_pages import LIST, ExportPages
from icp_tui.tui.screens.prompt import BREAKPOINTS, Confirm
from icp_tui.tui.text import lines, plain, safe
from icp_tui.tui.toast import toast
from icp_tui.tui.typed_path import short_path
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.page_tabs import PageTabs
from icp_tui.tui.widgets.plan_view import PlanView
from icp_tui.tui.widgets.text_input import TextInput

# Seconds after the last key before the folder is looked at, and between two words on the progress.
_PAUSE = 0.15
_STEP = 0.1
_BAR = 24


class ExportScreen(ExportPages):
    """Shows what an export would write and writes it; gives the folder, or None when nothing was written."""

    AUTO_FOCUS = "PlanView"
    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("export")]

    class Planned(Message):
        """The plan is made."""

        def __init__(self, plan: ExportPlan) -> None:
            super().__init__()
            self.plan = plan

    class Checked(Message):
        """The folder was looked at."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    class Progressed(Message):
        """So much of the files is written, 0 to 1."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    class Ended(Message):
        """Writing came to its end: `fault` says why nothing was written, None when all was."""

        def __init__(self, target: Path, fault: tuple[str, str] | None) -> None:
            super().__init__()
            self.target, self.fault = target, fault

    def __init__(self, review: Review, folder: Path | None = None) -> None:
        super().__init__()
        self._review = review
        self._folder = folder or default_folder(review.session.profile)
        self._target: Target | None = None
        self._written: Path | None = None
        self._plan: ExportPlan | None = None
        self._files = 0
        self._pause: Timer | None = None
        self._writing = self._failed = self._hurried = False

    @property
    def writing(self) -> bool:
        """Whether files are being written at this moment."""
        return self._writing

    def compose(self) -> ComposeResult:
        """Title, folder, what is known about it, the plan."""
        session = self._review.session
        named = f"{session.profile.icp} {session.profile.version}"
        said = f"Export  {named}   {session.accounts.frame.height:,} accounts"
        yield Static(lines(said), classes="export-title", markup=False)
        with Horizontal(classes="export-folder"):
            yield Label("Folder", markup=False)
            yield TextInput(short_path(self._folder), select_on_focus=False, compact=True)
        yield Static("", classes="export-state", markup=False)
        tabs = PageTabs("", [LIST])
        tabs.display = False
        yield tabs
        yield PlanView()
        yield KeyFooter("export", "app")

    def on_mount(self) -> None:
        """Begin with the plan and the folder."""
        self._keys()
        self._make_plan()
        self._look()
        self.take_chosen()

    # The folder

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._target = self._written = None
        self._failed = False
        self._keys()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._look)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        # The person sees what became of the folder before the next Enter writes.
        event.stop()
        self.query_one(PlanView).focus()

    def _look(self) -> None:
        self._check(self.query_one(TextInput).value)

    @work(thread=True, exclusive=True, group="target")
    def _check(self, text: str) -> None:
        # A folder on a slow network must not hold the keys up.
        target = check_folder(text)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Checked(target))

    def on_export_screen_checked(self, event: Checked) -> None:
        """Say what would happen to the folder."""
        self._target = event.target
        self.presets_changed()

    def presets_changed(self) -> None:
        """Say what Enter does now; where it came before that was known, do it."""
        self._keys()
        target = self._target
        if target is None or self.planning:
            return
        if self._hurried:
            self._hurried = False
            self.action_write()
        elif not (self._writing or self._failed or self._written):
            self._say_target(target)

    def _keys(self) -> None:
        """The keys that do something now: nothing is written while the profile is tuned, or a preset cannot be."""
        without = {"write"} if self._review.is_tuned or self.refusal or self._written else set()
        if not self.exports:
            without |= {"only_new", "turn", "show_page"}
        self.query_one(KeyFooter).show("export", "app", without=without)

    def _say_target(self, target: Target) -> None:
        if self._review.is_tuned:
            self._say(*sentences(not_saved()), style="$text-error")
        elif self.refusal is not None:
            self._say(*self.refusal, style="$text-error")
        elif target.state == "blocked":
            self._say(target.said, target.mend, style="$text-error")
        else:
            asked = "Enter writes the files" + ("; you are asked before it is replaced." if target.state == "list" else ".")
            self._say(f"{target.said} {asked}", str(target.path), style="$text-warning" if target.state == "list" else "")

    def action_folder(self) -> None:
        """Type the folder."""
        self.query_one(TextInput).focus()

    def action_choose(self) -> None:
        """Choose the folder that the new one goes into."""
        now = Path(self.query_one(TextInput).value.strip() or ".").expanduser()
        start = next((one for one in (now.parent, Path.cwd()) if one.is_dir()), Path.home())
        picker = SelectDirectory(start, "Where does the new folder go?", select_button="Here")
        self.app.push_screen(picker, lambda chosen: self._put_into(chosen, now.name))

    def _put_into(self, chosen: Path | None, name: str) -> None:
        if chosen is not None:
            self.query_one(TextInput).value = short_path(chosen / name)

    # Writing

    def action_write(self) -> None:
        """Write the files; asks first where a list is replaced."""
        target = self._target
        if self._written is not None:
            self.dismiss(self._written)
        elif self._writing or self._review.is_tuned:
            return
        elif target is None or self.planning:
            # Enter came before the folder was looked at, or the presets were planned; it is not forgotten.
            self._hurried = True
        elif self.refusal is not None:
            self._say_target(target)
        elif target.state == "blocked":
            self.query_one(TextInput).focus()
        elif target.state == "list":
            about = [f"{target.path}", target.said, "All its files give way to the new ones."]
            self.app.push_screen(
                Confirm("Replace this list?", about, yes="Replace it", no="Keep it"),
                lambda yes: self._begin(target.path, force=True) if yes else None,
            )
        else:
            self._begin(target.path, force=False)

    def _begin(self, target: Path, *, force: bool) -> None:
        self._writing, self._failed = True, False
        self.query_one(TextInput).disabled = True
        self._say("Writing…", str(target))
        self._write(target, force=force)

    @work(thread=True, exclusive=True, group="export")
    def _write(self, target: Path, *, force: bool) -> None:
        worker = get_current_worker()
        said = 0.0

        def progress(_: str, share: float) -> None:
            nonlocal said
            if worker.is_cancelled:
                # Leaving the folder by an error is what takes the unfinished files away.
                raise IcpError("Stopped: nothing was written")
            if time.monotonic() - said > _STEP:
                said = time.monotonic()
                self.post_message(self.Progressed(share))

        fault = None
        try:
            self._review.export(target, force=force, presets=self.chosen.names, only_new=self.chosen.only_new, progress=progress)
        except IcpError as error:
            fault = sentences(error)
        except OSError as error:
            fault = sentences(IcpError(f"cannot write the list: {error.strerror or error}; nothing was written"))
        self.post_message(self.Ended(target, fault))

    def on_export_screen_progressed(self, event: Progressed) -> None:
        """How far it is."""
        if self._writing:
            full = round(event.share * _BAR)
            self._say(f"Writing {event.share:4.0%}  {'█' * full}{'░' * (_BAR - full)}   Esc stops it")

    def on_export_screen_ended(self, event: Ended) -> None:
        """Say where the files are, or what went wrong and how to mend it."""
        self._writing = False
        self.query_one(TextInput).disabled = False
        if event.fault is not None:
            self._failed = True
            self._say(*event.fault, style="$text-error")
            # The folder may be another now: a list may stand there, or the disk be gone.
            self._look()
            return
        self._written = event.target
        self._say(f"Done: {self._files + self.preset_files} files are in {event.target}", self.next_step, style="$text-success")
        # What is new is new since now.
        self.plan_presets()
        # Enter means the way back now, as the message says.
        self._keys()

    def action_copy_path(self) -> None:
        """Copy the folder's path."""
        if self._target is not None:
            self.app.copy_to_clipboard(str(self._target.path))
            toast(self.app, f"Copied {self._target.path}")

    def action_close(self) -> None:
        """Stop writing, or leave the field, or go back."""
        if self._writing:
            self.workers.cancel_group(self, "export")
        elif self.query_one(TextInput).has_focus:
            self.query_one(PlanView).focus()
        else:
            self.dismiss(self._written)

    # The plan

    @work(thread=True, exclusive=True, group="plan")
    def _make_plan(self) -> None:
        self.post_message(self.Planned(export_plan(self._review.session, self._review.scored)))

    def on_export_screen_planned(self, event: Planned) -> None:
        """Show it."""
        self._files, self._plan = len(event.plan.files), event.plan
        self.show_page()

    def _say(self, said: str, then: str = "", *, style: str = "") -> None:
        state = self.query_one(".export-state", Static)
        state.update(lines(plain(said, f"bold {style}".strip()), *([safe(then)] if then else [])))
