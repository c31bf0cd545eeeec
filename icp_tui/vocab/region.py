"""Regions: groups of countries under one name, such as DACH."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from icp_tui.errors import did_you_mean
from icp_tui.vocab.files import UserFile, kept, shipped
from icp_tui.vocab.spelling import derived, fold
from icp_tui.vocab.vocabulary import labels


@dataclass(frozen=True)
class Regions:
    """The names of the regions, and the countries behind every folded name and alias."""

    names: tuple[str, ...]
    by_key: Mapping[str, tuple[str, ...]]


def regions() -> Mapping[str, tuple[str, ...]]:
    """Folded region name or alias -> alpha-2 codes, in the order of the file."""
    return table().by_key


def region_names() -> list[str]:
    """The names of the regions as they are written, without aliases, sorted."""
    return list(table().names)


@kept
def table() -> Regions:
    """All regions. Raises IcpError when the user's file names an unknown country or goes in circles."""
    ours = shipped("regions.yaml")
    own = UserFile.open("regions.yaml")
    sections = _own_sections(own)
    replaced = {fold(name) for name in sections["regions"]}
    members: dict[str, list[str]] = {
        name: found for name, found in ours["regions"].items() if fold(name) not in replaced
    } | sections["regions"]
    by_key = _expanded(members, own)
    for source in (sections["aliases"], ours["aliases"]):
        for name, spelled in source.items():
            if fold(name) not in by_key:
                own.problem(f"{name} is no region", "aliases", name, hint=did_you_mean(name, members) or f"add it to regions: {name}: [DE, AT]")
                continue
            for spelling in spelled:
                by_key.setdefault(fold(spelling), by_key[fold(name)])
    own.finish()
    for key, countries in list(by_key.items()):
        for other in derived(key):
            by_key.setdefault(other, countries)
    return Regions(tuple(sorted(members)), MappingProxyType(by_key))


def _own_sections(own: UserFile) -> dict[str, dict[str, list[str]]]:
    """What the user's file says under `regions` and `aliases`."""
    sections: dict[str, dict[str, list[str]]] = {"regions": {}, "aliases": {}}
    for section, value in own.sections(tuple(sections)):
        if isinstance(value, dict):
            sections[section] = {str(name): own.texts(found, section, name) for name, found in value.items()}
        else:
            own.problem(f"{section} should hold names and their lists", section, hint="write Name: [DE, AT] below it")
    return sections


def _expanded(members: dict[str, list[str]], own: UserFile) -> dict[str, tuple[str, ...]]:
    """The countries of every region, regions within it included; problems are noted."""
    written = {fold(name): name for name in members}
    codes = set(labels("country"))

    def countries(name: str, within: tuple[str, ...]) -> list[str]:
        found: list[str] = []
        for member in members[name]:
            inner = written.get(fold(member))
            if member in codes:
                found.append(member)
            elif inner is None:
                hint = did_you_mean(member, [*members, *codes]) or "give two-letter codes, such as DE, or regions"
                own.problem(f"{member} is neither a country code nor a region", "regions", name, hint=hint)
            elif inner in within:
                own.problem(
                    f"{name} contains itself through {member}", "regions", name, hint=f"take {member} out of {name}"
                )
            else:
                found += countries(inner, (*within, inner))
        return found

    return {fold(name): tuple(dict.fromkeys(countries(name, (name,)))) for name in members}
