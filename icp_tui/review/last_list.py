"""The last list: whose tiers this one holds on to, where the profile asks for stability."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from icp_tui.errors import IcpError, shortened, visible
from icp_tui.export.writer import ACCOUNTS
from icp_tui.profile import Profile
from icp_tui.review.decisions.decision import IDENTITY
from icp_tui.review.decisions.identity import borne, comparable
from icp_tui.scoring.cut import accounts_of
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.staying import MEMBERS, Members, on_deck
from icp_tui.sources.linkedin import parse_linkedin

if TYPE_CHECKING:
    from icp_tui.review.snapshots import Snapshot, Where

_READ = ("account_key", "tier", "rank", "name", "domain", "linkedin_url", "crm_id")
# Of the accounts on deck, the most that a notice names.
_MOST_NAMED = 3


@dataclass(frozen=True)
class LastList:
    """The members of one list as of `as_of`: `frame` has _READ, those of the first tier first, each tier in rank order."""

    name: str
    as_of: date
    sha256: str
    frame: pl.DataFrame = field(compare=False, repr=False)

    def members(self, accounts: pl.DataFrame, into: Mapping[str, str]) -> Members:
        """The members among `accounts`, found as decisions find theirs; `into` is what those that were joined are now in."""
        asked = self.frame.with_columns(pl.col("account_key").replace(dict(into))) if into else self.frame
        keys = led_to(asked, accounts)
        found = self.frame.select("tier").with_columns(keys.alias("account_key")).drop_nulls("account_key")
        # Of several that lead to one account the one in the best tier counts.
        found = found.unique("account_key", keep="first", maintain_order=True).select(list(MEMBERS))
        return Members(self.name, self.as_of, self.sha256, self.frame.height, found)


@dataclass
class LastLists:
    """Where the last list of a profile is looked for: `named` (a snapshot or a folder), else the snapshots of `workspace`.

    `workspace` is None where there is none that keeps lists.
    """

    workspace: Where = None
    named: str | None = None
    kept: bool = True
    _found: dict[tuple[str, date], LastList | None] = field(default_factory=dict, repr=False)

    def of(self, profile: Profile, as_of: date) -> LastList | None:
        """The last list; None when none is frozen. IcpError when the named one cannot be used.

        That is the latest snapshot of this ICP of a date before this one, whatever version of the profile made it.
        One of this very date is no earlier list: to freeze a list, and to build it once more, is no reason for it to move.
        """
        key = profile.icp, as_of
        if key not in self._found:
            self._found[key] = self._named(self.named) if self.named else self._last(profile.icp, as_of)
        return self._found[key]

    def of_this_date(self, profile: Profile, as_of: date) -> str | None:
        """The latest snapshot of this ICP of this very date, which does not count as the last list; None without one."""
        return next((one.name for one in self._of_icp(profile.icp) if one.as_of == as_of), None)

    def _named(self, name: str) -> LastList:
        from icp_tui.review.snapshots import read_receipt, snapshot_named, snapshots  # noqa: PLC0415  they stand on the session

        folder = Path(name).expanduser()
        known = [one.name.casefold() for one in snapshots(self.workspace)] if self.kept else []
        if name.strip().casefold() in known or (self.kept and not folder.is_dir() and len(folder.parts) == 1):
            snapshot = snapshot_named(self.workspace, name)
            return _read(snapshot.name, snapshot.path, snapshot.receipt)
        if not folder.is_dir():
            raise IcpError(f"no list {visible(name)}", hint="name a folder that build has written, or a frozen list together with -w")
        return _read(name, folder, read_receipt(folder))

    def _last(self, icp: str, as_of: date) -> LastList | None:
        chosen = next((one for one in self._of_icp(icp) if one.as_of < as_of), None)
        return None if chosen is None else _read(chosen.name, chosen.path, chosen.receipt)

    def _of_icp(self, icp: str) -> list[Snapshot]:
        """The sound snapshots of an ICP, the latest first: by their date, then by when they were frozen."""
        from icp_tui.review.snapshots import snapshots  # noqa: PLC0415

        found = snapshots(self.workspace) if self.kept else []
        return [one for one in found if not one.trouble and one.receipt["profile"]["icp"] == icp]


NO_LISTS = LastLists(kept=False)


def _read(name: str, folder: Path, receipt: Mapping[str, Any]) -> LastList:
    """The members of a list, from its accounts.parquet."""
    path = folder / ACCOUNTS
    tiers = {str(bucket): place for place, bucket in enumerate(receipt["buckets"])}
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        frame = pl.scan_parquet(path).select(_READ).filter(pl.col("tier").is_not_null()).collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        said = f"the accounts of the last list {visible(name)} cannot be read: {visible(str(error))[:200]}"
        raise IcpError(said, hint="name another one with --last, or take stability out of the profile") from error
    place = pl.col("tier").replace_strict(tiers, default=len(tiers), return_dtype=pl.Int64)
    return LastList(name, date.fromisoformat(receipt["as_of"]), sha256, frame.sort(place, "rank", "account_key"))


def led_to(members: pl.DataFrame, accounts: pl.DataFrame) -> pl.Series:
    """The key of the account that each member is on this list; null for one that is gone, or may be several.

    `members` have account_key, name, domain, linkedin_url and crm_id.
    """
    members = members.with_columns(parse_linkedin(members["linkedin_url"]).get_column("slug").alias("linkedin_slug"))
    led = pl.Series("key", [None], dtype=pl.String).new_from_index(0, members.height)
    for name in IDENTITY:
        left = led.is_null().arg_true()
        if left.is_empty():
            break
        asked = pl.DataFrame({"place": left, "text": comparable(name, members[name].gather(left))}).drop_nulls("text")
        if asked.is_empty():
            continue
        held = pl.DataFrame({"text": borne(accounts, name), "key": accounts["account_key"]}).lazy()
        sole = (
            held.join(asked.lazy().select("text").unique(), on="text", how="semi")
            .group_by("text").agg(pl.col("key").first(), pl.len().alias("bearers")).filter(pl.col("bearers") == 1)
        )  # fmt: skip
        found = asked.lazy().join(sole, on="text").select("place", "key").collect()
        led = led.scatter(found["place"], found["key"])
    return led


def stability_notices(profile: Profile, scored: ScoredList, last: LastLists) -> Iterator[str]:
    """Which list is the last one, whose members stay, who is on deck, and why nothing comes of it where nothing does."""
    if profile.stability is None:
        return
    held = scored.staying
    if held is None:
        yield (
            f"the profile asks for stability, but there is no earlier list of {shortened(profile.icp, 60)}: nothing comes of it yet. "
            + _mend(last.of_this_date(profile, scored.plan.as_of))
        )
        return
    here = len(held.tier) - held.tier.null_count()
    gone = f", of which {held.members.count - here:,} are not on this one" if held.members.count > here else ""
    yield f"stability holds on to the {held.members.count:,} members of {visible(held.members.name)} (as of {held.members.as_of}){gone}"
    tiers = {tier.name.casefold() for tier in profile.tiers}
    lost = sorted(name for name in held.tier.drop_nulls().unique() if name.casefold() not in tiers)
    if lost:
        yield f"{visible(held.members.name)} has a tier {', '.join(lost)} that this profile has not: its members count as new in every tier"
    for line, bound, filled in zip(scored.cut_lines, scored.bound, scored.assigned.filled, strict=True):
        if line.on_deck:
            best = scored.accounts.select("name", "account_key")[on_deck(filled, bound).head(_MOST_NAMED)]
            named = ", ".join(shortened(name, 40) for name in best.select(pl.coalesce("name", "account_key")).to_series())
            more = f" and {line.on_deck - _MOST_NAMED:,} more" if line.on_deck > _MOST_NAMED else ""
            free = (line.capacity or 0) - line.members
            seats = f", and {free:,} of its seats stay free" if free > 0 else ""
            down = f" beside the {line.from_above:,} that come down from {line.above}" if line.from_above else ""
            yield f"{line.tier} takes at most {accounts_of(line.most_new or 0)} at a time{down}{seats}; on deck: {named}{more}"


def _mend(same_date: str | None) -> str:
    if same_date is None:
        return "Freeze a list in the workspace, or name a folder with --last"
    return f"{visible(same_date)} is of this very date and counts from the next day on; --last names a list that counts now"
