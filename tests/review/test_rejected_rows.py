"""All rejected rows, counted by cause."""

import polars as pl

from icp_tui.review.rejected_rows import RejectedRows

ROWS = [
    ("a.csv", 3, "x,y,z,1", "has 4 cells, the header has 3"),
    ("a.csv", 7, "x,y,z,1,2", "has 5 cells, the header has 3 (line 9 of the file)"),
    ("a.csv", 8, ",,", "no name, domain or LinkedIn page"),
    ("a.csv", 9, None, "holds a NUL byte (line 1,012 of the file)"),
    ("b.csv", 2, ",", "no name, domain or LinkedIn page"),
]
SCHEMA = {"source": pl.String, "row": pl.UInt32, "raw": pl.String, "cause": pl.String}


def made(rows=ROWS):
    return RejectedRows.of(pl.DataFrame(rows, schema=SCHEMA, orient="row"))


def test_causes_that_differ_only_in_numbers_are_one():
    assert made().causes == (
        ("more cells than the header has", 2), ("no name, domain or LinkedIn page", 2), ("holds a NUL byte", 1),
    )  # fmt: skip
    assert made([]).causes == ()


def test_rows_from_any_place_as_they_stand_in_the_file():
    assert made().rows(3, 5) == [
        ("a.csv", 9, "holds a NUL byte (line 1,012 of the file)", ""),
        ("b.csv", 2, "no name, domain or LinkedIn page", ","),
    ]
    assert len(made()) == 5


def test_the_first_ones_of_a_source():
    assert made().first("a.csv") == (
        "row 3 rejected: has 4 cells, the header has 3: x,y,z,1",
        "row 7 rejected: has 5 cells, the header has 3 (line 9 of the file): x,y,z,1,2",
        "row 8 rejected: no name, domain or LinkedIn page: ,,",
        "and 1 more; the export writes them all to rejected.csv",
    )
    assert made().first("c.csv") == ()
