"""A model's complaints in plain words, at the key that is to be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from icp_tui.errors import Problem, did_you_mean, nearest, shortened
from icp_tui.yaml_io.document import Document, Loc

_FEW = 12
_MOST_GUESSES = 200
_WANTED = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "list": "a list",
    "dict": "a mapping (key: value)",
    "model": "a mapping (key: value)",
    "date": "a date such as 2026-01-31",
}
_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


def without_echoes(errors: Sequence[ErrorDetails], model: type[BaseModel]) -> list[ErrorDetails]:
    """The errors that stand for a fault of their own.

    A list with unsound items is not too short besides, and a misspelt key is not missing as well.
    """
    meant = {
        (*error["loc"][:-1], *nearest(str(error["loc"][-1]), _fields(model, error["loc"][:-1])))
        for error in errors[:_MOST_GUESSES]
        if error["type"] == "extra_forbidden"
    }
    return [
        error
        for error in errors
        if not (error["type"] == "missing" and error["loc"] in meant)
        and not (error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"])
    ]


def problem(error: ErrorDetails, document: Document, model: type[BaseModel]) -> tuple[Loc, Problem]:
    """One of pydantic's errors as the loc in the data that it is about and a problem to show."""
    found, rest = document.trace(error["loc"])
    if error["type"] in {"union_tag_invalid", "union_tag_not_found"}:
        found, message, hint = _kind(error, found, document)
    elif error["type"] == "missing" and not _is_empty(rest, found):
        message, hint = _missing(error, model)
    elif error["type"] == "missing":
        message, hint = f"{_name(found)} has no value", ""
    elif error["type"] == "extra_forbidden":
        message, hint = _unknown_key(error, model)
    else:
        message, hint = _wrong(error, _name(found))
    line, column = document.place(found)
    return found, Problem(message, document.path, line, column, hint)


def _is_empty(rest: Loc, found: Loc) -> bool:
    """Whether the missing key stands in the file after all, with nothing behind it."""
    return bool(found) and not rest


def _name(found: Loc) -> str:
    """What a person calls the value at a loc: its key, or the key of its list and the position."""
    if not found:
        return "the file"
    last = found[-1]
    if isinstance(last, int) and len(found) > 1 and isinstance(found[-2], str):
        return f"{shortened(found[-2], 40)}, item {last + 1},"
    if isinstance(last, int) and len(found) > 1:
        return f"item {last + 1}"
    return shortened(str(last), 40)


def _given(value: Any) -> str:
    """What stands in the file, in words."""
    if value is None:
        return "has no value"
    if isinstance(value, bool):
        return f"is {str(value).lower()}"
    if isinstance(value, (int, float)):
        return f"is the number {shortened(str(value), 40)}"
    if isinstance(value, str):
        return f"is the text {shortened(repr(value), 60)}"
    return "is a list" if isinstance(value, (list, tuple)) else "is a mapping"


def _wrong(error: ErrorDetails, name: str) -> tuple[str, str]:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "refused":
        return str(context["message"]), str(context["hint"])
    if kind in {"value_error", "assertion_error"}:
        return f"{name}: {context['error']}", ""
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return f"{name} should be {words} {context[key]:,g}, but {_given(given)}", ""
    if kind in {"literal_error", "enum"}:
        choices = str(context["expected"]).replace("'", "")
        hint = (
            did_you_mean(given, choices.replace(" or ", ", ").split(", ")) if isinstance(given, str) else ""
        )
        return f"{name} should be {choices}, but {_given(given)}", hint
    if kind.endswith(("too_short", "too_long")):
        return _wrong_length(error, name), ""
    return _wrong_type(kind, given, name)


def _wrong_length(error: ErrorDetails, name: str) -> str:
    given, context = error["input"], error["ctx"]
    if "min_length" in context:
        blank = not (given.strip() if isinstance(given, str) else given)
        return f"{name} is empty" if blank else f"{name} needs at least {context['min_length']}"
    what = "characters" if isinstance(given, str) else "items"
    return f"{name} has {len(given):,} {what}; at most {context['max_length']:,} are allowed"


def _wrong_type(kind: str, given: Any, name: str) -> tuple[str, str]:
    wanted = next((words for stem, words in _WANTED.items() if kind.startswith(stem)), "something else")
    if kind == "finite_number":
        wanted = "a number"
    if kind == "string_pattern_mismatch":
        return f"{name} {_given(given)}, which has characters that cannot stand there", ""
    return f"{name} should be {wanted}, but {_given(given)}", _type_hint(wanted, given)


def _type_hint(wanted: str, given: Any) -> str:
    if wanted == "text" and isinstance(given, (bool, int, float)):
        return "put it in quotes"
    if wanted == "a list" and isinstance(given, (str, int, float)):
        return f"write [{shortened(str(given), 40)}]"
    if wanted in {"a number", "a whole number"} and isinstance(given, str):
        try:
            float(given)
        except ValueError:
            return ""
        return "write it without quotes" if given.strip().lower() not in {"nan", "inf", "-inf"} else ""
    return ""


def _missing(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    key = str(error["loc"][-1])
    field = _fields(model, error["loc"][:-1]).get(key)
    return f"{key} is missing", (field.description or "").rstrip(".") if field else ""


def _unknown_key(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    key = str(error["loc"][-1])
    known = _fields(model, error["loc"][:-1])
    hint = did_you_mean(key, known)
    if not hint and 0 < len(known) <= _FEW:
        hint = f"known: {', '.join(known)}"
    return f"unknown key {shortened(key, 40)}", hint


def _kind(error: ErrorDetails, found: Loc, document: Document) -> tuple[Loc, str, str]:
    """A part whose kind decides its keys has no kind, or one that does not exist."""
    context = error["ctx"]
    key = str(context["discriminator"]).strip("'")
    if error["type"] == "union_tag_not_found":
        given = document.value((*found, key))
        if given is None:
            return found, f"{key} is missing", "it says how the part is read"
        return (*found, key), f"{key} should be text, but {_given(given)}", ""
    known = str(context["expected_tags"]).replace("'", "").split(", ")
    said = shortened(str(context["tag"]), 40)
    hint = did_you_mean(str(context["tag"]), known) or f"known: {', '.join(known)}"
    return (*found, key), f"there is no {key} {said}", hint


def _fields(model: type[BaseModel], loc: tuple[int | str, ...]) -> Mapping[str, FieldInfo]:
    """The fields, by the key in the file, of the model that stands at `loc` within `model`."""
    annotation: Any = model
    for part in loc:
        annotation = _inner(annotation, part)
    annotation = _plain(annotation)
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return {}
    return {field.alias or name: field for name, field in annotation.model_fields.items()}


def _inner(annotation: Any, part: int | str) -> Any:
    """The type of what stands at `part` in a value of the type `annotation`."""
    annotation = _plain(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        return fields[str(part)].annotation if str(part) in fields else None
    if get_origin(annotation) in (tuple, list):
        return get_args(annotation)[0]
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    return next((choice for choice in get_args(annotation) if _is_of_kind(choice, part)), None)


def _plain(annotation: Any) -> Any:
    """The type without `Annotated` and without `| None`."""
    while hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    choices = [choice for choice in get_args(annotation) if choice is not type(None)]
    if type(None) in get_args(annotation) and len(choices) == 1:
        return _plain(choices[0])
    return annotation


def _is_of_kind(choice: Any, part: int | str) -> bool:
    """Whether a member of a union is the one that the tag `part` selects."""
    kind = getattr(_plain(choice), "model_fields", {}).get("kind")
    return kind is not None and part in get_args(kind.annotation)
