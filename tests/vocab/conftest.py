from __future__ import annotations

from pathlib import Path

import pytest

from icp_tui import vocab


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The user's own vocabulary folder; what was read before is forgotten, then and afterwards."""
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    (tmp_path / "vocab").mkdir()
    vocab.reset()
    yield tmp_path / "vocab"
    monkeypatch.undo()
    vocab.reset()
