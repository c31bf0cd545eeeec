"""One run of one command: wall and CPU seconds, peak memory, and what it said of its stages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

_BYTES_OF_MAXRSS = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Run:
    """Wall and CPU in seconds, peak resident memory in bytes, seconds per stage, accounts per bucket."""

    wall: float
    cpu: float
    peak: int
    stages: Mapping[str, float]
    buckets: Mapping[str, int] = field(default_factory=dict)
    written: int = 0

    def with_files_of(self, folder: Path) -> Run:
        """The run with the buckets of the receipt in the folder, and the bytes of all files in it."""
        receipt = folder / "receipt.json"
        if not receipt.exists():
            return self
        said = json.loads(receipt.read_text(encoding="utf-8"))
        rows = {name: said["rows"][name] for name in ("rejected", "duplicates", "accounts")}
        written = sum(path.stat().st_size for path in folder.iterdir())
        return replace(self, buckets=rows | said["buckets"], written=written)


def measure(command: Sequence[str], surroundings: Mapping[str, str], log: Path) -> Run:
    """Run the command to its end; it prints JSON with a `seconds` mapping last on its standard output.

    Raises SystemExit with the end of its log when it fails.
    """
    with (
        log.open("w", encoding="utf-8") as errors,
        log.with_suffix(".json").open("w+", encoding="utf-8") as said,
    ):
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=errors, env=dict(surroundings))
        # wait4 tells the resources of this child alone; subprocess would only wait.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode:
        end = "\n".join(log.read_text(encoding="utf-8").splitlines()[-15:])
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{end}")
    stages = json.loads(text)["seconds"]
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * _BYTES_OF_MAXRSS, stages)
