"""The text of a profile that the columns of a list suggest: YAML with a comment wherever a person would ask."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap

from icp_tui.columns import MONEY
from icp_tui.errors import visible
from icp_tui.review.drafting.suggested import Suggested, short
from icp_tui.yaml_io.written import flow

# Of a list too short for tiers of 50 and 200, A takes a twentieth and B a fifth.
_A, _B = 50, 200
_LONGEST_NAME = 60
_TOLD = 4
_WIDTH = 112

_HEAD = """\
# ICP profile, made from the columns of {list}.
#
# The list says what there is, not what is good: the values here are its most frequent ones and the middle of its
# numbers. Make it yours: move values between `ideal` and `adjacent`, change the bands, the weights, the score lines.
#   w in the app changes all of it with the list moving under your eyes, and saves it
#   icp-tui check {file} {list}     what each rule touches
"""
_CRITERIA = """\
# Each criterion is worth its weight (only the shares count) times the grade of the level that an account reaches:
# ideal 1, adjacent or near 0.5, otherwise 0, unknown 0 unless said here.
criteria:
"""
_TAIL = """\
# Gates: an account that fails one is disqualified, whatever its score. Take the # away to use it.
# must_have:
#   - {when: country IS NOT NULL, because: Country unknown}

# Whom you do not want, and lists of companies to leave out. A path counts from the folder of this file.
# kill_list:
#   rules:
#     - {id: too-small, when: employees < 20, because: Under 20 employees}
#   suppress:
#     - {file: customers.csv, type: customer, because: Existing customer}

"""


def draft_text(
    ideas: Sequence[Suggested],
    *,
    sources: Sequence[Path],
    accounts: int,
    as_of: date,
    target: str = "my-icp.yaml",
    weights: Mapping[str, int] | None = None,
    currency: str = "USD",
) -> str:
    """The profile with these criteria for a list of so many accounts; `weights` by key replace the suggested ones.

    It reads back as a valid profile as long as there is at least one criterion.
    """
    named = [one for one in ideas if one.usable]
    list_name = _comment(sources[0].name) if sources else "a list"
    fields = _fields(named)
    money = any(one.facts.field in MONEY for one in named)
    return "\n".join([
        _HEAD.format(list=list_name, file=_comment(target)),
        f"icp: {flow(_name(sources))}",
        f"version: {as_of.year}-Q{(as_of.month + 2) // 3}",
        *(["", "# Money in another currency needs a rate to be compared, such as  rates: {EUR: 1.08}", f"currency: {currency}"] if money else []),
        *(["", "# Columns of this list that are no account column: they are read from these headers.", "fields:", *fields] if fields else []),
        "",
        _CRITERIA + "\n".join(_criterion(one, (weights or {}).get(one.key, one.weight)) for one in named),
        _TAIL + _tiers(accounts),
    ])  # fmt: skip


def _tiers(accounts: int) -> str:
    """Tiers that fill from the top; a short list gets small ones."""
    first = max(1, min(_A, accounts // 20))
    second = max(1, min(_B, accounts // 5))
    return f"""\
# Tiers fill from the top in rank order. Raise a capacity only as far as the team can follow up; lower a min_score
# and the tier reaches further down.
tiers:
  - {{name: A, capacity: {first}, min_score: 70, play: 1-to-1 outreach}}
  - {{name: B, capacity: {second}, min_score: 70, play: Segmented sequence}}
  - {{name: C, min_score: 70, play: Automated outreach}}
nurture: 40                    # from 40 up to 70: keep warm. Below: disqualified
"""


def _criterion(one: Suggested, weight: int) -> str:
    """One criterion with what the list says of it above."""
    facts = one.facts
    said = [f"Known for {facts.share:.0%} of {facts.of:,} accounts."]
    if facts.top:
        said.append(f"{'Entries' if facts.holds == 'list' else 'Values'}: {facts.distinct:,}, most of all " + ", ".join(
            f"{_comment(text)} {count:,}" for text, count in facts.top[:_TOLD]
        ) + ".")  # fmt: skip
    if facts.quarters:
        said.append("Half of them lie between {} and {}, the middle one is {}.".format(*(short(facts.quarters[at]) for at in (0, 2, 1))))
    if facts.days:
        said.append(f"A quarter is at most {facts.days[0]:,} days old, half at most {facts.days[1]:,} days.")
    # Where many are unknown, thin data would decide instead of the company.
    thin = [("unknown", "skip          # many are unknown: the criterion is left out for those")] if facts.share < 0.5 else []
    return "\n".join([
        *(f"  # {line}" for line in wrap(" ".join(said), _WIDTH)),
        f"  - key: {one.key}",
        f"    title: {flow(' '.join(one.title.split())[:_LONGEST_NAME])}",
        f"    layer: {one.layer}",
        f"    weight: {weight}",
        f"    kind: {one.kind}",
        f"    field: {one.key if facts.original else facts.field}",
        *(f"    {key}: {value}" for key, value in [*one.rule, *thin]),
        "",
    ])  # fmt: skip


def _fields(ideas: Sequence[Suggested]) -> list[str]:
    """Extra fields for the criteria that read an original column."""
    return [f"  {one.key}: {{from: [{flow(one.facts.field)}], as: {one.facts.holds}}}" for one in ideas if one.facts.original]


def _name(sources: Sequence[Path]) -> str:
    """The name of the list without ending and dashes: `q4_accounts.csv` is Q4 accounts."""
    stem = sources[0].name.split(".")[0] if sources else ""
    words = " ".join(re.findall(r"\w+", stem)).replace("_", " ").strip()
    words = words if words.isprintable() else ""
    return (words[:1].upper() + words[1 : _LONGEST_NAME]).strip() or "My ICP"


def _comment(text: str) -> str:
    """Text of a list in a comment: on one line, and nothing that a reader could not see."""
    return visible(" ".join(text.split()))[:_LONGEST_NAME]
