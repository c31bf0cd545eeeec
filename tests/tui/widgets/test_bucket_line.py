"""The buckets as text: every width from narrow to wide, few tiers and many, small counts and huge."""

import pytest

from icp_tui.tui.widgets.bucket_line import drawn, items, placed, rounded

COUNTS = {"A": 50, "B": 200, "C": 812, "nurture": 2310, "disqualified": 18547, "killed": 4104}
CAPACITIES = {"A": 50, "B": 200, "C": None}
HUGE = {"A": 50, "B": 200, "C": 812_345, "nurture": 123_456, "disqualified": 985_470, "killed": 410_400}
EIGHT = {f"T{n}": 100 for n in range(1, 9)} | {"nurture": 9000, "disqualified": 123_456, "killed": 99}


def bar(width, counts=COUNTS, capacities=CAPACITIES, current=None):
    found = placed(items(counts, capacities), current, width)
    return drawn(found).plain.split("\n")


def test_all_words_and_meters_at_120():
    assert bar(120, current="A") == [
        "[1 A 50/50 ████] 2 B 200/200 ████  3 C 812  4 Nurture 2,310  5 Disqualified 18,547  6 Killed 4,104  0 All ",
    ]


def test_short_words_then_no_meters():
    assert bar(100) == [" 1 A 50/50 ████  2 B 200/200 ████  3 C 812  4 Nurt. 2,310  5 Disq. 18,547  6 Killed 4,104 [0 All]"]
    assert bar(90) == [" 1 A 50/50  2 B 200/200  3 C 812  4 Nurt. 2,310  5 Disq. 18,547  6 Killed 4,104 [0 All]"]


def test_80_columns_hold_three_tiers_and_six_digit_counts_in_one_line():
    assert bar(80, HUGE, current="nurture") == [
        " 1 A 50/50 2 B 200/200 3 C 812k[4 Nurt. 123k]5 Disq. 985k 6 Killed 410k 0 All ",
    ]


def test_two_lines_where_one_is_too_short():
    assert bar(60, current="killed") == [
        " 1 A 50/50 ████  2 B 200/200 ████  3 C 812  4 Nurture 2,310 ",
        " 5 Disqualified 18,547 [6 Killed 4,104] 0 All ",
    ]


def test_pins_beyond_the_capacity_and_a_tier_half_full():
    (line,) = bar(120, {"A": 53, "B": 25, "nurture": 0}, {"A": 50, "B": 200})
    assert line == " 1 A 53/50 ████  2 B 25/200 ▌     3 Nurture 0 [0 All]"


def test_the_tenth_bucket_has_no_key():
    text = "\n".join(bar(200, EIGHT, {f"T{n}": None for n in range(1, 9)}))
    assert " 9 Nurture 9,000 " in text
    assert "  Disqualified 123,456 " in text


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("current", ["A", "T1", "T40", "killed", None])
@pytest.mark.parametrize(
    ("counts", "capacities"),
    [
        (COUNTS, CAPACITIES),
        (HUGE, CAPACITIES),
        (EIGHT, {f"T{n}": 100 for n in range(1, 9)}),
        ({f"T{n}": 1_234_567 for n in range(1, 51)} | {"killed": 9}, {f"T{n}": 9_999_999 for n in range(1, 51)}),
        ({"x" * 40: 10**9, "y" * 40: 10**9, "killed": 10**9}, {"x" * 40: 10**9, "y" * 40: None}),
    ],
)
def test_never_wider_than_asked_nor_more_than_two_lines(width, current, counts, capacities):
    lines = bar(width, counts, capacities, current)
    assert len(lines) <= 2
    assert all(len(line) <= width for line in lines)
    text = " ".join(lines)
    # All and the bucket in view are always there, and nothing else is marked.
    assert "0 All" in text
    assert text.count("[") == (current in counts or current is None)
    if current in counts:
        marked = text[text.index("[") + 1 : text.index("]")]
        assert current[:1].upper() in marked


def test_eight_tiers_at_80_columns_are_all_there():
    text = " ".join(bar(80, EIGHT, {f"T{n}": 100 for n in range(1, 9)}))
    assert all(f"{n} T{n} 100/100" in text for n in range(1, 9))
    assert "Disq. 123,456" in text


def test_where_the_buckets_stand():
    found = placed(items(COUNTS, CAPACITIES), None, 60)
    lines = drawn(found).plain.split("\n")
    assert [one.item.bucket for one in found] == [*COUNTS, None]
    assert all(lines[one.line][one.start :].startswith(one.text.plain) for one in found)


def test_nothing_to_show_but_all():
    assert bar(80, {}, {}) == ["[0 All]"]


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0"), (999, "999"), (1000, "1.0k"), (9949, "9.9k"), (9960, "10k"), (812_345, "812k"), (999_600, "1.0M"), (10**9, "1.0G")],
)
def test_rounded_counts(count, said):
    assert rounded(count) == said


def test_under_a_filter_the_bar_counts_what_meets_it():
    made = items({"A": 50, "B": 200, "nurture": 9, "killed": 3}, {"A": 50, "B": None}, {"A": 12, "killed": 3})
    said = lambda width: drawn(placed(made, "A", width)).plain  # noqa: E731
    assert said(120) == "[1 A 12 of 50] 2 B 0 of 200  3 Nurture 0 of 9  4 Killed 3 of 3  0 All 15 "
    # Where there is no room those that meet it are enough.
    assert said(50) == "[1 A 12] 2 B 0  3 Nurt. 0  4 Killed 3  0 All 15 "
    assert said(46) == "[1 A 12]2 B 0 3 Nurt. 0 4 Killed 3 0 All 15 "
