"""The JSON Schema of the profile, for editors that complete and check YAML."""

from __future__ import annotations

from typing import Any

from icp_tui.profile.profile import Profile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def profile_schema() -> dict[str, Any]:
    """The profile as a JSON Schema, draft 2020-12; docstrings of the models are its descriptions."""
    schema = Profile.model_json_schema(by_alias=True)
    return {"$schema": DIALECT, **schema, "title": "icp-tui profile"}
