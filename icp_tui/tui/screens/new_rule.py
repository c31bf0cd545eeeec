"""A new kill rule: typed, tried on the list at once, and kept in the profile."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input, Static

from icp_tui.errors import IcpError
from icp_tui.review.kills.new_rule import RulePreview, completions, keep, preview, with_rule
from icp_tui.review.moved import Moved
from icp_tui.review.review import Review
from icp_tui.review.tuning.profile_file import file_for, next_version
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.job import Job
from icp_tui.tui.screens.prompt import Prompt
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.typed_path import typed_path
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable
from icp_tui.tui.widgets.table_column import Column
from icp_tui.tui.widgets.text_input import TextInput, one_line

_BEST = (
    Column("tier", "Bucket", 12),
    Column("rank", "Rank", 7, "rank"),
    Column("score", "Score", 6, "score"),
    Column("account", "Best accounts that it would take", 30),
    Column("industry", "Industry", 20),
    Column("employees", "Empl", 7, "number"),
    Column("country", "Country", 7),
)
_EMPTY = "Type a condition: whom it would take is shown here."
_TYPING = 0.15
# What the footer leaves out while the condition is typed, and while the reason is.
_AT_WHEN, _AT_BECAUSE = {"back", "help", "accept"}, {"back", "help", "reason"}
_SAID = 400


class _Completing(Suggester):
    """Goes on with the column or value that is being typed."""

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._review, self._job = review, job

    async def get_suggestion(self, value: str) -> str | None:
        """The likeliest text that begins so."""
        found: list[str] = await self._job(lambda: completions(self._review, value))
        # Only what goes on with the very letters can be shown behind them.
        return next((one for one in found if one.startswith(value)), None)


class NewRuleScreen(Screen[Moved | None]):
    """Asks for a condition and its reason; gives what moved when the rule is kept, else None."""

    AUTO_FOCUS = "#rule-when"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("new_rule")]

    def __init__(self, review: Review, job: Job, *, throw_away: bool = False) -> None:
        super().__init__()
        self._review = review
        self._job = job
        self._throw_away = throw_away
        self._typing: Timer | None = None
        self._shown: tuple[str, RulePreview] | None = None

    def compose(self) -> ComposeResult:
        """The condition and what it gives, the reason, the best accounts that it would take, the keys."""
        yield Static(plain("New kill rule"), classes="screen-title")
        yield Static(plain("Kill every account for which this is true"), classes="rule-label")
        yield TextInput(id="rule-when", placeholder="e.g. employees < 20, or country IN ('AU', 'NZ')",
                        suggester=_Completing(self._review, self._job), select_on_focus=False)  # fmt: skip
        yield Static(plain(_EMPTY, "$text-muted"), id="rule-answer", markup=False)
        yield Static(plain("Because (what others will read beside a killed account)"), classes="rule-label")
        yield TextInput(id="rule-because", placeholder="e.g. Under 20 employees", select_on_focus=False)
        yield RowTable(_BEST, stretch="account", id="rule-best")
        yield KeyFooter("new_rule", "app", without=_AT_WHEN)

    @on(DescendantFocus)
    @on(Input.Changed)
    def _line_changed(self) -> None:
        """The footer says what Enter does in this line: on to the reason, or keep the rule."""
        because = self.query_one("#rule-because", TextInput)
        keeps = because.has_focus or (bool(one_line(because.value).strip()) and bool(self._when))
        self.query_one(KeyFooter).show("new_rule", "app", without=_AT_BECAUSE if keeps else _AT_WHEN)

    def on_mount(self) -> None:
        """Nothing is typed yet."""
        table = self.query_one(RowTable)
        table.can_focus = False
        table.set_buckets([tier.name for tier in self._review.session.profile.tiers])
        table.show_frame(self._cells(pl.Series(dtype=pl.UInt32)), empty="")

    @on(Input.Changed, "#rule-when")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_TYPING, self._try)

    async def _try(self) -> bool:
        """Show what the condition gives; whether it can be understood."""
        when = self._when
        if not when:
            self._answer(_EMPTY, "$text-muted")
            return False
        shown = self._shown
        if shown is None or shown[0] != when:
            try:
                made = await self._job(lambda: preview(self._review, when))
            except ValueError as error:
                if self._when == when:
                    self._shown = None
                    self._answer(str(error), "$text-error")
                    self.query_one(RowTable).show_frame(self._cells(pl.Series(dtype=pl.UInt32)))
                return False
            if self._when != when:
                return False
            self._shown = when, made
            said = plain(made.said, "bold")
            if made.doubts:
                said = Content("\n").join([said, plain(f"! {' '.join(made.doubts)}", "$text-warning")])
            self.query_one("#rule-answer", Static).update(said)
            self.query_one(RowTable).show_frame(self._cells(made.best), empty="Nobody that is on the list now.")
        return True

    @property
    def _when(self) -> str:
        return one_line(self.query_one("#rule-when", TextInput).value).strip()

    def _answer(self, said: str, style: str) -> None:
        self.query_one("#rule-answer", Static).update(plain(clipped(said, _SAID), style))

    def _cells(self, rows: pl.Series) -> pl.DataFrame:
        scored = self._review.scored
        return scored.accounts.select(
            "industry", "employees", "country", pl.coalesce("name", "account_key").alias("account")
        )[rows].with_columns(
            scored.assigned.bucket.gather(rows).cast(pl.String).alias("tier"),
            scored.assigned.rank.gather(rows).alias("rank"),
            scored.scores["score"].gather(rows),
        )  # fmt: skip

    # The actions; the names are those of the command table.

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Keep the rule when both lines are written; else go to the one that is not."""
        self.run_worker(self._accept(), group="accept", exclusive=True)

    async def _accept(self) -> None:
        because = one_line(self.query_one("#rule-because", TextInput).value).strip()
        if not await self._try():
            if not self._when:
                self._answer("Write a condition first, such as employees < 20", "$text-error")
            self.query_one("#rule-when").focus()
            return
        if not because:
            field = self.query_one("#rule-because", TextInput)
            if field.has_focus:
                self._answer("Write why: it is what others will read beside a killed account", "$text-error")
                self._shown = None
            field.focus()
            return
        await self._keep(self._when, because)

    async def _keep(self, when: str, because: str) -> None:
        review = self._review
        target, version = None, ""
        if not self._throw_away:
            where = await self._where()
            if where is None:
                return
            target, version = where
        into = f" in {target.name}" if target is not None else ", for as long as this list is open"
        self._answer("Making the list anew by the rule…", "bold")
        said = f"Kept the rule {clipped(because, 60)}{into}."
        try:
            moved = await self._job(lambda: keep(review, with_rule(review.session.profile, when, because), said, target, version))
        except IcpError as error:
            complain(self, error)
            self._shown = None
            await self._try()
            return
        self.dismiss(moved)

    async def _where(self) -> tuple[Path, str] | None:
        """The file that the rule goes into, and the version that it has then; None to go on typing."""
        profile = self._review.session.profile
        old = profile.path or Path("profile.yaml")
        version = next_version(profile.version)
        new = file_for(profile, version)
        name = await self.app.push_screen_wait(Prompt(
            "Keep the rule in which file?",
            [f"Enter adds it to {old.name}; its comments stay. ↓ takes a new file beside it instead, as version {version}."],
            [old.name, new.name], required="Name a file", value=old.name,
        ))  # fmt: skip
        if name is None:
            return None
        target = typed_path(name, old.parent)
        return target, "" if target == old else version

    def action_reason(self) -> None:
        """On to the reason, when the condition can be understood."""
        self.action_accept()

    def action_complete(self) -> None:
        """Complete the word; without one to complete, to the other line."""
        field = self.focused
        if isinstance(field, TextInput) and field._suggestion and field.cursor_at_end:  # noqa: SLF001  Textual has no other way to ask
            field.action_cursor_right()
        else:
            self.focus_next()

    def action_cancel(self) -> None:
        """Back, and no rule is made."""
        self.dismiss(None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "A new kill rule", ("new_rule",)
