"""What the tests of the real program open."""

import pytest
from runs import inputs


@pytest.fixture
def place(tmp_path):
    """A list, its profile and its workspace, and how they are opened."""
    source, yaml = inputs(tmp_path)
    workspace = tmp_path / "q4.sqlite"
    told = {"env": {"ICP_TUI_HOME": str(tmp_path / "home")}, "cwd": tmp_path}
    return ("open", source, "-p", yaml, "-w", workspace), told, workspace
