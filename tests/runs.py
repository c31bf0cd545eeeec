"""Runs of the command line for tests: in this process, or in one of its own."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from icp_tui.cli import run

ROOT = Path(__file__).resolve().parents[1]
PROFILE = """\
icp: Small
version: "1"
criteria:
  - {key: size, title: Size, layer: fit, weight: 60, kind: band, field: employees, ideal: [50, 500]}
  - {key: geo, title: Geography, layer: fit, weight: 40, kind: one_of, field: country, ideal: [US]}
kill_list:
  rules:
    - {id: small, when: employees < 20, because: Under 20 employees}
tiers:
  - {name: A, capacity: 2, min_score: 70, play: Call}
  - {name: B, min_score: 60}
"""
ACCOUNTS = """\
Company,Website,Employees,Country,Owner
Acme,acme.com,100,US,dana
Globex,globex.com,200,US,dana
Hooli,hooli.com,300,US,lee
Initech,initech.com,400,DE,lee
Tiny,tiny.com,5,US,
Nowhere,nowhere.com,,,
"""


def code(*args: object) -> int:
    """The exit code of a command, run in this process."""
    try:
        return run([str(arg) for arg in args])
    except SystemExit as left:
        return int(left.code or 0)


def icp(*args: object, env: dict[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """`python -m icp_tui` in a process of its own, with its output as text."""
    given = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": 120} | options
    command = [sys.executable, "-m", "icp_tui", *map(str, args)]
    return subprocess.run(command, check=False, env=environment(env), **given)


def start(*args: object, **options: Any) -> subprocess.Popen[bytes]:
    """The same, not waited for and silent."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | options
    return subprocess.Popen([sys.executable, "-m", "icp_tui", *map(str, args)], env=environment(), **silent)


def environment(more: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of a run: this checkout can be imported from any folder, and is compiled once for all runs."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""} | (more or {})


def inputs(folder: Path, accounts: str = ACCOUNTS, profile: str = PROFILE) -> tuple[Path, Path]:
    """A source and a profile in `folder`."""
    source, yaml = folder / "accounts.csv", folder / "profile.yaml"
    source.write_text(accounts, encoding="utf-8")
    yaml.write_text(profile, encoding="utf-8")
    return source, yaml


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a list with its bytes; empty where there is no folder."""
    with contextlib.suppress(FileNotFoundError):
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    return {}
