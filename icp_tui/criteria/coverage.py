"""coverage: how much of the buying committee is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import and_
from typing import Annotated, ClassVar, Literal

import polars as pl
from pydantic import Field, PrivateAttr

from icp_tui.columns import people
from icp_tui.criteria.criterion import Criterion, FieldKind, Level, Named, Schema
from icp_tui.yaml_io import Line, Listed


class Coverage(Criterion):
    """How many of the wanted people of each persona are among the contacts of the account."""

    kind: Literal["coverage"]
    """coverage: the people of the buying committee are known."""
    personas: Annotated[Listed[Line], Field(min_length=1)] | None = None
    """The names of the personas that count; all of the profile unless said."""

    reads: ClassVar[frozenset[FieldKind]] = frozenset({"number"})
    named: ClassVar[tuple[Named, ...]] = (
        Named("full", "full", 1.0),
        Named("partial", "partial", 0.5),
        Named("otherwise", "none", 0.0),
    )

    # What the profile's personas want, by name; the profile says it when it is read.
    _wants: dict[str, int] = PrivateAttr(default_factory=dict)

    def learn(self, wants: Mapping[str, int]) -> None:
        """Take in how many people each persona of the profile wants."""
        self._wants = {name: wants.get(name, 1) for name in (self.personas or tuple(wants))}

    @property
    def wants(self) -> Mapping[str, int]:
        """How many people of each persona that counts are wanted, in the profile's order."""
        return self._wants or dict.fromkeys(self.personas or (), 1)

    def fields_read(self) -> tuple[str, ...]:
        """The number of people of each persona."""
        return tuple(people(name) for name in self.wants)

    def levels(self, schema: Schema, as_of: date) -> list[Level]:
        """Levels unknown (no contact of the account is known), full (every persona has whom it wants), partial, none."""
        counts = [(self.column(people(name), schema), want) for name, want in self.wants.items()]
        return [
            self.unknown_level(pl.all_horizontal(column.is_null() for column, _ in counts)),
            Level("full", self.grade("full"), reduce(and_, [(column >= want).fill_null(value=False) for column, want in counts])),
            Level("partial", self.grade("partial"), pl.any_horizontal((column > 0).fill_null(value=False) for column, _ in counts)),
            self.last_level(),
        ]

    def shown(self, schema: Schema) -> pl.Expr:
        """`2 of 2 economic buyer, 0 of 1 champion`."""
        held = {name: want for name, want in self.wants.items() if people(name) in schema}
        if not held:
            return pl.lit(None, dtype=pl.String)
        # pl.format with literals panics over columns in several chunks (Polars 2.1).
        said = [
            pl.col(people(name)).clip(upper_bound=want).cast(pl.String) + f" of {want} {name}" for name, want in held.items()
        ]
        return pl.concat_str(said, separator=", ", ignore_nulls=True).replace("", None)

    def wanted(self, label: str) -> str:
        """2 economic buyer and 1 champion among the contacts (full)."""
        people_wanted = " and ".join(f"{want} {name}" for name, want in self.wants.items())
        return {"full": f"{people_wanted} among the contacts (full)", "partial": f"anybody of {people_wanted} among the contacts (partial)"}.get(label, label)
