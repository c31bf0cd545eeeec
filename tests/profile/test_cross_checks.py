"""Every bad key of a profile, and what has to fit between its parts, each told at its place."""

import time

import pytest

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile, parse_profile

HEAD = """\
icp: T
version: 1
criteria:
  - {key: size, layer: fit, weight: 1, kind: band, field: employees, ideal: [50, null]}
"""
TIERS = """\
tiers:
  - {name: A, capacity: 50, min_score: 70}
  - {name: C, min_score: 60}
"""


def told(text):
    """The problems of a profile, without its path."""
    with pytest.raises(IcpError) as caught:
        parse_profile(text, "p")
    return [str(problem).removeprefix("p:") for problem in caught.value.problems]


def test_the_parts_are_sound():
    assert len(parse_profile(HEAD + TIERS).tiers) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nurture: 65", "7:15: min_score 60 is below the nurture line, 65 (accounts below the nurture line are disqualified)"),
        ("nurture: 101", "8:1: nurture should be at most 100, but is the number 101"),
        ("review_by: 2027-02-30", "8:1: there is no day 2027-02-30 (year, month, day)"),
        ("review_by: January", "8:1: January is no date (write it as 2027-01-31)"),
        ("currency: Dollar", "8:1: Dollar is no currency (three letters such as USD, EUR or GBP)"),
        ("rates: {EUR: 0}", "8:9: EUR should be more than 0, but is the number 0"),
        ("rates: {EURO: 1}", "8:9: EURO is no currency (three letters such as USD, EUR or GBP)"),
        ("rates: {usd: 1}", "8:9: USD is the profile's own currency (remove its rate)"),
        ("fields: {employees: {from: [X], as: number}}", "8:10: employees is a column already (give the extra field another name)"),
        ("fields: {score: {from: [X], as: number}}", "8:10: score is a column already (give the extra field another name)"),
        ("fields: {layer_fit: {from: [X], as: number}}", "8:10: layer_fit is a column already (give the extra field another name)"),
        ("fields: {My Field: {from: [X], as: number}}", "8:10: My Field cannot name a field (lower-case letters, digits and _)"),
        ("fields: {x: {from: [X], as: numbr}}", "8:25: as should be number, money, date, list, flag or text, but is the text 'numbr' (did you mean number?)"),
        ("fields: {x: {from: X, as: text}}", "8:14: from should be a list, but is the text 'X' (write [X])"),
        ("must_have: [{when: a > 1}]", "8:13: because is missing (What to say about an account that fails, such as Country unknown)"),
        ("must_have: [{when: a > 1, because: b, unknown: maybe}]", "8:39: unknown should be pass or fail, but is the text 'maybe'"),
        ("warnings: [{when: a > 1, because: b, penalty: -1}]", "8:38: penalty should be at least 0, but is the number -1"),
        ("warnings: [{when: a > 1, because: b, penalty: .nan}]", "8:47: .nan is not a number that can be used (put it in quotes if it is text)"),
        ("kill_list: {rules: [{id: a, when: a > 1, because: b}, {id: A, when: a > 2, because: c}]}", "8:56: another kill rule has the id A (a) (each kill rule needs its own id)"),
        ("kill_list: {suppress: [{file: a.csv, type: custmer, because: b}]}", "8:38: type should be customer, open_deal, competitor, partner, churned, do_not_contact or other, but is the text 'custmer' (did you mean customer?)"),
        ("kill_list: {never_kill: [https://www.Acme.com/about]}", "8:26: https://www.Acme.com/about is no domain (write acme.com)"),
        ("kill_list: {never_kill: [acme]}", "8:26: acme is no domain (write it as acme.com)"),
        ("kill_list: {suppres: []}", "8:13: unknown key suppres (did you mean suppress?)"),
        ("one_per_family: some", "8:1: one_per_family should be capped, all or none, but is the text 'some'"),
        ("rank_by: [score desc, score asc]", "8:23: score is in the ranking order already (remove one of the two)"),
        ("rank_by: [score]", "8:11: score has no direction (write score desc, or asc)"),
        ("rank_by: [score down]", "8:11: down is no direction (write score desc or founded asc)"),
        ("rank_by: [revnue desc]", "8:11: no column revnue (nearest: revenue, revenue_min, revenue_max)"),
        ("rank_by: [technologies desc]", "8:11: technologies holds a list, which has no order"),
        ("rank_by: []", "8:1: rank_by is empty"),
        ("limits: [{tier: a, per: owner, at_most: 1}]", "8:11: there is no tier a (did you mean A?)"),
        ("limits: [{tier: Z, per: owner, at_most: 1}]", "8:11: there is no tier Z (known: A, C)"),
        ("limits: [{tier: C, per: owner, at_most: 40%}]", "8:32: 40% of what? Tier C has no capacity (give the tier a capacity, or the limit a number)"),
        ("limits: [{tier: A, per: ownr, at_most: 1}]", "8:20: no column ownr (nearest: owner, ownership)"),
        ("limits: [{tier: A, per: keywords, at_most: 1}]", "8:20: a limit counts accounts per value, but keywords holds a list"),
        ("limits: [{tier: A, per: owner, at_most: 0}]", "8:32: at_most should be a whole number from 1 on, but is 0 (write 10, 40%, or {dana: 15, lee: 5})"),
        ("limits: [{tier: A, per: owner, at_most: 140%}]", "8:32: at_most should be more than 0% and at most 100%, but is 140% (write 10, 40%, or {dana: 15, lee: 5})"),
        ("limits: [{tier: A, per: owner, at_most: {dana: x}}]", "8:32: at_most of dana should be a whole number from 0 on, but is x (write 10, 40%, or {dana: 15, lee: 5})"),
        ("limits: [{tier: A, per: owner, at_most: {dana: 1, Dana: 2}}]", "8:32: at_most names Dana twice (upper and lower case are the same)"),
        ("limits: [{tier: A, per: owner, at_most: 1}, {tier: A, per: owner, at_most: 2}]", "8:45: tier A has such a limit per owner already (keep one of the two)"),
        ("nurtur: 40", "8:1: unknown key nurtur (did you mean nurture?)"),
        ("version: 2", "8:1: the key version stands here a second time (first on line 2) (remove one of the two)"),
    ],
)  # fmt: skip
def test_one_fault_is_one_problem(line, said):
    assert told(f"{HEAD}{TIERS}{line}\n") == [said]


@pytest.mark.parametrize(
    ("tier", "said"),
    [
        ("{name: a, min_score: 70}", "7:6: another tier has the name a (A) (each tier needs its own name)"),
        ("{name: Nurture, min_score: 70}", "7:6: a tier cannot be called Nurture (that is the name of another bucket or file of the list)"),
        ("{name: Tier 2, min_score: 70}", "7:6: the tier name Tier 2 has other characters than A-Z a-z 0-9 _ - (it names a file)"),
        ("{name: ../x, min_score: 70}", "7:6: the tier name ../x has other characters than A-Z a-z 0-9 _ - (it names a file)"),
        ("{name: B}", "7:5: min_score is missing (The lowest score that it takes, 0 to 100)"),
        ("{name: B, min_score: 700}", "7:15: min_score should be at most 100, but is the number 700"),
        ("{name: B, min_score: 70, capacity: 0}", "7:30: capacity should be at least 1, but is the number 0"),
        ("{name: B, min_score: 70, capacity: 2.5}", "7:30: capacity should be a whole number, but is the number 2.5"),
        ("{name: B, min_score: 70, min_known: -1}", "7:30: min_known should be at least 0, but is the number -1"),
        ("{name: B, min_score: 70, when: count(score) > 1}", "7:30: when: count(...) looks at several accounts; a condition sees one at a time"),
        ("{name: B, min_score: 70, when: (SELECT 1)}", "7:30: when: a condition has no sub-query"),
    ],
)  # fmt: skip
def test_bad_tiers(tier, said):
    text = f"{HEAD}tiers:\n  - {{name: A, min_score: 70}}\n  - {tier}\n"
    assert told(text) == [said]


def test_what_is_required():
    assert told("about: nothing\n") == [
        "1:1: icp is missing (The name of the profile; shown in the title bar)",
        "1:1: version is missing (Which edition this is, such as 2026-Q4)",
        "1:1: criteria is missing (What is scored: 4 to 6 criteria are advised, 1 to 40 allowed)",
        "1:1: tiers is missing (The tiers, filled from the first to the last)",
    ]


def test_one_to_forty_criteria():
    assert told(f"icp: T\nversion: 1\ncriteria: []\n{TIERS}") == ["3:1: criteria is empty"]
    rows = "".join(
        f"  - {{key: k{number}, layer: fit, weight: 1, kind: flag, field: ownership}}\n"
        for number in range(41)
    )
    assert told(f"icp: T\nversion: 1\ncriteria:\n{rows}{TIERS}") == [
        "3:1: criteria has 41 items; at most 40 are allowed",
    ]


def test_sound_parts_are_checked_although_others_are_not():
    """A bad weight, kind and capacity hide neither the double key nor the unknown field, tier or column."""
    text = """\
icp: T
version: 1
criteria:
  - {key: size, layer: fit, weight: -1, kind: band, field: employees, ideal: [50, null]}
  - {key: size, layer: fit, weight: 1, kind: bnad, field: employes}
tiers:
  - {name: A, capacity: many, min_score: 30}
limits:
  - {tier: B, per: owner, at_most: 5}
  - {tier: A, per: ownr, at_most: 5%}
"""
    assert told(text) == [
        "4:29: weight should be more than 0, but is the number -1",
        "5:6: another criterion has the key size (each criterion needs its own key)",
        "5:40: there is no kind bnad (did you mean band?)",
        "5:52: no column employes (nearest: employees, employees_min, employees_max)",
        "7:15: capacity should be a whole number, but is the text 'many'",
        "7:31: min_score 30 is below the nurture line, 40 (accounts below the nurture line are disqualified)",
        "9:6: there is no tier B (known: A)",
        "10:15: no column ownr (nearest: owner, ownership)",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"icp: [T\nversion: 1\n", ":1:6: the [ opened here is not closed (add the missing ] or comma)"),
        (b"icp: T\ncriteria:\n\t- key: a\n", ":3:1: a tab cannot indent a line (use spaces)"),
        (b"icp: !!python/object/apply:os.system [x]\n", ":1:6: tags such as !!python/object/apply:os.system are not read (write the plain value)"),
        ("icp: Ünïcode\n".encode("latin-1"), ":1:6: is not UTF-8: byte 0xdc (save it as UTF-8)"),
        (b"icp: " + b"x" * 9_999_996, ": has 10,000,001 bytes; at most 10,000,000 are read (is it the right file?)"),
        (b"icp: " + b"x" * 9_999_000, ":1:1: icp has 9,999,000 characters; at most 500 are allowed"),
        (b"icp: T\ncriteria:\n" + b"- {key: a, wieght: 1}\n" * 9_000, ":1:1: version is missing (Which edition this is, such as 2026-Q4)"),
    ],
    ids=["syntax", "tab", "tag", "latin-1", "over 10 MB", "nearly 10 MB", "nine thousand faults"],
)  # fmt: skip
def test_bad_files_are_told_in_under_a_second(tmp_path, data, said):
    path = tmp_path / "p.yaml"
    path.write_bytes(data)
    started = time.process_time()
    with pytest.raises(IcpError) as caught:
        load_profile(path)
    assert time.process_time() - started < 1
    assert f"{path}{said}" in [str(problem) for problem in caught.value.problems]
