"""The engine as the naive list sees it: the same rows, profile, decisions and suppressed accounts in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from naive.conditions import as_yaml_data

from icp_tui.columns import ACCOUNT
from icp_tui.profile import Profile
from icp_tui.review.decisions.decision import Decision, lifting, standing
from icp_tui.review.decisions.matching import Finder
from icp_tui.review.session import Session
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.stages import score_list
from icp_tui.scoring.staying import MEMBERS, Members
from icp_tui.scoring.suppression import Suppression
from icp_tui.sources.accounts import Accounts

Row = Mapping[str, Any]
COLUMNS = ACCOUNT | {"growth": pl.Float64, "vip": pl.Boolean, "Account Group": pl.String}
ENTRY = {"domain": pl.String, "name": pl.String, "country": pl.String}


def scored_list(
    rows: Sequence[Row],
    profile: Row,
    as_of: date,
    decisions: Sequence[Row] = (),
    suppressed: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    members: Mapping[str, str] | None = None,
) -> ScoredList:
    """The program's list of what `naive_list` takes."""
    frame = pl.DataFrame([{name: row.get(name) for name in COLUMNS} for row in rows], schema=COLUMNS)
    return score_list(
        frame,
        Profile.model_validate(as_yaml_data(profile)),
        as_of,
        suppression=suppressions(rows, suppressed or {}),
        decisions=decided(frame, decisions, as_of),
        members=None if members is None else last_list(members),
    )


def last_list(members: Mapping[str, str]) -> Members:
    """A last list of these accounts and their tiers."""
    frame = pl.DataFrame({"account_key": list(members), "tier": list(members.values())}, schema=MEMBERS)
    return Members("last", date(2026, 8, 1), str(sorted(members.items())), len(members), frame)


def opened(rows: Sequence[Row], profile: Row, as_of: date) -> Session:
    """A session over the rows, whose extra columns are texts under their original headers."""
    frame = pl.DataFrame([{name: row.get(name) for name in ACCOUNT} for row in rows], schema=ACCOUNT)
    flags = {True: "yes", False: "no", None: None}
    originals = pl.DataFrame(
        {
            "Growth": [None if row.get("growth") is None else str(row["growth"]) for row in rows],
            "VIP": [flags[row.get("vip")] for row in rows],
            "Account Group": [row.get("Account Group") for row in rows],
        },
        schema=dict.fromkeys(["Growth", "VIP", "Account Group"], pl.String),
    )
    accounts = Accounts(frame, originals, pl.DataFrame(), pl.DataFrame(), [])
    return Session(accounts, Profile.model_validate(as_yaml_data(profile)), as_of)


def change(session: Session, rows: Sequence[Row], said: Row) -> None:
    """Give a session another profile, other decisions and other suppression files."""
    session.profile = Profile.model_validate(as_yaml_data(said["profile"]))
    session.decisions = decided(session.accounts.frame, said["decisions"], session.as_of)
    session.suppressions = tuple(suppressions(rows, said["suppressed"]))


def decided(frame: pl.DataFrame, decisions: Sequence[Row], as_of: date) -> Decisions:
    """The decisions in force, through the log's own rules."""
    log = [decision(one, place) for place, one in enumerate(decisions, start=1)]
    return Finder(frame).decided(standing(log, as_of))


def decision(said: Row, seq: int) -> Decision:
    """One entry of the log."""
    value = {"pin": said.get("tier"), "owner": said.get("owner")}.get(said["kind"])
    if said["kind"] == "restore":
        value = lifting(said["lifts"])
    return Decision(
        kind=said["kind"],
        account_key=said["key"],
        value=value,
        reason=said.get("reason"),
        author="tester",
        seq=seq,
        batch=str(seq),
    )


def suppressions(
    rows: Sequence[Row], suppressed: Mapping[str, Sequence[tuple[str, str]]]
) -> list[Suppression]:
    """A suppression file per type and reason, with the domains of the accounts that it takes."""
    taken: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for said in suppressed.get(row["account_key"], ()):
            taken.setdefault(said, []).append(row["domain"])
    return [
        Suppression(
            path=f"{kind}.csv",
            sha256="",
            type=kind,
            because=because,
            rows=len(domains),
            entries=pl.DataFrame([{"domain": domain} for domain in domains], schema=ENTRY),
        )
        for (kind, because), domains in sorted(taken.items())
    ]
