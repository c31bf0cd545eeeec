"""What each kind says that an account would have to be for a level."""

import pytest


@pytest.mark.parametrize(
    ("kind", "keys", "label", "said"),
    [
        ("one_of", {"ideal": ["Salesforce"]}, "ideal", "Salesforce (ideal)"),
        ("one_of", {"ideal": ["US", "CA"], "adjacent": ["DACH"]}, "ideal", "US or CA (ideal)"),
        ("one_of", {"ideal": ["US", "CA"], "adjacent": ["DACH"]}, "adjacent", "DACH (adjacent)"),
        ("one_of", {"ideal": ["US", "CA", "MX", "BR"]}, "ideal", "US, CA or 2 more (ideal)"),
        ("one_of", {"ideal": ["Jira", "Slack"], "match": "all"}, "ideal", "Jira and Slack (ideal)"),
        ("one_of", {"ideal": ["x" * 50]}, "ideal", "x" * 29 + "… (ideal)"),
        ("one_of", {"ideal": ["US"]}, "otherwise", "otherwise"),
        ("band", {"ideal": [50, 500], "near": "25%"}, "in band", "50 to 500 (in band)"),
        ("band", {"ideal": [50, 500], "near": "25%"}, "near", "37.5 to 625 (near)"),
        ("band", {"ideal": [0.1, None]}, "in band", "at least 0.1 (in band)"),
        ("band", {"ideal": [None, 10]}, "in band", "at most 10 (in band)"),
        ("band", {"ideal": [50, 500]}, "outside", "outside"),
        ("steps", {"at_least": {80: 1.0, 62.5: 0.5}}, ">= 80", "at least 80"),
        ("steps", {"at_least": {80: 1.0, 62.5: 0.5}}, ">= 62.5", "at least 62.5"),
        ("steps", {"at_least": {80: 1.0}}, "below", "below"),
        ("recency", {"within": {"90d": 1.0}}, "within 90d", "within 90 days"),
        ("recency", {"within": {"1w": 1.0}}, "within 1w", "within 1 week"),
        ("recency", {"within": {"6m": 1.0}}, "within 6m", "within 6 months"),
        ("recency", {"within": {"1y": 1.0}}, "within 1y", "within 1 year"),
        ("recency", {"within": {"11y": 1.0}}, "within 11y", "within 11 years"),
        ("recency", {"within": {"90d": 1.0}}, "older", "older"),
        ("flag", {}, "yes", "yes"),
        ("keywords", {"ideal": ["RevOps", "sales ops"], "adjacent": ["CRM"]}, "ideal", "RevOps or sales ops (ideal)"),
        ("keywords", {"ideal": ["RevOps"], "adjacent": ["CRM"]}, "adjacent", "CRM (adjacent)"),
        ("keywords", {"ideal": ["RevOps"]}, "none", "none"),
    ],
)
def test_wanted(make, kind, keys, label, said):
    criterion = make(kind, field="f", **keys)
    assert criterion.wanted(label) == said


def test_rules_say_their_labels(make):
    rules = make("rules", levels=[{"when": "employees > 5", "label": "big", "grade": 1}])
    assert rules.wanted("big") == "big"
