"""The old data scored with the new profile, first as of the old day and then as of the new one.

Between the old list and the new one three things can have changed the points of an account: the profile, the
date, and its data. Changing one after the other tells what each of them did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from icp_tui import columns
from icp_tui.errors import IcpError
from icp_tui.evidence.recorded import Recorded
from icp_tui.profile import Profile
from icp_tui.profile.extra_field import TYPES
from icp_tui.scoring.assess import assess
from icp_tui.scoring.assign import meets
from icp_tui.scoring.plan import Plan, make_plan
from icp_tui.scoring.prepared import prepare
from icp_tui.scoring.score import points, score
from icp_tui.scoring.scores import Scores
from icp_tui.sources.dialect import compared


@dataclass(frozen=True)
class Scene:
    """The same accounts under one combination of data, profile and date; a row each in every frame.

    `values` are the columns read; `levels` the level indices and rules of `assess`; `points` of each criterion;
    `meets` the conditions of the tiers that have one, by place.
    """

    values: pl.DataFrame = field(compare=False, repr=False)
    levels: pl.DataFrame = field(compare=False, repr=False)
    scores: pl.DataFrame = field(compare=False, repr=False)
    points: pl.DataFrame = field(compare=False, repr=False)
    meets: pl.DataFrame = field(compare=False, repr=False)


@dataclass(frozen=True)
class Replay:
    """`defined` is old data and old date under the new profile, `dated` has the new date too, `now` the new data too."""

    plan: Plan
    defined: Scene
    dated: Scene
    now: Scene

    @property
    def scenes(self) -> tuple[Scene, Scene, Scene]:
        """The scenes in order."""
        return self.defined, self.dated, self.now


def common_profile(old: Recorded, new: Recorded) -> Profile | None:
    """The new list's profile, as far as its text is kept; the old one's where they are the same."""
    return new.profile or (old.profile if old.sha256 == new.sha256 else None)


def replay(old: Recorded, new: Recorded, old_rows: pl.Series, new_rows: pl.Series) -> Replay | None:
    """Score accounts on both lists again; None without the text of the profile, or where it does not fit the data."""
    profile = common_profile(old, new)
    if profile is None:
        return None
    schema = _schema(old, new, profile)
    try:
        before, after = make_plan(profile, schema, old.as_of), make_plan(profile, schema, new.as_of)
    except IcpError:
        return None
    then = _values(old, old_rows, profile, after, schema)
    now = _values(new, new_rows, profile, after, schema)
    return Replay(after, _scene(then, before), _scene(then, after), _scene(now, after))


def _schema(old: Recorded, new: Recorded, profile: Profile) -> dict[str, pl.DataType | type[pl.DataType]]:
    """What conditions may name: account columns, extra fields, and the original headers of either list."""
    ours = {*columns.ACCOUNT, *profile.fields}
    originals = [name for name in dict.fromkeys([*new.schema, *old.schema]) if name not in ours and not columns.is_ours(name)]
    extra = {name: TYPES[one.as_] for name, one in profile.fields.items()}
    people = {columns.people(persona.name): pl.Int64 for persona in profile.personas}
    return {**columns.ACCOUNT, **dict.fromkeys(originals, pl.String), **extra, **people}


def _values(
    one: Recorded, rows: pl.Series, profile: Profile, plan: Plan, schema: Mapping[str, pl.DataType | type[pl.DataType]]
) -> pl.DataFrame:
    """The columns that the plan reads, as the profile would have seen this data: its extra fields, its currency."""
    headers = {compared(header) for extra in profile.fields.values() for header in extra.from_}
    texts = [name for name, dtype in one.schema.items() if name not in columns.ACCOUNT and compared(name) in headers and dtype == pl.String]
    read = {*plan.columns_read(), *(order.column for order in profile.rank_by), *(limit.per for limit in profile.limits)}
    wanted = [name for name in schema if name in read or name in {*columns.MONEY, "account_key", "domain", "currency"}]
    held = one.some([*dict.fromkeys([*wanted, *texts])], rows)
    made = held.select(
        (pl.col(name).cast(schema[name], strict=False) if name in held.columns else pl.lit(None, dtype=schema[name])).alias(name)
        for name in wanted
        if name not in profile.fields
    )
    return prepare(made, held.select(texts), profile)


def _scene(values: pl.DataFrame, plan: Plan) -> Scene:
    levels = assess(values, plan)
    scores = score(levels, plan)
    rows = pl.int_range(values.height, dtype=pl.UInt32, eager=True)
    met = meets(values, Scores.of(scores), rows, plan)
    return Scene(values, levels, scores, points(levels, plan), met)


def labels(scene: Scene, plan: Plan, place: int) -> pl.Series:
    """The label of the level that each account has by the criterion at `place`."""
    criterion = plan.criteria[place]
    return pl.Series(criterion.labels, dtype=pl.String).gather(scene.levels[columns.level(criterion.key)].cast(pl.UInt32))
