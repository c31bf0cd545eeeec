"""The few hand-made troubles of real files, each put on companies that no other lesson needs."""

from __future__ import annotations

from collections.abc import Callable

from companies import Company
from dice import Dice
from exports import Row

FOOTER = (
    "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.",
    "Confidential Information - Do Not Distribute",
)


def described(text: str) -> Callable[[Row], None]:
    """An oddity that puts this text behind the description."""

    def change(row: Row) -> None:
        row["Short Description"] = f"{row['Short Description']} {text}".strip()

    return change


def replaced(header: str, text: str) -> Callable[[Row], None]:
    """An oddity that puts this text into a cell; `{}` stands for what was there."""

    def change(row: Row) -> None:
        row[header] = text.replace("{}", row[header].strip())

    return change


def lines(row: Row) -> None:
    """A description of several lines in one cell."""
    before = "About us:\n- founded by engineers\n- offices in two cities\n\n"
    row["Short Description"] = before + row["Short Description"]


ODD_ROWS: tuple[tuple[int, Callable[[Row], None]], ...] = (
    (24, lines),
    (1, described("Line ends of another system:\r\nsecond line")),
    (2, replaced("Short Description", '=HYPERLINK("http://phish.example","Open the invoice")')),
    (1, replaced("Company Name for Emails", "=1+1")),
    (1, replaced("Short Description", "@sum(1+1)*cmd|' /C calc'!A0")),
    (2, replaced("Lists", "-Q4 target list")),
    (2, described("\x1b[31mRed text\x1b[0m and a bell\x07 in a description.")),
    (1, replaced("Company City", "\x1b]0;new title\x07{}")),
    (2, described("Right to left: \u202eexe.gnp\u202c and a zero\u200bwidth space.")),
    (2, replaced("Company Name", "[Acquired] {}")),
    (2, described("Markup: [bold]loud[/bold] [/red] [link=http://phish.example]here[/link]")),
    (2, replaced("Company Name", "{} 🚀")),
    (3, replaced("Last Raised At", "2027-02-30")),
    (4, replaced("Last Raised At", "2027-04-01")),
    (6, replaced("# Employees", "0")),
)


def apollo_oddities(rows: list[Row], known: list[Company]) -> list[Row]:
    """The rows with every oddity in place, and a list of ten pasted in a second time at the end."""
    dice = Dice("apollo oddities")
    only_here = [at for at, each in enumerate(known) if each.files == "A"]
    plain = [at for at in only_here if not known[at].showcase and not known[at].parent]
    places = iter(dice.shuffled(plain))
    for count, change in ODD_ROWS:
        for _ in range(count):
            change(rows[next(places)])
    return rows + [dict(rows[next(places)]) for _ in range(10)]


def hubspot_lines(rows: list[Row], known: list[Company]) -> list[list[str]]:
    """The cells of each row: two rows have a cell too many (a comma typed by hand), one ends early."""
    cells = [list(row.values()) for row in rows]
    plain = [at for at, each in enumerate(known) if each.files == "H" and each.bare]
    first, second, third = Dice("hubspot oddities").some(plain, 3)
    cells[first][-1] = "Met at the spring fair."
    cells[first].insert(12, "Suite 4")
    cells[second].append("moved here by hand")
    cells[third] = cells[third][:-5]
    return cells


def salesforce_oddities(rows: list[Row], known: list[Company]) -> list[Row]:
    """Eight accounts stand twice, as in reports that were joined with opportunities."""
    plain = [at for at, each in enumerate(known) if not each.showcase]
    twice = Dice("salesforce oddities").some(plain, 8)
    return [row for at, row in enumerate(rows) for _ in range(2 if at in twice else 1)]


def salesforce_footer(records: int) -> list[str]:
    """The lines below a report, each a quoted cell of its own."""
    return ["", "", f"Grand Totals ({records} records)", *FOOTER]
