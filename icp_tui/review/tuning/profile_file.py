"""A tuned profile as a file: a new version beside the old one, or in its place; comments and order stay."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from tempfile import NamedTemporaryFile

from icp_tui.errors import IcpError, Problem
from icp_tui.lock import alone
from icp_tui.profile import Profile, parse_profile
from icp_tui.review.tuning.tuning import Tuning
from icp_tui.yaml_io import Loc
from icp_tui.yaml_io.edit import edited
from icp_tui.yaml_io.written import Value

_QUARTER = re.compile(r"(.*?)(\d{4})([ -]?[Qq])([1-4])(.*)", re.DOTALL)


def next_version(version: str) -> str:
    """The edition after this one: `2027-Q1` after `2026-Q4`, `3` after `2`, else `draft-2` after `draft`."""
    if quarter := _QUARTER.fullmatch(version):
        before, year, mark, number, after = quarter.groups()
        last = number == "4"
        return f"{before}{int(year) + last}{mark}{1 if last else int(number) + 1}{after}"
    if version.isdigit() and len(version) <= 9:
        return str(int(version) + 1)
    numbered = re.fullmatch(r"(.+)-(\d{1,6})", version)
    return f"{numbered[1]}-{int(numbered[2]) + 1}" if numbered else f"{version}-2"


def file_for(saved: Profile, version: str) -> Path:
    """Where an edition would go: beside the old one, `name-2027-q1.yaml`; a path that is free."""
    old = saved.path or Path("profile.yaml")
    slug, was = _slug(version), _slug(saved.version)
    stem = old.stem.removesuffix(f"-{was}") if was else old.stem
    made = old.with_name(f"{stem}-{slug}{old.suffix or '.yaml'}")
    number = 2
    while made.exists():
        made = old.with_name(f"{stem}-{slug}-{number}{old.suffix or '.yaml'}")
        number += 1
    return made


def in_place(saved: Profile, target: Path) -> bool:
    """Whether `target` is the very file that the profile was read from."""
    path = saved.path
    return path is not None and path.exists() and target.exists() and path.samefile(target)


def save(tuning: Tuning, target: Path, version: str) -> Profile:
    """Write the tuned profile to `target` under a version, whole or not at all; the profile as read back.

    Raises IcpError when the file has changed on disk since it was read, when another file is in the way,
    or when the disk refuses.
    """
    text = _text(tuning, target, version)
    if _parts(parse_profile(text, str(target))) != _parts(tuning.profile):
        raise IcpError("the file would not say what is on the screen, so it is not written", hint="E opens the old file")
    return put(tuning.saved, text, target)


def put(saved: Profile, text: str, target: Path) -> Profile:
    """Write `text` in the place of the profile `saved` or beside it, whole or not at all; the profile that it says.

    Raises IcpError as `save` does, and when the text is no valid profile.
    """
    profile = parse_profile(text, str(target))
    if target.suffix.lower() not in {".yaml", ".yml"}:
        raise IcpError(Problem("a profile's name ends in .yaml", str(target), hint=f"write {target.name}.yaml"))
    if not target.parent.is_dir():
        raise IcpError(Problem("there is no such folder", str(target.parent), hint="make it, or choose another"))
    try:
        # Another window may be saving the same file: who comes second must see what the first has written.
        with alone(target.resolve()):
            _write(saved, text, target)
    except OSError as error:
        raise IcpError(Problem(f"cannot be written: {(error.strerror or str(error)).lower()}", str(target))) from None
    return profile


def _check_unchanged(saved: Profile, target: Path) -> None:
    """Refuse to write over what nobody here has read."""
    if in_place(saved, target):
        if hashlib.sha256(target.read_bytes()).hexdigest() != saved.sha256:
            said = "has changed on disk since it was read"
            raise IcpError(Problem(said, str(target), hint="save under another name, or Esc and F5 to read it again"))
    elif target.exists():
        raise IcpError(Problem("there is a file of that name already", str(target), hint="choose another name"))


def _text(tuning: Tuning, target: Path, version: str) -> str:
    """The YAML under its version; suppression files are named as they are found from the new folder."""
    values: dict[Loc, Value] = {} if version == tuning.saved.version else {("version",): version}
    folder = tuning.saved.path.parent.resolve() if tuning.saved.path else Path.cwd()
    new = target.parent.resolve()
    if new != folder:
        for place, one in enumerate(tuning.saved.kill_list.suppress):
            if not Path(one.file).is_absolute():
                values["kill_list", "suppress", place, "file"] = os.path.relpath(folder / one.file, new)
    return edited(tuning.text, values) if values else tuning.text


def _parts(profile: Profile) -> tuple[object, ...]:
    """All that a profile says but its version and how its suppression files are spelled."""
    killers = profile.kill_list.model_copy(update={"suppress": ()})
    listed = [(path.resolve(), one.type, one.because) for path, one in zip(profile.suppression_files, profile.kill_list.suppress, strict=True)]
    said = [getattr(profile, name) for name in Profile.model_fields if name not in {"version", "kill_list"}]
    return said, killers, listed


def _write(saved: Profile, text: str, target: Path) -> None:
    _check_unchanged(saved, target)
    place = target.resolve()
    mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask()
    with NamedTemporaryFile("wb", dir=place.parent, prefix=".profile-", suffix=".tmp", delete=False) as temporary:
        try:
            temporary.write(text.encode())
            temporary.flush()
            os.fsync(temporary.fileno())
            temporary.close()
            Path(temporary.name).chmod(mode)
            # An editor asks for no lock, and a disk may be slow: looked at again just before it is replaced.
            _check_unchanged(saved, target)
            Path(temporary.name).replace(place)
        except BaseException:
            Path(temporary.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    """The person's own mask; it can only be asked for by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _slug(version: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", version.lower()).strip("-")[:40] or "new"
