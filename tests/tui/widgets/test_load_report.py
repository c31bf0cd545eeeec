"""The load report: what it says of sources that are odd, huge or hostile."""

import asyncio
from pathlib import Path
from time import monotonic

import polars as pl
import pytest
from rich.cells import cell_len
from runs import inputs
from screens import HOSTILE, STYLES, TAMED, opening
from textual.app import App

from icp_tui.review.read_report import ReadReport, read_as, read_report
from icp_tui.review.rejected_rows import RejectedRows
from icp_tui.sources.report import HeaderReport, SourceReport
from icp_tui.tui.choices import Choices
from icp_tui.tui.widgets.load_report import LoadReport


def source(*headers, rows=100, **parts):
    given = {
        "encoding": "utf-8",
        "delimiter": ",",
        "rejected": 0,
        "dialect": "apollo",
        "path": Path("/lists/a.csv"),
    }
    return SourceReport(source="a.csv", sha256="", rows=rows, headers=list(headers), **given | parts)


def report(*sources, **parts):
    given = {
        "icp": "x", "accounts": 1, "summed": "1 row in", "rejected": rejected(), "suppressed": (),
        "decided": "Nothing decided", "notices": (),
    }  # fmt: skip
    return ReadReport(sources=tuple(sources), **given | parts)


def rejected(*rows):
    schema = {"source": pl.String, "row": pl.Int64, "raw": pl.String, "cause": pl.String}
    return RejectedRows.of(pl.DataFrame(rows, schema, orient="row"))


class Reports(App):
    CSS_PATH = STYLES

    def __init__(self, made):
        super().__init__()
        self.made = made
        self.choices = Choices(made.sources)
        self.told = []

    def compose(self):
        yield LoadReport(self.made, self.choices)

    def on_load_report_mend(self, message):
        self.told.append(message.place)

    def on_load_report_show_rejected(self):
        self.told.append("rejected")

    def on_load_report_read_again(self):
        self.told.append("again")


def shown(made, size=(100, 60)):
    """Every line of the report, scrolled or not."""

    async def story():
        app = Reports(made)
        async with app.run_test(size=size):
            return app.query_one(LoadReport).text.split("\n")

    return asyncio.run(story())


def drawn(app):
    """The lines in view."""
    widget = app.query_one(LoadReport)
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "h"))


def test_headers_with_their_fields_samples_and_what_was_not_understood():
    lines = shown(report(source(
        HeaderReport("Company", "name", 100, 100, samples=("Acme", "Globex")),
        HeaderReport("# Employees", "employees", 40, 38, (("a few", 1), ("many", 1))),
        HeaderReport("Notes", None, 0, 0),
        HeaderReport("Owner", "owner", 1, 1),
        HeaderReport("All", None, 202, 202),
        rows=202, rejected=1, unknown={"industry": (("Widgets", 12), ("Gadgets", 3))},
    ), rejected=rejected(("a.csv", 7, "x,y,z", "a cell too many"))))  # fmt: skip
    text = " ".join(" ".join(lines).split())
    assert "a.csv 202 rows, dialect apollo, utf-8, comma-separated" in text
    assert "1 row rejected; x shows them all · row 7 rejected: a cell too many: x,y,z" in text
    assert "industry: not in the vocabulary: Widgets x12, Gadgets x3" in text
    assert "for example: First name that you use: [Widgets] Second name that you use: [Gadgets]" in text
    rows = [" ".join(line.split()) for line in lines]
    assert "Company name 50% Acme, Globex" in rows
    at = rows.index("# Employees employees 20%")
    assert rows[at + 1] == "2 not understood: a few x1, many x1"
    assert "Notes kept as it is 0%" in rows
    assert "Owner owner <1%" in rows
    # The rejected row filled it, too.
    assert "All kept as it is 100%" in rows


def test_a_source_without_rows_has_no_shares():
    rows = [" ".join(line.split()) for line in shown(report(source(HeaderReport("Company", "name", 0, 0), rows=0)))]
    assert "Company name" in rows


def test_what_is_worth_a_look_comes_before_the_sources():
    text = "\n".join(shown(report(source(), notices=("first", "second"), suppressed=("customers.csv: 5",))))
    places = [
        text.index(part)
        for part in ("1 row in", "customers.csv", "Nothing decided", "Worth a look (2)", "second", "a.csv")
    ]
    assert places == sorted(places)
    assert "Worth a look" not in "\n".join(shown(report(source())))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_hostile_texts_are_text_and_no_line_is_too_wide(width):
    hostile = source(
        HeaderReport(HOSTILE * 50, "name", 9, 8, ((HOSTILE, 1), ("x" * 10_000_000, 1)), samples=(HOSTILE,)),
        path=Path("/lists") / HOSTILE.replace("/", "|"), dialect=HOSTILE, notes=[HOSTILE],
        unknown={"industry": ((HOSTILE, 2),)},
    )  # fmt: skip
    made = report(hostile, notices=(HOSTILE,), rejected=rejected(("a.csv", 1, HOSTILE, HOSTILE)), decided=HOSTILE)
    lines = shown(made, (width, 60))
    text = " ".join(" ".join(lines).split())
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count(TAMED) >= 4
    # The path's own, whose slashes are none here.
    assert TAMED.replace("/", "|") in text
    # What fits the columns of the table is cut to them.
    assert all(cell_len(line) <= max(width, 60) for line in lines if "not understood" in line)


def test_ten_thousand_headers_are_walked_through_those_that_are_understood_first():
    headers = [HeaderReport(f"Column {n}", "name" if n == 9_999 else None, 1, 1) for n in range(10_000)]

    async def story():
        app = Reports(report(source(*headers)))
        began = monotonic()
        async with app.run_test(size=(80, 24)) as pilot:
            assert monotonic() - began < 5
            assert next(line for line in drawn(app) if "Column" in line).split()[1] == "9999"
            await pilot.press("end")
            assert "> " in drawn(app)[-2]
            assert "Column 9998" in drawn(app)[-2]
            await pilot.press("enter")
            await pilot.pause()
            (place,) = app.told
            assert place.header.header == "Column 9998"

    asyncio.run(story())


def test_the_cursor_walks_over_what_can_be_changed_and_scrolls_through_the_rest():
    headers = [HeaderReport(f"Column {n}", None, 1, 1) for n in range(4)]
    notices = tuple(f"notice {n}" for n in range(40))
    made = report(source(*headers, rows=9, rejected=1), notices=notices, rejected=rejected(("a.csv", 7, "x", "y")))

    async def story():
        app = Reports(made)
        async with app.run_test(size=(80, 24)) as pilot:
            widget = app.query_one(LoadReport)
            # The text first, a line at a time; nothing is there to be changed.
            await pilot.press("down", "j", "enter")
            assert widget.scroll_offset.y == 2
            assert widget.stop is None
            assert app.told == []
            await pilot.press(*["down"] * 60)
            assert widget.stop.header.header == "Column 3"
            await pilot.press("up", "k", "k", "k")
            assert widget.stop.rejected
            await pilot.press("enter", "x")
            await pilot.press("up", "enter")
            await pilot.pause()
            assert app.told[:2] == ["rejected", "rejected"]
            assert app.told[2].header is None
            assert app.told[2].source.path.name == "a.csv"
            # Nothing is chosen: there is nothing to read again.
            await pilot.press("r")
            await pilot.pause()
            assert "again" not in app.told
            app.choices.choose_field(made.sources[0], headers[1], "revenue")
            widget.chosen()
            await pilot.press("r")
            await pilot.pause()
            assert app.told[-1] == "again"
            assert "* revenue" in " ".join(drawn(app))
            await pilot.press("home")
            assert widget.stop is None
            assert widget.scroll_offset.y == 0
            # A click, and a second one.
            await pilot.press("end")
            y = next(y for y, line in enumerate(drawn(app)) if "Column 2" in line)
            await pilot.click(LoadReport, offset=(10, y))
            assert widget.stop.header.header == "Column 2"

    asyncio.run(story())


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"delimiter": "\t"}, "100 rows, dialect apollo, utf-8, tab-separated"),
        ({"delimiter": "^"}, "100 rows, dialect apollo, utf-8, ^-separated"),
        ({"delimiter": None, "encoding": None}, "100 rows, dialect apollo"),
        ({"rows": 1}, "1 row, dialect apollo, utf-8, comma-separated"),
    ],
)
def test_how_a_source_was_read(parts, said):
    assert read_as(source(**parts)) == said


def test_the_report_of_a_review(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    given, profile = inputs(tmp_path)
    rows = (
        given.read_text()
        + "Acme,acme.com,100,US,dana\n"
        + ",,,,\n"
        + "".join(f",,{n},,\n" for n in range(1, 6))
    )
    given.write_text(rows)
    (tmp_path / "out.csv").write_text("domain\nhooli.com\n")
    review = opening(given, profile, suppress=(tmp_path / "out.csv",), workspace="q4").open()
    try:
        made = read_report(review)
        assert made.summed == "12 rows in = 6 accounts + 1 duplicate + 5 rejected"
        assert made.suppressed == ("out.csv: 1 company to leave out (On the suppression list out.csv)",)
        assert made.decided == "The workspace q4 has no decisions about this list yet"
        first = made.rejected.first("accounts.csv")
        assert first[0] == "row 10 rejected: no name, domain or LinkedIn page: ,,1,,"
        assert first[3] == "and 2 more; the export writes them all to rejected.csv"
        review.note(review.cells.column("name").is_first_distinct().arg_true()[:2], "call")
        assert read_report(review).decided == "The workspace q4 has decisions about 2 accounts of this list"
    finally:
        review.close()
    # The same workspace over another list: one decision finds its account, the other waits.
    given.write_text("Company,Website\nGlobex,globex.com\n")
    review = opening(given, profile, workspace="q4").open()
    try:
        said = "The workspace q4 has decisions about 1 account of this list; 1 decision waits for accounts that are not on it"
        assert read_report(review).decided == said
    finally:
        review.close()
