"""Filters: words, field:value and SQL conditions that say which accounts are shown.

`filter` reads the text, `pieces` cuts it, `field` and `sql` each read their kind of piece, `days` and
`numbers` the values. `slips` and `sql_mends` say how to mend what people get wrong, `mixed` writes a
condition as fields, and `hint` says what was meant by words that nobody has: `sentence` reads them,
`on_list` knows what a word may stand for.
"""

from icp_tui.review.filters.filter import Filter, parse_filter

__all__ = ["Filter", "parse_filter"]
