"""Write the sample accounts: `python sample_accounts/generate.py [OUT_DIR]`, the same bytes every time.

`words.toml` holds what names are made of and the showcase accounts, `companies` draws the truth, `exports`
tells how each tool sees it, `dirt` and `oddities` spoil it, `suppression` says whom not to sell to.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Literal

import exports
import oddities
import suppression
from companies import companies
from dice import Dice


def table(header: list[str], cells: list[list[str]], *, ends: str, quoted: bool, delimiter: str = ",") -> str:
    """The text of a delimited file."""
    text = io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ends, quoting=quoting)
    writer.writerow(header)
    writer.writerows(cells)
    return text.getvalue()


def plain(rows: list[exports.Row], delimiter: str = ",") -> bytes:
    """UTF-8, quotes only where needed, Unix line ends."""
    cells = [list(row.values()) for row in rows]
    return table(list(rows[0]), cells, ends="\n", quoted=False, delimiter=delimiter).encode()


def files() -> dict[str, bytes]:
    """Every file by its path below the sample folder."""
    every = companies()
    order = Dice("order")
    known = {tool: order.shuffled([each for each in every if tool in each.files]) for tool in "AHS"}
    apollo = oddities.apollo_oddities([exports.apollo(each) for each in known["A"]], known["A"])
    hubspot = [exports.hubspot(each) for each in known["H"]]
    salesforce = oddities.salesforce_oddities([exports.salesforce(each) for each in known["S"]], known["S"])
    hubspot_cells = oddities.hubspot_lines(hubspot, known["H"])
    salesforce_cells = [list(row.values()) for row in salesforce]
    salesforce_cells += [[line] for line in oddities.salesforce_footer(len(salesforce))]
    chosen = suppression.suppressed(every)
    return {
        "apollo_accounts.csv": plain(apollo),
        "hubspot_companies.csv": table(list(hubspot[0]), hubspot_cells, ends="\r\n", quoted=False).encode(
            "utf-8-sig"
        ),
        "salesforce_report.csv": table(list(salesforce[0]), salesforce_cells, ends="\n", quoted=True).encode(
            "latin-1"
        ),
        "suppress/customers.csv": plain(suppression.customers(chosen["customers"])),
        "suppress/open_deals.csv": plain(suppression.open_deals(chosen["open_deals"])),
        "suppress/do_not_contact.csv": plain(suppression.do_not_contact(chosen["do_not_contact"]), ";"),
        "suppress/competitors.csv": plain(suppression.competitors(chosen["competitors"])),
    }


def main(folder: Path) -> None:
    """Write every file below the folder, over what was there."""
    (folder / "suppress").mkdir(parents=True, exist_ok=True)
    for path, content in files().items():
        (folder / path).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
