"""The look-ups: canonical labels, regions, size bands, hosts and legal forms.

Each file is read when it is first asked for, and then kept. A name that means two things resolves in
this order: the user's file, the shipped label, the shipped alias, a derived spelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from icp_tui.errors import did_you_mean
from icp_tui.vocab.files import UserFile, kept, shipped
from icp_tui.vocab.spelling import derived, fold

Kind = Literal["industry", "country", "technology", "funding"]

_FILES: dict[Kind, str] = {
    "industry": "industries.yaml",
    "country": "countries.yaml",
    "technology": "technologies.yaml",
    "funding": "funding.yaml",
}

_COUNTRY = ("name", "aliases")
_BAND_HINT = "write [1, 99], or [100] for a size without an upper end"


@dataclass(frozen=True)
class Labels:
    """The labels of one kind: all of them, and the folded spellings of each."""

    names: tuple[str, ...]
    by_key: Mapping[str, str]


@dataclass(frozen=True)
class SizeBand:
    """A company size: from `low` to `high` employees, both included; an open band has no `high`."""

    label: str
    low: int
    high: int | None


def canonical(kind: Kind, text: str) -> str | None:
    """The canonical label that `text` means, or None when the vocabulary does not know it."""
    return aliases(kind).get(fold(text))


def aliases(kind: Kind) -> Mapping[str, str]:
    """Every folded spelling and its canonical label; the labels are spellings of themselves."""
    return _labels(kind).by_key


def labels(kind: Kind) -> list[str]:
    """The canonical labels, sorted. Those of countries are alpha-2 codes."""
    return list(_labels(kind).names)


def country_name(code: str) -> str:
    """The English name of an alpha-2 code; the code itself when it is unknown."""
    return _country_names().get(code, code)


@kept
def size_bands() -> tuple[SizeBand, ...]:
    """LinkedIn's company sizes, smallest first. A file of the user replaces them all."""
    own = UserFile.open("size_bands.yaml")
    bands = []
    for label, value in own.entries() if own.data else shipped("size_bands.yaml").items():
        try:
            low, *more = [int(bound) for bound in value]
            high = more[0] if more else None
        except (TypeError, ValueError):
            own.problem(f"{label} needs [fewest, most] employees", label, hint=_BAND_HINT)
            continue
        if low < 1 or len(more) > 1 or (high is not None and high < low):
            own.problem(f"{label} needs [fewest, most] employees, fewest first", label, hint=_BAND_HINT)
        bands.append(SizeBand(label, low, high))
    own.finish()
    return tuple(sorted(bands, key=lambda band: band.low))


@kept
def _labels(kind: Kind) -> Labels:
    name = _FILES[kind]
    own = UserFile.open(name)
    ours = {label: _spelled(label, value) for label, value in shipped(name).items()}
    by_key: dict[str, str] = {}
    _claim(by_key, ((fold(label), label) for label in ours))
    names = dict(by_key)
    own_keys: dict[str, str] = {}
    for label, spelled in _own_entries(kind, own):
        label = names.setdefault(fold(label), label)  # noqa: PLW2901  our spelling of a label that is ours
        for at, spelling in spelled:
            key = fold(spelling)
            if own_keys.setdefault(key, label) != label:
                hint = f"keep it under {own_keys[key]} or under {label}"
                own.problem(f"{spelling} is already an alias of {own_keys[key]}", *at, hint=hint)
    own.finish()
    explicit = [(fold(spelling), label) for label, spelled in ours.items() for spelling in spelled]
    by_key = own_keys | {key: label for key, label in by_key.items() if key not in own_keys}
    _claim(by_key, explicit)
    for key, label in list(by_key.items()):
        _claim(by_key, ((other, label) for other in derived(key)))
    return Labels(tuple(sorted(set(names.values()))), MappingProxyType(by_key))


def _claim(by_key: dict[str, str], claims: Iterable[tuple[str, str]]) -> None:
    for key, label in claims:
        by_key.setdefault(key, label)


def _spelled(label: str, value: Any) -> list[str]:
    """The explicit spellings of a shipped entry; a country's are its name and its aliases."""
    return [label, value["name"], *value["aliases"]] if isinstance(value, dict) else [label, *value]


def _own_entries(kind: Kind, own: UserFile) -> Iterator[tuple[str, list[tuple[tuple[str | int, ...], str]]]]:
    """The user's labels, each with its spellings and their places."""
    for label, value in own.entries():
        spelled: list[tuple[tuple[str | int, ...], str]] = [((label,), label)]
        if kind == "country" and not (len(label) == 2 and label.isascii() and label.isupper()):
            hint = f"write {_code_of(label)}: [names that count as it]"
            own.problem(f"{label} is not a two-letter country code", label, hint=hint)
            continue
        if kind == "country" and isinstance(value, dict):
            for key in sorted(value.keys() - set(_COUNTRY), key=str):
                hint = did_you_mean(str(key), _COUNTRY) or f"say {' or '.join(_COUNTRY)}"
                own.problem(f"unknown key {key}", label, key, hint=hint)
            for key in _COUNTRY:
                found = own.texts(value.get(key), label, key)
                spelled += [((label, key, index), text) for index, text in enumerate(found)]
        else:
            found = own.texts(value, label)
            spelled += [((label, index), text) for index, text in enumerate(found)]
        yield label, spelled


def _code_of(name: str) -> str:
    """The shipped code of a country, or an example."""
    spelled = {fold(text): code for code, entry in shipped("countries.yaml").items() for text in _spelled(code, entry)}
    return spelled.get(fold(name), "DE")


@kept
def _country_names() -> dict[str, str]:
    names = {code: str(entry["name"]) for code, entry in shipped("countries.yaml").items()}
    for code, entry in UserFile.open("countries.yaml").entries():
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            names[code] = entry["name"]
    return names
