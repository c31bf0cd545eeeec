from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_tui.sources.names import normalised, slug


def one(name: str | None) -> str | None:
    return normalised(pl.Series([name], dtype=pl.String)).to_list()[0]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Acme",
            "ACME, Inc.",
            "acme inc",
            "Acme LLC",
            "Acme Ltd.",
            "Acme Co., Ltd.",
            "Acme Pty Ltd",
            "Acme S.p.A.",
        ),
        *(
            "Acme GmbH & Co. KG",
            "Acme GmbH&Co.KG",
            "Acme AG & Co. KGaA",
            "Acme Sp. z o.o.",
            "Acme Sp. z o.o. sp. k.",
        ),
        *(
            "Acme S.A. de C.V.",
            "Acme A/S",
            "Acme AB (publ)",
            "Acme Oyj",
            "Acme d.o.o.",
            "Acme B.V.",
            "Acme SE",
        ),
        *(
            "Acme Aktiengesellschaft",
            "Acme Private Limited",
            "Acme Public Company Limited",
            "Acme Sdn. Bhd.",
            "Acme & Co",
            "Acme and Company",
        ),
        *(
            "Acme Corporation Inc",
            "株式会社Acme",
            "Acme株式会社",
            "(株)Acme",
            "ООО Acme",
            " Acme®, Inc. ",
            "Acmé S.A.",
        ),
    ],
)
def test_legal_forms_are_dropped(name):
    assert one(name) == "acme"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Müller & Söhne GmbH & Co. KG", "muller and sohne"),
        ("J.P. Morgan Chase & Co.", "jp morgan chase"),
        ("Amazon.com, Inc.", "amazon com"),
        ("AT&T", "at and t"),
        ("Lowe's Companies, Inc.", "lowes companies"),
        ("L’Oréal", "loreal"),
        ("Ford Motor Company", "ford motor"),
        ("The Walt Disney Company", "the walt disney"),
        ("Ørsted A/S", "orsted"),
        ("トヨタ自動車株式会社", "トヨタ自動車"),
        ("삼성전자(주)", "삼성전자"),
        ("Acme (UK) Limited", "acme uk"),
        ("Vodafone NL", "vodafone nl"),
        ("Go Private", "go private"),
        ("The Co", "the co"),
        ("A Co", "a co"),
        ("3M Company", "3m company"),
        ("HP Inc.", "hp inc"),
        ("Limited", "limited"),
        ("!!!", None),
        ("", None),
        (None, None),
    ],
)
def test_normalised(name, words):
    assert one(name) == words


def test_slug_and_row_order():
    names = pl.Series("name", ["Acme Analytics Inc.", None, "Söhne & Co", "Initech"] * 3)
    assert slug(names).to_list() == ["acme-analytics", None, "sohne", "initech"] * 3
    assert normalised(names).name == "name"


@given(st.text(max_size=40))
def test_a_normalised_name_stays_as_it_is(name):
    words = one(name)
    assert one(words) == words


@given(
    st.lists(
        st.sampled_from(["acme", "the", "co", "inc", "gmbh", "and", "ag", "kg", "pt", "株式会社", "uk", "x"]),
        max_size=6,
    )
)
def test_however_the_legal_forms_pile_up(parts):
    words = one(" ".join(parts))
    assert one(words) == words
    assert words is None or len(words) >= 1
