"""Chance that falls the same way everywhere.

Only `Random.random()` is used: Python promises the same sequence for ever, which it does for no other draw.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
SEED = 20261121


class Dice:
    """One named stream of chance; streams do not disturb each other when one of them changes."""

    def __init__(self, name: str) -> None:
        """The same name is the same stream, in every run."""
        self._next = random.Random(f"{SEED}/{name}").random

    def chance(self, probability: float) -> bool:
        """True in that share of the cases."""
        return self._next() < probability

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included, all equally likely."""
        return low + int(self._next() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, all equally likely."""
        return items[int(self._next() * len(items))]

    def weighted(self, shares: Mapping[T, float]) -> T:
        """One of the keys, as likely as its share."""
        mark = self._next() * sum(shares.values())
        for item, share in shares.items():
            mark -= share
            if mark < 0:
                return item
        return list(shares)[-1]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """That many different items (fewer when there are fewer), in the order drawn."""
        left = list(items)
        return [left.pop(int(self._next() * len(left))) for _ in range(min(count, len(left)))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All items in a new order."""
        return self.some(items, len(items))

    def lognormal(self, median: float, sigma: float) -> float:
        """A positive number: most are small, a few are huge (sigma is that of the logarithm)."""
        normal = sum(self._next() for _ in range(12)) - 6
        return median * math.exp(sigma * normal)
