"""Decisions whose last day has passed since a person was last here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from icp_tui.errors import shortened
from icp_tui.review.decisions.decision import Decision, in_force, standing

_NOUNS = {
    "pin": "pin", "exclude": "exclusion", "restore": "restore", "note": "note", "owner": "owner", "reviewed": "review",
    "same": "joined pair", "different": "pair kept apart",
}  # fmt: skip
_NAMED = 3
_MOST_OF_A_NAME = 45


def ended(log: Iterable[Decision], since: date, as_of: date) -> list[Decision]:
    """Those of `log` that bound on `since` and no longer do on `as_of` because their last day has passed."""
    by_account: dict[str, list[Decision]] = {}
    for one in standing(log, since):
        by_account.setdefault(one.account_key, []).append(one)
    bound = (one for decided in by_account.values() for one in in_force(decided))
    return sorted((one for one in bound if one.expires and one.expires < as_of), key=lambda one: one.seq)


def ended_words(gone: Sequence[Decision]) -> str:
    """`2 exclusions and 1 pin ended since you were last here: Acme, Globex and Hooli`; nothing for none."""
    if not gone:
        return ""
    kinds = Counter(one.kind for one in gone)
    counts = [f"{count:,} {_plural(_NOUNS[kind], count)}" for kind, count in kinds.most_common()]
    names = list(dict.fromkeys(shortened(one.name or one.account_key, _MOST_OF_A_NAME) for one in gone))
    more = [f"{len(names) - _NAMED:,} more"] if len(names) > _NAMED else []
    return f"{_listed(counts)} ended since you were last here: {_listed([*names[:_NAMED], *more])}. H shows them."


def _plural(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return noun.replace("pair", "pairs") if "pair" in noun else f"{noun}s"


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
