"""What the headers of signal files mean beyond what any list calls its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from icp_tui.sources.dialect import compared
from icp_tui.sources.mapping import Feed, Mapped

# What joins a row to an account, and what a row may add to it.
KEYS = ("name", "domain", "website", "linkedin_url", "crm_id", "country")
ADDED = (
    "intent_score", "intent_topics", "intent_date", "funding_stage", "last_funding_amount", "last_funding_date",
    "currency", "technologies", "keywords",
)  # fmt: skip

# Account column -> compared headers, the most trusted first, where no dialect feeds that column.
_INTENT: dict[str, tuple[str, ...]] = {
    "intent_score": (
        "composite score", "surge score", "average score", "topic score", "account intent score",
        "6sense account intent score", "buying intent score", "signal score", "score",
    ),
    "intent_topics": ("topic", "topics", "topic name", "intent topic", "surge topic", "signal", "signal topic"),
    "intent_date": ("surge date", "signal date", "week of", "week ending", "week", "report date", "date"),
}  # fmt: skip
_FUNDING: dict[str, tuple[str, ...]] = {
    "funding_stage": ("round", "round type", "series", "stage", "investment type", "investment stage"),
    "last_funding_amount": ("amount", "amount (usd)", "amount usd", "round size", "money raised", "amount raised", "raised"),
    "last_funding_date": ("announced", "announced date", "announced on", "date announced", "closed on", "date"),
}  # fmt: skip
# One row holds one topic; what stands between commas is part of its name.
_SINGLE = ";"


def signal_feeds(mapped: Mapped, headers: Sequence[str], sent: Mapping[str, str | None]) -> Mapped:
    """`mapped` with the headers that only signal files have; `sent` are those that a person decided."""
    left_alone = {compared(header) for header in mapped.dialect.ignore}
    free = {
        compared(header): header
        for header in reversed(headers)
        if header not in sent and mapped.field_of(header) in {None, "keywords"} and compared(header) not in left_alone
    }
    fields = _FUNDING if _about_funding(mapped, free) else _INTENT
    feeds = dict(mapped.feeds)
    for field, names in fields.items():
        header = next((free[name] for name in names if name in free), None)
        if field not in feeds and header is not None:
            feeds[field] = (Feed(header, field, separator=_separator(header, field)),)
            if any(feed.header == header for feed in feeds.get("keywords", ())):
                feeds["keywords"] = tuple(feed for feed in feeds["keywords"] if feed.header != header)
    return replace(mapped, feeds={field: found for field, found in feeds.items() if found})


def _about_funding(mapped: Mapped, free: Mapping[str, str]) -> bool:
    """Whether an `amount` and a `date` speak of a round: something does, and nothing speaks of intent."""
    intent = any(field in mapped.feeds for field in _INTENT) or any(
        name in free for name in (*_INTENT["intent_score"], *_INTENT["intent_topics"])
    )
    funding = any(field in mapped.feeds for field in (*_FUNDING, "funding_total")) or any(
        name in free for name in (*_FUNDING["funding_stage"], *_FUNDING["last_funding_amount"])
    )
    return funding and not intent


def _separator(header: str, field: str) -> str | None:
    return _SINGLE if field == "intent_topics" and not compared(header).endswith("s") else None
