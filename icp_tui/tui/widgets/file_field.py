"""A form field for files: those that are on the list, and a line to add one by its path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from icp_tui.errors import did_you_mean
from icp_tui.tui.screens.file_picker import LISTS
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.typed_path import PathSuggester, is_file, is_folder, typed_path
from icp_tui.tui.widgets.hanging import Hanging

_LONGEST = 300


class FileField(Vertical):
    """Files that a person adds and takes away. Its parts have the ids `<prefix>-files`, `-path`, `-browse`, `-problem`."""

    class Changed(Message):
        """A file was added or taken away."""

    class Browse(Message):
        """A file is to be picked from folders, beginning with `folder` if that is given; `add` it then."""

        def __init__(self, field: FileField, folder: Path | None = None) -> None:
            super().__init__()
            self.field = field
            self.folder = folder

    class Done(Message):
        """The person is done with this field."""

    def __init__(self, prefix: str, label: str, placeholder: str, files: Sequence[Path] = ()) -> None:
        super().__init__(id=f"{prefix}-field", classes="file-field")
        self._prefix = prefix
        self._label = label
        self._placeholder = placeholder
        self.files = list(files)

    def compose(self) -> ComposeResult:
        """What it is, the files, the line to add one."""
        yield Static(plain(self._label), classes="form-label")
        yield OptionList(id=f"{self._prefix}-files", classes="form-list", markup=False)
        with Horizontal(classes="form-row"):
            yield Input(
                placeholder=self._placeholder, suggester=PathSuggester(LISTS), id=f"{self._prefix}-path", compact=True
            )
            yield Button("Browse… F2", id=f"{self._prefix}-browse", compact=True)
        yield Static(id=f"{self._prefix}-problem", classes="file-problem")

    def on_mount(self) -> None:
        """Fill in."""
        self._show()

    @property
    def is_list_focused(self) -> bool:
        """Whether a file of the list is highlighted to be taken away."""
        return self.query_one(OptionList).has_focus

    def ask(self) -> None:
        """Put the cursor where a path is typed."""
        self.query_one(Input).focus()

    def add(self, path: Path) -> bool:
        """Put a file on the list; False, and said why, when it cannot be."""
        path = path.absolute()
        if path in (one.absolute() for one in self.files):
            return self.complain(f"{path.name} is on the list already")
        if is_folder(path):
            self.post_message(self.Browse(self, path))
            return False
        if not is_file(path):
            return self.complain(_missing(path))
        self.complain("")
        self.files.append(path)
        self.query_one(Input).value = ""
        self._show()
        self.post_message(self.Changed())
        return True

    def add_typed(self) -> bool:
        """Add what is left in the line; whether that went well."""
        left = self.query_one(Input).value
        return not left.strip() or self.add(typed_path(left))

    def complain(self, what: str) -> bool:
        """Say what is wrong; False."""
        self.query_one(".file-problem", Static).update(plain(clipped(what, _LONGEST), "$error"))
        return False

    def remove_highlighted(self) -> None:
        """Take the highlighted file off the list."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            del self.files[at]
            self._show()
            if not self.files:
                self.ask()
            self.post_message(self.Changed())

    def _show(self) -> None:
        shown = self.query_one(OptionList)
        at = shown.highlighted
        shown.clear_options()
        shown.add_options(Option(_prompt(path)) for path in self.files)
        shown.display = bool(self.files)
        if self.files:
            shown.highlighted = min(at or 0, len(self.files) - 1)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            if self.add(typed_path(event.value)):
                self.post_message(self.Done())
        elif self.files:
            self.post_message(self.Done())
        else:
            self.post_message(self.Browse(self))

    @on(OptionList.OptionSelected)
    def _keep(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Done())

    @on(Button.Pressed)
    def _browse(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Browse(self))


def _prompt(path: Path) -> Hanging:
    return Hanging([(plain("  "), Content.assemble(
        plain(clipped(path.name, 100), "bold"), plain(f"  in {clipped(path.parent, 200)}", "dim")
    ))])  # fmt: skip


def _missing(path: Path) -> str:
    try:
        near = did_you_mean(path.name, (one.name for one in path.parent.iterdir()))
    except (OSError, ValueError):
        near = "there is no such folder"
    return f"no such file: {path}" + (f"; {near}" if near else "")
