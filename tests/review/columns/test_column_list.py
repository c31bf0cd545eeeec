"""The columns as they are picked from."""

from icp_tui.review.columns.column_list import ColumnList, PickedColumn
from icp_tui.review.columns.kept import AS_THEY_COME, KeptColumns


def one(name, *, shown=True, about="account", width=10):
    return PickedColumn(name, name.capitalize(), about, width, 10, shown, filled=True)


def test_show_move_and_widen():
    made = ColumnList([one("name"), one("city"), one("Mood", shown=False, about="your file")], "name")
    assert made.toggle(0) == "Name is what an account is known by: it stays"
    assert made.toggle(1) == made.toggle(2) == ""
    assert made.move(2, -5) == 0
    made.widen(0, 3)
    made.widen(1, -99)
    assert made.kept(AS_THEY_COME) == KeptColumns(("Mood", "name"), frozenset({"city"}), {"Mood": 13, "name": 1})
    assert made.matching("FILE mo") == [0]
    assert made.matching("") == [0, 1, 2]
