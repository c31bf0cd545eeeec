from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_tui.vocab.spelling import derived, fold, folded, spellings, unaccented


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Software   Development ", "software development"),
        ("COMPUTER_SOFTWARE", "computer_software"),
        ("Großbritannien", "grossbritannien"),
        ("ＤＥ", "de"),
        ("United\u00a0States", "united states"),
    ],
)
def test_fold(text, key):
    assert fold(text) == key


# Control characters are white space to Python but not to Polars; cells with them are no names.
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_a_column_folds_like_a_text(text):
    assert pl.DataFrame({"text": [text]}).select(folded(pl.col("text"))).item() == fold(text)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_unaccented():
    assert unaccented("łódź, københavn, españa") == "lodz, kobenhavn, espana"


def test_derived():
    assert set(derived("gambling & casinos")) == {"gambling and casinos", "gambling&casinos"}
    assert "trinidad & tobago" in set(derived("trinidad and tobago"))
    assert "glass, ceramics and concrete" in set(derived("glass, ceramics, and concrete"))
    assert "cote d'ivoire" in set(derived("côte d'ivoire"))
    assert set(derived("the netherlands")) == {"netherlands"}
    assert list(derived("banking")) == []


def test_spellings():
    assert spellings("Bonn") == ["bonn"]
    assert set(spellings("Gießen")) == {"gießen", "giessen"}
    assert set(spellings("Messe Straße")) == {
        *("messe strasse", "messe straße", "meße strasse", "meße straße"),
        *("messe\u00a0strasse", "messe\u00a0straße", "meße\u00a0strasse", "meße\u00a0straße"),
    }
    assert set(spellings("Köln")) == {"köln", "ko\u0308ln"}
    assert set(spellings("ss" * 9)) == {"ss" * 9, "ß" * 9}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_spellings_fold_alike(text):
    assert {fold(one) for one in spellings(text)} == {fold(text)}
