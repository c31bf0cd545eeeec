"""The few values that random profiles and accounts share, so that ties, edges and gaps are the rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

AS_OF = date(2026, 11, 21)
INDUSTRIES = ["Alpha", "Beta", "Gamma"]
COUNTRIES = ["US", "DE", "FR"]
OWNERS = ["Dana", "dana ", "Lee", "Kim"]
TOOLS = ["Uno", "Due", "Tre"]
NAMES = ["Acme", "Acme Inc", "Globex", "GLOBEX, Ltd.", "Initech GmbH", "Hooli"]
KEYS = [f"{letter}.com" for letter in "abcdefghijklmn"]
PHRASES = ["cloud", "cloud native", "Native", "on-prem", "data"]
TEXTS = [
    "Cloud-native data",
    "CLOUD",
    "native cloud",
    "clouds",
    "On-Prem only",
    "databases",
    "",
    "data; cloud",
]
EMPLOYEES = [0, 15, 18, 19, 20, 37, 38, 45, 49, 50, 51, 55, 100, 110, 111, 125, 126, 200, 499, 500, 625, 626]
INTENT = [0.0, 3.3, 30.0, 39.99, 40.0, 59.5, 60.0, 77.7, 80.0, 100.0]
INTENT += [2.25, 2.7, 22.5, 26.25, 27.0, 54.0, 77.0, 78.75, 85.47, 87.4125, 97.125]  # where near ends
MONEY = [0, 10, 20, 1_000_000, 5_000_000]
AGES = [-10, -1, 0, 1, 7, 29, 30, 31, 60, 61, 89, 90, 91, 179, 180, 181, 364, 365, 366, 1000]
FLAGS = ["yes", "No", "TRUE", "false", "1", "0", " Yes ", "maybe", ""]
WEIGHTS = [1, 2, 3, 5, 7, 12.5, 20, 25, 33.3, 0.1]
GRADES = [1, 0, 0.5, 0.9, 0.7, 1.0, 0.33, 0.8, 0.005, 0.25, 0.75]
GROWTH = [-9.01, -9.0, -7.5, -6.75, -6.6, -6.0, 4.4, 4.5, 5.0, -3.0, 0.0, 4.0, 6.0, 6.5]
GROUPS = ["Top", "top ", "Rest"]  # of the original column "Account Group"
LAYERS = ["fit", "pain", "intent", "authority", "revenue"]


def listed(values: list[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def or_missing(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])
