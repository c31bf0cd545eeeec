"""What changed in a criterion between two profiles, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from icp_tui.criteria import Criterion
from icp_tui.errors import shortened
from icp_tui.profile import Profile
from icp_tui.yaml_io import Part

_MOST = 40
# What changes nothing in the points.
_SILENT = {"title", "key"}
UNKEPT = "the profile changed, its text is not kept"
SHARES = "others changed their share"


def criterion_changes(old: Profile | None, new: Profile) -> Mapping[str, str]:
    """By the key of each criterion of either profile what changed in it: `weight 20 -> 30`, `a new criterion`."""
    if old is None:
        return dict.fromkeys((one.key for one in new.criteria), "changed, its old text is not kept")
    before = {one.key: one for one in old.criteria}
    after = {one.key: one for one in new.criteria}
    made = {key: _change(before.get(key), one) for key, one in after.items()}
    return made | dict.fromkeys(before.keys() - after.keys(), "no criterion any more")


def profile_changes(old: Profile, new: Profile) -> list[str]:
    """What changed between two profiles, a line each: criteria, tiers, lines, gates, limits, the kill list."""
    titles = {one.key: one.title for one in (*old.criteria, *new.criteria)}
    said = [f"{titles[key]}: {change}" for key, change in criterion_changes(old, new).items() if change != SHARES]
    tiers = {one.name: one for one in old.tiers}
    for tier in new.tiers:
        said += [f"tier {tier.name}: {change}"] if (change := _differences(tiers.get(tier.name), tier)) else []
    said += [f"tier {name}: no tier any more" for name in tiers if name not in {one.name for one in new.tiers}]
    said += [f"nurture {old.nurture:g} -> {new.nurture:g}"] if old.nurture != new.nurture else []
    for parts, was, now in (
        ("must-have", [one.because for one in old.must_have], [one.because for one in new.must_have]),
        ("warning", [one.because for one in old.warnings], [one.because for one in new.warnings]),
        ("kill rule", [one.id for one in old.kill_list.rules], [one.id for one in new.kill_list.rules]),
        ("suppression list", [one.file for one in old.kill_list.suppress], [one.file for one in new.kill_list.suppress]),
    ):
        said += [f"{parts} {shortened(one, _MOST)}: new" for one in now if one not in was]
        said += [f"{parts} {shortened(one, _MOST)}: gone" for one in was if one not in now]
    rules = {one.id: one.when for one in old.kill_list.rules}
    said += [
        f"kill rule {shortened(one.id, _MOST)}: {shortened(rules[one.id], _MOST)} -> {shortened(one.when, _MOST)}"
        for one in new.kill_list.rules
        if rules.get(one.id, one.when) != one.when
    ]
    others = (("limits", "limits"), ("one_per_family", "one per family"), ("rank_by", "rank order"), ("rates", "currency rates"), ("currency", "currency"))
    return said + [f"{words}: changed" for name, words in others if getattr(old, name) != getattr(new, name)]


def _change(old: Criterion | None, new: Criterion) -> str:
    return "a new criterion" if old is None else _differences(old, new) or SHARES


def _differences(old: Part | None, new: Part) -> str:
    """`weight 20 -> 30, near 25% -> 10%`; `new` for what is new."""
    if old is None:
        return "new"
    was, now = _parts(old), _parts(new)
    said = [
        f"{name.rstrip('_')} {_value(was.get(name))} -> {_value(now.get(name))}"
        for name in dict.fromkeys([*now, *was])
        if name not in _SILENT and was.get(name) != now.get(name)
    ]
    return ", ".join(said)


def _parts(one: Part) -> dict[str, Any]:
    return {name: getattr(one, name) for name in type(one).model_fields}


def _value(value: object) -> str:
    if value is None or value in ({}, ()):
        return "none"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, (list, tuple)):
        return shortened("[" + ", ".join(_value(one) for one in value) + "]", _MOST)
    return shortened(str(value), _MOST)
