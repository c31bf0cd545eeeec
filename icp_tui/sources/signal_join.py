"""Signal rows -> accounts: by domain, else LinkedIn page, else CRM id, else a name that only one account bears.

A domain or a page is one company, so all accounts that have it are reached. A record number or a name that
several accounts have reaches none of them, and neither does a name under another country or domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from icp_tui.sources import linkedin, names

BY = ("domain", "linkedin", "crm_id", "name")
# A name of more accounts than this is ambiguous, whatever their countries are.
_MOST_BEARERS = 50


@dataclass(frozen=True)
class Joined:
    """`pairs`: `row` of the signal file and `place` of the account. `by`: how many rows each key joined.

    `ambiguous`: `name` and `accounts`, a row per name (or CRM id) that several accounts have.
    """

    pairs: pl.DataFrame
    by: dict[str, int]
    ambiguous: pl.DataFrame


class Directory:
    """The accounts of a list under the keys that find them; each key is made when it is first asked for.

    `systems`: source -> the system whose record numbers its accounts bear, None where that is not known.
    """

    def __init__(self, frame: pl.DataFrame, systems: Mapping[str, str | None]) -> None:
        self._frame = frame.select("domain", "name", "country", "crm_id", "linkedin_url", "source").with_row_index("place")
        self._systems = systems

    @cached_property
    def domains(self) -> pl.DataFrame:
        """`place` and `key`, the domain."""
        return self._frame.select("place", key="domain").drop_nulls()

    @cached_property
    def pages(self) -> pl.DataFrame:
        """`place` and `key`, the slug of the LinkedIn page."""
        slugs = linkedin.parse_linkedin(self._frame.get_column("linkedin_url")).get_column("slug")
        return self._frame.select("place", slugs.alias("key")).drop_nulls()

    @cached_property
    def records(self) -> pl.DataFrame:
        """`place`, `key`, the CRM id as it is compared, and `system`."""
        system = pl.col("source").replace_strict(dict(self._systems), default=None, return_dtype=pl.String)
        return self._frame.select("place", key=_record(pl.col("crm_id")), system=system).filter(
            pl.col("key").is_not_null()
        )

    @cached_property
    def names(self) -> pl.DataFrame:
        """`place`, `bare`, the normalised name, how many bear it, country and domain."""
        bare = names.normalised(self._frame.get_column("name")).alias("bare")
        named = self._frame.select("place", bare, account_country="country", account_domain="domain")
        return named.filter(pl.col("bare").is_not_null()).with_columns(bearers=pl.len().over("bare"))

    def join(self, rows: pl.DataFrame, ids: str | None) -> Joined:
        """Join signal rows; a row that one key joins is not looked up by the next. `ids`: the system of their CRM ids."""
        left = rows.select("name", "domain", "slug", "crm_id", "bare", "country").with_row_index("row")
        found: list[pl.DataFrame] = []
        by: dict[str, int] = {}
        doubtful = [pl.DataFrame(schema={"name": pl.String, "accounts": pl.Int64})]
        for key in BY:
            pairs, ambiguous = self._by(key, left, ids)
            by[key] = pairs.get_column("row").n_unique()
            left = left.join(pairs, on="row", how="anti", maintain_order="left")
            found.append(pairs)
            doubtful.append(ambiguous)
        told = pl.concat(doubtful).unique("name", keep="first", maintain_order=True).sort("name")
        return Joined(pl.concat(found), by, told)

    def _by(self, key: str, left: pl.DataFrame, ids: str | None) -> tuple[pl.DataFrame, pl.DataFrame]:
        nobody = pl.DataFrame(schema={"name": pl.String, "accounts": pl.Int64})
        if key == "domain":
            wanted = left.select("row", key="domain").drop_nulls()
            return _matched(wanted, self.domains) if wanted.height else _NONE, nobody
        if key == "linkedin":
            wanted = left.select("row", key="slug").drop_nulls()
            return _matched(wanted, self.pages) if wanted.height else _NONE, nobody
        if key == "crm_id":
            wanted = left.select("row", key=_record(pl.col("crm_id")), name="crm_id").filter(pl.col("key").is_not_null())
            return self._by_record(wanted, ids) if wanted.height else (_NONE, nobody)
        wanted = left.filter(pl.col("bare").is_not_null())
        return self._by_name(wanted) if wanted.height else (_NONE, nobody)

    def _by_record(self, wanted: pl.DataFrame, ids: str | None) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Record numbers of another system than the account's say nothing."""
        records = self.records
        if ids is not None:
            records = records.filter(pl.col("system").is_null() | (pl.col("system") == ids))
        records = records.with_columns(bearers=pl.len().over("key"))
        return _unique(wanted.join(records, on="key", how="inner"))

    def _by_name(self, wanted: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        # Rows that say the same are looked up once.
        said = wanted.group_by("bare", "country", "domain").agg(pl.col("row"), pl.col("name").min())
        said = said.with_row_index("said")
        many = self.names.filter(pl.col("bearers") > _MOST_BEARERS).unique("bare", keep="first")
        few = self.names.filter(pl.col("bearers") <= _MOST_BEARERS)
        candidates = pl.concat([
            said.join(few, on="bare", how="inner").filter(_agree("country"), _agree("domain")),
            said.join(many, on="bare", how="inner"),
        ])  # fmt: skip
        candidates = candidates.with_columns(
            bearers=pl.when(pl.col("bearers") > _MOST_BEARERS).then("bearers").otherwise(pl.len().over("said"))
        )
        found, ambiguous = _unique(candidates.rename({"row": "rows"}).with_columns(row=pl.col("said")))
        rows = said.select("said", "row").explode("row", empty_as_null=True, keep_nulls=True)
        return rows.join(found.rename({"row": "said"}), on="said", how="inner").select("row", "place"), ambiguous


_NONE = pl.DataFrame(schema={"row": pl.UInt32, "place": pl.UInt32})


def _matched(wanted: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    return wanted.join(known, on="key", how="inner").select("row", "place")


def _unique(candidates: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The pairs whose key only one account has, and the names of the others with how many have theirs."""
    one = pl.col("bearers") == 1
    doubtful = candidates.filter(~one).group_by("name").agg(accounts=pl.col("bearers").max().cast(pl.Int64))
    return candidates.filter(one).select("row", "place"), doubtful.select("name", "accounts")


def _agree(key: str) -> pl.Expr:
    """Whether what the row and the account say differs nowhere that both say something."""
    return (pl.col(key) == pl.col(f"account_{key}")).fill_null(value=True)


def _record(number: pl.Expr) -> pl.Expr:
    """A CRM id as it is compared: the 18 characters of Salesforce are its 15 and a checksum."""
    return pl.when(number.str.contains(r"^[A-Za-z0-9]{15}[A-Z0-5]{3}$")).then(number.str.head(15)).otherwise(number)
