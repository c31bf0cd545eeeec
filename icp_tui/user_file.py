"""Small files that the app keeps for a person: where they are, written whole, and set aside when damaged.

Light: the app starts with it. Whoever changes what such a file says holds `lock.alone` meanwhile.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def home() -> Path:
    """The folder of all of them: `$ICP_TUI_HOME`, else the user's data folder. It need not exist."""
    given = os.environ.get("ICP_TUI_HOME")
    if given:
        return Path(given)
    from platformdirs import user_data_dir  # noqa: PLC0415  only where no folder is given

    return Path(user_data_dir("icp-tui"))


def write_whole(path: Path, text: str) -> None:
    """Write the file, whole or not at all: to a temporary file beside it, then renamed.

    OSError when the disk refuses, or when there is no such folder.
    """
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.stem}-", delete=False) as temporary:
        try:
            temporary.write(text)
            temporary.flush()
            os.fsync(temporary.fileno())
            temporary.close()
            Path(temporary.name).replace(path)
        except BaseException:
            Path(temporary.name).unlink(missing_ok=True)
            raise


def set_aside(path: Path) -> Path:
    """Rename a file that cannot be used, so that another can be written: `recent.damaged-1.json`; the new path."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    path.replace(aside)
    return aside
