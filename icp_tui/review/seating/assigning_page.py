"""A proposal as the screen shows it: the reps with their loads, what each gets, and what to say of it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui.errors import IcpError, Problem, shortened
from icp_tui.profile import Rep
from icp_tui.review.moved import Moved
from icp_tui.review.review import Review
from icp_tui.review.seating.assigning import Load, Proposal, owners_as_reps, propose
from icp_tui.scoring.listing import ScoredList

_BAR = 10
_ACCOUNTS = ("tier", "rank", "score", "account", "to", "why")

# What to write where the profile names no reps.
EXAMPLE = """\
reps:
  - {name: dana, most: 15, when: "country IN ('US','CA')"}
  - {name: lee, most: 20, when: "country IN ('DACH')"}
  - {name: kim}"""


@dataclass(frozen=True)
class Wish:
    """What is to be spread: over the reps of the profile, or `evenly` over the owners; `tiers`: how many, None all."""

    evenly: bool = False
    tiers: int | None = None


@dataclass(frozen=True)
class Assigning:
    """One proposal. `reps` is everybody, each rep, then nobody: columns name, has, gets, then, most, load, scores."""

    wish: Wish
    proposal: Proposal = field(compare=False)
    reps: pl.DataFrame = field(compare=False)
    doubt: str = ""

    @property
    def title(self) -> str:
        """How many accounts go to how many reps."""
        given, left = self.proposal.assignments.height, self.proposal.left.height
        if not given + left:
            return "Assign: every account of these tiers has an owner"
        went = sum(load.gets > 0 for load in self.proposal.loads)
        over = f"{went:,} {'owner' if self.wish.evenly else 'rep'}{'' if went == 1 else 's'}"
        stay = f"; {left:,} stay{'s' if left == 1 else ''} without" if left else ""
        of = f"{given + left:,} unowned account{'' if given + left == 1 else 's'}"
        return f"Assign: {given:,} of {of} {'goes' if given == 1 else 'go'} to {over}{stay}"

    @property
    def about(self) -> str:
        """Which tiers, who has an owner already, and what is next."""
        tiers = self.proposal.tiers
        named = f"Tier {tiers[0]}" if len(tiers) == 1 else f"Tiers {', '.join(tiers)}" if len(tiers) < 6 else f"{len(tiers)} tiers"
        owned = self.proposal.owned
        have = f"{owned:,} account{' has' if owned == 1 else 's have'} an owner already"
        if self.proposal.assignments.is_empty():
            then = "Nothing to assign: t takes other tiers, Esc goes back"
        else:
            then = "Enter assigns them; u in the list takes all back in one step"
        return f"{named}; {have}. {then}." + (f"\n{self.doubt}" if self.doubt else "")

    def accounts(self, place: int) -> pl.DataFrame:
        """The accounts of the entry at `place` of `reps`: tier, rank, score, account, to, why."""
        given, left = self.proposal.assignments, self.proposal.left
        if place == 0:
            return pl.concat([_shown(given), _shown(left)])
        if place == self.reps.height - 1:
            return _shown(left)
        return _shown(given.filter(pl.col("rep") == self.proposal.loads[place - 1].rep.name))


def assigning(review: Review, wish: Wish) -> Assigning | None:
    """The proposal for the list as it stands; None where the profile names no reps and nobody asked for owners."""
    scored = review.scored
    reps = owners_as_reps(scored) if wish.evenly else scored.plan.profile.reps
    if not reps:
        return None
    names = [tier.name for tier in scored.plan.profile.tiers]
    made = propose(scored, reps, tiers=names[: wish.tiers], originals=review.session.originals)
    return Assigning(wish, made, _reps(made), "" if wish.evenly else _misspelt(scored, reps))


def _misspelt(scored: ScoredList, reps: Sequence[Rep]) -> str:
    """Says so where reps own nothing on a list that has owners: then what they have already is not counted."""
    owners = scored.accounts["owner"].drop_nulls().cast(pl.String)
    known = set(owners.str.strip_chars().str.to_lowercase().unique())
    strangers = [rep.name for rep in reps if rep.folded not in known]
    if not known or not strangers:
        return ""
    often = owners.value_counts(sort=True)["owner"].head(2).to_list()
    who = ", ".join(shortened(name, 30) for name in strangers[:3]) + (f" and {len(strangers) - 3:,} more" if len(strangers) > 3 else "")
    like = " or ".join(shortened(name, 30) for name in often)
    return f"No account on the list is owned by {who}: spell reps as the owner column does, such as {like}."


def first_wish(review: Review, *, evenly: bool = False) -> Wish:
    """What is shown first: all tiers, but only those with a capacity where somebody would get all of a long tier."""
    tiers = review.session.profile.tiers
    reps: tuple[Rep, ...] = () if evenly else review.session.profile.reps
    capped = next((place for place, tier in enumerate(tiers) if tier.capacity is None), len(tiers))
    bounded = bool(reps) and all(rep.most is not None for rep in reps)
    return Wish(evenly, None if bounded or capped in {0, len(tiers)} else capped)


def apply(review: Review, shown: Assigning) -> Moved:
    """Give the accounts to their reps as shown, in one step; IcpError when the list has changed since."""
    now = assigning(review, shown.wish)
    given = shown.proposal.assignments
    if now is None or not now.proposal.assignments.select("row", "rep").equals(given.select("row", "rep")):
        hint = "A shows the accounts as they are now"
        raise IcpError(Problem("the list has changed meanwhile, and nobody was assigned", hint=hint))
    return review.assign(given["row"], given["rep"].to_list(), given["reason"].to_list())


def _shown(frame: pl.DataFrame) -> pl.DataFrame:
    to = pl.col("rep") if "rep" in frame.columns else pl.lit("nobody")
    return frame.select(
        "tier",
        "rank",
        "score",
        pl.coalesce("name", "account_key").alias("account"),
        to.alias("to"),
        pl.col("reason").str.strip_prefix("assigned: ").alias("why"),
    ).select(_ACCOUNTS)


def _reps(made: Proposal) -> pl.DataFrame:
    highest = max((load.after for load in made.loads), default=0)
    rows = [_row(load, highest) for load in made.loads]
    given, left = made.assignments.height, made.left.height
    everybody = _line("everybody", sum(load.before for load in made.loads), f"+{given:,}", sum(load.after for load in made.loads))
    nobody = _line("nobody", None, f"{left:,}" if left else "", None)
    schema = {"name": pl.String, "has": pl.Int64, "gets": pl.String, "then": pl.Int64, "most": pl.String, "load": pl.String,
              "scores": pl.Float64, "territory": pl.String}  # fmt: skip
    return pl.DataFrame([everybody, *rows, nobody], schema=schema, orient="row")


def _line(name: str, has: int | None, gets: str, then: int | None) -> dict[str, object]:
    return {"name": name, "has": has, "gets": gets, "then": then, "most": "", "load": "", "scores": None, "territory": ""}


def _row(load: Load, highest: int) -> dict[str, object]:
    most = load.rep.most
    over = most is not None and load.after > most
    return {
        "name": load.rep.name,
        "has": load.before,
        "gets": f"+{load.gets:,}" if load.gets else "",
        "then": load.after,
        "most": "no limit" if most is None else f"{most:,}" + (" over" if over else " full" if load.full else ""),
        "load": _bar(load, most if most is not None else max(highest, 1)),
        "scores": load.score,
        "territory": load.rep.when or "any account",
    }


def _bar(load: Load, whole: int) -> str:
    """What a rep has (█), gets (▒) and has room for (·), in a bar of fixed length."""
    after = min(round(_BAR * load.after / whole), _BAR)
    before = min(round(_BAR * load.before / whole), after)
    if load.gets and before == after:
        before = max(after - 1, 0)
        after = before + 1
    return "█" * before + "▒" * (after - before) + "·" * (_BAR - after)
