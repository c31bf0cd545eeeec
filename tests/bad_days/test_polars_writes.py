"""Death at each step of what Polars writes from the app: the ledger as CSV and the exported list."""

import subprocess
import sys
from pathlib import Path

import pytest
from runs import environment

from bad_days.writes import BY_POLARS

TESTS = Path(__file__).resolve().parents[1]
SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from bad_days.writes import BY_POLARS
BY_POLARS[sys.argv[2]].write(Path(sys.argv[3]), 2, int(sys.argv[4]))
"""
MOST_STEPS = 200


def end(name, folder, step):
    """How the process ends that writes the second thing and dies before a step."""
    command = [sys.executable, "-c", SCRIPT, str(TESTS), name, str(folder), str(step)]
    # Bytecode that Python writes on the way would count as a step.
    told = environment({"PYTHONDONTWRITEBYTECODE": "1"})
    return subprocess.run(command, check=False, env=told, timeout=120).returncode


@pytest.mark.parametrize(
    ("name", "every"), [("ledger", 1), ("export", 17), pytest.param("export", 1, marks=pytest.mark.slow)]
)
def test_kill_9_leaves_the_old_or_the_new_and_the_next_one_is_written(name, every, tmp_path):
    one = BY_POLARS[name]
    ends = []
    for step in range(1, MOST_STEPS, every):
        folder = tmp_path / str(step)
        folder.mkdir()
        one.write(folder, 1)
        ends.append(end(name, folder, step))
        now = one.read(folder)
        assert now == {2} if ends[-1] == 0 else now in ({1}, {2})
        if ends[-1] == 0:
            break
        assert ends[-1] == -9
        one.write(folder, 2)
        assert one.read(folder) == {2}
    assert ends[-1] == 0, "it never came to its end"
    assert len(ends) > 1, "no step was seen"
