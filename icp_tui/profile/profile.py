"""The profile as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, PrivateAttr, WithJsonSchema

from icp_tui.criteria import AnyCriterion
from icp_tui.criteria.coverage import Coverage
from icp_tui.criteria.rules import Rules
from icp_tui.errors import Problem, shortened
from icp_tui.profile import cross_checks, ranking
from icp_tui.profile.extra_field import ExtraField
from icp_tui.profile.gates import MustHave, WarningSign
from icp_tui.profile.kill_list import KillList, KillRule
from icp_tui.profile.limits import Limit
from icp_tui.profile.personas import Persona
from icp_tui.profile.reps import Rep
from icp_tui.profile.stability import Stability
from icp_tui.profile.tiers import Tier
from icp_tui.yaml_io import Document, Line, Listed, Loc, Part, load, load_text, refused


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise refused(f"there is no day {value.strip()}", "year, month, day") from None
    raise refused(f"{shortened(str(value), 40)} is no date", "write it as 2027-01-31")


def _currency(value: Any) -> str:
    code = value.strip().upper() if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise refused(f"{shortened(str(value), 40)} is no currency", "three letters such as USD, EUR or GBP")
    return code


Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Currency = Annotated[
    str, BeforeValidator(_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{3}$"})
]


class Profile(Part):
    """An Ideal Customer Profile: what is scored and how, who is killed, and how the list is cut."""

    icp: Line
    """The name of the profile; shown in the title bar."""
    version: Line
    """Which edition this is, such as 2026-Q4."""
    review_by: Day | None = None
    """The day after which the profile should be looked at again, such as 2027-01-31."""
    about: str | None = None
    """What the profile is for, in a few words."""

    currency: Currency = "USD"
    """The currency that money is compared in."""
    rates: dict[Currency, Annotated[float, Field(gt=0, le=1e12)]] = Field(default_factory=dict)
    """What one unit of another currency is worth, such as {EUR: 1.08}; money without a rate is unknown."""
    fields: dict[str, ExtraField] = Field(default_factory=dict)
    """Extra typed columns, made from original headers."""

    personas: Annotated[Listed[Persona], Field(max_length=50)] = ()
    """The roles of the buying committee, such as {name: economic buyer, seniority: [c_suite, vp], want: 2}."""

    criteria: Annotated[Listed[AnyCriterion], Field(min_length=1, max_length=40)]
    """What is scored: 4 to 6 criteria are advised, 1 to 40 allowed."""
    must_have: Listed[MustHave] = ()
    """Gates: an account that fails one is disqualified."""
    warnings: Listed[WarningSign] = ()
    """Warning signs, with or without a penalty."""
    kill_list: KillList = KillList()
    """The negative ICP: whom to leave out."""

    tiers: Annotated[Listed[Tier], Field(min_length=1, max_length=50)]
    """The tiers, filled from the first to the last."""
    nurture: Annotated[float, Field(ge=0, le=100)] = cross_checks.NURTURE
    """From this score up to the lowest min_score, accounts go to nurture; below, they are disqualified."""
    rank_by: Annotated[Listed[ranking.RankBy], Field(min_length=1, max_length=20)] = ranking.DEFAULT
    """The order of the ranking, such as [score desc, revenue desc]; account_key closes every tie."""
    limits: Listed[Limit] = ()
    """How many accounts of one owner, industry, ... a tier takes."""
    one_per_family: Literal["capped", "all", "none"] = "none"
    """Whether one account per corporate family is taken: in tiers with a capacity, in all, or in none."""
    reps: Annotated[Listed[Rep], Field(max_length=500)] = ()
    """Who can be given the accounts of the tiers that nobody owns, such as {name: dana, most: 15}."""
    stability: Stability | None = None
    """How much the list holds on to the members of the last one, such as {keep: 3, max_churn: 20%}."""

    _document: Document | None = PrivateAttr(default=None)

    def model_post_init(self, context: Any, /) -> None:
        """Keep the document that the profile was read from, and tell the criteria what the personas want."""
        wants = {persona.name: persona.want for persona in self.personas}
        for criterion in self.criteria:
            if isinstance(criterion, Coverage):
                criterion.learn(wants)
        if isinstance(context, dict):
            self._document = context.get("document")

    @property
    def path(self) -> Path | None:
        """The file that it was read from."""
        return Path(self._document.path) if self._document and self._document.path else None

    @property
    def text(self) -> str:
        """The YAML text that it was read from, comments and all."""
        return self._document.text if self._document else ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal."""
        return self._document.sha256 if self._document else ""

    def place(self, loc: Loc) -> tuple[int, int]:
        """Line and column of a key, such as ("tiers", 0, "when"), or of the nearest one that holds it."""
        return self._document.place(loc) if self._document else (1, 1)

    def problem(self, loc: Loc, message: str, hint: str = "") -> Problem:
        """A problem with what stands at `loc` of the profile's file."""
        line, column = self.place(loc)
        return Problem(message, str(self.path or "profile"), line, column, hint)

    def conditions(self) -> Iterator[tuple[Loc, str]]:
        """Every condition of the profile with its loc, in the order of the design."""
        for place, criterion in enumerate(self.criteria):
            if isinstance(criterion, Rules):
                for step, rule in enumerate(criterion.levels_):
                    yield ("criteria", place, "levels", step, "when"), rule.when
        gated: tuple[tuple[Loc, Sequence[MustHave | WarningSign | KillRule | Tier | Rep]], ...] = (
            (("must_have",), self.must_have),
            (("warnings",), self.warnings),
            (("kill_list", "rules"), self.kill_list.rules),
            (("tiers",), self.tiers),
            (("reps",), self.reps),
        )
        for loc, parts in gated:
            for place, part in enumerate(parts):
                if part.when is not None:
                    yield (*loc, place, "when"), part.when

    @property
    def suppression_files(self) -> tuple[Path, ...]:
        """The suppression files in order; a relative one counts from the profile's folder."""
        folder = self.path.parent if self.path else Path()
        return tuple(folder / suppression.file for suppression in self.kill_list.suppress)


def load_profile(path: Path) -> Profile:
    """Read a profile; IcpError with every problem, each with line, column and hint."""
    return load(path, Profile, cross_checks.CHECKS)


def parse_profile(text: str, path: str = "") -> Profile:
    """Read a profile from its text, as `load_profile`; `path` is where it counts as standing."""
    return load_text(text, path, Profile, cross_checks.CHECKS)
