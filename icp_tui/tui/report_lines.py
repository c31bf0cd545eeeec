"""The load report as lines of a given width; the lines of the headers are made only when they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from icp_tui.review.read_report import ReadReport, read_as
from icp_tui.sources.report import HeaderReport, SourceReport
from icp_tui.sources.unknown_texts import mend
from icp_tui.tui.choices import KEPT, LEFT_OUT, Choices
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.text_lines import hung
from icp_tui.tui.wrapping import cell

# More headers than anybody reads: then those that feed a field come first.
_MANY = 300
# No notice or name needs more; what a file says may be long.
_LONGEST = 1_000
_FILLED = 6
_UNKNOWN = 8
_MEND = "Is a header understood wrongly? Go down to it with the arrow keys and press Enter."


@dataclass(frozen=True)
class Stop:
    """A line that the cursor can stand on: a source, its rejected rows when `rejected`, or one of its headers."""

    source: SourceReport
    header: HeaderReport | None = None
    rejected: bool = False


@dataclass(frozen=True)
class Line:
    """One line: how to make it, and the stop that it is, if any."""

    made: Callable[[], Content]
    stop: Stop | None = None


def report_lines(report: ReadReport, choices: Choices, width: int) -> list[Line]:
    """The sum, what is worth a look, then source by source: how it was read, its rejected rows, its headers."""
    lines = [*_said(report.summed, width, "bold"), *_listed([*report.suppressed, report.decided], width)]
    lines += [*_said(_MEND, width, "dim"), _BLANK]
    if report.notices:
        lines += _said(f"Worth a look ({len(report.notices):,})", width, "bold $warning")
        lines += [*_listed(report.notices, width), _BLANK]
    for source in report.sources:
        lines += [*_source(source, report, choices, width), _BLANK]
    return lines


def _source(source: SourceReport, report: ReadReport, choices: Choices, width: int) -> Iterator[Line]:
    yield Line(partial(_title, source, choices), Stop(source))
    yield from _listed([*source.evidence, *source.doubts], width)
    if source.rejected:
        said = f"  {source.rejected:,} {'row' if source.rejected == 1 else 'rows'} rejected; x shows them all"
        yield Line(partial(plain, said, "$warning"), Stop(source, rejected=True))
        yield from _listed(report.rejected.first(source.source)[:3], width, first="    · ")
    yield from _listed(source.notes, width)
    yield from _headers(source, choices, width)
    for field, texts in source.unknown.items():
        yield from _listed([_unknown(field, texts)], width)
        yield from _listed(mend(field, [text for text, _ in texts]), width, first="    ")


def _title(source: SourceReport, choices: Choices) -> Content:
    name = plain(clipped(source.path.name, _LONGEST), "bold underline")
    chosen = f"  * dialect {clipped(choices.dialect(source), 60)}" if choices.pending(source) else ""
    return Content.assemble(name, plain(f"  {clipped(read_as(source), _LONGEST)}"), plain(chosen, "bold $accent"))


def _unknown(field: str, texts: Iterable[tuple[str, int]]) -> str:
    """The texts that the vocabulary does not know, most frequent first."""
    known = list(texts)
    said = ", ".join(f"{clipped(text, 40)} x{count:,}" for text, count in known[:_UNKNOWN])
    more = f" and {len(known) - _UNKNOWN:,} more" if len(known) > _UNKNOWN else ""
    return f"{field}: not in the vocabulary: {said}{more}"


def _headers(source: SourceReport, choices: Choices, width: int) -> Iterator[Line]:
    """A line per header, and one below it for what was not understood."""
    shown = source.headers
    if len(shown) > _MANY:
        shown = sorted(shown, key=lambda header: header.field is None)
    yield Line(partial(_row, width, ("header", "understood as", "filled", "samples"), ("dim",) * 4))
    good = source.rows - source.rejected
    for header in shown:
        yield Line(partial(_header, source, header, good, choices, width), Stop(source, header))
        missed = header.filled - header.understood
        if missed:
            yield Line(partial(_missed, header, missed, width))


def _header(source: SourceReport, header: HeaderReport, rows: int, choices: Choices, width: int) -> Content:
    pending = choices.pending(source, header)
    field = choices.field(source, header)
    meant = field or (LEFT_OUT if header.personal else KEPT)
    said = f"* {meant}" if pending else meant
    filled = percent(header.filled, rows) if rows else ""
    style = "bold $accent" if pending else "" if field else "dim"
    cells = (clipped(header.header, 100), said, filled, ", ".join(clipped(one, 60) for one in header.samples))
    return _row(width, cells, ("", style, "", "dim"))


def _missed(header: HeaderReport, missed: int, width: int) -> Content:
    examples = ", ".join(f"{clipped(text, 24)} x{count:,}" for text, count in header.examples[:3])
    return cell(f"      {missed:,} not understood: {examples}", width, "$warning")


def _row(width: int, texts: tuple[str, str, str, str], styles: tuple[str, str, str, str]) -> Content:
    """Header, field, share and samples, in columns that use the width."""
    wide = max(12, min(40, (width - _FILLED - 5) * 32 // 100))
    named = max(12, min(24, (width - _FILLED - 5) * 26 // 100))
    rest = max(0, width - wide - named - _FILLED - 6)
    header, field, filled, samples = texts
    return Content("").join([
        "  ", cell(header, wide, styles[0]), " ", cell(field, named, styles[1]), " ",
        cell(filled, _FILLED, styles[2], right=True), "  ", cell(samples, rest, styles[3]),
    ])  # fmt: skip


def _said(text: str, width: int, style: str = "") -> list[Line]:
    return [Line(partial(_as_it_is, line)) for line in hung(text, width, style=style, most=_LONGEST)]


def _listed(texts: Iterable[str], width: int, first: str = "  · ") -> list[Line]:
    lines = (line for text in texts for line in hung(text, width, first=first, most=_LONGEST))
    return [Line(partial(_as_it_is, line)) for line in lines]


def _as_it_is(content: Content) -> Content:
    return content


_BLANK = Line(Content)


def percent(count: int, rows: int) -> str:
    """A share that is 100% or 0% only when it is all or nothing."""
    share = min(100, 100 * count / rows)  # rejected rows may fill a cell, too
    if 0 < share < 1:
        return "<1%"
    return ">99%" if 99 < share < 100 else f"{share:.0f}%"
