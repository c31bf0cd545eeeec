"""Time `icp-tui build` against the plain Polars script of the same job, in turn, and compare medians.

    python benchmarks/run.py --rows 1000000 --runs 3

Machines differ and are shared, so what counts is the ratios of one run. Accounts are generated once
into the folder given by --data (by default one in the system's temporary folder) and kept there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import Run, measure
from table import growth, report

HERE = Path(__file__).resolve().parent
AS_OF = "2026-11-21"
# Reads as text and says how long that took; the interpreter's start is no part of it.
READ_ONLY = """
import json, sys, time
import polars as pl
start = time.perf_counter()
pl.read_csv(sys.argv[1], infer_schema=False)
print(json.dumps({"seconds": {"read": time.perf_counter() - start}}))
"""


def prepared(data: Path, rows: int, seed: int) -> Path:
    """The folder with the accounts of this size, generated if it is not there yet."""
    made_by = b"".join((HERE / name).read_bytes() for name in ("generate.py", "words.py", "profile.yaml"))
    folder = data / f"{rows}-{seed}-{hashlib.sha256(made_by).hexdigest()[:8]}"
    if not (folder / "accounts.csv").exists():
        print(f"generating {rows:,} accounts in {folder} ...", file=sys.stderr)
        command = [
            sys.executable,
            str(HERE / "generate.py"),
            str(folder),
            "--rows",
            str(rows),
            "--seed",
            str(seed),
        ]
        subprocess.run(command, check=True)
    return folder


def commands(folder: Path) -> dict[str, tuple[list[str], Path]]:
    """Each contender's command line and the folder that it writes into."""
    source, ours, theirs = str(folder / "accounts.csv"), folder / "out-icp-tui", folder / "out-baseline"
    options = [
        "-p",
        str(folder / "profile.yaml"),
        "-o",
        str(ours),
        "--force",
        "--json",
        "--quiet",
        "--as-of",
        AS_OF,
    ]
    return {
        "icp-tui": ([sys.executable, "-m", "icp_tui", "build", source, *options], ours),
        "baseline": ([sys.executable, str(HERE / "baseline.py"), str(folder), str(theirs)], theirs),
        "read_csv": ([sys.executable, "-c", READ_ONLY, source], folder / "out-none"),
    }


def compared(folder: Path, runs: int) -> dict[str, list[Run]]:
    """Run the contenders in turn, `runs` times each, each into a folder that does not exist yet."""
    measured: dict[str, list[Run]] = {}
    # The working tree is what is measured, with no decisions and no vocabulary of the user's.
    surroundings = os.environ | {"PYTHONPATH": str(HERE.parent), "ICP_TUI_HOME": str(folder / "home")}
    for turn in range(runs):
        for name, (command, out) in commands(folder).items():
            shutil.rmtree(out, ignore_errors=True)
            print(f"run {turn + 1} of {runs}: {name} ...", file=sys.stderr)
            run = measure(command, surroundings, folder / f"{name}.log")
            measured.setdefault(name, []).append(run.with_files_of(out))
            shutil.rmtree(out, ignore_errors=True)
    return measured


def main() -> None:
    """Command line: sizes, runs, data folder and seed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[100_000], help="accounts (several sizes: growth too)"
    )
    parser.add_argument("--runs", type=int, default=3, help="runs of each contender")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "icp-tui-benchmarks")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sizes = {}
    for rows in sorted(options.rows):
        sizes[rows] = compared(prepared(options.data, rows, options.seed), options.runs)
        print(report(rows, sizes[rows]), end="\n\n", flush=True)
    if len(sizes) > 1:
        print(growth(sizes))


if __name__ == "__main__":
    main()
