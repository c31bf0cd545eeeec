"""Tuning: the saved profile with some of its numbers turned; a valid profile of its own at every moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from icp_tui.errors import IcpError
from icp_tui.profile import Profile, parse_profile
from icp_tui.review.tuning.knob import Knob, KnobValue, Place, in_words
from icp_tui.review.tuning.knobs import Knobs
from icp_tui.yaml_io import Document, parse_yaml
from icp_tui.yaml_io.edit import edited


@dataclass(frozen=True)
class Difference:
    """One number that is not as saved: its whole name, what it was and is."""

    name: str
    was: str
    now: str

    @property
    def said(self) -> str:
        """Such as `Industry: weight 25 → 27`."""
        return f"{self.name} {self.was} → {self.now}"


class Tuning:
    """The saved profile and the knobs that were turned. Frozen: turning one gives another tuning.

    Turning raises IcpError with why it cannot be, and then nothing has changed.
    """

    def __init__(
        self, saved: Profile, changes: Mapping[Place, KnobValue] | None = None, document: Document | None = None
    ) -> None:
        self.saved = saved
        self._document = document or parse_yaml(saved.text, str(saved.path or ""))
        known = {knob.place: knob.saved for knob in Knobs(saved, self._document, {}).all()} if changes else {}
        self.changes = {place: value for place, value in (changes or {}).items() if place in known and value != known[place]}

    @property
    def is_changed(self) -> bool:
        """Whether any knob is not as saved."""
        return bool(self.changes)

    @cached_property
    def text(self) -> str:
        """The saved YAML with the turned numbers in their places."""
        if not self.changes:
            return self.saved.text
        values = {place.loc: value for place, value in self.changes.items() if not place.is_key}
        keys = {place.loc: _key(value) for place, value in self.changes.items() if place.is_key}
        return edited(self.saved.text, values, keys)

    @cached_property
    def profile(self) -> Profile:
        """The profile as turned; IcpError when it would not be valid."""
        return parse_profile(self.text, str(self.saved.path or "")) if self.changes else self.saved

    @cached_property
    def knobs(self) -> list[Knob]:
        """Every knob, in the order of the profile's parts."""
        return Knobs(self.saved, self._document, self.changes).all()

    def knob(self, place: Place) -> Knob:
        """The knob at a place."""
        return next(knob for knob in self.knobs if knob.place == place)

    def turned(self, place: Place, times: int) -> Tuning:
        """The knob at `place` some steps up, or down when negative."""
        return self.set(place, self.knob(place).turned(times))

    def set(self, place: Place, value: KnobValue) -> Tuning:
        """The knob at `place` on another value."""
        made = self._with({**self.changes, place: value})
        try:
            _ = made.profile
        except IcpError as error:
            raise _why(self.knob(place), error) from None
        return made

    def back(self, place: Place | None = None) -> Tuning:
        """The knob at `place` as saved, or with None all of them."""
        if place is None:
            return self._with({})
        made = self._with({at: value for at, value in self.changes.items() if at != place})
        try:
            _ = made.profile
        except IcpError as error:
            raise _why(self.knob(place), error) from None
        return made

    def differences(self) -> list[Difference]:
        """What is not as saved, in the order of the knobs."""
        return [Difference(in_words(knob), knob.said_saved, knob.said) for knob in self.knobs if knob.changed]

    def onto(self, profile: Profile) -> Tuning:
        """The same changes on another edition: of the numbers that it has under the same name and saved alike.

        Nothing is turned where they do not go together.
        """
        made = Tuning(profile)
        new = {in_words(knob): knob for knob in made.knobs}
        changes = {
            there.place: knob.value
            for knob in self.knobs
            if knob.changed and (there := new.get(in_words(knob))) and there.saved == knob.saved
        }
        made = made._with(changes)
        try:
            _ = made.profile
        except IcpError:
            return Tuning(profile)
        return made

    def _with(self, changes: Mapping[Place, KnobValue]) -> Tuning:
        return Tuning(self.saved, changes, self._document)


def _key(value: KnobValue) -> str | int | float:
    if value is None:
        raise IcpError("a step needs a number")
    return value


def _why(knob: Knob, error: IcpError) -> IcpError:
    """Why a knob cannot be turned there, without the place in a text that nobody sees."""
    first = error.problems[0]
    return IcpError(f"{in_words(knob)} stays at {knob.said}: {first.message}", hint=first.hint)
