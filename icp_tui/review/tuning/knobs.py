"""The knobs of a profile in the order of its parts: criteria, gates, tiers, limits, warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from icp_tui.criteria import AnyCriterion
from icp_tui.criteria.band import Band
from icp_tui.criteria.criterion import OTHERWISE, SKIP, UNKNOWN, Named
from icp_tui.criteria.keywords import Keywords
from icp_tui.criteria.one_of import OneOf
from icp_tui.criteria.recency import Recency
from icp_tui.criteria.rules import Rules
from icp_tui.criteria.steps import Steps
from icp_tui.profile import Limit, Profile, Tier
from icp_tui.profile.cross_checks import NURTURE
from icp_tui.review.tuning.knob import Kind, Knob, KnobValue, Place
from icp_tui.yaml_io import Document
from icp_tui.yaml_io.document import Key, Loc

# Weights up to this are turned by halves.
_WHOLE = 5
# Years and the like go one by one, however large they are.
_BY_ONE = {"founded"}


class Knobs:
    """The knobs of the profile that `document` is; `changes` are the values of those that were turned."""

    def __init__(self, profile: Profile, document: Document, changes: Mapping[Place, KnobValue]) -> None:
        self._profile = profile
        self._document = document
        self._changes = changes

    def all(self) -> list[Knob]:
        """Every knob, those that move most first: weights, tiers, limits, penalties, then the levels of each criterion."""
        return [*self._weights(), *self._tiers(), *self._stability(), *self._limits(), *self._warnings(), *self._levels()]

    def _knob(self, loc: Loc, group: str, label: str, kind: Kind, saved: KnobValue, **more: Any) -> Knob:
        place = Place(loc, more.pop("is_key", False))
        return Knob(place, group, label, kind, saved, self._changes.get(place, saved), **more)

    def _held(self, loc: Loc) -> Any:
        """What the YAML says there, as it spells it."""
        return self._document.value(loc)

    # Criteria

    def _weights(self) -> Iterator[Knob]:
        largest = max(one.weight for one in self._profile.criteria)
        step = 1.0 if largest > _WHOLE else 0.5 if largest > 1 else 0.05
        for place, criterion in enumerate(self._profile.criteria):
            loc: Loc = ("criteria", place, "weight")
            yield self._knob(loc, "Weights", criterion.title, "weight", self._held(loc), step=step)

    def _levels(self) -> Iterator[Knob]:
        for place, criterion in enumerate(self._profile.criteria):
            yield from self._bounds(criterion, ("criteria", place))
            yield from self._grades(criterion, ("criteria", place))

    def _bounds(self, criterion: AnyCriterion, loc: Loc) -> Iterator[Knob]:
        """Where the levels of a criterion begin and end, and the grades of those that have no name."""
        group = criterion.title
        if isinstance(criterion, Band):
            step = 1.0 if criterion.field in _BY_ONE else 0.0
            for end, label, none in ((0, "from", "no lower end"), (1, "up to", "no upper end")):
                yield self._knob((*loc, "ideal", end), group, label, "bound", self._held((*loc, "ideal", end)), absent=none, step=step)
            yield self._knob((*loc, "near"), group, "near reaches", "share", self._held((*loc, "near")), absent="nothing is near")
        elif isinstance(criterion, Steps):
            for key, grade in sorted(self._held((*loc, "at_least")).items(), key=lambda held: -float(held[0])):
                yield from self._line((*loc, "at_least", key), group, "bound", key, grade)
        elif isinstance(criterion, Recency):
            for key, grade in self._held((*loc, "within")).items():
                yield from self._line((*loc, "within", key), group, "window", key, grade)
        elif isinstance(criterion, Rules):
            for step_, rule in enumerate(criterion.levels_):
                at = (*loc, "levels", step_, "grade")
                yield self._knob(at, group, f"grade of {rule.label}", "grade", self._held(at))

    def _line(self, loc: Loc, group: str, kind: Kind, key: Key, grade: float) -> Iterator[Knob]:
        line = self._knob(loc, group, "at least" if kind == "bound" else "within", kind, key, is_key=True)
        yield line
        yield self._knob(loc, group, f"grade {line.label} {line.said}", "grade", grade)

    def _grades(self, criterion: AnyCriterion, loc: Loc) -> Iterator[Knob]:
        for named in criterion.all_named():
            if named.name == "adjacent" and isinstance(criterion, (OneOf, Keywords)) and not criterion.adjacent:
                continue
            if named.name == "near" and isinstance(criterion, Band) and criterion.near is None:
                continue
            at, kind = self._graded(criterion, named, loc)
            held = self._held(at)
            saved = named.default if held is None else held
            if held is None and kind == "grade":
                saved = SKIP if named.name == UNKNOWN and criterion.skips_unknown else _plain(float(criterion.grade(named.name)))
            label = f"{'points' if kind == 'points' else 'grade'} of {named.label}"
            yield self._knob(at, criterion.title, label, kind, saved, can_skip=named.name == UNKNOWN)

    def _graded(self, criterion: AnyCriterion, named: Named, loc: Loc) -> tuple[Loc, Kind]:
        """Where the grade of a level is written, or would be."""
        for part, kind in (("grades", "grade"), ("points", "points")):
            for key in (named.name, named.label):
                if key in getattr(criterion, part):
                    return (*loc, part, key), "points" if kind == "points" else "grade"
        if named.name in {UNKNOWN, OTHERWISE.name}:
            return (*loc, named.name), "grade"
        return (*loc, "grades", named.name), "grade"

    # Tiers and limits

    def _tiers(self) -> Iterator[Knob]:
        for place, tier in enumerate(self._profile.tiers):
            yield from self._tier(tier, ("tiers", place))
        held = self._held(("nurture",))
        yield self._knob(("nurture",), "Nurture", "from score", "line", _plain(NURTURE) if held is None else held)

    def _tier(self, tier: Tier, loc: Loc) -> Iterator[Knob]:
        group = f"Tier {tier.name}"
        known = self._held((*loc, "min_known"))
        yield self._knob((*loc, "capacity"), group, "capacity", "count", tier.capacity, absent="no limit", whole=True)
        yield self._knob((*loc, "min_score"), group, "from score", "line", self._held((*loc, "min_score")))
        yield self._knob((*loc, "min_known"), group, "known at least %", "percent", _plain(tier.min_known) if known is None else known)

    def _stability(self) -> Iterator[Knob]:
        if self._profile.stability is None:
            return
        keep, churn = self._held(("stability", "keep")), self._held(("stability", "max_churn"))
        yield self._knob(("stability", "keep"), "Stability", "points for staying", "line", 0 if keep is None else keep)
        yield self._knob(("stability", "max_churn"), "Stability", "new accounts at most", "share", churn, absent="no limit")

    def _limits(self) -> Iterator[Knob]:
        for place, limit in enumerate(self._profile.limits):
            yield from self._limit(limit, ("limits", place, "at_most"))

    def _limit(self, limit: Limit, loc: Loc) -> Iterator[Knob]:
        group, held = f"Limit in {limit.tier} per {limit.per}", self._held(loc)
        if isinstance(held, dict):
            for name, most in held.items():
                yield self._knob((*loc, name), group, str(name), "count", most, whole=True)
        else:
            yield self._knob(loc, group, "at most", "share" if isinstance(held, str) else "count", held, whole=True)

    def _warnings(self) -> Iterator[Knob]:
        for place, sign in enumerate(self._profile.warnings):
            held = self._held(("warnings", place, "penalty"))
            yield self._knob(("warnings", place, "penalty"), f"Warning: {sign.because}", "points off", "line", 0 if held is None else held)


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number
