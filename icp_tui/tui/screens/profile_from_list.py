"""The screen that makes a profile from the columns of a list: tick what counts, see how the list would be cut."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, get_current_worker

from icp_tui.errors import IcpError
from icp_tui.review.drafting.templates import free_name
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.idea_lines import cut_line, idea_line, value_line
from icp_tui.tui.screens.problems import ProblemsScreen
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.typed_path import PathSuggester, is_folder, typed_path
from icp_tui.tui.widgets.hanging import Hanging
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.load_steps import LoadSteps

if TYPE_CHECKING:
    from icp_tui.review.drafting.list_draft import ListDraft
    from icp_tui.review.drafting.suggested import Suggested
    from icp_tui.review.opening import Opening  # noqa: F401  what the screen gives

_LONGEST = 400
_STEP, _MOST_WEIGHT = 5, 100
_ROOMY = 20
_ABOUT = "Tick what tells a good account from a bad one; four to six are enough. What is best in each you can change later (w)."


class _StoppedError(Exception):
    """The person does not want the list any more."""


class ProfileFromList(Screen["Opening | None"]):
    """Reads a list, offers criteria from its columns, and writes the profile; gives the list with it, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("from_list")]

    class _Read(Message):
        def __init__(self, draft: ListDraft) -> None:
            super().__init__()
            self.draft = draft

    class _Failed(Message):
        def __init__(self, error: BaseException) -> None:
            super().__init__()
            self.error = error

    class _Cut(Message):
        def __init__(self, ticked: frozenset[str], buckets: dict[str, int]) -> None:
            super().__init__()
            self.ticked = ticked
            self.buckets = buckets

    def __init__(self, sources: Sequence[Path]) -> None:
        super().__init__()
        self._sources = tuple(path.absolute() for path in sources)
        self._draft: ListDraft | None = None
        self._ticked: set[str] = set()
        self._weights: dict[str, int] = {}
        self._reading: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """The steps of reading; then the columns, what they do, the file name."""
        yield Static(plain(clipped(f"New profile from {self._sources[0].name}", 200)), classes="screen-title")
        yield LoadSteps()
        with Vertical(id="from-form"):
            yield Static(plain(_ABOUT), classes="form-about", id="from-about")
            yield OptionList(id="from-ideas", markup=False)
            yield Static(id="from-values", markup=False)
            yield Static(id="from-cut", markup=False)
            with Horizontal(id="from-row"):
                yield Static(plain("Save it as "))
                yield Input(
                    f"./{free_name(Path.cwd())}", suggester=PathSuggester((".yaml", ".yml")), id="from-path", compact=True,
                    select_on_focus=False,
                )  # fmt: skip
            yield Static(id="from-problem", markup=False)
        yield KeyFooter("load", "app")

    def on_mount(self) -> None:
        """Read at once, and paint first."""
        self.query_one("#from-form").display = False
        self._reading = self._read(self.query_one(LoadSteps))

    def on_resize(self, event: Resize) -> None:
        """A low window has room for the columns and the file name only."""
        for part in ("#from-about", "#from-values"):
            self.query_one(part).display = event.size.height >= _ROOMY

    # Reading

    @work(thread=True, exclusive=True, group="read")
    def _read(self, steps: LoadSteps) -> None:
        worker = get_current_worker()

        def progress(doing: str, share: float) -> None:
            if worker.is_cancelled:
                raise _StoppedError
            steps.at(doing, share)

        try:
            progress("reading the vocabularies", 0.0)
            from icp_tui.review.drafting.list_draft import ListDraft  # noqa: PLC0415  stands on Polars

            draft = ListDraft.read(self._sources, date.today(), progress)  # noqa: DTZ011  the person's own day is meant
        except _StoppedError:
            return
        except Exception as error:  # noqa: BLE001  the main thread decides; nothing may be lost in a thread
            self.post_message(self._Failed(error))
            return
        self.post_message(self._Read(draft))

    @on(_Failed)
    def _say(self, message: _Failed) -> None:
        error = message.error
        if not isinstance(error, IcpError):
            raise error
        self.app.push_screen(ProblemsScreen(error.problems, "This list cannot be read yet"), self._after_problems)

    def _after_problems(self, answer: str | None) -> None:
        if answer == "reload":
            self._reading = self._read(self.query_one(LoadSteps))
        else:
            self.dismiss(None)

    @on(_Read)
    def _offer(self, message: _Read) -> None:
        """The columns take the place of the steps."""
        self._draft = draft = message.draft
        self._ticked = set(draft.chosen)
        self.query_one(LoadSteps).display = False
        self.query_one("#from-form").display = True
        choices = self.query_one("#from-ideas", OptionList)
        choices.add_options([Option(self._prompt(one)) for one in draft.ideas])
        choices.highlighted = 0 if draft.ideas else None
        choices.focus()
        self.query_one(KeyFooter).show("from_list", "app")
        self._cut()

    # Choosing

    @property
    def _here(self) -> tuple[int, Suggested] | None:
        at = self.query_one("#from-ideas", OptionList).highlighted
        return None if self._draft is None or at is None else (at, self._draft.ideas[at])

    def action_move(self, step: int) -> None:
        """One column up or down."""
        choices = self.query_one("#from-ideas", OptionList)
        choices.focus()
        if step < 0:
            choices.action_cursor_up()
        else:
            choices.action_cursor_down()

    @on(OptionList.OptionSelected, "#from-ideas")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Take the column as a criterion, or leave it out again."""
        if (here := self._here) is None:
            return
        at, one = here
        if not one.usable:
            self._complain(f"{one.title} cannot tell accounts apart: {one.against}")
            return
        self._ticked ^= {one.key}
        self._drawn(at, one)

    def action_weigh(self, step: int) -> None:
        """More or less weight for a column that is ticked; ticking is for Space alone."""
        if (here := self._here) is None or not here[1].usable:
            return
        at, one = here
        if one.key not in self._ticked:
            self._complain(f"{one.title} is not ticked, so it has no weight: Space ticks it")
            return
        self._weights[one.key] = min(_MOST_WEIGHT, max(_STEP, self._weight(one) + step * _STEP))
        self._drawn(at, one)

    def _drawn(self, at: int, one: Suggested) -> None:
        self.query_one("#from-problem", Static).update("")
        self.query_one("#from-ideas", OptionList).replace_option_prompt_at_index(at, self._prompt(one))
        self._cut()

    @on(OptionList.OptionHighlighted, "#from-ideas")
    def _look(self, event: OptionList.OptionHighlighted) -> None:
        """What the column under the cursor holds."""
        event.stop()
        if (here := self._here) is not None:
            self.query_one("#from-values", Static).update(value_line(here[1]))

    def _weight(self, one: Suggested) -> int:
        return self._weights.get(one.key, one.weight)

    def _prompt(self, one: Suggested) -> Hanging:
        return idea_line(one, self._weight(one) if one.key in self._ticked else None)

    # What it would do

    def _cut(self) -> None:
        """How the list would be cut, counted beside the keys."""
        count = len(self._ticked)
        if not count:
            self.query_one("#from-cut", Static).update(plain("Tick at least one column: Space", "$warning"))
            return
        self.query_one("#from-cut", Static).update(cut_line(count, {}))
        if self._draft is not None:
            self._count(self._draft, frozenset(self._ticked), dict(self._weights))

    @work(thread=True, exclusive=True, group="cut")
    def _count(self, draft: ListDraft, ticked: frozenset[str], weights: dict[str, int]) -> None:
        worker = get_current_worker()
        buckets = draft.buckets(ticked, weights)
        if not worker.is_cancelled:
            self.post_message(self._Cut(ticked, buckets))

    @on(_Cut)
    def _show_cut(self, message: _Cut) -> None:
        if message.ticked == self._ticked:
            self.query_one("#from-cut", Static).update(cut_line(len(self._ticked), message.buckets))

    # Saving

    def action_name(self) -> None:
        """On to the file name."""
        if self._draft is not None:
            field = self.query_one("#from-path", Input)
            field.focus()
            field.cursor_position = len(field.value)

    @on(Input.Submitted, "#from-path")
    def action_accept(self) -> None:
        """Write the profile, and open the list with it."""
        if self._draft is None:
            return
        if not self._ticked:
            self._complain("Tick at least one column first")
            self.query_one("#from-ideas").focus()
            return
        text = self.query_one("#from-path", Input).value
        path = typed_path(text).absolute()
        if not text.strip() or is_folder(path):
            folder = path if text.strip() else Path.cwd()
            self._complain(f"Add a file name, such as {folder / free_name(folder)}")
            self.query_one("#from-path").focus()
            return
        self._write(self._draft, path, frozenset(self._ticked), dict(self._weights))

    @work(thread=True, exclusive=True, group="make")
    def _write(self, draft: ListDraft, path: Path, ticked: frozenset[str], weights: dict[str, int]) -> None:
        from icp_tui.review.opening import Opening  # noqa: PLC0415  stands on Polars

        try:
            made = draft.save(path, ticked, weights)
        except IcpError as error:
            self.app.call_from_thread(self._complain, str(error))
            return
        self.app.call_from_thread(self.dismiss, Opening(draft.sources, made))

    def _complain(self, what: str) -> None:
        self.query_one("#from-problem", Static).update(plain(clipped(what, _LONGEST), "$error"))

    def action_cancel(self) -> None:
        """Back; nothing is written."""
        if self._reading is not None:
            self._reading.cancel()
        self.dismiss(None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "A profile from the columns of a list", ("from_list",)
