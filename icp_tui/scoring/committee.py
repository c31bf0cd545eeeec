"""The buying committee: which persona each known person has, how many an account has, and who is written to."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from icp_tui import columns
from icp_tui.criteria.keywords import pattern
from icp_tui.profile import Persona
from icp_tui.sources.seniority import LADDER

# The place of a person's persona among those of the profile; null for a person of none.
PLACE = "place"
CHOSEN: dict[str, type[pl.DataType]] = {
    "account_key": pl.String, "email": pl.String, "first_name": pl.String, "last_name": pl.String, "full_name": pl.String,
    "job_title": pl.String, "seniority": pl.String, "department": pl.String, "phone": pl.String,
    "contact_linkedin_url": pl.String, "contact_city": pl.String, "contact_state": pl.String, "contact_country": pl.String,
    "persona": pl.String, "order": pl.UInt32,
}  # fmt: skip


def placed(people: pl.DataFrame, personas: Sequence[Persona]) -> pl.DataFrame:
    """The people with `place`, that of the first persona that fits. Columns read: job_title, seniority."""
    place = pl.lit(None, dtype=pl.UInt32)
    for number in range(len(personas) - 1, -1, -1):
        place = pl.when(_fits(personas[number])).then(pl.lit(number, dtype=pl.UInt32)).otherwise(place)
    # Titles repeat, and patterns are dear.
    read = ("job_title", "seniority")
    kinds = people.select(read).unique(maintain_order=True).with_columns(place.alias(PLACE))
    return people.join(kinds, on=read, how="left", nulls_equal=True, maintain_order="left")


def headcounts(people: pl.DataFrame | None, accounts: pl.Series, personas: Sequence[Persona]) -> list[pl.Series]:
    """`people.<persona>` for each account of `accounts` (keys): how many people; null where nobody is known.

    `people` (account_key and the columns of a person) may be None: nothing is known then. Who wants no mail
    does not count.
    """
    names = [columns.people(persona.name) for persona in personas]
    if people is None or not names:
        return [pl.Series(name, [None], dtype=pl.Int64).new_from_index(0, len(accounts)) if len(accounts) else pl.Series(name, [], dtype=pl.Int64) for name in names]
    known = placed(people.filter(~pl.col("opted_out")), personas)
    counts = known.group_by("account_key").agg((pl.col(PLACE) == place).sum().cast(pl.Int64).alias(name) for place, name in enumerate(names))
    found = accounts.alias("account_key").to_frame().join(counts, on="account_key", how="left", maintain_order="left")
    return [found[name] for name in names]


def chosen(people: pl.DataFrame, personas: Sequence[Persona], asked: pl.DataFrame) -> pl.DataFrame:
    """Who is written to in the accounts of `asked` (account_key; most: how many people, null as many as are wanted): CHOSEN.

    Only people with an email address who do not refuse mail; with personas, only people who have one. Of each
    persona first as many as it wants, personas in order, the most senior first; then those beyond, in the same
    order. Without personas everybody, the most senior first. `order` counts from 1 in each account.
    """
    there = people.filter(pl.col("email").is_not_null() & ~pl.col("opted_out")).join(asked, on="account_key", how="inner")
    there = placed(there, personas)
    if personas:
        there = there.filter(pl.col(PLACE).is_not_null())
    wants = {place: persona.want for place, persona in enumerate(personas)}
    rung = pl.col("seniority").replace_strict({step: number for number, step in enumerate(LADDER)}, default=len(LADDER), return_dtype=pl.UInt32)
    # The address closes every tie: it is one person's.
    ranked = there.sort("account_key", PLACE, rung, "email", nulls_last=True).with_columns(
        nth=pl.int_range(pl.len(), dtype=pl.UInt32).over("account_key", PLACE),
        want=pl.col(PLACE).replace_strict(wants, default=None, return_dtype=pl.UInt32) if wants else pl.lit(None, dtype=pl.UInt32),
    )
    beyond = (pl.col("nth") >= pl.col("want")).fill_null(value=False)
    ranked = ranked.with_columns(beyond=beyond).sort("account_key", "beyond", PLACE, "nth", nulls_last=True)
    ranked = ranked.with_columns(order=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("account_key"))
    taken = ranked.filter(pl.when(pl.col("most").is_null()).then(~pl.col("beyond")).otherwise(pl.col("order") <= pl.col("most")))
    names = {place: persona.name for place, persona in enumerate(personas)}
    persona = pl.col(PLACE).replace_strict(names, default=None, return_dtype=pl.String) if names else pl.lit(None, dtype=pl.String)
    return taken.with_columns(persona=persona).select(*CHOSEN)


def _fits(persona: Persona) -> pl.Expr:
    """Whether a person has the persona: by title and by seniority, as far as it says either."""
    fits = [pl.col("seniority").is_in(list(persona.seniority))] if persona.seniority else []
    if persona.titles:
        fits.append(pl.col("job_title").str.contains(pattern(persona.titles)))
    return pl.all_horizontal(fits).fill_null(value=False)
