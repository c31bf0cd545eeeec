"""Presets as files: the shipped ones, the user's own, and what is wrong with one."""

from pathlib import Path

import pytest

from icp_tui.errors import IcpError
from icp_tui.export.preset import Preset, load_preset, load_presets, preset_files, preset_named
from icp_tui.export.preset_column import Column
from icp_tui.export.preset_mapping import PresetMapping

OWN = "preset: mine\ntitle: Mine\ncolumns:\n  - {header: Company, from: [name]}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    (tmp_path / "presets").mkdir()
    return tmp_path / "presets"


def problems(path, text):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IcpError) as raised:
        load_preset(path)
    return [str(one) for one in raised.value.problems]


@pytest.mark.usefixtures("folder")
def test_every_shipped_preset_says_what_it_is_for():
    for name, preset in load_presets().items():
        assert preset.preset == name
        assert preset.refused or preset.about, name
        assert not preset.refused or preset.instead, name


def test_an_own_preset_is_added_and_one_of_a_shipped_name_takes_its_place(folder):
    (folder / "mine.yaml").write_text(OWN, encoding="utf-8")
    (folder / "terminus.yaml").write_text(OWN.replace("mine", "terminus"), encoding="utf-8")
    (folder / "mine.mapping.yaml").write_text("tiers: [A]\n", encoding="utf-8")
    presets = load_presets()
    assert presets["mine"].title == "Mine"
    assert presets["terminus"].title == "Mine"
    assert preset_named("MINE").columns[0].header == "Company"


def test_a_faulty_preset_of_ones_own_does_not_keep_others_from_working(folder):
    (folder / "mine.yaml").write_text("preset: mine\ntitel: x\n", encoding="utf-8")
    assert preset_named("terminus").title == "Terminus accounts"
    with pytest.raises(IcpError):
        load_presets()


@pytest.mark.parametrize(("name", "meant"), [("hubspot", "hubspot-companies"), ("Zoho Account", "zoho-accounts"), ("linkedin", "linkedin-company-list")])
def test_unknown_names_tell_the_nearest(name, meant):
    with pytest.raises(IcpError, match=f"did you mean {meant}"):
        preset_named(name)


def test_all_problems_are_told_at_once_with_their_lines(folder):
    text = """\
preset: mine
title: Mine
colour: red
columns:
  - {header: Company, from: [naem]}
  - {header: company, template: "{whyy}"}
  - {header: Both, from: [name], template: "{name}"}
  - {header: Id, from: [crm_id], pattern: "("}
  - {header: Tier, from: [tier], as: tier_token}
needs:
  - {any_of: [[Compony]], because: no, mend: yes}
one_row_per: [Domain]
"""
    said = problems(folder / "mine.yaml", text)
    lines = [int(one.split("mine.yaml:")[1].split(":")[0]) for one in said]
    assert lines == sorted(lines)
    assert set(lines) >= {3, 5, 6, 7, 8, 9}
    told = "\n".join(said)
    assert "naem is no column of a list (did you mean name?)" in told
    assert "{whyy} is no column of a list (did you mean why?)" in told
    assert "tier_token needs what the tiers are called" in told


def test_headers_twice_unknown_headers_and_a_name_that_is_not_the_files(folder):
    twice = problems(folder / "mine.yaml", OWN + "  - {header: company, from: [domain]}\none_row_per: [Domain]\n")
    assert "company is there twice" in twice[0]
    assert "no column has the header Domain" in twice[1]
    assert "rename the file to mine.yaml" in problems(folder / "other.yaml", OWN)[0]
    assert "has no columns" in problems(folder / "none.yaml", "preset: none\ntitle: None\n")[0]


def test_a_pattern_that_cannot_be_run_is_a_problem_of_the_file(folder):
    said = problems(folder / "mine.yaml", OWN + "  - {header: Id, from: [crm_id], pattern: '(?=x)'}\n")
    assert "(?=x) is no regular expression" in said[0]


def test_the_page_on_presets_names_every_one_of_them():
    page = (Path(__file__).parents[2] / "docs" / "presets.md").read_text(encoding="utf-8")
    assert [name for name in preset_files() if f"`{name}`" not in page] == []
    keys = {*Preset.model_fields, *Column.model_fields, *PresetMapping.model_fields} - {"preset", "header"}
    assert [key for key in sorted(keys) if f"`{key.strip('_')}`" not in page] == []


def test_several_names_in_one_are_several_options():
    with pytest.raises(IcpError, match=r"excel,clay is no preset \(repeat the option for each: --preset excel --preset clay\)"):
        preset_named("excel,clay")
