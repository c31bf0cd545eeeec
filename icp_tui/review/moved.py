"""What a decision changed, told in a few sentences: what was done, and who moved because of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import polars as pl

from icp_tui.errors import shortened, visible
from icp_tui.review.decisions.decision import PAIRED, Decision
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE, bucket_names
from icp_tui.scoring.listing import ScoredList

# More names, and more ways to move, than these nobody reads in a passing message.
_MOST_NAMED = 2
_MOST_WAYS = 3
# A note or a row of kill reasons may be as long as a page; a passing message is not.
_MOST_CHARACTERS = 90
_MOST_OF_A_NAME = 45
# Kinds that leave every account where it is.
_SILENT = {"note", "reviewed", "same", "different"}
# Kinds whose value is each account's own.
_OF_ITS_OWN = {"restore", "same", "different"}
# Kinds that are about the bucket, so that it matters when nobody moves.
_MOVING = {"pin", "exclude", "restore"}


@dataclass(frozen=True)
class Moved:
    """`said` is for the person; `rows` (UInt32) are the accounts whose bucket changed, best first.

    `acted` are the rows of the accounts that were decided about.
    """

    said: str
    rows: pl.Series = field(compare=False)
    acted: pl.Series = field(compare=False, default_factory=lambda: pl.Series(dtype=pl.UInt32))


def moved(
    decisions: Sequence[Decision], acted: pl.Series, before: ScoredList, after: ScoredList, *, how: str = "", back: bool = False
) -> Moved:
    """What `decisions` about the accounts at `acted` changed between two lists over the same accounts.

    `how` goes before it: `Undone` or `Redone` for steps, and the author for what another window decided.
    `back` says that they were taken back.
    """
    said = f"{how}: {_small(done(decisions))}" if how else done(decisions)
    teller = _Teller(before, after)
    if all(one.kind in _SILENT for one in decisions):
        return Moved(visible(said), teller.changed, acted)
    meant = None if back else _meant(decisions)
    asked = any(one.kind in _MOVING for one in decisions)
    return Moved(visible(" ".join([said, *teller.sentences(acted, meant, asked=asked)])), teller.changed, acted)


def shifted(said: str, before: ScoredList, after: ScoredList) -> Moved:
    """`said`, and who moved between two lists over the same accounts that no decision made differ."""
    teller = _Teller(before, after)
    nobody = pl.Series(dtype=pl.UInt32)
    return Moved(visible(" ".join([said, *teller.sentences(nobody, None, asked=True)])), teller.changed)


def done(decisions: Sequence[Decision]) -> str:
    """The sentence for what one action decided: `Pinned Acme to A.`, `Excluded 3 accounts: Gone.` and the like."""
    first, who = decisions[0], _names(decisions)
    alike = {(one.kind, one.reason, one.expires, None if one.kind in _OF_ITS_OWN else one.value) for one in decisions}
    if len(alike) == 1 and first.kind in PAIRED:
        return _paired(decisions)
    if len(alike) > 1 and {one.kind for one in decisions} == {"owner"}:
        return _assigned(decisions, who)
    if len(alike) > 1:
        return f"{len(decisions):,} decisions about {who}."
    return _sentence(_phrase(first, who, one=len(decisions) == 1))


def _paired(decisions: Sequence[Decision]) -> str:
    """The sentence for answers about pairs: `Acme and Acme Inc are one company.` and the like."""
    one, joined = len(decisions) == 1, decisions[0].kind == "same"
    if not one:
        return f"{len(decisions):,} pairs are {'one company each' if joined else 'two companies each'}."
    names = [shortened(who.name or who.account_key, _MOST_OF_A_NAME) for who in (decisions[0], decisions[0].other) if who]
    if (entry := decisions[0].entry) is not None:
        name, file = (shortened(text, _MOST_OF_A_NAME) for text in (entry[0], PurePath(entry[1]).name))
        return _sentence(f"{names[0]} is not the {name} of {file}")
    reason = shortened(decisions[0].reason or "", _MOST_CHARACTERS).strip()
    are = "are one company" if joined else "are two companies"
    return _sentence(f"{' and '.join(names)} {are}" + (f": {reason}" if reason else ""))


def _assigned(decisions: Sequence[Decision], who: str) -> str:
    """The sentence for accounts that went to owners of their own: `Gave 12 accounts to dana (7) and lee (5)` and the like."""
    counts = Counter(one.value or "nobody" for one in decisions)
    shares = [f"{shortened(name, _MOST_OF_A_NAME)} ({count:,})" for name, count in counts.most_common(_MOST_WAYS)]
    if len(counts) > len(shares):
        shares.append(f"{len(counts) - len(shares):,} more")
    return _sentence(f"Gave {who} to {_listed(shares)}")


def _phrase(decision: Decision, who: str, *, one: bool) -> str:
    value = shortened(decision.value or "", _MOST_CHARACTERS).strip()
    reason = shortened(decision.reason or "", _MOST_CHARACTERS).strip()
    # What is for a time only is told with its last day.
    until = f" until {decision.expires}" if decision.expires else ""
    because = until + (f": {reason}" if reason else "")
    are = "is" if one else "are"
    phrases = {
        "pin": f"Pinned {who} to {value}{because}" if value else f"Unpinned {who}",
        "exclude": f"Excluded {who}{because}",
        "restore": f"Restored {who}{because}",
        "note": f"Note on {who}: {value}" if value else f"Took the note off {who}",
        "owner": f"Gave {who} to {value}{until}" if value else f"Gave {who} back to the owner in the sources",
        "reviewed": f"{who} {are} reviewed" if value == "true" else f"{who} {are} no longer reviewed",
    }
    return phrases[decision.kind]


def _sentence(text: str) -> str:
    """`text` with one full stop, unless it ends like a sentence already."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _small(sentence: str) -> str:
    """The sentence as it goes after a colon; a name keeps its capital."""
    verb = sentence.split(" ", 1)[0]
    verbs = {"Pinned", "Unpinned", "Excluded", "Restored", "Note", "Took", "Gave"}
    return sentence[0].lower() + sentence[1:] if verb in verbs else sentence


def _names(decisions: Sequence[Decision]) -> str:
    names = {one.account_key: shortened(one.name or one.account_key, _MOST_OF_A_NAME) for one in decisions}
    return f"{len(names):,} accounts" if len(names) > _MOST_NAMED else " and ".join(names.values())


def _meant(decisions: Sequence[Decision]) -> str | None:
    """The bucket that an action was to bring its accounts to; None where it was not about one."""
    kinds = {one.kind for one in decisions}
    if kinds == {"exclude"}:
        return KILLED
    tiers = {one.value for one in decisions}
    return tiers.pop() if kinds == {"pin"} and len(tiers) == 1 else None


class _Teller:
    """Puts the differences of two lists over the same accounts into words."""

    def __init__(self, before: ScoredList, after: ScoredList) -> None:
        self.before = before
        self.after = after
        self.names = bucket_names(after.plan.profile)
        old, new = before.assigned.bucket, after.assigned.bucket
        differs = old != new if old.dtype == new.dtype else old.cast(pl.String) != new.cast(pl.String)
        rows = differs.arg_true().cast(pl.UInt32)
        scored = pl.DataFrame([rows.alias("row"), after.scores.at("score", rows)])
        self.changed = scored.sort("score", descending=True, maintain_order=True)["row"]

    def sentences(self, acted: pl.Series, meant: str | None, *, asked: bool) -> Iterator[str]:
        """Where the accounts that were acted on are, who else moved, and which tier pins have overfilled.

        `meant` is the bucket that the action was to bring them to, if it was about one; `asked` whether
        the person should hear that nobody moves.
        """
        about = self.changed.filter(self.changed.is_in(acted.implode()))
        if meant is not None:
            yield from self._astray(acted, meant)
        elif len(acted) == 1 and (asked or len(about)):
            yield f"It {self._whereabouts(int(acted[0]))}."
        elif len(about):
            yield self._ways(about)
        others = self.changed.filter(~self.changed.is_in(acted.implode()))
        if len(others):
            yield self._ways(others)
            yield from self._because(others)
        elif asked:
            yield "Nobody else moves." if len(about) or len(acted) == 1 or meant else "Nobody moves."
        yield from self._crowded()

    def _astray(self, acted: pl.Series, meant: str) -> Iterator[str]:
        """The accounts that are not where they were meant to be, or were there before."""
        buckets = self.after.assigned.bucket.gather(acted).cast(pl.String)
        astray = acted.filter(buckets != meant)
        if astray.is_empty():
            if len(acted) == 1 and not self._has_moved(int(acted[0])):
                yield "It was killed already." if meant == KILLED else f"It was in {meant} already."
            return
        it, them = ("It", "it") if len(acted) == 1 else (self._count(astray), "it" if len(astray) == 1 else "them")
        verb = "stays" if len(astray) == 1 else "stay"
        killed = astray.filter(self.after.kill_list.killed.gather(astray))
        if meant not in self.names:
            yield f"The profile has no tier {meant}, so the pin waits."
        elif len(killed) < len(astray):
            yield f"{it} {self._whereabouts(int(astray[0]))}." if len(astray) == 1 else f"{it} {verb} where they are."
        elif len(killed) == 1:
            reasons = shortened("; ".join(self.after.kill_reasons(killed)[0]), _MOST_CHARACTERS)
            yield _sentence(f"{it} stays killed until R restores it: {reasons}")
        else:
            yield f"{it} {verb} killed until R restores {them}."

    def _count(self, rows: pl.Series) -> str:
        return self._name(int(rows[0])) if len(rows) == 1 else f"{len(rows):,} of them"

    def _whereabouts(self, row: int) -> str:
        """`moves to B at rank 4`, `stays in A at rank 1`."""
        was, now = self._was_and_now(row)
        rank = self.after.assigned.rank[row]
        at = f" at rank {rank:,}" if rank else ""
        if was == now:
            return {KILLED: "stays killed", DISQUALIFIED: "stays disqualified"}.get(now, f"stays in {now}{at}")
        return self._way(was, now, one=True) + at

    def _ways(self, rows: pl.Series) -> str:
        """Who moved where, as a sentence: the best by name, and how many go the same way."""
        frame = pl.DataFrame({
            "row": rows,
            "was": self.before.assigned.bucket.gather(rows).cast(pl.String),
            "now": self.after.assigned.bucket.gather(rows).cast(pl.String),
        })  # fmt: skip
        ways = frame.group_by("was", "now", maintain_order=True).agg("row")
        # Where accounts come from matters only as far as it changes the words.
        alike: dict[tuple[str, str], list[pl.Series]] = {}
        for was, now, going in zip(ways["was"], ways["now"], ways["row"], strict=True):
            alike.setdefault((self._way(was, now, one=True), self._way(was, now, one=False)), []).append(going)
        said, named, told = [], 0, 0
        for (moves, move), parts in list(alike.items())[:_MOST_WAYS]:
            going = pl.concat(parts)
            who = [self._named(int(row)) for row in going.head(_MOST_NAMED - named)]
            if len(going) > len(who):
                who.append(f"{len(going) - len(who):,}" + (" more" if told or who else ""))
            named, told = named + min(len(going), _MOST_NAMED - named), told + len(going)
            said.append(f"{_listed(who)} {moves if len(going) == 1 else move}")
        if len(rows) > told:
            said.append(f"{len(rows) - told:,} more move{'s' if len(rows) == told + 1 else ''}")
        return "; ".join(said) + "."

    def _because(self, rows: pl.Series) -> Iterator[str]:
        """Why the first of those who moved is not higher, where a limit, the family or the cap on new accounts is to blame: nobody would guess."""
        reason = str(self.after.reasons_of(rows.head(1))[0])
        if re.search(r" has [\d,]+ of [\d,]+ for | of the same family is in |^on deck for ", reason):
            yield _sentence(f"{self._name(int(rows[0]))}: {shortened(reason, _MOST_CHARACTERS)}")

    def _way(self, was: str, now: str, *, one: bool) -> str:
        """The move between two buckets: `moves up to A`, `move to B`, `drops to nurture`."""
        s = "s" if one else ""
        if now == KILLED:
            return "is killed" if one else "are killed"
        if was == KILLED:
            return f"come{s} back {'as ' if now == DISQUALIFIED else 'to '}{now}"
        if now == DISQUALIFIED:
            return "is disqualified" if one else "are disqualified"
        if was in self.names and self.names.index(now) < self.names.index(was):
            return f"move{s} up to {now}"
        return f"drop{s} to {now}" if now == NURTURE else f"move{s} to {now}"

    def _crowded(self) -> Iterator[str]:
        """Tiers that pins fill beyond their capacity, where that is new."""
        before = {line.tier: line.members for line in self.before.cut_lines}
        for line in self.after.cut_lines:
            if line.capacity and line.members > max(line.capacity, before.get(line.tier, 0)):
                yield f"{line.tier} now holds {line.members:,} of {line.capacity:,}: pins go beyond its capacity."

    def _has_moved(self, row: int) -> bool:
        was, now = self._was_and_now(row)
        return was != now

    def _was_and_now(self, row: int) -> tuple[str, str]:
        return str(self.before.assigned.bucket[row]), str(self.after.assigned.bucket[row])

    def _named(self, row: int) -> str:
        return f"{self._name(row)} ({self.after.scores['score'][row]:.2f})"

    def _name(self, row: int) -> str:
        accounts = self.after.accounts
        return shortened(accounts["name"][row] or accounts["account_key"][row], _MOST_OF_A_NAME)


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
