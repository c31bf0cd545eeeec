"""The baseline's criteria, score, kill list and texts, written out by hand for the benchmark's profile."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

PLAYS = {"A": "1-to-1 outreach", "B": "Segmented sequence", "C": "Automated outreach"}
CAPACITY = {"A": 50, "B": 200}
LINE = {"A": 70.0, "B": 70.0, "C": 55.0}
MIN_KNOWN, NURTURE, PER_OWNER = 50.0, 40.0, 10
TWO_DECIMALS = pl.Series([f"{hundredths / 100:.2f}" for hundredths in range(10_001)])


@dataclass(frozen=True)
class Criterion:
    """One criterion: its levels in order (unknown first), their grades, the level's index and what it read."""

    key: str
    title: str
    layer: str
    weight: float
    grades: dict[str, float]
    level: pl.Expr
    value: pl.Expr
    skip: bool = False

    def look_up(self, values: list[float] | list[str] | list[str | None]) -> pl.Expr:
        """One value per level, looked up by the level's index."""
        return pl.lit(pl.Series(values)).gather(pl.col(f"level.{self.key}"))


def ladder(unknown: pl.Expr, *rungs: pl.Expr) -> pl.Expr:
    """The index of the first that holds: 0 unknown, 1 the first rung, ..., past the last rung if none."""
    index = pl.lit(len(rungs) + 1, pl.UInt8)
    for place, rung in reversed(list(enumerate([unknown, *rungs]))):
        index = pl.when(rung).then(pl.lit(place, pl.UInt8)).otherwise(index)
    return index


def band(column: pl.Expr, low: float, high: float, near: float) -> pl.Expr:
    """Unknown, in band, near, outside."""
    return ladder(
        column.is_null(), column.is_between(low, high), column.is_between(low * (1 - near), high * (1 + near))
    )


def any_item(column: str, items: list[str]) -> pl.Expr:
    """Whether a list holds any of the items."""
    return pl.col(column).list.eval(pl.element().is_in(items)).list.any()


def has_words(columns: list[str], words: str) -> pl.Expr:
    """Whether any of the text columns holds one of the words."""
    return pl.any_horizontal(
        pl.col(column).str.contains(rf"(?i)\b(?:{words})\b").fill_null(value=False) for column in columns
    )


def criteria(as_of: pl.Expr) -> list[Criterion]:
    """The ten criteria of profile.yaml; `keyword_text` and `revenue_usd` are helper columns."""
    col = pl.col
    four = {"unknown": 0.0, "ideal": 1.0, "adjacent": 0.5, "otherwise": 0.0}
    bands = {"unknown": 0.0, "in band": 1.0, "near": 0.5, "outside": 0.0}
    age = (as_of - col("last_funding_date")).dt.total_days()
    says = ["description", "keyword_text"]
    ideal_industries = ["Software Development", "IT Services and IT Consulting"]
    near_industries = ["Technology, Information and Internet", "Advertising Services", "Financial Services"]
    ideal_words, near_words = "outbound|sales tools|lead generation", "saas|b2b|crm"
    return [
        Criterion(
            "industry", "Industry", "fit", 20, four,
            ladder(col("industry").is_null(), col("industry").is_in(ideal_industries), col("industry").is_in(near_industries)),
            col("industry"),
        ),
        Criterion("size", "Company size", "fit", 15, bands, band(col("employees"), 50, 500, 0.25), col("employees")),
        Criterion(
            "stack", "Tech stack", "fit", 15, four | {"otherwise": 0.25},
            ladder(
                col("technologies").is_null(),
                any_item("technologies", ["Salesforce"]), any_item("technologies", ["HubSpot", "Zoho CRM"]),
            ),
            col("technologies").list.join(", "), skip=True,
        ),
        Criterion(
            "geo", "Geography", "fit", 10, four,
            ladder(
                col("country").is_null(),
                col("country").is_in(["US", "CA"]), col("country").is_in(["GB", "IE", "DE", "AT", "CH"]),
            ),
            col("country"),
        ),
        Criterion(
            "trigger", "Recent funding", "intent", 10, {"unknown": 0.0, "within 180d": 1.0, "within 2y": 0.5, "older": 0.0},
            ladder(age.is_null() | (age < 0), age <= 180, age <= 730), col("last_funding_date"),
        ),
        Criterion("turnover", "Revenue", "revenue", 10, bands, band(col("revenue_usd"), 5e6, 1e8, 0.5), col("revenue")),
        Criterion(
            "surge", "Intent score", "intent", 8, {"unknown": 0.0, ">= 80": 1.0, ">= 60": 0.7, ">= 40": 0.4, "below": 0.0},
            ladder(col("intent_score").is_null(), *(col("intent_score") >= least for least in (80, 60, 40))),
            col("intent_score"),
        ),
        Criterion(
            "words", "What they say", "pain", 5, {"unknown": 0.0, "ideal": 1.0, "adjacent": 0.5, "none": 0.0},
            ladder(
                col("description").is_null() & col("keyword_text").is_null(),
                has_words(says, ideal_words), has_words(says, near_words),
            ),
            pl.concat_str(says, separator=" / ", ignore_nulls=True),
        ),
        Criterion("age", "Age", "fit", 4, bands, band(col("founded"), 1995, 2022, 0.01), col("founded")),
        Criterion(
            "stage", "Funding stage", "intent", 3, {"unknown": 0.0, "growth": 1.0, "funded": 0.5, "otherwise": 0.0},
            ladder(
                col("funding_stage").is_null() & col("funding_total").is_null(),
                col("funding_stage").is_in(["Series A", "Series B", "Series C"]), col("funding_total") > 5_000_000,
            ),
            pl.concat_str([col("funding_stage"), col("funding_total").cast(pl.String)], separator=" / ", ignore_nulls=True),
        ),
    ]  # fmt: skip


def kill_rules(suppressed: pl.Series) -> dict[str, pl.Expr]:
    """Each kill reason with its condition."""
    col = pl.col
    return {
        "Under 5 employees": col("employees") < 5,
        "Industry we cannot serve": col("industry").is_in(
            ["Gambling Facilities and Casinos", "Tobacco Manufacturing"]
        ),
        "Country we cannot serve": col("country") == "RU",
        "Asked not to be contacted": col("lifecycle_stage") == "Do Not Prospect",
        "Sells to schools": col("description").str.contains("public schools", literal=True),
        "Existing customer": col("domain").is_in(suppressed.implode()),
    }


def score(accounts: pl.DataFrame, rubric: list[Criterion], suppressed: pl.Series) -> pl.DataFrame:
    """level.<key>, points.<key>, layer_<name>, penalty, score, best_case, known, gates and reasons; a row per account."""
    rules = kill_rules(suppressed)
    levels = accounts.lazy().with_columns(
        keyword_text=pl.col("keywords").list.join(" / "),
        revenue_usd=pl.col("revenue") * pl.when(pl.col("currency") == "EUR").then(1.08).otherwise(1.0),
    ).select(
        *(one.level.alias(f"level.{one.key}") for one in rubric),
        pl.when((pl.col("employees") > 400) & (pl.col("employees") <= 500)).then(5.0).otherwise(0.0).alias("penalty"),
        (pl.col("intent_score") < 10).fill_null(value=False).alias("cold"),
        pl.col("country").is_null().alias("no_country"),
        (pl.col("employees").is_null() & pl.col("revenue").is_null()).alias("no_size"),
        pl.concat_list(
            pl.when(rule).then(pl.lit(because)) for because, rule in rules.items()
        ).list.drop_nulls().alias("kill_reasons"),
    )  # fmt: skip

    def weighed(part: list[Criterion]) -> pl.Expr:
        return pl.sum_horizontal(
            one.look_up([one.weight * float(place > 0 or not one.skip) for place in range(len(one.grades))])
            for one in part
        )

    def earned(part: list[Criterion]) -> pl.Expr:
        return pl.sum_horizontal(
            one.look_up([one.weight * grade for grade in one.grades.values()]) for one in part
        )

    total = sum(one.weight for one in rubric)
    best = pl.sum_horizontal(
        one.look_up(
            [one.weight * max(one.grades.values())]
            + [one.weight * grade for grade in list(one.grades.values())[1:]]
        )
        for one in rubric
    )
    known = pl.sum_horizontal(one.look_up([0.0] + [one.weight] * (len(one.grades) - 1)) for one in rubric)
    layers = {one.layer: [other for other in rubric if other.layer == one.layer] for one in rubric}

    def rounded(number: pl.Expr) -> pl.Expr:
        return ((number * 100 + 0.5 + 1e-9).floor() / 100).round(2)

    return (
        levels.with_columns(counted=weighed(rubric))
        .with_columns(
            rounded((earned(rubric) / pl.col("counted") * 100 - pl.col("penalty")).clip(0)).alias("score"),
            rounded((best / total * 100 - pl.col("penalty")).clip(0)).alias("best_case"),
            (known / total * 100).round(2).alias("known"),
            *(
                (
                    one.look_up([one.weight * grade * 100 for grade in one.grades.values()])
                    / pl.col("counted")
                ).alias(f"points.{one.key}")
                for one in rubric
            ),
            *((earned(part) / weighed(part) * 100).alias(f"layer_{name}") for name, part in layers.items()),
        )
        .with_columns(pl.max_horizontal("score", "best_case").alias("best_case"))
        .drop("counted")
        .collect()
    )


def why(accounts: pl.DataFrame, levels: pl.DataFrame, rubric: list[Criterion]) -> pl.Series:
    """`Industry: Software Development (ideal); ...; unknown: Tech stack`, at most 255 characters."""
    parts = [
        pl.concat_str(
            pl.lit(f"{one.title}: "),
            one.value.cast(pl.String).str.slice(0, 40),
            one.look_up([f" ({label})" if grade > 0 else None for label, grade in one.grades.items()]),
        )
        for one in rubric
    ]
    unknown = pl.concat_str(
        [pl.when(pl.col(f"level.{one.key}") == 0).then(pl.lit(one.title)) for one in rubric],
        separator=", ", ignore_nulls=True,
    )  # fmt: skip
    missing = pl.when(unknown != "").then(pl.concat_str(pl.lit("unknown: "), unknown))
    line = pl.concat_str([*parts, missing], separator="; ", ignore_nulls=True)
    frame = accounts.with_columns(keyword_text=pl.col("keywords").list.join(", ")).hstack(
        levels.select(f"level.{one.key}" for one in rubric)
    )
    return frame.lazy().select(line.str.slice(0, 255).alias("why")).collect().to_series()
