"""What is said of a filter that cannot be understood, or that would mean something else than it seems to."""

import pytest
from celled import cells
from filtered import filtered

from icp_tui.review.filters import parse_filter


@pytest.fixture(scope="module")
def made():
    return filtered()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the filter is empty"),
        ("   ", "the filter is empty"),
        ("x" * 10_001, "10,001 characters"),
        ("x" * 501, "501 characters are too long to look for"),
        # Columns
        ("emploees:100", "no column emploees; did you mean employees"),
        ("emploees:100", 'put it in quotes: "emploees:100"'),
        ("emploees > 100", "no column emploees; nearest: employees"),
        ("has:nothing_at_all", "no column nothing_at_all"),
        ("has:", "has:note"),
        ("headcont:5", "no column headcont; did you mean employees?"),
        ("headcont > 5", "no column headcont; nearest: employees"),
        ("tech = 'HubSpot'", "no column tech; nearest: technologies"),
        ("stage:seed", "stage can be funding_stage or lifecycle_stage; write funding_stage:seed or lifecycle_stage:seed"),
        ("stage:", "write funding_stage:none or lifecycle_stage:none"),
        ("has:stage", "write funding_stage:any or lifecycle_stage:any"),
        ('"tech":hubspot', "no column tech; did you mean"),
        ("is:pined", "did you mean pinned?"),
        ("is:", "is: goes with pinned, unpinned, reviewed"),
        # Values
        ("tier:Z", "no tier Z; there are A, BB"),
        ("bucket:nurtur", "no bucket nurtur; did you mean nurture?"),
        ("bucket = 'Killed'", "no bucket 'Killed'; did you mean killed?"),
        ("tier NOT IN ('A', 'X')", "no tier 'X'; there are A, BB"),
        ("employees:many", "employees is a number and cannot be many; write employees:100, employees:>100"),
        ("employees:200-50", "write employees:50-200"),
        ("last_funding_date:soon", "last_funding_date is a date and cannot be soon; write last_funding_date:>2026-01-31"),
        ("last_funding_date:2026-02-30", "there is no date 2026-02-30"),
        ("last_funding_date:2026..2025", "write the earlier date first"),
        ("reviewed:maybe", "write reviewed:yes or reviewed:no"),
        ("owner:>5", "owner is text, and > needs a number or a date"),
        ("owner:=", "owner:= needs a text after it"),
        ("country:Germny", "did you mean Germany?"),
        ("industry:Softwear", "no account has industry Softwear"),
        # Blanks
        ("owner: dana", "write owner:dana, or owner:none dana"),
        ("owner :dana", "write owner:dana without a blank"),
        ("employees:> 100", "write employees:>100 without a blank"),
        ("city:San Diego", 'write city:"San Diego"'),
        ("country:United States", 'write country:"United States"'),
        ("Lead Status:open", 'write "Lead Status":open'),
        ("acme Lead Status:open", 'write "Lead Status":open'),
        ('owner:"dana', 'the quote in "dana is not closed'),
        ('"acme', 'the quote in "acme is not closed'),
        # Words that are meant as something else
        ("acme OR globex", "OR is read only in conditions"),
        ("acme AND globex", "leave AND away"),
        ("tier:A or owner:dana", "OR is read only in conditions"),
        ("NOT owner:dana", "NOT is read only in conditions"),
        ("-country:US", "country <> 'US'"),
        ("employees 100", "write employees:100 or employees:>100"),
        ("country US", "if country is the column, write country:US"),
        ("owner dana whitlock", 'write owner:"dana whitlock"'),
        ("city in bloom", "IN needs brackets"),
        ("city in bloom", "put them in double quotes"),
        # Conditions
        ("employees >", "something is missing after >"),
        ("employees > 50 AND", "something is missing after AND"),
        ("> 100", "a condition looks like employees > 100"),
        ("country = US", "write country = 'US'"),
        ("city = San Diego", "write city = 'San Diego'"),
        ("city = San Diego AND employees > 5", "write city = 'San Diego'"),
        ("country is US", "write country = 'US'"),
        ("country is not US", "write country <> 'US'"),
        ("country != US", "write country != 'US'"),
        ('country = "US"', "text goes in single quotes: 'US'"),
        ("country = 'US", "is not closed"),
        ("name = 'O'Brien'", "written twice: 'O''Brien'"),
        ("country in US", "country IN ('US')"),
        ("lower(name) = acme", "text goes in single quotes"),
        ("employees > 10M", "write 10M as a whole number, such as 10000000"),
        ("revenue > 1.5 million", "such as 1500000"),
        ("employees > 1,000", "write 1000 for 1,000"),
        ("employees > $5", "leave the $ away"),
        ("score >= 80%", "leave the % away"),
        ("employees => 100", "write >= for =>"),
        ("employees > 100 country", "country does not belong there; join conditions with AND or OR"),
        ("employees > 100 AND owner:dana", "do not mix; write employees:>100 owner:dana"),
        ("owner:dana employees > 100", "do not mix; write owner:dana employees:>100"),
        ("country:US employees:50-200 owner IS NULL", "do not mix; write country:US employees:50-200 owner:none"),
        ("tier:A owner is not null", "do not mix; write tier:A owner:any"),
        ('tier:A "Lead Status" IS NULL', 'do not mix; write tier:A "Lead Status":none'),
        ("tier:A employees BETWEEN 50 AND 200", "do not mix; write tier:A employees:50..200"),
        ("tier:A country = 'US' and score <= 80", "do not mix; write tier:A country:US score:<=80"),
        ("tier:A owner = 'dana'", "do not mix; write tier:A owner:=dana"),
        ("tier:A city = 'New York'", 'do not mix; write tier:A city:"New York"'),
        ("tier:A employees <> 5", "do not mix; write tier:A employees:!=5"),
        ("tier:A last_funding_date >= '2026-01-31'", "do not mix; write tier:A last_funding_date:>=2026-01-31"),
        # What field:value cannot say is left to the person.
        ("tier:A owner IS NULL OR owner = 'x'", "do not mix; write tier:A employees:>100, or tier = 'A'"),
        ("tier:A owner <> 'dana'", "do not mix; write tier:A employees:>100, or tier = 'A'"),
        ("tier:A nothing IS NULL", "do not mix; write tier:A employees:>100, or tier = 'A'"),
        ("owner is missing", "write owner:none, or owner IS NULL"),
        ("owner is not empty", "write owner:any, or owner IS NOT NULL"),
        # Sentences that stumble over a column
        ("owner dana whitlock", 'dana whitlock is an owner: write owner:"dana whitlock"'),
        ("employees over 50 in us", "us is a country: write employees:>50 country:US (left out: in)"),
        ("employees 50 to 200 us", "us is a country: write employees:50-200 country:US"),
        ("lee without owner in us", "lee is an owner, us is a country: owner:lee,none country:US finds nobody either"),
        ("last_funding_date > 2026-01-01", "write '2026-01-01'"),
        ("last_funding_date > 'soon'", "last_funding_date is a date"),
        ("technologies = 'HubSpot'", "write array_contains(technologies, 'HubSpot')"),
        ("reviewed = yes", "write reviewed = true"),
        ("reviewed = no", "write reviewed = false"),
        ("Lead Status = 'Open'", 'goes in double quotes: "Lead Status"'),
        ("points.size > 10", 'goes in double quotes: "points.size"'),
        ("Employees > 100", "Employees is text"),
        ("employees = (name)", "do not go together"),
        ("count(name) > 1", "one at a time"),
        ("country == 'US'", "write = for equal"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_told_with_the_mend(made, text, said):
    with pytest.raises(ValueError, match=r".") as refused:
        parse_filter(text, made).mask(made)
    assert said in str(refused.value)


def test_our_columns_come_before_those_of_the_sources():
    made = cells({"name": "A"}, originals={"Country/Region": ["US"], "Contry Code": ["US"]})
    with pytest.raises(ValueError, match=r"no column contry; did you mean country, city or Contry Code\?"):
        parse_filter("contry:US", made)
    with pytest.raises(ValueError, match="no column contry; nearest: country, city, Contry Code"):
        parse_filter("contry = 'US'", made)
    with pytest.raises(ValueError, match=r"no column contry cod; did you mean .*Contry Code"):
        parse_filter('"contry cod":US', made)


@pytest.mark.parametrize(
    "text",
    ["tier " + "q" * 900, "owner: " + "q" * 900, '"' + "q" * 900, "q" * 450 + ":x", "owner :" + "q" * 900,
     "is:" + "q" * 900, "NOT owner:" + "q" * 900, "country:" + "q" * 400, "employees:" + "q" * 900,
     "country = " + "q" * 900],
)  # fmt: skip
def test_what_is_wrong_with_a_pasted_text_is_said_in_a_few_lines(made, text):
    with pytest.raises(ValueError, match=r".") as refused:
        parse_filter(text, made)
    assert len(str(refused.value)) <= 400
