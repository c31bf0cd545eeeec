"""The short names that people type for columns: `tech`, `size`, `rep`."""

from __future__ import annotations

# They stand for the column only where no column of the list is called so.
SHORT_NAMES = {
    "tech": "technologies", "stack": "technologies", "technology": "technologies",
    "size": "employees", "headcount": "employees", "staff": "employees", "people": "employees",
    "empl": "employees", "employee": "employees",
    "cc": "country",
    "arr": "revenue", "sales": "revenue", "turnover": "revenue",
    "site": "website", "url": "website",
    "rep": "owner", "ae": "owner",
}  # fmt: skip
# These can be meant for either.
AMBIGUOUS = {"stage": ("funding_stage", "lifecycle_stage")}


def short_name(said: str) -> str | None:
    """The account column that a short name stands for; None if it is no short name."""
    return SHORT_NAMES.get(said.strip().casefold())


def check_ambiguous(said: str, value: str) -> None:
    """ValueError, with both ways to write it, for a short name of two columns."""
    names = AMBIGUOUS.get(said.strip().casefold())
    if names:
        value = value or "none"
        raise ValueError(
            f"{said} can be {' or '.join(names)}; write {' or '.join(f'{name}:{value}' for name in names)}"
        )
