"""The kinds of criterion: one file per kind, which names its keys and its levels and nothing else.

To add a kind, add one file here with one subclass of `Criterion` in it:

    class Parity(Criterion):
        kind: Literal["parity"]
        field: Text
        reads = frozenset({"number"})
        named = (Named("even", "even", 1.0), OTHERWISE)

        def fields_read(self): return (self.field,)
        def levels(self, schema, as_of): ...    # unknown first, the one without a condition last

It is found by being in this folder: the profile accepts `kind: parity`, the JSON Schema offers it, and
scoring, explaining and what-if work on its levels. Field docstrings become the help of the schema.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field

from icp_tui.criteria.criterion import Criterion, Doubt, Level, Schema, kind_of

__all__ = ["KINDS", "AnyCriterion", "Criterion", "Doubt", "Level", "Schema", "kind_of"]


def _discover() -> dict[str, type[Criterion]]:
    """Each kind's name and class, by name, from the files of this folder."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    found = {made.kind_name(): made for made in Criterion.__subclasses__()}
    return dict(sorted(found.items()))


KINDS: dict[str, type[Criterion]] = _discover()

if TYPE_CHECKING:
    AnyCriterion = Criterion
else:
    # The type of a criterion in a profile: its `kind` decides which keys it has.
    AnyCriterion: Any = Annotated[Union[tuple(KINDS.values())], Field(discriminator="kind")]  # noqa: UP007  of kinds that are found at run time
