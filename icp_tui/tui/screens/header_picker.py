"""Pickers of the load report: what a header means, in which order its dates are, which tool a file comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from icp_tui.tui.choices import KEPT, Choices
from icp_tui.tui.commands import bindings
from icp_tui.tui.field_words import FIELDS
from icp_tui.tui.screens.prompt import BREAKPOINTS
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.text_input import TextInput
from icp_tui.tui.wrapping import cell

if TYPE_CHECKING:
    from icp_tui.sources.report import HeaderReport, SourceReport

# What a header can be besides a field; no field is called so.
NOTHING, DAY_FIRST, MONTH_FIRST = "-nothing", "-day", "-month"
_NAME = 22
# What cells have to be to say something for a field; any text says something for the others.
_READS = {
    **dict.fromkeys(("revenue", "revenue_min", "revenue_max", "funding_total", "last_funding_amount"), "money"),
    **dict.fromkeys(("employees", "employees_min", "employees_max"), "a number of people"),
    **dict.fromkeys(("last_funding_date", "intent_date"), "a date"),
    "founded": "a year", "intent_score": "a number",
}  # fmt: skip
_LONGEST = 200


@dataclass(frozen=True)
class Choice:
    """Something to choose: what it is called inside and for people, and a line about it."""

    id: str
    said: str
    about: str = ""
    doubt: str = ""


# A heading, and the choices below it.
Groups = Sequence[tuple[str, Sequence[Choice]]]


class Picker(ModalScreen[str | None]):
    """Gives the id of what is chosen, or None; typing narrows the choices.

    `now` is what holds at the moment, where the cursor begins, or else at the top.
    """

    AUTO_FOCUS = "TextInput"
    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("picker")]

    def __init__(
        self, title: str, about: Sequence[str], groups: Groups, now: str, *, from_top: bool = False
    ) -> None:
        super().__init__()
        self._from_top = from_top
        self._title = title
        self._about = about
        self._groups = groups
        self._now = now

    def compose(self) -> ComposeResult:
        """The header, the line to type in, the choices in their groups."""
        with Vertical(classes="dialog picker"):
            yield Static(plain(clipped(self._title, _LONGEST)), classes="dialog-title")
            yield Static(Content("\n").join(plain(clipped(one, _LONGEST)) for one in self._about), classes="picker-about")
            yield TextInput(placeholder="type to narrow", compact=True)
            yield OptionList(classes="picker-choices", markup=False)
            yield KeyFooter("picker")

    def on_mount(self) -> None:
        """Only the line has the focus; the choices follow the arrow keys from there."""
        self.query_one(OptionList).can_focus = False
        self._narrow("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)

    def action_move(self, step: int) -> None:
        """To the choice before or after."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_accept(self) -> None:
        """Give the choice that is highlighted."""
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(option.id)

    def action_cancel(self) -> None:
        """Away, with nothing changed."""
        self.dismiss(None)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().replace("_", " ").split()
        options = self.query_one(OptionList)
        options.clear_options()
        for heading, choices in self._groups:
            met = [one for one in choices if _has(one, heading, words)]
            if met and heading:
                options.add_option(Option(plain(heading, "bold"), disabled=True))
            options.add_options(Option(self._prompt(one), id=one.id) for one in met)
        if not options.option_count:
            options.add_option(Option(plain("nothing is called so; Backspace takes letters away", "dim"), disabled=True))
        at = next((place for place, one in enumerate(options.options) if one.id == self._now), None)
        first = next((place for place, one in enumerate(options.options) if not one.disabled), None)
        options.highlighted = first if words or at is None or self._from_top else at

    def _prompt(self, one: Choice) -> Content:
        mark = "(●) " if one.id == self._now else "( ) "
        about = plain(f"! {clipped(one.doubt, _LONGEST)}", "$text-warning") if one.doubt else plain(one.about, "dim")
        return Content.assemble(mark, cell(one.said, _NAME, "bold"), " ", about)


def _has(one: Choice, heading: str, words: Sequence[str]) -> bool:
    said = f"{one.said} {one.about} {heading}".casefold().replace("_", " ")
    return all(word in said for word in words)


def header_picker(source: SourceReport, header: HeaderReport, choices: Choices) -> Picker:
    """What a header means; gives a field, `NOTHING`, `DAY_FIRST` or `MONTH_FIRST`."""
    about = [f"in {source.path.name}, e.g. {', '.join(header.samples)}" if header.samples else f"in {source.path.name}"]
    groups: list[tuple[str, Sequence[Choice]]] = []
    order = choices.day_first(source, header)
    if order is not None:
        about.append(f"3/4/2024 is read as {'3 April' if order else 'March 4'} now: the {'day' if order else 'month'} first")
        other = Choice(MONTH_FIRST, "month first", "3/4/2024 is March 4") if order else Choice(
            DAY_FIRST, "day first", "3/4/2024 is 3 April"
        )  # fmt: skip
        groups.append(("Its dates", [other]))
    groups.append(("", [Choice(NOTHING, KEPT, "no field: it is only shown and exported")]))
    groups += [(heading, [Choice(field, field, said, _doubt(field, header.samples)) for field, said in fields]) for heading, fields in FIELDS]
    now = choices.field(source, header) or NOTHING
    # Most who ask about such a column come for its dates.
    return Picker(f"What is {header.header}?", about, groups, now, from_top=order is not None)


def _doubt(field: str, samples: Sequence[str]) -> str:
    """`2026-09-01 does not read as money`, where none of the samples does."""
    # Stands on Polars, which is there by now.
    import polars as pl  # noqa: PLC0415

    from icp_tui.sources.misfit import understood  # noqa: PLC0415

    if field not in _READS or not samples or understood(field, pl.Series(samples, dtype=pl.String)):
        return ""
    return f"{samples[0]} does not read as {_READS[field]}"


def dialect_picker(source: SourceReport, choices: Choices) -> Picker:
    """Which tool a source comes from; gives the name of a dialect."""
    # Stands on the vocabularies of sources, which are read by now.
    from icp_tui.sources.dialect import GENERIC, dialects  # noqa: PLC0415

    known = dialects()
    named = sorted((one for name, one in known.items() if name != GENERIC), key=lambda one: one.title.casefold())
    tools = [Choice(one.dialect, one.dialect, one.title) for one in named]
    about = ["The tool decides what the headers mean, and in which units numbers are.", *source.evidence[:1]]
    groups = [("", [Choice(GENERIC, GENERIC, "none of these: every header by its name alone")]), ("Tools", tools)]
    return Picker(f"Where does {source.path.name} come from?", about, groups, choices.dialect(source))


def take(answer: str, source: SourceReport, header: HeaderReport | None, choices: Choices) -> None:
    """Put what a picker gave among the choices."""
    if header is None:
        choices.choose_dialect(source, answer)
    elif answer in (DAY_FIRST, MONTH_FIRST):
        choices.choose_order(source, header, day_first=answer == DAY_FIRST)
    else:
        choices.choose_field(source, header, None if answer == NOTHING else answer)
