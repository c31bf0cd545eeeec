"""`icp-tui schema`: the JSON Schema of the profile, for editors that check while one types."""

from __future__ import annotations

from argparse import Namespace

from icp_tui.commands.text import say_json
from icp_tui.profile import profile_schema


def run(options: Namespace) -> int:
    """Print the schema."""
    del options
    say_json(profile_schema())
    return 0
