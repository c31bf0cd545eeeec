"""The one-line why, and the warnings of an account."""

import pytest
from decided import suppression
from lists import AS_OF, accounts, profile, size

from icp_tui.scoring.stages import score_list
from icp_tui.scoring.words import fixed, plain


def said(column, *rows, suppress=(), **parts):
    frame = accounts(*rows)
    outcome = score_list(frame, profile(**parts), AS_OF, suppression=suppress).frame
    return dict(zip(frame["name"], outcome[column], strict=True))


def one_of(key, field, **keys):
    return {"key": key, "title": key.title(), "layer": "fit", "weight": 1, "kind": "one_of", "field": field,
            "ideal": ["Bern"], "adjacent": ["Zug"]} | keys  # fmt: skip


def test_what_earns_points_comes_with_value_and_level_and_the_unknown_at_the_end():
    criteria = [size(title="Company size"), one_of("town", "city"), one_of("region", "state")]
    found = said(
        "why",
        {"name": "Two", "employees": 120, "city": "Zug"},
        {"name": "None", "employees": 5000, "city": "Rome", "state": "Rome"},
        {"name": "Nobody"},
        criteria=criteria,
    )
    assert found == {
        "Two": "Company size: 120 (in band); Town: Zug (adjacent); unknown: Region",
        "None": "nothing fits",
        "Nobody": "unknown: Company size, Town, Region",
    }


def test_an_unknown_that_has_a_grade_is_still_unknown():
    assert said("why", {"name": "A"}, criteria=[one_of("town", "city", unknown=0.5)]) == {"A": "unknown: Town"}


def test_an_otherwise_with_a_grade_counts_for_it():
    found = said("why", {"name": "A", "city": "Rome"}, criteria=[one_of("town", "city", otherwise=0.25)])
    assert found == {"A": "Town: Rome (otherwise)"}


def test_a_keyword_criterion_names_the_word_that_was_found():
    words = {"key": "words", "title": "Words", "layer": "pain", "weight": 1, "kind": "keywords",
             "fields": ["description", "keywords"], "ideal": ["outbound"]}  # fmt: skip
    found = said(
        "why", {"name": "A", "keywords": ["sales", "Outbound sales"]}, {"name": "B", "description": "An outbound team"},
        {"name": "C", "description": "SDRs at work"}, criteria=[words | {"adjacent": ["SDRs", "sales"]}],
    )  # fmt: skip
    assert found == {"A": "Words: Outbound (ideal)", "B": "Words: outbound (ideal)", "C": "Words: SDRs (adjacent)"}


def test_a_long_value_is_cut_at_40_characters():
    town = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"
    found = said("why", {"name": "A", "city": town}, criteria=[one_of("town", "city", ideal=[town])])
    assert found == {"A": f"Town: {town[:40]} (ideal)"}


def test_of_a_list_the_wanted_entries_are_named():
    stack = {"key": "stack", "title": "Stack", "layer": "fit", "weight": 1, "kind": "one_of", "field": "technologies",
             "ideal": ["Salesforce"], "adjacent": ["HubSpot"], "otherwise": 0.25}  # fmt: skip
    found = said("why", {"name": "A", "technologies": ["Slack", "Salesforce", "HubSpot"]},
                 {"name": "B", "technologies": ["Slack", "Zoom"]}, criteria=[stack])  # fmt: skip
    assert found == {"A": "Stack: Salesforce, HubSpot (ideal)", "B": "Stack: Slack, Zoom (otherwise)"}


def test_a_rule_without_a_field_says_its_label():
    rules = {"key": "r", "title": "Rule", "layer": "fit", "weight": 1, "kind": "rules",
             "levels": [{"when": "employees > 10", "label": "big enough", "grade": 1}]}  # fmt: skip
    found = said("why", {"name": "A", "employees": 12}, criteria=[rules])["A"]
    assert "Rule: " in found
    assert found.endswith("(big enough)")


@pytest.mark.parametrize(("count", "length"), [(4, 230), (5, 255)])
def test_never_more_than_255_characters(count, length):
    # Each fragment is `Title of n: ` (12), 36 and ` (ideal)` (8), with `; ` between them: 4 x 56 + 3 x 2.
    city = "x" * 36
    criteria = [one_of(f"c{n}", "city", title=f"Title of {n}", ideal=[city]) for n in range(count)]
    why = said("why", {"name": "A", "city": city}, criteria=criteria)["A"]
    whole = "; ".join(f"Title of {n}: {city} (ideal)" for n in range(count))
    assert len(why) == length
    assert why == (whole if count == 4 else whole[:254] + "…")


def test_warnings_are_the_true_signs_in_order_and_null_without():
    signs = [{"when": "employees > 400", "because": "Big"}, {"when": "country = 'US'", "because": "Far", "penalty": 3}]
    found = said(
        "warnings",
        {"name": "Both", "employees": 500, "country": "US"},
        {"name": "One", "employees": 10, "country": "US"},
        {"name": "None", "country": "DE"},
        warnings=signs,
    )
    assert found == {"Both": "Big; Far", "One": "Far", "None": None}


def test_a_possible_match_is_a_warning_too():
    entries = suppression({"name": "Acme", "domain": "acme.net"})
    found = said("warnings", {"name": "Acme"}, {"name": "Globex"}, suppress=[entries])
    assert found == {
        "Acme": "possible match: Existing customer (same name, but its domain is acme.net)", "Globex": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0.00"), (0.125, "0.13"), (28.5, "28.50"), (-0.125, "-0.12"), (100, "100.00")]
)
def test_two_decimals_rounded_half_up(number, text):
    assert fixed(number) == text


@pytest.mark.parametrize(("number", "text"), [(70.0, "70"), (62.5, "62.5"), (0.0, "0"), (1e9, "1,000,000,000")])
def test_a_plain_number_has_no_needless_point(number, text):
    assert plain(number) == text
