"""The load report: what was read from each source, how it was understood, and what is worth a look."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from icp_tui.review.read_report import ReadReport, read_as
from icp_tui.sources.report import HeaderReport, SourceReport
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.hanging import Hanging
from icp_tui.tui.wrapping import cell

# A table of more headers is nobody's to read; those that feed a field are shown first.
MOST_HEADERS = 300
# No notice or name needs more; what a file says may be long.
_LONGEST = 1_000
_HEADER, _FIELD, _FILLED = 26, 19, 6


class LoadReport(VerticalScroll, can_focus=True):
    """Scrolls with the keys and the wheel: the sum, what is worth a look, then the sources."""

    def __init__(self, report: ReadReport) -> None:
        super().__init__()
        self._report = report

    def compose(self) -> ComposeResult:
        """The parts, each a block of text."""
        report = self._report
        yield Static(plain(report.summed, "bold"), classes="report-sum")
        yield Static(Hanging(_listed([*report.suppressed, report.decided])), classes="report-block")
        if report.notices:
            yield Static(
                plain(f"Worth a look ({len(report.notices):,})", "bold $warning"), classes="report-head"
            )
            yield Static(Hanging(_listed(report.notices)), classes="report-block")
        for source in report.sources:
            yield Static(Hanging(_source(source)), classes="report-head")
            told = [*source.evidence, *source.doubts, *report.rejected.get(source.source, ()), *source.notes]
            if told:
                yield Static(Hanging(_listed(told)), classes="report-block")
            yield Static(Hanging(_headers(source)), classes="report-block")


def _listed(texts: list[str] | tuple[str, ...]) -> Iterator[tuple[Content, Content]]:
    return ((plain("  · "), plain(clipped(text, _LONGEST))) for text in texts)


def _source(source: SourceReport) -> Iterator[tuple[Content, Content]]:
    rejected = f", {source.rejected:,} rejected" if source.rejected else ""
    name = plain(clipped(source.path.name, _LONGEST), "bold underline")
    yield Content(), Content.assemble(name, plain(f"  {clipped(read_as(source), _LONGEST)}{rejected}"))


def _headers(source: SourceReport) -> Iterator[tuple[Content, Content]]:
    """A row per header: the header, the field it feeds, how full it is, and what was not understood."""
    yield _row("header", "understood as", "filled", plain("not understood", "dim"), "dim")
    headers = source.headers
    if len(headers) > MOST_HEADERS:
        headers = sorted(headers, key=lambda header: header.field is None)[:MOST_HEADERS]
    good = source.rows - source.rejected
    for header in headers:
        yield _header(header, good)
    if len(source.headers) > MOST_HEADERS:
        yield (
            Content("  "),
            plain(f"and {len(source.headers) - MOST_HEADERS:,} more headers; the exports have all of them"),
        )


def _header(header: HeaderReport, rows: int) -> tuple[Content, Content]:
    filled = _percent(header.filled, rows) if rows else ""
    missed = header.filled - header.understood
    if not missed:
        return _row(header.header, header.field, filled, Content())
    examples = ", ".join(f"{clipped(cell_, 24)} x{count:,}" for cell_, count in header.examples[:3])
    return _row(header.header, header.field, filled, plain(f"{missed:,}: {examples}", "$warning"))


def _row(
    header: str, field: str | None, filled: str, missed: Content, style: str = ""
) -> tuple[Content, Content]:
    kept = cell("kept as it is", _FIELD, "dim") if field is None else cell(field, _FIELD, style)
    sides: list[Content | str] = [
        "  ",
        cell(clipped(header, 100), _HEADER, style),
        " ",
        kept,
        " ",
        cell(filled, _FILLED, style, right=True),
        "  ",
    ]
    return Content("").join(sides), missed


def _percent(count: int, rows: int) -> str:
    """A share that is 100% or 0% only when it is all or nothing."""
    share = 100 * count / rows
    if 0 < share < 1:
        return "<1%"
    return ">99%" if 99 < share < 100 else f"{share:.0f}%"
