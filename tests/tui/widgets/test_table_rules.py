"""Lines that are no rows: where rows and rules stand."""

from hypothesis import given
from hypothesis import strategies as st

from icp_tui.tui.widgets.table_rules import Rules


def test_where_rows_and_rules_stand():
    rules = Rules([(2, "A ends"), (5, "B ends"), (5, "C ends")])
    # 0 1 --A-- 2 3 4 --B-- --C-- 5 6
    assert [rules.line(position) for position in range(7)] == [0, 1, 3, 4, 5, 8, 9]
    assert [rules.text(line) for line in range(10)] == [None, None, "A ends", None, None, None, "B ends", "C ends", None, None]
    assert [rules.position(line) for line in (0, 1, 2, 3, 6, 7, 8)] == [0, 1, 2, 2, 5, 5, 5]
    assert len(rules) == 3


@given(st.lists(st.integers(0, 30), max_size=6).map(sorted), st.integers(0, 40))
def test_every_row_has_one_line(after, position):
    rules = Rules([(one, "") for one in after])
    line = rules.line(position)
    assert rules.position(line) == position
    assert rules.text(line) is None
    assert sum(rules.text(n) is not None for n in range(60)) == len(after)
