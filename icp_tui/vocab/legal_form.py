"""Legal forms: what ends or begins a company's name without being part of it."""

from __future__ import annotations

from dataclasses import dataclass

from icp_tui.vocab.files import UserFile, kept, shipped


@dataclass(frozen=True)
class LegalForms:
    """Legal forms as they are written, by where they stand."""

    suffixes: tuple[str, ...]
    prefixes: tuple[str, ...]


@kept
def legal_forms() -> LegalForms:
    """The forms of the cleanco package, the shipped file and the user's file; sorted."""
    from cleanco.termdata import terms_by_country, terms_by_type  # noqa: PLC0415  only cleaning needs it

    ours = shipped("legal_forms.yaml")
    suffixes = {
        term for table in (terms_by_type, terms_by_country) for terms in table.values() for term in terms
    }
    found = {
        "suffixes": suffixes - set(ours["words"]) | set(ours["suffixes"]),
        "prefixes": set(ours["prefixes"]),
    }
    own = UserFile.open("legal_forms.yaml")
    for section, value in own.sections(tuple(found)):
        found[section] |= set(own.texts(value, section))
    own.finish()
    return LegalForms(tuple(sorted(found["suffixes"])), tuple(sorted(found["prefixes"])))
