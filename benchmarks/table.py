"""The comparison as text: medians, ratios and the budgets that they are held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from measure import Run

GIB = 1 << 30
# The largest ratio of wall time, and the most memory by rows, that a release may need.
WHOLE_JOB, READ_AND_CLEAN = 2.0, 2.5
PEAKS = {1_000_000: 1.5 * GIB, 10_000_000: 8 * GIB}
# Both read the suppression file and kill while they score; icp-tui times these apart.
STAGES = {
    "read": ("read",),
    "clean": ("clean",),
    "merge": ("merge",),
    "score": ("suppression", "decisions", "score", "kill"),
    "tier": ("tier",),
    "write": ("write",),
}


def middle(runs: Sequence[Run], *stages: str) -> float:
    """The median over the runs of the seconds that these stages took together."""
    return median(sum(run.stages.get(stage, 0.0) for stage in stages) for run in runs)


def line(what: str, ours: float, theirs: float, budget: float | None = None) -> str:
    """One line of the table: both in seconds and their ratio, against the largest ratio allowed."""
    ratio = ours / theirs if theirs else float("nan")
    verdict = f"{budget:5.2f}x {'pass' if ratio <= budget else 'OVER'}" if budget is not None else ""
    return f"  {what:<22}{ours:10.2f} s   {theirs:10.2f} s   {ratio:8.2f}x   {verdict}".rstrip()


def report(rows: int, measured: Mapping[str, Sequence[Run]]) -> str:
    """The table of one size."""
    ours, theirs, plain = measured["icp-tui"], measured["baseline"], measured["read_csv"]
    wall = median(run.wall for run in ours)

    def stages(what: str, *names: str) -> str:
        return line(what, middle(ours, *names), middle(theirs, *names))

    lines = [
        f"{rows:,} rows, {len(ours)} runs each, medians; {rows / wall:,.0f} accounts a second",
        f"  {'':<22}{'icp-tui':>10}     {'baseline':>10}     {'ratio':>9}    budget",
        line("whole job, wall", wall, median(run.wall for run in theirs), WHOLE_JOB),
        line("whole job, CPU", median(run.cpu for run in ours), median(run.cpu for run in theirs)),
        *(stages(name, *parts) for name, parts in STAGES.items()),
        stages("read, clean, merge", "read", "clean", "merge"),
        stages("score to write", *STAGES["score"], "tier", "write"),
        line("read, clean : as text", middle(ours, "read", "clean"), middle(plain, "read"), READ_AND_CLEAN),
        _peak(rows, max(run.peak for run in ours), max(run.peak for run in theirs)),
        *_same_job(ours[-1], theirs[-1]),
    ]
    return "\n".join(lines)


def growth(sizes: Mapping[int, Mapping[str, Sequence[Run]]]) -> str:
    """How time and memory grow with the rows, between each size and the next."""
    lines = ["growth from size to size (1.00x: as the rows)"]
    counts = sorted(sizes)
    for small, large in pairwise(counts):
        factor = large / small
        before, after = sizes[small]["icp-tui"], sizes[large]["icp-tui"]
        time = median(run.wall for run in after) / median(run.wall for run in before) / factor
        memory = max(run.peak for run in after) / max(run.peak for run in before) / factor
        lines.append(f"  {small:,} -> {large:,}: time {time:.2f}x, memory {memory:.2f}x")
    return "\n".join(lines)


def _peak(rows: int, ours: int, theirs: int) -> str:
    most = PEAKS.get(rows)
    verdict = f"{most / GIB:.1f} GiB {'pass' if ours <= most else 'OVER'}" if most else ""
    both = f"{ours / GIB:10.2f} GiB {theirs / GIB:10.2f} GiB "
    return f"  {'peak memory':<22}{both}{ours / theirs:8.2f}x   {verdict}".rstrip()


def _same_job(ours: Run, theirs: Run) -> list[str]:
    """The rows that each contender put where: the two do the same job only if these are close."""
    names = dict.fromkeys([*theirs.buckets, *ours.buckets])
    counts = "  ".join(
        f"{name} {ours.buckets.get(name, 0):,}/{theirs.buckets.get(name, 0):,}" for name in names
    )
    return [f"  rows, both: {counts}", f"  MB written: {ours.written / 1e6:,.0f}/{theirs.written / 1e6:,.0f}"]
