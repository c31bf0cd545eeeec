"""Whom not to sell to: four files as four teams would keep them."""

from __future__ import annotations

import datetime as dt

from companies import AS_OF, COUNTRIES, Company, roots
from dice import Dice
from exports import Row

SIZES = {"customers": 52, "open_deals": 32, "do_not_contact": 20, "competitors": 11}
STRANGERS = 5  # rows per file about companies that are on no list, as in every suppression file


def suppressed(every: list[Company]) -> dict[str, list[Company]]:
    """Which companies stand in which file: mostly good ones, three customers also under do_not_contact."""
    dice = Dice("suppressed")
    ordinary = [each for each in every if not (each.showcase or each.bare)]
    chosen: dict[str, list[Company]] = {}
    for kind, size in SIZES.items():
        named = [each for each in every if each.showcase.get("suppress") == kind]
        fitting = [each for each in ordinary if fits(each, kind)]
        chosen[kind] = named + dice.some(fitting, size)
        taken = {each.number for each in chosen[kind]}
        ordinary = [each for each in ordinary if each.number not in taken]
    chosen["do_not_contact"] += dice.some(chosen["customers"][1:], 3)
    return chosen


def fits(company: Company, kind: str) -> bool:
    """Whether a team would have such a company in its file."""
    if kind == "competitors":
        return company.industry == "computer software" and not company.parent
    if kind == "do_not_contact":
        return True
    return company.employees >= 40 and company.industry in (
        "computer software",
        "information technology & services",
        "internet",
        "banking",
        "insurance",
    )


def strangers(kind: str) -> list[str]:
    """Names that no list has."""
    left = list(roots())[-400:]
    return [f"{root} Holdings" for root in Dice(f"strangers {kind}").some(left, STRANGERS)]


def misspelt(name: str, dice: Dice) -> str:
    """Two neighbouring letters of the first word change places."""
    at = dice.number(2, 4)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def customers(chosen: list[Company]) -> list[Row]:
    """From finance: some without a website, four misspelt on top, and old customers that no list has."""
    dice = Dice("customers")
    rows = []
    for each in chosen:
        domain = "" if dice.chance(0.22) and not each.showcase else each.domain
        since = AS_OF - dt.timedelta(days=dice.number(60, 2500))
        rows.append(customer(f"{each.name} {each.legal}".strip(), domain, each.country, since))
    drawn = [each for each in chosen if not each.showcase]
    rows += [customer(misspelt(each.name, dice), "", each.country, AS_OF) for each in dice.some(drawn, 4)]
    rows += [customer(name, "", "US", AS_OF - dt.timedelta(days=900)) for name in strangers("customers")]
    return rows


def customer(name: str, domain: str, country: str, since: dt.date) -> Row:
    """One row of the customer file."""
    return {
        "Company": name,
        "Domain": domain,
        "Country": COUNTRIES[country]["spellings"][0],
        "Customer Since": since.isoformat(),
    }


def open_deals(chosen: list[Company]) -> list[Row]:
    """From the CRM: deals that are being worked on, websites as somebody pasted them."""
    dice = Dice("open deals")
    stages = ("Discovery", "Demo", "Proposal", "Negotiation")
    return [
        {
            "Account Name": each.name,
            "Website": dice.pick([f"www.{each.domain}", f"https://{each.domain}/", each.domain]),
            "Opportunity": f"{each.name}: {dice.number(10, 200)} seats",
            "Stage": dice.pick(stages),
            "Close Date": (AS_OF + dt.timedelta(days=dice.number(5, 160))).isoformat(),
        }
        for each in chosen
    ]


def do_not_contact(chosen: list[Company]) -> list[Row]:
    """From legal, kept in a European spreadsheet: semicolons between the cells."""
    dice = Dice("do not contact")
    reasons = ("Asked to be removed", "Legal dispute", "Complaint", "Sanctions check pending")
    return [{"Domain": each.domain, "Company": each.name, "Reason": dice.pick(reasons)} for each in chosen]


def competitors(chosen: list[Company]) -> list[Row]:
    """From product marketing: names, hardly ever a website, and a country where somebody knew it."""
    dice = Dice("competitors")
    rows = [
        {
            "Company": each.name,
            "Country": each.showcase.get("suppress_country", ""),
            "Website": "" if each.showcase or dice.chance(0.6) else each.domain,
            "Note": dice.pick(["Direct", "Indirect", "Same buyer"]),
        }
        for each in chosen
    ]
    unknown = strangers("competitors")
    return rows + [{"Company": name, "Country": "", "Website": "", "Note": "Direct"} for name in unknown]
