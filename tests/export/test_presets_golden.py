"""The files of every preset of companies, byte for byte, from a dozen hostile accounts."""

from pathlib import Path

import pytest
from dozen import COMPANIES, golden_plan

from icp_tui.export.preset import load_presets
from icp_tui.export.preset_files import write_presets

GOLDEN = Path(__file__).parent / "golden_presets"


def test_every_preset_of_companies_has_its_golden_files():
    shipped = [name for name, preset in load_presets().items() if preset.kind == "accounts" and preset.refused is None]
    assert shipped == sorted([*COMPANIES, "generic"]) == sorted(path.name for path in GOLDEN.iterdir())


@pytest.mark.parametrize("name", [*COMPANIES, "generic"])
def test_files(name, tmp_path):
    written = write_presets(tmp_path, [golden_plan(name)])
    made = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
    assert made == {path.name: path.read_bytes() for path in (GOLDEN / name).iterdir()}
    assert {one.name for one in written} == set(made)
