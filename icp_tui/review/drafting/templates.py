"""Profiles to start from: the shipped ones, copied to a file of one's own, and new files in general."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from tempfile import NamedTemporaryFile

from icp_tui.errors import IcpError, Problem
from icp_tui.shipped import shipped

_ENDINGS = (".yaml", ".yml")
# What a file system says that knows no hard links.
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EMLINK)
_HOW = (
    "# To leave companies out, write the names of your own files here and take the # away, from `suppress:` too.",
    "# A path counts from the folder of this file.",
)


def templates() -> list[Path]:
    """The shipped profiles, by name."""
    return sorted(shipped("profiles").glob("*.yaml"))


def free_name(folder: Path, stem: str = "my-icp") -> str:
    """A file name that nothing in the folder has: `my-icp.yaml`, `my-icp-2.yaml`, ..."""
    name, number = f"{stem}.yaml", 1
    while (folder / name).exists():
        number += 1
        name = f"{stem}-{number}.yaml"
    return name


def copy_template(template: Path, target: Path) -> Path:
    """Copy a shipped profile to `target`, which must not exist; where it went.

    The sample lists of companies to leave out stay behind as comments, so that the copy works anywhere.
    IcpError says what keeps it from being written; then nothing is.
    """
    return new_profile(without_samples(template.read_text("utf-8")), target)


def new_profile(text: str, target: Path) -> Path:
    """Write a profile to `target`, which must not exist; where it went. It is whole or not there.

    Without an ending it gets `.yaml`. IcpError says what keeps it from being written; then nothing is.
    """
    target = target if target.suffix.lower() in _ENDINGS else target.with_name(f"{target.name}.yaml")
    try:
        _write_whole(text, target)
    except FileExistsError:
        free = free_name(target.parent, target.stem)
        raise _refused(target, "there is such a file already", f"take another name, such as {free}") from None
    except FileNotFoundError:
        raise _refused(
            target, f"there is no folder {target.parent}", "make it first, or take another"
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise _refused(target, f"cannot be written: {why}", "take another folder or name") from None
    return target


def _write_whole(text: str, target: Path) -> None:
    """Make the file at once with all of its text, and never over another one."""
    # A name that is taken, too long or wrong is refused before anything is written.
    if target.is_symlink() or target.exists():
        raise FileExistsError(target)
    with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, prefix=".icp-tui-", suffix=".new") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        # Temporary files are for their owner only; a profile is for the team.
        mask = os.umask(0)
        os.umask(mask)
        Path(file.name).chmod(0o666 & ~mask)
        try:
            os.link(file.name, target)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            with target.open("x", encoding="utf-8") as plain:
                plain.write(text)


def without_samples(text: str) -> str:
    """The text of a profile whose `suppress:` entries are comments that say how to add one's own."""
    lines: list[str] = []
    # How far the key is set in while its entries are passed over.
    inside: int | None = None
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        if inside is not None and line.strip() and depth <= inside:
            inside = None
        if re.fullmatch(r"suppress:(\s*#.*)?", line.strip()):
            inside = depth
            lines += [" " * depth + said for said in _HOW]
        if inside is None or not line.strip():
            lines.append(line)
        else:
            # The entry names a file beside the copy, where the person's own would be.
            lines.append(" " * inside + "# " + re.sub(r"(\bfile:\s*)[^\s,}]*/", r"\1", line[inside:]))
    return "\n".join(lines) + "\n"


def _refused(path: Path, what: str, mend: str) -> IcpError:
    return IcpError(Problem(what, path=str(path), hint=mend))
