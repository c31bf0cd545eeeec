"""Answers as decisions: what is new, what stands already, what reps disagree about, and whom they overrule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from icp_tui.errors import Problem, shortened
from icp_tui.review.decisions.decision import Decision, in_force
from icp_tui.review.sales.answers import Answer, Answered
from icp_tui.review.sales.shape import DROP, KEEP
from icp_tui.review.told import decided_words, decision_time

_MOST_OF_A_NAME, _MOST_OF_AN_AUTHOR = 60, 100
_OTHER_THAN_DROP = ("reviewed", "pin")
# What people call what they decided, after the rep's name.
_DOES = {"reviewed": "keeps it", "exclude": "drops it", "pin": "moves it to {}", "note": "notes: {}"}


@dataclass(frozen=True)
class Verdict:
    """What a round of sheets comes to.

    `decisions` are to be logged, in the order of files and rows; `already` are answers that stand or were read
    before and changed since, `overrules` what each that is new changes of what others decided, a sentence each.
    With `problems`, nothing is to be logged.
    """

    decisions: Sequence[Decision] = ()
    already: Sequence[str] = ()
    overrules: Sequence[str] = ()
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class _Said:
    """A decision that an answer asks for, and where it stands."""

    place: str
    decision: Decision = field(compare=False)


def verdict(
    files: Iterable[Answered],
    standing: Mapping[str, Sequence[Decision]],
    *,
    reader: str,
    author: str | None = None,
) -> Verdict:
    """The decisions that the answers in `files` ask for.

    `standing` has the standing decisions about each account by its key. Author is the rep of each sheet, unless
    `author` says otherwise; what is in no rep's sheet is decided by `reader`.
    """
    asked: dict[str, list[_Said]] = {}
    for file in files:
        who = shortened(author or file.of.rep or reader, _MOST_OF_AN_AUTHOR)
        for answer in file.answers:
            said = asked.setdefault(answer.account["account_key"], [])
            said += [_Said(answer.place, one) for one in decisions_of(answer, who)]
    problems = [problem for said in asked.values() for problem in _disagreements(said)]
    if problems:
        return Verdict(problems=problems)
    new: list[Decision] = []
    already: list[str] = []
    overrules: list[str] = []
    for key, said in asked.items():
        told = standing.get(key, ())
        for one in _each_once(said):
            if (known := _known(one.decision, told)) is not None:
                already.append(f"{_name(one.decision)}: {known} ({one.place})")
            else:
                new.append(one.decision)
                overrules += _overruled(one.decision, in_force(told))
    return Verdict(new, already, overrules)


def decisions_of(answer: Answer, author: str) -> list[Decision]:
    """What one answer decides: keep is reviewed, drop excludes, move to pins, a note is a note."""
    made = []
    if answer.verdict == KEEP:
        # With a tier, the why is about the move.
        made.append(Decision(**answer.account, kind="reviewed", value="true", reason=None if answer.tier else answer.why, author=author))
    if answer.verdict == DROP:
        made.append(Decision(**answer.account, kind="exclude", reason=answer.why, author=author))
    if answer.tier is not None:
        made.append(Decision(**answer.account, kind="pin", value=answer.tier, reason=answer.why, author=author))
    if answer.note is not None:
        made.append(Decision(**answer.account, kind="note", value=answer.note, author=author))
    return made


def _disagreements(said: Sequence[_Said]) -> Iterator[Problem]:
    """What two answers about one account cannot both mean."""
    for place, one in enumerate(said):
        for other in said[:place]:
            first, second = other.decision, one.decision
            alike = first.kind == second.kind and first.value == second.value
            dropped = {first.kind, second.kind} & {"exclude"} and {first.kind, second.kind} & set(_OTHER_THAN_DROP)
            if dropped or (first.kind == second.kind and not alike):
                yield Problem(
                    f"{_name(second)}: {first.author} {_does(first)} ({other.place}), {second.author} {_does(second)} ({one.place})",
                    hint="agree on one answer and clear the other",
                )


def _each_once(said: Iterable[_Said]) -> Iterator[_Said]:
    """What several sheets say alike counts once, as the first says it."""
    seen = set()
    for one in said:
        if (what := (one.decision.kind, one.decision.value)) not in seen:
            seen.add(what)
            yield one


def _known(one: Decision, told: Sequence[Decision]) -> str | None:
    """That it is decided already, in words; None where it is new."""
    same = [other for other in told if _content(other) == _content(one)]
    if not same:
        return None
    if same[-1] in in_force(told):
        return f"{one.author} {_does(one)}, which stands already"
    about = {one.kind, "restore"} if one.kind == "exclude" else {one.kind}
    later = next((other for other in reversed(told) if other.seq > same[-1].seq and other.kind in about), None)
    by = f" by {later.author} ({decided_words(later)}, {decision_time(later)})" if later else ""
    return f"{one.author} {_does(one)}, which was read before and changed since{by}; another why says it anew"


def _overruled(one: Decision, force: Iterable[Decision]) -> Iterator[str]:
    """What stands about the account that the decision changes, or that keeps it from having its way."""
    against = {"exclude": _OTHER_THAN_DROP, "reviewed": ("exclude",), "pin": ("pin", "exclude"), "note": ("note",)}
    for other in force:
        if other.kind in against[one.kind] and not (other.kind == "reviewed" and other.author == one.author):
            reason = f": {shortened(other.reason, _MOST_OF_A_NAME)}" if other.reason else ""
            stays = "; it stays off the list until it is restored in the app" if other.kind == "exclude" else ""
            yield f"{_name(one)}: {one.author} {_does(one)}; {other.author} decided on {decision_time(other)}: {decided_words(other)}{reason}{stays}"
    if one.kind == "exclude":
        yield from (
            f"{_name(one)}: {one.author} {_does(one)}; {other.author} excluded it already, with another reason"
            for other in force
            if other.kind == "exclude"
        )


def _content(one: Decision) -> tuple[object, ...]:
    return one.kind, one.value, (one.reason or "").strip(), one.author


def _does(one: Decision) -> str:
    return _DOES[one.kind].format(shortened(one.value or "", _MOST_OF_A_NAME))


def _name(one: Decision) -> str:
    return shortened(one.name or one.account_key, _MOST_OF_A_NAME)
