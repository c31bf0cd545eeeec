"""The load report: what it says of sources that are odd, huge or hostile."""

import asyncio
from pathlib import Path

import pytest
from runs import inputs
from screens import HOSTILE, TAMED, opening
from textual.app import App

from icp_tui.review.read_report import ReadReport, read_as, read_report
from icp_tui.sources.report import HeaderReport, SourceReport
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
        "icp": "x", "accounts": 1, "summed": "1 row in", "rejected": {}, "suppressed": (), "decided": "Nothing decided",
        "notices": (),
    }  # fmt: skip
    return ReadReport(sources=tuple(sources), **given | parts)


def shown(made, size=(100, 60)):
    """Every line of the report, scrolled or not."""

    class Reports(App):
        CSS = "LoadReport Static {height: auto;}"

        def compose(self):
            yield LoadReport(made)

    async def story():
        app = Reports()
        async with app.run_test(size=size):
            parts = app.query_one(LoadReport).children
            return [part.render_line(y).text.rstrip() for part in parts for y in range(part.size.height)]

    return asyncio.run(story())


def test_headers_with_their_fields_and_what_was_not_understood():
    lines = shown(report(source(
        HeaderReport("Company", "name", 100, 100),
        HeaderReport("# Employees", "employees", 40, 38, (("a few", 1), ("many", 1))),
        HeaderReport("Notes", None, 0, 0),
        HeaderReport("Owner", "owner", 1, 1),
        rows=202, rejected=1,
    ), rejected={"a.csv": ("row 7 rejected: a cell too many: x,y,z",)}))  # fmt: skip
    text = "\n".join(lines)
    assert "a.csv  202 rows, dialect apollo, utf-8, comma-separated, 1 rejected" in text
    assert "· row 7 rejected: a cell too many: x,y,z" in text
    assert "  Company                    name                   50%" in lines
    assert "  # Employees                employees              20%  2: a few x1, many x1" in lines
    assert "  Notes                      kept as it is           0%" in lines
    assert "  Owner                      owner                  <1%" in lines


def test_a_source_without_rows_has_no_shares():
    assert "  Company                    name" in shown(
        report(source(HeaderReport("Company", "name", 0, 0), rows=0))
    )


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
        HeaderReport(HOSTILE * 50, "name", 9, 8, ((HOSTILE, 1), ("x" * 10_000_000, 1))),
        path=Path("/lists") / HOSTILE.replace("/", "|"), dialect=HOSTILE, notes=[HOSTILE],
    )  # fmt: skip
    made = report(hostile, notices=(HOSTILE,), rejected={"a.csv": (HOSTILE,)}, decided=HOSTILE)
    lines = shown(made, (width, 60))
    text = " ".join(" ".join(lines).split())
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count(TAMED) >= 4
    # The path's own, whose slashes are none here.
    assert TAMED.replace("/", "|") in text


def test_ten_thousand_headers_show_those_that_are_understood():
    headers = [HeaderReport(f"Column {n}", "name" if n == 9_999 else None, 1, 1) for n in range(10_000)]
    lines = shown(report(source(*headers)))
    text = "\n".join(lines)
    assert "and 9,700 more headers" in text
    assert "Column 9999" in text
    assert len(lines) < 320


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
        assert made.rejected["accounts.csv"][0] == "row 10 rejected: no name, domain or LinkedIn page: ,,1,,"
        assert made.rejected["accounts.csv"][3] == "and 2 more; the export writes them all to rejected.csv"
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
