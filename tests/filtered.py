"""Four accounts that every kind of filter parts in two."""

from datetime import date

from celled import cells
from lists import points, profile, size

ROWS = [
    {"name": "Acme Analytics", "domain": "acme.com", "industry": "Software Development", "employees": 100,
     "country": "US", "owner": "Dana Whitlock", "city": "New York", "technologies": ["Salesforce", "Slack"],
     "last_funding_date": date(2026, 3, 31), "revenue": 12_000_000, "founded": 2015},
    {"name": "Café O'Brien & Sons", "domain": "obrien.ie", "industry": "Retail", "employees": 1500, "country": "IE",
     "owner": "lee", "city": "Cork", "technologies": [], "last_funding_date": date(2025, 12, 31), "founded": 1990},
    {"name": "Globex (50%) [x]", "domain": "globex.de", "industry": "Banking", "employees": None, "country": "DE",
     "owner": None, "city": None, "technologies": None, "last_funding_date": None},
    {"name": "Tier A Holdings", "domain": None, "account_key": "tier-a", "industry": None, "employees": 50, "country": None,
     "owner": "dana", "city": "San Diego", "technologies": ["HubSpot"], "last_funding_date": date(2026, 1, 1)},
]  # fmt: skip
ORIGINALS = {
    "Lead Status": ["Open", "Closed", None, "Re-opened"],
    "Employees": ["100", "1500", None, "fifty"],
}
DECIDED = [
    {"account_key": "acme.com", "note": "call in May", "reviewed": True, "reviewed_by": "kim"},
    {"account_key": "tier-a", "pin": "A"},
]
CUT = profile(
    criteria=[size(3), points("age", "founded")],
    tiers=[{"name": "A", "capacity": 1, "min_score": 70}, {"name": "BB", "min_score": 60}],
    nurture=10,
    must_have=[{"when": "revenue > 0", "because": "Needs revenue"}],
    warnings=[{"when": "employees > 1000", "because": "Big"}],
    kill_list={"rules": [{"id": "de", "when": "country = 'DE'", "because": "Not yet"}]},
)


def filtered():
    """Their cells."""
    return cells(*ROWS, originals=ORIGINALS, decided=DECIDED, cut=CUT)
