"""The arithmetic of design.md, section 3, for one account, in exact fractions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .levels import grades, level, number

Row = Mapping[str, Any]
LAYERS = ("fit", "pain", "intent", "authority", "revenue")


@dataclass
class Scored:
    """One account's part of the list that does not depend on the other accounts."""

    levels: dict[str, str] = field(default_factory=dict)
    points: dict[str, Fraction] = field(default_factory=dict)
    score: Decimal = Decimal(0)
    best_case: Decimal = Decimal(0)
    known: Decimal = Decimal(0)
    layers: dict[str, Decimal | None] = field(default_factory=dict)
    penalty: Fraction = Fraction(0)
    warnings: list[str] = field(default_factory=list)
    unverified: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def half_up(value: Fraction) -> Decimal:
    """A number of at least 0 with two decimals, a half going up."""
    hundredths = (value * 100 + Fraction(1, 2)).__floor__()
    return Decimal(hundredths).scaleb(-2)


def average(parts: list[tuple[Fraction, Fraction | None]]) -> Fraction:
    """100 x the weighted mean grade of (weight, grade), without the skipped; 0 when all are skipped."""
    counted = [(weight, grade) for weight, grade in parts if grade is not None]
    whole = sum((weight for weight, _ in counted), Fraction(0))
    if whole == 0:
        return Fraction(0)
    return 100 * sum((weight * grade for weight, grade in counted), Fraction(0)) / whole


def scored(row: Row, profile: Row, as_of: date, changed: Mapping[str, str] | None = None) -> Scored:
    """Levels, points, score, best case, known, layer scores, penalty and gates of one account.

    `changed` puts criteria at another level than the account's values say: what if.
    """
    found = Scored()
    now: list[tuple[Fraction, Fraction | None]] = []
    best: list[tuple[Fraction, Fraction | None]] = []
    by_layer: dict[str, list[tuple[Fraction, Fraction | None]]] = {}
    known = Fraction(0)
    for criterion in profile["criteria"]:
        weight, by_label = number(criterion["weight"]), grades(criterion)
        label = (changed or {}).get(criterion["key"]) or level(criterion, row, as_of)
        found.levels[criterion["key"]] = label
        now.append((weight, by_label[label]))
        by_layer.setdefault(criterion["layer"], []).append((weight, by_label[label]))
        if label == "unknown":
            best.append((weight, max(grade for grade in by_label.values() if grade is not None)))
        else:
            best.append((weight, by_label[label]))
            known += weight
    counted = sum((weight for weight, grade in now if grade is not None), Fraction(0))
    for criterion, (weight, grade) in zip(profile["criteria"], now, strict=True):
        found.points[criterion["key"]] = Fraction(0) if grade is None else 100 * weight * grade / counted
    gates(found, row, profile)
    found.score = half_up(max(average(now) - found.penalty, Fraction(0)))
    found.best_case = max(half_up(max(average(best) - found.penalty, Fraction(0))), found.score)
    found.known = half_up(100 * known / sum(weight for weight, _ in now))
    found.layers = {name: half_up(average(by_layer[name])) if name in by_layer else None for name in LAYERS}
    return found


def gates(found: Scored, row: Row, profile: Row) -> None:
    """Must-haves and warnings: a gate fails when false, or when unknown and strict; a warning must be true."""
    for gate in profile.get("must_have", []):
        truth = gate["when"].truth(row)
        if truth is False or (truth is None and gate.get("unknown") == "fail"):
            found.failed.append(gate["because"])
        elif truth is None:
            found.unverified.append(gate["because"])
    for warning in profile.get("warnings", []):
        if warning["when"].truth(row) is True:
            found.warnings.append(warning["because"])
            found.penalty += number(warning.get("penalty", 0))
