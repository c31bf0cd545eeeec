"""The store against a naive model: lists of actions kept by hand."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.store import Store

TODAY = date(2026, 11, 21)


def pin(key, value="A", author="dana", **told):
    return Decision(kind="pin", account_key=key, value=value, author=author, **told)


def keys(decisions):
    return [one.account_key for one in decisions]


class Replayed(RuleBasedStateMachine):
    """The store, closed and opened at will, against lists of actions kept by hand for each author."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store(self.folder / "q4.sqlite")
        self.actions = []  # [author, keys, stands], in the order decided
        self.redoable = {"dana": [], "lee": []}
        self.entries = 0

    @rule(
        author=st.sampled_from(["dana", "lee"]), count=st.integers(1, 3), days=st.sampled_from([None, 0, 5])
    )
    def decide(self, author, count, days):
        number = len(self.actions)
        expires = None if days is None else TODAY + timedelta(days=days)
        told = [pin(f"{number}-{place}", author=author, expires=expires) for place in range(count)]
        self.store.append(told)
        self.actions.append([author, keys(told), True, expires])
        self.redoable[author] = []
        self.entries += count

    @rule(author=st.sampled_from(["dana", "lee"]))
    def undo(self, author):
        mine = [one for one in self.actions if one[0] == author and one[2]]
        undone = self.store.undo(author)
        if not mine:
            assert undone is None
            return
        assert keys(undone) == mine[-1][1]
        mine[-1][2] = False
        self.redoable[author].append(mine[-1])
        self.entries += 1

    @rule(author=st.sampled_from(["dana", "lee"]))
    def redo(self, author):
        redone = self.store.redo(author)
        if not self.redoable[author]:
            assert redone is None
            return
        action = self.redoable[author].pop()
        assert keys(redone) == action[1]
        action[2] = True
        self.entries += 1

    @rule()
    def reopen(self):
        self.store.close()
        self.store = Store(self.folder / "q4.sqlite")

    @invariant()
    def stands_as_kept_by_hand(self):
        for days in (0, 1, 9):
            day = TODAY + timedelta(days=days)
            expected = [
                key for _, own, on, end in self.actions if on and (end is None or day <= end) for key in own
            ]
            assert keys(self.store.standing(day)) == expected
        assert [one.seq for one in self.store.log()] == list(range(1, self.entries + 1))

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)


TestReplayed = Replayed.TestCase
TestReplayed.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
