"""Steps of the work: one name for each, with what is known about how far it is."""

import pytest

from icp_tui.sources import csv_parse
from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.step import Reached, Step, detail, far, many


def test_a_step_is_its_name_whatever_is_known_of_it():
    assert Step("reading a.csv", "1 of 2 MB") == "reading a.csv"
    assert {Step("reading a.csv", "1 of 2 MB"): 1}["reading a.csv"] == 1
    assert (detail(Step("x", "y")), detail("x"), detail(Step("x"))) == ("y", "", "")


@pytest.mark.parametrize(
    ("share", "size", "said"),
    [
        (0.0, 900, "0.0 of 0.9 kB"),
        (0.5, 40_000, "20 of 40 kB"),
        (0.25, 4_800_000, "1.2 of 4.8 MB"),
        (Reached(0.393, 1_234_567), 540_000_000, "212 of 540 MB, 1.2 million rows"),
        (Reached(0.5, 850_000), 4_800_000_000, "2.4 of 4.8 GB, 850,000 rows"),
    ],
)
def test_how_far_a_file_is_read(share, size, said):
    assert far(share, size) == said


def test_rows_in_words():
    assert [many(rows) for rows in (0, 1, 999_999, 1_000_000)] == ["0 rows", "1 row", "999,999 rows", "1.0 million rows"]


def test_loading_tells_bytes_and_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_parse, "_BATCH", 1_000)
    path = tmp_path / "a.csv"
    path.write_text("Company,Description\n" + "".join(f"Company {at},{'x' * 60}\n" for at in range(4_000)))
    told = []
    load_accounts([path], progress=lambda step, share: told.append((step, detail(step), share)))
    assert list(dict.fromkeys(step for step, _, _ in told)) == ["reading a.csv", "cleaning a.csv", "merging"]
    read = [far for step, far, _ in told if step == "reading a.csv" and far]
    assert read[0] == "74 of 295 kB, 1,000 rows"
    assert {far for step, far, _ in told if step == "cleaning a.csv"} == {"4,000 rows"}
