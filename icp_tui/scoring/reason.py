"""Each account's reason in words: why it is in its bucket, and in no better one."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from icp_tui.profile import RankKey, Tier
from icp_tui.scoring.assess import MUST, rule_column
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE, Assigned
from icp_tui.scoring.cut import CutLine, accounts_of
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.kill import KillList
from icp_tui.scoring.limit import CHURN, FAMILY, Constraint
from icp_tui.scoring.plan import Plan
from icp_tui.scoring.scores import Scores
from icp_tui.scoring.staying import most_new, ranked_at
from icp_tui.scoring.stays import ON_DECK, with_stays
from icp_tui.scoring.tier import FULL, KNOWN, LIMIT, SCORE, WHEN
from icp_tui.scoring.words import plain, two_decimals


def reasons(
    rows: pl.Series,
    accounts: pl.DataFrame,
    levels: pl.DataFrame,
    scores: Scores,
    kill_list: KillList,
    assigned: Assigned,
    plan: Plan,
    coded: pl.DataFrame,
    bound: Sequence[Sequence[Constraint]],
    cuts: Sequence[CutLine],
    decisions: Decisions,
) -> pl.Series:
    """The reason of each account at `rows` (UInt32, each once), as text, in the order of `rows`."""
    frame = pl.DataFrame(
        {
            "row": rows,
            "bucket": assigned.bucket.gather(rows).cast(pl.String),
            "rank": assigned.rank.gather(rows),
            "place": pl.int_range(len(rows), dtype=pl.UInt32, eager=True),
        },
    ).hstack(scores.select("score", "best_case", "known")[rows])
    held = assigned.held
    frame = frame.with_columns(ranked_at(scores, held, rows).alias("ranked"))
    speaker = _Speaker(plan, accounts, assigned, coded, bound, cuts)
    pinned = pl.concat([filled.pinned for filled in assigned.filled])
    sits = frame["row"].is_in(pinned.implode())
    parts = [speaker.pinned(frame.filter(sits), decisions)]
    for (bucket,), part in frame.filter(~sits).partition_by("bucket", maintain_order=True, as_dict=True).items():
        if bucket == KILLED:
            parts.append(part.with_columns(kill_list.reasons(part["row"]).list.join("; ").alias("reason")))
        elif bucket == DISQUALIFIED:
            parts.append(speaker.disqualified(part, levels))
        elif bucket == NURTURE:
            parts += speaker.nurture(part)
        else:
            parts.append(speaker.members(part, str(bucket)))
    said = pl.concat([part.select("place", "reason") for part in parts if part.height] or [_nobody()])
    found = said.sort("place")["reason"] if said.height > 1 else said["reason"]
    if held is None:
        return found
    return with_stays(found, frame.select("row", "bucket", sits.alias("pinned")), held, assigned, plan, bound)


class _Speaker:
    """Puts the outcome of one list into words, bucket by bucket: frames with place (in the rows asked for) and reason."""

    def __init__(
        self,
        plan: Plan,
        accounts: pl.DataFrame,
        assigned: Assigned,
        coded: pl.DataFrame,
        bound: Sequence[Sequence[Constraint]],
        cuts: Sequence[CutLine],
    ) -> None:
        self.plan = plan
        self.tiers: Sequence[Tier] = plan.profile.tiers
        self.accounts = accounts
        self.assigned = assigned
        self.coded = coded
        self.bound = bound
        self.cuts = cuts

    def disqualified(self, frame: pl.DataFrame, levels: pl.DataFrame) -> pl.DataFrame:
        """A failed must-have, else a score under the nurture line, with what the unknown could add."""
        profile = self.plan.profile
        lowest = min(float(tier.min_score) for tier in self.tiers)
        passes = [levels[rule_column(MUST, place)].gather(frame["row"]) for place in range(len(self.plan.must_haves))]
        gates = [
            pl.when(~pl.col(held.name).fill_null(not rule.strict)).then(pl.lit(rule.because))
            for held, rule in zip(passes, self.plan.must_haves, strict=True)
        ]
        failed = pl.concat_str(gates, separator="; ", ignore_nulls=True) if gates else pl.lit("")
        score, best = two_decimals(pl.col("score")), two_decimals(pl.col("best_case"))
        return frame.hstack(passes).select(
            "place",
            pl.when(failed != "")
            .then(pl.concat_str(pl.lit("must-have failed: "), failed))
            .when(pl.col("best_case") >= lowest)
            .then(pl.format("too little data: {} now, up to {}", score, best))
            .otherwise(pl.format(f"{{}} is below the nurture line {plain(float(profile.nurture))}", score))
            .alias("reason"),
        )

    def nurture(self, frame: pl.DataFrame) -> list[pl.DataFrame]:
        """Below every score line; or reaching one whose tier did not take it."""
        last = min(self.tiers, key=lambda tier: (float(tier.min_score), -self.tiers.index(tier)))
        below = frame.filter(pl.col("ranked") < float(last.min_score))
        score = two_decimals(pl.col("score"))
        said = [
            below.select(
                "place",
                pl.format(f"{{}} is below the line of {last.name}, {plain(float(last.min_score))}", score).alias("reason"),
            ),
        ]
        left = frame.filter(pl.col("ranked") >= float(last.min_score))
        # The tier to speak of is the last whose line the account reaches.
        for place in range(len(self.tiers) - 1, -1, -1):
            line = float(self.tiers[place].min_score)
            said.append(self._refused(left.filter(pl.col("ranked") >= line), place))
            left = left.filter(pl.col("ranked") < line)
        return said

    def members(self, frame: pl.DataFrame, tier: str) -> pl.DataFrame:
        """In the first tier: the distance to the cut. In a later one: why not in the one above."""
        place = [one.name for one in self.tiers].index(tier)
        return self._refused(frame, place - 1) if place else self._inside(frame)

    def pinned(self, pinned: pl.DataFrame, decisions: Decisions) -> pl.DataFrame:
        """Pinned to a tier, by whom and why."""
        if pinned.is_empty():
            return _nobody()
        who = decisions.frame.select("account_key", "pinned_by", "pin_reason")
        return (
            pinned.with_columns(self.accounts["account_key"].gather(pinned["row"]))
            .join(who, on="account_key", how="left")
            .select(
                "place",
                pl.concat_str(
                    pl.format("pinned to {}", "bucket"),
                    pl.format(" by {}", "pinned_by").fill_null(""),
                    pl.format(": {}", "pin_reason").fill_null(""),
                ).alias("reason"),
            )
        )

    def _inside(self, frame: pl.DataFrame) -> pl.DataFrame:
        cut, tier = self.cuts[0], self.tiers[0]
        if cut.score is None:
            return frame.select("place", pl.lit("").alias("reason"))
        # With another order than score first, who stands inside may score less than the last one does.
        above = two_decimals((pl.col("ranked") - (cut.ranked or cut.score)).clip(lower_bound=0))
        by_score = self.plan.profile.rank_by[0] == RankKey("score", descending=True)
        at_cut = f"the cut of {tier.name} ({cut.score:.2f}{cut.bonus} at rank {cut.rank})"
        rank = pl.col("rank").cast(pl.String)
        at_line = f"rank {{}}: reaches the line of {tier.name}, {plain(float(tier.min_score))}"
        return frame.select(
            "place",
            (
                pl.when(above == "0.00")
                .then(pl.format(f"rank {{}}: level with {at_cut}", rank))
                .otherwise(pl.format(f"rank {{}}: {{}} above {at_cut}", rank, above))
                if cut.ended_by == "capacity" and by_score
                else pl.format(f"rank {{}}: {tier.name} ends at rank {cut.rank}", rank)
                if cut.ended_by == "capacity"
                else pl.format(at_line, rank)
            ).alias("reason"),
        )

    def _refused(self, frame: pl.DataFrame, place: int) -> pl.DataFrame:
        """Why tier `place` did not take these accounts."""
        if frame.is_empty():
            return _nobody()
        tier, cut = self.tiers[place], self.cuts[place]
        refused = self.assigned.filled[place].refused
        frame = frame.join(refused, on="row", how="left", maintain_order="left")
        score, known, rank = two_decimals(pl.col("score")), two_decimals(pl.col("known")), pl.col("rank").cast(pl.String)
        end = f" (cut at {cut.score:.2f}{cut.bonus})" if cut.score is not None else ""
        said = (
            pl.when(pl.col("cause") == SCORE)
            .then(pl.format(f"{{}} is below the line of {tier.name}, {plain(float(tier.min_score))}", score))
            .when(pl.col("cause") == KNOWN)
            .then(pl.format(f"{{}} % known; {tier.name} asks for {plain(float(tier.min_known))} %", known))
            .when(pl.col("cause") == WHEN)
            .then(pl.lit(f"{tier.name} asks for {tier.when}"))
            .when(pl.col("cause") == FULL)
            .then(pl.format(f"rank {{}}: {tier.name} is full at {tier.capacity}{end}", rank))
        )
        for n in range(len(self.bound[place])):
            said = said.when(pl.col("cause") == LIMIT + n).then(pl.col(f"limited.{n}"))
        frame = frame.with_columns(
            self._limited(frame["row"], place, constraint).alias(f"limited.{n}")
            for n, constraint in enumerate(self.bound[place])
        )
        return frame.select("place", said.otherwise(pl.lit("")).alias("reason"))

    def _limited(self, rows: pl.Series, place: int, constraint: Constraint) -> pl.Series:
        """What a limit or the family rule says to these accounts, used up or not."""
        code = self.coded[constraint.column].gather(rows)
        if constraint.per == FAMILY:
            return self._relatives(code, constraint)
        if constraint.per == CHURN:
            most = accounts_of(most_new([constraint]) or 0)
            words = f"{ON_DECK} {self.tiers[place].name}: rank {{}}, and it takes at most {most} at a time"
            return pl.select(pl.format(words, self.assigned.rank.gather(rows).cast(pl.String))).to_series()
        filled = self.assigned.filled[place]
        # Pins may sit beyond a limit, so the seats taken are counted, not assumed.
        inside = self.coded[constraint.column].gather(pl.concat([filled.pinned, filled.taken])).alias("code")
        seats = inside.value_counts(name="taken")
        frame = pl.DataFrame({
            "code": code, "most": constraint.room.gather(code),
            "value": self.accounts[constraint.per].gather(rows).cast(pl.String),
        }).join(seats, on="code", how="left", maintain_order="left")  # fmt: skip
        said = pl.format(
            f"{self.tiers[place].name} has {{}} of {{}} for {constraint.per} {{}}",
            pl.col("taken").fill_null(0), "most", "value",
        )  # fmt: skip
        return frame.select(said).to_series()

    def _relatives(self, code: pl.Series, constraint: Constraint) -> pl.Series:
        """Who of the same family sits in a tier where the family has its seat."""
        seated = pl.concat(
            pl.DataFrame({"row": pl.concat([filled.pinned, filled.taken])}).with_columns(
                pl.lit(self.tiers[place].name).alias("tier"),
            )
            for place, filled in enumerate(self.assigned.filled)
            if place in constraint.tiers
        )
        names = self.accounts["name"].gather(seated["row"]).fill_null("an account")
        seated = seated.with_columns(names.alias("name"), self.coded[FAMILY].gather(seated["row"]).alias("family"))
        first = seated.filter(pl.col("family").is_not_null()).unique("family", keep="first", maintain_order=True)
        found = pl.DataFrame({"family": code}).join(first, on="family", how="left", maintain_order="left")
        return found.select(pl.format("{} of the same family is in {}", "name", "tier")).to_series()


def _nobody() -> pl.DataFrame:
    """The parts of no accounts; most kinds of reason are nobody's when one account is asked for."""
    return pl.DataFrame(schema={"place": pl.UInt32, "reason": pl.String})
