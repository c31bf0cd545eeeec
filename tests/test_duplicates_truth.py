"""How well merging finds the listings that are of one company, measured on pairs of rows."""

import polars as pl
import pytest
from runs import ROOT

from icp_tui.sources import names
from icp_tui.sources.accounts import load_accounts

DATA = ROOT / ".." / "shared" / "data"
LISTINGS = DATA / "global_companies" / "listings_with_duplicates.csv"
TRUTH = DATA / "global_companies" / "listings_truth.csv"
BANKS = DATA / "fdic_failed_banks" / "banklist_cp1252.csv"


@pytest.fixture(scope="module")
def merged():
    """Each listing with the account it went into, the company it truly is, and its compared name."""
    if not LISTINGS.is_file():
        pytest.skip("the shared data are not beside this checkout")
    found = load_accounts([LISTINGS])
    went = [frame.select("account_key", "source_row") for frame in (found.frame, found.duplicates)]
    raw = pl.read_csv(LISTINGS, infer_schema=False)
    rows = raw.select("row_id", "website", "country", norm=names.normalised(raw["name"]))
    truth = pl.read_csv(TRUTH, infer_schema=False)
    keys = pl.concat(went).select("account_key", row_id=(pl.col("source_row") - 1).cast(pl.String))
    joined = rows.join(truth, on="row_id").join(keys, on="row_id")
    assert joined.height == found.rows_in == 5_846
    return joined


def pairs(rows, *by):
    return int(rows.group_by(by).len().select((pl.col("len").cast(pl.Int64) * (pl.col("len") - 1) // 2).sum()).item())


def false_pairs(rows):
    both = rows.join(rows, on="account_key", suffix="_b").filter(pl.col("row_id") < pl.col("row_id_b"))
    return both.filter(pl.col("true_company_key") != pl.col("true_company_key_b"))


def test_recall_and_precision_of_pairs(merged):
    right = pairs(merged, "account_key", "true_company_key")
    joined, true = pairs(merged, "account_key"), pairs(merged, "true_company_key")
    assert true == 7_567
    assert right / true >= 0.53
    assert right / joined >= 0.88


def test_no_rows_of_plainly_different_names_are_merged(merged):
    """The other pairs that the truth tells apart bear one name; Total took a new name, and has two share numbers."""
    differing = false_pairs(merged).filter(pl.col("norm") != pl.col("norm_b"))
    assert set(differing["account_key"]) <= {"total.com"}


def test_nearly_all_false_pairs_are_papers_of_one_issuer_without_a_website(merged):
    nameless = pl.col("website").is_null() & pl.col("website_b").is_null()
    found = false_pairs(merged)
    assert found.filter(nameless & (pl.col("norm") == pl.col("norm_b"))).height >= 0.95 * found.height


def test_banks_of_one_name_in_different_cities_are_different_banks():
    if not BANKS.is_file():
        pytest.skip("the shared data are not beside this checkout")
    found = load_accounts([BANKS])
    assert (found.rows_in, found.frame.height, found.duplicates.height) == (568, 568, 0)
