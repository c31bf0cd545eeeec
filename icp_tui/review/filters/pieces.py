"""A filter cut into its pieces: words, phrases in quotes, and field:value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from icp_tui.errors import shortened

# A field's name ends at a colon; `http://` and SQL's `::` are no fields.
_PIECE = re.compile(
    r"""(?P<field>"[^"]+"|[^\s:"']+):(?![:/]) (?P<value>(?:"[^"]*"|(?<=[:,])'[^']*'(?=[\s,]|$)|[^\s"])*)
      | "(?P<double>[^"]*)"(?!\S)
      | '(?P<single>[^']*)'(?!\S)
      | (?P<word>\S+)""",
    re.VERBOSE,
)
_ALTERNATIVE = re.compile(r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'(?=,|$)|(?P<plain>[^,]+))""")
_IDENTIFIER = re.compile(r"[^\W\d][\w.\-]*\Z")


@dataclass(frozen=True)
class Piece:
    """A word or a phrase in `text`; or, with a `field`, what stands after its colon, quotes and all."""

    text: str
    field: str | None = None
    quoted: bool = False

    @property
    def reads_as_field(self) -> bool:
        """Whether what stands before the colon can only be meant as a column."""
        return self.field is not None and (self.quoted or bool(_IDENTIFIER.match(self.field)))

    @property
    def spelt(self) -> str:
        """The piece as it was typed, in the usual quotes."""
        if self.field is not None:
            return f'"{self.field}":{self.text}' if self.quoted else f"{self.field}:{self.text}"
        return f'"{self.text}"' if self.quoted else self.text

    def alternatives(self) -> Iterator[tuple[str, bool]]:
        """The values between the commas, each with whether it was in quotes."""
        for match in _ALTERNATIVE.finditer(self.text):
            plain = match["plain"]
            if plain is None:
                yield match["double"] if match["double"] is not None else match["single"], True
            elif plain.strip():
                yield plain.strip(), False


def cut(text: str) -> list[Piece]:
    """The pieces of a filter in order; ValueError when quotes are left open."""
    return [_piece(match) for match in _PIECE.finditer(straight(text))]


def without_quotes(text: str) -> str:
    """The text with all that is in quotes blanked out, so that only its bare words and signs are left."""
    return re.sub(r"\"[^\"]*\"|(?<!\w)'(?:[^']|'')*'", lambda found: '"' * len(found[0]), straight(text))


def _piece(match: re.Match[str]) -> Piece:
    if match["field"] is not None:
        name = match["field"]
        quoted = name.startswith('"')
        return Piece(match["value"], name.strip('"'), quoted)
    if match["word"] is None:
        return Piece(match["double"] if match["double"] is not None else match["single"], quoted=True)
    word = match["word"]
    if word.startswith('"'):
        raise ValueError(f'the quote in {shortened(word, 60)} is not closed; end it with " or leave it away')
    return Piece(word)


def straight(text: str) -> str:
    """Word processors turn quotes into curly ones."""
    return text.translate({0x201C: '"', 0x201D: '"', 0x201E: '"', 0x00A0: " "})
