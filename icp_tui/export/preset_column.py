"""A column of a preset: the header that the target knows, and what of an account goes beneath it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

import polars as pl
from pydantic import Field

from icp_tui.columns import ACCOUNT, LAYERS, OUTCOME, layer
from icp_tui.errors import did_you_mean, shortened
from icp_tui.yaml_io import Fault, Line, Listed, Part, Text

# Columns of the people that a session has chosen, beside those of their accounts.
PEOPLE = (
    "email", "first_name", "last_name", "full_name", "job_title", "seniority", "department", "phone",
    "contact_linkedin_url", "contact_city", "contact_state", "contact_country", "persona", "order",
)  # fmt: skip
KNOWN = frozenset((*ACCOUNT, *OUTCOME, *PEOPLE, *(layer(name) for name in LAYERS)))
# Record numbers are not among them: Salesforce tells 001...ytenK and 001...yTenK apart.
_CASELESS = frozenset({"domain", "website", "email"})
_PLACE = re.compile(r"\{([^{}]*)\}")

Form = Literal["text", "integer", "date", "list", "country_name", "us_state", "size_band", "tier_token", "owner_email", "flag"]


class Column(Part):
    """One column of a preset. What fills it: `from`, else `original`, else `template`, else `text`."""

    header: Line
    """The header, verbatim."""
    from_: Annotated[Listed[Text], Field(alias="from")] = ()
    """Columns of the list (or of its people) that feed it; the first that has a value counts."""
    original: Listed[Text] = ()
    """Headers of the source, or extra fields of the profile, that feed it where `from` has nothing."""
    template: Line | None = None
    """Text with columns in braces: `Tier {tier}, score {score}: {why}`. A missing value leaves its place empty."""
    text: Line | None = None
    """The same text in every row."""
    as_: Annotated[Form, Field(alias="as")] = "text"
    """How the value is written."""
    tokens: Listed[Text] = ()
    """What the tiers are called, in their order, where it is written as tier_token."""
    one_of: Listed[Text] = ()
    """The values that the target takes; any other stays blank."""
    vocabulary: Literal["industry", "country"] | None = None
    """The vocabulary through which a value finds its word in `one_of`."""
    pattern: Text | None = None
    """What a value looks like (a regular expression for the whole of it); any other stays blank."""
    values: Mapping[str, Text] = Field(default_factory=dict)
    """What the target calls a value: ours -> theirs."""
    blank: Text | None = None
    """What is written where there is no value."""
    separator: Annotated[str, Field(min_length=1, max_length=3)] = ";"
    """What separates the entries of a list."""
    most: Annotated[int, Field(ge=1)] | None = None
    """The most characters that the target takes; longer text is cut and ends in an ellipsis."""
    custom: Line | None = None
    """Set where the person must create the field in the target first: which type of field."""
    if_filled: bool = False
    """Whether the column is left out of a file in which no row has a value for it."""

    def faults(self) -> Iterable[Fault]:
        """Nothing or too much to fill it with, unknown columns, and a pattern that is none."""
        if self.template and (self.from_ or self.original):
            yield Fault(("template",), "stands beside from or original", "give one of them")
        if self.text and (self.from_ or self.original or self.template):
            yield Fault(("text",), "stands beside from, original or template", "give one of them")
        for place, name in enumerate(self.from_):
            if not is_known(name):
                yield Fault(("from", place), f"{name} is no column of a list", _hint(name))
        for name in self.places():
            if not is_known(name):
                yield Fault(("template",), f"{{{name}}} is no column of a list", _hint(name))
        if self.pattern is not None:
            try:
                pl.Series([""]).str.contains(f"^(?:{self.pattern})$")
            except pl.exceptions.ComputeError:
                hint = r"write such as \d+ or [A-Z]{2}; look-around and back-references are not known"
                yield Fault(("pattern",), f"{shortened(self.pattern, 40)} is no regular expression", hint)
        if self.as_ == "tier_token" and not self.tokens:
            yield Fault(("as",), "tier_token needs what the tiers are called", "write tokens: [tier_1, tier_2, tier_3]")

    @property
    def folds(self) -> bool:
        """Whether its values are the same in any case: domains and addresses are, record numbers are not."""
        return bool(self.from_) and {*self.from_} <= _CASELESS and not self.original

    def places(self) -> list[str]:
        """The columns that the template names."""
        return _PLACE.findall(self.template or "")

    def pieces(self) -> list[tuple[str, bool]]:
        """The template in pieces: text and whether it is the name of a column."""
        parts = _PLACE.split(self.template or "")
        return [(part, place % 2 == 1) for place, part in enumerate(parts) if part]


def is_known(name: str) -> bool:
    """Whether every list has such a column, or may have it: ours, of people, level.x and points.x."""
    return name in KNOWN or name.startswith(("level.", "points."))


def _hint(name: str) -> str:
    return did_you_mean(name, sorted(KNOWN)) or "headers of the source go under original:"
