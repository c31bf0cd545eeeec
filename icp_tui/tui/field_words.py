"""The account fields in words, group by group: what a header can be understood as."""

from __future__ import annotations

FIELDS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Who it is", (
        ("name", "the company's name"),
        ("domain", "its domain, such as acme.com"),
        ("website", "its website; the domain is taken from it"),
        ("linkedin_url", "its LinkedIn company page"),
        ("crm_id", "its record number in your CRM or tool"),
        ("parent", "the company that it belongs to"),
    )),
    ("What it does", (
        ("industry", "its industry"),
        ("sub_industry", "a narrower industry"),
        ("business_model", "how it sells, such as B2B or B2C"),
        ("ownership", "private, public, non-profit, ..."),
        ("description", "what it says about itself"),
        ("keywords", "words about it, a list"),
        ("technologies", "the tools it uses, a list"),
    )),
    ("How large it is", (
        ("employees", "how many people work there: a number or a range"),
        ("employees_min", "the lower end of the range of employees"),
        ("employees_max", "the upper end of the range of employees"),
        ("revenue", "revenue in a year: an amount or a range"),
        ("revenue_min", "the lower end of the range of revenue"),
        ("revenue_max", "the upper end of the range of revenue"),
        ("currency", "the currency of its amounts, such as USD"),
    )),
    ("Where it is", (
        ("country", "its country"),
        ("state", "its state or province"),
        ("city", "its city"),
    )),
    ("How it grew", (
        ("founded", "the year it was founded"),
        ("funding_stage", "seed, Series A, ..."),
        ("funding_total", "all that it has raised"),
        ("last_funding_amount", "what it raised last"),
        ("last_funding_date", "when it raised last"),
    )),
    ("Whether it is looking", (
        ("intent_topics", "what it reads about, a list"),
        ("intent_score", "how strong its intent is, 0 to 100"),
        ("intent_date", "when that was seen"),
    )),
    ("Where it stands with you", (
        ("owner", "who in your team has it"),
        ("lifecycle_stage", "lead, customer, ..."),
    )),
)  # fmt: skip
