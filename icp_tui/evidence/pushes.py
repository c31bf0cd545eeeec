"""What gave an account points, or took them: its data, the profile, or the date; criterion by criterion.

A push is counted in points in the direction of the move, so the largest one tells most about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

import polars as pl

from icp_tui import columns
from icp_tui.evidence.movers import AGAINST, AGED, CAUSE, DATA, POINTS, PROFILE, Movers, causes_frame
from icp_tui.evidence.profile_words import SHARES, UNKEPT
from icp_tui.evidence.replay import Replay, labels
from icp_tui.evidence.value_words import change, shown, signed, worded
from icp_tui.scoring.assess import WARN, rule_column

# Less than the scores show is no push.
LEAST = 0.005
# A push counts where all of them together went the way of the move.
_GRADE = pl.when("net").then(pl.lit(POINTS)).otherwise(pl.lit(AGAINST))
_STEPS = ((PROFILE, "the profile gives it other points"), (AGED, "its dates are older now"), (DATA, "its data changed"))


def pushes(moving: Movers) -> pl.DataFrame:
    """CAUSE rows for every criterion and warning that pushed an account where it went."""
    if moving.replay is None:
        return _unexplained(moving)
    steps = _steps(moving, moving.replay)
    of_parts = _by_criterion(moving, moving.replay, steps), _by_warning(moving, moving.replay, steps)
    return pl.concat([_whole(moving, steps), *chain(*of_parts)])


def _steps(moving: Movers, replay: Replay) -> pl.DataFrame:
    """push.0, push.1 and push.2: the points of the profile, the date and the data in the direction of the move; net: whether it went there."""
    scores = [moving.frame["then.score"], *(scene.scores["score"] for scene in replay.scenes[:2]), moving.frame["now.score"]]
    sign = moving.frame["up"].cast(pl.Int8) * 2 - 1
    net = ((moving.frame["now.ranked"] - moving.frame["then.ranked"]) * sign > LEAST).fill_null(value=False)
    return pl.DataFrame([*(((scores[n + 1] - scores[n]) * sign).alias(f"push.{n}") for n in range(3)), net.alias("net")])


def _whole(moving: Movers, steps: pl.DataFrame) -> pl.DataFrame:
    """A step as a whole, for where no part of it can be told: the last to be named."""
    frame = moving.frame.hstack(steps)
    return pl.concat([
        causes_frame(frame.filter(pl.col(f"push.{n}") > LEAST), _GRADE, kind, pl.lit(said), pl.col(f"push.{n}"), pl.lit(-1.0))
        for n, (kind, said) in enumerate(_STEPS)
    ])  # fmt: skip


def _by_criterion(moving: Movers, replay: Replay, steps: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Each criterion at each step: whose level or points changed as the account moved."""
    frame = moving.frame.select("place", "up").hstack(steps)
    held = moving.levels
    for place, criterion in enumerate(replay.plan.criteria):
        level, points = columns.level(criterion.key), columns.points(criterion.key)
        said = pl.Series([None], dtype=pl.String).new_from_index(0, frame.height)
        before = held[level].cast(pl.String) if level in held.columns else said
        earned = held[points].fill_null(0.0) if points in held.columns else pl.zeros(frame.height, dtype=pl.Float64, eager=True)
        for n, scene in enumerate(replay.scenes):
            after, gets = labels(scene, replay.plan, place), scene.points[points]
            words = _WORDS[n](moving, replay, place)
            yield _items(frame, n, earned, gets, before, after, words, criterion.title)
            before, earned = after, gets
    yield from _dropped(moving, replay, frame)


def _dropped(moving: Movers, replay: Replay, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Criteria that the new profile does not have any more."""
    kept = {criterion.key for criterion in replay.plan.criteria}
    titles = {one.key: one.title for one in moving.old.profile.criteria} if moving.old.profile else {}
    for name in moving.levels.columns:
        key = name.removeprefix(columns.points(""))
        if not name.startswith(columns.points("")) or key in kept:
            continue
        lost = moving.levels[name].fill_null(0.0)
        some = frame.with_columns((-lost).alias("by")).filter(_pushed(0))
        said = worded(f"{titles.get(key, key)} is no criterion any more ({{}})", signed(pl.col("by")))
        yield causes_frame(some, _GRADE, PROFILE, said, pl.col("push.0"), pl.col("by").abs())


Words = tuple[pl.DataFrame, pl.Expr]


def _items(
    frame: pl.DataFrame, n: int, earned: pl.Series, gets: pl.Series, before: pl.Series, after: pl.Series, words: Words, title: str
) -> pl.DataFrame:
    """CAUSE rows of one criterion at one step: `words` say what lies behind it, null where nothing does."""
    values, said = words
    all_ = frame.with_columns((gets - earned).alias("by"), before.alias("before"), after.alias("after"))
    some = pl.concat([all_, values], how="horizontal").filter(_pushed(n))
    if some.is_empty():
        return pl.DataFrame(schema=CAUSE)
    moved = worded("{} -> {} " if n else ", {} -> {}", "before", "after")
    level = pl.when(pl.col("before").ne_missing(pl.col("after")) & pl.col("before").is_not_null()).then(moved).otherwise(pl.lit(""))
    if n == 0:
        line = worded(f"{_literal(title)}: {{}}{{}} ({{}})", said, level, signed(pl.col("by")))
    else:
        line = worded(f"{{}}: {_literal(title)} {{}}({{}})", said, level, signed(pl.col("by")))
    # That others count for more or less is told only where there is nothing else to tell.
    part = pl.when(said == SHARES).then(-0.5).otherwise(pl.col("by").abs())
    return causes_frame(some, _GRADE, _STEPS[n][0], line, pl.col(f"push.{n}"), part)


def _pushed(n: int) -> pl.Expr:
    """The step moved the account, and this part of it did so too."""
    sign = pl.col("up").cast(pl.Int8) * 2 - 1
    return (pl.col(f"push.{n}") > LEAST) & (pl.col("by") * sign > LEAST)


def _profile_words(moving: Movers, replay: Replay, place: int) -> Words:
    return pl.DataFrame(), pl.lit(moving.changes.get(replay.plan.criteria[place].key, SHARES))


def _date_words(moving: Movers, replay: Replay, place: int) -> Words:
    """`last_funding_date 2026-08-01, as of 2026-11-21 now`."""
    fields = [name for name in replay.plan.criteria[place].fields if name in replay.dated.values.columns]
    values = replay.dated.values.select(pl.col(name).alias(f"value.{name}") for name in fields)
    said = [worded("{} {}", pl.lit(name), shown(pl.col(f"value.{name}"), replay.dated.values.schema[name])) for name in fields]
    said = said or [pl.lit("the date")]
    return values, pl.concat_str(*said, pl.lit(f"as of {moving.new.as_of} now"), separator=", ")


def _data_words(_: Movers, replay: Replay, place: int) -> Words:
    """`employees 420 -> 620`; null where no field that the criterion reads changed."""
    return fields_changed(replay, replay.plan.criteria[place].fields)


def fields_changed(replay: Replay, names: tuple[str, ...]) -> Words:
    """The columns then.<name> and now.<name>, and an expression over them that says what changed in each; null for nothing."""
    then, now = replay.dated.values, replay.now.values
    held = [name for name in names if name in then.columns and name in now.columns]
    values = pl.DataFrame([then[name].alias(f"value.then.{name}") for name in held] + [now[name].alias(f"value.now.{name}") for name in held])
    said = [change(name, pl.col(f"value.then.{name}"), pl.col(f"value.now.{name}"), then.schema[name]) for name in held]
    # A null for each row: Polars fails on a single one among texts of many rows.
    nothing = pl.when(pl.col("place").is_null()).then(pl.lit(""))
    return values, pl.concat_str(said, separator=", ", ignore_nulls=True).replace("", None) if said else nothing


_WORDS: tuple[Callable[[Movers, Replay, int], Words], ...] = (_profile_words, _date_words, _data_words)


def _by_warning(moving: Movers, replay: Replay, steps: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Warnings that cost points, or do not any more."""
    frame = moving.frame.select("place", "up", "then.warnings").hstack(steps)
    signs = frame["then.warnings"].fill_null("")
    for place, rule in enumerate(replay.plan.warnings):
        if not rule.penalty:
            continue
        stood = signs.str.contains(rule.because, literal=True)
        for n, scene in enumerate(replay.scenes):
            stands = scene.levels[rule_column(WARN, place)].fill_null(value=False)
            by = (stood.cast(pl.Int8) - stands.cast(pl.Int8)) * float(rule.penalty)
            values, said = fields_changed(replay, tuple(rule.condition.names)) if n == len(replay.scenes) - 1 else (pl.DataFrame(), pl.lit(_STEPS[n][1]))
            some = pl.concat([frame.with_columns(by.alias("by")), values], how="horizontal").filter(_pushed(n))
            verb = pl.when(pl.col("by") < 0).then(pl.lit("warning")).otherwise(pl.lit("no warning any more"))
            line = worded(f"{{}}: {{}}, {_literal(rule.because)} ({{}})", said.fill_null("its data changed"), verb, signed(pl.col("by")))
            yield causes_frame(some, _GRADE, _STEPS[n][0], line, pl.col(f"push.{n}"), pl.col("by").abs())
            stood = stands


def _unexplained(moving: Movers) -> pl.DataFrame:
    """Without the text of the profile: whether the data or the profile did it can only be told in part."""
    sign = pl.col("up").cast(pl.Int8) * 2 - 1
    push = (pl.col("now.score") - pl.col("then.score")) * sign
    kind, said = (DATA, _STEPS[2][1]) if moving.same_profile else (PROFILE, UNKEPT)
    return causes_frame(moving.frame.filter(push > LEAST), POINTS, kind, pl.lit(said), push)


def _literal(text: str) -> str:
    """A text for `pl.format`, which takes braces for places."""
    return text.replace("{", "(").replace("}", ")")
