"""Random conditions over the account columns, and over the scores for a tier's `when`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from .conditions import Among, And, Between, Column, Compare, Holds, Missing, Not, Or, Starts
from .values import (
    AGES,
    AS_OF,
    COUNTRIES,
    EMPLOYEES,
    GROUPS,
    GROWTH,
    INDUSTRIES,
    INTENT,
    MONEY,
    OWNERS,
    listed,
)

COMPARISONS = ["=", "<>", "<", "<=", ">", ">="]
ROW_COLUMNS: dict[str, list[Any]] = {
    "employees": EMPLOYEES,
    "revenue": MONEY,
    "intent_score": INTENT,
    "country": COUNTRIES,
    "industry": INDUSTRIES,
    "owner": OWNERS,
    "growth": GROWTH,
    "Account Group": GROUPS,
    "last_funding_date": [AS_OF - timedelta(days=age) for age in AGES],
}
SCORES: dict[str, list[Any]] = {
    "score": [0, 40, 50, 66.67, 70, 100],
    "known": [0, 33.33, 50, 66.67, 100],
    "layer_fit": [0, 50, 60, 100],
    "layer_intent": [0, 50, 60, 100],
}


@st.composite
def leaves(draw: st.DrawFn, columns: dict[str, list[Any]]) -> Any:
    """One test of one column: few values, so that it often meets them exactly."""
    name = draw(st.sampled_from(sorted(columns)))
    values = columns[name]
    one, op, negated = st.sampled_from(values), st.sampled_from(COMPARISONS), draw(st.booleans())
    forms: list[st.SearchStrategy[Any]] = [
        st.builds(Compare, st.just(name), op, one),
        st.builds(Missing, st.just(name), st.just(negated)),
        st.builds(Among, st.just(name), listed(values).map(tuple), st.just(negated)),
    ]
    if isinstance(values[0], str):
        forms.append(one.map(lambda text: Starts(name, text[:2])))
    else:
        forms.append(st.builds(Between, st.just(name), one, one))
    if name == "last_funding_date":
        forms.append(op.map(lambda sign: Compare(name, sign, Column("as_of"))))
    if name == "industry":
        forms.append(st.just(Holds("vip")))
    return draw(st.one_of(forms))


def conditions(columns: dict[str, list[Any]] = ROW_COLUMNS) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves(columns),
        lambda parts: st.one_of(
            st.builds(Not, parts),
            st.builds(And, st.tuples(parts, parts)),
            st.builds(Or, st.tuples(parts, parts)),
        ),
        max_leaves=3,
    )
