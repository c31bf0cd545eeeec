"""The kill list in the app: moved through, restored from, found in; near misses settled; rules made and dropped."""

import asyncio

import pytest
from bench import Bench, opening, play
from killed import ACCOUNTS, PROFILE, written
from screens import HOSTILE, until

from icp_tui.profile import load_profile
from icp_tui.tui.screens.account import AccountScreen
from icp_tui.tui.screens.kill_list import KillListScreen
from icp_tui.tui.screens.near_misses import NearMissScreen
from icp_tui.tui.screens.new_rule import NewRuleScreen
from icp_tui.tui.screens.prompt import Confirm, Prompt
from icp_tui.tui.screens.workbench import Workbench
from icp_tui.tui.widgets.filter_bar import FilterBar


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))


def killing(folder, **more):
    """The list of `killed`, to be opened in the app."""
    written(folder)
    return opening(folder, ACCOUNTS, PROFILE, **more)


async def kills(bench):
    """Open the kill list and wait for it."""
    await bench.press("K")
    await on(bench, KillListScreen)
    await until(bench.pilot, lambda: bench.app.screen._page is not None)
    await bench.settle()


async def on(bench, kind):
    await until(bench.pilot, lambda: isinstance(bench.app.screen, kind), 5)
    await bench.settle()


def taken(bench):
    """The names of the accounts on the right."""
    return [bench.name(row) for row in bench.app.screen.accounts.order]


async def asks(bench, key):
    await bench.press(key)
    await on(bench, Prompt)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 15)])
def test_entries_and_their_accounts(tmp_path, size):
    async def story(bench: Bench):
        await kills(bench)
        assert "Kill list: 5 of 11 killed" in bench.screen
        assert taken(bench) == ["Nowhere", "Whale", "Cust", "Paris", "Odd"]
        await bench.press("j")
        assert taken(bench) == ["Whale", "Cust", "Odd"]
        assert "country = 'RU'" in bench.screen
        await bench.press("tab")
        assert "Whale: 95.00, would be A at rank 2, but: Country we" in " ".join(bench.screen.split())
        await bench.press("tab", "G")
        assert taken(bench) == ["Kept"]
        await bench.press("escape")
        await on(bench, Workbench)

    play(killing(tmp_path), story, size=size)


def test_a_lost_whale_is_taken_back(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await bench.press("j", "R")
        await bench.says("R takes the one under the cursor back")
        await asks(bench, "R")
        await bench.type("Sanctions lifted", "enter")
        await on(bench, KillListScreen)
        await bench.says("Restored Whale: Sanctions lifted")
        assert taken(bench) == ["Cust", "Odd"]
        assert bench.bucket("Whale") == "A"
        assert await bench.decided("u") != ""
        await bench.settle()
        assert taken(bench) == ["Whale", "Cust", "Odd"]
        await bench.decided("ctrl+r")
        await bench.press("escape")
        await on(bench, Workbench)
        await bench.settle()
        assert "Whale" in bench.shown

    play(killing(tmp_path), story)


def test_the_account_on_its_own_screen(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await bench.press("j", "enter", "enter")
        await on(bench, AccountScreen)
        assert "1 of 3 of country" in bench.screen
        assert "Whale" in bench.screen
        await bench.press("right")
        await bench.shows("2 of 3 of country")
        assert "Cust" in bench.screen
        await asks(bench, "t")
        await bench.type("call them", "enter")
        await on(bench, AccountScreen)
        await bench.shows("call them")
        await bench.press("escape")
        await on(bench, KillListScreen)
        # Nothing to show: Enter says so.
        await bench.press("tab", "g", "j", "j", "j", "enter")
        await bench.says("idle has no account to show")

    play(killing(tmp_path), story, size=(120, 40))


def test_find_narrows_the_accounts(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await bench.press("slash")
        await bench.type("existing cust")
        await until(bench.pilot, lambda: taken(bench) == ["Nowhere", "Cust", "Paris"])
        await bench.press("enter")
        assert '3 accounts with "existing cust"' in bench.screen
        await bench.press("escape")
        await until(bench.pilot, lambda: len(taken(bench)) == 5)
        assert isinstance(bench.app.screen, KillListScreen)
        await bench.press("slash")
        await bench.type("[nobody")
        await until(bench.pilot, lambda: taken(bench) == [])
        assert "No account of this entry has these words." in bench.screen
        await bench.press("escape")
        await until(bench.pilot, lambda: len(taken(bench)) == 5)

    play(killing(tmp_path), story)


def test_the_line_to_find_in_closes_when_it_is_left(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await bench.press("slash", "r", "tab")
        await until(bench.pilot, lambda: not bench.app.screen.query_one(FilterBar).is_open)
        await bench.shows('with "r"; Esc shows all')

    play(killing(tmp_path), story)


def test_near_misses_are_settled(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        assert "m settles 2 possible matches" in bench.screen
        await bench.press("m")
        await on(bench, NearMissScreen)
        await bench.shows("Possible matches: 1 of 2. Is this account on the list?")
        assert "globex.net" in bench.screen
        await bench.press("d")
        await bench.shows("2 of 2, 1 settled now")
        await bench.press("s")
        await bench.shows("Excluded Acme: Existing customer (Acme in customers.csv)")
        await bench.shows("You said: on the list")
        # Where it stands now, and not where it stood when it was asked about.
        await bench.shows("killed       – on the list")
        await bench.press("s")
        await bench.says("It is settled already, as on the list")
        await bench.press("u")
        await bench.shows("Undone: excluded Acme")
        await bench.press("s")
        await bench.shows("2 settled now")
        await bench.press("escape")
        await on(bench, KillListScreen)
        await bench.says("2 possible matches are settled and will not be asked again")
        await bench.shows("Excluded by hand")
        await bench.press("m")
        await on(bench, NearMissScreen)
        await bench.shows("No account is waiting to be settled.")
        await bench.press("d", "u")
        await bench.says("Nothing is settled here yet")
        await bench.press("m", "escape")
        await on(bench, Workbench)
        assert bench.bucket("Acme") == "killed"

    play(killing(tmp_path), story, size=(120, 40))


def test_every_answer_of_a_burst_is_about_a_near_miss_of_its_own(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await bench.press("m")
        await on(bench, NearMissScreen)
        await bench.shows("Possible matches: 1 of 2.")
        screen = bench.app.screen
        screen.action_settle(0)
        screen.action_settle(1)
        screen.action_close()
        await bench.says("2 possible matches are settled and will not be asked again")
        assert screen._answered == [0, 1]

    play(killing(tmp_path), story)


def test_a_restore_is_about_the_entry_that_the_keys_before_it_went_to(tmp_path, monkeypatch):
    async def story(bench: Bench):
        await kills(bench)
        screen, job = bench.app.screen, bench.app.screen.job

        async def slowly(what):
            await asyncio.sleep(0.3)
            return await job(what)

        monkeypatch.setattr(screen, "job", slowly)
        await bench.pilot.press("j", "tab", "R")
        await on(bench, Prompt)
        assert "Restore Whale" in bench.screen

    play(killing(tmp_path), story)


async def typed(bench, when, because):
    await bench.press("n")
    await on(bench, NewRuleScreen)
    await bench.type(when)
    await bench.press("enter")
    await until(bench.pilot, lambda: bench.app.focused.id == "rule-because")
    await bench.type(because, "enter")


def test_a_rule_is_typed_previewed_kept_and_dropped(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await bench.press("n")
        await on(bench, NewRuleScreen)
        await bench.type("country = US")
        await bench.shows("text goes in single quotes: write country = 'US'")
        await bench.press("enter")
        assert bench.app.focused.id == "rule-when"
        await bench.type("employees = 75")
        await bench.shows("Takes 1 account (1 is killed already): 1 B.")
        assert "Initech" in bench.screen
        await bench.press("enter")
        await until(bench.pilot, lambda: bench.app.focused.id == "rule-because")
        await bench.press("enter")
        await bench.shows("Write why")
        await bench.type("Odd size", "enter")
        await on(bench, Prompt)
        assert "profile-2027-q1.yaml" in bench.screen
        await bench.press("enter")
        await on(bench, KillListScreen)
        await bench.says("Kept the rule Odd size in profile.yaml. Initech (75.00) is killed")
        assert bench.app.screen.entry.name == "odd-size"
        path = tmp_path / "profile.yaml"
        assert load_profile(path).kill_list.rules[-1].when == "employees = 75"
        # The app's own writing is no change from outside.
        assert bench.home._watch.changed() == []
        await bench.press("delete")
        await on(bench, Confirm)
        await bench.press("y")
        await on(bench, KillListScreen)
        await bench.says("Dropped the rule odd-size. Initech (75.00) comes back to B.")
        assert path.read_text(encoding="utf-8") == PROFILE
        await bench.press("escape")
        await on(bench, Workbench)
        await bench.settle()
        assert bench.bucket("Initech") == "B"

    play(killing(tmp_path), story)


def test_a_rule_in_a_new_version(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await typed(bench, "employees = 75", "Odd size")
        await on(bench, Prompt)
        await bench.press("down", "down", "enter")
        await on(bench, KillListScreen)
        await bench.says("in profile-2027-q1.yaml")
        new = tmp_path / "profile-2027-q1.yaml"
        assert bench.home.opening.profile == new
        assert load_profile(new).version == "2027-Q1"
        assert (tmp_path / "profile.yaml").read_text(encoding="utf-8") == PROFILE

    play(killing(tmp_path), story)


def test_nothing_is_written_of_a_list_that_is_thrown_away(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await typed(bench, "employees = 75", "Odd size")
        await on(bench, KillListScreen)
        await bench.says("for as long as this list is open")
        assert (tmp_path / "profile.yaml").read_text(encoding="utf-8") == PROFILE
        await bench.press("g", "delete")
        await bench.says("Only rules can be dropped here")

    play(killing(tmp_path, throw_away=True), story)


def test_words_are_completed(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await bench.press("n")
        await on(bench, NewRuleScreen)
        await bench.press(*"emplo")
        await until(bench.pilot, lambda: bench.app.focused._suggestion)
        await bench.press("tab")
        assert bench.app.focused.value == "employees"
        await bench.press("tab")
        await until(bench.pilot, lambda: bench.app.focused.id == "rule-because")
        await bench.press("escape")
        await on(bench, KillListScreen)

    play(killing(tmp_path), story)


def test_hostile_texts_are_drawn_as_they_are(tmp_path):
    async def story(bench: Bench):
        await kills(bench)
        await bench.press("G", "tab")
        assert "Under [bold]20[/nope]" in bench.screen
        assert HOSTILE not in bench.screen
        await bench.press("enter")
        await on(bench, AccountScreen)

    written(tmp_path)
    profile = PROFILE.replace("Under 20 employees", "'Under [bold]20[/nope]'").replace("never_kill: [kept.com, gone.example]", "never_kill: []")
    accounts = ACCOUNTS.replace("Odd,odd.com", f'"{HOSTILE}",odd.com')
    profile = profile[: profile.index("    - {id: idle")] + profile[profile.index("tiers:") :]
    play(opening(tmp_path, accounts, profile), story, size=(120, 40))
