"""What people decide about accounts: one entry of the log, and which entries stand.

The log is only ever appended to, and its sequence numbers order it; clocks do not. An undo and a redo
are entries too, so they work across restarts and any instance can replay the log to the same state.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, Protocol, TypedDict, get_args

from icp_tui.errors import IcpError, Problem, visible

Kind = Literal["pin", "exclude", "restore", "note", "owner", "reviewed", "same", "different", "undo", "redo"]

KINDS: tuple[Kind, ...] = get_args(Kind)

# An undo or redo is about a batch, every other kind about an account.
STEPS: tuple[Kind, ...] = ("undo", "redo")

# These are about two accounts: whether they are one company.
PAIRED: tuple[Kind, ...] = ("same", "different")

# What finds an account again, the strongest first.
IDENTITY = ("account_key", "crm_id", "domain", "linkedin_slug", "name")

_SAID = ("kind", *IDENTITY, "value", "reason", "author")


def user() -> str:
    """Who is deciding: `$USER` unless unset, then what the system calls the user, then `unknown`."""
    try:
        name = os.environ.get("USER") or getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = ""
    return visible(name).strip() or "unknown"


def lifting(reasons: Iterable[str]) -> str:
    """The value of a restore: the kill reasons that it lifts, as JSON."""
    return json.dumps(list(reasons), ensure_ascii=False)


def naming(other: Identity) -> str:
    """The value of a decision about two accounts: what finds the other one again, as JSON."""
    return json.dumps({name: other.get(name) for name in IDENTITY}, ensure_ascii=False)


def naming_entry(name: str, file: str) -> str:
    """The value of a `different` about a suppression entry: the entry's name and its file, as JSON."""
    return json.dumps({"name": name, "file": file}, ensure_ascii=False)


class Identity(TypedDict):
    """What finds an account again when its key has changed; the first part of a decision."""

    account_key: str
    name: str | None
    domain: str | None
    linkedin_slug: str | None
    crm_id: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """One entry of the log.

    `value` is the tier of a pin (null unpins), the text of a note (null removes it), the owner (null
    gives the account back to its source's owner), `true` or `false` of reviewed, the kill reasons
    that a restore lifts, as JSON, and, as JSON too, the identity of the other account, which is the `same`
    company or a `different` one; a `different` may name an entry of a suppression file instead. `expires` is
    the last day on which it stands.

    The store fills `seq` (from 1), `at` (UTC, ISO) and `batch` (shared by what was decided in one
    action). `undoes` is the batch that an undo takes back, `redoes` the one that a redo brings back.
    """

    kind: Kind
    account_key: str = ""
    name: str | None = None
    domain: str | None = None
    linkedin_slug: str | None = None
    crm_id: str | None = None
    value: str | None = None
    reason: str | None = None
    expires: date | None = None
    author: str = field(default_factory=user)
    seq: int = 0
    at: str = ""
    batch: str = ""
    undoes: str | None = None
    redoes: str | None = None

    @property
    def lifts(self) -> tuple[str, ...]:
        """The kill reasons that a restore lifts; empty for every other kind."""
        return tuple(json.loads(self.value or "[]")) if self.kind == "restore" else ()

    @property
    def other(self) -> Decision | None:
        """The same, said of the other of the two accounts; None for what is about one.

        ValueError when the value names no account.
        """
        if not self.is_paired:
            return None
        told = json.loads(self.value or "")
        known: dict[str, Any] = {name: told.get(name) for name in IDENTITY} if isinstance(told, dict) else {}
        if not known.get("account_key") or any(not isinstance(text, str | None) for text in known.values()):
            raise ValueError(f"names no other account: {self.value}")
        first = Identity(account_key=self.account_key, name=self.name, domain=self.domain,
                         linkedin_slug=self.linkedin_slug, crm_id=self.crm_id)  # fmt: skip
        return replace(self, **known, value=naming(first))

    @property
    def entry(self) -> tuple[str, str] | None:
        """The suppression entry that the account is `different` from, and its file; None for everything else.

        ValueError when the value cannot be read.
        """
        if self.kind != "different":
            return None
        told = json.loads(self.value or "")
        if not isinstance(told, dict) or "file" not in told:
            return None
        match told:
            case {"name": str(name), "file": str(file)}:
                return name, file
        raise ValueError(f"names no suppression entry: {self.value}")

    @property
    def is_paired(self) -> bool:
        """Whether it is about two accounts."""
        return self.kind in PAIRED and self.entry is None

    @property
    def clears(self) -> bool:
        """Whether it only takes an earlier decision of its kind away, such as an unpin."""
        if self.kind == "reviewed":
            return self.value != "true"
        return self.kind in {"pin", "note", "owner"} and not (self.value or "").strip()

    def said(self) -> dict[str, str | None]:
        """What was said, without the time and place in the log."""
        words: dict[str, str | None] = {name: getattr(self, name) for name in _SAID}
        return words | {"expires": self.expires.isoformat() if self.expires else None}


def check(decisions: Iterable[Decision]) -> None:
    """Refuse decisions that cannot be logged.

    Raises IcpError with every exclusion and restore that lacks its reason, ValueError for what no
    user can cause.
    """
    problems = []
    for one in decisions:
        if one.kind in STEPS or one.kind not in KINDS or not one.account_key:
            raise ValueError(f"not a decision about an account: {one}")
        if one.kind == "reviewed" and one.value not in {"true", "false"}:
            raise ValueError(f"reviewed is true or false: {one}")
        if one.other is not None and one.other.account_key == one.account_key:
            raise ValueError(f"one account is no pair: {one}")
        if any(not isinstance(reason, str) for reason in one.lifts):
            raise ValueError(f"a restore lifts a list of texts: {one}")
        if one.kind in {"exclude", "restore"} and not (one.reason or "").strip():
            doing = "excluding" if one.kind == "exclude" else "restoring"
            problems.append(Problem(f"{doing} {one.name or one.account_key} needs a reason"))
    if problems:
        raise IcpError(problems)


def standing(log: Iterable[Decision], as_of: date) -> list[Decision]:
    """The decisions of `log` that are neither taken back nor expired on `as_of`, in its order.

    A later decision does not remove an earlier one here: `in_force` settles that per account, which
    needs the accounts, since one account may have been decided under several keys.
    """
    entries = list(log)
    taken_back: set[str | None] = set()
    for one in entries:
        if one.kind == "undo":
            taken_back.add(one.undoes)
        elif one.kind == "redo":
            taken_back.discard(one.redoes)
    return [
        one
        for one in entries
        if one.kind not in STEPS
        and one.batch not in taken_back
        and (one.expires is None or as_of <= one.expires)
    ]


def in_force(decided: Sequence[Decision]) -> list[Decision]:
    """Of the standing decisions about one account, those that shape it, in the same order.

    The last pin, note, owner and reviewed count. A restore takes an earlier exclusion away; the kill
    reasons that it lifts stay lifted, since each restore names only those that stood at its time.
    """
    last: dict[str, Decision] = {}
    restores = []
    apart: dict[tuple[str, str], Decision] = {}
    for one in decided:
        if one.kind == "restore":
            last.pop("exclude", None)
            restores += [one] if one.lifts else []
        elif one.clears:
            last.pop(one.kind, None)
        elif (entry := one.entry) is not None:
            # An account may be different from several entries at once.
            apart[entry] = one
        else:
            last[one.kind] = one
    return sorted([*last.values(), *restores, *apart.values()], key=lambda one: one.seq)


class Entry(Protocol):
    """As much of an entry as tells what can be undone and redone."""

    @property
    def kind(self) -> Kind:
        """What was done."""

    @property
    def batch(self) -> str:
        """The action that it is part of."""

    @property
    def undoes(self) -> str | None:
        """The batch that an undo takes back."""

    @property
    def redoes(self) -> str | None:
        """The batch that a redo brings back."""


def steps(log: Iterable[Entry]) -> tuple[list[str], list[str]]:
    """The batches that undo takes back and those that redo brings back, the next one last.

    `log` is the entries of one author: nobody undoes what somebody else decided.
    """
    done: list[str] = []
    undone: list[str] = []
    for one in log:
        if one.kind == "undo":
            _move(one.undoes, done, undone)
        elif one.kind == "redo":
            _move(one.redoes, undone, done)
        else:
            undone.clear()
            if not done or done[-1] != one.batch:
                done.append(one.batch)
    return done, undone


def _move(batch: str | None, source: list[str], target: list[str]) -> None:
    # A salvaged log may lack the batch that a step is about.
    if batch is not None and batch in source[-1:]:
        target.append(source.pop())
    elif batch is not None and batch in source:
        source.remove(batch)
        target.append(batch)
