from __future__ import annotations

from icp_tui import vocab


def test_forms_of_the_package_and_ours():
    suffixes = vocab.legal_forms().suffixes
    assert {"gmbh & co. kg", "pty. ltd.", "s.p.a.", "AG & Co. KGaA", "株式会社"} <= set(suffixes)
    assert "株式会社" in vocab.legal_forms().prefixes


def test_words_that_end_names_are_no_legal_forms():
    assert {"uk", "nl", "private", "ok"} & set(vocab.legal_forms().suffixes) == set()


def test_users_forms_are_added(folder):
    (folder / "legal_forms.yaml").write_text("suffixes: [Genossenschaft]\n", encoding="utf-8")
    assert "Genossenschaft" in vocab.legal_forms().suffixes
