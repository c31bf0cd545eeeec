"""What lists are called, where nothing but the name is looked at. Light: screens know it before anything is read."""

from __future__ import annotations

ENDINGS = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".arrow", ".feather", ".xlsx", ".xlsm",
           ".xlsb", ".xls", ".ods", ".gz", ".zst", ".bz2", ".xz", ".zip")  # fmt: skip
# The same for people.
FORMATS = "CSV, Excel, JSON or Parquet, also zipped"
