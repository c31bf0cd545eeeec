"""The assign screen: what is proposed, and one key that does it."""

from bench import PROFILE, ROWS, opening, play

REPS = """
reps:
  - {name: dana, most: 3, when: "country = 'US'"}
  - {name: lee, most: 1}
"""
# Nobody owns Acme, Globex and Initech; lee has Hooli.
UNOWNED = ROWS.replace("US,dana", "US,").replace("DE,lee", "DE,")


def test_the_proposal_by_rep_and_enter_assigns_in_one_step(tmp_path):
    async def story(bench):
        await bench.press("A")
        await bench.shows("Assign: 2 of 3 unowned accounts go to 1 rep; 1 stays without")
        screen = bench.screen
        assert "1 account has an owner already" in screen
        assert "everybody" in screen
        assert "the only one with room" in screen
        assert "nobody's territory" not in screen
        await bench.press("right")
        await bench.shows("1 full")
        await bench.press("right", "right")
        await bench.shows("no room left: lee 1 of 1")
        said = await bench.decided("enter")
        assert said.startswith("Gave Acme and Globex to dana") or "2 accounts to dana" in said
        owners = dict(bench.home.review.scored.accounts.select("name", "owner").iter_rows())
        assert (owners["Acme"], owners["Globex"], owners["Initech"]) == ("dana", "dana", None)
        reasons = [one.reason for one in bench.home.review.history(0)]
        assert reasons == ["assigned: country US, the only one with room"]
        await bench.decided("u")
        assert bench.home.review.scored.accounts["owner"].drop_nulls().to_list() == ["lee"]

    play(opening(tmp_path, UNOWNED, PROFILE + REPS), story, size=(120, 30))


def test_a_profile_without_reps_says_what_to_write_and_e_spreads_over_the_owners(tmp_path):
    async def story(bench):
        await bench.press("A")
        await bench.shows("The profile does not say yet who works the accounts")
        assert '{name: dana, most: 15, when: "country IN' in bench.screen
        await bench.press("enter")
        await bench.says("nothing to assign")
        await bench.press("e")
        await bench.shows("2 of 2 unowned accounts go to 1 owner")
        await bench.press("escape")
        assert bench.app.screen is bench.home
        assert bench.home.review.history(0) == []

    play(opening(tmp_path, UNOWNED), story)


def test_t_takes_fewer_tiers_and_a_list_that_changed_meanwhile_is_not_assigned(tmp_path):
    async def story(bench):
        await bench.press("A")
        await bench.shows("Tiers A, B;")
        await bench.press("t")
        await bench.shows("Tier A;")
        assert "Initech" not in bench.screen
        review = bench.home.review
        await bench.home.job(lambda: review.own(review.session.accounts.frame["name"].is_in(["Acme"]).arg_true(), "kim"))
        await bench.press("enter")
        await bench.says("the list has changed meanwhile")
        assert bench.home.review.scored.accounts["owner"].drop_nulls().to_list() == ["kim", "lee"]

    play(opening(tmp_path, UNOWNED, PROFILE + REPS), story)


def test_what_is_assigned_is_what_the_keys_before_enter_asked_for(tmp_path):
    async def story(bench):
        await bench.press("A")
        await bench.shows("Tiers A, B;")
        screen = bench.app.screen
        bench.app.clear_notifications()
        screen.action_tiers()
        screen.action_apply()
        await bench.says("to dana")
        owners = dict(bench.home.review.scored.accounts.select("name", "owner").iter_rows())
        # Initech is in B.
        assert (owners["Acme"], owners["Globex"], owners["Initech"]) == ("dana", "dana", None)

    # Without limits all three would have gone to somebody.
    play(opening(tmp_path, UNOWNED, PROFILE + REPS.replace("most: 1}", "most: 9}")), story, size=(120, 30))


def test_small_and_large_terminals(tmp_path):
    async def story(bench):
        await bench.press("A")
        await bench.shows("Assign: 2 of 3")
        await bench.shows("Enter")

    for size in ((60, 15), (300, 100)):
        play(opening(tmp_path, UNOWNED, PROFILE + REPS), story, size=size)
