"""Why an account was killed, or is not any more: by whom, by which rule, and what made the rule true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from icp_tui.evidence.movers import (
    AGED,
    CAUSE,
    DATA,
    DECISION,
    KILL,
    OTHER,
    PROFILE,
    SUPPRESSED,
    Movers,
    causes_frame,
)
from icp_tui.evidence.pushes import fields_changed
from icp_tui.evidence.recorded import EXCLUDED_BY
from icp_tui.evidence.replay import Replay, common_profile
from icp_tui.evidence.value_words import worded
from icp_tui.profile import Profile
from icp_tui.scoring.assess import KILL as RULE
from icp_tui.scoring.assess import rule_column
from icp_tui.scoring.assign import KILLED
from icp_tui.scoring.plan import Rule

_EXTRA = "On the suppression list "


def kills(moving: Movers) -> pl.DataFrame:
    """CAUSE rows for every kill reason that came or went with the move."""
    frame = moving.frame.with_row_index("at")
    then, now = pl.col("then.kill_reasons").list.drop_nulls(), pl.col("now.kill_reasons").list.drop_nulls()
    nothing = pl.lit([], dtype=pl.List(pl.String))
    came = frame.filter(pl.col("now") == KILLED).with_columns(now.fill_null(nothing).list.set_difference(then.fill_null(nothing)).alias("reason"))
    went = frame.filter(pl.col("was") == KILLED).with_columns(then.fill_null(nothing).list.set_difference(now.fill_null(nothing)).alias("reason"))
    parts = [pl.DataFrame(schema=CAUSE)]
    for frame_, coming in ((came, True), (went, False)):
        reasons = frame_.select("at", "place", "reason").explode("reason", empty_as_null=True).drop_nulls("reason")
        for (reason,), part in reasons.partition_by("reason", as_dict=True, maintain_order=True).items():
            parts.append(_told(moving, part, str(reason), coming=coming))
    return pl.concat(parts)


def _told(moving: Movers, part: pl.DataFrame, reason: str, *, coming: bool) -> pl.DataFrame:
    """One reason that came upon these accounts, or went from them."""
    said = f"killed: {reason}" if coming else f"no longer killed: {reason}"
    rule = _rule_of(moving.replay, reason)
    if moving.replay is not None and rule is not None:
        return pl.concat(_by_rule(moving, moving.replay, part, rule, said, coming=coming))
    kind, why = _elsewhere(moving, reason, coming=coming)
    told = pl.lit(why.replace("{said}", said).replace("{reason}", reason))
    if kind == DECISION and coming:
        part = part.with_columns(moving.frame[f"now.{EXCLUDED_BY}"].gather(part["at"]).alias("author"))
        told = worded("excluded by {}: {}", "author", pl.lit(reason)).fill_null(told)
    return causes_frame(part, KILL, kind, told)


def _rule_of(replay: Replay | None, reason: str) -> int | None:
    rules: Sequence[Rule] = replay.plan.kill_rules if replay else ()
    return next((place for place, rule in enumerate(rules) if rule.because == reason), None)


def _by_rule(moving: Movers, replay: Replay, part: pl.DataFrame, place: int, said: str, *, coming: bool) -> Iterator[pl.DataFrame]:
    """What made a rule of the profile true, or untrue: the profile, the date or the data; else somebody lifted it."""
    rule = replay.plan.kill_rules[place]
    rows = part["at"]
    fires = [scene.levels[rule_column(RULE, place)].fill_null(value=False).gather(rows) for scene in replay.scenes]
    values, changed = fields_changed(replay, tuple(rule.condition.names))
    frame = pl.concat([part, *([values[rows]] if values.width else []), pl.DataFrame([one.alias(f"fires.{n}") for n, one in enumerate(fires)])],
                      how="horizontal")  # fmt: skip
    defined, dated, now = (pl.col(f"fires.{n}") for n in range(3))
    if not coming:
        defined, dated, now = ~defined, ~dated, ~now
    changed_here = worded("{}: {}", changed, pl.lit(said)).fill_null(said)
    # From the state before the move to the one after it: the first scene that has the latter.
    lifted = ~now
    known = pl.lit(value=_same_rule(moving.old.profile, rule) or moving.same_profile)
    yield causes_frame(frame.filter(now & ~dated), KILL, DATA, changed_here)
    yield causes_frame(frame.filter(now & dated & ~defined), KILL, AGED, pl.lit(f"{said}, by the date alone"))
    by_profile = now & dated & defined & ~known
    yield causes_frame(frame.filter(by_profile), KILL, PROFILE, pl.lit(f"{said}: the rule {_short(rule.id)} is new or changed" if coming else f"{said}: the rule changed"))
    back = f"{said}: it is not restored or protected any more" if coming else f"restored, or never to be killed: {rule.because}"
    yield causes_frame(frame.filter(lifted | (now & dated & defined & known)), KILL, DECISION, pl.lit(back))


def _same_rule(old: Profile | None, rule: Rule) -> bool:
    return old is not None and any(one.because == rule.because and one.when == rule.condition.text for one in old.kill_list.rules)


def _elsewhere(moving: Movers, reason: str, *, coming: bool) -> tuple[str, str]:
    """The kind of a reason that no rule of the profile gives, and how it is said: {said} and {reason} stand for it."""
    old, new = moving.old.profile, common_profile(moving.old, moving.new)
    if old is None or new is None:
        return OTHER, "{said}"
    held, then, now = (old, new)[coming], _lists(old), _lists(new)
    if not coming and any(one.because == reason for one in held.kill_list.rules):
        return PROFILE, "{said}: the rule is not in the profile any more"
    if reason in then ^ now:
        return PROFILE, "{said}: the suppression list is " + ("new in the profile" if coming else "not in the profile any more")
    if reason in now or reason.startswith(_EXTRA):
        return SUPPRESSED, "{said}: it is on the suppression list now" if coming else "{said}: it is off the suppression list, or restored"
    return DECISION, "excluded: {reason}" if coming else "not excluded any more: {reason}"


def _lists(profile: Profile | None) -> set[str]:
    return {one.because for one in profile.kill_list.suppress} if profile else set()


def _short(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")
