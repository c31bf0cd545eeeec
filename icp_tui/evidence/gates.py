"""Must-haves and what a tier asks for: which one an account fails now, or does not fail any more, and since when."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from icp_tui.evidence.movers import AGED, CAUSE, DATA, GATE, POINTS, PROFILE, TIER, Movers, causes_frame
from icp_tui.evidence.pushes import fields_changed
from icp_tui.evidence.recorded import score_line
from icp_tui.evidence.replay import Replay
from icp_tui.evidence.value_words import worded
from icp_tui.profile import Tier
from icp_tui.scoring.assess import MUST, rule_column
from icp_tui.scoring.assign import DISQUALIFIED, KILLED

_FAILED = "must-have failed: "


def gates(moving: Movers) -> pl.DataFrame:
    """CAUSE rows for must-haves that an account began or ceased to fail."""
    if moving.replay is None:
        return _by_reason(moving)
    return pl.concat([pl.DataFrame(schema=CAUSE), *_must_haves(moving, moving.replay)])


def _must_haves(moving: Movers, replay: Replay) -> Iterator[pl.DataFrame]:
    frame = moving.frame
    before = frame.with_columns(pl.col("then.reason").fill_null("").alias("reason"))
    for place, rule in enumerate(replay.plan.must_haves):
        column = rule_column(MUST, place)
        fails = [~scene.levels[column].fill_null(not rule.strict) for scene in replay.scenes]
        values, changed = fields_changed(replay, tuple(rule.condition.names))
        held = pl.concat([before, values, pl.DataFrame([one.alias(f"fails.{n}") for n, one in enumerate(fails)])], how="horizontal")
        defined, dated, now = (pl.col(f"fails.{n}") for n in range(3))
        down = (pl.col("now") == DISQUALIFIED) & now & ~pl.col("up")
        failed = pl.col("reason").str.starts_with(_FAILED) & pl.col("reason").str.contains(rule.because, literal=True)
        up = (pl.col("was") == DISQUALIFIED) & failed & ~now & pl.col("up")
        for moved, said, was_defined, was_dated in (
            (down, f"fails a must-have: {rule.because}", defined, dated),
            (up, f"no longer fails a must-have: {rule.because}", ~defined, ~dated),
        ):
            some = held.filter(moved)
            behind = pl.concat_str(changed, pl.lit(said), separator=": ", ignore_nulls=True)
            yield causes_frame(some.filter(~was_dated), GATE, DATA, behind)
            yield causes_frame(some.filter(was_dated & ~was_defined), GATE, AGED, pl.lit(f"{said}, by the date alone"))
            yield causes_frame(some.filter(was_dated & was_defined), GATE, PROFILE, pl.lit(f"the profile changed: {said}"))
    known = [rule.because for rule in replay.plan.must_haves]
    rest = before.filter((pl.col("was") == DISQUALIFIED) & pl.col("up") & pl.col("reason").str.starts_with(_FAILED))
    reason = pl.col("reason").str.strip_prefix(_FAILED)
    gone = ~pl.any_horizontal(reason.str.contains(one, literal=True) for one in known) if known else pl.lit(value=True)
    yield causes_frame(rest.filter(gone), GATE, PROFILE, worded("no must-have any more: {}", reason))


def _by_reason(moving: Movers) -> pl.DataFrame:
    """Without the text of the profile: what the lists themselves said."""
    frame, kind = moving.frame, DATA if moving.same_profile else PROFILE
    down = frame.filter((pl.col("now") == DISQUALIFIED) & ~pl.col("up") & pl.col("now.reason").str.starts_with(_FAILED))
    up = frame.filter((pl.col("was") == DISQUALIFIED) & pl.col("up") & pl.col("then.reason").str.starts_with(_FAILED))
    return pl.concat([
        causes_frame(down, GATE, kind, worded("fails a must-have: {}", pl.col("now.reason").str.strip_prefix(_FAILED))),
        causes_frame(up, GATE, kind, worded("no longer fails a must-have: {}", pl.col("then.reason").str.strip_prefix(_FAILED))),
    ])  # fmt: skip


def asked_by_tiers(moving: Movers) -> pl.DataFrame:
    """CAUSE rows for what a tier asks for besides the score: its `when`, and the share of the weight that is known."""
    parts = [pl.DataFrame(schema=CAUSE), *_tiers_come_and_gone(moving)]
    if moving.replay is None:
        return pl.concat(parts)
    replay = moving.replay
    for place, tier in enumerate(replay.plan.profile.tiers):
        if tier.name not in moving.frame["tier"]:
            continue
        share = [scene.scores["known"] >= float(tier.min_known) for scene in replay.scenes]
        parts += _asked(moving, replay, tier, share, f"{tier.min_known:g} % of the weight known", f" known; {tier.name} asks for ", ())
        when = replay.plan.tier_conditions[place]
        if when is not None:
            met = [scene.meets[f"meets.{place}"].fill_null(value=False) for scene in replay.scenes]
            parts += _asked(moving, replay, tier, met, when.text, f"{tier.name} asks for ", tuple(when.names))
    return pl.concat(parts)


def _asked(
    moving: Movers, replay: Replay, tier: Tier, met: list[pl.Series], asks: str, refusal: str, names: tuple[str, ...]
) -> Iterator[pl.DataFrame]:
    """Whether the profile, the date or the data made the difference to what a tier asks for.

    `refusal` is how a list says that this kept an account out; `names` are the columns that it is asked of.
    """
    values, changed = fields_changed(replay, names)
    held = pl.concat([moving.frame, values, pl.DataFrame([one.alias(f"met.{n}") for n, one in enumerate(met)])], how="horizontal")
    frame = held.filter((pl.col("tier") == tier.name) & ~pl.col("now.pinned").fill_null(value=False))
    defined, dated, now = (pl.col(f"met.{n}") for n in range(3))
    up = pl.col("up")
    said = pl.when(up).then(pl.lit(f"has what {tier.name} asks for now: {asks}")).otherwise(pl.lit(f"lacks what {tier.name} asks for: {asks}"))
    # It settles the matter only for an account whose score would do.
    before, line = score_line(moving.old, tier.name) or 0.0, float(tier.min_score)
    reaches = pl.when(up).then(pl.col("then.score") >= before).otherwise(pl.col("now.score") >= line)
    turned = pl.when(up).then(now).otherwise(~now)
    # It was in before, and with its old data it would not be: only the profile can have done that.
    stood = ~up & ~dated & ~defined & ~pl.col("then.pinned").fill_null(value=False)
    reason = pl.col("then.reason").fill_null("")
    refused = up & dated & defined & (reason.str.contains(refusal, literal=True) if " known" in refusal else reason.str.starts_with(refusal))
    for some, kind, words in (
        (turned & (dated != now), DATA, pl.concat_str(changed, said, separator=": ", ignore_nulls=True)),
        (turned & (dated == now) & (defined != dated), AGED, said),
        (turned & (stood | refused), PROFILE, said),
    ):
        yield causes_frame(frame.filter(some & reaches), TIER, kind, words)
        yield causes_frame(frame.filter(some & ~reaches), POINTS, kind, words)


def _tiers_come_and_gone(moving: Movers) -> Iterator[pl.DataFrame]:
    """A tier that only one of the lists has."""
    old, new = moving.old.buckets, moving.new.buckets
    frame = moving.frame.filter(pl.col("now") != KILLED)
    for name in moving.frame["was"].unique().sort():
        if name not in new:
            yield causes_frame(frame.filter(pl.col("was") == name), TIER, PROFILE, pl.lit(f"there is no tier {name} any more"))
    for name in moving.frame["now"].unique().sort():
        if name not in old:
            yield causes_frame(frame.filter(pl.col("now") == name), TIER, PROFILE, pl.lit(f"tier {name} is new"))
