"""The presets of the export screen: which are chosen, a page for each, and what keeps one from being written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from icp_tui.errors import IcpError
from icp_tui.review.chosen_presets import ChosenPresets, chosen_presets, keep_chosen
from icp_tui.review.export_plan import ExportPlan
from icp_tui.review.export_target import sentences
from icp_tui.review.preset_exports import PresetExport
from icp_tui.review.review import Review
from icp_tui.tui.commands import Where
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.screens.preset_picker import PresetPicker
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.page_tabs import PageTabs
from icp_tui.tui.widgets.plan_view import PlanView

LIST = "List"


class ExportPages(Screen[Path | None]):
    """An export screen with a page for the list, and one for each preset that is chosen."""

    _review: Review
    _plan: ExportPlan | None = None
    _writing: bool = False

    class PresetsPlanned(Message):
        """The files of the presets are planned; or `fault` says why not, and the mend."""

        def __init__(self, made: Sequence[PresetExport], fault: tuple[str, str] | None) -> None:
            super().__init__()
            self.made, self.fault = made, fault

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ChosenPresets()
        self.planning = False
        self.exports: Sequence[PresetExport] = ()
        self._fault: tuple[str, str] | None = None
        self._page = 1

    def presets_changed(self) -> None:
        """What is said of the folder may be another thing now."""
        raise NotImplementedError

    @property
    def refusal(self) -> tuple[str, str] | None:
        """Why nothing can be written with these presets, and the mend."""
        if self._fault is not None:
            said, mend = self._fault
            return said, f"{mend} p leaves the preset out.".strip()
        refused = [one for one in self.exports if one.plan.refusals]
        if not refused:
            return None
        firsts = [one.plan.refusals[0].in_app() for one in refused]
        if len(refused) == 1:
            return f"{refused[0].name} cannot be written: {firsts[0].said.rstrip('.')}.", f"{firsts[0].mend} Its page says more; p leaves it out.".strip()
        names = [one.name for one in refused]
        why = " ".join(f"{name}: {first.said.rstrip('.')}." for name, first in zip(names, firsts, strict=True))
        return f"{', '.join(names[:-1])} and {names[-1]} cannot be written.", f"{why} The pages marked ✗ say how to mend that; p leaves presets out."

    @property
    def preset_files(self) -> int:
        """How many files the presets give, each with a README."""
        return sum(len(one.plan.files) + 1 for one in self.exports)

    @property
    def next_step(self) -> str:
        """What to do with the files that were written."""
        names = ", ".join(self.chosen.names)
        load = f"the files in {names} (README.txt there says how)" if names else "tier_*.csv into your sequencer, CRM or ad platform"
        said = [f"Next: load {load}; receipt.json says what went in.", self._review.forgotten, "y copies the path, Enter goes back to the list."]
        return " ".join(one for one in said if one)

    def take_chosen(self) -> None:
        """Begin with the presets that were chosen last in this workspace."""
        self.chosen = chosen_presets(self._review.workspace.path)
        self.plan_presets()

    def plan_presets(self) -> None:
        """Plan the files of the chosen presets anew."""
        self.planning = bool(self.chosen.names)
        if self.planning:
            self._plan_presets(self.chosen)
        else:
            self._planned([], None)

    @work(thread=True, exclusive=True, group="presets")
    def _plan_presets(self, chosen: ChosenPresets) -> None:
        made: Sequence[PresetExport] = ()
        fault = None
        try:
            made = self._review.preset_exports(chosen.names, chosen.only_new)
        except IcpError as error:
            fault = sentences(error)
        if not get_current_worker().is_cancelled:
            self.post_message(self.PresetsPlanned(made, fault))

    @on(PresetsPlanned)
    def _presets_planned(self, event: PresetsPlanned) -> None:
        event.stop()
        self._planned(event.made, event.fault)

    def _planned(self, made: Sequence[PresetExport], fault: tuple[str, str] | None) -> None:
        before = self._shown.name if self._shown else LIST
        self.planning, self.exports, self._fault = False, made, fault
        tabs = self.query_one(PageTabs)
        tabs.display = bool(made)
        tabs.name_pages([LIST, *(f"{one.name}{' ✗' if one.plan.refusals else ''}" for one in made)])
        names = [LIST, *(one.name for one in made)]
        self._turn_to(names.index(before) + 1 if before in names else 1)
        self.presets_changed()

    # The pages

    @property
    def _shown(self) -> PresetExport | None:
        """The preset whose page is shown; None on that of the list."""
        return self.exports[self._page - 2] if 2 <= self._page <= len(self.exports) + 1 else None

    def _turn_to(self, page: int) -> None:
        self._page = page
        self.query_one(PageTabs).show(page)
        self.show_page()

    def show_page(self) -> None:
        """Show the page as it is now."""
        view = self.query_one(PlanView)
        if self._shown is not None:
            view.show_preset(self._shown)
        elif self._plan is not None:
            view.show(self._plan)

    @on(PageTabs.Chosen)
    def _tab_chosen(self, message: PageTabs.Chosen) -> None:
        self.action_show_page(message.page)

    # The actions; the names are those of the command table.

    def action_show_page(self, page: int) -> None:
        """To the page with this number."""
        if page <= len(self.exports) + 1:
            self._turn_to(page)

    def action_turn(self, step: int) -> None:
        """To the page after this one, or before."""
        self._turn_to((self._page - 1 + step) % (len(self.exports) + 1) + 1)

    def action_presets(self) -> None:
        """Choose the presets."""
        if not self._writing:
            self.run_worker(self._choose_presets(), name=AWAITED, group="ask", exclusive=True)

    async def _choose_presets(self) -> None:
        contacts = self._review.session.contacts is not None
        chosen = await self.app.push_screen_wait(PresetPicker(self.chosen, contacts=contacts))
        if chosen != self.chosen:
            self._take(chosen)

    def action_only_new(self) -> None:
        """Write only what is new of the preset that is shown, on the list's page of all; or everything again."""
        if self._writing:
            return
        if not self.chosen.names:
            toast(self.app, "No preset is chosen yet: p chooses the tools whose files are written too", "warning")
            return
        self._take(self.chosen.new_switched([self._shown.name] if self._shown else self.chosen.names))

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "Export", ("export",)

    def _take(self, chosen: ChosenPresets) -> None:
        self.chosen = chosen
        if wrong := keep_chosen(self._review.workspace.path, chosen):
            toast(self.app, wrong, "warning")
        self.plan_presets()
        self.presets_changed()
