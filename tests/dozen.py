"""A dozen hostile accounts in four tiers, and the files of presets made from them."""

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from icp_tui.export.preset import Limits, Preset, preset_named
from icp_tui.export.preset_mapping import load_mapping
from icp_tui.export.preset_plan import PresetPlan, plan_preset
from icp_tui.export.tier_tables import tier_tables
from icp_tui.profile import load_profile
from icp_tui.review.session import Session

INPUT = Path(__file__).parent / "export" / "preset_input"
DAY = date(2026, 11, 21)
# The presets of companies that are shipped, each with a documented file.
COMPANIES = (
    "6sense-segment", "apollo-accounts", "clay", "demandbase", "excel-csv", "hubspot-companies",
    "linkedin-company-list", "marketo-account-list", "pipedrive", "reply-io-accounts", "rollworks",
    "sales-navigator", "salesforce-data-loader", "salesforce-import-wizard", "salesloft-accounts", "terminus",
    "zoho-accounts",
)  # fmt: skip
# Their accounts without a domain are refused, so the mapping leaves that one out.
NEED_A_DOMAIN = ("demandbase", "rollworks", "salesloft-accounts", "terminus")


@cache
def dozen() -> dict[str, pl.DataFrame]:
    """The tiers of the dozen."""
    session = Session.load([INPUT / "accounts.csv"], load_profile(INPUT / "profile.yaml"), DAY)
    return tier_tables(session.scored(), session.originals)


@cache
def golden_plan(name: str) -> PresetPlan:
    """The plan of a preset for the dozen: without mapping where that can be."""
    preset = preset_named(name)
    if name == "linkedin-company-list":
        # A dozen is no audience.
        preset = preset.model_copy(update={"limits": Limits()})
    mapped = {"generic": "generic.yaml"} | dict.fromkeys(NEED_A_DOMAIN, "mapping.yaml")
    mapping = load_mapping(INPUT / mapped[name], preset) if name in mapped else None
    return plan_preset(preset, dozen(), as_of=DAY, mapping=mapping)


def companies(count: int, **columns: object) -> pl.DataFrame:
    """So many accounts of tier A as a tier's table, with what plans read of them."""
    number = pl.int_range(1, count + 1, eager=True)
    names = pl.DataFrame({"number": number}).select(pl.format("company{}", "number").alias("name"))["name"]
    made = pl.DataFrame(
        {"account_key": names + ".com", "name": names, "domain": names + ".com", "rank": number, "tier": "A", "score": 80.0, "why": "Size: 100"}
    )
    texts = ("website", "linkedin_url", "industry", "country", "state", "city", "owner", "crm_id", "play", "note", "reason", "warnings")
    made = made.with_columns(*(pl.lit(None, pl.String).alias(name) for name in texts), pl.lit(100).alias("employees"), pl.lit(None, pl.Int64).alias("revenue"))
    return made.with_columns(pl.Series(name, values) if isinstance(values, list) else pl.lit(values).alias(name) for name, values in columns.items())


def planned(preset: Preset | str, mapping: object = None, **tiers: pl.DataFrame) -> PresetPlan:
    """The plan of a preset for these tiers."""
    made = preset_named(preset) if isinstance(preset, str) else preset
    return plan_preset(made, tiers, as_of=DAY, mapping=mapping)  # type: ignore[arg-type]
