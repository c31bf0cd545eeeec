"""LinkedIn pages of companies."""

from __future__ import annotations

from urllib.parse import unquote

import polars as pl

from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.texts import cleaned

_PAGES = r"(?:company(?:-beta)?|school|showcase|organization|companies)"
_PAGE = rf"(?:linkedin\.com/(?:[a-z]{{2}}/)?(?:sales/|mwlite/|talent/)?|^/?){_PAGES}[/:]([^/?#\s,;|]+)"
_URN = r"^urn:li:(?:fsd?_)?(?:company|organization):(\d+)$"
_BARE = r"^([\p{L}\p{N}][\p{L}\p{N}&'_-]*)$"
_PLAIN = r"^[a-z0-9][a-z0-9-]*$"


def parse_linkedin(texts: pl.Series) -> pl.DataFrame:
    """The page's slug out of `linkedin.com/company/Acme-Inc/about/`: columns slug (String), understood.

    Slugs and numeric ids are case-folded and percent-decoded; pages of companies, schools and showcases
    count alike, a person's page does not. In such a column a bare word is a slug.
    """
    slugs = texts.alias("text").to_frame().lazy().select(slug=_company_page()).collect()["slug"]
    rest = (texts.is_not_null() & slugs.is_null()).arg_true()
    read = _read_closely(texts.gather(rest))
    understood = pl.select(pl.when(slugs.is_not_null()).then(True)).to_series()
    return pl.DataFrame(
        {
            "slug": slugs.scatter(rest, read["slug"]),
            "understood": understood.scatter(rest, read["understood"]),
        }
    )


def _company_page() -> pl.Expr:
    """The slug out of the usual spelling of an address, which needs no cleaning."""
    text = pl.col("text").str.to_lowercase().str.strip_prefix("https://").str.strip_prefix("http://")
    bare = text.str.strip_prefix("www.")
    page = bare.str.strip_prefix("linkedin.com/company/").str.strip_suffix("/")
    stripped = bare.str.len_bytes() > page.str.len_bytes() + 1
    return pl.when(stripped & page.str.contains(_PLAIN)).then(page)


def _read_closely(texts: pl.Series) -> pl.DataFrame:
    cells = texts.alias("text").to_frame().lazy().select(cleaned(pl.col("text"))).collect()["text"]
    frame = cells.to_frame().lazy().with_columns(slug=_fast_slug()).collect()
    odd = pl.select(pl.when(frame["slug"].is_null()).then(cells)).to_series()
    if odd.is_not_null().any():
        frame = frame.with_columns(slug=frame["slug"].fill_null(over_distinct(odd, _slugs)["slug"]))
    return frame.select(
        "slug", understood=pl.when(pl.col("text").is_not_null()).then(pl.col("slug").is_not_null())
    )


def _fast_slug() -> pl.Expr:
    text = pl.col("text").str.to_lowercase().str.strip_prefix("https://").str.strip_prefix("http://")
    page = text.str.strip_prefix("www.").str.strip_prefix("linkedin.com/company/").str.strip_suffix("/")
    return pl.when(page.str.contains(_PLAIN)).then(page)


def _slugs(texts: pl.Series) -> pl.DataFrame:
    lower = texts.str.to_lowercase()
    bare = pl.select(pl.when(~lower.str.contains(r"linkedin|^https?:|^www\.")).then(lower)).to_series()
    found = pl.DataFrame(
        {"page": lower.str.extract(_PAGE), "urn": lower.str.extract(_URN), "bare": bare.str.extract(_BARE)}
    )
    slug = found.select(pl.coalesce("page", "urn", "bare").alias("slug"))["slug"].str.strip_chars("/.'\"")
    # Percent signs are rare, and only Python decodes them.
    coded = slug.str.contains("%", literal=True).fill_null(value=False)
    decoded = pl.Series([unquote(text).lower() for text in slug.filter(coded)], dtype=pl.String)
    return slug.scatter(coded.arg_true(), decoded).replace("", None).to_frame("slug")
