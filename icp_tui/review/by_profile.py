"""What a review does with its profile: tune it, go on with a saved one, read it again, and export what it gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from icp_tui.errors import IcpError
from icp_tui.export.preset_choice import choose
from icp_tui.profile import Profile, load_profile
from icp_tui.review.cells import Cells
from icp_tui.review.exported import Exports
from icp_tui.review.files import write_files
from icp_tui.review.looking_back import LookingBack
from icp_tui.review.moved import Moved, shifted
from icp_tui.review.pending_delta import check_pending
from icp_tui.review.preset_exports import PresetExport, last_exports, preset_exports, remember
from icp_tui.review.session import load_suppressions
from icp_tui.review.snapshots import Snapshot, freeze
from icp_tui.review.tuning.unsaved import carry
from icp_tui.scoring.listing import ScoredList

Progress = Callable[[str, float], None]


class ByProfile(LookingBack):
    """The part of a review that shows the list by one profile after another."""

    # The profile as its file says it; the session's own is another one while it is tuned.
    saved: Profile
    cells: Cells
    _suppress: Sequence[Path]
    forgotten = ""

    @property
    def is_tuned(self) -> bool:
        """Whether the list is by a profile that is in no file yet."""
        return self.session.profile is not self.saved

    def tuned(self, profile: Profile) -> ScoredList:
        """The list by a profile that was tuned from the saved one; on IcpError the list stays as it was."""
        with self._lock:
            old = self.session.profile
            self.session.profile = profile
            try:
                scored = self.session.scored()
            except IcpError:
                self.session.profile = old
                raise
            self._show(scored)
            return scored

    def as_saved(self) -> ScoredList:
        """The list as it would be by the saved profile; the one under review stays as it is."""
        with self._lock:
            if not self.is_tuned:
                return self.scored
            tuned = self.session.profile
            self.session.profile = self.saved
            try:
                return self.session.scored()
            finally:
                self.session.profile = tuned

    def saved_as(self, profile: Profile) -> None:
        """Go on with `profile`, which is in a file now; on IcpError the list and the saved profile stay as they were."""
        with self._lock:
            self.tuned(profile)
            self.saved = profile

    def reload_profile(self) -> Moved:
        """Read the profile and its suppression files again; on IcpError the list stays as it was."""
        with self._lock:
            profile = load_profile(self._path())
            suppressions = tuple(load_suppressions(profile, self._suppress))
            before, old = self.scored, (self.session.profile, self.session.suppressions)
            self.session.profile, self.session.suppressions = profile, suppressions
            try:
                scored = self.session.scored()
            except IcpError:
                self.session.profile, self.session.suppressions = old
                raise
            was, self.saved = self.saved, profile
            carry(self.workspace.path, was, profile)
            self._show(scored)
            return shifted("Read the profile again.", before, scored)

    def _path(self) -> Path:
        """The profile's file."""
        path = self.session.profile.path
        if path is None:
            raise IcpError("the profile was not read from a file")
        return path

    def export(
        self,
        target: Path,
        *,
        force: bool = False,
        presets: Sequence[str] = (),
        only_new: Collection[str] = (),
        progress: Progress | None = None,
    ) -> Path:
        """Write the list into `target`, all files or none, with those of presets; the folder. See `files.write_files` for errors.

        What was exported is remembered then; `forgotten` says why it could not be, or nothing.
        """
        with self._lock:
            if self.is_tuned:
                raise not_saved()
            made = self.preset_exports(presets, only_new)
            check_pending(target, made)
            write_files(self.session, target, force=force, presets=[one.plan for one in made], progress=progress)
            self.forgotten = ""
            try:
                remember(self._exports, made)
            except OSError as error:
                self.forgotten = f"What the files hold is not remembered: {error.strerror or error}."
        return target

    def preset_exports(self, presets: Sequence[str], only_new: Collection[str] = ()) -> list[PresetExport]:
        """What `export` would write for presets; what one refuses is in its plan. IcpError when one cannot be read."""
        with self._lock:
            return preset_exports(self.session, choose(presets), last_exports(self._exports, presets), only_new) if presets else []

    @property
    def _exports(self) -> Exports:
        return Exports.beside(self.workspace.path, self.session.profile.icp)

    def freeze(self, name: str, *, force: bool = False, progress: Progress | None = None) -> Snapshot:
        """Keep the list under a name in the workspace. See `snapshots.freeze` for errors."""
        with self._lock:
            if self.is_tuned:
                raise not_saved()
            return freeze(self.session, self.workspace, name, force=force, progress=progress)

    def _show(self, scored: ScoredList) -> None:
        self.scored = scored
        self.cells = Cells(self.session, scored, self.cells)


def not_saved() -> IcpError:
    """Why nothing can be exported while the profile is tuned."""
    said = "the profile is tuned and not saved, so no file could say where this list is from"
    return IcpError(said, hint="in the list press w: there s saves it, and U takes the changes back")
