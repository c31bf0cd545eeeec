"""Vocabularies: what lists call things, and what we call them.

Each file holds one vocabulary as data: `countries`, `regions`, `industries`, `technologies`, `funding`,
`size_bands`, `hosts` and `legal_forms`. To add a spelling, add it to the list behind its label; a spelling
has one label. To add a label, add a line. A file of the same name in the user's own folder
(`vocab/` in `$ICP_TUI_HOME`, else in the user's configuration folder) is read on top:

- a label that is shipped gets more aliases; a new label is added;
- an alias or label named there is taken away from the shipped entry that had it;
- regions replace the shipped region of that name, size bands replace all of them, hosts and legal forms add.

So that a list's own "Fintech" counts as Financial Services, `vocab/industries.yaml` of the user says

    Financial Services: [Fintech, Payments]

What no vocabulary knows stays as the list writes it; the report on a source lists those texts, the most
frequent first, and names the file that they belong in.
"""

from __future__ import annotations

from icp_tui.vocab.files import reset, user_folder
from icp_tui.vocab.host import Hosts, hosts
from icp_tui.vocab.legal_form import LegalForms, legal_forms
from icp_tui.vocab.region import region_names, regions
from icp_tui.vocab.spelling import fold, folded, spellings
from icp_tui.vocab.vocabulary import (
    Kind,
    SizeBand,
    aliases,
    canonical,
    country_name,
    labels,
    size_bands,
)

__all__ = [
    "Hosts",
    "Kind",
    "LegalForms",
    "SizeBand",
    "aliases",
    "canonical",
    "country_name",
    "fold",
    "folded",
    "hosts",
    "labels",
    "legal_forms",
    "region_names",
    "regions",
    "reset",
    "size_bands",
    "spellings",
    "user_folder",
]
