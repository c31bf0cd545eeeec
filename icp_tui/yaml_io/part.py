"""What models of YAML files are made of: strict, frozen parts and the types of their fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, NamedTuple, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from icp_tui.yaml_io.document import Loc

_T = TypeVar("_T")


class Fault(NamedTuple):
    """Something wrong at `loc` (within the part, or within the file for checks across parts)."""

    loc: Loc
    message: str
    hint: str = ""


def refused(message: str, hint: str = "") -> PydanticCustomError:
    """The error for a validator to raise: a complete sentence and how to mend it."""
    return PydanticCustomError("refused", "{message}", {"message": message, "hint": hint})


class Part(BaseModel):
    """A strict, frozen piece of a YAML file.

    Unknown keys and wrong types are errors. A known key without a value counts as absent, since
    commenting out everything beneath a key is how people switch it off.
    """

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}

    @model_validator(mode="after")
    def _raise_faults(self) -> Self:
        raise_faults(type(self).__name__, list(self.faults()))
        return self

    def faults(self) -> Iterable[Fault]:
        """What is wrong between sound fields of this part; locs are relative to it."""
        return ()


def raise_faults(title: str, faults: Sequence[Fault]) -> None:
    """Raise all faults as one ValidationError, each at its own loc; nothing for none."""
    if faults:
        raise ValidationError.from_exception_data(
            title,
            [
                InitErrorDetails(type=refused(fault.message, fault.hint), loc=_spelt(fault.loc), input=None)
                for fault in faults
            ],
        )


def _spelt(loc: Loc) -> tuple[int | str, ...]:
    """A loc as pydantic takes it: it has no keys that are fractions."""
    return tuple(str(part) if isinstance(part, float) else part for part in loc)


def _number_as_text(value: Any) -> Any:
    """`version: 2026` and a tier named 1 are meant as text, and a whole number has one spelling."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _one_line(value: str) -> str:
    return " ".join(value.split())


# Text without blanks around it, at least one character.
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    BeforeValidator(_number_as_text),
    WithJsonSchema({"type": ["string", "integer"], "minLength": 1}),
]

# Text for one line of a screen or a cell: line breaks and runs of blanks become one blank.
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500),
    BeforeValidator(lambda value: _one_line(value) if isinstance(value, str) else _number_as_text(value)),
    WithJsonSchema({"type": ["string", "integer"], "minLength": 1}),
]

# A YAML list as a tuple.
Listed = Annotated[tuple[_T, ...], Field(strict=False)]
