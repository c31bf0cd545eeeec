"""Which profiles there are to cut a list with, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from icp_tui.errors import IcpError
from icp_tui.review.drafting.templates import templates
from icp_tui.review.recent import recent

# A folder of other people's YAML files is no choice.
_BESIDE = 12


@dataclass(frozen=True)
class ProfileChoice:
    """A profile and why it is offered: `picked`, `used last`, `beside the list` or `template`."""

    path: Path
    why: str


def profile_choices(sources: Sequence[Path], picked: Path | None = None) -> list[ProfileChoice]:
    """The profiles to offer for these sources, each once, the likeliest first; one that was picked is among them."""
    offered: dict[Path, ProfileChoice] = {}

    def offer(paths: Iterable[Path], why: str) -> None:
        for path in paths:
            offered.setdefault(path.absolute(), ProfileChoice(path, why))

    offer([one.profile for one in recent()[:1] if one.profile.is_file()], "used last")
    folders = dict.fromkeys([*(source.absolute().parent for source in sources), Path.cwd()])
    beside = (path for folder in folders for path in _profiles(folder))
    offer(islice(beside, _BESIDE), "beside the list")
    offer(templates(), "template")
    others = list(offered.values())
    return (
        others
        if picked is None or picked.absolute() in offered
        else [ProfileChoice(picked, "picked"), *others]
    )


def described(path: Path) -> tuple[str, str]:
    """The name and what it is for, of a profile; a name that says so when it is none."""
    from icp_tui.profile import load_profile  # noqa: PLC0415  takes half a second to import

    try:
        profile = load_profile(path)
    except IcpError as error:
        count = len(error.problems)
        return f"cannot be used: {'1 problem' if count == 1 else f'{count:,} problems'}", ""
    return f"{profile.icp} {profile.version}", " ".join((profile.about or "").split())


def _profiles(folder: Path) -> list[Path]:
    """The YAML files of a folder by name; those that this system cannot even name are passed over."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".yaml", ".yml"))
    except OSError:
        return []
    return [path for path in found if path.is_file() and str(path).isprintable()]
