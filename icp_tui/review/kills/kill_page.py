"""The kill list as a person looks at it: every rule, file and exception, whom it takes, and how good those are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from icp_tui.review.filters.part import has_text
from icp_tui.review.review import Review
from icp_tui.scoring.assess import KILL, rule_column
from icp_tui.scoring.kill import Taken
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.suppression import Suppression
from icp_tui.scoring.would_be import would_be

Kind = Literal["all", "rule", "file", "excluded", "never_kill", "restored"]
# A rule that takes this share of the list is a must-have in disguise, or a slip.
_MUCH = 0.5
_NAMED = 3


@dataclass(frozen=True)
class KillEntry:
    """One line of the kill list.

    `takes` accounts are killed by it now, `alone` of them by nothing else; `lifted` it would take but for
    never_kill or a restore; `possible` wait to be settled. For never_kill and restored, `takes` counts those
    that are kept. `place` is that in the profile's rules or among the suppression files. `about` says what the
    entry is, `doubt` what should be looked at; both are whole sentences, `doubt` often empty.
    """

    kind: Kind
    name: str
    because: str
    about: str
    takes: int
    alone: int = 0
    lifted: int = 0
    possible: int = 0
    doubt: str = ""
    place: int = 0

    @property
    def shared(self) -> int:
        """How many of its accounts others take as well."""
        return self.takes - self.alone

    @property
    def keeps(self) -> bool:
        """Whether it keeps accounts on the list instead of taking them off."""
        return self.kind in {"never_kill", "restored"}


@dataclass(frozen=True)
class KillPage:
    """The kill list of one scored list: `entries`, the first of them all that is killed.

    `would` has the rank and bucket that each killed account would have (see `would_be`); `lost` counts
    the killed per tier that they would be in, best tier first.
    """

    scored: ScoredList = field(compare=False)
    entries: tuple[KillEntry, ...]
    would: pl.DataFrame = field(compare=False)
    lost: tuple[tuple[str, int], ...]

    def rows(self, entry: KillEntry, words: str = "") -> pl.Series:
        """The accounts of an entry in the order of the ranking, the best first (UInt32).

        With `words` only those whose name, domain or kill reasons have them.
        """
        order = self.scored.order
        rows = order.filter(self._mask(entry).gather(order))
        return _holding(self.scored, rows, words) if words.strip() else rows

    def cells(self, rows: pl.Series, names: Sequence[str]) -> pl.DataFrame:
        """The accounts at `rows` as cells for a table: account columns, `score`, `reasons`, `would` and `bucket`."""
        scored = self.scored
        would = self.would[rows]
        killed = scored.kill_list.killed.gather(rows)
        now = pl.DataFrame([scored.assigned.rank.gather(rows), scored.assigned.bucket.gather(rows).cast(pl.String)])
        stands = pl.DataFrame({
            "rank": would["rank"].zip_with(killed, now["rank"]),
            "bucket": would["bucket"].cast(pl.String).zip_with(killed, now["bucket"]),
        })  # fmt: skip
        return scored.accounts[rows].with_columns(
            pl.coalesce("name", "account_key").alias("name"),
            scored.scores["score"].gather(rows),
            scored.kill_reasons(rows).list.join("; ").alias("reasons"),
            stands["bucket"].alias("tier"),
            stands["rank"].alias("rank"),
        ).select(names)  # fmt: skip

    def told(self, row: int) -> str:
        """One account in a sentence: where it would stand, and every reason why it does not."""
        scored = self.scored
        rows = pl.Series([row], dtype=pl.UInt32)
        reasons = [str(reason) for reason in scored.kill_reasons(rows)[0]]
        score = f"{scored.scores['score'][row]:.2f}"
        if not scored.kill_list.killed[row]:
            rank = scored.assigned.rank[row]
            at = f" at rank {rank:,}" if rank else ""
            return f"Not killed: {score}, {scored.assigned.bucket[row]}{at}."
        rank, bucket = self.would["rank"][row], self.would["bucket"][row]
        where = f"would be {bucket} at rank {rank:,}" if rank else f"would be {bucket} all the same"
        return f"{score}, {where}, but: {'; '.join(reasons)}."

    def _mask(self, entry: KillEntry) -> pl.Series:
        """Which accounts belong to an entry, a row per account."""
        scored = self.scored
        killed, keys = scored.kill_list.killed, scored.accounts["account_key"]
        decided = scored.decisions.frame
        if entry.kind == "all":
            return killed
        if entry.kind == "excluded":
            return keys.is_in(decided.filter(pl.col("excluded").is_not_null())["account_key"].implode())
        if entry.kind == "restored":
            return keys.is_in(decided.filter(pl.col("restored").is_not_null())["account_key"].implode()) & ~killed
        if entry.kind == "never_kill":
            return _never(scored) & _fired(scored) & ~killed
        fired = _fires(scored, entry)
        holds = scored.kill_list.said.list.contains(entry.because)
        return fired & holds.gather(scored.kill_list.combination)


def kill_page(review: Review) -> KillPage:
    """The page of the list as it stands; some tens of milliseconds for a million accounts."""
    scored, session = review.scored, review.session
    would = would_be(scored, session.originals)
    rules = scored.plan.kill_rules
    taken = scored.kill_list.taken
    lost = _lost(scored, would)
    entries = [
        KillEntry("all", "All killed", "", _all(scored, lost), int(scored.kill_list.killed.sum()), possible=scored.to_settle.height),
        *(_rule(scored, place, one) for place, one in enumerate(taken[: len(rules)])),
        *(_file(scored, place, one, file)
          for place, (one, file) in enumerate(zip(taken[len(rules) :], session.suppressions, strict=True))),
        *_by_hand(scored),
        *_never_kill(scored),
    ]  # fmt: skip
    return KillPage(scored, tuple(entries), would, lost)


def _all(scored: ScoredList, lost: Sequence[tuple[str, int]]) -> str:
    everybody = scored.accounts.height
    count = int(scored.kill_list.killed.sum())
    if not count:
        return "Nobody is killed: no rule is true of an account, and no file names one."
    tiers = ", ".join(f"{many:,} in {name}" for name, many in lost if many)
    are = "account is" if count == 1 else "accounts are"
    whales = f" By score there would be {tiers}." if tiers else " None of them would be in a tier."
    return f"{count:,} of {everybody:,} {are} killed.{whales}"


def _lost(scored: ScoredList, would: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    counts = Counter(dict(would["bucket"].drop_nulls().cast(pl.String).value_counts().iter_rows()))
    return tuple((tier.name, counts[tier.name]) for tier in scored.plan.profile.tiers)


def _rule(scored: ScoredList, place: int, taken: Taken) -> KillEntry:
    rule = scored.plan.profile.kill_list.rules[place]
    doubt = ""
    if not taken.accounts and not taken.lifted:
        doubt = "It takes nobody: is it still needed, or is a name misspelt?"
    elif taken.accounts > _MUCH * scored.accounts.height:
        doubt = f"It takes {taken.accounts / scored.accounts.height:.0%} of the list: is that what you meant?"
    return KillEntry("rule", rule.id, rule.because, rule.when, taken.accounts, taken.alone, taken.lifted, doubt=doubt, place=place)


def _file(scored: ScoredList, place: int, taken: Taken, file: Suppression) -> KillEntry:
    doubtful = scored.to_settle
    possible = int(((doubtful["path"] == file.path) & (doubtful["type"] == file.type)).sum())
    expired = scored.matches.expired[place] if place < len(scored.matches.expired) else 0
    doubts = []
    if not scored.matches.hits[f"suppress.{place}"].any():
        doubts.append("It matches no account: is it the right file?")
    if expired:
        which = "1 entry has" if expired == 1 else f"{expired:,} entries have"
        doubts.append(f"{which} expired and bind nobody any more.".replace("bind", "binds" if expired == 1 else "bind"))
    rows = "1 entry" if file.rows == 1 else f"{file.rows:,} entries"
    about = f"{file.type.replace('_', ' ')}: {rows} in {file.path}"
    name = file.path.replace("\\", "/").rpartition("/")[2]
    return KillEntry("file", name, file.because, about, taken.accounts, taken.alone, taken.lifted, possible,
                     " ".join(doubts), place)  # fmt: skip


def _by_hand(scored: ScoredList) -> list[KillEntry]:
    """What people decided: accounts excluded, and accounts restored."""
    decided = scored.decisions.frame
    excluded = decided.filter(pl.col("excluded").is_not_null())
    entries = []
    if excluded.height:
        keys = scored.accounts["account_key"]
        rows = keys.is_in(excluded["account_key"].implode()).arg_true().cast(pl.UInt32)
        alone = int((scored.kill_list.reasons(rows).list.len() == 1).sum())
        who = excluded["excluded_by"].drop_nulls().unique().sort().to_list()
        entries.append(KillEntry("excluded", "Excluded by hand", "", f"Excluded in the app by {', '.join(who)}.", len(rows), alone))
    restored = decided.filter(pl.col("restored").is_not_null())
    if restored.height:
        rows = scored.accounts["account_key"].is_in(restored["account_key"].implode()).arg_true()
        kept = int((~scored.kill_list.killed.gather(rows)).sum())
        again = restored.height - kept
        doubt = f"{again:,} restored {'account is' if again == 1 else 'accounts are'} killed for another reason since." if again else ""
        entries.append(KillEntry("restored", "Restored by hand", "", "Their kill reasons were lifted in the app.", kept, doubt=doubt))
    return entries


def _never_kill(scored: ScoredList) -> list[KillEntry]:
    domains = list(dict.fromkeys(scored.plan.profile.kill_list.never_kill))
    if not domains:
        return []
    never = _never(scored)
    kept = int((never & _fired(scored) & ~scored.kill_list.killed).sum())
    idle = [one for one in domains if one not in set(scored.accounts["domain"].filter(never).to_list())]
    still = int((never & scored.kill_list.killed).sum())
    doubts = []
    if idle:
        doubts.append(f"No account has the domain {', '.join(idle[:_NAMED])}" + (f" and {len(idle) - _NAMED:,} more." if len(idle) > _NAMED else "."))
    if still:
        doubts.append(f"{still:,} {'is' if still == 1 else 'are'} killed all the same: do not contact, or excluded by hand.")
    about = f"{len(domains):,} {'domain' if len(domains) == 1 else 'domains'} that the profile never kills."
    return [KillEntry("never_kill", "Never killed", "", about, kept, doubt=" ".join(doubts))]


def _never(scored: ScoredList) -> pl.Series:
    return scored.accounts["domain"].is_in(list(scored.plan.profile.kill_list.never_kill)).fill_null(value=False)


def _fired(scored: ScoredList) -> pl.Series:
    """Which accounts some rule or file means, lifted or not."""
    rules = [pl.col(rule_column(KILL, place)).fill_null(value=False) for place in range(len(scored.plan.kill_rules))]
    frame = pl.concat([scored.levels.select(rules), scored.matches.hits], how="horizontal")
    if not frame.width:
        return pl.Series([False]).new_from_index(0, scored.accounts.height)
    return frame.select(pl.any_horizontal(pl.all()).alias("fired")).to_series()


def _fires(scored: ScoredList, entry: KillEntry) -> pl.Series:
    """Which accounts one rule or file means, lifted or not."""
    if entry.kind == "rule":
        return scored.levels[rule_column(KILL, entry.place)].fill_null(value=False)
    return scored.matches.hits[f"suppress.{entry.place}"]


def _holding(scored: ScoredList, rows: pl.Series, words: str) -> pl.Series:
    """Those of `rows` whose name, domain or kill reasons have all of the words, whatever their case."""
    kills = scored.kill_list
    for word in dict.fromkeys(words.split()):
        frame = scored.accounts.select("name", "domain", "account_key")[rows]
        named = frame.select(pl.any_horizontal(has_text(pl.col(name), word).fill_null(value=False) for name in frame.columns))
        # Many accounts share the same reasons.
        said = kills.said.list.join("; ").to_frame().select(has_text(pl.col("kill_reasons"), word)).to_series()
        rows = rows.filter(named.to_series() | said.gather(kills.combination.gather(rows)))
    return rows
