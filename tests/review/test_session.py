"""The session: stages that a change does not reach stay as they are; what the person is told; --where."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from decided import decisions, suppression
from lists import AS_OF, profile, size

from icp_tui.errors import IcpError
from icp_tui.review import session as session_module
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.session import Session, left_out, load_suppressions
from icp_tui.scoring import stages as stages_module
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.stages import score_list
from icp_tui.sources.accounts import load_accounts

STAGES = ("prepare", "assess", "score", "match_joined", "kill", "tie_order", "ranking", "family_codes", "codes", "assign")
GEO = {"key": "geo", "title": "Geography", "layer": "fit", "weight": 1, "kind": "one_of", "field": "country", "ideal": ["US"]}
ROWS = """\
Company,Website,Employees,Country,Owner
Acme,acme.com,100,US,dana
Globex,globex.com,200,DE,dana
Hooli,hooli.com,5,US,
"""


def loaded(tmp_path: Path, text: str = ROWS):
    path = tmp_path / "accounts.csv"
    path.write_text(text, encoding="utf-8")
    return load_accounts([path])


@pytest.fixture
def calls(monkeypatch):
    """How often each stage was run."""
    counted: Counter[str] = Counter()

    def counting(name, stage):
        def run(*args, **named):
            counted[name] += 1
            return stage(*args, **named)

        return run

    for name in STAGES:
        module = session_module if name == "prepare" else stages_module
        # The score is made in one of two ways, and the stages choose.
        owner, attribute = (stages_module.Stages, "_score") if name == "score" else (module, name)
        monkeypatch.setattr(owner, attribute, counting(name, getattr(owner, attribute)))
    return counted


BASE = {"criteria": [size(3), GEO], "limits": [{"tier": "A", "per": "owner", "at_most": 5}],
        "warnings": [{"when": "employees > 150", "because": "Big"}]}  # fmt: skip


def test_every_stage_runs_once(tmp_path, calls):
    session = Session(loaded(tmp_path), profile(**BASE), AS_OF)
    session.scored()
    assert calls == dict.fromkeys(STAGES, 1)


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({}, {"assign"}),
        ({"tiers": [{"name": "A", "capacity": 1, "min_score": 70}]}, {"assign"}),
        ({"tiers": [{"name": "A", "min_score": 10}], "nurture": 5}, {"assign"}),
        ({"one_per_family": "all"}, {"family_codes", "codes", "assign"}),
        ({"limits": [{"tier": "A", "per": "country", "at_most": 1}]}, {"codes", "assign"}),
        ({"rank_by": ["score desc", "employees asc"]}, {"tie_order", "ranking", "assign"}),
        # New weights and grades redo the sum and what stands on it, not the levels.
        ({"criteria": [size(1), GEO | {"weight": 7}]}, {"score", "ranking", "assign"}),
        ({"criteria": [size(3, grades={"ideal": 0.8}), GEO]}, {"score", "ranking", "assign"}),
        ({"criteria": [size(3, title="Headcount"), GEO]}, {"score", "ranking", "assign"}),
        ({"criteria": [size(3, ideal=[50, 150]), GEO]}, {"assess", "score", "kill", "ranking", "assign"}),
        ({"warnings": [{"when": "employees > 50", "because": "Big"}]}, {"assess", "score", "kill", "ranking", "assign"}),
        ({"kill_list": {"never_kill": ["acme.com"]}}, {"assess", "score", "kill", "ranking", "assign"}),
        ({"rates": {"EUR": 2}}, set(STAGES)),
    ],
)
def test_a_change_runs_only_the_stages_that_it_reaches(tmp_path, calls, change, again):
    session = Session(loaded(tmp_path), profile(**BASE), AS_OF)
    session.scored()
    calls.clear()
    session.profile = profile(**(BASE | change))
    found = session.scored()
    assert {name for name, count in calls.items() if count} == again
    fresh = Session(session.accounts, session.profile, AS_OF).scored()
    assert found.frame.equals(fresh.frame)
    assert found.cut_lines == fresh.cut_lines


@pytest.mark.parametrize(
    ("decided", "again"),
    [
        ({"pin": "A"}, {"assign"}),
        ({"excluded": "No"}, {"assign"}),
        ({"note": "call"}, {"assign"}),
        # An owner is a column: here a limit reads it.
        ({"owner": "kim"}, {"codes", "assign"}),
    ],
)
def test_a_decision_runs_only_the_stages_that_it_reaches(tmp_path, calls, decided, again):
    session = Session(loaded(tmp_path), profile(**BASE), AS_OF)
    session.scored()
    calls.clear()
    session.decisions = decisions({"account_key": "globex.com"} | decided)
    found = session.scored()
    assert {name for name, count in calls.items() if count} == again
    assert found.frame.equals(Session(session.accounts, session.profile, AS_OF, decisions=session.decisions).scored().frame)


def test_a_new_day_finds_the_levels_anew(tmp_path, calls):
    session = Session(loaded(tmp_path), profile(**BASE), AS_OF)
    session.scored()
    calls.clear()
    session.as_of = date(2027, 1, 1)
    session.scored()
    assert calls["assess"] == 1
    assert calls["prepare"] == 0


def test_the_session_is_the_pure_function(tmp_path):
    accounts = loaded(tmp_path)
    through = Session(accounts, profile(**BASE), AS_OF).scored()
    assert through.frame.equals(score_list(accounts.frame, profile(**BASE), AS_OF).frame)


# --where


def test_who_does_not_meet_where_is_rejected_with_the_cause_and_every_row_is_accounted_for(tmp_path):
    text = ROWS + "Acme Inc,www.acme.com,,,\n,,7,US,\n"
    session = Session(loaded(tmp_path, text), profile(), AS_OF, where="country = 'USA' AND employees > 50")
    assert session.rows == {"in": 5, "rejected": 3, "duplicates": 1, "accounts": 1}
    assert session.accounts.frame["name"].to_list() == ["Acme"]
    assert session.accounts.rejected.rows() == [
        ("accounts.csv", 6, ",,7,US,", "no name, domain or LinkedIn page"),
        ("accounts.csv", 3, "Globex,globex.com,200,DE,dana", "left out by --where country = 'USA' AND employees > 50"),
        ("accounts.csv", 4, "Hooli,hooli.com,5,US,", "left out by --where country = 'USA' AND employees > 50"),
    ]
    assert session.accounts.originals.height == 1


def test_unknown_does_not_meet_where(tmp_path):
    assert left_out(loaded(tmp_path), "owner <> 'lee'", AS_OF).frame["name"].to_list() == ["Acme", "Globex"]


@pytest.mark.parametrize(("where", "left"), [("1 = 1", 3), ('"Company" = \'Acme\'', 1), ("as_of > '2026-01-01'", 3)])
def test_where_sees_original_columns_and_the_date_and_may_be_constant(tmp_path, where, left):
    session = Session(loaded(tmp_path), profile(), AS_OF, where=where)
    assert session.accounts.frame.height == left
    rows = session.rows
    assert rows["in"] == rows["rejected"] + rows["duplicates"] + rows["accounts"] == 3
    assert session.scored().frame.height == left


def test_a_where_that_leaves_nobody_is_refused(tmp_path):
    with pytest.raises(IcpError, match="1 = 2 leaves out all 3 accounts; nothing was written"):
        left_out(loaded(tmp_path), "1 = 2", AS_OF)


def test_a_where_over_the_score_is_told_that_it_comes_too_early(tmp_path):
    with pytest.raises(IcpError, match="asked before scoring"):
        left_out(loaded(tmp_path), "score > 50", AS_OF)


def test_industries_that_nobody_knows_are_counted_where_they_matter(tmp_path):
    text = "Company,Website,Employees,Country,Industry\nAcme,acme.com,100,US,Alchemy\nGlobex,globex.com,100,US,Alchemy\n"
    criteria = [{"key": "i", "layer": "fit", "weight": 1, "kind": "one_of", "field": "industry", "ideal": ["Banking"]}]
    said = [one for one in notices(tmp_path, text, criteria=criteria) if "vocabulary does not know" in one]
    assert said == [
        "2 rows of accounts.csv have an industry that the vocabulary does not know ('Alchemy' x2): "
        "they count as written, not as unknown",
    ]


@pytest.mark.parametrize(("where", "said"), [("contry = 'US'", "no column contry; nearest: "), ("employees >", "cannot be read"), ("", "empty")])
def test_a_where_that_cannot_be_read(tmp_path, where, said):
    with pytest.raises(IcpError, match=said):
        Session(loaded(tmp_path), profile(), AS_OF, where=where)


# Notices


def notices(tmp_path, text=ROWS, *, suppress=(), decided=None, as_of=AS_OF, **parts):
    session = Session(
        loaded(tmp_path, text), profile(**{"criteria": [size(3), GEO], **parts}), as_of, suppressions=suppress, decisions=decided
    )
    return session.notices()


def test_nothing_to_say(tmp_path):
    assert notices(tmp_path) == []


@pytest.mark.parametrize(("as_of", "due"), [(date(2026, 11, 20), False), (date(2026, 11, 21), False), (date(2026, 11, 22), True)])
def test_the_profile_is_due_for_review_after_its_day(tmp_path, as_of, due):
    said = notices(tmp_path, as_of=as_of, review_by="2026-11-21")
    assert said == (["the profile was due for review on 2026-11-21: look at it again, then set a new review_by"] if due else [])


def test_points_that_cannot_be_earned(tmp_path):
    trigger = {"key": "trigger", "title": "Trigger", "layer": "intent", "weight": 1, "kind": "recency",
               "field": "last_funding_date", "within": {"90d": 1.0}}  # fmt: skip
    words = {"key": "words", "title": "Words", "layer": "pain", "weight": 4, "kind": "keywords",
             "fields": ["description", "keywords"], "ideal": ["x"]}  # fmt: skip
    said = notices(tmp_path, criteria=[size(3), trigger, words], fields={"hot": {"from": ["Hot"], "as": "flag"}})
    assert said == [
        "no source has last_funding_date: 12.50 points cannot be earned (Trigger)",
        "no source has description or keywords: 50 points cannot be earned (Words)",
        "no source has a header for the field hot: it is unknown for every account",
    ]


def test_one_of_several_fields_is_enough_to_earn(tmp_path):
    words = {"key": "words", "layer": "pain", "weight": 4, "kind": "keywords", "fields": ["description", "name"], "ideal": ["acme"]}
    assert notices(tmp_path, criteria=[size(3), words]) == []


def test_dates_to_come(tmp_path):
    trigger = {"key": "trigger", "layer": "intent", "weight": 1, "kind": "recency", "field": "last_funding_date",
               "within": {"90d": 1.0}}  # fmt: skip
    text = "Company,Website,Last Raised At\nAcme,acme.com,2027-01-01\nGlobex,globex.com,2026-11-21\n"
    assert notices(tmp_path, text, criteria=[trigger]) == [
        "1 account with a last_funding_date after 2026-11-21: a date in the future counts as unknown",
    ]


def test_money_that_no_rate_converts(tmp_path):
    text = "Company,Website,Employees,Country,Annual Revenue\nAcme,acme.com,100,US,CHF 5m\nGlobex,globex.com,60,DE,€5m\n"
    (said,) = notices(tmp_path, text, rates={"EUR": 1.1})
    assert said.startswith("1 account with money in CHF, without a rate to USD")


def test_literals_that_nobody_knows(tmp_path):
    text = "Company,Website,Employees,Country,Industry\nAcme,acme.com,100,US,Basket Weaving\n"
    rules = [{"id": "a", "when": "industry = 'Basket Weavin'", "because": "x"},
             {"id": "b", "when": "industry = 'Basket Weaving'", "because": "x"},
             {"id": "c", "when": "country = 'US' AND industry = 'Zzz'", "because": "x"}]  # fmt: skip
    assert notices(tmp_path, text, kill_list={"rules": rules}) == [
        "no account and no vocabulary has the industry 'Basket Weavin'; did you mean Basket Weaving?",
        "no account and no vocabulary has the industry 'Zzz'",
    ]


def test_only_the_alphabet_decides(tmp_path):
    text = "Company,Website,Employees,Country\nAcme,acme.com,100,US\nGlobex,globex.com,100,US\n"
    tiers = [{"name": "A", "capacity": 1, "min_score": 70}]
    assert notices(tmp_path, text, tiers=tiers) == [
        "at the end of A only the alphabet decides between Acme and Globex: the profile cannot tell them apart;"
        " add a criterion or a column to rank_by",
    ]
    assert notices(tmp_path, text.replace("globex.com,100", "globex.com,99"), tiers=tiers) == []


def test_whom_a_limit_does_not_bind(tmp_path):
    text = ROWS.replace("hooli.com,5", "hooli.com,50")
    said = notices(tmp_path, text, limits=[{"tier": "A", "per": "owner", "at_most": 5}])
    assert said == ["1 account in A has no owner, so it is outside the limit of 5 per owner"]


def test_a_suppression_file_that_matches_nothing(tmp_path):
    idle = suppression({"domain": "zzz.com"}, {"domain": "yyy.com"})
    assert notices(tmp_path, suppress=[idle, suppression({"domain": "acme.com"}, type="partner")]) == [
        "the suppression file customer.csv (2 rows) matches no account: is it the right file?",
    ]


def test_possible_matches(tmp_path):
    entries = suppression({"domain": "hooli.com"}, {"name": "Acme", "domain": "acme.io"}, {"name": "Globex", "domain": "gl.io"})
    (said,) = notices(tmp_path, suppress=[entries])
    assert said.startswith("2 accounts that may be on a suppression list")


def test_decisions_that_wait_for_their_account_or_tier(tmp_path):
    waiting = Decision(kind="pin", account_key="gone.com", name="Gone", value="A", author="dana")
    held = decisions({"account_key": "acme.com", "pin": "Z"}, {"account_key": "globex.com", "pin": "A"})
    assert notices(tmp_path, decided=Decisions(held.frame, [waiting], 3, "sha")) == [
        "the decision pin of dana about Gone waits: no such account here",
        "the pin of acme.com to Z waits: the profile has no such tier",
    ]


def test_cells_of_the_tier_files_that_start_like_a_formula(tmp_path):
    text = "Company,Website,Employees,Country,Notes,Phone\nAcme,acme.com,100,US,=cmd(),+1 555\nTiny,tiny.com,1,DE,=cmd(),1\n"
    (said,) = notices(tmp_path, text)
    assert said.startswith("1 cell of the tier files starts like a formula")


# Loading


def test_every_unreadable_suppression_file_is_reported_at_once(tmp_path):
    files = [{"file": f"gone{n}.csv", "type": "customer", "because": "x"} for n in range(2)]
    with pytest.raises(IcpError) as raised:
        load_suppressions(profile(kill_list={"suppress": files}), [tmp_path / "gone2.csv"])
    assert len(raised.value.problems) == 3


def test_load_reads_sources_suppression_and_decisions(tmp_path):
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "no.csv").write_text("domain\nacme.com\n", encoding="utf-8")
    said = [Decision(kind="note", account_key="globex.com", value="call", seq=1)]
    session = Session.load([tmp_path / "a.csv"], profile(), AS_OF, suppress=[tmp_path / "no.csv"], decisions=lambda: said)
    frame = session.scored().frame
    assert frame.select("name", "bucket", "note").rows() == [
        ("Acme", "killed", None), ("Globex", "A", "call"), ("Hooli", "disqualified", None),
    ]  # fmt: skip
    assert frame["kill_reasons"].to_list()[0] == ["On the suppression list no.csv"]
    assert set(session.clock.seconds) >= {"read", "clean", "merge", "suppression", "decisions", "score", "kill", "tier"}


def test_another_suppression_file_is_noticed(tmp_path):
    session = Session(loaded(tmp_path), profile(), AS_OF)
    before = session.scored().buckets()["killed"]
    session.suppressions = (suppression({"domain": "acme.com"}),)
    assert session.scored().buckets()["killed"] == before + 1
