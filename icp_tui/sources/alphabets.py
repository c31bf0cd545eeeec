"""Which Latin encoding a text is in, told by the alphabets that its words keep to.

The byte 0xFE is þ in cp1252, ş in cp1254, ţ in cp1250 and ž in cp1257, and each of them decodes without a fault.
But a word keeps to the letters of one language: Müþteri to none, Müşteri to Turkish. Detection libraries judge
running text, and go wrong on names and cities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Letters beyond ASCII by language, lower case. Of the western ones, a text may use all.
_WESTERN = (
    "àâçéèêëîïôœùûü",  # French
    "äöüß",  # German
    "áéíñóúü",  # Spanish
    "àáâãçéêíóôõúü",  # Portuguese
    "àèéìíòóù",  # Italian
    "àçèéíïòóúü",  # Catalan
    "åäæéøöü",  # Danish, Finnish, Norwegian, Swedish
    "áçèéêëïóöü",  # Dutch
    "äöõüšž",  # Estonian
    "áðéíóúýþæö",  # Icelandic, the last
)
# Without any of these a text is not Icelandic, though it has þ and ý, which Turkish has in the same places.
_ICELANDIC = re.compile("[áíóæ]")
_CENTRAL = {
    "Polish": "ąćęłńóśźż",
    "Czech": "áčďéěíňóřšťúůýž",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîşţ",
    "Croatian": "čćđšž",
}
_TURKISH = {"Turkish": "çğıöşüâîûi̇"}
_BALTIC = {"Lithuanian": "ąčęėįšųūž", "Latvian": "āčēģīķļņšūž"}
# In order of preference: where two fit alike, the first is taken.
_OTHERS = {"cp1254": _TURKISH, "cp1250": _CENTRAL, "iso8859-2": _CENTRAL, "cp1257": _BALTIC}

_WORD = re.compile(r"[^\W\d_]+")
# By fewer words than these an encoding is a guess.
_SURE = 3
# So many words keep to one language by no chance.
_MANY = 8


@dataclass(frozen=True)
class Alphabet:
    """The encoding that fits best, the language that shows it, and by how many words it beats cp1252.

    `shown` are some of the words that decided. For the western encodings, `language` is empty.
    """

    encoding: str
    language: str = ""
    lead: int = 0
    shown: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether so few words decided that the text may well be in another encoding."""
        return bool(self.language) and self.lead < _SURE


def latin(shown: bytes, western: str) -> Alphabet:
    """The encoding of `shown`, lines with letters beyond ASCII: `western`, unless another one fits more words.

    Each word keeps to one language. The western languages of a text may be many; but where hardly two words in
    three that another encoding would change keep to one of them, and nearly all to one of that encoding, it is that.
    """
    words = _words(shown, western)
    languages = _WESTERN if _ICELANDIC.search(" ".join(words).lower()) else _WESTERN[:-1]
    kept = {one for one in words if any(_fits(one, letters) for letters in languages)}
    alike = {_raw(one, western) for one in kept}
    base = _score(kept, words)
    best, most = Alphabet(western), base
    for encoding, language, letters in _candidates():
        others = _words(shown, encoding)
        mine = {one for one in others if _fits(one, letters)}
        # Words that are written alike in both encodings may be of any western language.
        same = {one for one in others & kept if _raw(one, encoding) in alike}
        score = _score(mine | same, others)
        changed = others - words
        if score > most or (best.language == "" and score >= base - 1 and _of_one(mine & changed, changed, words - others, languages)):
            best, most = Alphabet(encoding, language, score - base, tuple(sorted(mine & changed)[:3])), score
    return best


def _score(fitting: set[str], words: set[str]) -> int:
    """What is no word of a language counts against, whether by a letter or by a sign inside."""
    return 2 * len(fitting) - len(words)


def _of_one(mine: set[str], changed: set[str], western: set[str], languages: tuple[str, ...]) -> bool:
    """Whether the changed words keep to one language, and in the western encoding to none."""
    if len(mine) < _MANY or len(mine) < 0.8 * len(changed):
        return False
    return max(sum(_fits(one, letters) for one in western) for letters in languages) <= 0.67 * len(western)


def _candidates() -> Iterator[tuple[str, str, str]]:
    for encoding, languages in _OTHERS.items():
        for language, letters in languages.items():
            yield encoding, language, letters


def _words(shown: bytes, encoding: str) -> set[str]:
    """The distinct words with a letter beyond ASCII."""
    return {word for word in _WORD.findall(shown.decode(encoding, "replace")) if not word.isascii()}


def _raw(word: str, encoding: str) -> bytes:
    return word.encode(encoding, "replace")


def _fits(word: str, alphabet: str) -> bool:
    """Whether all letters beyond ASCII are of the alphabet."""
    return {letter for letter in word.lower() if not letter.isascii()} <= set(alphabet)
