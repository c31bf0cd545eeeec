from __future__ import annotations

import subprocess
import sys

import pytest

from icp_tui import vocab
from icp_tui.errors import IcpError

HUBSPOT = """
ACCOUNTING AIRLINES_AVIATION ALTERNATIVE_DISPUTE_RESOLUTION ALTERNATIVE_MEDICINE ANIMATION APPAREL_FASHION
ARCHITECTURE_PLANNING ARTS_AND_CRAFTS AUTOMOTIVE AVIATION_AEROSPACE BANKING BIOTECHNOLOGY BROADCAST_MEDIA
BUILDING_MATERIALS BUSINESS_SUPPLIES_AND_EQUIPMENT CAPITAL_MARKETS CHEMICALS CIVIC_SOCIAL_ORGANIZATION
CIVIL_ENGINEERING COMMERCIAL_REAL_ESTATE COMPUTER_NETWORK_SECURITY COMPUTER_GAMES COMPUTER_HARDWARE
COMPUTER_NETWORKING COMPUTER_SOFTWARE INTERNET CONSTRUCTION CONSUMER_ELECTRONICS CONSUMER_GOODS CONSUMER_SERVICES
COSMETICS DAIRY DEFENSE_SPACE DESIGN EDUCATION_MANAGEMENT E_LEARNING ELECTRICAL_ELECTRONIC_MANUFACTURING
ENTERTAINMENT ENVIRONMENTAL_SERVICES EVENTS_SERVICES EXECUTIVE_OFFICE FACILITIES_SERVICES FARMING
FINANCIAL_SERVICES FINE_ART FISHERY FOOD_BEVERAGES FOOD_PRODUCTION FUND_RAISING FURNITURE GAMBLING_CASINOS
GLASS_CERAMICS_CONCRETE GOVERNMENT_ADMINISTRATION GOVERNMENT_RELATIONS GRAPHIC_DESIGN HEALTH_WELLNESS_AND_FITNESS
HIGHER_EDUCATION HOSPITAL_HEALTH_CARE HOSPITALITY HUMAN_RESOURCES IMPORT_AND_EXPORT INDIVIDUAL_FAMILY_SERVICES
INDUSTRIAL_AUTOMATION INFORMATION_SERVICES INFORMATION_TECHNOLOGY_AND_SERVICES INSURANCE INTERNATIONAL_AFFAIRS
INTERNATIONAL_TRADE_AND_DEVELOPMENT INVESTMENT_BANKING INVESTMENT_MANAGEMENT JUDICIARY LAW_ENFORCEMENT
LAW_PRACTICE LEGAL_SERVICES LEGISLATIVE_OFFICE LEISURE_TRAVEL_TOURISM LIBRARIES LOGISTICS_AND_SUPPLY_CHAIN
LUXURY_GOODS_JEWELRY MACHINERY MANAGEMENT_CONSULTING MARITIME MARKET_RESEARCH MARKETING_AND_ADVERTISING
MECHANICAL_OR_INDUSTRIAL_ENGINEERING MEDIA_PRODUCTION MEDICAL_DEVICES MEDICAL_PRACTICE MENTAL_HEALTH_CARE MILITARY
MINING_METALS MOTION_PICTURES_AND_FILM MUSEUMS_AND_INSTITUTIONS MUSIC NANOTECHNOLOGY NEWSPAPERS
NON_PROFIT_ORGANIZATION_MANAGEMENT OIL_ENERGY ONLINE_MEDIA OUTSOURCING_OFFSHORING PACKAGE_FREIGHT_DELIVERY
PACKAGING_AND_CONTAINERS PAPER_FOREST_PRODUCTS PERFORMING_ARTS PHARMACEUTICALS PHILANTHROPY PHOTOGRAPHY PLASTICS
POLITICAL_ORGANIZATION PRIMARY_SECONDARY_EDUCATION PRINTING PROFESSIONAL_TRAINING_COACHING PROGRAM_DEVELOPMENT
PUBLIC_POLICY PUBLIC_RELATIONS_AND_COMMUNICATIONS PUBLIC_SAFETY PUBLISHING RAILROAD_MANUFACTURE RANCHING REAL_ESTATE
RECREATIONAL_FACILITIES_AND_SERVICES RELIGIOUS_INSTITUTIONS RENEWABLES_ENVIRONMENT RESEARCH RESTAURANTS RETAIL
SECURITY_AND_INVESTIGATIONS SEMICONDUCTORS SHIPBUILDING SPORTING_GOODS SPORTS STAFFING_AND_RECRUITING SUPERMARKETS
TELECOMMUNICATIONS TEXTILES THINK_TANKS TOBACCO TRANSLATION_AND_LOCALIZATION TRANSPORTATION_TRUCKING_RAILROAD
UTILITIES VENTURE_CAPITAL_PRIVATE_EQUITY VETERINARY WAREHOUSING WHOLESALE WINE_AND_SPIRITS WIRELESS
WRITING_AND_EDITING MOBILE_GAMES
""".split()


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Computer Software", "Software Development"),
        ("computer software", "Software Development"),
        ("COMPUTER_SOFTWARE", "Software Development"),
        ("  Software   Development ", "Software Development"),
        ("Information Technology & Services", "IT Services and IT Consulting"),
        ("Internet", "Technology, Information and Internet"),
        ("Marketing & Advertising", "Advertising Services"),
        ("Marketing and Advertising", "Advertising Services"),
        ("Management Consulting", "Business Consulting and Services"),
        ("Hospital & Health Care", "Hospitals and Health Care"),
        ("Pharmaceuticals", "Pharmaceutical Manufacturing"),
        ("Biotechnology", "Biotechnology Research"),
        ("Medical Devices", "Medical Equipment Manufacturing"),
        ("Automotive", "Motor Vehicle Manufacturing"),
        ("Logistics & Supply Chain", "Transportation, Logistics, Supply Chain and Storage"),
        ("Human Resources", "Human Resources Services"),
        ("E-Learning", "E-Learning Providers"),
        ("Gambling & Casinos", "Gambling Facilities and Casinos"),
        ("Tobacco", "Tobacco Manufacturing"),
        ("Consumer Goods", "Consumer Goods"),
        ("Underwater Basket Weaving", None),
    ],
)
def test_industries(said, label):
    assert vocab.canonical("industry", said) == label


def test_every_hubspot_industry_has_a_label():
    assert len(HUBSPOT) == 148
    assert [name for name in HUBSPOT if vocab.canonical("industry", name) is None] == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        *[(name, "GB") for name in ("UK", "U.K.", "Great Britain", "England", "Scotland", "Wales", "GBR")],
        *[
            (name, "US")
            for name in ("USA", "U.S.", "U.S.A.", "America", "United States", "the united states")
        ],
        *[(name, "NL") for name in ("Holland", "The Netherlands", "netherlands", "Niederlande", "Pays-Bas")],
        *[
            (name, "DE")
            for name in ("DE", "deu", "Germany", "Deutschland", "Allemagne", "Alemania", "Niemcy")
        ],
        *[(name, "CH") for name in ("Schweiz", "Suisse", "Svizzera", "Switzerland")],
        *[(name, "CI") for name in ("Ivory Coast", "Côte d'Ivoire", "Cote d'Ivoire", "Côte d’Ivoire")],
        *[(name, "ES") for name in ("España", "Espana", "Spanien")],
        ("Russia", "RU"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("UAE", "AE"),
        ("Czech Republic", "CZ"),
        ("Korea", "KR"),
        ("Brasil", "BR"),
        ("NO", "NO"),
        ("Norge", "NO"),
        ("NA", "NA"),
        ("Georgia", "GE"),
        ("Guinea", "GN"),
        ("Niger", "NE"),
        ("Congo", "CG"),
        ("Kosovo", "XK"),
        ("Atlantis", None),
        ("Kongo", None),
    ],
)
def test_countries(said, code):
    assert vocab.canonical("country", said) == code


@pytest.mark.parametrize(
    ("said", "label"),
    [
        *[(name, "Salesforce") for name in ("SFDC", "Salesforce.com", "Sales Cloud", "salesforce")],
        ("Salesforce Marketing Cloud", "Marketing Cloud"),
        ("ExactTarget", "Marketing Cloud"),
        ("Pardot", "Account Engagement"),
        ("GCP", "Google Cloud"),
        ("AWS", "Amazon Web Services"),
        ("GA4", "Google Analytics"),
        ("O365", "Microsoft 365"),
        ("M365", "Microsoft 365"),
        ("K8s", "Kubernetes"),
        ("Postgres", "PostgreSQL"),
        ("Zoho CRM", "Zoho CRM"),
        ("Abacus 3000", None),
    ],
)
def test_technologies(said, label):
    assert vocab.canonical("technology", said) == label


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("pre seed", "Pre-Seed"),
        ("Series A", "Series A"),
        ("SERIES_B", "Series B"),
        ("Venture (Round not Specified)", "Venture"),
        ("Series unknown", "Venture"),
        ("Merger / Acquisition", "M&A"),
        ("Post-IPO Equity", "Post-IPO"),
        ("convertible note", "Convertible Note"),
    ],
)
def test_funding_stages(said, label):
    assert vocab.canonical("funding", said) == label


@pytest.mark.parametrize("kind", ["industry", "country", "technology", "funding"])
def test_every_label_is_its_own_alias_and_keys_are_folded(kind):
    aliases, labels = vocab.aliases(kind), vocab.labels(kind)
    assert labels == sorted(set(labels))
    assert [label for label in labels if aliases[vocab.fold(label)] != label] == []
    assert set(aliases.values()) == set(labels)
    assert [key for key in aliases if vocab.fold(key) != key] == []


def test_country_names():
    assert vocab.country_name("DE") == "Germany"
    assert vocab.country_name("CI") == "Ivory Coast"
    assert vocab.country_name("ZZ") == "ZZ"
    assert len(vocab.labels("country")) == 250


def test_size_bands_follow_one_another():
    bands = vocab.size_bands()
    assert [band.label for band in bands][:3] == ["1-10", "11-50", "51-200"]
    assert bands[-1] == vocab.SizeBand("10,001+", 10001, None)
    assert [band.low for band in bands[1:]] == [band.high + 1 for band in bands[:-1]]


def test_users_file_extends_and_overrides(folder):
    (folder / "industries.yaml").write_text(
        "Software Development: [Nerdery]\nFintech: [Banking]\nDeep Tech:\nBiotechnology: Bio\n",
        encoding="utf-8",
    )
    assert vocab.canonical("industry", "nerdery") == "Software Development"
    assert vocab.canonical("industry", "Computer Software") == "Software Development"
    assert vocab.canonical("industry", "Banking") == "Fintech"
    assert vocab.canonical("industry", "Banks") == "Banking"
    assert vocab.canonical("industry", "deep tech") == "Deep Tech"
    assert vocab.canonical("industry", "biotechnology") == "Biotechnology"
    assert vocab.canonical("industry", "bio") == "Biotechnology"
    assert {"Fintech", "Deep Tech", "Biotechnology"} <= set(vocab.labels("industry"))


def test_users_countries(folder):
    (folder / "countries.yaml").write_text(
        "NO: [Kingdom of the North]\nDE: {name: Deutschland, aliases: [Teutonia]}\n", encoding="utf-8"
    )
    assert vocab.canonical("country", "kingdom of the north") == "NO"
    assert vocab.canonical("country", "Teutonia") == "DE"
    assert vocab.canonical("country", "Germany") == "DE"
    assert vocab.country_name("DE") == "Deutschland"


def test_users_size_bands_replace_ours(folder):
    (folder / "size_bands.yaml").write_text("small: [1, 99]\nbig: [100]\n", encoding="utf-8")
    assert vocab.size_bands() == (vocab.SizeBand("small", 1, 99), vocab.SizeBand("big", 100, None))


def test_all_problems_of_a_users_file_are_said_with_their_lines(folder):
    (folder / "technologies.yaml").write_text(
        "Salesforce: [SFDC, 365]\nHubSpot: {a: b}\nZoho: [SFDC]\n", encoding="utf-8"
    )
    with pytest.raises(IcpError) as raised:
        vocab.labels("technology")
    found = [(problem.line, problem.message) for problem in raised.value.problems]
    assert found == [
        (1, "365 is not text"),
        (2, "expected a list of texts"),
        (3, "SFDC is already an alias of Salesforce"),
    ]
    assert all(problem.path == str(folder / "technologies.yaml") for problem in raised.value.problems)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("countries.yaml", "Germany: [DE]\n", "Germany is not a two-letter country code"),
        ("countries.yaml", "DE: {nam: Germany}\n", "unknown key nam"),
        ("size_bands.yaml", "small: [9, 1]\n", "small needs [fewest, most] employees, fewest first"),
        ("size_bands.yaml", "small: lots\n", "small needs [fewest, most] employees"),
        (
            "industries.yaml",
            "- Software\n",
            "the file should be a mapping of keys to values, but it is a list",
        ),
    ],
)
def test_a_users_mistake_is_said(folder, name, text, message):
    (folder / name).write_text(text, encoding="utf-8")
    asked = {
        "countries.yaml": lambda: vocab.labels("country"),
        "industries.yaml": lambda: vocab.labels("industry"),
    }
    with pytest.raises(IcpError) as raised:
        asked.get(name, vocab.size_bands)()
    assert [problem.message for problem in raised.value.problems] == [message]


def test_broken_yaml_in_a_users_file_is_an_error(folder):
    (folder / "funding.yaml").write_text("Seed: [a\n", encoding="utf-8")
    with pytest.raises(IcpError):
        vocab.labels("funding")


def test_looking_up_does_not_import_polars():
    code = (
        "import sys; from icp_tui import vocab; "
        "assert vocab.canonical('country', 'UK') == 'GB' and vocab.regions()['dach']; "
        "sys.exit('polars' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("gics", "label"),
    [
        ("Application Software", "Software Development"),
        ("Semiconductors", "Semiconductor Manufacturing"),
        ("Oil, Gas & Consumable Fuels", "Oil and Gas"),
        ("Property and Casualty Insurance", "Insurance"),
        ("Data Center REITs", "Real Estate"),
        ("Communication Services", "Media & Telecommunications"),
        # They gather several labels, or name none.
        ("Industrials", None),
        ("Materials", None),
        ("Capital Goods", None),
    ],
)
def test_gics_names_mean_the_nearest_label(gics, label):
    assert vocab.canonical("industry", gics) == label
