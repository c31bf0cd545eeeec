"""A profile from the columns of a list: what is proposed, and that it is valid whatever the list holds."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile, parse_profile
from icp_tui.review.drafting.column_facts import column_facts
from icp_tui.review.drafting.list_draft import ListDraft
from icp_tui.review.drafting.suggested import chosen, rounded, short, suggested
from icp_tui.sources.accounts import load_accounts

TODAY = date(2026, 11, 21)


def read(folder, text):
    path = folder / "q4_accounts.csv"
    path.write_text(text, encoding="utf-8")
    return ListDraft.read([path], TODAY)


@pytest.fixture
def draft(tmp_path):
    """Twenty companies: sizes 10 to 200, mostly software, half of them with a funding day, a rating for all."""
    rows = ["Company,Website,Employees,Industry,Country,Last Funding Date,Fit Rating,Zip Code,Notes,Blank"]
    for n in range(1, 21):
        industry = "Software Development" if n <= 12 else "Banking" if n <= 16 else "Retail" if n <= 18 else "Farming"
        day = f"2026-{n:02d}-01" if n <= 10 else ""
        rows.append(f"C{n},c{n}-corp.com,{n * 10},{industry},{'US' if n % 2 else 'DE'},{day},{'Hot' if n <= 5 else 'Cold'},{10000 + n},n{n},")
    return read(tmp_path, "\n".join(rows) + "\n")


def idea(draft, key):
    return next(one for one in draft.ideas if one.key == key)


def test_each_kind_of_column_gets_its_kind_of_criterion(draft):
    industry = idea(draft, "industry")
    assert (industry.kind, industry.rule) == ("one_of", (("ideal", "[Software Development, Banking]"), ("adjacent", "[Farming]")))
    # A quarter of 10, 20, ..., 200 is at most 60, three quarters at most 150 (nearest rank).
    assert idea(draft, "employees").facts.quarters == (60, 110, 150)
    assert idea(draft, "employees").rule == (("ideal", "[60, 150]"), ("near", "25%"))
    assert idea(draft, "country").rule == (("ideal", "[DE]"),)
    # Of 1 January to 1 October the youngest quarter begins on 1 August: 112 days before.
    assert idea(draft, "last_funding_date").rule == (("within", "{180d: 1, 365d: 0.5}"),)
    assert idea(draft, "fit_rating").rule == (("ideal", "[Cold]"),)
    assert idea(draft, "fit_rating").facts.field == "Fit Rating"
    assert not idea(draft, "revenue").usable
    # A code, texts that are all different, and a blank column tell nothing.
    assert not {"zip_code", "notes", "blank"} & {one.key for one in draft.ideas}


def test_what_is_well_known_is_chosen_and_the_profile_cuts_the_list_at_once(draft, tmp_path):
    assert draft.chosen == {"industry", "employees", "country", "last_funding_date"}
    made = draft.save(tmp_path / "mine.yaml", draft.chosen | {"fit_rating"}, {"industry": 40})
    profile = load_profile(made)
    assert (profile.icp, profile.version) == ("Q4 accounts", "2026-Q4")
    assert [(one.key, one.weight) for one in profile.criteria] == [
        ("industry", 40), ("employees", 20), ("country", 15), ("last_funding_date", 20), ("fit_rating", 10),
    ]  # fmt: skip
    assert profile.fields["fit_rating"].from_ == ("Fit Rating",)
    # Half a list of 20: A takes one, B four.
    assert [(tier.name, tier.capacity) for tier in profile.tiers] == [("A", 1), ("B", 4), ("C", None)]
    buckets = draft.buckets(draft.chosen)
    assert sum(buckets.values()) == 20
    assert buckets["A"] == 1
    assert draft.buckets(()) == {}
    with pytest.raises(IcpError, match="there is such a file already"):
        draft.save(tmp_path / "mine.yaml", draft.chosen)


def test_the_text_says_what_the_list_holds(draft):
    text = draft.text(draft.chosen)
    assert "# Known for 100% of 20 accounts. Values: 4, most of all Software Development 12, Banking 4, Farming 2, Retail 2." in text
    assert "# Known for 100% of 20 accounts. Half of them lie between 60 and 150, the middle one is 110." in text
    assert all(len(line) < 130 for line in text.splitlines())


def test_hostile_and_odd_values_stay_text(tmp_path):
    nasty = ["NO", "true", "1_000", "a: b # c", "'q' \"r\"", "[x, {y}]", "- z", "会社", "&a *b", "%TAG !", "\x1b[31mred", "=1+1"]
    rows = "".join(f'C{n},c{n}-corp.com,"{value.replace(chr(34), chr(34) * 2)}",X{n % 2}\n' for n, value in enumerate(nasty * 3))
    made = read(tmp_path, "Company,Website,Industry,\"Odd: [header] # 'x'\"\n" + rows)
    profile = parse_profile(made.text({one.key for one in made.ideas if one.usable}))
    wanted = {value for one in profile.criteria for part in ("ideal", "adjacent") for value in getattr(one, part)}
    assert wanted <= {*nasty, "X0", "X1", "true", "false"}
    assert not any("\x1b" in value for value in wanted)


@settings(max_examples=40)
@given(
    columns=st.lists(
        st.tuples(
            st.sampled_from(["Industry", "Employees", "Country", "Revenue", "Technologies", "Intent Score", "Founded", "Tag", "true", "a-b", "Score", "1st"]),
            st.lists(st.one_of(st.integers(-3, 10**7).map(str), st.sampled_from(["US", "yes", "no", "", "2026-01-01", "null", "x, y", "é"])), min_size=6, max_size=6),
        ),
        min_size=1, max_size=6, unique_by=lambda one: one[0],
    )
)  # fmt: skip
def test_every_usable_proposal_is_valid_and_cuts_all_accounts(tmp_path_factory, columns):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    cells = [[f"C{n}", f"c{n}-corp.com", *(values[n] for _, values in columns)] for n in range(6)]
    pl.DataFrame(cells, schema=["Company", "Website", *(name for name, _ in columns)], orient="row").write_csv(path)
    made = ListDraft.read([path], TODAY)
    usable = {one.key for one in made.ideas if one.usable}
    if usable:
        assert made.chosen <= usable
        assert sum(made.buckets(usable).values()) == made.count


def test_the_order_of_the_rows_decides_nothing(tmp_path):
    rows = [f"C{n},c{n}-corp.com,{n * 7 % 90},{'ABC'[n % 3]} Industry,Tag{n % 4}" for n in range(60)]
    texts = []
    for name, part in (("one", rows), ("two", rows[::-1])):
        (tmp_path / name).mkdir()
        made = read(tmp_path / name, "Company,Website,Employees,Industry,Tag\n" + "\n".join(part) + "\n")
        texts.append(made.text({one.key for one in made.ideas if one.usable}))
    assert texts[0] == texts[1]


def test_an_empty_list_proposes_nothing(tmp_path):
    made = read(tmp_path, "Company,Website\n")
    assert made.chosen == set()
    assert not any(one.usable for one in made.ideas)


def test_a_list_of_few_columns_takes_what_there_is(tmp_path):
    (tmp_path / "few.csv").write_text("Company,Website,Kind\nA,a-corp.com,x\nB,b-corp.com,y\nC,c-corp.com,x\nD,d-corp.com,x\n")
    ideas = suggested(column_facts(load_accounts([tmp_path / "few.csv"]), TODAY))
    assert chosen(ideas) == {"kind"}


@pytest.mark.parametrize(("number", "down", "up"), [(0, 0, 0), (7, 6, 8), (53, 50, 60), (332, 300, 400), (110, 100, 150), (2_741, 2_500, 3_000), (1, 1, 1), (-7, -8, -6)])
def test_round_numbers(number, down, up):
    assert (rounded(number, up=False), rounded(number, up=True)) == (down, up)


def test_short_numbers():
    assert [short(one) for one in (50, 12_000, 2_500_000, 3e9, 0.5)] == ["50", "12,000", "2.5M", "3B", "0.5"]
