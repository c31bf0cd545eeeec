"""one_of: text through the vocabulary, lists, numbers."""

from datetime import date

import polars as pl
import pytest

TEXTS = pl.List(pl.String)


def test_levels_in_order(make):
    made = make("one_of", field="city", ideal=["Berlin"], adjacent=["Bonn"])
    labels = [level.label for level in made.levels({"city": pl.String}, date(2026, 11, 21))]
    assert labels == ["unknown", "ideal", "adjacent", "otherwise"]


def test_text_compares_trimmed_and_folded(make, judge):
    made = make("one_of", field="city", ideal=[" BERLIN "], adjacent=["Köln"])
    frame = pl.DataFrame({"city": [None, "", "  ", "berlin", " Berlin ", "KÖLN", "Berlin Mitte"]})
    expected = ["unknown", "unknown", "unknown", "ideal", "ideal", "adjacent", "otherwise"]
    assert judge(made, frame) == expected


@pytest.mark.parametrize("wanted", ["Gießen", "GIESSEN", "gießen ", "GIEẞEN"])
def test_sharp_s_is_ss_in_the_list_and_in_the_profile(make, judge, wanted):
    cities = ["Gießen", "Giessen", "GIESSEN", "GIEẞEN", "Gieben"]
    expected = ["ideal"] * 4 + ["otherwise"]
    assert judge(make("one_of", field="city", ideal=[wanted]), pl.DataFrame({"city": cities})) == expected
    listed = pl.DataFrame({"keywords": [[city] for city in cities]})
    assert judge(make("one_of", field="keywords", ideal=[wanted]), listed) == expected


def test_accents_written_as_signs_of_their_own_and_no_break_blanks(make, judge):
    made = make("one_of", field="city", ideal=["São Paulo"])
    frame = pl.DataFrame({"city": ["São Paulo", "Sa\u0303o Paulo", "são\u00a0paulo", "Sao Paulo"]})
    assert judge(made, frame) == ["ideal", "ideal", "ideal", "otherwise"]


def test_industries_go_through_the_vocabulary(make, judge):
    made = make(
        "one_of", field="industry", ideal=["Computer Software"], adjacent=["Marketing and Advertising"]
    )
    frame = pl.DataFrame({"industry": ["Software Development", "Advertising Services", "Banking"]})
    assert judge(made, frame) == ["ideal", "adjacent", "otherwise"]


def test_what_the_vocabulary_does_not_know_compares_as_it_is(make, judge):
    made = make("one_of", field="industry", ideal=["Basket Weaving"])
    assert judge(made, pl.DataFrame({"industry": ["basket weaving", "Banking"]})) == ["ideal", "otherwise"]
    assert made.doubts() == [("industry", "Basket Weaving", "")]


def test_doubts_offer_the_nearest_label(make):
    assert make("one_of", field="industry", ideal=["Sofware Developmnt"]).doubts() == [
        ("industry", "Sofware Developmnt", "did you mean Software Development?"),
    ]


def test_countries_and_groups_of_countries(make, judge):
    made = make("one_of", field="country", ideal=["United States", "NO"], adjacent=["UK&I", "dach"])
    codes = ["US", "NO", "GB", "IE", "DE", "AT", "CH", "FR", None]
    expected = ["ideal", "ideal", *["adjacent"] * 5, "otherwise", "unknown"]
    assert judge(made, pl.DataFrame({"country": codes})) == expected
    assert made.doubts() == []


def test_a_country_is_ideal_though_its_group_is_adjacent(make, judge):
    made = make("one_of", field="country", ideal=["DE"], adjacent=["DACH"])
    assert judge(made, pl.DataFrame({"country": ["DE", "AT"]})) == ["ideal", "adjacent"]


def test_any_item_of_a_list_is_enough(make, judge):
    made = make("one_of", field="technologies", ideal=["SFDC"], adjacent=["HubSpot"])
    lists = [
        None,
        [],
        ["Slack", "Salesforce"],
        ["hubspot"],
        ["Salesforce", "HubSpot"],
        ["Salesforce Marketing"],
    ]
    frame = pl.DataFrame({"technologies": lists}, schema={"technologies": TEXTS})
    assert judge(made, frame) == ["unknown", "unknown", "ideal", "adjacent", "ideal", "otherwise"]


def test_all_must_be_on_the_list_when_asked(make, judge):
    made = make("one_of", field="technologies", ideal=["Salesforce", "Slack"], match="all")
    lists = [["Slack"], ["Slack", "SALESFORCE", "Jira"], []]
    frame = pl.DataFrame({"technologies": lists}, schema={"technologies": TEXTS})
    assert judge(made, frame) == ["otherwise", "ideal", "unknown"]


def test_all_needs_a_list(make):
    made = make("one_of", field="city", ideal=["Bonn"], match="all")
    with pytest.raises(ValueError, match="city holds one value; match: all needs a list"):
        made.levels({"city": pl.String}, date(2026, 11, 21))


@pytest.mark.parametrize("dtype", [pl.Int64, pl.Float64])
def test_numbers(make, judge, dtype):
    made = make("one_of", field="founded", ideal=[2020, "2021"])
    frame = pl.DataFrame({"founded": [2020, 2021, 2022, None]}, schema={"founded": dtype})
    assert judge(made, frame) == ["ideal", "ideal", "otherwise", "unknown"]


def test_text_for_a_number_is_refused(make):
    with pytest.raises(ValueError, match="founded holds a number, but 'recently' is wanted"):
        make("one_of", field="founded", ideal=["recently"]).levels({"founded": pl.Int64}, date(2026, 11, 21))


def test_categories_are_text(make, judge):
    made = make("one_of", field="city", ideal=["bonn"])
    assert judge(made, pl.DataFrame({"city": ["Bonn", "Ulm"]}, schema={"city": pl.Categorical})) == [
        "ideal",
        "otherwise",
    ]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("field: city, ideal: [Bonn], adjacent: [Ulm, ^bonn]", "^ bonn (Bonn) is both ideal and adjacent (keep it in one of the two)"),
        (
            "field: industry, ideal: [Computer Software], adjacent: [^Software Development]",
            "^ Software Development (Computer Software) is both ideal and adjacent (keep it in one of the two)",
        ),
        ("field: city, ideal: [Gießen], adjacent: [^Giessen]", "^ Giessen (Gießen) is both ideal and adjacent (keep it in one of the two)"),
        ("field: city, ^ideal: []", "^ ideal is empty"),
        ("field: city, ^ideal: Bonn", "^ ideal should be a list, but is the text 'Bonn' (write [Bonn])"),
        ("field: city, ideal: [^1.5]", "^ ideal, item 1, should be text, but is the number 1.5 (put it in quotes)"),
        ("field: city, ideal: [^true]", "^ ideal, item 1, should be text, but is true (put it in quotes)"),
        ("field: city, ideal: [a], ^match: some", "^ match should be any or all, but is the text 'some'"),
    ],
)  # fmt: skip
def test_bad_values_are_told_at_their_place(complaints, keys, said):
    assert complaints(f"{{key: k, layer: fit, weight: 5, kind: one_of, {keys}}}") == [said]
