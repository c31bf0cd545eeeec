"""The account columns and the names of the columns that each stage adds.

Every account frame has all of `ACCOUNT`, in this order and with these types; what no source knows is
a constant null column, which costs no memory.
"""

from __future__ import annotations

import polars as pl

TEXTS = pl.List(pl.String)

# employees in people, money in whole units of `currency`, founded as a year, intent_score 0-100.
ACCOUNT: dict[str, pl.DataType | type[pl.DataType]] = {
    "account_key": pl.String,
    "name": pl.String,
    "domain": pl.String,
    "website": pl.String,
    "linkedin_url": pl.String,
    "industry": pl.String,
    "sub_industry": pl.String,
    "employees": pl.Int64,
    "employees_min": pl.Int64,
    "employees_max": pl.Int64,
    "revenue": pl.Int64,
    "revenue_min": pl.Int64,
    "revenue_max": pl.Int64,
    "currency": pl.String,
    "country": pl.String,
    "state": pl.String,
    "city": pl.String,
    "founded": pl.Int64,
    "ownership": pl.String,
    "business_model": pl.String,
    "funding_stage": pl.String,
    "funding_total": pl.Int64,
    "last_funding_amount": pl.Int64,
    "last_funding_date": pl.Date,
    "technologies": TEXTS,
    "keywords": TEXTS,
    "description": pl.String,
    "intent_topics": TEXTS,
    "intent_score": pl.Float64,
    "intent_date": pl.Date,
    "owner": pl.String,
    "parent": pl.String,
    "lifecycle_stage": pl.String,
    "crm_id": pl.String,
    "source": pl.String,
    "source_row": pl.Int64,
}

# Money of an account is in its `currency`; conversion to the profile's currency touches these.
MONEY = ("revenue", "revenue_min", "revenue_max", "funding_total", "last_funding_amount")

LAYERS = ("fit", "pain", "intent", "authority", "revenue")

# What the scoring stages add, besides level.<key>, points.<key> and layer_<name>.
OUTCOME = (
    "rank", "bucket", "tier", "play", "score", "best_case", "known", "penalty", "reason", "why",
    "warnings", "unverified", "pinned", "note", "kill_reasons",
)  # fmt: skip

AS_OF = "as_of"


def as_text(originals: pl.DataFrame) -> pl.DataFrame:
    """Original columns as text; those that repeat themselves are kept as codes in memory."""
    return originals.cast({pl.Categorical: pl.String})


def level(key: str) -> str:
    """The column with the level of criterion `key`."""
    return f"level.{key}"


def points(key: str) -> str:
    """The column with the points of criterion `key`: share x grade x 100."""
    return f"points.{key}"


def layer(name: str) -> str:
    """The column with the score of one layer's criteria alone, 0-100."""
    return f"layer_{name}"


def people(persona: str) -> str:
    """The column with the number of known people of a persona; null where no contact of the account is known."""
    return f"people.{persona}"


def is_ours(header: str) -> bool:
    """Whether an original header would collide with a column of ours."""
    return (
        header in ACCOUNT
        or header in OUTCOME
        or header == AS_OF
        or header.startswith(("level.", "points.", "people."))
        or header in {layer(name) for name in LAYERS}
    )
