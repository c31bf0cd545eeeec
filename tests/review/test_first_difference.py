"""Where two files part, in words."""

import pytest

from icp_tui.review.first_difference import first_difference

THEN = "name,score,why\nAcme,90.00,\nGlobex,80.00,big\n"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("name,score,why\nAcme,91.00,\nGlobex,80.00,big\n", "line 2 (Acme): score is 91.00, not 90.00"),
        ("name,score,why\nAcme,90.00,\nHooli,8,\n", "line 3 (Globex): name is Hooli, not Globex; score is 8, not 80.00; why is empty, not big"),
        ("name,score,why\nAcme,90.00,\n", "it ends after 2 of its lines"),
        (THEN + "New,1,\n", "line 4 and what follows were not there"),
        ("name,points,why\n", "its header is another one: column 2 is points, not score"),
        ("name,score,why\nAcme,90.00\n", "line 2 (Acme): 2 cells, not 3"),
        ('"name",score,why\nAcme,90.00,\nGlobex,80.00,big\n', "its cells are the same, but quotes"),
        ("name,score,why\nAcme\x1b[31m,90.00,\n", "line 2 (Acme): name is Acme\ufffd[31m, not Acme"),
    ],
)
def test_the_first_line_that_differs(tmp_path, now, said):
    (tmp_path / "then.csv").write_text(THEN)
    (tmp_path / "now.csv").write_text(now)
    assert first_difference(tmp_path / "then.csv", tmp_path / "now.csv").startswith(said)


def test_what_is_no_csv(tmp_path):
    (tmp_path / "then.csv").write_text(THEN)
    (tmp_path / "now.csv").write_bytes(b"\xff\xfe\x00")
    assert first_difference(tmp_path / "then.csv", tmp_path / "now.csv") == "it is no longer a CSV file in UTF-8"
    (tmp_path / "then.xlsx").write_bytes(b"x")
    assert first_difference(tmp_path / "then.xlsx", tmp_path / "now.csv") == ""
