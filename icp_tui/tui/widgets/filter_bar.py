"""The line between the buckets and the table: what is shown and how much, and where find and filter are typed."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from icp_tui.tui.text import plain
from icp_tui.tui.widgets.text_input import TextInput

Asked = Literal["find", "filter"]

_HINTS: dict[Asked, str] = {
    "find": "a name, a domain, any text; Enter goes to it, n to the next",
    "filter": "words, field:value such as country:US or employees:50-200, or an SQL condition",
}


_EXAMPLES: dict[Asked, str] = {"find": "e.g. acme", "filter": "e.g. country:US employees:50-200"}


class FilterBar(Vertical):
    """One line that says what is shown; two while something is typed, the second with what it would give."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", show=False)]

    class Typed(Message):
        """The text has changed; `asked` says what it is for."""

        def __init__(self, asked: Asked, text: str) -> None:
            self.asked: Asked = asked
            self.text = text
            super().__init__()

    class Entered(Message):
        """Enter was pressed. The line stays open until `close` is called."""

        def __init__(self, asked: Asked, text: str) -> None:
            self.asked: Asked = asked
            self.text = text
            super().__init__()

    class Cancelled(Message):
        """Esc was pressed; the line is closed."""

    def __init__(self) -> None:
        super().__init__(id="filter-bar")
        self._asked: Asked = "filter"
        self._input = TextInput(id="filter-input")
        self._status = Static(id="filter-status", markup=False)
        self._answer = Static(id="filter-answer", markup=False)

    def compose(self) -> ComposeResult:
        """The status; the line to type in and its answer, hidden until asked for."""
        yield self._status
        yield self._input
        yield self._answer

    def on_mount(self) -> None:
        """Nothing is typed yet."""
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return bool(self._input.display)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._input.value

    def ask(self, asked: Asked, text: str = "") -> None:
        """Open the line for typing, with `text` in it."""
        self._asked = asked
        self._input.value = text
        self._input.placeholder = _EXAMPLES[asked]
        self._input.border_title = asked
        self._input.display = self._answer.display = True
        self._status.display = False
        self.answer("")
        self._input.focus()

    def close(self) -> None:
        """Back to the status."""
        self._input.display = self._answer.display = False
        self._status.display = True

    def status(self, content: Content) -> None:
        """Say what is shown."""
        # Always one line: a new layout of the whole screen would cost more than all else that a mark does.
        self._status.update(content, layout=False)

    def answer(self, said: str, *, wrong: bool = False) -> None:
        """Say what the typed text gives, or what is wrong with it."""
        word = "Find: " if self._asked == "find" else "Filter: "
        hint = said or _HINTS[self._asked]
        self._answer.update(plain(word, "bold") + plain(hint, "bold $text-error" if wrong else "$text-muted"))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Typed(self._asked, event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(self._asked, event.value))

    def action_cancel(self) -> None:
        """Close without a change."""
        self.close()
        self.post_message(self.Cancelled())
