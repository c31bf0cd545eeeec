"""The invented companies as they really are; how well each tool knows them is told in `exports`."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

from dice import Dice

AS_OF = dt.date(2026, 11, 21)  # every date is told from here: build the samples with `--as-of 2026-11-21`
COUNT = 2000
# A, H, S: Apollo, HubSpot, Salesforce; how many companies are known to which tools.
OVERLAP = {"A": 830, "H": 350, "S": 240, "AH": 240, "AS": 150, "HS": 160, "AHS": 30}
CONCERNS = {"software": "sales", "adjacent": "sales", "enterprise": "security"}  # by segment
FAMILIES = 42
FAMILY_WORDS = ("Services", "Europe", "Ventures", "North")  # second words where a family would use one twice
BARE_LEADS = 80

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
INDUSTRIES: dict[str, dict[str, Any]] = {each["v1"]: each for each in WORDS["industry"]}
COUNTRIES: dict[str, dict[str, Any]] = {each["code"]: each for each in WORDS["country"]}


@dataclass(frozen=True)
class Company:
    """One company without any error: money in US dollars, empty text and None where nothing exists."""

    number: int
    name: str
    legal: str
    domain: str
    industry: str
    country: str
    place: tuple[str, str, str]  # city, state, postcode
    employees: int
    revenue: int
    founded: int
    technologies: tuple[str, ...]
    round: str
    raised: dt.date | None
    amount: int
    description: str
    keywords: tuple[str, ...]
    topics: tuple[tuple[str, int], ...]
    owner: str
    growth: float
    sales_roles: int
    decision_makers: int
    sells_b2b: bool
    files: str
    parent: str = ""
    bare: bool = False
    showcase: dict[str, Any] = field(default_factory=dict)


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits with hyphens between: for addresses."""
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("ß", "ss"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def thousands(amount: float) -> int:
    """Money as people know it: to the hundred thousand."""
    return round(amount / 100_000) * 100_000


def roots() -> Iterator[str]:
    """First words of names, each once, in a fixed random order."""
    parts = WORDS["names"]
    every = product(parts["starts"], parts["middles"], parts["ends"])
    return iter(Dice("roots").shuffled(["".join(three) for three in every]))


def companies() -> list[Company]:
    """All of them: the showcase, the families, then everybody else; always the same list."""
    names = roots()
    every = [showcase(number, words) for number, words in enumerate(WORDS["showcase"])]
    dice = Dice("families")
    for _ in range(FAMILIES):
        every += family(next(names), len(every), dice)
    while len(every) < COUNT:
        every.append(company(len(every), next(names)))
    return known_to_tools(every)


def known_to_tools(every: list[Company]) -> list[Company]:
    """Say which tools know each company (the showcase has its own), and who is only a bare lead."""
    left = dict(OVERLAP)
    for each in every:
        if each.files:
            left[each.files] -= 1
    shares = Dice("files").shuffled([files for files, count in left.items() for _ in range(count)])
    placed = [each if each.files else replace(each, files=shares.pop()) for each in every]
    leads = [each.number for each in placed if each.files == "H" and not each.showcase and not each.parent]
    bare = Dice("bare").some(leads, BARE_LEADS)
    return [replace(each, bare=each.number in bare) for each in placed]


def company(number: int, root: str, segment: str = "", country: str = "") -> Company:
    """One company; its segment sets industry, size and what it buys."""
    dice = Dice(f"company {number}")
    segment = segment or dice.weighted({name: each["share"] for name, each in WORDS["segments"].items()})
    found = [each for each in WORDS["industry"] if each["segment"] == segment]
    industry = dice.weighted({each["v1"]: each["share"] for each in found})
    country = country or dice.weighted({code: each["share"] for code, each in COUNTRIES.items()})
    root = accented(root, country, dice)
    second = dice.pick(INDUSTRIES[industry]["words"])
    shape = WORDS["segments"][segment]
    employees = max(2, round(dice.lognormal(shape["median"], shape["sigma"])))
    stage, raised, amount = funding(segment, employees, dice)
    keywords, description = story(segment, industry, dice)
    land = COUNTRIES[country]
    city, state, postcode = dice.pick(land["cities"]).split("/")
    return Company(
        number=number,
        name=f"{root} {second}",
        legal=dice.pick(land["legal"]),
        domain=f"{slug(root)}{dice.pick(['', '', '', '-'])}{slug(second)}.{dice.pick(land['tlds'])}",
        industry=industry,
        country=country,
        place=(city, state, postcode),
        employees=employees,
        revenue=thousands(employees * dice.lognormal(150_000, 0.4)),
        founded=AS_OF.year - min(dice.number(1, 30), round(dice.lognormal(11, 0.7)) + 1),
        technologies=technologies(segment, dice),
        round=stage,
        raised=raised,
        amount=amount,
        description=description,
        keywords=keywords,
        topics=topics(segment, dice),
        owner=dice.weighted(WORDS["owners"]["shares"]),
        growth=round(dice.lognormal(30, 0.5) - 20, 1),
        sales_roles=max(0, dice.number(-3, 5)),
        decision_makers=max(0, dice.number(-2, 7)),
        sells_b2b=dice.chance(0.8 if segment in ("software", "adjacent") else 0.3),
        files="",
    )


def accented(root: str, country: str, dice: Dice) -> str:
    """Now and then an umlaut or accent in a name, in countries that write them."""
    if country not in ("DE", "AT", "CH", "SE", "NO", "FR", "BR") or not dice.chance(0.3):
        return root
    signs: dict[str, str] = WORDS["names"]["accented"]
    hits = [at for at, letter in enumerate(root) if letter in signs]
    if not hits:
        return root
    at = dice.pick(hits)
    return root[:at] + signs[root[at]] + root[at + 1 :]


def technologies(segment: str, dice: Dice) -> tuple[str, ...]:
    """The tools in use: at most one CRM, some everyday ones, sales or security tools by segment."""
    words = WORDS["technologies"]
    crm = dice.weighted(words["crm"])
    found = [] if crm == "none" else [crm]
    found += dice.some(words["common"], dice.number(1, 6))
    if segment in ("software", "adjacent"):
        found += dice.some(words["sales"], dice.number(0, 3))
    if segment == "enterprise" or dice.chance(0.15):
        found += dice.some(words["security"], dice.number(0, 3))
    return tuple(dice.shuffled(found))


def funding(segment: str, employees: int, dice: Dice) -> tuple[str, dt.date | None, int]:
    """The last round: its name, day and amount in US dollars; many never raised."""
    if not dice.chance({"software": 0.66, "adjacent": 0.35}.get(segment, 0.08)):
        return "", None, 0
    stage = dice.pick(WORDS["funding"]["stages"])
    days = round(dice.lognormal(130, 0.9))
    amount = thousands(dice.lognormal(40_000, 0.6) * employees)
    return stage, AS_OF - dt.timedelta(days=min(days, 3000)), max(amount, 300_000)


def topics(segment: str, dice: Dice) -> tuple[tuple[str, int], ...]:
    """Up to two intent topics with scores 0-100; two in five companies show none."""
    if dice.chance(0.4):
        return ()
    liked = CONCERNS.get(segment, "general")
    words = WORDS["intent"]
    first = dice.pick(words[liked if dice.chance(0.6) else "general"])
    second = dice.pick([topic for topic in (*words["sales"], *words["security"]) if topic != first])
    strong = min(99, round(dice.lognormal(48, 0.45)))
    found = ((first, strong), (second, max(1, strong - dice.number(5, 40))))
    return found if dice.chance(0.5) else found[:1]


def story(segment: str, industry: str, dice: Dice) -> tuple[tuple[str, ...], str]:
    """Keywords and a description of a sentence or three; pains appear in the segments that have them."""
    does = dice.pick(INDUSTRIES[industry]["does"])
    sentences = [f"Provides {does}."]
    pains = WORDS["pains"].get(CONCERNS.get(segment, ""))
    if pains and dice.chance(0.5):
        sentences += dice.some(pains, dice.number(1, 2))
    words = [*re.findall(r"[\w-]{5,}", does), industry]
    words += dice.some(["b2b", "subscription", "enterprise", "outbound", "partner network", "iso 27001"], 2)
    return tuple(words), " ".join(sentences)


def family(root: str, number: int, dice: Dice) -> list[Company]:
    """A group: perhaps its head, and two to four firms that name it (one group in five by domain)."""
    segment = dice.weighted({"software": 7, "adjacent": 1, "enterprise": 3})
    country = dice.weighted({"US": 7, "GB": 2, "DE": 2})
    head = company(number, root, segment, country)
    head = replace(head, name=f"{root} Group", domain=f"{slug(root)}group.{COUNTRIES[country]['tlds'][0]}")
    members = [head] if dice.chance(0.6) else []
    names_domain = dice.chance(0.2)
    taken: list[str] = []
    for _ in range(dice.number(2, 4)):
        each = company(number + len(members), root, segment, country)
        if each.name in taken:
            name = next(f"{root} {word}" for word in FAMILY_WORDS if f"{root} {word}" not in taken)
            each = replace(each, name=name, domain=f"{slug(name)}.{COUNTRIES[country]['tlds'][0]}")
        taken.append(each.name)
        members.append(replace(each, parent=head.domain if names_domain else head.name))
    return members


def showcase(number: int, words: dict[str, Any]) -> Company:
    """A company with hand-written traits; the rest is drawn."""
    segment = INDUSTRIES[words["industry"]]["segment"]
    drawn = company(number, "Showcase", segment, words["country"])
    tools = tuple(each for each in drawn.technologies if each not in WORDS["technologies"]["crm"])
    raised = dt.date.fromisoformat(words["raised"]) if "raised" in words else None
    topic = ((words["topic"], words["intent"]),) if "topic" in words else drawn.topics
    return replace(
        drawn,
        name=words["name"],
        domain=words["domain"],
        industry=words["industry"],
        employees=words["employees"],
        revenue=words["employees"] * 160_000,
        founded=2014,
        growth=12.5,
        technologies=(words["crm"], *tools) if "crm" in words else tools,
        round="Series B" if raised else "",
        raised=raised,
        amount=words["employees"] * 50_000 if raised else 0,
        topics=topic,
        files=words["files"],
        showcase=words,
    )
