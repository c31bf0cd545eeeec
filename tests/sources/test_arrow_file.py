"""Arrow files and streams."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.reader import read_table

FRAME = pl.DataFrame({"name": ["Acme", ""], "size": [12, None], "tech": [["php", "aws"], None]})


@pytest.mark.parametrize("write", [pl.DataFrame.write_ipc, pl.DataFrame.write_ipc_stream])
def test_files_and_streams(tmp_path: Path, write) -> None:
    path = tmp_path / "[a]*.feather"
    write(FRAME, path)
    table = read_table(path)
    assert table.kind == "arrow"
    assert table.frame.rows() == [("Acme", "12", "php; aws"), (None, None, None)]
    assert table.list_separator == ";"
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(IcpError, match="damaged"):
        read_table(path)
