"""field:value as a part of a filter: the column that is meant, and what its values are compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from icp_tui import columns, conditions, vocab
from icp_tui.errors import did_you_mean, shortened
from icp_tui.review.cells import Cells
from icp_tui.review.filters.days import read_day
from icp_tui.review.filters.numbers import read_number
from icp_tui.review.filters.part import SAID, Part, contains, equals, has_text, missing, no_column, pattern
from icp_tui.review.filters.pieces import Piece
from icp_tui.review.filters.short_names import check_ambiguous, short_name

# What one value says of a column: in words, and as an expression.
Said = tuple[str, pl.Expr]

_YES, _NO = ("yes", "true", "1", "y"), ("no", "false", "0", "n")
# What `is:` goes with: what to say, the column, and whether yes is wanted.
STATES: dict[str, tuple[str, str, bool]] = {
    "pinned": ("pinned", "pinned", True),
    "unpinned": ("not pinned", "pinned", False),
    "reviewed": ("reviewed", "reviewed", True),
    "unreviewed": ("not reviewed", "reviewed", False),
    "unverified": ("unverified", "unverified", True),
    "verified": ("not unverified", "unverified", False),
}


def opposite(state: str) -> str:
    """What `is:` goes with for those that are not so."""
    return state.removeprefix("un") if state.startswith("un") else f"un{state}"


def field_part(piece: Piece, cells: Cells) -> Part:
    """`owner:dana`, `employees:50-200`, `is:pinned`, `has:note` as a part; ValueError with the mend."""
    name = field_named(piece.field or "", cells, quoted=piece.quoted)
    if name is None and piece.field is not None and piece.field.lower() in {"is", "has"}:
        return _is(piece, cells) if piece.field.lower() == "is" else _has(piece, cells)
    if name is None:
        if not piece.quoted:
            check_ambiguous(piece.field or "", shortened(piece.text, SAID))
        hint = f'; to look for the text, put it in quotes: "{shortened(piece.spelt, SAID)}"'
        raise ValueError(no_column(piece.field or "", cells) + hint)
    dtype = cells.schema[name]
    if not piece.text:
        return Part(f"{name} is missing", (name,), missing(name, dtype))
    return _any(
        name, [_one(name, text, quoted=quoted, cells=cells) for text, quoted in _values(piece, dtype)]
    )


def column_named(said: str, cells: Cells, *, quoted: bool = False) -> str | None:
    """The column that is meant, ignoring case, blanks and hyphens; our own come before the sources'."""
    originals = set(cells.originals)
    if said in cells.schema and (quoted or said not in originals):
        return said
    folded = _folded(said)
    alike = [name for name in cells.schema if _folded(name) == folded]
    ours = [name for name in alike if name not in originals]
    return next(iter([*ours, *([said] if said in alike else []), *alike]), None)


def field_named(said: str, cells: Cells, *, quoted: bool = False) -> str | None:
    """`column_named`, or the column that a short name such as `tech` stands for."""
    return column_named(said, cells, quoted=quoted) or (None if quoted else short_name(said))


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-]+", "_", name.strip().casefold())


def _values(piece: Piece, dtype: pl.DataType) -> list[tuple[str, bool]]:
    """The values between commas; the commas of 1,000 are none of those."""
    if dtype.is_numeric() and re.search(r"\d,\d{3}(?!\d)", piece.text):
        return [(piece.text, False)]
    return list(piece.alternatives()) or [(piece.text, False)]


def _any(name: str, said: Sequence[Said]) -> Part:
    return Part(
        f"{name} {' or '.join(words for words, _ in said)}",
        (name,),
        pl.any_horizontal(expr for _, expr in said),
    )


def _one(name: str, text: str, *, quoted: bool, cells: Cells) -> Said:
    dtype = cells.schema[name]
    if not quoted and text.lower() in {"none", "any", "*"}:
        nothing = missing(name, dtype)
        return ("is missing", nothing) if text.lower() == "none" else ("is known", ~nothing)
    if isinstance(dtype, pl.Enum):
        return _choice(name, text, dtype.categories.to_list())
    if dtype == pl.String or isinstance(dtype, pl.List):
        return _text(name, text, quoted=quoted, cells=cells)
    if dtype == pl.Boolean:
        return _flag(name, text)
    return read_day(name, text) if dtype == pl.Date else read_number(name, text)


def _choice(name: str, text: str, known: Sequence[str]) -> Said:
    found = next((one for one in known if one == text), None) or next(
        (one for one in known if one.casefold() == text.casefold()), None
    )
    if found is None:
        guess = did_you_mean(text, known)
        raise ValueError(f"no {name} {shortened(text)}; {guess or 'there are ' + ', '.join(known)}")
    return f"is {found}", pl.col(name) == found


def _flag(name: str, text: str) -> Said:
    if text.casefold() in _YES:
        return "is yes", pl.col(name)
    if text.casefold() in _NO:
        return "is no", ~pl.col(name)
    raise ValueError(f"{name} says yes or no; write {name}:yes or {name}:no")


def _text(name: str, text: str, *, quoted: bool, cells: Cells) -> Said:
    listed = cells.schema[name] == columns.TEXTS
    if not quoted and (sign := re.match(r"(!=|<>|[<>]=?)", text)):
        raise ValueError(
            f"{name} is text, and {sign[0]} needs a number or a date; "
            f"write {name}:{shortened(text[sign.end() :], SAID) or 'text'}"
        )
    exact = not quoted and text.startswith("=")
    wanted = text[1:] if exact else text
    if not wanted:
        raise ValueError(f"{name}:= needs a text after it, such as {name}:=acme")
    if not exact and (known := _canonical(name, wanted, cells)) is not None:
        return known
    if listed:
        element = pl.element()
        is_it = element.str.contains(f"^{pattern(wanted)}$") if exact else has_text(element, wanted)
        expr = pl.col(name).list.eval(is_it).list.any()
    else:
        expr = equals(name, wanted) if exact else contains(name, wanted)
    return f'{"is" if exact else "has"} "{shortened(wanted, SAID)}"', expr


def _canonical(name: str, text: str, cells: Cells) -> Said | None:
    """What the vocabulary understands by `text`; ValueError when neither it nor the list knows it."""
    kind = conditions.VOCABULARY.get(name)
    if kind is None:
        return None
    codes = vocab.regions().get(vocab.fold(text)) if kind == "country" else None
    if codes:
        return f"is in {text.strip()} ({', '.join(codes)})", pl.col(name).is_in(codes)
    label = vocab.canonical(kind, text)
    if label is None:
        _check_held(name, kind, text, cells)
        return None
    is_it = (
        pl.col(name).list.contains(label) if cells.schema[name] == columns.TEXTS else pl.col(name) == label
    )
    country = f"{vocab.country_name(label)} ({label})" if kind == "country" else label
    return f"{'has' if cells.schema[name] == columns.TEXTS else 'is'} {country}", is_it


def _check_held(name: str, kind: vocab.Kind, text: str, cells: Cells) -> None:
    held = cells.column(name)
    held = (held.explode() if held.dtype == columns.TEXTS else held).unique().drop_nulls()
    if held.str.contains(pattern(text)).any():
        return
    known = [*vocab.labels(kind), *held]
    if kind == "country":
        known += [*(vocab.country_name(code) for code in vocab.labels(kind)), *vocab.region_names()]
    guess = did_you_mean(text, known)
    what = {"industry": "industry", "country": "country or region", "technology": "technology"}.get(
        kind, kind
    )
    raise ValueError(
        f"no account has {what} {shortened(text)}, and it is not one we know"
        + (f"; {guess}" if guess else "")
    )


def _is(piece: Piece, cells: Cells) -> Part:
    """`is:pinned` and its like; also `is:killed`, for a bucket."""
    word = piece.text.strip("\"'").casefold()
    if word in STATES:
        said, name, wanted = STATES[word]
        return Part(said, (name,), pl.col(name) if wanted else ~pl.col(name))
    kinds = cells.schema["bucket"]
    buckets = kinds.categories.to_list() if isinstance(kinds, pl.Enum) else []
    if any(word == bucket.casefold() for bucket in buckets):
        return _any("bucket", [_choice("bucket", word, buckets)])
    guess = did_you_mean(word, [*STATES, *buckets])
    raise ValueError(f"is: goes with {', '.join(STATES)} or a bucket" + (f"; {guess}" if guess else ""))


def _has(piece: Piece, cells: Cells) -> Part:
    """`has:note`: whether there is something in a column."""
    word = piece.text.strip("\"'")
    name = field_named(word, cells) if word else None
    if name is None:
        check_ambiguous(word, "any")
        raise ValueError(no_column(word, cells) if word else "has: needs a column after it, such as has:note")
    return Part(f"has {name}", (name,), ~missing(name, cells.schema[name]))
