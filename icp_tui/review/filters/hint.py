"""What to write instead, where a filter of plain words finds nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from icp_tui.errors import shortened
from icp_tui.review.cells import Cells
from icp_tui.review.filters.field import opposite
from icp_tui.review.filters.on_list import Meant
from icp_tui.review.filters.part import SAID, WORDS_IN, holds
from icp_tui.review.filters.pieces import Piece
from icp_tui.review.filters.sentence import Read, read_sentence

# More words than that are a pasted text.
_MOST_WORDS = 24
# More than that cannot be read in one line, let alone typed.
_LONGEST = 160
# An account has one of each, so that of two values either is meant.
_ONE_EACH = {"country", "tier", "bucket", "owner", "state", "city", "industry"}


def hint(
    pieces: Sequence[Piece], cells: Cells, finds: Callable[[str], bool], *, sure: bool = False
) -> str:
    """One line for words that find nobody, or an empty text; `finds` says whether another filter does.

    `sure`: only where some of the words are a country, a number of employees, or the like.
    """
    words = [piece for piece in pieces if piece.field is None and piece.text.strip()]
    if not words:
        return ""
    if len(words) > _MOST_WORDS:
        return "" if sure else f"all of these {len(words):,} words must be found: type one or two of them"
    read = read_sentence(words, cells)
    if sure and not any(one.meant for one in read):
        return ""
    return _leaving_out(read) or _either(read) or _rewritten(pieces, read, cells, finds)


def _rewritten(
    pieces: Sequence[Piece], read: Sequence[Read], cells: Cells, finds: Callable[[str], bool]
) -> str:
    """The whole filter as it would be understood, and what is left out of it."""
    looked_for = [one.words for one in read if one.meant is None and not one.empty]
    lost = [word for word in looked_for if not holds(cells, WORDS_IN, word).any()]
    meant = _joined([one.meant for one in read if one.meant is not None])
    empty = [one.words for one in read if one.empty and one.words.casefold() not in {"", "or"}]
    if not meant and not empty:
        return f"no account has {_listed(lost)}" if lost and len(looked_for) > 1 else ""
    kept = [_spelt(word) for word in looked_for if word not in lost]
    if not meant and not kept:
        said = f"no account has {_listed(lost)}" if lost else f"nothing is asked with {_listed(empty)} alone"
        return f"{said}: write a field and its value, such as country:US"
    fields = [piece.spelt for piece in pieces if piece.field is not None]
    text = " ".join([*fields, *meant, *kept])
    return _what(read) + _outcome(text, finds) + _left_out(empty, lost) if len(text) <= _LONGEST else ""


def _joined(meant: Sequence[Meant]) -> list[str]:
    """The values as they are typed; of what an account has one of, those of one column with a comma."""
    by_column: dict[str, list[str]] = {}
    for place, one in enumerate(meant):
        key = one.column if one.column in _ONE_EACH else f"{one.column} {place}"
        by_column.setdefault(key, [])
        value = str(one).removeprefix(f"{one.column}:")
        if value not in by_column[key]:
            by_column[key].append(value)
    return [f"{key.split(' ')[0]}:{','.join(values)}" for key, values in by_column.items()]


def _what(read: Sequence[Read]) -> str:
    """`germany is a country: `, `dach is a region, austria and germany are countries: `."""
    by_what: dict[str, list[str]] = {}
    for one in read:
        if one.meant and one.meant.what:
            by_what.setdefault(one.meant.what, []).append(one.words)
    said = [
        f"{_listed(words)} {what if len(set(words)) == 1 else _plural(what)}"
        for what, words in by_what.items()
    ]
    return f"{', '.join(said)}: " if said else ""


def _plural(what: str) -> str:
    """`is a country` of several."""
    noun = what.split(" ", 2)[2]
    return f"are {noun[:-1]}ies" if noun.endswith("y") else f"are {noun}s"


def _outcome(text: str, finds: Callable[[str], bool]) -> str:
    return f"write {text}" if finds(text) else f"{text} finds nobody either"


def _left_out(empty: Sequence[str], lost: Sequence[str]) -> str:
    """What the other filter does not look for."""
    said = [f"left out: {', '.join(_short(word) for word in dict.fromkeys(empty))}"] if empty else []
    said += [f"no account has {_listed(lost)}"] if lost else []
    return f" ({'; '.join(said)})" if said else ""


def _leaving_out(read: Sequence[Read]) -> str:
    """`outside germany` is said only by a condition."""
    for place, one in enumerate(read[:-1]):
        meant = read[place + 1].meant
        if one.leaves_out and meant:
            value = meant.value.replace("'", "''")
            if meant.column == "is":
                return f"write is:{opposite(value)}"
            condition = f"{meant.column} NOT IN ('{value}')"
            if meant.column == "technologies":
                condition = f"NOT array_contains(technologies, '{value}')"
            return f"{_short(one.words)} takes a condition: write {condition}"
    return ""


def _either(read: Sequence[Read]) -> str:
    """`or` between things that are not of one column is said only by a condition."""
    for place, one in enumerate(read):
        if one.words.casefold() != "or" or one.meant:
            continue
        before = next((other.meant for other in reversed(read[:place]) if not other.empty), None)
        after = next((other.meant for other in read[place + 1 :] if not other.empty), None)
        if not (before and after and before.column == after.column and before.column in _ONE_EACH):
            return "or takes a condition: write one such as country = 'US' OR name ILIKE '%acme%'"
    return ""


def _spelt(word: str) -> str:
    return Piece(word, quoted=any(sign in word for sign in " :,")).spelt


def _short(words: str) -> str:
    return shortened(words, SAID // 2)


def _listed(words: Sequence[str]) -> str:
    short = [_short(word) for word in dict.fromkeys(words)]
    return " and ".join([", ".join(short[:-1]), short[-1]] if short[1:] else short)
