"""What the three tools would export: the same companies, each seen with other eyes."""

from __future__ import annotations

import datetime as dt

import dirt
from companies import AS_OF, COUNTRIES, INDUSTRIES, WORDS, Company, slug
from dice import Dice

Row = dict[str, str]
# US dollars for one unit, roughly, as of 2026.
RATES = {
    "EUR": 1.08,
    "GBP": 1.27,
    "CHF": 1.13,
    "CAD": 0.73,
    "AUD": 0.66,
    "SEK": 0.09,
    "NOK": 0.09,
    "INR": 0.01,
}


def identifier(prefix: str, company: Company, length: int) -> str:
    """An id as CRMs make them: letters of both cases and digits, which differ by case alone now and then."""
    dice = Dice(f"{prefix} id {company.number // 2}")
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789"
    text = prefix + "".join(dice.pick(letters) for _ in range(length - len(prefix) - 1))
    return text + ("k" if company.number % 2 else "K")


def phone(company: Company, dice: Dice) -> str:
    """A number in a range that nobody is called by."""
    return f"{COUNTRIES[company.country]['phone']} 555 01{dice.number(0, 99):02d} {dice.number(100, 999)}"


def linkedin(company: Company) -> str:
    """The page of the company, named in ASCII; nothing where the name has no such letter."""
    page = slug(company.name)
    return f"http://www.linkedin.com/company/{page}" if page else ""


def whole(number: int) -> str:
    """The number, or nothing for nought."""
    return str(number) if number else ""


def gap(company: Company, value: str, share: float, dice: Dice) -> str:
    """The value, or a gap in that share of the cases; a showcase has none, or its lesson would be lost."""
    return value if company.showcase else dirt.gap(value, share, dice)


def apollo(company: Company) -> Row:
    """A row of an Apollo account export with the columns that its users add behind."""
    dice = Dice(f"apollo {company.number}")
    known = INDUSTRIES[company.industry]
    city, state, postcode = company.place
    land = COUNTRIES[company.country]["spellings"][0]
    street = f"{dice.number(1, 240)} {dice.pick(['Mill', 'Station', 'Harbour', 'Garden', 'Market'])} Street"
    topics = [(topic, str(score)) for topic, score in company.topics] + [("", "")] * 2
    lists = dice.weighted({"Q4 target list": 6, "Q4 target list, Events": 2, "Events": 1, "": 2})
    return {
        "Company Name": dirt.name(company, dice),
        "Company Name for Emails": company.name,
        "Account Stage": "Cold" if company.showcase else dice.weighted(WORDS["stages"]["apollo"]),
        "Lists": lists,
        "# Employees": gap(company, str(company.employees), 0.04, dice),
        "Industry": gap(company, company.industry, 0.03, dice),
        "Account Owner": company.owner,
        "Website": dirt.website(company, dice),
        "Company Linkedin Url": linkedin(company) if dice.chance(0.9) else "",
        "Company Street": street,
        "Company City": city,
        "Company State": state,
        "Company Country": gap(company, land, 0.02, dice),
        "Company Postal Code": postcode,
        "Company Address": f"{street}, {city}, {state}, {land}, {postcode}",
        "Company Phone": gap(company, phone(company, dice), 0.3, dice),
        "Keywords": ", ".join(company.keywords),
        "Technologies": gap(company, ", ".join(company.technologies), 0.12, dice),
        "Total Funding": whole(company.amount * dice.number(1, 3)),
        "Latest Funding": company.round,
        "Latest Funding Amount": whole(company.amount),
        "Last Raised At": company.raised.isoformat() if company.raised else "",
        "Annual Revenue": gap(company, str(company.revenue), 0.25, dice),
        "Number of Retail Locations": "0" if dice.chance(0.3) else "",
        "SIC Codes": known["sic"],
        "NAICS Codes": known["naics"],
        "Short Description": gap(company, company.description, 0.1, dice),
        "Founded Year": gap(company, str(company.founded), 0.1, dice),
        "Logo Url": "",
        "Subsidiary of": company.parent,
        "Subsidiary of (Organization ID)": "",
        "Primary Intent Topic": topics[0][0],
        "Primary Intent Score": topics[0][1],
        "Secondary Intent Topic": topics[1][0],
        "Secondary Intent Score": topics[1][1],
        "Apollo Account Id": identifier("66f0", company, 24),
        "Company Employee Growth 1 Year (%)": gap(company, f"{company.growth}", 0.2, dice),
        "Open Sales Roles": gap(company, str(company.sales_roles), 0.35, dice),
        "Decision Makers Found": gap(company, str(company.decision_makers), 0.3, dice),
        "Qualify Account: sells to businesses": gap(company, "Yes" if company.sells_b2b else "No", 0.2, dice),
    }


def hubspot(company: Company) -> Row:
    """A row of a HubSpot company export; a bare lead is hardly more than a name and a website."""
    dice = Dice(f"hubspot {company.number}")
    bare = company.bare
    city, state, postcode = company.place
    currency = COUNTRIES[company.country]["currency"]
    revenue = gap(company, dirt.money(company.revenue, currency, dice), 0.35, dice)
    technologies = gap(company, ";".join(dirt.tools(company, dice)), 0.3, dice)
    contacts = company.decision_makers + dice.number(0, 4)
    return {
        "Record ID": str(9_400_000_000 + company.number * 7919),
        "Company name": dirt.name(company, dice),
        "Company Domain Name": gap(company, company.domain, 0.06, dice),
        "Website URL": dirt.website(company, dice),
        "Company owner": company.owner,
        "Lifecycle Stage": "lead" if company.showcase else dice.weighted(WORDS["stages"]["hubspot"]),
        "Lead Status": dice.weighted({"NEW": 3, "OPEN": 3, "CONNECTED": 2, "UNQUALIFIED": 1, "": 4}),
        "Type": dice.weighted({"PROSPECT": 8, "PARTNER": 1, "": 4}),
        "Industry": gap(company, "" if bare else dirt.industry(company, dice), 0.12, dice),
        "Number of Employees": gap(company, "" if bare else dirt.count(company.employees, dice), 0.15, dice),
        "Employee range": gap(company, "" if bare else dirt.band(company.employees, dice), 0.25, dice),
        "Annual Revenue": "" if bare else revenue,
        "City": "" if bare else city,
        "State/Region": "" if bare else state,
        "Postal Code": "" if bare else postcode,
        "Country/Region": gap(company, dirt.country(company.country, dice), 0.06, dice),
        "Web Technologies": "" if bare else technologies,
        "LinkedIn Company Page": linkedin(company) if dice.chance(0.5) else "",
        "Year Founded": gap(company, "" if bare else str(company.founded), 0.4, dice),
        "Total Money Raised": "" if bare else whole(company.amount),
        "Number of Associated Contacts": str(contacts),
        "Last Activity Date": day(dice).isoformat() if dice.chance(0.6) else "",
        "Description": gap(company, "" if bare else company.description, 0.4, dice),
    }


def salesforce(company: Company) -> Row:
    """A row of a Salesforce account report: American dates, thousands separators, local money."""
    dice = Dice(f"salesforce {company.number}")
    city, state, postcode = company.place
    currency = COUNTRIES[company.country]["currency"]
    last = day(dice)
    v2 = INDUSTRIES[company.industry]["v2"]
    return {
        "Account ID": identifier("0015g00000", company, 15),
        "Account Name": dirt.name(company, dice),
        "Account Owner": company.owner or "Integration User",
        "Type": "Prospect" if company.showcase else dice.weighted(WORDS["stages"]["salesforce"]),
        "Rating": dice.weighted({"Hot": 2, "Warm": 4, "Cold": 3, "": 4}),
        "Industry": gap(company, "Technology" if v2.startswith("Technology") else v2, 0.1, dice),
        "Employees": gap(company, f"{company.employees:,}", 0.15, dice),
        "Annual Revenue Currency": currency,
        "Annual Revenue": gap(company, f"{in_currency(company.revenue, currency):,}", 0.3, dice),
        "Website": gap(company, dirt.website(company, dice), 0.03, dice),
        "Billing City": city,
        "Billing State/Province": state,
        "Billing Zip/Postal Code": postcode,
        "Billing Country": gap(company, dirt.country(company.country, dice), 0.05, dice),
        "Parent Account": company.parent,
        "Last Activity": f"{last.month}/{last.day}/{last.year}" if dice.chance(0.5) else "",
    }


def day(dice: Dice) -> dt.date:
    """A day of the last two years, the recent ones more often."""
    return AS_OF - dt.timedelta(days=min(730, round(dice.lognormal(90, 1.0))))


def in_currency(dollars: int, currency: str) -> int:
    """US dollars in another currency, at round rates, to the thousand."""
    return round(dollars / RATES.get(currency, 1.0) / 1000) * 1000
