"""Whose word counts: what `--prefer` says, and what it cannot mean."""

from __future__ import annotations

import subprocess
import sys

import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.precedence import AS_GIVEN, Precedence, precedence

SOURCES = ["apollo.csv", "hubspot.csv", "crm.csv"]


def problems(*texts: str) -> list[str]:
    with pytest.raises(IcpError) as caught:
        precedence(texts, SOURCES)
    return [str(one) for one in caught.value.problems]


def test_nothing_said_is_the_order_given() -> None:
    assert precedence([], SOURCES) is AS_GIVEN
    assert AS_GIVEN.preferred("name") == ()
    assert AS_GIVEN.said() == []


def test_a_source_for_every_field() -> None:
    found = precedence(["hubspot.csv"], SOURCES)
    assert found.preferred("name") == ("hubspot.csv",)
    assert found.preferred("employees_max") == ("hubspot.csv",)


def test_where_a_row_came_from_and_what_it_is_known_by_are_never_preferred() -> None:
    found = precedence(["hubspot.csv", "domain=crm.csv"], SOURCES)
    assert found.preferred("source") == found.preferred("source_row") == found.preferred("domain") == ()


def test_a_field_goes_before_all_fields() -> None:
    found = precedence(["crm.csv", "name=hubspot.csv,apollo.csv"], SOURCES)
    assert found.preferred("name") == ("hubspot.csv", "apollo.csv", "crm.csv")
    assert found.preferred("city") == ("crm.csv",)


def test_several_fields_at_once_in_any_case() -> None:
    found = precedence(["Employees, revenue = crm.csv"], SOURCES)
    assert found == Precedence(fields={"employees": ("crm.csv",), "revenue": ("crm.csv",)})


@pytest.mark.parametrize(
    ("field", "with_it"),
    [
        ("employees_min", "employees"), ("employees_max", "employees"), ("revenue_min", "revenue"),
        ("revenue_max", "revenue"), ("currency", "revenue"), ("revenue", "currency"), ("employees", "employees_min"),
    ],
)  # fmt: skip
def test_what_is_one_statement_moves_together(field: str, with_it: str) -> None:
    assert precedence([f"{field}=crm.csv"], SOURCES).preferred(with_it) == ("crm.csv",)


def test_a_later_word_about_a_field_comes_after_an_earlier_one() -> None:
    found = precedence(["name=crm.csv", "name=apollo.csv", "name=crm.csv"], SOURCES)
    assert found.preferred("name") == ("crm.csv", "apollo.csv")


def test_files_by_path_and_files_with_odd_names() -> None:
    assert precedence(["lists/crm.csv"], SOURCES).everywhere == ("crm.csv",)
    assert precedence(["./crm.csv"], SOURCES).everywhere == ("crm.csv",)
    sources = ["a/x.csv", "b/x.csv", "name=x,y.csv", "x,y.csv"]
    assert precedence(["b/./x.csv"], sources).everywhere == ("b/x.csv",)
    assert precedence(["name=x,y.csv"], sources).everywhere == ("name=x,y.csv",)
    assert precedence(["city=x,y.csv"], sources).preferred("city") == ("x,y.csv",)


def test_it_is_said_as_one_would_give_it() -> None:
    texts = ["crm.csv", "name=hubspot.csv,apollo.csv", "revenue=crm.csv"]
    assert precedence(texts, SOURCES).said() == texts


def test_all_that_there_is_none_of_is_told_at_once() -> None:
    said = problems("hupspot.csv", "employes=crm.csv", "city=", "zzz=crm.csv")
    assert said == [
        "--prefer: no source is called hupspot.csv (did you mean hubspot.csv?)",
        "--prefer: there is no field employes (did you mean employees?)",
        "--prefer names no source (write --prefer FILE, or --prefer field=FILE)",
        "--prefer: there is no field zzz (icp-tui columns shows the fields of a list)",
    ]


def test_a_name_that_several_sources_have() -> None:
    with pytest.raises(IcpError) as caught:
        precedence(["x.csv"], ["a/x.csv", "b/x.csv"])
    assert "several sources have that name" in str(caught.value.problems[0])


def test_it_is_light() -> None:
    code = "import sys, icp_tui.sources.precedence; print('polars' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
