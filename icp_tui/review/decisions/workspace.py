"""The workspace: where the decisions about a list are kept, by name in the user's folder or by path."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self

from icp_tui.errors import IcpError, did_you_mean
from icp_tui.review.decisions.database import DamagedError
from icp_tui.review.decisions.mending import mend
from icp_tui.review.decisions.store import Store
from icp_tui.user_file import home

if TYPE_CHECKING:
    from icp_tui.review.seating.added import AddedFile

DEFAULT = "default"

_SUFFIX = ".sqlite"

# What every file system takes: letters, digits and a few marks, no leading or trailing dot or blank.
_NAME = re.compile(r"\w(?:[\w .+&-]{0,98}[\w+&-])?")


def folder() -> Path:
    """Where named workspaces are: `$ICP_TUI_HOME/workspaces`, else in the user's data folder."""
    return home() / "workspaces"


def names() -> list[str]:
    """The named workspaces that exist, sorted."""
    return sorted(path.name.removesuffix(_SUFFIX) for path in folder().glob("*" + _SUFFIX))


def path_of(where: str | Path | None) -> Path:
    """The file of the workspace `where`, whether or not it exists."""
    return _place(where)[1]


def added_in(where: str | Path) -> AddedFile:
    """The accounts that were added by hand in the workspace `where`, whether or not it exists."""
    return _beside(_place(where)[1])


@dataclass
class Workspace:
    """An open workspace; a context manager that closes it.

    `notices` are lines that the user must see: what opening found damaged, and what was salvaged.
    """

    name: str
    path: Path
    store: Store
    notices: list[str] = field(default_factory=list)
    _temporary: TemporaryDirectory[str] | None = None
    _holders: int = 1

    @classmethod
    def open(cls, where: str | Path | None = None, *, create: bool = True) -> Self:
        """Open the workspace `where`: a name, a path, or None for the default one.

        A text with a path separator, or ending in `.sqlite`, is a path. Without `create`, a missing
        workspace is an error when it was asked for, and empty and thrown away when it was not. Raises
        IcpError for whatever keeps it from being opened and written.
        """
        name, path = _place(where)
        try:
            return cls._opened(name, path, where, create=create)
        except OSError as error:
            raise IcpError(
                f"the workspace {path} cannot be opened: {error.strerror}",
                hint="make its folder writable, or choose another --workspace",
            ) from error

    @classmethod
    def _opened(cls, name: str, path: Path, where: str | Path | None, *, create: bool) -> Self:
        if not create and not path.exists():
            if where is None:
                return cls.throw_away(name)
            raise IcpError(f"no workspace {name}", hint=_nearest(name, path))
        _ready(path, by_path=_is_path(where))
        empty = path.exists() and path.stat().st_size == 0
        notices = [f"the workspace {path} was an empty file; it holds no decisions"] if empty else []
        try:
            store = Store(path)
        except DamagedError as damage:
            notices = mend(path, str(damage))
            store = _reopened(path)
        return cls(name, path, store, notices)

    @classmethod
    def throw_away(cls, name: str = "throw-away") -> Self:
        """An empty workspace that is deleted when it is closed."""
        temporary = TemporaryDirectory(prefix="icp-tui-")
        path = Path(temporary.name) / f"{DEFAULT}{_SUFFIX}"
        return cls(name, path, Store(path), _temporary=temporary)

    def shared(self) -> Self:
        """The same for one holder more: it stays open until each has closed it."""
        self._holders += 1
        return self

    @property
    def is_kept(self) -> bool:
        """Whether it outlasts its closing."""
        return self._temporary is None

    @property
    def added(self) -> AddedFile:
        """The accounts that were added by hand in this workspace."""
        return _beside(self.path)

    def close(self) -> None:
        """Let go of the file; a throw-away workspace is deleted. Who holds it besides keeps it open; then nothing is left to do."""
        self._holders -= 1
        if self._holders > 0:
            return
        self.store.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _is_path(where: str | Path | None) -> bool:
    if where is None or isinstance(where, Path):
        return isinstance(where, Path)
    separators = {"/", os.sep, os.altsep or os.sep}
    return any(one in where for one in separators) or where.lower().endswith(_SUFFIX)


def _place(where: str | Path | None) -> tuple[str, Path]:
    """The name to show and the file; links are followed, so that a mended store replaces no link."""
    if where is not None and _is_path(where):
        try:
            return str(where), Path(where).expanduser().resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise IcpError(f"the workspace {where} cannot be found: {error}") from error
    name = DEFAULT if where is None else str(where)
    if not _NAME.fullmatch(name):
        raise IcpError(
            f"{name!r} cannot name a workspace",
            hint="use letters, digits, blanks, dots and hyphens, or a path ending in .sqlite",
        )
    return name, (folder() / f"{name}{_SUFFIX}").resolve()


def _nearest(name: str, path: Path) -> str:
    if _is_path(name):
        return did_you_mean(path.name, (one.name for one in path.parent.glob("*" + _SUFFIX)))
    known = names()
    near = did_you_mean(name, known)
    there = f"there are: {', '.join(known[:10])}; " if known else ""
    return near or f"{there}icp-tui open and icp-tui freeze, each with -w {name}, make a new one"


def _ready(path: Path, *, by_path: bool) -> None:
    """Make the folder of a named workspace; refuse a path whose folder is missing or that is no file."""
    if by_path and not path.parent.is_dir():
        raise IcpError(f"no folder {path.parent} for the workspace", hint="make it, or correct the path")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        raise IcpError(f"{path} is no file", hint="a workspace is a name, or a path ending in .sqlite")


def _reopened(path: Path) -> Store:
    try:
        return Store(path)
    except DamagedError as damage:
        raise IcpError(f"the workspace {path} is damaged again: {damage}", hint="check the disk") from damage


def _beside(store: Path) -> AddedFile:
    from icp_tui.review.seating.added import AddedFile  # noqa: PLC0415  stands on Polars; the start screen does not

    return AddedFile.beside(store)
