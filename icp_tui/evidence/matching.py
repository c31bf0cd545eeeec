"""The same account on two lists: by its key, else by the first of CRM id, domain, LinkedIn page and name that one account bears.

These are the ways in which decisions find their account again when its key has changed.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from icp_tui.evidence.recorded import Recorded
from icp_tui.sources.linkedin import parse_linkedin
from icp_tui.sources.names import normalised


def matched(old: Recorded, new: Recorded) -> pl.DataFrame:
    """A row per account of either list: old_row and new_row (UInt32, null where it is on one list only).

    `into` (String) is the key of the account that an account of the old list has become a part of, where that
    account was on the old list too.
    """
    ours = pl.DataFrame({"key": old.core["account_key"]}).with_row_index("old_row")
    theirs = pl.DataFrame({"key": new.core["account_key"]}).with_row_index("new_row")
    both = ours.join(theirs, on="key", how="full", coalesce=True)
    lost, found = both.filter(pl.col("new_row").is_null()), both.filter(pl.col("old_row").is_null())
    both = both.filter(pl.col("old_row").is_not_null() & pl.col("new_row").is_not_null()).select("old_row", "new_row")
    again = _again(old, new, lost["old_row"].sort(), found["new_row"])
    # Of several that lead to one account, it is the best; the others have become a part of it.
    fresh = again.filter(pl.col("new_row").is_in(found["new_row"].implode())).sort("old_row").unique("new_row", keep="first")
    joined = again.join(fresh, on="old_row", how="anti")
    keys = new.core["account_key"].gather(joined["new_row"]).alias("into")
    gone = lost.select("old_row").join(fresh, on="old_row", how="anti").join(
        joined.select("old_row").with_columns(keys), on="old_row", how="left"
    )  # fmt: skip
    added = found.select("new_row").join(fresh, on="new_row", how="anti")
    return pl.concat([both, fresh.select("old_row", "new_row"), gone, added], how="diagonal")


def _again(old: Recorded, new: Recorded, lost: pl.Series, added: pl.Series) -> pl.DataFrame:
    """old_row and new_row of the accounts `lost` that lead to one account of the new list; `added` are the new ones there."""
    found = pl.DataFrame(schema={"old_row": pl.UInt32, "new_row": pl.UInt32})
    for column, alike in _ALIKE.items():
        if lost.is_empty() or column not in old.schema or column not in new.schema:
            continue
        asked = pl.DataFrame({"old_row": lost, "text": alike(old.some([column], lost)[column])}).drop_nulls("text")
        if column == "name":
            # Names are slow to compare: they are asked only where they may find somebody new.
            asked = asked.join(pl.DataFrame({"text": alike(new.some([column], added)[column])}), on="text", how="semi")
        if asked.is_empty():
            continue
        borne = pl.DataFrame({"text": alike(new.detail([column], None)[column])}).with_row_index("new_row")
        sole = (
            borne.join(asked, on="text", how="semi")
            .group_by("text")
            .agg(pl.col("new_row").first(), pl.len().alias("bearers"))
            .filter(pl.col("bearers") == 1)
        )
        led = asked.join(sole, on="text").select("old_row", "new_row")
        found = pl.concat([found, led])
        lost = lost.filter(~lost.is_in(led["old_row"].implode()))
    return found


def _trimmed(texts: pl.Series) -> pl.Series:
    trimmed = texts.cast(pl.String).str.strip_chars()
    return trimmed.set(trimmed == "", None)


# How two values of each column compare, in the order in which they are asked.
_ALIKE: dict[str, Callable[[pl.Series], pl.Series]] = {
    "crm_id": _trimmed,
    "domain": _trimmed,
    "linkedin_url": lambda urls: _trimmed(parse_linkedin(urls)["slug"]),
    "name": lambda names: _trimmed(normalised(names)),
}
