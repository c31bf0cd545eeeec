"""What the options of a command say about how its sources are to be read; light, since the app starts with it."""

from __future__ import annotations

from argparse import Namespace

from icp_tui.sources.mending import Mendings
from icp_tui.sources.reading import Reading


def reading(options: Namespace) -> Reading:
    """What the options say about how the sources are to be read."""
    return Reading(
        encoding=options.encoding,
        delimiter=options.delimiter,
        header_row=options.header_row,
        sheet=options.sheet,
        dialect=options.dialect,
        overrides=dict(options.map),
        day_first={
            **dict.fromkeys(options.day_first, True),
            **dict.fromkeys(options.month_first, False),
        },
    )


def mendings(options: Namespace) -> Mendings:
    """What is remembered of how lists are to be read, unless the options leave that alone."""
    return Mendings.kept(as_found=options.as_found)
