"""The yardstick: what `icp-tui build` does with the benchmark's profile, as a plain Polars script.

    python benchmarks/baseline.py FOLDER OUT

reads FOLDER/accounts.csv and FOLDER/suppress.csv, writes the files of a list into OUT and prints the
seconds of each stage as JSON. The rubric is written out by hand, nothing is checked or configurable.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import baseline_clean
import baseline_score as rubric
import baseline_write as output
import polars as pl

AS_OF = pl.date(2026, 11, 21)


def keyed(accounts: pl.DataFrame, path: Path) -> pl.DataFrame:
    """The accounts with `account_key` in front, `source` and `source_row` behind."""
    slug = pl.col("linkedin_url").str.extract(r"linkedin\.com/company/([^/?#]+)")
    words = pl.col("name").str.to_lowercase().str.replace_all(r"[^\w]+", "-").str.strip_chars("-")
    place = pl.concat_str(words, pl.col("country").str.to_lowercase(), separator="-", ignore_nulls=True)
    keyless = accounts["domain"].is_null().arg_true()
    fallback = (
        accounts.select("linkedin_url", "name", "country")[keyless]
        .select(pl.coalesce(slug, place))
        .to_series()
    )
    return accounts.with_columns(
        accounts["domain"].scatter(keyless, fallback).alias("account_key"),
        pl.lit(path.name).alias("source"),
        pl.int_range(2, accounts.height + 2).alias("source_row"),
    ).select("account_key", pl.exclude("account_key"))


def tiers(accounts: pl.DataFrame, scored: pl.DataFrame) -> pl.DataFrame:
    """bucket, rank and `place` (the account's position in the list's order), a row per account."""
    killed = pl.col("kill_reasons").list.len() > 0
    failed = pl.col("no_country") | pl.col("no_size") | (pl.col("score") < rubric.NURTURE)
    state = scored.select(
        "score",
        "known",
        bucket=pl.when(killed).then(pl.lit("killed")).when(failed).then(pl.lit("disqualified")),
    )
    keys = accounts.select("account_key", "intent_score", "revenue", "employees", "owner").hstack(state)
    order = keys.select(
        pl.arg_sort_by(
            "score", "intent_score", "revenue", "employees", "account_key",
            descending=[True, True, True, True, False], nulls_last=True,
        )
    ).to_series()  # fmt: skip
    ranked = keys.lazy().select(
        pl.all().gather(order),
        row=order,
        place=pl.int_range(pl.len(), dtype=pl.UInt32),
    ).with_columns(rank=pl.when(pl.col("bucket").is_null()).then(pl.col("bucket").is_null().cum_sum())).collect()  # fmt: skip

    free = ranked.filter(
        pl.col("bucket").is_null()
        & (pl.col("score") >= rubric.LINE["C"])
        & (pl.col("known") >= rubric.MIN_KNOWN)
    ).select("place", "owner", "score")
    turn = pl.int_range(1, pl.len() + 1).over("owner")
    filled = []
    for name, line in rubric.LINE.items():
        fits = free.filter(pl.col("score") >= line)
        if name == "A":
            fits = fits.filter(pl.col("owner").is_null() | (turn <= rubric.PER_OWNER))
        taken = fits.head(rubric.CAPACITY.get(name, fits.height)).select("place", tier=pl.lit(name))
        free = free.join(taken, on="place", how="anti", maintain_order="left")
        filled.append(taken)
    took = pl.concat(filled)
    bucket = ranked["bucket"].fill_null("nurture").scatter(took["place"], took["tier"])
    return ranked.select("row", "place", "rank").with_columns(bucket)


def reasons(scored: pl.DataFrame, cuts: dict[str, tuple[int, float]]) -> pl.Series:
    """The reason in words; columns in: bucket, rank, score, best_case, known, gates and kill_reasons."""
    col = pl.col
    two = pl.lit(rubric.TWO_DECIMALS)
    score, best = (two.gather((col(name) * 100).round().cast(pl.UInt32)) for name in ("score", "best_case"))
    rank = col("rank").cast(pl.String)
    (_, a_score), (_, b_score) = cuts["A"], cuts["B"]
    reason = (
        pl.when(col("bucket") == "killed").then(col("kill_reasons").list.join("; "))
        .when(col("no_country")).then(pl.lit("must-have failed: Country unknown"))
        .when(col("no_size")).then(pl.lit("must-have failed: Neither size nor revenue known"))
        .when((col("bucket") == "disqualified") & (col("best_case") >= rubric.LINE["C"]))
        .then(pl.format("too little data: {} now, up to {}", score, best))
        .when(col("bucket") == "disqualified").then(pl.format("{} is below the nurture line 40", score))
        .when((col("bucket") == "nurture") & (col("score") < rubric.LINE["C"]))
        .then(pl.format("{} is below the line of C, 55", score))
        .when(col("bucket") == "nurture").then(pl.format("{} % known; C asks for 50 %", col("known").round(2)))
        .when(col("bucket") == "A").then(pl.format("rank {}: in A (cut at {})", rank, pl.lit(f"{a_score:.2f}")))
        .when(col("bucket") == "B").then(pl.format("rank {}: A is full at 50 (cut at {})", rank, pl.lit(f"{a_score:.2f}")))
        .otherwise(pl.format("rank {}: B is full at 200 (cut at {})", rank, pl.lit(f"{b_score:.2f}")))
    )  # fmt: skip
    return scored.lazy().select(reason.alias("reason")).collect().to_series()


class Clock:
    """Seconds of each stage, in the order in which they ended."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def end(self, stage: str) -> None:
        """The time since the last stage goes to this one."""
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._last, 4)
        self._last = now


def build(folder: Path, out: Path) -> dict[str, float]:
    """The whole job; the seconds of each stage."""
    clock = Clock()
    source, suppression = folder / "accounts.csv", folder / "suppress.csv"
    raw = pl.read_csv(source, infer_schema=False)
    clock.end("read")

    raw = raw.rechunk()
    cleaned = baseline_clean.clean(raw)
    clock.end("clean")

    accounts = keyed(cleaned, source)
    first = accounts["account_key"].is_first_distinct()
    duplicates = accounts.select("account_key", "source", "source_row").hstack(raw).filter(~first)
    rows_in = raw.height
    if not first.all():
        accounts, raw = accounts.filter(first), raw.filter(first)
    clock.end("merge")

    suppressed = (
        baseline_clean.domains(pl.read_csv(suppression, infer_schema=False)["Domain"]).drop_nulls().unique()
    )
    criteria = rubric.criteria(AS_OF)
    scored = rubric.score(accounts, criteria, suppressed)
    clock.end("score")

    order = tiers(accounts, scored)
    listed = scored.hstack(order.sort("row").select("bucket", "rank"))
    in_tiers = listed.filter(pl.col("bucket").is_in(list(rubric.LINE)))
    cuts = dict.fromkeys(rubric.LINE, (0, 0.0)) | {
        name: (rank, score)
        for name, rank, score in in_tiers.group_by("bucket").agg(pl.max("rank"), pl.min("score")).rows()
    }
    clock.end("tier")

    listed = listed.with_columns(
        reasons(listed, cuts).alias("reason"), rubric.why(accounts, scored, criteria).alias("why")
    )
    hits = int(accounts["domain"].is_in(suppressed.implode()).sum())
    files = {"suppress": (suppression, len(suppressed), hits), "source": (source, rows_in, 0)}
    output.write(out, accounts, listed, raw, duplicates, order["row"], criteria, files, cuts)
    clock.end("write")
    return clock.seconds


def main() -> None:
    """Command line: the folder of the input and the folder of the output."""
    seconds = build(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(json.dumps({"seconds": seconds}) + "\n")


if __name__ == "__main__":
    main()
