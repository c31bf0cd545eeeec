"""Which bytes are which letters: the encoding of a text file, and its text as UTF-8.

Tried in this order: a byte order mark, UTF-16 by its zero bytes, UTF-8, then the one-byte encodings that
spreadsheets write: Windows (cp1252), classic Mac, Latin-1. Where those would put letters of no western word in
a row, a detection library is asked which script it is; other Latin letters are told by `alphabets`. A file that
is mostly UTF-8 stays UTF-8, and its odd lines are named.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from icp_tui.errors import IcpError, Problem, did_you_mean, shortened
from icp_tui.sources.alphabets import latin

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that text has next to none of.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b\x1f"))
# A code point that Unicode reserves for programs: no file has it.
UNDECODABLE = "\ufdd1"

_COMMON = ("utf-8", "utf-16", "cp1252", "latin-1", "mac-roman", "cp1250", "cp1251", "iso-8859-2", "iso-8859-7",
           "shift-jis", "gb18030", "big5", "euc-kr")  # fmt: skip
# What spreadsheets write where letters are not western.
_OTHER_SCRIPTS = ["cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "cp932", "gb18030", "big5", "euc_kr", "euc_jp",
                  "iso8859_7"]  # fmt: skip
# So many bytes with letters beyond ASCII show the encoding; from so many letters on there is no doubt about a script.
_SHOWN = 1 << 16
_PLENTY = 400
# By how much less sense another encoding may make, for a doubt.
_NEAR = 0.05
_WORD = re.compile(r"[^\W\d_]+")

_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_HIGH = bytes(range(0x80, 0x100))
_LETTER = re.compile(rb"[\x80-\xff]")
# So much of a line is looked at before its first such letter.
_BEFORE = 80
# Latin words seldom have three letters beyond ASCII in a row.
_RUN = re.compile(rb"[\x80-\xff]{3,}")
# The capitals of KOI8 are the letters of Hebrew.
_CAPITALS_OF_KOI8 = bytes(range(0xE0, 0x100))
_UNDEFINED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# Between letters, 0x80-0x9f are letters in Mac Roman but mostly punctuation in cp1252, whose own letters
# there (8a 8c 8e 9a 9c 9e 9f) and apostrophes and dashes (91-94 96 97) prove nothing.
_MAC_LETTER = re.compile(
    rb"(?<=[A-Za-z])[\x80-\x84\x86-\x89\x8b\x8d\x8f\x90\x95\x98\x9b\x9d](?=[a-z])|\x8e(?=[a-z])"
)
_WESTERN_LETTER = re.compile(
    rb"(?<=[A-Za-z])[\xc0-\xd6\xd8-\xf6\xf8-\xff]|[\xc0-\xd6\xd8-\xf6\xf8-\xff](?=[a-z])"
)


@dataclass(frozen=True)
class Decoded:
    """Text of a file and the name of its encoding. UNDECODABLE stands where bytes made no sense.

    `doubt` says why the encoding may be another one, and how to overrule it; empty where it is plain.
    """

    text: str
    encoding: str
    doubt: str = ""


def marked(head: bytes) -> str | None:
    """The encoding that a byte order mark or UTF-16's zero bytes give away; None when there is no sign."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    zeros_even = head[0::2].count(0)
    zeros_odd = head[1::2].count(0)
    half = len(head) // 2
    if half >= 2 and zeros_odd > half * 0.6 and zeros_even < half * 0.1:
        return "utf-16-le"
    if half >= 2 and zeros_even > half * 0.6 and zeros_odd < half * 0.1:
        return "utf-16-be"
    return None


def is_binary(head: bytes) -> bool:
    """Whether the beginning of a file holds more control characters than any text does."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return marked(head) in (None, "utf-8") and controls > max(30, len(head) // 50)


def is_utf8(head: bytes) -> bool:
    """Whether the beginning of a file is UTF-8; a letter cut off at its end does not count."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return False
    return True


def known_encoding(name: str, path: str) -> str:
    """The canonical name of an encoding, `utf-8` with or without byte order mark; IcpError when there is none."""
    try:
        canonical = codecs.lookup(name).name
        # Python knows other conversions by such names too, rot13 or base64.
        b"a".decode(canonical)
    except UnicodeError:
        pass
    except (LookupError, ValueError):
        near = did_you_mean(name, _COMMON)
        hint = near or "say utf-8, utf-16, cp1252, latin-1 or mac-roman"
        raise IcpError(Problem(f"unknown encoding {name}", path=path, hint=hint)) from None
    return "utf-8" if canonical == "utf-8-sig" else canonical


def decode(raw: bytes, path: str, encoding: str | None = None) -> Decoded:
    """The whole text of a file, without byte order mark.

    With `encoding` given nothing is guessed; IcpError when it is no encoding or does not fit.
    """
    name = encoding or marked(raw[:4096]) or "utf-8"
    canonical = known_encoding(name, path)
    if canonical == "utf-8":
        return _decode_utf8(raw.removeprefix(codecs.BOM_UTF8), guess=encoding is None)
    try:
        text = raw.decode(canonical)
    except UnicodeError as error:
        line = raw.count(b"\n", 0, getattr(error, "start", 0)) + 1
        hint = "the file is cut short, or in another encoding"
        raise IcpError(Problem(f"this is not {name} throughout", path=path, line=line, hint=hint)) from None
    return Decoded(text.removeprefix("\ufeff"), _spoken(canonical))


def _decode_utf8(raw: bytes, *, guess: bool) -> Decoded:
    try:
        return Decoded(raw.decode(), "utf-8")
    except UnicodeDecodeError:
        pass
    misfits = 0

    def replace(error: UnicodeError) -> tuple[str, int]:
        nonlocal misfits
        misfits += 1
        return UNDECODABLE, getattr(error, "end", 0)

    codecs.register_error("icp-tui-undecodable", replace)
    text = raw.decode("utf-8", "icp-tui-undecodable")
    if guess and misfits >= len(_SEQUENCE.findall(raw)):
        legacy, doubt = _one_byte(b"\n".join(_lines_with_letters(raw)))
        return Decoded(raw.decode(legacy), legacy, doubt)
    return Decoded(text, "utf-8")


def _one_byte(raw: bytes) -> tuple[str, str]:
    """The encoding of lines with letters beyond ASCII, neither UTF-8 nor UTF-16, and the doubt about it."""
    shown = raw[:_SHOWN]
    high = len(shown) - len(shown.translate(None, _HIGH))
    western = _western(raw)
    if sum(map(len, _RUN.findall(shown))) * 2 > high:
        return _other_script(raw, shown) or (western, "")
    if western == "mac-roman":
        return western, ""
    found = latin(shown, western)
    if not found.language or not _decodes(raw, found.encoding):
        return western, ""
    if not found.doubtful:
        return found.encoding, ""
    words = ", ".join(found.shown)
    said = f"read as {found.language} ({found.encoding}) because of {words}; if that looks wrong, say --encoding {western}"
    return found.encoding, said


def _lines_with_letters(raw: bytes) -> Iterator[bytes]:
    """The lines with letters beyond ASCII, wherever in the file: a list may begin with a million others."""
    at = 0
    while letter := _LETTER.search(raw, at):
        begin, end = raw.rfind(b"\n", at, letter.start()) + 1, raw.find(b"\n", letter.start())
        at = len(raw) if end < 0 else end
        yield raw[max(begin, letter.start() - _BEFORE) : at]


def _other_script(raw: bytes, shown: bytes) -> tuple[str, str] | None:
    """The encoding of letters that are not Latin, and the doubt about it; None where no such encoding fits."""
    matches = from_bytes(shown, cp_isolation=_OTHER_SCRIPTS)
    best = matches.best()
    if best is None:
        return None
    found, rivals = best.encoding, [one.encoding for one in matches if one.chaos <= best.chaos + _NEAR]
    high = len(shown) - len(shown.translate(None, _HIGH))
    capitals = len(shown) - len(shown.translate(None, _CAPITALS_OF_KOI8))
    if found == "koi8_r" and capitals * 10 > high * 9 and _decodes(raw, "cp1255"):
        found = "cp1255"
    if not _decodes(raw, found):
        return None
    other = next((one for one in [*rivals, best.encoding] if one != found and _differ(shown, one, found)), None)
    if other is None or high > _PLENTY:
        return found.replace("_", "-"), ""
    words = [word for word in _WORD.findall(shown.decode(found, "replace")) if not word.isascii()]
    word = shortened(max(words, key=len, default=""), 20)
    doubt = f"read as {found.replace('_', '-')}, in which it says {word}; if that looks wrong, say --encoding {other.replace('_', '-')}"
    return found.replace("_", "-"), doubt


def _differ(shown: bytes, one: str, other: str) -> bool:
    """Whether two encodings say different things."""
    return shown.decode(one, "replace") != shown.decode(other, "replace")


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _western(raw: bytes) -> str:
    if len(_MAC_LETTER.findall(raw)) > len(_WESTERN_LETTER.findall(raw)):
        return "mac-roman"
    return "latin-1" if _UNDEFINED_IN_CP1252.search(raw) else "cp1252"


def _spoken(canonical: str) -> str:
    return {"iso8859-1": "latin-1"}.get(canonical, canonical)
