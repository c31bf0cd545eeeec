"""The profile: the YAML file that says what an ideal customer is, how accounts are cut, and who is killed.

What belongs here: one file per part of the profile, each a strict model whose field docstrings are
the help of the JSON Schema, and the checks across parts. To add a key: add a field with a docstring to
its part; a rule between keys of one part goes into its `faults`, one across parts into cross_checks.
"""

from __future__ import annotations

from icp_tui.profile.extra_field import ExtraField
from icp_tui.profile.gates import MustHave, WarningSign
from icp_tui.profile.json_schema import profile_schema
from icp_tui.profile.kill_list import KillList, KillRule, Suppression
from icp_tui.profile.limits import Limit
from icp_tui.profile.personas import Persona
from icp_tui.profile.profile import Profile, load_profile, parse_profile
from icp_tui.profile.ranking import RankKey
from icp_tui.profile.reps import Rep
from icp_tui.profile.stability import Stability
from icp_tui.profile.tiers import Tier

__all__ = [
    "ExtraField",
    "KillList",
    "KillRule",
    "Limit",
    "MustHave",
    "Persona",
    "Profile",
    "RankKey",
    "Rep",
    "Stability",
    "Suppression",
    "Tier",
    "WarningSign",
    "load_profile",
    "parse_profile",
    "profile_schema",
]
