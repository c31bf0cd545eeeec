"""Conditions: what `when:`, the filter and `--where` say about one account.

`tokens` cuts the text and refuses what a condition may not hold, `condition` compiles it.
"""

from icp_tui.conditions.condition import VOCABULARY, Condition, Literal, compile, parse, quoted_names  # noqa: A004  like re.compile
from icp_tui.conditions.tokens import FUNCTIONS, MOST_CHARACTERS

__all__ = ["FUNCTIONS", "MOST_CHARACTERS", "VOCABULARY", "Condition", "Literal", "compile", "parse", "quoted_names"]
