"""Time the app's keys in a pseudo-terminal: from the key's byte going in to the last byte coming out.

    python benchmarks/keys.py --rows 1000000
    python benchmarks/keys.py --size 80x24 --only move page -- some other command

Without a command, `icp-tui open` on accounts made by generate.py, in a workspace thrown away afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

from run import AS_OF, HERE, prepared
from terminal import Answer, Terminal

# No output for so long means that a key's work is done; the waiting itself is not counted. The account
# beside the list follows when the cursor has rested for 0.04 s, and is timed apart. Work that runs beside
# the keys may pause longer between its signs of life.
QUIET, QUIET_WITH_ACCOUNT, QUIET_AFTER_WORK = 0.03, 0.2, 0.5
# The screens before: the load report, which Enter leaves; one bucket, which 0 opens to the whole list.
WAY = ("Enter to the list=enter", r"Rank\b.*\bTier=0", r"Rank\b.*\bTier")
# Milliseconds; median and 95th percentile for keys that only move.
MOVE, WORK, DECISION, TUNING = (30, 50), (300, 300), (150, 150), (100, 100)


@dataclass(frozen=True)
class Step:
    """Something people do: keys that lead to it, the keys that are timed, each, and how often.

    `until` is what the screen shows when it is done, where silence does not tell.
    """

    name: str
    keys: tuple[str, ...]
    budget: tuple[int, int]
    times: int = 15
    quiet: float = QUIET
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    until: str = ""


STEPS = (
    Step("move", ("down",), MOVE, times=40),
    Step("move, account too", ("down",), WORK, times=20, quiet=QUIET_WITH_ACCOUNT),
    Step("move at the edge", ("down",), MOVE, times=20, before=("down",) * 60),
    Step("page down", ("pagedown",), MOVE, times=30),
    Step("page up", ("pageup",), MOVE, times=20),
    Step("end, home", ("end", "home"), MOVE),
    Step("page up from the end", ("pageup",), MOVE, times=20, before=("end",)),
    Step("column", ("right",), MOVE, times=20, before=("home",), after=("left",) * 20),
    Step("mark", ("space",), MOVE, times=20, after=("*", "*")),
    Step("bucket", ("1", "0"), WORK, times=5, quiet=QUIET_AFTER_WORK),
    Step("sort", ("s",), WORK, times=6, quiet=QUIET_AFTER_WORK, before=("home", "right", "right")),
    Step("filter", ("enter",), WORK, times=5, quiet=QUIET_AFTER_WORK,
         before=("f", *"employees > 500"), after=("escape", "escape")),
    Step("find", ("enter",), WORK, times=5, quiet=QUIET_AFTER_WORK, before=("/", *"ltd"), after=("escape",)),
    Step("pin, undo", ("a", "u"), DECISION, times=5, quiet=QUIET_AFTER_WORK, before=("end",)),
    # The first turn finds the accounts that are alike, for all that follow; a key that does nothing gives it time.
    Step("tune: weight", ("right", "left"), TUNING, times=8, quiet=QUIET_AFTER_WORK,
         before=("w", "home", "right", "home", "left", "home"), after=("escape",)),
    Step("tune: capacity", ("right", "left"), TUNING, times=8, quiet=QUIET_AFTER_WORK,
         before=("w", "home", "pagedown"), after=("escape",)),
    Step("tune: score line", ("right", "left"), TUNING, times=8, quiet=QUIET_AFTER_WORK,
         before=("w", "home", "pagedown", "down"), after=("escape",)),
)  # fmt: skip


@dataclass(frozen=True)
class Timed:
    """The keys of one step: milliseconds to the first and the last byte, bytes per key."""

    name: str
    presses: int
    silent: int
    first: float
    median: float
    p95: float
    worst: float
    size: int
    within: bool

    @classmethod
    def of(cls, step: Step, answers: Sequence[Answer | None]) -> Timed:
        """Medians of what came; keys that nothing came of are counted apart."""
        said = [answer for answer in answers if answer is not None]
        if not said:
            return cls(step.name, len(answers), len(answers), *[float("nan")] * 4, 0, within=False)
        last = [1_000 * answer.last for answer in said]
        middle, high = (
            median(last),
            quantiles(last, n=20, method="inclusive")[-1] if len(last) > 1 else last[0],
        )
        return cls(
            step.name, len(answers), len(answers) - len(said), median(1_000 * answer.first for answer in said),
            middle, high, max(last), round(median(answer.size for answer in said)),
            within=middle <= step.budget[0] and high <= step.budget[1],
        )  # fmt: skip

    def line(self, step: Step) -> str:
        """One line of the report."""
        silent = f"  {self.silent} without an answer" if self.silent else ""
        verdict = "pass" if self.within else "OVER"
        return (
            f"  {self.name:<22}{self.presses:4d}{self.first:9.1f}{self.median:9.1f}{self.p95:9.1f}{self.worst:9.1f}"
            f"{self.size / 1024:8.1f}   {step.budget[0]:>4}/{step.budget[1]} {verdict}{silent}"
        )


def timed(terminal: Terminal, step: Step) -> Timed:
    """Do the step as often as it says."""
    answers = []
    # Where each press starts anew, the keys before and after belong to every one of them.
    each = step.before + step.after if step.keys == ("enter",) else ()
    for key in () if each else step.before:
        terminal.press(key, QUIET)
    for _ in range(step.times):
        for key in step.before if each else ():
            terminal.press(key, QUIET)
        answers += [terminal.press(key, step.quiet, step.until) for key in step.keys]
        for key in step.after if each else ():
            terminal.press(key, QUIET_AFTER_WORK)
    for key in () if each else step.after:
        terminal.press(key, QUIET)
    return Timed.of(step, answers)


def opening(folder: Path, workspace: Path) -> list[str]:
    """The command that opens the generated accounts."""
    options = ["-p", str(folder / "profile.yaml"), "-w", str(workspace), "--as-of", AS_OF]
    return [sys.executable, "-m", "icp_tui", "open", str(folder / "accounts.csv"), *options]


def walked(terminal: Terminal, way: Sequence[str], patience: float) -> Iterator[tuple[str, float]]:
    """Go through the screens before the list: `REGEX` to wait for, or `REGEX=KEY` to answer with a key."""
    for stop in way:
        pattern, _, key = stop.rpartition("=") if "=" in stop else (stop, "", "")
        yield pattern, terminal.wait(pattern, patience)
        if key:
            terminal.press(key, QUIET)


def main() -> None:
    """Command line: accounts, size of the screen, steps, and the command to measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000, help="accounts")
    parser.add_argument("--size", default="160x50", help="columns x rows of the screen")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "icp-tui-benchmarks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", metavar="STEP", help="these steps only, by name or part of it")
    parser.add_argument("--way", nargs="+", metavar="REGEX[=KEY]",
                        help="what to wait for on the screen, in turn, and the key that leads on")  # fmt: skip
    parser.add_argument("--patience", type=float, default=120.0, help="seconds to wait for each of them")
    parser.add_argument("--json", action="store_true", help="the numbers as JSON")
    parser.add_argument("command", nargs="*", help="after --: another command than icp-tui open")
    options = parser.parse_args()
    columns, rows = (int(part) for part in options.size.split("x"))
    steps = [step for step in STEPS if not options.only or any(part in step.name for part in options.only)]
    with tempfile.TemporaryDirectory() as thrown_away:
        home = Path(thrown_away)
        command = options.command or opening(
            prepared(options.data, options.rows, options.seed), home / "workspace"
        )
        # The working tree is what is measured, with no settings of the user's.
        surroundings = os.environ | {"PYTHONPATH": str(HERE.parent), "ICP_TUI_HOME": thrown_away}
        with Terminal(command, (columns, rows), surroundings) as terminal:
            way = options.way or ([r"\S"] if options.command else WAY)
            stops = list(walked(terminal, way, options.patience))
            report(terminal, steps, stops, options)


def report(
    terminal: Terminal, steps: Sequence[Step], stops: Sequence[tuple[str, float]], options: argparse.Namespace
) -> None:
    """Take the steps and print each as it is done."""
    if not options.json:
        print(f"{options.size}; " + "; ".join(f"{pattern!r} after {wait:.2f} s" for pattern, wait in stops))
        print(f"  {'ms, key to last byte':<22}keys    first   median      p95    worst      kB    budget")
    done = []
    for step in steps:
        done.append(timed(terminal, step))
        if not options.json:
            print(done[-1].line(step), flush=True)
    if options.json:
        print(json.dumps({"stops": dict(stops), "steps": [asdict(step) for step in done]}, indent=2))


if __name__ == "__main__":
    main()
