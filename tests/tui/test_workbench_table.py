"""The list on the screen: the line between the tiers, and what the bucket bar counts under a filter."""

from bench import opening, play


def test_the_cut_line_is_no_row(tmp_path):
    async def story(bench):
        await bench.press("0")
        lines = bench.screen.splitlines()
        (at,) = [n for n, line in enumerate(lines) if "A ends here: 2 of 2, 100.00" in line]
        assert "──" in lines[at]
        assert " B " in lines[at + 1]
        # The cursor passes over it, and the end of the list is shown whole.
        places = []
        for _ in range(7):
            places.append(bench.here)
            await bench.press("j")
        assert sorted(set(places)) == sorted(bench.shown)
        await bench.press("k", "k", "g")
        assert bench.table.position == 0
        # Sorted or turned around there is no line.
        await bench.press("S")
        assert "ends here" not in bench.screen
        await bench.press("S")
        assert "B ends here" in bench.screen

    play(opening(tmp_path), story, (100, 24))


def test_a_click_below_the_line_is_on_the_row_there(tmp_path):
    async def story(bench):
        await bench.press("0")
        y = next(n for n, line in enumerate(bench.screen.splitlines()) if "A ends here" in line)
        top = bench.table.region.y
        await bench.pilot.click("#accounts", offset=(20, y - top))
        assert bench.table.position == 0
        await bench.pilot.click("#accounts", offset=(20, y - top + 1))
        assert bench.table.position == 2

    play(opening(tmp_path), story, (100, 24))


def test_the_line_below_the_last_row_comes_with_it(tmp_path):
    rows = "Company,Website,Employees,Country,Owner\n" + "".join(f"N{n:02},n{n}.com,100,US,x\n" for n in range(40))

    async def story(bench):
        await bench.press("2", "G")
        assert "B ends here: 38, 100.00" in bench.screen
        await bench.press("pageup", "pageup")
        assert "B ends here" not in bench.screen
        for _ in range(40):
            await bench.press("j")
        assert "B ends here" in bench.screen
        await bench.press("0", "g")
        assert "A ends here" in bench.screen
        await bench.press("pagedown")
        first = bench.table.position
        await bench.press("pagedown", "pageup")
        assert bench.table.position == first

    play(opening(tmp_path, rows), story, (80, 24))


def test_the_bucket_bar_counts_what_the_filter_leaves(tmp_path):
    async def story(bench):
        await bench.press("f")
        await bench.type("owner:lee", "enter")
        bar = bench.screen.splitlines()[1]
        wide = " ".join(bar.split())
        assert "1 A 1 of 2" in wide
        assert wide.endswith("0 All 2")
        await bench.press("escape")
        assert "1 A 2/2" in " ".join(bench.screen.splitlines()[1].split())

    play(opening(tmp_path), story, (120, 24))
