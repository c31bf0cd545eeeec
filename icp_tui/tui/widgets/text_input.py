"""A line to type in whose text is always fit for the screen and for a file."""

from __future__ import annotations

import re

from textual import events
from textual.widgets import Input

from icp_tui.errors import visible

_BREAKS = re.compile(r"[\s\x85\u2028\u2029]+")


class TextInput(Input):
    """An Input that takes a pasted text of several lines as one line, without control characters."""

    def _on_paste(self, event: events.Paste) -> None:
        # Textual's own would keep the first line only, with its escapes.
        event.stop()
        event.prevent_default()
        self.replace(one_line(event.text), *self.selection)


def one_line(text: str) -> str:
    """`text` with blanks for line breaks and tabs, and without control, bidi and zero-width characters."""
    return visible(_BREAKS.sub(" ", text)).replace("\ufffd", "")
