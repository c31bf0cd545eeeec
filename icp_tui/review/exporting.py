"""What a command was asked to export beside the list: presets, all of their accounts or only the new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from icp_tui.errors import IcpError
from icp_tui.export.preset_choice import Chosen, choose
from icp_tui.review.decisions.workspace import path_of
from icp_tui.review.exported import Exports
from icp_tui.review.preset_exports import PresetExport, checked_exports, last_exports, remember
from icp_tui.review.session import Session


@dataclass(frozen=True)
class Exporting:
    """The chosen presets, and the workspace that remembers what was exported; None for none."""

    chosen: Sequence[Chosen] = ()
    workspace: str | None = None
    only_new: bool = False

    @classmethod
    def asked(cls, names: Sequence[str], mappings: Sequence[Path], workspace: str | None, *, only_new: bool) -> Exporting:
        """Read the presets and mappings. IcpError for those that there are not, and for only_new that can mean nothing."""
        if only_new and not names:
            raise IcpError("--only-new is about the files of presets", hint="add --preset NAME; icp-tui presets lists them")
        if only_new and workspace is None:
            raise IcpError("--only-new needs a workspace, which remembers what was exported last", hint="add -w NAME")
        return cls(choose(names, mappings), workspace, only_new)

    def planned(self, session: Session) -> list[PresetExport]:
        """The files of each preset; IcpError with every refusal of all, or when the last export cannot be read."""
        exports = self._exports(session)
        names = [one.preset.preset for one in self.chosen]
        lasts = last_exports(exports, names) if exports and self.only_new else {}
        return checked_exports(session, self.chosen, lasts, names if self.only_new else ())

    def remember(self, session: Session, made: Sequence[PresetExport]) -> str:
        """Keep what is in place now; why that could not be, or nothing."""
        exports = self._exports(session)
        try:
            if exports:
                remember(exports, made)
        except OSError as error:
            return f"the files are written, but what they hold is not remembered: {error.strerror or error}"
        return ""

    def _exports(self, session: Session) -> Exports | None:
        return Exports.beside(path_of(self.workspace), session.profile.icp) if self.workspace else None


NO_PRESETS = Exporting()
