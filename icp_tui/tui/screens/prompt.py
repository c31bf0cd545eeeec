"""Small questions over the screen: a text, a yes or no, or something to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from icp_tui.tui.commands import bindings
from icp_tui.tui.text import plain, safe
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.text_input import TextInput, one_line

# A window with fewer than 20 lines has none to spare for gaps.
BREAKPOINTS = [(0, "-short"), (20, "-tall")]
# Names that a question spells out, and suggestions that it lists.
_NAMED = 3
_LISTED = 50


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
    typing. `required` is what to say when nothing was typed; without it an empty answer will do.
    """

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
    ) -> None:
        super().__init__()
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
            yield TextInput(self._value, placeholder=self._placeholder, select_on_focus=True)
            yield Static("", classes="dialog-problem", markup=False)
            yield OptionList(classes="dialog-suggestions", markup=False)
            yield KeyFooter("prompt", without=() if self._suggestions else ("suggest",))

    def on_mount(self) -> None:
        """Only the line has the focus; the suggestions follow the arrow keys from there."""
        self.query_one(OptionList).can_focus = False
        self._narrow("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._problem("")
        self._narrow(event.value)

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
        text = one_line(self.query_one(TextInput).value).strip()
        if self._required and not text:
            self._problem(self._required)
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Suggestions can be chosen where there are any."""
        return action != "suggest" or bool(self._suggestions)

    def _take(self, place: int) -> None:
        options = self.query_one(OptionList)
        options.highlighted = place
        field = self.query_one(TextInput)
        # Only typing narrows the list: choosing must not take the next choice away.
        with field.prevent(Input.Changed):
            field.value = str(options.get_option_at_index(place).id)
        field.cursor_position = len(field.value)
        self._problem("")

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        met = [one for one in self._suggestions if all(word in one.casefold() for word in words)]
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

    def __init__(self, title: str, about: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._about = about

    def compose(self) -> ComposeResult:
        """The title, the text, and how to close it."""
        with Vertical(classes="dialog"):
            yield Static(safe(self._title), classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-text"):
                for sentence in self._about:
                    yield Static(safe(sentence), markup=False)
            yield Static("Enter closes   ↓ ↑ scroll", classes="dialog-hint", markup=False)

    def action_close(self) -> None:
        """Away."""
        self.dismiss(None)

    def action_scroll(self, step: int) -> None:
        """A line on or back."""
        self.query_one(".dialog-text", VerticalScroll).scroll_relative(y=step, animate=False)
