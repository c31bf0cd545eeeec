"""The title bar: which profile, how many accounts, of which day, in which workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from icp_tui.tui.text import clipped, safe

# The profile's name is not cut below this before something else has to go.
_LEAST_NAME = 12
_TUNED = "tuned, not saved"
_GAP = 2


@dataclass(frozen=True)
class Titled:
    """What the title bar tells."""

    icp: str
    version: str
    accounts: int
    as_of: date
    workspace: str
    throw_away: bool = False
    review_by: date | None = None
    tuned: bool = False

    @property
    def overdue(self) -> bool:
        """Whether the profile should have been looked at again by this date."""
        return self.review_by is not None and self.review_by < self.as_of


def title_line(titled: Titled, width: int) -> Content:
    """The line at this width: the profile on the left, the list on the right, the least important gone first."""
    pieces = _pieces(titled)
    # What is given up, one after the other, until the rest fits; the number of accounts never is.
    for give_up in ("", "brand", "workspace", "date", "review", "no workspace", "no version", "no date", "no review"):
        _give_up(pieces, give_up)
        room = width - _taken(pieces)
        # Words that say nothing go before the name is cut, and the name is cut before facts go.
        least = _LEAST_NAME if give_up == "review" or give_up.startswith("no ") else cell_len(pieces["icp"])
        if room >= min(least, cell_len(pieces["icp"])):
            break
    left = [pieces[name] for name in ("brand", "icp", "version") if pieces[name]]
    right = [pieces[name] for name in ("accounts", "date", "review", "workspace") if pieces[name]]
    over = width - _taken(pieces) - cell_len(pieces["icp"])
    if over < 0:
        name = Content(pieces["icp"]).truncate(max(cell_len(pieces["icp"]) + over, 1), ellipsis=True).plain
        left[left.index(pieces["icp"])] = name
    return _drawn(pieces, left, right, width)


class TitleBar(Widget):
    """One line; what matters least goes first when there is no room."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's names
        super().__init__(id=id, classes=classes)
        self._titled: Titled | None = None

    def show(
        self,
        *,
        icp: str,
        version: str,
        accounts: int,
        as_of: date,
        workspace: str,
        throw_away: bool = False,
        review_by: date | None = None,
        tuned: bool = False,
    ) -> None:
        """Say what list is open. A throw-away workspace is called that, whatever its name; `tuned` is not saved."""
        self._titled = Titled(icp, version, accounts, as_of, workspace, throw_away, review_by, tuned)
        self.refresh()

    def render(self) -> Content:
        """The line for the current width."""
        return Content("") if self._titled is None else title_line(self._titled, self.content_size.width)


def _pieces(titled: Titled) -> dict[str, str]:
    counted = "1 account" if titled.accounts == 1 else f"{titled.accounts:,} accounts"
    return {
        "brand": "icp-tui",
        "icp": clipped(titled.icp, 120),
        "version": clipped(titled.version, 30),
        "accounts": counted,
        "date": f"as of {titled.as_of}",
        # One warning at a time: that the profile is in no file yet comes first.
        "review": _TUNED if titled.tuned else f"profile review was due {titled.review_by}" if titled.overdue else "",
        "workspace": "throw-away workspace" if titled.throw_away else f"workspace {_short_place(titled.workspace)}",
        "short workspace": "throw-away" if titled.throw_away else _short_place(titled.workspace),
        "short date": f"{titled.as_of}",
        "short review": _TUNED if titled.tuned else "review overdue" if titled.overdue else "",
    }


def _give_up(pieces: dict[str, str], what: str) -> None:
    if what.startswith("no "):
        pieces[what[3:]] = ""
    elif what == "brand":
        pieces[what] = ""
    elif what:
        pieces[what] = pieces[f"short {what}"]


def _taken(pieces: dict[str, str]) -> int:
    """The cells that all but the profile's name takes, with the gaps around them."""
    said = [pieces[name] for name in ("brand", "icp", "version", "accounts", "date", "review", "workspace") if pieces[name]]
    gaps = _GAP * (len(said) - 1) - (1 if pieces["version"] else 0)
    return sum(map(cell_len, said)) - cell_len(pieces["icp"]) + gaps + 2


def _drawn(pieces: dict[str, str], left: list[str], right: list[str], width: int) -> Content:
    line = Content(" ")
    for place, text in enumerate(left):
        # The version belongs to the name, so it stands nearer.
        gap = "" if place == 0 else " " if text == pieces["version"] else " " * _GAP
        line += Content(gap) + Content(text).stylize("$foreground-muted" if text == "icp-tui" else "bold")
    end = Content("")
    for text in right:
        warns = bool(text) and text == pieces["review"]
        end += Content(" " * _GAP if end else "") + Content(text).stylize("bold $text-warning" if warns else "")
    space = width - line.cell_length - end.cell_length - 1
    return line + Content(" " * max(space, 1)) + end + Content(" ")


def _short_place(workspace: str) -> str:
    """A workspace's name; of a path its end, which tells paths apart."""
    said = safe(workspace)
    return said if len(said) <= 24 else f"…{said[-23:]}"
