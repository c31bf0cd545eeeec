"""Knobs: the numbers of a profile that a person turns, each with its place in the YAML and its step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor, log10
from typing import Literal

from icp_tui.errors import IcpError
from icp_tui.yaml_io.document import Loc

KnobValue = int | float | str | None
Kind = Literal["weight", "grade", "points", "bound", "count", "line", "percent", "share", "window"]

_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*%")
_WINDOW = re.compile(r"([0-9]+)\s*([dwmy])")
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?|[-+]?\.[0-9]+")
_NOTHING = {"", "none", "null", "no", "-"}
# The least and the most that each kind can be.
_RANGE: dict[Kind, tuple[float, float]] = {
    "weight": (0.01, 1e9), "grade": (0, 1), "points": (0, 1e9), "bound": (-1e18, 1e18), "count": (1, 1_000_000_000),
    "line": (0, 100), "percent": (0, 100), "share": (1, 100), "window": (1, 99_999),
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where a knob stands: a loc of the saved YAML; `is_key` when its key is turned, as the 80 of `{80: 1.0}`."""

    loc: Loc
    is_key: bool = False


@dataclass(frozen=True)
class Knob:
    """One number of the profile: what it is called, what it was and is, and how far a key press turns it.

    `group` heads the knobs of one criterion, tier or limit. `absent` is what the value says when it is not
    there, such as `no limit`; only such a knob can be taken away.
    """

    place: Place
    group: str
    label: str
    kind: Kind
    saved: KnobValue
    value: KnobValue
    absent: str = ""
    whole: bool = False
    step: float = 0.0
    can_skip: bool = False

    @property
    def changed(self) -> bool:
        """Whether it is elsewhere than in the saved profile."""
        return self.value != self.saved

    @property
    def said(self) -> str:
        """The value as a person reads it: `1,000`, `25%`, `no limit`."""
        return said(self.value, self.absent)

    @property
    def said_saved(self) -> str:
        """The same of the saved value."""
        return said(self.saved, self.absent)

    def turned(self, times: int) -> KnobValue:
        """The value `times` steps up, or down when negative; it stops at the ends of what is possible."""
        if self.value is None:
            if self.kind == "share" and times > 0:
                return f"{min(5 * times, 100)}%"
            raise IcpError(f"{in_words(self)}: {self.absent}", hint="Enter types a number")
        if self.value == "skip":
            return 0 if times > 0 else "skip"
        if self.kind == "window":
            return self._window(times)
        if isinstance(self.value, str):
            return self._share(times)
        return self._number(float(self.value), times)

    def typed(self, text: str) -> KnobValue:
        """The value that a person typed; IcpError when it is none for this knob."""
        text = text.strip()
        if self.absent and text.lower() in {*_NOTHING, self.absent}:
            return None
        if self.can_skip and text.lower() == "skip":
            return "skip"
        if self.kind == "window":
            if not _WINDOW.fullmatch(text.lower()):
                raise IcpError(f"{text or 'nothing'} is no length of time", hint="write 90d, 12w, 6m or 1y")
            return text.lower().replace(" ", "")
        if share := _SHARE.fullmatch(text):
            return self._typed_share(share, text)
        return self._typed_number(text)

    def _typed_share(self, share: re.Match[str], text: str) -> KnobValue:
        if self.kind in {"share", "count"}:
            return text.replace(" ", "")
        if self.kind == "grade":
            return round(float(share[1]) / 100, 4)
        if self.kind in {"percent", "line"}:
            return _plainer(float(share[1]))
        raise IcpError(f"{in_words(self)} is a number, not a share", hint="leave the % out")

    def _typed_number(self, text: str) -> KnobValue:
        if not _NUMBER.fullmatch(text) or len(text) > 30:
            more = f", or {self.absent}" if self.absent else ""
            raise IcpError(f"{text[:30] or 'nothing'} is no number", hint=f"write a number such as {self.said_number}{more}")
        number = float(text.replace(",", ""))
        least, most = _RANGE[self.kind]
        if self.kind == "share":
            return number if number <= 1 and isinstance(self.saved, float) else f"{_plainer(number)}%"
        if not least <= number <= most:
            raise IcpError(f"{in_words(self)} goes from {said(_plainer(least))} to {said(_plainer(most))}", hint="type another number")
        if self.whole and not number.is_integer():
            raise IcpError(f"{in_words(self)} is a whole number", hint=f"{floor(number)} or {floor(number) + 1}")
        return _plainer(number)

    @property
    def said_number(self) -> str:
        """A number that could stand here."""
        return self.said if isinstance(self.value, (int, float)) else "10"

    def _number(self, value: float, times: int) -> KnobValue:
        step = self.step or _step(self.kind, value, down=times < 0)
        least, most = _RANGE[self.kind]
        if self.kind == "weight":
            least = min(step, value)
        turned = round(min(max(value + times * step, least), most), 6)
        return _plainer(turned)

    def _share(self, times: int) -> KnobValue:
        share = _SHARE.fullmatch(str(self.value))
        number = float(share[1]) if share else 0.0
        turned = number + 5 * times
        if turned <= 0 and self.absent:
            return None
        return f"{_plainer(min(max(turned, 1), 100))}%"

    def _window(self, times: int) -> KnobValue:
        window = _WINDOW.fullmatch(str(self.value))
        if window is None:
            return self.value
        count, unit = int(window[1]), window[2]
        step = 10 if unit == "d" and (count > 30 or (count == 30 and times > 0)) else 1
        return f"{min(max(count + times * step, 1), 99_999)}{unit}"


def said(value: KnobValue, absent: str = "") -> str:
    """A value as a person reads it."""
    if value is None:
        return absent
    if isinstance(value, (bool, str)):
        return str(value)
    number = _plainer(float(value))
    return f"{number:,}" if abs(number) >= 10_000 or isinstance(number, float) else str(number)


def in_words(knob: Knob) -> str:
    """`Industry: weight`: the knob by its whole name."""
    if knob.kind == "weight":
        return f"{knob.label}: weight"
    return f"{knob.group}: {knob.label}"


def _plainer(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number


def _step(kind: Kind, value: float, *, down: bool) -> float:
    """A sensible step from here: a tenth of a number's size for bounds and counts, so that 500 goes by 10."""
    if kind == "grade":
        return 0.05
    if kind in {"line", "weight", "points", "percent"}:
        return 5.0 if kind == "percent" else 1.0
    size = abs(value)
    if size <= 1 and kind == "bound" and size and not float(value).is_integer():
        return 0.05
    power = floor(log10(size)) if size >= 1 else 0
    # From 100 one goes down by the steps of the numbers below.
    if down and size == 10**power and power:
        power -= 1
    if kind == "count":
        return 1.0 if size < 20 or (down and size == 20) else 5.0 if size < 100 or (down and size == 100) else float(10 ** (power - 1))
    return float(max(10 ** (power - 1), 1))

