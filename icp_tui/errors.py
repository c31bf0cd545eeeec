"""What goes wrong with a user's files, and how it is said.

A `Problem` names the place, the fault and the mend. `IcpError` carries all the problems found in
one pass, so that nobody mends a file one message at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

# C0 and C1 controls, line and paragraph separators, zero-width and bidi controls, tags and lone
# surrogates: a terminal may obey or hide them, or fail on them. The joiners U+200C and U+200D are letters' business in several scripts, yet
# zero-width all the same.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]")


def visible(text: str) -> str:
    """Text from a file, safe for a terminal: every control, bidi and zero-width character as U+FFFD."""
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub("\ufffd", text)


def shortened(text: str, most: int = 80) -> str:
    """`visible(text)`, cut to at most `most` characters with an ellipsis."""
    safe = visible(text[: most + 1])
    return safe if len(safe) <= most else safe[: most - 1] + "…"


def nearest(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """The `count` known words that look most like `word`, ignoring case; empty when none is near."""
    by_folded: dict[str, str] = {}
    for name in known:
        by_folded.setdefault(name.casefold(), name)
    found = get_close_matches(word.casefold(), by_folded, n=count, cutoff=0.6)
    return [by_folded[name] for name in found]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean x?` for the nearest known word, or an empty string."""
    found = nearest(word, known)
    return f"did you mean {found[0]}?" if found else ""


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what it is, and how to mend it. Lines and columns count from 1."""

    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        said = f"{place}: {self.message}" if place else self.message
        return visible(f"{said} ({self.hint})" if self.hint else said)


class IcpError(Exception):
    """A mistake in what the user gave; never a bug of ours. Carries at least one problem."""

    def __init__(self, problems: Sequence[Problem] | Problem | str, *, hint: str = "") -> None:
        if isinstance(problems, str):
            problems = Problem(problems, hint=hint)
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
