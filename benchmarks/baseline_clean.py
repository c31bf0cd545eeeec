"""The baseline's cleaning: Apollo-like text columns to typed account columns, by hand for this one file."""

from __future__ import annotations

import polars as pl

NOTHING = ["", "-", "n/a", "na", "none", "null", "#n/a", "#ref!", "not available", "unknown", "0"]

COUNTRIES = {
    "united states": "US", "usa": "US", "us": "US", "u.s.": "US", "canada": "CA", "ca": "CA",
    "united kingdom": "GB", "uk": "GB", "great britain": "GB", "germany": "DE", "deutschland": "DE",
    "france": "FR", "india": "IN", "the netherlands": "NL", "australia": "AU", "brasil": "BR",
    "russia": "RU", "switzerland": "CH", "austria": "AT", "españa": "ES", "ireland": "IE", "sweden": "SE",
    "japan": "JP", "south korea": "KR", "czech republic": "CZ", "mexico": "MX", "singapore": "SG",
    "uae": "AE", "poland": "PL", "italy": "IT", "turkey": "TR", "israel": "IL", "nigeria": "NG",
}  # fmt: skip
INDUSTRIES = {
    "computer software": "Software Development",
    "information technology & services": "IT Services and IT Consulting",
    "software development": "Software Development",
    "financial services": "Financial Services",
    "internet": "Technology, Information and Internet",
    "marketing & advertising": "Advertising Services",
    "gambling & casinos": "Gambling Facilities and Casinos",
    "tobacco": "Tobacco Manufacturing",
    "management consulting": "Business Consulting and Services",
    "hospital & health care": "Hospitals and Health Care",
    "pharmaceuticals": "Pharmaceutical Manufacturing",
    "biotechnology": "Biotechnology Research",
    "medical devices": "Medical Equipment Manufacturing",
    "automotive": "Motor Vehicle Manufacturing",
    "logistics & supply chain": "Transportation, Logistics, Supply Chain and Storage",
    "human resources": "Human Resources Services",
    "e-learning": "E-Learning Providers",
}
TECHNOLOGIES = {
    "SFDC": "Salesforce",
    "Amazon AWS": "Amazon Web Services",
    "GA4": "Google Analytics",
    "Pardot": "Account Engagement",
    "Office365": "Microsoft 365",
    "WordPress.org": "WordPress",
    "Segment.io": "Segment",
}

# Pages on these hosts say nothing about the company's own domain.
SHARED_HOSTS = [
    "linkedin.com", "facebook.com", "instagram.com", "x.com", "twitter.com", "youtube.com", "tiktok.com",
    "crunchbase.com", "github.com", "medium.com", "linktr.ee", "bit.ly", "goo.gl", "google.com",
    "wikipedia.org", "yelp.com", "etsy.com", "amazon.com", "gmail.com", "yahoo.com", "hotmail.com",
    "outlook.com", "icloud.com", "aol.com", "gmx.de", "web.de",
]  # fmt: skip
REGISTRABLE = (
    r"([^.]+\.(?:wixsite\.com|myshopify\.com|github\.io|wordpress\.com|(?:co|com|org|net|ac|gov|edu)\.[a-z]{2})"
    r"|[^.]+\.[^.]+)$"
)


def by_distinct(texts: pl.Series, **values: pl.Expr) -> pl.DataFrame:
    """Evaluate the expressions (over column `text`) once per distinct text, then look them up for every row."""
    coded = texts.cast(pl.Categorical(pl.Categories(texts.name)))
    distinct = coded.unique().drop_nulls().to_frame("coded")
    table = (
        distinct.select(
            code=pl.col("coded").to_physical(), text=pl.col("coded").cast(pl.String).str.strip_chars()
        )
        .sort("code")
        .with_columns(text=pl.when(~pl.col("text").str.to_lowercase().is_in(NOTHING)).then("text"))
        .select(value.alias(name) for name, value in values.items())
    )
    codes = coded.to_physical()
    return pl.DataFrame([column.gather(codes) for column in table.iter_columns()])


def folded() -> pl.Expr:
    """The distinct text in lower case."""
    return pl.col("text").str.to_lowercase()


def domains(websites: pl.Series) -> pl.Series:
    """The registrable domain of each website; null for shared hosts and for what is no address."""
    host = (
        websites.str.strip_chars()
        .str.to_lowercase()
        .str.strip_prefix("https://")
        .str.strip_prefix("http://")
        .str.strip_prefix("www.")
        .str.replace(r"[/:?#\s].*$", "")
    )
    deep = (host.str.count_matches(".", literal=True) > 1).fill_null(value=False).arg_true()
    host = host.scatter(deep, host.gather(deep).str.extract(REGISTRABLE))
    fine = host.str.contains(".", literal=True) & ~host.is_in(SHARED_HOSTS)
    return host.to_frame("domain").select(pl.when(pl.lit(fine)).then("domain")).to_series()


def employees(texts: pl.Series) -> pl.DataFrame:
    """Head count with its lower and upper end, in people."""
    text = folded().replace({"nov-50": "11-50", "10-feb": "2-10", "2-oct": "2-10", "self-employed": "1"})
    text = text.str.replace_all(r"[,\s]", "").str.replace_all(r"\u2013|to", "-")
    thousands = pl.when(text.str.contains(r"\dk")).then(1000.0).otherwise(1.0)
    first = text.str.extract(r"(\d+(?:\.\d+)?)").cast(pl.Float64) * thousands
    second = text.str.extract(r"-(\d+(?:\.\d+)?)").cast(pl.Float64) * thousands
    low = pl.when(first > 0).then(first)
    exact = pl.when(~text.str.contains("+", literal=True)).then(low)
    return by_distinct(
        texts,
        employees=((low + pl.coalesce(second, low)) / 2).cast(pl.Int64),
        employees_min=low.cast(pl.Int64),
        employees_max=pl.coalesce(second, exact).cast(pl.Int64),
    )


def revenue(texts: pl.Series) -> pl.DataFrame:
    """Revenue with its lower and upper end, in whole units of `currency`."""
    text = folded().str.replace_all(r"[$€£,\s]", "")
    amount = r"(\d+(?:\.\d+)?(?:e\+?\d+)?)"

    def scale(pattern: str) -> pl.Expr:
        letter = text.str.extract(pattern, 2).str.head(1)
        return letter.replace_strict({"k": 1e3, "m": 1e6, "b": 1e9}, default=1.0, return_dtype=pl.Float64)

    first = text.str.extract(amount).cast(pl.Float64) * scale(amount + r"([kmb])?")
    other = r"(?:-|to)" + amount
    second = text.str.extract(other).cast(pl.Float64) * scale(other + r"([kmb])?")
    under = text.str.contains(r"^under|^lessthan|^<")
    low = pl.when(under).then(0.0).otherwise(first)
    high = (
        pl.when(under)
        .then(first)
        .when(text.str.contains(r"\+$"))
        .then(None)
        .otherwise(pl.coalesce(second, first))
    )
    money = pl.col("text")
    return by_distinct(
        texts,
        revenue=((low + pl.coalesce(high, low)) / 2).cast(pl.Int64),
        revenue_min=low.cast(pl.Int64),
        revenue_max=high.cast(pl.Int64),
        currency=pl.when(money.str.contains("€"))
        .then(pl.lit("EUR"))
        .when(first.is_not_null())
        .then(pl.lit("USD")),
    )


def listed(header: str, aliases: dict[str, str]) -> pl.Expr:
    """The comma-separated items of a column, under their canonical names."""
    item = pl.element().str.strip_chars()
    return pl.col(header).str.split(",").list.eval(item.replace(aliases) if aliases else item)


def plain(raw: pl.DataFrame) -> dict[str, pl.Series]:
    """The columns whose values repeat a lot and need one expression each."""
    text = pl.col("text")
    number = text.str.replace_all(",", "").cast(pl.Int64, strict=False)
    made: dict[str, tuple[str, pl.Expr]] = {
        "industry": (
            "Industry",
            folded().str.replace_all("_", " ").replace_strict(INDUSTRIES, default=text.str.to_titlecase()),
        ),
        "country": ("Company Country", folded().replace_strict(COUNTRIES, default=None)),
        "state": ("Company State", text),
        "city": ("Company City", text),
        "founded": ("Founded Year", number),
        "funding_stage": ("Latest Funding", text),
        "funding_total": ("Total Funding", number),
        "last_funding_amount": ("Latest Funding Amount", number),
        "last_funding_date": ("Last Raised At", text.str.to_date("%Y-%m-%d", strict=False)),
        "intent_score": ("Primary Intent Score", text.cast(pl.Float64, strict=False)),
        "owner": ("Account Owner", text),
        "parent": ("Subsidiary of", text),
        "lifecycle_stage": ("Account Stage", text),
    }
    return {
        column: by_distinct(raw[header], **{column: value}).to_series()
        for column, (header, value) in made.items()
    }


def clean(raw: pl.DataFrame) -> pl.DataFrame:
    """All account columns of the raw file but the key, one row per row, in the same order."""
    return raw.select(
        pl.col("Company Name").str.strip_chars().alias("name"),
        domains(raw["Website"]).alias("domain"),
        pl.col("Website").str.strip_chars().alias("website"),
        pl.col("Company Linkedin Url").alias("linkedin_url"),
        *employees(raw["# Employees"]).iter_columns(),
        *revenue(raw["Annual Revenue"]).iter_columns(),
        *(column.alias(name) for name, column in plain(raw).items()),
        listed("Technologies", TECHNOLOGIES).alias("technologies"),
        listed("Keywords", {}).alias("keywords"),
        pl.col("Short Description").str.replace_all("\n", " ", literal=True).alias("description"),
        listed("Primary Intent Topic", {}).alias("intent_topics"),
        pl.col("Apollo Account Id").alias("crm_id"),
    )
