"""What has to fit between parts of a profile; checked also when some part has faults of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from icp_tui import columns
from icp_tui.criteria import KINDS, kind_of
from icp_tui.criteria.criterion import FieldKind, misread
from icp_tui.errors import did_you_mean, nearest, shortened
from icp_tui.profile import extra_field, ranking
from icp_tui.yaml_io import Draft, Fault, Loc

NURTURE = 40.0

# What `rank_by` can name besides account columns and extra fields.
_SCORES = ("score", "best_case", "known", *(columns.layer(name) for name in columns.LAYERS))
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


def unique_names(draft: Draft) -> Iterator[Fault]:
    """Criterion keys, kill rule ids, tier names, reps and personas; case does not tell names apart, as in file names."""
    yield from _duplicates(draft, ("criteria",), "key", "criterion")
    yield from _duplicates(draft, ("kill_list", "rules"), "id", "kill rule")
    yield from _duplicates(draft, ("tiers",), "name", "tier")
    yield from _duplicates(draft, ("reps",), "name", "rep")
    yield from _duplicates(draft, ("personas",), "name", "persona")


def _duplicates(draft: Draft, loc: tuple[str, ...], key: str, what: str) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for item in draft.items(*loc):
        name = draft.text(*item, key)
        if name is None:
            continue
        first = seen.get(name.casefold())
        if first is None:
            seen[name.casefold()] = name
            continue
        said = shortened(name, 40) if first == name else f"{shortened(name, 40)} ({shortened(first, 40)})"
        yield Fault((*item, key), f"another {what} has the {key} {said}", f"each {what} needs its own {key}")


def extra_names(draft: Draft) -> Iterator[Fault]:
    """Extra fields need names of their own that a condition can spell without quotes."""
    for name in draft.keys("fields"):
        loc = ("fields", name)
        if not isinstance(name, str) or not _IDENTIFIER.fullmatch(name):
            yield Fault(
                loc, f"{shortened(str(name), 40)} cannot name a field", "lower-case letters, digits and _"
            )
        elif columns.is_ours(name):
            yield Fault(loc, f"{name} is a column already", "give the extra field another name")


def fields_read(draft: Draft) -> Iterator[Fault]:
    """Criteria and limits name columns that exist and hold what they read."""
    known = _holdings(draft)
    for item in draft.items("criteria"):
        kind = KINDS.get(draft.text(*item, "kind") or "")
        single = draft.text(*item, "field")
        named = [((*item, "field"), single)] if single else []
        for loc, name in (*named, *draft.texts(*item, "fields")):
            if name not in known:
                yield _unknown(loc, name, known)
            elif kind and (holds := known[name]) and (said := misread(kind, name, holds)):
                yield Fault(loc, said)
    for item in draft.items("limits"):
        name = draft.text(*item, "per") or ""
        if name and name not in known:
            yield _unknown((*item, "per"), name, known)
        elif name and known[name] == "list":
            yield Fault((*item, "per"), f"a limit counts accounts per value, but {name} holds a list")


def _holdings(draft: Draft) -> dict[str, FieldKind | None]:
    """What each account column and each extra field holds; None where the field does not say so soundly."""
    held: dict[str, FieldKind | None] = {name: kind_of(dtype) for name, dtype in columns.ACCOUNT.items()}
    for name in draft.keys("fields"):
        dtype = extra_field.TYPES.get(draft.text("fields", name, "as") or "")
        held[str(name)] = None if dtype is None else kind_of(dtype)
    return held


def _unknown(loc: Loc, name: str, known: Iterable[str]) -> Fault:
    near = nearest(name, known, count=3)
    hint = f"nearest: {', '.join(near)}" if near else "original headers become columns under fields:"
    return Fault(loc, f"no column {shortened(name, 40)}", hint)


def rank_order(draft: Draft) -> Iterator[Fault]:
    """Ranking columns exist, hold one value, and come once."""
    known: dict[str, FieldKind | None] = {**_holdings(draft), **dict.fromkeys(_SCORES, None)}
    seen: set[str] = set()
    for loc, text in draft.texts("rank_by"):
        column, direction = ranking.split(text)
        if not column or direction not in {"asc", "desc"}:
            continue
        if column not in known:
            yield _unknown(loc, column, known)
        elif known[column] == "list":
            yield Fault(loc, f"{column} holds a list, which has no order")
        elif column in seen:
            yield Fault(loc, f"{column} is in the ranking order already", "remove one of the two")
        seen.add(column)


def score_lines(draft: Draft) -> Iterator[Fault]:
    """No tier starts below the nurture line."""
    nurture = draft.number("nurture", default=NURTURE)
    for item in draft.items("tiers"):
        line = draft.number(*item, "min_score")
        if nurture is not None and line is not None and line < nurture:
            said = f"min_score {line:g} is below the nurture line, {nurture:g}"
            yield Fault((*item, "min_score"), said, "accounts below the nurture line are disqualified")


def limited_tiers(draft: Draft) -> Iterator[Fault]:
    """Limits name tiers that exist; a share needs a capacity; one limit per tier, column and form."""
    tiers = {name: item for item in draft.items("tiers") if (name := draft.text(*item, "name")) is not None}
    seen: set[tuple[str, str, bool]] = set()
    for item in draft.items("limits"):
        tier, per = draft.text(*item, "tier"), draft.text(*item, "per")
        if tier is None:
            continue
        if tier not in tiers:
            hint = did_you_mean(tier, tiers) or (f"known: {', '.join(tiers)}" if tiers else "")
            yield Fault((*item, "tier"), f"there is no tier {shortened(tier, 40)}", hint)
            continue
        at_most = draft.text(*item, "at_most") or ""
        if at_most.endswith("%") and draft.number(*tiers[tier], "capacity", default=0) == 0:
            said = f"{at_most} of what? Tier {tier} has no capacity"
            yield Fault((*item, "at_most"), said, "give the tier a capacity, or the limit a number")
        slot = (tier, per or "", bool(draft.keys(*item, "at_most")))
        if slot in seen:
            yield Fault(
                item,
                f"tier {tier} has such a limit per {shortened(slot[1], 40)} already",
                "keep one of the two",
            )
        seen.add(slot)


def churned_tiers(draft: Draft) -> Iterator[Fault]:
    """A share of new accounts needs a tier with a capacity to be a share of."""
    tiers = draft.items("tiers")
    said = draft.text("stability", "max_churn")
    if said and tiers and all(draft.number(*item, "capacity", default=0) == 0 for item in tiers):
        yield Fault(("stability", "max_churn"), f"{said} of what? No tier has a capacity", "give a tier a capacity, or take max_churn out")


def covered_personas(draft: Draft) -> Iterator[Fault]:
    """Coverage counts personas that exist."""
    known = [name for item in draft.items("personas") if (name := draft.text(*item, "name")) is not None]
    for item in draft.items("criteria"):
        if draft.text(*item, "kind") != "coverage":
            continue
        if not draft.items("personas"):
            yield Fault((*item, "kind"), "coverage of whom? The profile has no personas", "write personas: [{name: economic buyer, seniority: [c_suite, vp]}]")
            continue
        for loc, name in draft.texts(*item, "personas"):
            if name not in known:
                yield Fault(loc, f"there is no persona {shortened(name, 40)}", did_you_mean(name, known) or f"known: {', '.join(known)}")


def rated_currencies(draft: Draft) -> Iterator[Fault]:
    """A rate says what another currency is worth in the profile's own."""
    own = (draft.text("currency", default="USD") or "").upper()
    for code in draft.keys("rates"):
        if isinstance(code, str) and code.upper() == own:
            yield Fault(("rates", code), f"{own} is the profile's own currency", "remove its rate")


CHECKS: tuple[Callable[[Draft], Iterable[Fault]], ...] = (
    unique_names,
    extra_names,
    fields_read,
    rank_order,
    score_lines,
    limited_tiers,
    churned_tiers,
    covered_personas,
    rated_currencies,
)
