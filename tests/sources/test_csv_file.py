"""CSV files, good and bad, against what a person would read off them."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_tui.errors import IcpError
from icp_tui.sources.csv_file import read_csv_file
from icp_tui.sources.table import Table


def read(folder: Path, content: bytes | str, **options: str) -> Table:
    path = folder / "accounts.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv_file(path, **options)


def problem_line(folder: Path, content: str) -> tuple[int | None, str]:
    with pytest.raises(IcpError) as raised:
        read(folder, content)
    problem = raised.value.problems[0]
    return problem.line, problem.message


def test_plain_file(tmp_path: Path) -> None:
    content = "name,domain\nAcme,acme.com\nGlobex,\n"
    table = read(tmp_path, content)
    assert table.frame.rows() == [("Acme", "acme.com"), ("Globex", None)]
    assert table.rows.to_list() == [2, 3]
    assert table.rejected.height == 0
    assert (table.encoding, table.delimiter, table.notes) == ("utf-8", ",", [])
    assert table.sha256 == hashlib.sha256(content.encode()).hexdigest()


def test_identifiers_stay_text(tmp_path: Path) -> None:
    table = read(tmp_path, "name,zip,duns\nAcme,00501,012345678\n")
    assert table.frame.row(0) == ("Acme", "00501", "012345678")


def test_repetitive_columns_are_codes_and_lose_nothing(tmp_path: Path) -> None:
    rows = [(f"company number {at}", ("Bonn", "", "Paris")[at % 3]) for at in range(9_000)]
    table = read(tmp_path, "name,city\n" + "".join(f"{name},{city}\n" for name, city in rows))
    assert table.frame.schema["name"] == pl.String
    assert isinstance(table.frame.schema["city"], pl.Categorical)
    assert table.frame.rows() == [(name, city or None) for name, city in rows]


def test_more_texts_than_short_codes_after_a_monotonous_head(tmp_path: Path) -> None:
    cells = ["Bonn"] * 21_000 + [f"city {at}" for at in range(70_000)]
    table = read(tmp_path, "name,city\n" + "".join(f"Acme,{cell}\n" for cell in cells))
    assert table.frame.get_column("city").to_list() == cells


def test_line_ends_inside_coded_cells_are_counted(tmp_path: Path) -> None:
    cells = ['"Main Street\n1"', "Bonn"] * 10_000
    table = read(tmp_path, "name,place\n" + "".join(f"Acme {at},{cell}\n" for at, cell in enumerate(cells)))
    assert isinstance(table.frame.schema["place"], pl.Categorical)
    assert table.frame.get_column("place").cast(pl.String).to_list() == [cell.strip('"') for cell in cells]


def test_short_rows_are_padded(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b,c\n1\n1,2\n1,2,3\n")
    assert table.frame.rows() == [("1", None, None), ("1", "2", None), ("1", "2", "3")]
    assert table.rejected.height == 0


def test_long_rows_are_rejected_with_line_and_raw_text(tmp_path: Path) -> None:
    table = read(tmp_path, 'a,b\n1,2\n1,2,3\n"x,y",2\n1,2,"p,q",4\n')
    assert table.frame.rows() == [("1", "2"), ("x,y", "2")]
    assert table.rows.to_list() == [2, 4]
    assert table.rejected.rows() == [
        (3, "1,2,3", "has 3 cells, the header has 2"),
        (5, '1,2,"p,q",4', "has 4 cells, the header has 2"),
    ]
    assert table.rows_in == 4


def test_blank_cells_beyond_the_header_are_harmless(tmp_path: Path) -> None:
    table = read(tmp_path, 'a,b\n1,2,,\n3,4,"", \n')
    assert table.frame.rows() == [("1", "2"), ("3", "4")]
    assert table.rejected.height == 0


def test_content_far_beyond_the_header_is_seen(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,2\n1,2,,,,,,,lost\n")
    assert table.rejected.get_column("raw").to_list() == ["1,2,,,,,,,lost"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    rows = [["name", "city", "note"], ["Acme", "Bonn", "a,b;c|d"], ["Globex", "Paris", "1,5"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    table = read(tmp_path, out.getvalue())
    assert table.delimiter == delimiter
    assert [list(row) for row in table.frame.rows()] == rows[1:]


def test_declared_delimiter(tmp_path: Path) -> None:
    table = read(tmp_path, "\ufeffsep=;\r\nname;city\r\nAcme, Inc;Bonn\r\n")
    assert table.frame.rows() == [("Acme, Inc", "Bonn")]
    assert table.rows.to_list() == [3]
    assert "the first line, sep=;, declares the delimiter" in table.notes


def test_delimiter_may_be_given(tmp_path: Path) -> None:
    table = read(tmp_path, "name~city\nAcme~Bonn\n", delimiter="~")
    assert table.frame.rows() == [("Acme", "Bonn")]


def test_one_column_with_commas(tmp_path: Path) -> None:
    table = read(tmp_path, "Company\nAcme, Inc\nGlobex\n")
    assert table.frame.rows() == [("Acme, Inc",), ("Globex",)]
    assert table.delimiter is None


def test_title_rows_are_skipped(tmp_path: Path) -> None:
    table = read(tmp_path, "Account export\nMade by,,\n\nname,city,size\nAcme,Bonn,5\n")
    assert table.frame.columns == ["name", "city", "size"]
    assert table.rows.to_list() == [5]
    assert "skipped 2 title rows above the header" in table.notes


def test_rows_wider_than_the_header_get_columns_when_most_are(tmp_path: Path) -> None:
    table = read(tmp_path, "name,city\nAcme,Bonn,5\nGlobex,Paris,6\n")
    assert table.frame.columns == ["name", "city", "column 3"]
    assert table.frame.rows() == [("Acme", "Bonn", "5"), ("Globex", "Paris", "6")]


def test_headers_are_made_unique(tmp_path: Path) -> None:
    table = read(tmp_path, "\u00a0Company\u00a0,,Company,x\nA,B,C,D\n")
    assert table.frame.columns == ["Company", "column 2", "Company (2)", "x"]
    assert table.notes == [
        "column 2 has no header: it is column 2",
        "header Company is repeated: column 3 is Company (2)",
    ]


def test_blank_rows_and_columns_are_left_out(tmp_path: Path) -> None:
    table = read(tmp_path, "name,city,,\nAcme,Bonn,,\n\n , ,,\nGlobex,,,\n,,,\n")
    assert table.frame.columns == ["name", "city"]
    assert table.rows.to_list() == [2, 5]
    assert table.rows_in == 2
    assert "skipped 3 blank rows" in table.notes


@pytest.mark.parametrize("content", ["name,city\n", "name,city", "\ufeffname,city\r\n\r\n"])
def test_header_only(tmp_path: Path, content: str) -> None:
    table = read(tmp_path, content)
    assert table.frame.columns == ["name", "city"]
    assert table.rows_in == 0


def test_only_blanks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IcpError, match="without content"):
        read(tmp_path, "\n \n\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    table = read(tmp_path, end.join(["name,city", '"Acme, Inc",Bonn', "Globex,Paris", ""]))
    assert table.frame.rows() == [("Acme, Inc", "Bonn"), ("Globex", "Paris")]


def test_mixed_line_ends(tmp_path: Path) -> None:
    table = read(tmp_path, "name,city\nA,1\r\nB,2\rC,3\n")
    assert table.frame.rows() == [("A", "1"), ("B", "2"), ("C", "3")]


def test_carriage_return_inside_cells_is_kept(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,city\n"A\rB",1\nC\rD,2\nE,3\n')
    assert table.frame.rows() == [("A\rB", "1"), ("C\rD", "2"), ("E", "3")]


def test_cells_over_several_lines(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,address\nAcme,"1 Main St\nBonn"\nGlobex,x\n')
    assert table.frame.rows() == [("Acme", "1 Main St\nBonn"), ("Globex", "x")]
    assert table.rows.to_list() == [2, 3]


def test_rejects_below_cells_over_several_lines_name_record_and_line(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,address\nAcme,"1 Main St\nBonn"\nGlobex,x,y\n')
    assert table.rejected.rows() == [(3, "Globex,x,y", "has 3 cells, the header has 2 (line 4 of the file)")]


def test_unclosed_quote_is_an_error_where_it_opens(tmp_path: Path) -> None:
    line, message = problem_line(tmp_path, 'a,b\n1,2\n3,"open\n5,6\n7,8\n')
    assert line == 3
    assert message == "a quote opens here and is never closed"


def test_unclosed_quote_that_a_later_quote_ends_wrongly(tmp_path: Path) -> None:
    line, _ = problem_line(tmp_path, 'a,b\n1,2\n"3,4\n5,6\n7,"8\n9,0\n')
    assert line == 3


def test_quote_that_swallows_rows_up_to_the_next_quote(tmp_path: Path) -> None:
    line, message = problem_line(tmp_path, 'a,b,c\n1,"Acme,US\n2,Foo,DE\n3,Bar,FR\n4,Baz",IT\n5,x,y\n')
    assert line == 2
    assert "swallows" in message


def test_quote_that_swallows_one_row_of_a_wide_table(tmp_path: Path) -> None:
    line, _ = problem_line(tmp_path, 'a,b,c,d,e\n1,"Acme,US,x,y\n2,Bar",DE,x,y\n3,Foo,FR,x,y\n')
    assert line == 2


def test_an_address_over_lines_swallows_nothing(tmp_path: Path) -> None:
    content = 'name,address,country\nAcme,"1 Main St,\nBuilding 5, Floor 2\nBonn, NRW",DE\nGlobex,x,FR\n'
    assert read(tmp_path, content).frame.height == 2


def test_quotes_inside_unquoted_cells_are_letters(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,size\nPipes 5" wide,1\nTubes 6" wide,2\nAcme "Rocket" Inc,3\n')
    assert table.frame.rows() == [('Pipes 5" wide', "1"), ('Tubes 6" wide', "2"), ('Acme "Rocket" Inc', "3")]


def test_quotes_inside_unquoted_cells_hide_no_cells(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,size\nPipes 5",1,Tubes 6",lost\nAcme,3\n')
    assert table.frame.rows() == [("Acme", "3")]
    assert table.rejected.rows() == [(2, 'Pipes 5",1,Tubes 6",lost', "has 4 cells, the header has 2")]


def test_blanks_around_quotes(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,city\n"Acme", "Bonn, NRW"\n')
    assert table.frame.rows() == [("Acme", "Bonn, NRW")]


def test_undoubled_quotes_in_a_quoted_cell_are_dropped(tmp_path: Path) -> None:
    content = 'name,city\n"Acme "Rocket" Inc",Bonn\nGlobex,Paris\n'
    assert read(tmp_path, content).frame.rows() == [("Acme Rocket Inc", "Bonn"), ("Globex", "Paris")]
    # A long row makes the file be read line by line, with the same outcome.
    table = read(tmp_path, content + "a,b,c\n")
    assert table.frame.rows() == [("Acme Rocket Inc", "Bonn"), ("Globex", "Paris")]


def test_undoubled_quotes_around_a_delimiter_reject_the_row(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,city\n"Acme "Rocket, The" Inc",Bonn\nGlobex,Paris\n')
    assert table.frame.rows() == [("Globex", "Paris")]
    assert table.rejected.rows() == [
        (2, '"Acme "Rocket, The" Inc",Bonn', 'a quote inside a quoted cell is not doubled ("")')
    ]


def test_nul_bytes_reject_their_row(tmp_path: Path) -> None:
    table = read(tmp_path, "name,city\nAc\0me,Bonn\nGlobex,Paris\n" + "x,y\n" * 200)
    assert table.frame.height == 201
    assert table.rejected.rows() == [(2, "Ac\0me,Bonn", "holds a NUL byte")]


def test_undecodable_bytes_in_utf8_reject_their_row(tmp_path: Path) -> None:
    content = "name,city\nMüller,Köln\n".encode() + b"Ac\xffme,Bonn\n" + "Özil,Köln\n".encode()
    table = read(tmp_path, content)
    assert table.frame.rows() == [("Müller", "Köln"), ("Özil", "Köln")]
    assert table.rejected.rows() == [(3, "Ac\ufffdme,Bonn", "holds bytes that are not UTF-8")]
    assert table.encoding == "utf-8"


@pytest.mark.parametrize(
    ("encoding", "reported"),
    [
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("mac-roman", "mac-roman"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, reported: str) -> None:
    text = "name,city\nMüller & Söhne,Köln\nCafé Zoë,Orléans\nÖzil,Málaga\n"
    table = read(tmp_path, text.encode(encoding))
    assert table.frame.get_column("name").to_list() == ["Müller & Söhne", "Café Zoë", "Özil"]
    assert table.encoding == reported
    assert f"read as {reported}" in table.notes


def test_utf8_far_behind_ascii_is_decoded(tmp_path: Path) -> None:
    content = "name,city\n" + "Acme,Bonn\n" * 60_000 + "Müller,Köln\n"
    assert read(tmp_path, content).frame.row(-1) == ("Müller", "Köln")


def test_cp1252_far_behind_ascii_is_decoded(tmp_path: Path) -> None:
    content = "name,city\n" + "Acme,Bonn\n" * 60_000 + "Müller,Köln\n"
    table = read(tmp_path, content.encode("cp1252"))
    assert table.frame.row(-1) == ("Müller", "Köln")
    assert table.encoding == "cp1252"


def test_encoding_may_be_given(tmp_path: Path) -> None:
    table = read(tmp_path, "name\nŁódź\n".encode("cp1250"), encoding="cp1250")
    assert table.frame.rows() == [("Łódź",)]


def test_wrong_encoding_given_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IcpError, match="unknown encoding martian"):
        read(tmp_path, "name\nAcme\n", encoding="martian")


def test_ten_thousand_headers(tmp_path: Path) -> None:
    names = [f"a rather long header {at}" for at in range(10_000)]
    table = read(tmp_path, ",".join(names) + "\n" + ",".join(["x"] * 10_000) + "\n")
    assert table.frame.shape == (1, 10_000)


def test_ten_megabyte_cell(tmp_path: Path) -> None:
    cell = "x" * 10_000_000
    table = read(tmp_path, f"name,about\nAcme,{cell}\nGlobex,y\n")
    assert table.frame.item(0, "about") == cell
    assert table.frame.height == 2


def test_hostile_cells_come_through_unchanged(tmp_path: Path) -> None:
    cells = ["=cmd|' /C calc'!A0", "\x1b[31mred", "[bold]x[/]", "\u202eevil"]
    out = io.StringIO()
    csv.writer(out).writerows([["name"], *[[cell] for cell in cells]])
    assert read(tmp_path, out.getvalue()).frame.get_column("name").to_list() == cells


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff\x1c\x1d\x1e\x1f"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_properly_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str, quoting: int, end: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerows([["one", "two", "three"], *rows])
    table = read(tmp_path_factory.mktemp("csv"), out.getvalue())
    expected = [tuple(cell or None for cell in row) for row in rows if any(cell.strip() for cell in row)]
    assert table.frame.rows() == expected
    assert table.rejected.height == 0


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(['"', ",", "\n", "a", "b c", '""', "\r", " ", "é"]), max_size=60))
def test_any_text_is_read_in_full_or_refused(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    body = "".join(pieces)
    try:
        table = read(tmp_path_factory.mktemp("csv"), "one,two,three\n" + body)
    except IcpError as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert '"' in body
        assert all(problem.line for problem in refused.problems)
        return
    told = "".join(table.frame.select(pl.concat_str(pl.all().fill_null(""))).to_series())
    told += "".join(table.rejected.get_column("raw"))
    assert [told.count(letter) for letter in "abcé"] == [body.count(letter) for letter in "abcé"]


def test_a_quote_inside_the_last_cells_loses_no_text(tmp_path: Path) -> None:
    # Polars reads the last cell as blank; the file ends without a line end.
    with pytest.raises(IcpError, match="a quote opens here") as caught:
        read(tmp_path, 'one,two,three\na","a')
    assert caught.value.problems[0].line == 2


def test_a_header_outweighs_a_wider_table_below_it(tmp_path: Path) -> None:
    table = read(tmp_path, "one,two,three\n|,|,|\n|,|,|\n")
    assert table.frame.rows() == [("|", "|", "|"), ("|", "|", "|")]
