"""Plain words read as people mean them: `US accounts with 50 to 200 employees without an owner`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from icp_tui.review.cells import Cells
from icp_tui.review.filters.field import column_named
from icp_tui.review.filters.on_list import Meant, OnList
from icp_tui.review.filters.part import WORDS_IN, holds
from icp_tui.review.filters.pieces import Piece
from icp_tui.review.filters.short_names import short_name

# Words that say nothing about an account.
_EMPTY = frozenset(
    """a about account accounts all also an and any are as at based be but by client clients companies company count
    customer customers do does find firm firms for from get give has have having i in is it its just lead leads
    list located me my named of on ones only or organisation organisations organization organizations our please
    prospect prospects show some target targets than that the their them they those to use uses using want we
    where which who whose with without""".split()
)
_LEAVING_OUT = frozenset("except excluding excluded not outside without no non".split())
_LONGEST = 4

_NUMBER = r"[$€£]?\d+(?:,\d{3})*(?:\.\d+)?(?:k|mm|mn|m|bn|b)?%?"
_BOUND = (
    r"(?:(?:an?\s+|the\s+)?(?P<bound>over|above|more than|greater than|under|below|less than|fewer than|"
    r"at least|at most|up to|between|from|after|before|since|of)\s+)?"
)
_AMOUNT = rf"{_BOUND}(?P<low>{_NUMBER})(?P<more>\+)?(?:\s*(?:-|–|—|\.\.|\s(?:to|and)\s)\s*(?P<high>{_NUMBER}))?"
_AMOUNT_FIRST = re.compile(rf"{_AMOUNT}\s+(?:of\s+|in\s+)?(?P<column>[^\W\d]\w*)(?!\S)", re.IGNORECASE)
_COLUMN_FIRST = re.compile(rf"(?P<column>[^\W\d]\w*)\s+{_AMOUNT}(?!\S)", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?P<which>without|with no|has no|have no|having no|no|missing|lacking|with|has|have|having)\s+"
    r"(?:(?:an?|any|the|known)\s+)?(?P<column>[^\W\d]\w*)(?!\S)",
    re.IGNORECASE,
)
_SIGNS = {
    "over": ">", "above": ">", "more than": ">", "greater than": ">", "after": ">", "under": "<", "below": "<",
    "less than": "<", "fewer than": "<", "before": "<", "at least": ">=", "from": ">=", "since": ">=",
    "at most": "<=", "up to": "<=",
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """Some words in a row and how they are read: as `meant`, as empty, or (neither) as words to look for.

    Empty words that are not worth a mention, such as `owner` before the name of one, are empty texts.
    """

    words: str
    meant: Meant | None = None
    empty: bool = False
    leaves_out: bool = False


def read_sentence(pieces: Sequence[Piece], cells: Cells) -> list[Read]:
    """Every word in its turn, the longest reading first."""
    return list(_Reader(pieces, cells).read())


class _Reader:
    def __init__(self, pieces: Sequence[Piece], cells: Cells) -> None:
        self.pieces = pieces
        self.cells = cells
        self.words = [
            piece.text if piece.quoted else piece.text.strip(",;.!?()") or piece.text for piece in pieces
        ]
        self.on_list = OnList(cells)

    def read(self) -> Iterator[Read]:
        place = 0
        while place < len(self.words):
            count, read = self._amount(place) or self._nothing(place) or self._value(place) or self._one(place)
            yield read
            place += count

    def _bare(self, place: int) -> str:
        """The unquoted words from here on."""
        end = place
        while end < len(self.words) and not self.pieces[end].quoted:
            end += 1
        return " ".join(self.words[place:end])

    def _amount(self, place: int) -> tuple[int, Read] | None:
        """`50 to 200 employees`, `employees over 50`."""
        text = self._bare(place)
        for form in (_AMOUNT_FIRST, _COLUMN_FIRST):
            found = form.match(text)
            name = self._measured(found["column"]) if found else None
            if found and name:
                return _taken(found, Meant(name, _amount(found)))
        return None

    def _nothing(self, place: int) -> tuple[int, Read] | None:
        """`without an owner`, `with an owner`; before a number `with employees` is the start of more."""
        found = _NOTHING.match(self._bare(place))
        name = self._column(found["column"]) if found else None
        if not found or not name:
            return None
        with_it = found["which"].casefold() in {"with", "has", "have", "having"}
        column = place + len(found[0].split()) - 1
        if with_it and (self._amount(column) or self._value(column + 1, named=name)):
            return None
        return _taken(found, Meant(name, "any" if with_it else "none"))

    def _value(self, place: int, named: str = "") -> tuple[int, Read] | None:
        """The longest run of words that is a country, a tier, an owner ...; `named`: only of that column."""
        for end in range(min(place + _LONGEST, len(self.words)), place, -1):
            if end - place > 1 and any(piece.quoted for piece in self.pieces[place:end]):
                continue
            words = " ".join(self.words[place:end])
            if end - place == 1 and self._is_empty(place) and not self._is_code(place):
                continue
            meant = self.on_list.meant(words) or self._industry(words)
            if meant is not None and named in {"", meant.column}:
                return end - place, Read(words, meant)
        return None

    def _industry(self, words: str) -> Meant | None:
        """The industry, if the words are found nowhere: where they are found, they find more than it does."""
        meant = self.on_list.industry(words)
        return meant if meant and not holds(self.cells, WORDS_IN, words).any() else None

    def _one(self, place: int) -> tuple[int, Read]:
        word = self.words[place]
        if self.pieces[place].quoted:
            return 1, Read(word)
        if word.casefold() in _LEAVING_OUT and place + 1 < len(self.words) and self._value(place + 1):
            return 1, Read(word, leaves_out=True)
        name = self._column(word)
        following = self._value(place + 1, named=name) if name and place + 1 < len(self.words) else None
        return 1, Read("", empty=True) if following else Read(word, empty=self._is_empty(place))

    def _is_empty(self, place: int) -> bool:
        return not self.pieces[place].quoted and self.words[place].casefold() in _EMPTY

    def _is_code(self, place: int) -> bool:
        """`IN` and `AT` are countries where they alone are in capitals, as codes are written."""
        word = self.words[place]
        return len(word) == 2 and word.isupper() and not (self.words[1:] and " ".join(self.words).isupper())

    def _column(self, word: str) -> str | None:
        """A column of the app by its name, its plural or a short name."""
        for form in (word, word.removesuffix("s")):
            name = column_named(form, self.cells) or short_name(form)
            if name is not None and name not in self.cells.originals:
                return name
        return None

    def _measured(self, word: str) -> str | None:
        """A column of numbers; dates are written in too many ways."""
        name = self._column(word)
        return name if name and self.cells.schema[name].is_numeric() else None


def _taken(found: re.Match[str], meant: Meant) -> tuple[int, Read]:
    return len(found[0].split()), Read(found[0], meant)


def _amount(found: re.Match[str]) -> str:
    # Between the values of a field a comma means or.
    low, high = found["low"].replace(",", ""), (found["high"] or "").replace(",", "")
    if high:
        return f"{low}-{high}"
    sign = ">=" if found["more"] else _SIGNS.get((found["bound"] or "").casefold(), "")
    return sign + low


