"""How people and tools spoil what they store: each function takes a clean value and gives it back as met."""

from __future__ import annotations

from companies import COUNTRIES, INDUSTRIES, WORDS, Company, slug
from dice import Dice

NOTHING = ("N/A", "-", "NOT AVAILABLE", "#N/A", "unknown", "NULL", "-99999")
BANDS = ((1, 10), (11, 50), (51, 200), (201, 500), (501, 1000), (1001, 5000), (5001, 10000))
# What a spreadsheet makes of the bands 2-10, 1-10 and 11-50 when it takes them for dates.
MANGLED = {"1-10": ("10-Jan", "Jan-10"), "11-50": ("Nov-50", "11/50")}


def gap(value: str, share: float, dice: Dice) -> str:
    """The value, or nothing in that share of the cases; a sixth of the gaps is filled with a sentinel."""
    if not dice.chance(share):
        return value
    return dice.pick(NOTHING) if dice.chance(1 / 6) else ""


def website(company: Company, dice: Dice) -> str:
    """The address as pasted: scheme, www., path, port, capitals; rarely a social page instead."""
    domain = company.domain
    if dice.chance(0.015) and not company.showcase:
        page = slug(company.name)
        return dice.pick(["https://www.linkedin.com/company/", "facebook.com/", "https://x.com/"]) + page
    if dice.chance(0.04):
        domain = "".join(part.capitalize() for part in domain.replace("-", "-\0").split("\0"))
    if domain.count(".") > 1 and domain.endswith("wixsite.com"):
        return f"https://{domain}/home"
    forms = {
        f"http://www.{domain}": 40,
        f"https://{domain}": 20,
        f"www.{domain}": 15,
        domain: 15,
        f"https://www.{domain}/en/?utm_source=list": 5,
        f"HTTPS://WWW.{domain.upper()}/": 2,
        f"http://{domain}:8080/index.html": 1,
        f"info@{domain}": 1,
    }
    return dice.weighted(forms)


def name(company: Company, dice: Dice) -> str:
    """The name with or without its legal form, in capitals, with spaces where none belong."""
    plain = company.name
    if company.showcase:
        return plain
    full = f"{plain} {company.legal}".strip()
    comma = full.replace(" Inc.", ", Inc.")
    forms = {plain: 55, full: 30, comma: 5, plain.upper(): 4, full.lower(): 2, f"  {plain} ": 2}
    return dice.weighted(forms)


def count(employees: int, dice: Dice) -> str:
    """An employee count, a little off, in one of the spellings of people who type."""
    off = employees if dice.chance(0.6) else max(1, round(employees * (0.85 + dice.number(0, 30) / 100)))
    if off >= 1000 and dice.chance(0.3):
        return f"{off / 1000:.1f}k"
    return f"{off:,}" if dice.chance(0.5) else str(off)


def band(employees: int, dice: Dice) -> str:
    """The size band, sometimes with a long dash, sometimes mangled by a spreadsheet."""
    if employees > 10000:
        return "10,001+"
    low, high = next(each for each in BANDS if employees <= each[1])
    label = f"{low}-{high}"
    if label in MANGLED and dice.chance(0.35):
        return dice.pick(MANGLED[label])
    return label.replace("-", "\u2013") if dice.chance(0.2) else label


def money(amount: int, currency: str, dice: Dice) -> str:
    """A yearly revenue as typed: digits, separators, a suffix, or a range."""
    sign = {"USD": "$", "EUR": "€", "GBP": "£"}.get(currency, "")
    millions = amount / 1_000_000
    if not sign or dice.chance(0.5):
        return str(amount)
    if dice.chance(0.3):
        return f"{sign}{max(1, round(millions * 0.6))}M - {sign}{max(2, round(millions * 1.5))}M"
    return dice.pick([f"{sign}{amount:,}", f"{sign}{millions:.1f}M", f"{millions:.1f} MM"])


def country(code: str, dice: Dice) -> str:
    """The country as somebody spelled it: mostly the usual name."""
    spellings: list[str] = COUNTRIES[code]["spellings"]
    return spellings[0] if dice.chance(0.6) else dice.pick(spellings)


def industry(company: Company, dice: Dice) -> str:
    """HubSpot's value, its label, or what a person preferred to type."""
    known = INDUSTRIES[company.industry]
    typed = {"computer software": "SaaS", "internet": "Web platform"}.get(company.industry, known["v2"])
    forms: dict[str, int] = {known["enum"]: 70, company.industry.title(): 18, typed: 12}
    return dice.weighted(forms)


def tools(company: Company, dice: Dice) -> list[str]:
    """The technologies, some under the names that people use for them."""
    spellings = WORDS["technologies"]["spellings"]
    return [spellings.get(each, each) if dice.chance(0.25) else each for each in company.technologies]
