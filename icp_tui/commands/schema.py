"""`icp-tui schema`: the JSON Schema of the profile, for editors that check while one types."""

from __future__ import annotations

import json
from argparse import Namespace

from icp_tui.profile import profile_schema


def run(options: Namespace) -> int:
    """Print the schema."""
    del options
    print(json.dumps(profile_schema(), indent=2, ensure_ascii=False))
    return 0
