"""A profile in the making from a list that was read: what its columns suggest, and how the list would be cut."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from threading import Lock

from icp_tui.profile import parse_profile
from icp_tui.review.drafting.column_facts import column_facts
from icp_tui.review.drafting.draft_text import draft_text
from icp_tui.review.drafting.suggested import Suggested, chosen, suggested
from icp_tui.review.drafting.templates import new_profile
from icp_tui.review.session import Session
from icp_tui.sources.accounts import Accounts, load_accounts
from icp_tui.sources.given import named
from icp_tui.sources.mending import Mendings


class ListDraft:
    """The accounts of `sources`, the criteria that their columns suggest, and those to begin with."""

    def __init__(self, accounts: Accounts, sources: Sequence[Path], as_of: date) -> None:
        self.sources = tuple(sources)
        self.as_of = as_of
        self.count = accounts.frame.height
        self.ideas: list[Suggested] = suggested(column_facts(accounts, as_of))
        self.chosen = chosen(self.ideas)
        self._accounts = accounts
        self._session: Session | None = None
        self._alone = Lock()
        known = accounts.frame["currency"].drop_nulls()
        self._currency = str(known.mode().sort()[0]) if known.len() else "USD"

    @classmethod
    def read(
        cls, sources: Sequence[Path], as_of: date, progress: Callable[[str, float], None] | None = None
    ) -> ListDraft:
        """Read the list as opening it would; IcpError with every problem of its files."""
        accounts = load_accounts(named([str(one) for one in sources]), mendings=Mendings.kept(), progress=progress)
        if progress:
            progress("looking at the columns", 0.0)
        return cls(accounts, sources, as_of)

    def text(self, keys: Collection[str], weights: Mapping[str, int] | None = None, target: str = "my-icp.yaml") -> str:
        """The profile with the criteria of these keys, of which there must be one at least."""
        return draft_text(
            [one for one in self.ideas if one.key in keys], sources=self.sources, accounts=self.count, as_of=self.as_of,
            target=target, weights=weights, currency=self._currency,
        )  # fmt: skip

    def buckets(self, keys: Collection[str], weights: Mapping[str, int] | None = None) -> dict[str, int]:
        """How many accounts each bucket would have; nothing without criteria. One thread at a time."""
        if not keys:
            return {}
        with self._alone:
            profile = parse_profile(self.text(keys, weights))
            if self._session is None:
                self._session = Session(self._accounts, profile, self.as_of)
            self._session.profile = profile
            return self._session.scored().buckets()

    def save(self, target: Path, keys: Collection[str], weights: Mapping[str, int] | None = None) -> Path:
        """Write the profile to a new file; where it went. IcpError says what keeps it from being written."""
        return new_profile(self.text(keys, weights, target.name), target)
