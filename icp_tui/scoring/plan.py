"""The plan: a profile compiled against the columns that a list really has.

Everything that can be wrong between a profile and a list is found here, all at once, before any
account is scored. What comes out are expressions and exact fractions; nothing is computed yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

import polars as pl

from icp_tui import columns, conditions
from icp_tui.criteria import Criterion, Level
from icp_tui.criteria.rules import Rules
from icp_tui.errors import IcpError, Problem, nearest
from icp_tui.profile import Profile

Schema = Mapping[str, pl.DataType | type[pl.DataType]]
_Made = TypeVar("_Made")

# A level is stored in one byte.
MOST_LEVELS = 250

# What a tier's `when` may use besides the account columns.
SCORES: dict[str, type[pl.DataType]] = {
    "score": pl.Float64,
    "best_case": pl.Float64,
    "known": pl.Float64,
    **{columns.layer(name): pl.Float64 for name in columns.LAYERS},
}


class Compiled:
    """Parts of profiles in full, and what they were compiled to for one list; the longest unused are dropped.

    Every weight that is tried makes a part of its own.
    """

    # Some times the parts of a large profile.
    MOST = 1_000

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Any] = {}

    def __len__(self) -> int:
        """How many parts are kept."""
        return len(self._made)

    def once(self, key: tuple[object, ...], make: Callable[[], _Made]) -> _Made:
        """What `make` gives; a fault is not kept."""
        made: _Made = self._made.pop(key) if key in self._made else make()
        self._made[key] = made
        if len(self._made) > self.MOST:
            del self._made[next(iter(self._made))]
        return made


@dataclass(frozen=True)
class PlannedCriterion:
    """A criterion's levels on this list: the index of the level is what is stored, as UInt8."""

    key: str
    title: str
    layer: str
    weight: Fraction
    skips_unknown: bool
    fields: tuple[str, ...]
    levels: tuple[Level, ...]
    shown: Callable[[Schema], pl.Expr] = field(compare=False)
    wanted: Callable[[str], str] = field(compare=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of each level; index 0 is `unknown`."""
        return tuple(level.label for level in self.levels)

    def skips(self, level: int) -> bool:
        """Whether an account at this level goes without the criterion, weight and all."""
        return level == 0 and self.skips_unknown

    @property
    def best_grade(self) -> Fraction:
        """The grade of the best level, which an unknown could still turn out to be."""
        return max(level.grade for level in self.levels)

    def level_index(self) -> pl.Expr:
        """The index of the first level that matches, UInt8, named level.<key>."""
        last = len(self.levels) - 1
        index = pl.lit(last, dtype=pl.UInt8)
        for place in range(last - 1, -1, -1):
            when = self.levels[place].when
            if when is not None:
                index = pl.when(when).then(pl.lit(place, dtype=pl.UInt8)).otherwise(index)
        return index.alias(columns.level(self.key))


@dataclass(frozen=True)
class Rule:
    """A compiled condition of the profile and what it says: a must-have, warning or kill rule."""

    id: str
    because: str
    condition: conditions.Condition
    strict: bool = False  # a must-have that fails when unknown
    penalty: Fraction = Fraction(0)


@dataclass(frozen=True)
class Plan:
    """All that scoring needs of a profile, for the columns of one list."""

    profile: Profile
    as_of: date
    criteria: tuple[PlannedCriterion, ...]
    must_haves: tuple[Rule, ...]
    warnings: tuple[Rule, ...]
    kill_rules: tuple[Rule, ...]
    tier_conditions: tuple[conditions.Condition | None, ...]
    unknown_literals: tuple[conditions.Literal, ...] = field(default=())

    def columns_read(self) -> set[str]:
        """The account and original columns that criteria and rules look at."""
        read = {name for criterion in self.criteria for name in criterion.fields}
        rules = (*self.must_haves, *self.warnings, *self.kill_rules)
        read |= {name for rule in rules for name in rule.condition.names}
        return read | {name for when in self.tier_conditions if when for name in when.names}


def make_plan(profile: Profile, schema: Schema, as_of: date, compiled: Compiled | None = None) -> Plan:
    """Compile `profile` for a list with the columns `schema`.

    `compiled` has the parts of plans made before for the same columns, and takes up those of this one.
    Raises IcpError with every condition that cannot be read, every unknown column and every
    criterion whose field has the wrong type, each with its line in the profile.
    """
    compiler = _Compiler(profile, {**schema, columns.AS_OF: pl.Date}, Compiled() if compiled is None else compiled)
    compiler.check_territories()
    plan = Plan(
        profile=profile,
        as_of=as_of,
        criteria=tuple(
            planned
            for place, criterion in enumerate(profile.criteria)
            if (planned := compiler.criterion(place, criterion, as_of)) is not None
        ),
        must_haves=tuple(
            Rule(f"must-have {place + 1}", gate.because, made, strict=gate.unknown == "fail")
            for place, gate in enumerate(profile.must_have)
            if (made := compiler.condition(gate.when, ("must_have", place, "when"))) is not None
        ),
        warnings=tuple(
            Rule(f"warning {place + 1}", sign.because, made, penalty=Fraction(str(sign.penalty)))
            for place, sign in enumerate(profile.warnings)
            if (made := compiler.condition(sign.when, ("warnings", place, "when"))) is not None
        ),
        kill_rules=tuple(
            Rule(rule.id, rule.because, made)
            for place, rule in enumerate(profile.kill_list.rules)
            if (made := compiler.condition(rule.when, ("kill_list", "rules", place, "when"))) is not None
        ),
        tier_conditions=tuple(compiler.tier_condition(place) for place in range(len(profile.tiers))),
        unknown_literals=tuple(dict.fromkeys(compiler.unknown_literals)),
    )
    compiler.check_columns()
    if compiler.problems:
        raise IcpError(sorted(compiler.problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
    return plan


def _kept(criterion: Criterion) -> Callable[[Schema], pl.Expr]:
    """`criterion.shown`, made once for its columns: it is asked for with every account that is looked at."""
    made: dict[tuple[object, ...], pl.Expr] = {}
    fields = tuple(criterion.fields_read())

    def shown(schema: Schema) -> pl.Expr:
        types = tuple(schema.get(name) for name in fields)
        if types not in made:
            made[types] = criterion.shown(schema)
        return made[types]

    return shown


class _Compiler:
    """Compiles the parts of a profile one by one and gathers every problem on the way."""

    def __init__(self, profile: Profile, schema: Schema, compiled: Compiled) -> None:
        self.profile = profile
        self._compiled = compiled
        self.schema = schema
        self.problems: list[Problem] = []
        self.unknown_literals: list[conditions.Literal] = []

    def _try(self, make: Callable[[], _Made], place: tuple[str | int, ...]) -> _Made | None:
        try:
            return make()
        except ValueError as error:
            self.problems.append(self._problem(str(error), place))
            return None

    def _problem(self, message: str, place: tuple[str | int, ...], hint: str = "") -> Problem:
        return self.profile.problem(place, message, hint)

    def _compile(self, text: str, place: tuple[str | int, ...], more: Schema | None = None) -> conditions.Condition | None:
        """A condition over the columns and `more`."""
        key = ("condition", text, bool(more))
        schema = {**self.schema, **(more or {})}
        return self._try(lambda: self._compiled.once(key, lambda: conditions.compile(text, schema)), place)

    def condition(self, text: str, place: tuple[str | int, ...]) -> conditions.Condition | None:
        made = self._compile(text, place)
        if made is not None:
            self.unknown_literals.extend(made.unknown_literals)
        return made

    def tier_condition(self, place: int) -> conditions.Condition | None:
        text = self.profile.tiers[place].when
        if text is None:
            return None
        return self._compile(text, ("tiers", place, "when"), SCORES)

    def check_territories(self) -> None:
        """Check the conditions of the reps; a territory is asked for only when accounts are assigned."""
        for place, rep in enumerate(self.profile.reps):
            if rep.when is not None:
                self._territory(rep.when, ("reps", place, "when"))

    def _territory(self, text: str, place: tuple[str | int, ...]) -> None:
        made = self._compile(text, place, SCORES)
        if made is not None:
            self.unknown_literals.extend(made.unknown_literals)

    def criterion(self, place: int, criterion: Criterion, as_of: date) -> PlannedCriterion | None:
        if isinstance(criterion, Rules) and not self._rules_hold(place, criterion):
            return None
        fields = tuple(criterion.fields_read())
        missing = [name for name in fields if name not in self.schema]
        for name in missing:
            self._unknown_column(name, ("criteria", place, "field"))
        if missing:
            return None
        key = (type(criterion), repr(criterion), as_of)
        levels = self._try(lambda: self._compiled.once(key, lambda: criterion.levels(self.schema, as_of)), ("criteria", place, "field"))
        if levels is None:
            return None
        if len(levels) > MOST_LEVELS + 2:
            message = f"{criterion.key} has {len(levels)} levels; at most {MOST_LEVELS} are read, besides the first and last"
            self.problems.append(self._problem(message, ("criteria", place, "kind"), "nobody can tell so many apart"))
            return None
        return PlannedCriterion(
            key=criterion.key,
            title=criterion.title,
            layer=criterion.layer,
            weight=Fraction(str(criterion.weight)),
            skips_unknown=criterion.skips_unknown,
            fields=fields,
            levels=tuple(levels),
            shown=_kept(criterion),
            wanted=criterion.wanted,
        )

    def _rules_hold(self, place: int, criterion: Rules) -> bool:
        """Compile each condition on its own, so that every fault has the line that it stands on."""
        made = [
            self.condition(rule.when, ("criteria", place, "levels", step, "when"))
            for step, rule in enumerate(criterion.levels_)
        ]
        return None not in made

    def check_columns(self) -> None:
        """Check the columns that `rank_by` and `limits` name."""
        for place, order in enumerate(self.profile.rank_by):
            if order.column not in self.schema and order.column not in SCORES:
                self._unknown_column(order.column, ("rank_by", place))
        for place, limit in enumerate(self.profile.limits):
            if limit.per not in self.schema:
                self._unknown_column(limit.per, ("limits", place, "per"))
            elif self.schema[limit.per] == columns.TEXTS:
                message = f"a limit counts accounts per value; {limit.per} holds a list"
                self.problems.append(self._problem(message, ("limits", place, "per")))

    def _unknown_column(self, name: str, place: tuple[str | int, ...]) -> None:
        near = nearest(name, self.schema, count=3)
        hint = f"nearest: {', '.join(near)}" if near else "see the account columns in the README"
        self.problems.append(self._problem(f"no column {name}", place, hint))
