"""Small questions over the screen: a text, a yes or no, or something to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from icp_tui.review.decisions.until import EXAMPLES, suggestions, until, until_words
from icp_tui.tui.commands import bindings
from icp_tui.tui.text import plain, safe
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.text_input import TextInput, one_line

# A window with fewer than 20 lines has none to spare for gaps.
BREAKPOINTS = [(0, "-short"), (20, "-tall")]
# Names that a question spells out, and suggestions that it lists.
_NAMED = 3
_LISTED = 50
# The share of the window that a dialog may take, as in app.tcss.
_TALLEST = 0.96


def named(names: Sequence[str], total: int) -> str:
    """`Acme, Globex, Hooli and 12 more`: the first names of `total`."""
    shown = [safe(name) for name in names[:_NAMED]]
    more = total - len(shown)
    if more > 0:
        return f"{', '.join(shown)} and {more:,} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


class Prompt(ModalScreen[str | None]):
    """Asks for a line of text; gives it without blanks around it, or None when the person cancels.

    `about` is sentences below the title. `suggestions` are chosen with the arrow keys and narrowed by
    typing. `required` is what to say when nothing was typed; without it an empty answer will do. `check` says what
    is wrong with a text, or nothing: the box stays open with it, and nothing typed is lost. With `as_of` a second line asks for a last day, which `expires` has when the text is given; nothing is no end.
    """

    expires: date | None = None

    AUTO_FOCUS = "TextInput"
    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("prompt")]

    def __init__(
        self,
        title: str,
        about: Sequence[str] = (),
        suggestions: Sequence[str] = (),
        *,
        required: str = "",
        value: str = "",
        placeholder: str = "",
        as_of: date | None = None,
        check: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._check = check
        self._as_of = as_of
        self._title = title
        self._about = about
        self._required = required
        self._value = one_line(value)
        self._placeholder = placeholder
        tidy = (one_line(one).strip() for one in suggestions)
        self._suggestions = [one for one in dict.fromkeys(tidy) if one]

    def compose(self) -> ComposeResult:
        """The question, the line to type in, what was said before."""
        with Vertical(classes="dialog"):
            yield Static(safe(self._title), classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-about", can_focus=False):
                for sentence in self._about:
                    yield Static(safe(sentence), markup=False)
            yield TextInput(self._value, placeholder=self._placeholder, select_on_focus=True, id="said")
            if self._as_of is not None:
                with Horizontal(classes="dialog-until"):
                    yield Static("Until (optional)", markup=False)
                    yield TextInput(placeholder=EXAMPLES, id="until")
                yield Static("", classes="dialog-day", markup=False)
            yield Static("", classes="dialog-problem", markup=False)
            yield OptionList(classes="dialog-suggestions", markup=False)
            without = [] if self._suggestions or self._as_of else ["suggest"]
            yield KeyFooter("prompt", without=without if self._as_of else [*without, "other_line"])

    def on_mount(self) -> None:
        """Only the line has the focus; the suggestions follow the arrow keys from there."""
        self.query_one(OptionList).can_focus = False
        self._narrow("")

    @property
    def _line(self) -> TextInput:
        """The line that is typed in."""
        focused = self.focused
        return focused if isinstance(focused, TextInput) else self.query_one("#said", TextInput)

    @on(DescendantFocus)
    def _line_changed(self) -> None:
        """Each line has suggestions of its own."""
        self._narrow("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._problem("")
        if event.input.id == "until":
            self._say_day()
        if event.input is self._line:
            self._narrow(event.value)

    def _day(self) -> date | None:
        """The last day that is typed; ValueError with the mend."""
        typed = "" if self._as_of is None else self.query_one("#until", TextInput).value
        return until(typed, self._as_of) if self._as_of is not None else None

    def _say_day(self) -> None:
        """Which day was understood, while it is typed."""
        try:
            day = self._day()
        except ValueError:
            day = None
        said = until_words(day, self._as_of) if day and self._as_of else ""
        line = self.query_one(".dialog-day", Static)
        line.update(safe(said))
        line.display = bool(said)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def action_accept(self) -> None:
        """Give the text, when there is one or none is needed."""
        field = self.query_one("#said", TextInput)
        text = one_line(field.value).strip()
        if self._required and not text:
            field.focus()
            self._problem(self._required)
            return
        if self._check is not None and (wrong := self._check(text)):
            field.focus()
            self._problem(wrong)
            return
        try:
            self.expires = self._day()
        except ValueError as error:
            self.query_one("#until", TextInput).focus()
            self._problem(str(error))
            return
        self.dismiss(text)

    def action_cancel(self) -> None:
        """Away, with nothing changed."""
        self.dismiss(None)

    def action_suggest(self, step: int) -> None:
        """Put the next suggestion into the line."""
        options = self.query_one(OptionList)
        if options.option_count:
            at = options.highlighted
            start = -1 if step > 0 else options.option_count
            self._take(max(0, min(options.option_count - 1, (start if at is None else at) + step)))

    def action_other_line(self) -> None:
        """To the last day, and back to the text."""
        self.focus_next(TextInput)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Suggestions can be chosen where there are any, and a second line where it is asked for."""
        if action == "other_line":
            return self._as_of is not None
        return action != "suggest" or bool(self._suggestions) or self._as_of is not None

    def _take(self, place: int) -> None:
        options = self.query_one(OptionList)
        options.highlighted = place
        field = self._line
        # Only typing narrows the list: choosing must not take the next choice away.
        with field.prevent(Input.Changed):
            field.value = str(options.get_option_at_index(place).id)
        field.cursor_position = len(field.value)
        self._problem("")
        if field.id == "until":
            self._say_day()

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        days = suggestions(self._as_of) if self._line.id == "until" and self._as_of else None
        met = [one for one in (self._suggestions if days is None else days) if all(word in one.casefold() for word in words)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(plain(one), id=one) for one in met[:_LISTED])
        options.display = bool(met)

    def _problem(self, said: str) -> None:
        problem = self.query_one(".dialog-problem", Static)
        problem.update(safe(said))
        problem.display = bool(said)


class Confirm(ModalScreen[bool]):
    """Asks for a yes or no; Esc is no, and so is Enter until the other button is chosen."""

    AUTO_FOCUS = "#no"
    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n,escape,q", "answer(False)", "No"),
        Binding("left,up,right,down,h,j,k,l", "other", "The other answer"),
    ]

    def __init__(self, title: str, about: Sequence[str] = (), *, yes: str = "Yes", no: str = "No") -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._yes, self._no = yes, no

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        with Vertical(classes="dialog"):
            yield Static(safe(self._title), classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-about", can_focus=False):
                for sentence in self._about:
                    yield Static(safe(sentence), markup=False)
            with Horizontal(classes="dialog-answers"):
                yield Button(plain(f"y  {self._yes}"), id="yes", compact=True)
                yield Button(plain(f"n  {self._no}"), id="no", compact=True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001  as the key binds it
        """Give the answer."""
        self.dismiss(yes)

    def action_other(self) -> None:
        """To the other button."""
        self.focus_next()


class Notice(ModalScreen[None]):
    """Something to read, of any length; Enter, Esc or q closes it."""

    AUTO_FOCUS = ".dialog-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q,space", "close", "Close"),
        Binding("j", "scroll(1)", "Down"),
        Binding("k", "scroll(-1)", "Up"),
    ]

    def __init__(self, title: str, about: Sequence[str | Content]) -> None:
        super().__init__()
        self._title = title
        self._about = about

    def compose(self) -> ComposeResult:
        """The title, the text, and how to close it."""
        with Vertical(classes="dialog"):
            yield Static(safe(self._title), classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-text"):
                for said in self._about:
                    yield Static(said if isinstance(said, Content) else safe(said), markup=False)
            yield Static("Enter closes   ↓ ↑ scroll", classes="dialog-hint", markup=False)

    def on_resize(self, event: Resize) -> None:
        """The text takes all but the lines of the frame, the title and the hint."""
        around = 2 + self.query_one(".dialog-title").outer_size.height + 2
        self.query_one(".dialog-text").styles.max_height = max(3, int(event.size.height * _TALLEST) - around)

    def action_close(self) -> None:
        """Away."""
        self.dismiss(None)

    def action_scroll(self, step: int) -> None:
        """A line on or back."""
        self.query_one(".dialog-text", VerticalScroll).scroll_relative(y=step, animate=False)
