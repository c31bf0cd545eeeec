"""The file picker of textual-fspicker, made safe for names that a terminal or its markup would obey."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Button, Input, Static
from textual_fspicker import FileOpen, Filters
from textual_fspicker.base_dialog import Dialog, InputBar
from textual_fspicker.parts import CurrentDirectory, DirectoryNavigation
from textual_fspicker.parts.directory_navigation import DirectoryEntry

from icp_tui.sources.endings import ENDINGS
from icp_tui.tui.text import plain, safe
from icp_tui.tui.typed_path import is_file, is_folder, typed_path

LISTS = ENDINGS
PROFILES = (".yaml", ".yml")


class _PathTyped(Message):
    """A letter was typed where the files are, or a text pasted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FilePicker(FileOpen):
    """Gives the file that was chosen, or None. Enter on a file takes it; a path can be typed as well."""

    def __init__(self, folder: Path, title: str, endings: tuple[str, ...], called: str) -> None:
        super().__init__(
            folder,
            title,
            filters=Filters(
                (called, lambda path: path.suffix.lower() in endings), ("All files", lambda _: True)
            ),
            suggest_completions=False,
            double_click_directories=False,
        )

    def compose(self) -> ComposeResult:
        """As the library does, with parts that show names safely."""
        with Dialog() as dialog:
            dialog.border_title = self._title
            yield _Folder()
            with Horizontal():
                yield _Files(self._location, double_click_directories=self._double_click_directories)
            with InputBar():
                yield from self._input_bar()
                yield Button("Open", id="select")
                yield Button("Cancel", id="cancel")
            yield Static("Type or Tab path   ↓ ↑ choose   Enter open   Esc cancel", classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """The first letter stays when the next one comes."""
        super().on_mount()
        self.query_one(Input).select_on_focus = False

    @on(_PathTyped)
    def _type(self, message: _PathTyped) -> None:
        """Letters are the beginning of a path."""
        path = self.query_one(Input)
        path.focus()
        path.insert_text_at_cursor(message.text)

    @on(DirectoryNavigation.Selected)
    def _take(self, event: DirectoryNavigation.Selected) -> None:
        """One Enter takes the file."""
        event.stop()
        event.prevent_default()
        self.dismiss(event.path)

    @on(Input.Submitted)
    @on(Button.Pressed, "#select")
    def _take_typed(self, event: Input.Submitted | Button.Pressed) -> None:
        """Take the file that was typed, or else the one that is highlighted; a folder is gone into."""
        event.stop()
        event.prevent_default()
        files = self.query_one(_Files)
        text = self.query_one(Input).value
        entry = files.highlighted_option
        if text.strip():
            path = typed_path(text, files.location)
        elif isinstance(entry, DirectoryEntry):
            path = entry.location
        else:
            return
        if is_folder(path):
            files.location = path.resolve()
            self.query_one(Input).value = ""
            files.focus()
        elif is_file(path):
            self.dismiss(path)
        else:
            self._set_error("No such file")


class _Entry(DirectoryEntry):
    """An entry whose name is shown with what a terminal would obey replaced; a folder has no size."""

    @staticmethod
    def _size(location: Path) -> str:
        return "" if is_folder(location) else DirectoryEntry._size(location)  # noqa: SLF001

    @classmethod
    def _name(cls, location: Path) -> Text:
        return Text(safe(location.name))


class _Files(DirectoryNavigation):
    """The entries of a folder, but for those whose names this system cannot even write; the first file is chosen."""

    def on_key(self, event: Key) -> None:
        """Letters are for the path."""
        super().on_key(event)
        if event.is_printable and event.character is not None and event.character != " ":
            event.stop()
            self.post_message(_PathTyped(event.character))

    def on_paste(self, event: Paste) -> None:
        """So is what is pasted."""
        event.stop()
        self.post_message(_PathTyped(event.text.strip().partition("\n")[0]))

    def _settle_highlight(self) -> None:
        """A file, where there is one; else a folder rather than the way up."""
        entries = [one.location if isinstance(one, DirectoryEntry) else Path("..") for one in self.options]
        file = next((place for place, one in enumerate(entries) if not is_folder(one)), None)
        folder = next((place for place, one in enumerate(entries) if one.name != ".."), 0)
        self.highlighted = (folder if file is None else file) if entries else None

    def hide(self, path: Path) -> bool:
        return not _writable(path.name) or super().hide(path)

    def add_options(self, new_options: Iterable[object]) -> Self:
        return super().add_options(_shown(one) for one in new_options)  # type: ignore[misc]


def _shown(option: object) -> object:
    if isinstance(option, DirectoryEntry) and (
        option.location.name != safe(option.location.name) or is_folder(option.location)
    ):
        return _Entry(option.location, option._styles)  # noqa: SLF001
    return option


class _Folder(CurrentDirectory):
    """The path of the folder; brackets in it are no markup."""

    def _watch_current_directory(self) -> None:
        text = "" if self.current_directory is None else safe(self.current_directory)
        room = self.size.width
        self.update(plain(text if len(text) <= room or not room else "…" + text[1 - room :]))


def _writable(name: str) -> bool:
    """Whether a name is text; bytes that are none can be neither shown nor opened."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
