"""Lists to compare: a build folder, its receipt, a snapshot by name, or the list as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from icp_tui import columns
from icp_tui.errors import IcpError, Problem
from icp_tui.evidence.comparison import Comparison, compare
from icp_tui.evidence.recorded import CORE, EXCLUDED_BY, Cut, Recorded
from icp_tui.export.csv_file import CsvFile
from icp_tui.export.folder import RECEIPT
from icp_tui.export.safe import for_people
from icp_tui.export.writer import ACCOUNTS
from icp_tui.profile import Profile, load_profile
from icp_tui.review.kept_profile import kept_profile
from icp_tui.review.review import Review
from icp_tui.review.session import Session
from icp_tui.review.snapshots import Where, last_snapshot, read_receipt, snapshot_named, snapshots
from icp_tui.scoring.assign import bucket_names
from icp_tui.scoring.listing import ScoredList, decided
from icp_tui.scoring.why import warnings

AS_IT_STANDS = "the list as it stands"


def found(named: str, workspace: Where = None) -> Recorded:
    """The list that a person named: a build folder, its receipt, or a snapshot of the workspace.

    A folder of that name counts first. IcpError where there is none.
    """
    path = Path(named).expanduser()
    if path.exists() or len(path.parts) > 1:
        return recorded(path)
    snapshot = snapshot_named(workspace, named)
    return recorded(snapshot.path, snapshot.name)


def recorded(path: Path, name: str | None = None) -> Recorded:
    """The list in a build folder, given as the folder or its receipt.json.

    IcpError where there is no such list, or where it cannot be read.
    """
    folder = path.parent if path.name == RECEIPT or path.is_file() else path
    if not folder.is_dir():
        raise IcpError(Problem("there is no such list", str(folder), hint="name a folder that icp-tui build wrote, or a snapshot with -w"))
    receipt = read_receipt(folder)
    try:
        profile, buckets = receipt["profile"], tuple(receipt["buckets"])
        cuts = {one["tier"]: _cut(one) for one in receipt["cut_lines"]}
        sha256, as_of = str(profile["sha256"]), date.fromisoformat(receipt["as_of"])
        edition = f"{profile['icp']}, {profile['version']}"
        kept = _profile_of(folder, profile)
    except (KeyError, TypeError, ValueError) as error:
        raise IcpError(Problem("is no receipt of a list", str(folder / RECEIPT), hint="name a folder that icp-tui build wrote")) from error
    parquet = folder / ACCOUNTS
    return Recorded(
        name=name or path.name if path.name != RECEIPT else path.absolute().parent.name,
        edition=edition,
        as_of=as_of,
        sha256=sha256,
        profile=kept,
        buckets=buckets,
        cuts=cuts,
        schema=_told_of(parquet, lambda: pl.read_parquet_schema(parquet)),
        core=_told_of(parquet, lambda: pl.read_parquet(parquet, columns=list(CORE)).cast(CORE)),  # type: ignore[arg-type]
        detail=_from_file(parquet),
    )


def standing(session: Session, scored: ScoredList, name: str = AS_IT_STANDS) -> Recorded:
    """The list of a session as it is now."""
    profile = scored.plan.profile
    rank = scored.assigned.rank
    return Recorded(
        name=name,
        edition=f"{profile.icp}, {profile.version}",
        as_of=scored.plan.as_of,
        sha256=profile.sha256,
        profile=profile,
        buckets=tuple(bucket_names(profile)),
        cuts={one.tier: _cut(one.data()) for one in scored.cut_lines},
        schema=_schema(session, scored),
        core=pl.DataFrame(
            [scored.accounts["account_key"], scored.assigned.bucket.cast(pl.String).alias("bucket"), rank, scored.scores["score"].alias("score")]
        ),
        detail=lambda names, rows: _of_scored(session, scored, names, rows),
    )


def under_review(review: Review, old: str | None = None, new: str | None = None) -> Comparison | None:
    """Compare two lists by name; None stands for the last snapshot as `old`, for the list as it stands as `new`.

    None where there is no snapshot to compare with. IcpError where a list cannot be found or read.
    """
    if old is None:
        last = last_snapshot(review.workspace)
        if last is None:
            return None
        old = last.name
    held = {one.name: one for one in snapshots(review.workspace) if not one.trouble}
    # A person who sees the frozen lists means them, whatever folders there are.
    was, now = (
        standing(review.session, review.scored) if name is None
        else recorded(held[name].path, name) if name in held
        else found(name, review.workspace)
        for name in (old, new)
    )  # fmt: skip
    return compare(was, now)


def names_to_compare(review: Review) -> list[str]:
    """The names of the snapshots of a review's workspace, the latest first."""
    return [one.name for one in snapshots(review.workspace) if not one.trouble]


def write_moves(moves: pl.DataFrame, path: Path, *, replace: bool = False) -> Path:
    """Write moves of a comparison as CSV, whole or not at all; the path.

    IcpError when the file exists and may not be replaced, or when the disk refuses.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not replace:
            raise IcpError(Problem("exists already", str(path), hint="name another file, or --force replaces it"))
        file = CsvFile(beside)
        try:
            file.append(for_people(moves))
        finally:
            file.close()
        beside.replace(path)
    except OSError as error:
        raise IcpError(Problem(f"cannot be written: {error.strerror}", str(path), hint="choose a folder that can be written")) from error
    finally:
        beside.unlink(missing_ok=True)
    return path


def _profile_of(folder: Path, said: Mapping[str, Any]) -> Profile | None:
    """The profile that a list was made with, as long as its text is kept somewhere."""
    place = kept_profile(folder, said)
    try:
        return None if place is None else load_profile(place)
    except (IcpError, OSError):
        return None


def _cut(line: Mapping[str, Any]) -> Cut:
    """Where a tier ended, from the data of its cut line."""
    # With points for staying in it where the profile gives any: that is what others had to beat.
    at = line.get("ranked")
    return Cut(line["capacity"], line["score"] if at is None else at, full=line["ended_by"] == "capacity")


def _from_file(parquet: Path) -> Callable[[Sequence[str], pl.Series | None], pl.DataFrame]:
    def detail(names: Sequence[str], rows: pl.Series | None) -> pl.DataFrame:
        if not names:
            return pl.DataFrame()
        held: pl.DataFrame = _told_of(parquet, lambda: pl.read_parquet(parquet, columns=list(names)))
        return held if rows is None else held[rows]

    return detail


def _told_of(parquet: Path, read: Callable[[], Any]) -> Any:
    """What `read` gives; what Polars says of a damaged file as a problem."""
    try:
        return read()
    except FileNotFoundError as error:
        raise IcpError(Problem("is missing", str(parquet), hint="build the list again")) from error
    except (pl.exceptions.PolarsError, OSError) as error:
        raise IcpError(Problem("cannot be read: it is damaged, or no list of ours", str(parquet), hint="build the list again")) from error


def _schema(session: Session, scored: ScoredList) -> dict[str, pl.DataType]:
    keys = [criterion.key for criterion in scored.plan.criteria]
    return {
        **scored.accounts.schema,
        **dict.fromkeys(session.originals.columns, pl.String()),
        **dict.fromkeys((columns.level(key) for key in keys), pl.String()),
        **dict.fromkeys((columns.points(key) for key in keys), pl.Float64()),
        **dict.fromkeys(("reason", "warnings", "bucket", "note", EXCLUDED_BY), pl.String()),
        "rank": pl.UInt32(), "score": pl.Float64(), "known": pl.Float64(), "pinned": pl.Boolean(),
        "kill_reasons": pl.List(pl.String),
    }  # fmt: skip


def _of_scored(session: Session, scored: ScoredList, names: Sequence[str], rows: pl.Series | None) -> pl.DataFrame:
    """Columns of accounts.parquet, made for these accounts only."""
    if not names:
        return pl.DataFrame()
    if rows is None:
        rows = pl.int_range(scored.accounts.height, dtype=pl.UInt32, eager=True)
    accounts, originals, at = scored.accounts, session.originals, rows
    made: dict[str, Callable[[], pl.Series]] = {
        "rank": lambda: scored.assigned.rank.gather(at),
        "bucket": lambda: scored.assigned.bucket.gather(at).cast(pl.String),
        "score": lambda: scored.scores.at("score", at),
        "known": lambda: scored.scores.at("known", at),
        "pinned": lambda: at.is_in(pl.concat([filled.pinned for filled in scored.assigned.filled]).implode()),
        "reason": lambda: scored.reasons_of(at),
        "kill_reasons": lambda: scored.kill_reasons(at),
        "warnings": lambda: warnings(scored.levels[at], scored.plan, scored.matches.possible, accounts["account_key"].gather(at)),
        "note": lambda: decided(accounts[at], scored.decisions, "note"),
        EXCLUDED_BY: lambda: decided(accounts[at], scored.decisions, "excluded_by"),
    }
    graded = [name for name in names if name.startswith((columns.level(""), columns.points("")))]
    frames = [scored.level_labels(at), scored.points(at)] if graded else []
    held = {name: frame[name] for frame in frames for name in frame.columns}
    plain = [name for name in names if name in accounts.columns]
    held |= {name: accounts[name].gather(at) for name in plain}
    kept = [name for name in names if name in originals.columns and name not in held]
    held |= columns.as_text(originals.select(kept)[at]).to_dict() if kept else {}
    return pl.DataFrame([(held[name] if name in held else made[name]()).alias(name) for name in names])
