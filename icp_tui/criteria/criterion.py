"""What every criterion has: a key, a layer, a weight, and levels with grades."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, get_args

import polars as pl
from pydantic import Field, PlainValidator, WithJsonSchema, field_validator

from icp_tui.errors import did_you_mean, shortened
from icp_tui.yaml_io import Fault, Line, Part, raise_faults, refused

Schema = Mapping[str, pl.DataType | type[pl.DataType]]
FieldKind = Literal["text", "number", "date", "list", "flag"]

UNKNOWN = "unknown"
SKIP = "skip"
MOST_WEIGHT = 1e9
# More wanted values than these nobody reads in one line.
_MOST_VALUES = 2

_KIND_WORDS = {
    "text": "text",
    "number": "a number",
    "date": "a date",
    "list": "a list",
    "flag": "true or false",
}


@dataclass(frozen=True)
class Level:
    """One level: `grade` from 0 to 1, exactly as written; `when` is a Boolean expression.

    Null counts as no match. The last level of a criterion has no `when`: it takes the rest.
    """

    label: str
    grade: Fraction
    when: pl.Expr | None = field(compare=False)


class Doubt(NamedTuple):
    """A value of a criterion that no vocabulary knows, the column that it is looked for in, and the nearest."""

    field: str
    value: str
    hint: str


class Named(NamedTuple):
    """A level that `grades` and `points` can name: its name there, its label, its default grade."""

    name: str
    label: str
    default: float


OTHERWISE = Named("otherwise", "otherwise", 0.0)


def exact(number: float) -> Fraction:
    """The decimal as a person wrote it: 0.1 is one tenth, not the nearest double."""
    return Fraction(str(number))


def plainly(number: float) -> str:
    """A number as a label says it: 80 and 62.5, never 80.0."""
    return str(int(number)) if float(number).is_integer() else str(number)


def either(values: Sequence[str], word: str = "or") -> str:
    """Values in a few words: `a`, `a or b`, `a, b or 3 more`."""
    named = [shortened(value, 30) for value in values[:_MOST_VALUES]]
    if len(values) > _MOST_VALUES:
        named.append(f"{len(values) - _MOST_VALUES} more")
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} {word} {named[-1]}"


def kind_of(dtype: pl.DataType | type[pl.DataType]) -> FieldKind:
    """What a column of this type holds, in the words of a profile."""
    made = dtype() if isinstance(dtype, type) else dtype
    if made.is_numeric():
        return "number"
    if made.is_temporal():
        return "date"
    if isinstance(made, pl.List) or made == pl.List:
        return "list"
    return "flag" if made == pl.Boolean else "text"


def is_whole(dtype: pl.DataType | type[pl.DataType]) -> bool:
    """Whether a column of this type holds whole numbers."""
    return (dtype() if isinstance(dtype, type) else dtype).is_integer()


def missing_number(column: pl.Expr, dtype: pl.DataType | type[pl.DataType]) -> pl.Expr:
    """Whether there is no number: null, or NaN, which would compare as the largest of all."""
    made = dtype() if isinstance(dtype, type) else dtype
    return column.is_null() | column.is_nan().fill_null(value=False) if made.is_float() else column.is_null()


def _grade(value: Any) -> float:
    """A grade, or one problem that says what is wrong with it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        said = f"a grade should be a number from 0 to 1, but {shortened(repr(value), 40)} is not"
        raise refused(said, "1 is best, 0 is worst")
    if not 0 <= value <= 1:
        raise refused(
            f"a grade should be from 0 to 1, but is {value:g}", "1 is best, 0 is worst; see also points"
        )
    return float(value)


def _grade_or_skip(value: Any) -> float | Literal["skip"]:
    return "skip" if value == SKIP else _grade(value)


_GRADE_SCHEMA = {"type": "number", "minimum": 0, "maximum": 1}
Grade = Annotated[float, PlainValidator(_grade), WithJsonSchema(_GRADE_SCHEMA)]
GradeOrSkip = Annotated[
    float | Literal["skip"],
    PlainValidator(_grade_or_skip),
    WithJsonSchema({"anyOf": [_GRADE_SCHEMA, {"const": SKIP}]}),
]


def _default_title(data: dict[str, Any]) -> str:
    return str(data.get("key", "")).replace("_", " ").capitalize()


class Criterion(Part):
    """One weighted attribute of an account: an ordered list of levels, of which the first match wins."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
    """Short name for the columns (level.KEY, points.KEY): lower-case letters, digits and _."""
    title: Line = Field(default_factory=_default_title)
    """What screens and files call the criterion."""
    layer: Literal["fit", "pain", "intent", "authority", "revenue"]
    """The question it answers: fit, pain, intent, authority or revenue potential."""
    weight: Annotated[float, Field(gt=0, le=MOST_WEIGHT)]
    """How much it counts: any positive number; its share is weight / sum of the weights."""
    kind: str
    """How the field is judged; decides which further keys there are."""
    grades: dict[str, GradeOrSkip] = Field(default_factory=dict)
    """Grades from 0 to 1 by level, such as {ideal: 1, adjacent: 0.6}, in place of the defaults."""
    points: dict[str, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    """The same as grades, in points of the weight, such as {ideal: 25, adjacent: 12}."""
    otherwise: Grade | None = None
    """The grade when no other level fits; 0 unless said."""
    unknown: GradeOrSkip | None = None
    """The grade when the value is missing; 0 unless said; skip leaves the criterion out of that account."""

    # The kinds of column that the criterion can read, and the levels that grades and points can name.
    reads: ClassVar[frozenset[FieldKind]] = frozenset()
    named: ClassVar[tuple[Named, ...]] = ()

    @abstractmethod
    def fields_read(self) -> tuple[str, ...]:
        """The columns that the criterion looks at."""
        raise NotImplementedError

    @abstractmethod
    def levels(self, schema: Schema, as_of: date) -> list[Level]:
        """The levels on a frame with these columns, in order: `unknown` first, the rest-taker last.

        ValueError, in plain words, when a field has a type that this kind cannot read.
        """
        raise NotImplementedError

    def shown(self, schema: Schema) -> pl.Expr:
        """What an account says about this, as one text: its fields that `schema` has; null when all are missing."""
        texts = [
            pl.col(name).list.join(", ") if kind_of(schema[name]) == "list" else pl.col(name).cast(pl.String)
            for name in self.fields_read()
            if name in schema
        ]
        if not texts:
            return pl.lit(None, dtype=pl.String)
        if len(texts) == 1:
            return texts[0]
        return pl.concat_str(texts, separator=" / ", ignore_nulls=True).replace("", None)

    def wanted(self, label: str) -> str:
        """What an account would have to be for the level called `label`, in a few words: `Salesforce (ideal)`."""
        return label

    @property
    def skips_unknown(self) -> bool:
        """Whether an account with a missing value goes without this criterion, weight and all."""
        return SKIP in (self.unknown, self.grades.get(UNKNOWN))

    def doubts(self) -> list[Doubt]:
        """Values that may be misspelt, since no vocabulary knows them."""
        return []

    def grade(self, name: str) -> Fraction:
        """The grade of the level that `grades` and `points` call `name`."""
        level = _called(name, self.all_named())
        for key in {level.name, level.label}:
            if key in self.grades:
                return _number(self.grades[key])
            if key in self.points:
                return exact(self.points[key]) / exact(self.weight)
        short = {UNKNOWN: self.unknown, OTHERWISE.name: self.otherwise}.get(name)
        return exact(level.default) if short is None else _number(short)

    def unknown_level(self, when: pl.Expr) -> Level:
        """The first level: `when` says that the value is missing."""
        return Level(UNKNOWN, self.grade(UNKNOWN), when)

    def last_level(self) -> Level:
        """The last level, which takes whatever is known and fits no other."""
        return Level(_called(OTHERWISE.name, self.all_named()).label, self.grade(OTHERWISE.name), None)

    def column(self, name: str, schema: Schema) -> pl.Expr:
        """The column of a field; ValueError when this kind cannot read its type."""
        said = misread(type(self), name, kind_of(schema[name]))
        if said:
            raise ValueError(said)
        return pl.col(name)

    @classmethod
    def all_named(cls) -> tuple[Named, ...]:
        """The levels that can be graded by name, `unknown` included."""
        return (*cls.named, Named(UNKNOWN, UNKNOWN, 0.0))

    @classmethod
    def kind_name(cls) -> str:
        """What `kind:` calls this kind."""
        return str(get_args(cls.model_fields["kind"].annotation)[0])

    def faults(self) -> Iterator[Fault]:
        """Two grades for one level, or more points than the weight."""
        graded: dict[str, str] = {}
        for part, held in (("grades", self.grades), ("points", self.points)):
            for key in held:
                name = next(level.name for level in self.all_named() if key in (level.name, level.label))
                if name in graded:
                    yield Fault((part, key), f"{key} has a grade already, under {graded[name]}", "keep one")
                elif part == "points" and exact(self.points[key]) > exact(self.weight):
                    yield Fault((part, key), f"{key} has more points than the weight, {plainly(self.weight)}")
                graded.setdefault(name, part)
        for name, given in (("otherwise", self.otherwise), ("unknown", self.unknown)):
            if given is not None and name in graded:
                yield Fault((name,), f"{name} has a grade already, under {graded[name]}", "keep one")

    @field_validator("grades", "points")
    @classmethod
    def _names_levels(cls, held: dict[str, float | Literal["skip"]]) -> dict[str, float | Literal["skip"]]:
        """Refuse grades for levels that this kind does not have, and skipping a level that is known."""
        known = {name for level in cls.all_named() for name in (level.name, level.label)}
        names = [level.name for level in cls.all_named()]
        strange = [
            Fault(
                (key,),
                f"{shortened(key, 40)} is no level of {cls.kind_name()}",
                did_you_mean(key, names) or f"known: {', '.join(names)}",
            )
            for key in held
            if key not in known
        ]
        skipped = [
            Fault((key,), f"only unknown can be skipped, not {key}", "give a grade from 0 to 1")
            for key in held
            if key in known and key != UNKNOWN and held[key] == SKIP
        ]
        raise_faults(cls.__name__, [*strange, *skipped])
        return held


def misread(kind: type[Criterion], name: str, holds: FieldKind) -> str:
    """Why a kind of criterion cannot read a field that holds text, a number, ...; empty when it can."""
    if holds in kind.reads or not kind.reads:
        return ""
    wanted = " or ".join(_KIND_WORDS[word] for word in _KIND_WORDS if word in kind.reads)
    return f"{name} holds {_KIND_WORDS[holds]}; {kind.kind_name()} reads {wanted}"


def _called(name: str, levels: tuple[Named, ...]) -> Named:
    return next((level for level in levels if level.name == name), OTHERWISE)


def _number(grade: float | Literal["skip"]) -> Fraction:
    return Fraction(0) if grade == SKIP else exact(float(grade))
