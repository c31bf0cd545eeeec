"""The first rows of a list that is being read, and what each of its headers is understood as."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from icp_tui.sources.preview import Preview
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.wrapping import cell

_HEADER, _FIELD = 28, 20
_LEAST = 14
# Columns, and cells of each row, that are worth a look while one waits.
_MOST = 60


class FirstRows(Static):
    """A line per header: what it is understood as, and its first cells side by side; those that feed a field first."""

    def __init__(self, name: str, preview: Preview) -> None:
        super().__init__(classes="first-rows", markup=False)
        self._name = name
        self._preview = preview

    def render(self) -> Content:
        """The table, as many lines as there is room for."""
        preview, room = self._preview, max(2, self.size.height)
        places = sorted(range(len(preview.headers)), key=lambda place: preview.fields[place] is None)[:_MOST]
        lines = [plain(f"The first rows of {clipped(self._name, 100)}", "bold"), self._line("header", "understood as", (), "dim")]
        shown = places if len(places) + 2 <= room else places[: max(0, room - 3)]
        for place in shown:
            cells = tuple(row[place] for row in preview.rows)
            lines.append(self._line(preview.headers[place], preview.fields[place], cells, ""))
        if len(shown) < len(preview.headers):
            lines.append(plain(f"  and {len(preview.headers) - len(shown):,} more headers", "dim"))
        return Content("\n").join(lines)

    def _line(self, header: str, field: str | None, cells: tuple[str, ...], style: str) -> Content:
        width = self.size.width - _HEADER - _FIELD - 4
        count = max(1, min(len(cells) or 1, width // (_LEAST + 2)))
        each = max(1, width // count - 2)
        shown = [piece for text in cells[:count] for piece in (cell(clipped(text, 80), each, "dim"), Content("  "))]
        meant = cell("kept as it is", _FIELD, "dim") if field is None else cell(field, _FIELD, style)
        return Content.assemble("  ", cell(clipped(header, 100), _HEADER, style), " ", meant, " ", *shown)
