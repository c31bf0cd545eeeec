"""What a list is opened from: its files, its workspace, its date. Opening it gives a review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from icp_tui.errors import IcpError
from icp_tui.sources.mending import Mending, Mendings
from icp_tui.sources.reading import AS_FOUND, Reading

if TYPE_CHECKING:
    from icp_tui.review.decisions.workspace import Workspace
    from icp_tui.review.review import Review
    from icp_tui.sources.report import SourceReport

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Opening:
    """The files, workspace and date of a list. `workspace` is a name or a path, None the default one.

    A throw-away workspace forgets its decisions when it is closed. Without `as_of` ages count from
    `today`, the day of opening. `reading` says what a person knows better about every source, `mendings`
    what is remembered for lists with such headers; a throw-away list remembers in the memory only.
    `held` is a workspace that is open already, and is shared. `last` names the last list, for stability.
    """

    sources: tuple[Path, ...]
    profile: Path | None = None
    workspace: str | None = None
    suppress: tuple[Path, ...] = ()
    as_of: date | None = None
    throw_away: bool = False
    reading: Reading = AS_FOUND
    signals: tuple[Path, ...] = ()
    contacts: tuple[Path, ...] = ()
    prefer: tuple[str, ...] = ()
    last: str | None = None
    mendings: Mendings = field(default_factory=Mendings.kept, compare=False, repr=False)
    held: Workspace | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Nothing that is said of a throw-away list outlasts it."""
        if self.throw_away and self.mendings.path is not None:
            object.__setattr__(self, "mendings", Mendings.throw_away())

    def mended(self, source: SourceReport, mending: Mending) -> tuple[Opening, str]:
        """What to open instead, now that `mending` is said of a source and remembered for lists with its headers.

        It adds to what was remembered for them; an empty one forgets that. Also what kept it from being
        remembered, in a sentence, or an empty text.
        """
        from icp_tui.sources.overruling import unsaid  # noqa: PLC0415  stands on Polars

        headers = [header.header for header in source.headers]
        if mending:
            mending = (self.mendings.of(source.fingerprint) or Mending()).joined(mending)
        said = self.mendings.remember(source.fingerprint, replace(mending, file=source.path.name), headers)
        return replace(self, reading=unsaid(self.reading, mending)), said

    def open(self, progress: Progress | None = None) -> Review:
        """Read everything; IcpError with every problem of the first stage that has any.

        The profile must be named. Nothing stays open when it fails.
        """
        if self.profile is None:
            raise IcpError("no profile is given", hint="name one with -p, or choose one in the app")
        # An opening is made before anything is read, by screens that must not wait for Polars.
        from icp_tui import vocab  # noqa: PLC0415
        from icp_tui.profile import load_profile  # noqa: PLC0415
        from icp_tui.review.decisions.workspace import Workspace  # noqa: PLC0415
        from icp_tui.review.last_list import LastLists  # noqa: PLC0415
        from icp_tui.review.review import Review  # noqa: PLC0415
        from icp_tui.review.session import Session  # noqa: PLC0415
        from icp_tui.review.watch import Watch  # noqa: PLC0415
        from icp_tui.sources.given import named  # noqa: PLC0415

        # The person may have mended a vocabulary of their own since it was last read.
        vocab.reset()
        # Each file is looked at before it is read, so that no change is missed.
        watch = Watch([self.profile, *self.sources, *self.suppress, *self.signals, *self.contacts])
        profile = load_profile(self.profile)
        watch.add(profile.suppression_files)
        if self.held is not None:
            workspace = self.held.shared()
        else:
            workspace = Workspace.throw_away() if self.throw_away else Workspace.open(self.workspace)
        watch.add([workspace.added.path])
        try:
            day = self.as_of or date.today()  # noqa: DTZ011 - the person's own day is meant
            session = Session.load(
                [*named([str(source) for source in self.sources]), *workspace.added.sources], profile, day, suppress=self.suppress, reading=self.reading, signals=self.signals, contacts=self.contacts, prefer=self.prefer,
                mendings=self.mendings, last=LastLists(workspace, self.last, kept=not self.throw_away), progress=progress,
            )
            if progress:
                progress("scoring", 0.0)
            review = Review(session, workspace, suppress=self.suppress)
            review.watch = watch
            if progress:
                progress("scoring", 1.0)
        except BaseException:
            workspace.close()
            raise
        return review
