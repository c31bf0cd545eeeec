"""The words that the generated account files are made of: one tuple per column, repeated by weight."""

from __future__ import annotations

SYLLABLES = tuple(consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou")[:64]

NAME_WORDS = (
    "Systems", "Labs", "Software", "Analytics", "Logistics", "Foods", "Partners", "Group", "Robotics",
    "Health", "Energy", "Media", "Capital", "Networks", "Cloud", "Industries", "Design", "Security",
    "Materials", "Studio",
)  # fmt: skip
LEGAL = ("", "", "", "", "", " Inc.", " Inc", ", Inc.", " LLC", " Ltd", " GmbH", " Corp", " S.A.", " B.V.")
NON_ASCII = (
    "Société {} Frères", "{} Ørsted A/S", "Müller {} GmbH", "{} São Paulo Ltda", "Łódź {} Sp. z o.o.",
    "{} Señorío S.A.", "株式会社{}", "{} Ελλάς",
)  # fmt: skip

# 100 slots: two in a hundred are suffixes of several labels.
SUFFIXES = (
    (".com",) * 62 + (".io",) * 10 + (".ai",) * 6 + (".net",) * 6 + (".org",) * 4 + (".de",) * 4
    + (".co", ".fr", ".nl") * 2 + (".co.uk", ".com.au")
)  # fmt: skip
HOSTILE_SITES = (
    "N/A", "-", "none", "https://www.linkedin.com/company/somewhere", "https://www.facebook.com/pages/x",
    "http://gmail.com", "#N/A", "0",
)  # fmt: skip
TENANT_HOSTS = (".wixsite.com", ".myshopify.com", ".github.io")

# 20 slots: the first three labels are what the benchmark's ICP looks for.
COUNTRIES = (
    ("United States",) * 6 + ("USA", "US", "U.S.") + ("Canada", "CA")
    + ("United Kingdom", "UK", "Great Britain") + ("Germany", "Deutschland")
    + ("France", "India", "The Netherlands", "Australia")
)  # fmt: skip
RARE_COUNTRIES = (
    "Brasil", "Russia", "Switzerland", "Austria", "España", "Ireland", "Sweden", "Japan", "South Korea",
    "Czech Republic", "Mexico", "Singapore", "UAE", "Poland", "Italy", "Turkey", "Israel", "Nigeria",
)  # fmt: skip
STATES = ("California", "Texas", "New York", "ON", "Bayern", "Washington", "Île-de-France", "NSW", "MA", "FL")
CITIES = (
    "San Francisco", "Austin", "New York", "Toronto", "München", "Seattle", "Paris", "Sydney", "Boston",
    "Miami", "London", "Berlin", "Zürich", "Amsterdam", "Bengaluru", "Chicago", "Denver", "Atlanta",
)  # fmt: skip

INDUSTRIES = (
    ("computer software",) * 6 + ("Computer Software", "COMPUTER_SOFTWARE", "Software Development")
    + ("information technology & services",) * 5 + ("internet",) * 3
    + ("marketing & advertising",) * 3 + ("financial services",) * 3
    + (
        "gambling & casinos", "tobacco", "computer & network security", "management consulting",
        "hospital & health care", "pharmaceuticals", "biotechnology", "medical devices", "automotive",
        "logistics & supply chain", "human resources", "e-learning", "retail", "construction",
        "real estate", "education management", "higher education", "telecommunications", "insurance",
        "banking", "restaurants", "food & beverages", "apparel & fashion", "oil & energy", "utilities",
        "chemicals", "machinery", "electrical/electronic manufacturing", "law practice",
        "non-profit organization management", "staffing & recruiting", "media production", "publishing",
        "semiconductors", "consumer goods", "hospitality", "transportation/trucking/railroad",
        "accounting", "architecture & planning", "renewables & environment", "venture capital & private equity",
    )
)  # fmt: skip

TECHNOLOGIES = (
    "Salesforce", "Salesforce", "SFDC", "HubSpot", "HubSpot", "Zoho CRM", "Salesforce Marketing Cloud",
    "Marketo", "Pardot", "Google Analytics", "GA4", "Amazon AWS", "Google Cloud", "Microsoft Azure",
    "Cloudflare", "WordPress.org", "Shopify", "Stripe", "Zendesk", "Intercom", "Outreach", "Salesloft",
    "Segment.io", "Snowflake", "Databricks", "Kubernetes", "Docker", "PostgreSQL", "MySQL", "MongoDB",
    "Redis", "React", "Vue.js", "Node.js", "Python", "Java EE", "PHP 8", "Nginx", "Apache", "Gmail",
    "Office365", "Slack", "Zoom", "Jira", "Confluence", "GitHub", "Datadog", "Sentry", "Hotjar",
    "Mixpanel", "Google Tag Manager", "Facebook Custom Audiences", "LinkedIn Marketing Solutions",
    "Typekit", "Mailchimp Mandrill", "SendGrid", "Twilio", "Workday", "Greenhouse.io", "Lever",
)  # fmt: skip

KEYWORDS = (
    "saas", "b2b", "crm", "sales enablement", "outbound", "lead generation", "data pipelines",
    "machine learning", "e-commerce", "logistics", "payments", "compliance", "analytics", "cloud",
    "security", "manufacturing", "consulting", "recruiting", "education", "health", "fintech",
    "subscription", "marketplace", "automation", "iot", "retail", "wholesale", "insurance", "energy",
    "travel", "media", "gaming", "robotics", "food", "fashion", "legal", "construction", "agency",
    "nonprofit", "research",
)  # fmt: skip

VERBS = ("builds", "sells", "runs", "designs", "integrates", "distributes", "hosts", "finances")
QUALITIES = (
    "reliable",
    "secure",
    "affordable",
    "modern",
    '"award-winning"',
    "certified",
    "family-owned",
    "fast",
)
OBJECTS = (
    "sales tools", "billing software", "supply chains", "medical devices", "data platforms", "web shops",
    "office furniture", "school supplies", "security audits", "outbound campaigns", "payroll", "packaging",
)  # fmt: skip
AUDIENCES = (
    "mid-market teams", "hospitals", "retailers in Europe", "sales leaders, worldwide", "banks",
    "public schools", "start-ups", "manufacturers", "agencies", "local governments",
)  # fmt: skip

EMPLOYEE_BANDS = (
    "1-10", "11-50", "51-200", "51\u2013200", "201-500", "501-1,000", "1,001-5,000", "10,001+", "51 to 200",
    "Nov-50", "2-10", "Self-employed", "1.2k", "N/A", "0", "Employees.100to249",
)  # fmt: skip
REVENUE_BANDS = (
    "$1M - $10M", "$10M-$25M", "$10M - $25M", "$25 mil. - $50 mil.", "$100M-$250M", "$1B to $10B", "$10B+",
    "Under $500,000", "1.5E+08", "NOT AVAILABLE", "€5m", "N/A",
)  # fmt: skip

STAGES = ("Cold",) * 6 + ("Approaching", "Replied", "Active Opportunity", "Do Not Prospect")
FUNDING_STAGES = (
    "Seed",
    "Series A",
    "Series B",
    "Series C",
    "Angel",
    "Debt Financing",
    "Venture (Round not Specified)",
)
OWNERS = tuple(
    f"{first}.{last}@example.com"
    for first in ("dana", "lee", "sam", "ana", "joe")
    for last in ("okafor", "smith", "ito", "weber", "rossi")
)
TOPICS = ("CRM software", "Sales engagement", "Data enrichment", "Lead scoring", "Cloud migration", "Payroll")
