from __future__ import annotations

import polars as pl

from icp_tui.sources.flags import parse_flags


def test_flags():
    cells = ["true", "Yes", "1", "x", "FALSE", "no", "0", "maybe", "n/a", None]
    assert parse_flags(pl.Series(cells)).rows() == [
        *[(True, True)] * 4,
        *[(False, True)] * 3,
        (None, False),
        (None, None),
        (None, None),
    ]
