"""One main cause of each move, by hand: what changed is one thing at a time, then two."""

from datetime import date, timedelta

import pytest
from compared import listed, moves, told
from decided import decisions, suppression
from lists import AS_OF, accounts, points, profile, size

OLD = AS_OF - timedelta(days=60)
TOP = [{"name": "A", "capacity": 1, "min_score": 70}, {"name": "B", "min_score": 50}]


def by_intent(**parts):
    """The score is intent_score, in tens: A takes one account from 70, B those from 50."""
    return profile(**{"criteria": [points("intent", "intent_score", title="Intent")], "tiers": TOP} | parts)


def test_data_says_which_field_from_what_to_what():
    old = listed(accounts({"name": "Acme", "employees": 100}), profile())
    new = listed(accounts({"name": "Acme", "employees": 900}), profile())
    assert told(old, new) == {
        "Acme": ("A", "disqualified", "data", "employees 100 -> 900: Size in band -> outside (-100.00)"),
    }


def test_a_field_that_became_unknown_is_said_to_be():
    old = listed(accounts({"name": "Acme", "employees": 100}), profile())
    new = listed(accounts({"name": "Acme"}), profile())
    assert told(old, new)["Acme"][2:] == ("data", "employees 100 -> unknown: Size in band -> unknown (-100.00)")


def test_of_a_list_what_came_and_went_is_told():
    stack = {"key": "stack", "layer": "fit", "weight": 1, "kind": "one_of", "field": "technologies", "ideal": ["Salesforce"]}
    old = listed(accounts({"name": "Acme", "technologies": ["HubSpot", "Slack"]}), profile(criteria=[stack]))
    new = listed(accounts({"name": "Acme", "technologies": ["Slack", "Salesforce"]}), profile(criteria=[stack]))
    assert told(old, new)["Acme"][2:] == ("data", "technologies + Salesforce - HubSpot: Stack otherwise -> ideal (+100.00)")


def test_a_signal_that_aged_has_the_same_date():
    fresh = {"key": "funding", "layer": "intent", "weight": 1, "kind": "recency", "field": "last_funding_date", "within": {"90d": 1.0, "180d": 0.5}}
    frame = accounts({"name": "Acme", "last_funding_date": date(2026, 8, 1)})
    old, new = listed(frame, profile(criteria=[fresh]), date(2026, 9, 1)), listed(frame, profile(criteria=[fresh]), date(2026, 12, 1))
    assert told(old, new) == {
        "Acme": ("A", "nurture", "aged", "last_funding_date 2026-08-01, as of 2026-12-01 now: Funding within 90d -> within 180d (-50.00)"),
    }


def test_the_profile_says_which_criterion_and_what_changed_in_it():
    frame = accounts({"name": "Acme", "employees": 100, "intent_score": 10.0})
    intent = points("intent", "intent_score", title="Intent")
    old = listed(frame, profile(criteria=[size(9), intent]))
    assert told(old, listed(frame, profile(criteria=[size(1), intent]))) == {
        "Acme": ("A", "nurture", "profile", "Size: weight 9 -> 1 (-40.00)"),
    }
    narrow = listed(frame, profile(criteria=[size(9, ideal=[200, 500]), intent]))
    assert told(old, narrow)["Acme"][2:] == (
        "profile", "Size: ideal [50, 500] -> [200, 500], in band -> outside (-90.00)",
    )  # fmt: skip
    assert told(old, listed(frame, profile(criteria=[intent])))["Acme"][2:] == ("profile", "Size is no criterion any more (-90.00)")


def test_where_the_profile_is_not_kept_only_so_much_is_known():
    frame = accounts({"name": "Acme", "employees": 100, "intent_score": 10.0})
    intent = points("intent", "intent_score", title="Intent")
    old = listed(frame, profile(criteria=[size(9), intent]), kept=False)
    new = listed(frame, profile(criteria=[size(1), intent]))
    assert told(old, new)["Acme"][2:] == ("profile", "Size: changed, its old text is not kept (-40.00)")
    neither = listed(frame, profile(criteria=[size(1), intent]), kept=False)
    assert told(old, neither)["Acme"][2:] == ("profile", "the profile changed, its text is not kept")


def test_a_line_that_rose_or_fell_is_the_profiles():
    frame = accounts({"name": "Acme", "intent_score": 75.0})
    low, high = by_intent(), by_intent(tiers=[{"name": "A", "capacity": 1, "min_score": 80}, {"name": "B", "min_score": 50}])
    assert told(listed(frame, low), listed(frame, high)) == {"Acme": ("A", "B", "profile", "the line of A is 80 now, was 70")}
    assert told(listed(frame, high), listed(frame, low)) == {"Acme": ("B", "A", "profile", "the line of A is 70 now, was 80")}


def test_who_is_displaced_hears_by_whom_and_who_follows_hears_after_whom():
    low = accounts({"name": "Acme", "intent_score": 80.0}, {"name": "Globex", "intent_score": 60.0})
    high = accounts({"name": "Acme", "intent_score": 80.0}, {"name": "Globex", "intent_score": 90.0})
    before, after = listed(low, by_intent()), listed(high, by_intent())
    assert told(before, after) == {
        "Globex": ("B", "A", "data", "intent_score 60 -> 90: Intent >= 60 -> >= 90 (+30.00)"),
        "Acme": ("A", "B", "capacity", "displaced by Globex, now at rank 1"),
    }
    assert told(after, before)["Acme"] == ("B", "A", "capacity", "a seat in A came free: Globex left it")


def test_a_capacity_is_the_profiles():
    frame = accounts({"name": "Acme", "intent_score": 80.0}, {"name": "Globex", "intent_score": 90.0})
    two = by_intent(tiers=[{"name": "A", "capacity": 2, "min_score": 70}, {"name": "B", "min_score": 50}])
    assert told(listed(frame, two), listed(frame, by_intent())) == {"Acme": ("A", "B", "profile", "A takes 1 now, was 2")}
    assert told(listed(frame, by_intent()), listed(frame, two)) == {"Acme": ("B", "A", "profile", "A takes 2 now, was 1")}


def test_a_tier_that_only_one_profile_has():
    frame = accounts({"name": "Acme", "intent_score": 60.0})
    one = by_intent(tiers=TOP[:1], nurture=40)
    assert told(listed(frame, by_intent(nurture=40)), listed(frame, one)) == {"Acme": ("B", "nurture", "profile", "there is no tier B any more")}
    assert told(listed(frame, one), listed(frame, by_intent(nurture=40))) == {"Acme": ("nurture", "B", "profile", "tier B is new")}


def test_pins_are_decisions_in_their_own_words():
    frame = accounts({"name": "Acme", "intent_score": 60.0})
    free = listed(frame, by_intent())
    pinned = listed(frame, by_intent(), decisions=decisions({"account_key": "acme.com", "pin": "A", "pinned_by": "mia", "pin_reason": "Met the CEO"}))
    assert told(free, pinned) == {"Acme": ("B", "A", "decision", "pinned to A by mia: Met the CEO")}
    assert told(pinned, free) == {"Acme": ("A", "B", "decision", "not pinned to A any more")}


def test_exclusions_are_decisions_and_suppression_lists_are_not():
    listing = {"suppress": [{"file": "customer.csv", "type": "customer", "because": "Existing customer"}]}
    frame = accounts({"name": "Acme", "intent_score": 60.0})
    free = listed(frame, by_intent(kill_list=listing))
    out = listed(frame, by_intent(kill_list=listing), decisions=decisions({"account_key": "acme.com", "excluded": "Told us no"}))
    assert told(free, out) == {"Acme": ("B", "killed", "decision", "excluded: Told us no")}
    named = decisions({"account_key": "acme.com", "excluded": "Told us no", "excluded_by": "mia"})
    by_mia = listed(frame, by_intent(kill_list=listing), decisions=named)
    assert told(free, by_mia) == {"Acme": ("B", "killed", "decision", "excluded by mia: Told us no")}
    assert told(out, free) == {"Acme": ("killed", "B", "decision", "not excluded any more: Told us no")}
    bought = listed(frame, by_intent(kill_list=listing), suppressions=[suppression({"domain": "acme.com"})])
    assert told(free, bought)["Acme"][2:] == ("suppression", "killed: Existing customer: it is on the suppression list now")
    assert told(bought, free)["Acme"][2] == "suppression"
    assert told(listed(frame, by_intent()), bought)["Acme"][2:] == (
        "profile", "killed: Existing customer: the suppression list is new in the profile",
    )  # fmt: skip


def test_a_kill_rule_fires_by_data_by_date_or_because_it_is_new():
    def ruled(when):
        return by_intent(kill_list={"rules": [{"id": "r", "when": when, "because": "Too small"}]})

    frame, small = accounts({"name": "Acme", "intent_score": 60.0, "employees": 50}), accounts({"name": "Acme", "intent_score": 60.0, "employees": 5})
    rule = ruled("employees < 20")
    assert told(listed(frame, rule), listed(small, rule)) == {"Acme": ("B", "killed", "data", "employees 50 -> 5: killed: Too small")}
    assert told(listed(small, rule), listed(frame, rule)) == {"Acme": ("killed", "B", "data", "employees 5 -> 50: no longer killed: Too small")}
    assert told(listed(frame, by_intent()), listed(frame, ruled("employees < 60")))["Acme"][2:] == (
        "profile", "killed: Too small: the rule r is new or changed",
    )  # fmt: skip
    assert told(listed(small, rule), listed(small, by_intent()))["Acme"][2:] == (
        "profile", "no longer killed: Too small: the rule is not in the profile any more",
    )  # fmt: skip
    dated = ruled("as_of > '2026-11-01'")
    assert told(listed(frame, dated, OLD), listed(frame, dated))["Acme"][2:] == ("aged", "killed: Too small, by the date alone")
    restored = listed(small, rule, decisions=decisions({"account_key": "acme.com", "restored": ["Too small"]}))
    assert told(listed(small, rule), restored)["Acme"][2:] == ("decision", "restored, or never to be killed: Too small")


def test_a_must_have_is_failed_by_data_or_by_the_profile():
    gate = by_intent(must_have=[{"when": "country IS NOT NULL", "because": "Country unknown"}])
    here, lost = accounts({"name": "Acme", "intent_score": 60.0, "country": "US"}), accounts({"name": "Acme", "intent_score": 60.0})
    assert told(listed(here, gate), listed(lost, gate))["Acme"] == (
        "B", "disqualified", "data", "country US -> unknown: fails a must-have: Country unknown",
    )  # fmt: skip
    assert told(listed(lost, gate), listed(here, gate))["Acme"][2:] == ("data", "country unknown -> US: no longer fails a must-have: Country unknown")
    assert told(listed(lost, by_intent()), listed(lost, gate))["Acme"][2:] == ("profile", "the profile changed: fails a must-have: Country unknown")
    assert told(listed(lost, gate), listed(lost, by_intent()))["Acme"][2:] == ("profile", "no must-have any more: Country unknown")


def test_what_a_tier_asks_for_besides_the_score():
    def asking(when):
        return by_intent(tiers=[{"name": "A", "capacity": 1, "min_score": 50, "when": when}, {"name": "B", "min_score": 50}])

    us, de = accounts({"name": "Acme", "intent_score": 60.0, "country": "US"}), accounts({"name": "Acme", "intent_score": 60.0, "country": "DE"})
    rule = asking("country = 'US'")
    assert told(listed(us, rule), listed(de, rule)) == {"Acme": ("A", "B", "data", "country US -> DE: lacks what A asks for: country = 'US'")}
    assert told(listed(de, rule), listed(us, rule)) == {"Acme": ("B", "A", "data", "country DE -> US: has what A asks for now: country = 'US'")}
    assert told(listed(us, rule), listed(us, asking("country = 'DE'")))["Acme"][2:] == ("profile", "lacks what A asks for: country = 'DE'")
    assert told(listed(us, asking("country = 'DE'")), listed(us, rule))["Acme"][2:] == ("profile", "has what A asks for now: country = 'US'")


def test_a_limit_that_is_used_up():
    two = [{"name": "A", "capacity": 2, "min_score": 50}, {"name": "B", "min_score": 50}]
    one_each = by_intent(tiers=two, limits=[{"tier": "A", "per": "owner", "at_most": 1}])
    apart = accounts({"name": "Acme", "intent_score": 90.0, "owner": "lee"}, {"name": "Globex", "intent_score": 60.0, "owner": "dana"})
    alike = accounts({"name": "Acme", "intent_score": 90.0, "owner": "dana"}, {"name": "Globex", "intent_score": 60.0, "owner": "dana"})
    assert told(listed(apart, one_each), listed(alike, one_each)) == {"Globex": ("A", "B", "limit", "A has 1 of 1 for owner dana")}
    assert told(listed(alike, one_each), listed(apart, one_each)) == {
        "Globex": ("B", "A", "limit", "it was held back then: A has 1 of 1 for owner dana"),
    }
    free = by_intent(tiers=two)
    assert told(listed(alike, free), listed(alike, one_each))["Globex"][2] == "profile"


def test_new_gone_and_joined():
    old = accounts({"name": "Acme", "intent_score": 60.0, "crm_id": "1"}, {"name": "Gone", "intent_score": 60.0}, {"name": "Acme US", "intent_score": 60.0, "crm_id": "2"})
    new = accounts({"name": "Acme", "intent_score": 60.0, "crm_id": "2"}, {"name": "Fresh", "intent_score": 60.0, "source": "/lists/apollo.csv"})
    assert told(listed(old, by_intent()), listed(new, by_intent())) == {
        "Fresh": ("new", "B", "new", "new in apollo.csv"),
        "Gone": ("B", "gone", "gone", "not in the sources any more"),
        "Acme US": ("B", "gone", "gone", "one account with acme.com now"),
    }


@pytest.mark.parametrize("same", [{"crm_id": "7"}, {"linkedin_url": "https://www.linkedin.com/company/acme"}, {"name": "Acme GmbH"}])
def test_an_account_whose_key_changed_is_found_again(same):
    before = {"name": "Acme", "domain": "acme.com", "intent_score": 60.0} | same
    after = {"name": "Acme Corp", "domain": "acme.io", "intent_score": 80.0} | same
    found = moves(listed(accounts(before), by_intent()), listed(accounts(after), by_intent()))
    (move,) = found.values()
    assert (move["was"], move["now"], move["account_key"], move["old_key"]) == ("B", "A", "acme.io", "acme.com")


def test_what_pushed_most_is_the_main_cause_and_the_rest_is_told_too():
    criteria = [size(50, near="25%"), points("intent", "intent_score", 50, title="Intent")]
    old = listed(accounts({"name": "Acme", "employees": 100, "intent_score": 100.0}), profile(criteria=criteria))
    new = listed(accounts({"name": "Acme", "employees": 40, "intent_score": 20.0}), profile(criteria=criteria))
    move = moves(old, new)["Acme"]
    assert (move["cause"], move["because"]) == ("data", "intent_score 100 -> 20: Intent >= 100 -> >= 20 (-40.00)")
    assert move["also"] == "employees 100 -> 40: Size in band -> near (-25.00)"


def test_points_that_went_the_other_way_are_no_main_cause():
    def selling_in(*countries):
        geo = {"key": "geo", "title": "Country", "layer": "fit", "weight": 20, "kind": "one_of", "field": "country", "ideal": [*countries]}
        tiers = [{"name": "A", "capacity": 1, "min_score": 50}, {"name": "B", "min_score": 50}]
        return by_intent(criteria=[points("intent", "intent_score", 80, title="Intent"), geo], tiers=tiers)

    acme, globex = {"name": "Acme", "country": "DE"}, {"name": "Globex", "country": "US", "intent_score": 100.0}
    old = listed(accounts(acme | {"intent_score": 100.0}, globex), selling_in("US"))
    new = listed(accounts(acme | {"intent_score": 60.0}), selling_in("US", "DE"))
    move = moves(old, new)["Acme"]
    assert (move["was"], move["now"], move["old_score"], move["new_score"]) == ("B", "A", 80.0, 68.0)
    assert (move["cause"], move["because"]) == ("capacity", "a seat in A came free: Globex left it")
    assert move["also"] == "Country: ideal [US] -> [US, DE], otherwise -> ideal (+20.00)"


def test_points_for_staying_are_a_cause():
    held = by_intent(stability={"keep": 15})
    frame = accounts({"name": "Acme", "intent_score": 80.0}, {"name": "Globex", "intent_score": 90.0})
    without, within = listed(frame, held), listed(frame, held, members={"acme.com": "A"})
    assert told(without, within) == {
        "Acme": ("B", "A", "stability", "stability holds it in A: without it, it would be in B"),
        "Globex": ("A", "B", "capacity", "displaced by Acme, now at rank 1"),
    }
    assert moves(without, within)["Acme"]["also"] == "+15.00 for staying"
    assert told(within, without)["Acme"] == ("A", "B", "stability", "stability held it in A then: without it, it would have been in B")
    assert moves(within, without)["Acme"]["also"] == "no +15.00 for staying any more"
    assert told(within, listed(frame, by_intent()))["Acme"][2] == "profile"


def test_a_member_whose_own_points_fell_is_told_so():
    held = by_intent(stability={"keep": 15})
    before = accounts({"name": "Acme", "intent_score": 80.0}, {"name": "Globex", "intent_score": 90.0})
    after = accounts({"name": "Acme", "intent_score": 60.0}, {"name": "Globex", "intent_score": 90.0})
    was, now = (listed(frame, held, members={"acme.com": "A"}) for frame in (before, after))
    assert told(was, now)["Acme"] == ("A", "B", "data", "intent_score 80 -> 60: Intent >= 80 -> >= 60 (-20.00)")


def test_a_new_account_that_is_held_back_is_on_deck():
    two = [{"name": "A", "capacity": 2, "min_score": 50}, {"name": "B", "min_score": 50}]
    held = by_intent(tiers=two, stability={"max_churn": "50%"})
    frame = accounts(*({"name": name, "intent_score": score} for name, score in (("Dee", 90.0), ("Eck", 80.0), ("Ace", 70.0))))
    free, bound = listed(frame, held), listed(frame, held, members={"ace.com": "A"})
    assert told(free, bound) == {
        "Eck": ("A", "B", "stability", "on deck for A: rank 2, and it takes at most 1 new account at a time"),
        "Ace": ("B", "A", "stability", "stability holds it in A: without it, it would be in B"),
    }
    assert told(bound, free)["Eck"][2:] == ("stability", "it was held back then: on deck for A: rank 2, and it takes at most 1 new account at a time")


def test_an_extra_field_that_no_list_has_a_header_for_is_unknown():
    yaml = by_intent(fields={"growth": {"from": ["Growth"], "as": "number"}})
    low, high = accounts({"name": "Acme", "intent_score": 60.0}), accounts({"name": "Acme", "intent_score": 80.0})
    assert told(listed(low, yaml), listed(high, yaml))["Acme"][2] == "data"


def test_names_and_values_with_braces_are_only_text():
    criteria = [size(title="Size {} {0}")]
    rules = {"rules": [{"id": "r{}", "when": "employees > 1000", "because": "Too {big}"}]}
    old = listed(accounts({"name": "A {x}", "domain": "a.com", "employees": 100}), profile(criteria=criteria, kill_list=rules))
    new = listed(accounts({"name": "A {x}", "domain": "a.com", "employees": 5000}), profile(criteria=criteria, kill_list=rules))
    assert told(old, new)["A {x}"][2:] == ("data", "employees 100 -> 5000: killed: Too {big}")
