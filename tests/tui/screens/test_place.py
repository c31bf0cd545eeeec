"""The place screen: an account that turned up is placed, found, added and removed."""

from bench import opening, play
from screens import until

from icp_tui.tui.screens.workbench import Workbench


async def typed(bench, words):
    await bench.press("P")
    await bench.shows("Enter places it")
    await bench.type(words, "enter")


async def home(bench):
    await until(bench.pilot, lambda: isinstance(bench.app.screen, Workbench), 10)
    await bench.settle()


def test_an_account_that_is_on_the_list_is_gone_to(tmp_path):
    async def story(bench):
        await typed(bench, "initech.com")
        await bench.says("Initech is in B at rank 4, with 60.00, found by initech.com")
        assert bench.here == "Initech"

    play(opening(tmp_path), story)


def test_where_it_would_stand_then_added_and_removed(tmp_path):
    async def story(bench):
        await typed(bench, "newco.com name=Newco employees=250 country=US")
        await bench.shows("It would be in A at rank")
        await bench.shows("score 100.00")
        await bench.press("a")
        await bench.says("Added: Newco is in A")
        await home(bench)
        assert "Newco" in bench.shown
        assert bench.here == "Newco"
        assert bench.home.review.session.rows == {"in": 7, "rejected": 0, "duplicates": 0, "accounts": 7}
        await bench.press("P")
        await bench.shows("domain=newco.com")
        await bench.press("tab", "delete")
        await bench.shows("Remove Newco from the list?")
        await bench.press("y")
        await bench.says("Removed: the list has 6 accounts now")
        await home(bench)
        assert "Newco" not in bench.shown
        # The workspace is still open: a decision reaches the disk.
        assert "Excluded" in (await excluded(bench))

    play(opening(tmp_path), story)


async def excluded(bench):
    await bench.press("x")
    await bench.type("gone")
    return await bench.decided("enter")


def test_mistakes_stay_on_the_screen_and_escape_leads_back(tmp_path):
    async def story(bench):
        await typed(bench, "newco.com employes=5")
        await bench.shows("employes is no column")
        await bench.type("newco.com", "enter")
        await bench.shows("It would be")
        await bench.press("escape")
        await bench.shows("Enter places it")
        await bench.press("escape")
        assert bench.app.screen is bench.home

    play(opening(tmp_path), story)


def test_a_throw_away_list_keeps_its_decisions_when_one_is_added(tmp_path):
    async def story(bench):
        await bench.decided("b")
        await typed(bench, "newco.com employees=250 country=US")
        await bench.shows("It would be in")
        await bench.press("a")
        await bench.says("Added")
        await home(bench)
        assert any(bench.home.review.history(row) for row in range(6))

    play(opening(tmp_path, throw_away=True), story)


def test_small_terminals(tmp_path):
    async def story(bench):
        await typed(bench, "newco.com employees=250 country=US")
        await bench.shows("It would be in")

    play(opening(tmp_path), story, size=(60, 15))


def test_what_the_app_wrote_itself_is_no_change_from_outside(tmp_path):
    async def story(bench):
        seen = []
        before = bench.home._change

        async def change(answer):
            # The look at the files that comes while the file is written and the list is read.
            bench.home.review.workspace.added.path.write_text("name\nElse\n", encoding="utf-8")
            await bench.home.look_at_files()
            seen.append(bench.said)
            bench.home.review.workspace.added.path.unlink()
            await before(answer)

        bench.home._change = change
        await typed(bench, "newco.com name=Newco employees=250 country=US")
        await bench.shows("score 100.00")
        await bench.press("a")
        await bench.says("Added: Newco is in A")
        await home(bench)
        assert seen == [[]]
        await bench.home.look_at_files()
        assert not [one for one in bench.said if "changed on disk" in one]
        # From outside it is one.
        bench.home.review.workspace.added.path.write_text("name\nElse\n", encoding="utf-8")
        await bench.home.look_at_files()
        await bench.says("added.csv changed on disk")

    play(opening(tmp_path), story)
