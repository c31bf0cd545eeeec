"""A new kill rule: understood while it is typed, shown with what it would take, and written into the profile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from icp_tui import columns, conditions, vocab
from icp_tui.errors import IcpError, did_you_mean, shortened
from icp_tui.profile import Profile, parse_profile
from icp_tui.review.filters.sql_mends import WORDS, check_meant, mended
from icp_tui.review.moved import Moved, shifted
from icp_tui.review.review import Review
from icp_tui.review.tuning.profile_file import put
from icp_tui.scoring.assign import KILLED, bucket_names
from icp_tui.yaml_io.edit import appended, edited, removed

RULES = ("kill_list", "rules")
_BEST = 10
_OFFERED = 8
_LONGEST_ID = 40
# A rule that takes this share of the list is a must-have in disguise, or a slip.
_MUCH = 0.5
_WORD = re.compile(r"[^\W\d][\w.]*$")


@dataclass(frozen=True)
class RulePreview:
    """What a condition would take as a kill rule.

    `meets` accounts it is true of; `killed` of them are killed already, `lifted` are never killed, the others
    it `takes` off. `buckets`: where those are now and how many, best bucket first, without empty ones. `best`
    are their rows (UInt32) in the order of the ranking. `doubts` are sentences to read before keeping it.
    """

    meets: int
    killed: int
    lifted: int
    buckets: tuple[tuple[str, int], ...]
    best: pl.Series = field(compare=False)
    doubts: tuple[str, ...] = ()

    @property
    def takes(self) -> int:
        """How many accounts it would take off the list."""
        return self.meets - self.killed - self.lifted

    @property
    def said(self) -> str:
        """Whom it would take, in a sentence."""
        if not self.meets:
            return "It is true of no account."
        also = [f"{self.killed:,} {_are(self.killed)} killed already"] if self.killed else []
        also += [f"{self.lifted:,} {_are(self.lifted)} never killed"] if self.lifted else []
        beside = f" ({' and '.join(also)})" if also else ""
        where = ", ".join(f"{count:,} {name}" for name, count in self.buckets)
        accounts = "1 account" if self.takes == 1 else f"{self.takes:,} accounts"
        return f"Takes {accounts}{beside}" + (f": {where}." if where else ".")


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def preview(review: Review, when: str) -> RulePreview:
    """What a rule with this condition would take; ValueError says what is wrong and how to mend it."""
    schema = _schema(review)
    condition = _compiled(review, when, schema)
    scored = review.scored
    met = _met(review, condition)
    killed, never = scored.kill_list.killed, _never(review)
    new = met & ~killed & ~never
    rows = scored.order.filter(new.gather(scored.order))
    counts = dict(scored.assigned.bucket.gather(rows).cast(pl.String).value_counts().iter_rows())
    names = [name for name in bucket_names(review.session.profile) if name != KILLED]
    doubts = _unknown(review, condition)
    if rows.len() > _MUCH * scored.accounts.height:
        doubts.append(f"That is {rows.len() / scored.accounts.height:.0%} of the list: is it meant so?")
    return RulePreview(
        meets=int(met.sum()),
        killed=int((met & killed).sum()),
        lifted=int((met & ~killed & never).sum()),
        buckets=tuple((name, counts[name]) for name in names if name in counts),
        best=rows.head(_BEST),
        doubts=tuple(doubts),
    )


def completions(review: Review, text: str) -> list[str]:
    """The texts that `text` could go on to be: its last word as the column or the quoted value that it begins.

    The likeliest first; none within a finished word, and a few only.
    """
    start = _open_literal(text)
    if start is not None:
        column = _column_before(text[:start], review)
        if column is None:
            return []
        typed = text[start + 1 :]
        return [f"{text[:start]}'{value.replace(chr(39), chr(39) * 2)}'" for value in _values(review, column, typed)]
    word = _WORD.search(text)
    # Who has typed a column is not held up by longer ones.
    if word is None or word[0] in _schema(review):
        return []
    typed = word[0].casefold()
    named = [name for name in _schema(review) if re.fullmatch(r"[^\W\d]\w*", name) and name.casefold().startswith(typed)]
    return [text[: word.start()] + name for name in named][:_OFFERED]


def rule_id(profile: Profile, because: str) -> str:
    """A short name for a rule that none of the profile has: `under-20-employees`."""
    slug = re.sub(r"[^a-z0-9]+", "-", because.casefold()).strip("-")[:_LONGEST_ID].strip("-") or "rule"
    taken = {rule.id for rule in profile.kill_list.rules}
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free


def with_rule(profile: Profile, when: str, because: str) -> Profile:
    """The profile with one more kill rule at the end; comments and order stay. IcpError when it cannot be written."""
    rule = {"id": rule_id(profile, because), "when": when.strip(), "because": because.strip()}
    return parse_profile(appended(profile.text, RULES, rule), str(profile.path or ""))


def without_rule(profile: Profile, place: int) -> Profile:
    """The profile without the kill rule at a place."""
    return parse_profile(removed(profile.text, (*RULES, place)), str(profile.path or ""))


def keep(review: Review, changed: Profile, said: str, target: Path | None, version: str = "") -> Moved:
    """Write the changed profile to `target` under `version` (empty: as it was), and make the list anew by it.

    Without a target it is kept in the memory only, as for a list of which nothing is kept. Raises IcpError, and
    then nothing has changed, when the profile is tuned and not saved, or the file cannot be written.
    """
    if review.is_tuned:
        raise IcpError("the profile is tuned and not saved: a rule would save that with it",
                       hint="in the list press w: there s saves it, and U takes the changes back")  # fmt: skip
    text = changed.text
    if version and version != changed.version:
        text = edited(text, {("version",): version})
    path = str(target or changed.path or "")
    before = review.scored
    profile = parse_profile(text, path)
    if target is not None:
        profile = put(review.saved, text, target)
    review.saved_as(profile)
    return shifted(said, before, review.scored)


def _schema(review: Review) -> dict[str, pl.DataType]:
    """What a kill rule may name: account columns, fields of the profile, original headers, and the date."""
    held = dict(review.scored.accounts.schema)
    originals = {name: pl.String() for name in review.session.originals.columns if name not in held}
    return {**held, **originals, columns.AS_OF: pl.Date()}


def _compiled(review: Review, when: str, schema: dict[str, pl.DataType]) -> conditions.Condition:
    text = when.strip()
    if not text:
        raise ValueError("write a condition, such as employees < 20 or country IN ('AU', 'NZ')")
    if re.fullmatch(r"""[\w]+:(?!:)\S.*""", text):
        raise ValueError("a rule is a condition, not field:value; such as employees < 20 or country = 'US'")
    try:
        check_meant(text, schema)
        made = conditions.compile(text, schema)
    except ValueError as error:
        early = re.match(r"no column (\w+)", str(error))
        if early and early[1] in review.cells.schema:
            raise ValueError(
                f"{early[1]} is not known yet when the kill list is asked: it is asked before scoring"
            ) from None
        raise ValueError(_said(str(error), text, schema)) from None
    if not made.names:
        raise ValueError("it says the same of every account: name a column, such as employees < 20")
    return made


def _said(fault: str, text: str, schema: dict[str, pl.DataType]) -> str:
    """What is wrong and how to mend it, without what only a filter can do."""
    said = mended(fault, text, schema).replace(f"; {WORDS}", "")
    missing = re.match(r"no column (\w+)(?!.*nearest)", said)
    near = [name for name in schema if missing and name.casefold().startswith(missing[1].casefold())]
    return f"no column {missing[1]}; nearest: {', '.join(near[:3])}" if missing and near else said


def _met(review: Review, condition: conditions.Condition) -> pl.Series:
    scored, session = review.scored, review.session
    names = [name for name in condition.names if name != columns.AS_OF]
    ours = [name for name in names if name in scored.accounts.columns]
    originals = [name for name in names if name not in ours]
    frame = scored.accounts.select(ours)
    if originals:
        texts = columns.as_text(session.originals.select(originals))
        frame = frame.hstack(texts) if ours else texts
    if columns.AS_OF in condition.names:
        frame = frame.with_columns(pl.lit(session.as_of).alias(columns.AS_OF))
    try:
        met = frame.select(condition.expr.cast(pl.Boolean).fill_null(value=False).alias("met")).to_series()
    except pl.exceptions.PolarsError as error:
        raise ValueError(f"it cannot be worked out: {shortened(str(error).splitlines()[0], 120)}") from None
    return met.new_from_index(0, scored.accounts.height) if met.len() == 1 != scored.accounts.height else met


def _never(review: Review) -> pl.Series:
    never = list(review.session.profile.kill_list.never_kill)
    return review.scored.accounts["domain"].is_in(never).fill_null(value=False)


def _unknown(review: Review, condition: conditions.Condition) -> list[str]:
    """What to say of texts that neither the vocabulary nor any account knows."""
    said = []
    for literal in condition.unknown_literals:
        held = review.scored.accounts[literal.column]
        held = held.explode() if held.dtype == columns.TEXTS else held
        if not (held == literal.text).any():
            known: Sequence[str] = [*vocab.labels(conditions.VOCABULARY[literal.column]), *held.unique().drop_nulls()]
            near = did_you_mean(literal.text, known)
            said.append(f"No account has the {literal.column} '{shortened(literal.text, 60)}'" + (f"; {near}" if near else "."))
    return said


def _open_literal(text: str) -> int | None:
    """Where the text in single quotes begins that is not closed yet."""
    return text.rfind("'") if text.count("'") % 2 else None


def _column_before(text: str, review: Review) -> str | None:
    """The column that a literal at the end of `text` is compared with."""
    schema = review.scored.accounts.schema
    known = [word for word in re.findall(r"[^\W\d]\w*", re.sub(r"'[^']*'", " ", text)) if word in schema]
    return known[-1] if known else None


def _values(review: Review, column: str, typed: str) -> list[str]:
    """The commonest values of a column that begin so."""
    held = review.scored.accounts[column]
    held = held.explode(empty_as_null=True) if held.dtype == columns.TEXTS else held
    if held.dtype != pl.String:
        return []
    counted = held.drop_nulls().value_counts(sort=False).sort("count", column, descending=[True, False])
    begins = pl.col(column).str.to_lowercase().str.starts_with(typed.casefold())
    return counted.filter(begins)[column].head(_OFFERED).to_list()
