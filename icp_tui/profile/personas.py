"""Personas: who decides in a company, and how many of them it takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from icp_tui.sources.seniority import Seniority
from icp_tui.yaml_io import Fault, Line, Listed, Part, Text


class Persona(Part):
    """One role of the buying committee; a person has the first persona that fits."""

    name: Annotated[Line, Field(max_length=60)]
    """What the role is called, such as economic buyer; it names the column people.NAME."""
    titles: Annotated[Listed[Annotated[Text, Field(max_length=200)]], Field(max_length=200)] = ()
    """Words or phrases of job titles, such as sales or revenue operations; one of them is enough."""
    seniority: Listed[Seniority] = ()
    """The steps that count: owner, founder, c_suite, partner, vp, head, director, manager, senior, entry, intern."""
    want: Annotated[int, Field(ge=1, le=1_000)] = 1
    """How many people of the role are wanted in an account."""

    def faults(self) -> Iterable[Fault]:
        """A persona that everybody would have."""
        if not self.titles and not self.seniority:
            yield Fault((), "nothing tells who has this persona", "write titles: [sales], seniority: [vp, c_suite], or both")
