"""The whole list a second time: plain Python loops and exact fractions, written from the design alone.

It shares no code with the package. Slow, obvious, and the judge of the engine in test_against_naive.
"""

from __future__ import annotations

from .cut_lines import naive_cut_lines
from .whole import naive_list

__all__ = ["naive_cut_lines", "naive_list"]
