"""What a list is opened from: its files, its workspace, its date. Opening it gives a review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from icp_tui.errors import IcpError
from icp_tui.sources.reading import AS_FOUND, Reading

if TYPE_CHECKING:
    from icp_tui.review.review import Review

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Opening:
    """The files, workspace and date of a list. `workspace` is a name or a path, None the default one.

    A throw-away workspace forgets its decisions when it is closed. Without `as_of` ages count from
    `today`, the day of opening. `reading` says what a person knows better about every source.
    """

    sources: tuple[Path, ...]
    profile: Path | None = None
    workspace: str | None = None
    suppress: tuple[Path, ...] = ()
    as_of: date | None = None
    throw_away: bool = False
    reading: Reading = AS_FOUND
    signals: tuple[Path, ...] = ()

    def open(self, progress: Progress | None = None) -> Review:
        """Read everything; IcpError with every problem of the first stage that has any.

        The profile must be named. Nothing stays open when it fails.
        """
        if self.profile is None:
            raise IcpError("no profile is given", hint="name one with -p, or choose one in the app")
        # An opening is made before anything is read, by screens that must not wait for Polars.
        from icp_tui.profile import load_profile  # noqa: PLC0415
        from icp_tui.review.review import Review  # noqa: PLC0415
        from icp_tui.review.session import Session  # noqa: PLC0415
        from icp_tui.review.workspace import Workspace  # noqa: PLC0415
        from icp_tui.sources.given import named  # noqa: PLC0415

        profile = load_profile(self.profile)
        workspace = Workspace.throw_away() if self.throw_away else Workspace.open(self.workspace)
        try:
            day = self.as_of or date.today()  # noqa: DTZ011 - the person's own day is meant
            session = Session.load(
                named([str(source) for source in self.sources]), profile, day, suppress=self.suppress, reading=self.reading, signals=self.signals,
                progress=progress,
            )
            if progress:
                progress("scoring", 0.0)
            review = Review(session, workspace, suppress=self.suppress)
            if progress:
                progress("scoring", 1.0)
        except BaseException:
            workspace.close()
            raise
        return review
