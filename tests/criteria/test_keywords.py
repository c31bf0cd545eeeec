"""keywords: whole words, literally, in texts and lists."""

import polars as pl
import pytest

TEXTS = pl.List(pl.String)


def texts(*values):
    return pl.DataFrame({"description": values}, schema={"description": pl.String})


def found(make, judge, word, *values):
    made = make("keywords", field="description", ideal=[word])
    return [label == "ideal" for label in judge(made, texts(*values))]


def test_levels(make, judge):
    made = make("keywords", field="description", ideal=["CRM"], adjacent=["sales"])
    frame = texts(None, " ", "Our crm for sales", "SALES!", "salesman")
    assert judge(made, frame) == ["unknown", "unknown", "ideal", "adjacent", "none"]


@pytest.mark.parametrize(
    ("word", "text", "is_there"),
    [
        ("AI", "AI", True),
        ("AI", "we do (AI).", True),
        ("AI", "paint", False),
        ("AI", "ai2", False),
        ("AI", "ai_ops", True),
        ("AI", "gen_ai", True),
        ("AI", "éai", False),
        ("AI", "aié", False),
        ("café", "CAFÉ Noir", True),
        ("Straße", "An der STRASSE 5", True),
        ("strasse", "an der Straße 5", True),
        ("STRASSE", "an der STRAẞE 5", True),
        ("ß-Messe", "die SS-Meße", True),
        ("messe", "mese", False),
        ("straße", "straßenbau", False),
        ("café", "cafe\u0301 noir", True),
        ("cafe\u0301", "Café noir", True),
        ("go to market", "go\u00a0to market", True),
        ("C++", "C++ and C", True),
        ("C++", "c++", True),
        ("C++", "abc++", False),
        ("C++", "C++17", False),
        (".NET", "a .net shop", True),
        (".NET", ".NET", True),
        (".NET", "asp.net", False),
        ("go to market", "Go  to\nMarket", True),
        ("go to market", "go to markets", False),
        ("a.c", "abc", False),
        ("(x|y)", "x", False),
        ("(x|y)", "say (x|y) twice", True),
    ],
)
def test_whole_words_literally(make, judge, word, text, is_there):
    assert found(make, judge, word, text) == [is_there]


def test_items_of_a_list_are_searched_one_by_one(make, judge):
    made = make("keywords", field="keywords", ideal=["lead generation"])
    lists = [None, [], ["B2B Lead Generation"], ["lead", "generation"]]
    frame = pl.DataFrame({"keywords": lists}, schema={"keywords": TEXTS})
    assert judge(made, frame) == ["unknown", "unknown", "ideal", "none"]


def test_several_fields_are_unknown_together_only(make, judge):
    made = make("keywords", fields=["description", "keywords"], ideal=["crm"])
    frame = pl.DataFrame(
        {"description": [None, "x", None, "crm"], "keywords": [None, None, ["CRM"], []]},
        schema={"description": pl.String, "keywords": TEXTS},
    )
    assert made.fields_read() == ("description", "keywords")
    assert judge(made, frame) == ["unknown", "none", "ideal", "ideal"]


def test_very_many_words(make, judge):
    made = make("keywords", field="description", ideal=[f"word{number}" for number in range(2_000)])
    assert judge(made, texts("word1999", "word2000")) == ["ideal", "none"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("ideal: [a]", "^ field is missing (field: description, or fields: [description, keywords])"),
        ("field: city, ^fields: [state], ideal: [a]", "^ field and fields cannot both be given (keep one of the two)"),
        ("field: city, ideal: [a], adjacent: [b, ^A]", "^ A is both ideal and adjacent (keep one)"),
        ("field: city, ideal: [Maß], adjacent: [^Mass]", "^ Mass is both ideal and adjacent (keep one)"),
        ("^field: employees, ideal: [a]", "^ employees holds a number; keywords reads text or a list"),
        ("fields: [city, ^stat], ideal: [a]", "^ no column stat (nearest: state)"),
        ("field: city, ideal: [^'']", "^ ideal, item 1, is empty"),
    ],
)  # fmt: skip
def test_bad_keys_are_told_at_their_place(complaints, keys, said):
    whole = "" if "^" in keys else "^"
    assert complaints(f"{whole}{{key: k, layer: fit, weight: 5, kind: keywords, {keys}}}") == [said]
