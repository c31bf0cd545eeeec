"""Websites: the bare host, and the domain under which the account is known."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

import polars as pl

from icp_tui import vocab
from icp_tui.sources.suffixes import psl_rules, registrable
from icp_tui.sources.texts import cleaned

_LABEL = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
_HOST = re.compile(rf"^(?:{_LABEL}\.)+(?:[a-z]{{2,}}|xn--[a-z0-9-]+)$")
# The same for one pass over a column.
_PLAIN = r"^(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}$"
_NUMBERS = r"^\d{1,3}(?:\.\d{1,3}){3}$"
_MACHINE = re.compile(rf"{_NUMBERS}|^localhost$")
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?/{1,3}|^(?:https?|mailto)[:;]/*")
_BETWEEN = re.compile(r"[\s,;|<>\"'()\[\]{}]+")
# What stands in website columns for "none", besides the usual.
_NOTHING = ["0", "1", "false", "no", "www", "www.", "http://", "https://", "http://www.", "https://www."]


def parse_domains(texts: pl.Series) -> pl.DataFrame:
    """Hosts and domains out of `https://www.Acme.com:443/about`, `info@acme.com`, `acme.com, acme.de`.

    Columns: host (bare and lower case, without www., international names in punycode), domain (the
    registrable domain, or the whole tenant host such as `acme.wixsite.com`; null when the host is no
    company's own), note (null, or `social`, `directory`, `free mail`, `address`, which have no domain, or
    `tenant`, which has) and understood (null where nothing is said). Of several values the first host counts.
    """
    frame = texts.alias("text").to_frame().lazy().with_columns(host=_fast_host()).collect()
    sure = _ordinary(frame["host"])
    rest = (frame["text"].is_not_null() & ~sure).arg_true()
    read = _read_closely(frame["text"].gather(rest))
    if rest.len() == texts.len():
        return read
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, texts.len())
    return pl.DataFrame(
        {
            "host": frame["host"].scatter(rest, read["host"]),
            "domain": frame["host"].scatter(rest, read["domain"]),
            "note": nothing.scatter(rest, read["note"]),
            "understood": pl.select(pl.when(sure).then(True)).to_series().scatter(rest, read["understood"]),
        }
    )


def _ordinary(hosts: pl.Series) -> pl.Series:
    """Which hosts are the domains of their companies: one dot, and on no list."""
    rules, (named, _) = psl_rules(), _named(vocab.hosts())
    # Hashes are compared several times as fast; a host with the hash of a listed one is only looked at again.
    listed = pl.concat([rules.either, named]).hash()
    host = pl.col("host")
    plain = hosts.alias("host").to_frame().lazy().select(
        (host.str.count_matches(".", literal=True) == 1)
        & ~host.hash().is_in(listed.implode())
        & ~host.str.contains(rules.wild_ends)
    ).collect().to_series()  # fmt: skip
    return plain.fill_null(value=False)


def _read_closely(texts: pl.Series) -> pl.DataFrame:
    """The columns of `parse_domains` for texts that are not the plain domain of a company."""
    cells = texts.alias("text").to_frame().lazy().select(cleaned(pl.col("text"))).collect()["text"]
    frame = cells.to_frame().lazy().with_columns(host=_fast_host()).collect()
    nothing = pl.col("host").is_null() & pl.col("text").str.to_lowercase().is_in(_NOTHING)
    frame = frame.with_columns(text=pl.when(~nothing.fill_null(value=False)).then("text"))
    odd = frame.with_row_index("row").filter(pl.col("host").is_null() & pl.col("text").is_not_null())
    hosts = frame["host"]
    if odd.height:
        distinct = odd["text"].unique()
        slow = pl.DataFrame(
            {"text": distinct, "host": [_host(text) for text in distinct]},
            schema_overrides={"host": pl.String},
        )
        found = odd.select("row", "text").join(slow, on="text", how="left", maintain_order="left")
        hosts = hosts.scatter(found["row"], found["host"])
    return _judged(frame.with_columns(host=hosts))


def _fast_host() -> pl.Expr:
    """The host of an ordinary address; null for everything else, which `_host` reads one by one."""
    text = pl.col("text").str.to_lowercase()
    bare = text.str.strip_prefix("https://").str.strip_prefix("http://").str.strip_prefix("www.")
    host = bare.str.replace(r"[/:?#].*$", "")
    plain = host.str.contains(_PLAIN) & ~text.str.contains("@", literal=True)
    return pl.when(plain & ~host.str.starts_with("www.")).then(host)


def _host(text: str) -> str | None:
    """The first host in a text that is no ordinary address; addresses of machines are kept as they are."""
    for word in _BETWEEN.split(text.lower()):
        bare = unquote(word).strip()
        while _SCHEME.match(bare):
            bare = _SCHEME.sub("", bare)
        bare = re.split(r"[/?#\\]", bare, maxsplit=1)[0].rpartition("@")[2]
        bare = bare.partition(":")[0].strip(".")
        if _MACHINE.match(bare):
            return bare
        while bare.startswith("www."):
            bare = bare.removeprefix("www.")
        if not bare.isascii():
            bare = _punycode(bare)
        if _HOST.match(bare):
            return bare
    return None


def _punycode(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _judged(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of `parse_domains` out of text and host."""
    hosts = frame["host"]
    machine = hosts.str.contains(_NUMBERS) | (hosts == "localhost")
    frame = frame.with_columns(domain=registrable(hosts), machine=machine).with_row_index("row")
    known = vocab.hosts()
    named, deep = _named(known)
    suspect = (
        pl.col("machine")
        | pl.col("domain").is_in(named.implode())
        | pl.col("host").is_in(deep.implode())
        | (pl.col("domain").str.count_matches(".", literal=True) > 1)
    )
    # Few hosts are on any list, and the rest need no second look.
    noted = frame.filter(suspect).with_columns(note=_note(known)).filter(pl.col("note").is_not_null())
    lost = noted.filter(pl.col("note") != "tenant")["row"]
    note = (
        pl.Series("note", [None], dtype=pl.String)
        .new_from_index(0, len(frame))
        .scatter(noted["row"], noted["note"])
    )
    frame = frame.with_columns(note=note, domain=frame["domain"].scatter(lost, None))
    read = pl.col("domain").is_not_null() | pl.col("note").is_not_null()
    return frame.select("host", "domain", "note", understood=pl.when(pl.col("text").is_not_null()).then(read))


@cache
def _named(known: vocab.Hosts) -> tuple[pl.Series, pl.Series]:
    """All listed hosts, and those of them that are sub-domains."""
    named = sorted(known.social | known.directory | known.pages | known.free_mail)
    return pl.Series(named), pl.Series([host for host in named if host.count(".") > 1])


def _note(known: vocab.Hosts) -> pl.Expr:
    """What a host is if it is no company's own; null when it is."""
    host, domain = pl.col("host"), pl.col("domain")

    def among(names: frozenset[str]) -> pl.Expr:
        return domain.is_in(list(names)) | host.is_in(list(names))

    # Something stands behind the host, or before the domain.
    bare = pl.col("text").str.replace(r"^(?:[A-Za-z]+:)?/+", "")
    page = bare.str.contains(r"^[^/]+/+[^/?#\s]") | (host != domain)
    tenant = domain.str.replace(r"^[^.]+\.", "").is_in(list(known.tenant))
    return (
        pl.when("machine").then(pl.lit("address"))
        .when(among(known.social)).then(pl.lit("social"))
        .when(among(known.directory) | (domain.is_in(list(known.pages)) & page)).then(pl.lit("directory"))
        .when(among(known.free_mail)).then(pl.lit("free mail"))
        .when(tenant).then(pl.lit("tenant"))
    )  # fmt: skip
