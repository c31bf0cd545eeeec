"""The baseline's files: the CSV of each bucket, duplicates, rejected rows, Parquet and the receipt."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path

import baseline_score as rubric
import polars as pl

HEAD = (
    "rank", "account_key", "name", "domain", "tier", "play", "score", "best_case", "known", "reason", "why",
    "warnings", "unverified", "pinned", "note",
)  # fmt: skip
SLICE = 100_000
BUCKETS = (*rubric.PLAYS, "nurture", "disqualified", "killed")


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def csv_rows(accounts: pl.DataFrame, listed: pl.DataFrame, raw: pl.DataFrame) -> pl.LazyFrame:
    """The columns of a tier file."""
    bucket = pl.col("bucket")
    warnings = pl.concat_str(
        pl.when(pl.col("penalty") > 0).then(pl.lit("Close to the upper size limit")),
        pl.when("cold").then(pl.lit("Hardly any intent")),
        separator="; ", ignore_nulls=True,
    )  # fmt: skip
    points = [name for name in listed.columns if name.startswith(("layer_", "points."))]
    ours = [name for name in accounts.columns if name not in HEAD]
    frame = pl.concat([accounts, listed, raw], how="horizontal").lazy().with_columns(
        tier=pl.when(bucket.is_in(list(rubric.PLAYS))).then(bucket),
        play=bucket.replace_strict(rubric.PLAYS, default=None),
        warnings=pl.when(warnings != "").then(warnings),
        unverified=pl.lit(None, pl.String),
        pinned=pl.lit(None, pl.String),
        note=pl.lit(None, pl.String),
    ).with_columns(
        pl.col("known", *points).round(2),
        pl.col(pl.List(pl.String)).list.join("; "),
        pl.col("Short Description").str.replace_all("\\n", " ", literal=True),
    )  # fmt: skip
    return frame.select(*HEAD, *ours, *points, *raw.columns)


def parquet_rows(
    whole: pl.LazyFrame,
    accounts: list[str],
    listed: list[str],
    raw: list[str],
    criteria: list[rubric.Criterion],
) -> pl.LazyFrame:
    """The columns of accounts.parquet."""
    outcome = ["bucket", "rank", "score", "best_case", "known", "reason"]
    points = [name for name in listed if name.startswith("points.")]
    labels = [one.look_up(list(one.grades)).alias(f"level.{one.key}") for one in criteria]
    ours = [name for name in accounts if name != "account_key"]
    return whole.select("account_key", *outcome, *labels, *points, "penalty", "kill_reasons", *ours, *raw)


def write(
    out: Path,
    accounts: pl.DataFrame,
    listed: pl.DataFrame,
    raw: pl.DataFrame,
    duplicates: pl.DataFrame,
    order: pl.Series,
    criteria: list[rubric.Criterion],
    files: dict[str, tuple[Path, int, int]],
    cuts: dict[str, tuple[int, float]],
) -> None:
    """Write all files of the list; `order` has the row of every account in rank order."""
    out.mkdir(parents=True, exist_ok=True)
    buckets = listed["bucket"].gather(order)
    counts = {}
    for bucket in BUCKETS:
        rows = order.filter(buckets == bucket)
        counts[bucket] = len(rows)
        name = f"tier_{bucket.lower()}" if bucket in rubric.PLAYS else bucket
        with (out / f"{name}.csv").open("wb") as file:
            for start in range(0, max(len(rows), 1), SLICE):
                part = rows.slice(start, SLICE)
                made = csv_rows(accounts[part], listed[part], raw[part]).collect(engine="in-memory")
                made.write_csv(file, include_header=start == 0)
    whole = pl.concat([accounts, listed, raw], how="horizontal")
    slices = [order.slice(start, SLICE) for start in range(0, len(order), SLICE)]
    parts = [pl.defer(partial(whole.__getitem__, rows), schema=whole.schema) for rows in slices]
    parquet_rows(pl.concat(parts), accounts.columns, listed.columns, raw.columns, criteria).sink_parquet(
        out / "accounts.parquet", compression="zstd", compression_level=1
    )
    duplicates.write_csv(out / "duplicates.csv")
    pl.DataFrame(schema=dict.fromkeys(("source", "row", "raw", "cause"), pl.String)).write_csv(
        out / "rejected.csv"
    )
    (source, rows_in, _), (suppression, suppressed, matched) = files["source"], files["suppress"]
    receipt = {
        "version": "baseline",
        "as_of": "2026-11-21",
        "sources": [{"path": str(source), "sha256": sha256(source), "rows": rows_in}],
        "suppression": [
            {"path": str(suppression), "sha256": sha256(suppression), "rows": suppressed, "matched": matched}
        ],
        "rows": {"in": rows_in, "rejected": 0, "duplicates": duplicates.height, "accounts": accounts.height},
        "buckets": counts,
        "cut_lines": {tier: {"rank": rank, "score": score} for tier, (rank, score) in cuts.items()},
    }
    (out / "receipt.json").write_text(json.dumps(receipt, indent=2) + "\n", encoding="utf-8")
