"""Numbers in a filter: `100`, `>100`, `50-200`, `10m`, `100+`."""

from __future__ import annotations

import re

import polars as pl

from icp_tui.errors import shortened

_UNIT = {"": 1, "k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9}
_NUMBER = r"[-+−]?[$€£]?\d+(?:[,_]\d{3})*(?:\.\d+)?(?:k|mm|mn|m|bn|b)?%?"
_COMPARED = re.compile(
    rf"(?P<sign>>=|<=|=>|=<|!=|<>|>|<|=)?(?P<number>{_NUMBER})(?P<more>\+)?", re.IGNORECASE
)
_RANGE = re.compile(rf"(?P<low>{_NUMBER})(?:\.\.|-|–|—)(?P<high>{_NUMBER})", re.IGNORECASE)
_SIGNS = {
    ">": "over", ">=": "at least", "=>": "at least", "<": "under", "<=": "at most", "=<": "at most",
    "=": "is",
    "!=": "is not", "<>": "is not", "": "is",
}  # fmt: skip


def read_number(name: str, text: str) -> tuple[str, pl.Expr]:
    """What `text` says of the number column `name`: words and expression; ValueError with the mend."""
    squeezed = text.strip().replace(" ", "")
    column = pl.col(name)
    if found := _COMPARED.fullmatch(squeezed):
        sign, number = found["sign"] or "", _value(found["number"])
        if found["more"]:
            sign = sign or ">="
        return f"{_SIGNS[sign]} {_said(number, name)}", _compared(column, sign, number, name)
    if found := _RANGE.fullmatch(squeezed):
        low, high = _value(found["low"]), _value(found["high"])
        if low > high:
            raise ValueError(
                f"{name}:{shortened(text)} ends before it begins; "
                f"write {name}:{_said(high, name)}-{_said(low, name)}"
            )
        return f"{_said(low, name)} to {_said(high, name)}", column.is_between(low, high)
    raise ValueError(
        f"{name} is a number and cannot be {shortened(text)}; "
        f"write {name}:100, {name}:>100, {name}:50-200 or {name}:none"
    )


def _compared(column: pl.Expr, sign: str, number: float, name: str) -> pl.Expr:
    if sign in {"", "=", "!=", "<>"}:
        # Points are kept unrounded, and people type what they see: two decimals.
        same = (column - number).abs() < 0.005 if name.startswith("points.") else column == number
        return ~same if sign in {"!=", "<>"} else same
    return {">": column > number, "<": column < number}.get(
        sign, column >= number if ">" in sign else column <= number
    )


def _value(text: str) -> float:
    """The number; a whole one stays exact."""
    bare = re.sub(r"[$€£,_%+]", "", text.lower().replace("−", "-"))
    digits = bare.rstrip("kmbn")
    number = float(digits) * _UNIT[bare[len(digits) :]]
    return int(number) if number.is_integer() and abs(number) < 2**63 else number


def _said(number: float, name: str) -> str:
    """With separators, but for years."""
    return f"{number}" if name == "founded" else f"{number:,}"
