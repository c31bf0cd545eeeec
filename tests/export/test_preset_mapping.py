"""A person's own headers, values and owners for a preset, and which mapping file goes with which preset."""

import pytest
from dozen import INPUT, companies, planned

from icp_tui.errors import IcpError
from icp_tui.export.preset import preset_named
from icp_tui.export.preset_choice import choose
from icp_tui.export.preset_mapping import PresetMapping, load_mapping


@pytest.fixture
def mapped(tmp_path):
    def made(name, text, **columns):
        path = tmp_path / "m.yaml"
        path.write_text(text, encoding="utf-8")
        preset = preset_named(name)
        return planned(preset, load_mapping(path, preset), A=companies(2, **columns)).files[0].frame

    return made


def refused(mapped, name, text):
    with pytest.raises(IcpError) as raised:
        mapped(name, text)
    return "\n".join(map(str, raised.value.problems))


def test_headers_values_and_columns_of_ones_own(mapped):
    frame = mapped(
        "salesforce-data-loader",
        """\
headers: {Tier__c: ABM_Tier__c}
values: {Tier__c: {A: Tier 1}, BillingCountry: {US: United States of America}}
leave_out: [ICP_Why__c]
columns:
  - {header: Segment__c, original: [Segment]}
  - {header: Website, from: [domain], template: null, values: {company1.com: www.one.com}}
""",
        country=["US", "DE"],
        Segment=["SMB", None],
    )
    assert frame.columns == ["Name", "Website", "NumberOfEmployees", "AnnualRevenue", "BillingCountry", "ABM_Tier__c", "ICP_Score__c", "Segment__c"]
    assert frame["ABM_Tier__c"].to_list() == ["Tier 1", "Tier 1"]
    assert frame["BillingCountry"].to_list() == ["United States of America", "Germany"]
    assert frame["Website"].to_list() == ["www.one.com", "company2.com"]
    assert frame["Segment__c"].to_list() == ["SMB", None]


def test_a_key_that_is_left_out_is_no_key_any_more(mapped):
    frame = mapped("hubspot-companies", "leave_out: [Record ID]\n", **{"Record ID": ["1", "2"]})
    assert "Record ID" not in frame.columns
    assert "Record ID" in mapped("hubspot-companies", "files: one\n", **{"Record ID": ["1", "2"]}).columns


def test_what_a_preset_cannot_do_without(mapped):
    assert "needs Name + Domain" in refused(mapped, "salesloft-accounts", "leave_out: [Domain]\n")
    said = refused(mapped, "salesloft-accounts", "tiers: [A]\nheaders: {Teir: X, Name: domain}\nleave_out: [Nmae]\ncolor: red\n")
    assert [line.partition("m.yaml:")[2] for line in said.splitlines()] == [
        "2:11: salesloft-accounts has no column Teir (did you mean Tier?)",
        "2:20: another column is called domain too (choose another name)",
        "3:13: salesloft-accounts has no column Nmae (did you mean Name?)",
        "4:1: unknown key color (known: preset, tiers, files, headers, values, owners, leave_out, key, incomplete, columns)",
    ]
    assert "its own headers only" in refused(mapped, "linkedin-company-list", "headers: {companyname: Name}\n")
    assert "unknown key" in refused(mapped, "terminus", "owner: {a: b}\n")


def test_no_two_columns_are_called_alike_whatever_the_case(mapped):
    text = """\
headers: {Tier__c: name}
columns:
  - {header: WEBSITE, from: [website]}
  - {header: Segment__c, text: x}
  - {header: segment__C, text: y}
  - {header: NumberOfEmployees, text: "5"}
"""
    assert [line.partition("m.yaml:")[2] for line in refused(mapped, "salesforce-data-loader", text).splitlines()] == [
        "1:11: another column is called name too (choose another name)",
        "3:6: another column is called WEBSITE too (choose another name)",
        "5:6: another column is called segment__C too (choose another name)",
    ]
    swapped = mapped("salesloft-accounts", "headers: {Name: Domain, Domain: Name}\n")
    assert swapped.columns[:2] == ["Domain", "Name"]


def test_a_key_of_ones_own_takes_the_place_of_the_record_number(mapped):
    text = "key: ERP_ID__c\ncolumns: [{header: ERP_ID__c, original: [ERP]}]\n"
    frame = mapped("salesforce-data-loader", text, ERP=["a1", "A1"], crm_id=["0015e00000ABCDE", None])
    assert "Id" not in frame.columns
    assert frame["ERP_ID__c"].to_list() == ["a1", "A1"]
    preset = preset_named("salesforce-data-loader")
    mapping = PresetMapping.model_validate({"key": "ERP_ID__c", "columns": [{"header": "ERP_ID__c", "original": ["ERP"]}]})
    (finding,) = planned(preset, mapping, A=companies(2, ERP=["a", None])).refusals
    assert finding.said.startswith("1 account has no ERP_ID__c: Salesforce Data Loader is to find records by it")
    wizard = planned("salesforce-import-wizard", mapping, A=companies(2, ERP=["a", "b"], domain=None))
    assert (wizard.refusals, wizard.preset.key, wizard.files[0].frame.columns[0]) == ([], ("ERP_ID__c", "Website"), "Account Name")
    assert "has no column ERP (" in refused(mapped, "salesforce-data-loader", text.replace("key: ERP_ID__c", "key: ERP"))
    assert "Id is left out" in refused(mapped, "salesforce-data-loader", "key: Id\nleave_out: [Id]\n")
    assert "its own headers only" in refused(mapped, "linkedin-company-list", "key: companyname\n")


def test_the_mapping_that_names_a_preset_is_its_own_and_one_that_names_none_serves_those_that_it_fits(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    named, any_of = tmp_path / "named.yaml", tmp_path / "any.yaml"
    named.write_text("preset: terminus\ntiers: [A]\n", encoding="utf-8")
    any_of.write_text("values: {Domain: {a: b}}\ntiers: [B]\n", encoding="utf-8")
    terminus, salesloft, clay = choose(["terminus", "salesloft-accounts", "clay"], [named, any_of])
    assert (terminus.mapping.tiers, salesloft.mapping.tiers, clay.mapping) == (("A",), ("B",), None)
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "clay.mapping.yaml").write_text("tiers: [C]\n", encoding="utf-8")
    (clay,) = choose(["clay", "clay"])
    assert clay.mapping.tiers == ("C",)
    assert set(clay.origin) == {"preset", "sha256", "mapping", "mapping_sha256"}


def test_a_mapping_for_a_preset_that_is_not_asked_for(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_text("preset: clay\n", encoding="utf-8")
    with pytest.raises(IcpError, match="is for the preset clay, which is not asked for"):
        choose(["terminus"], [path])


def test_a_mapping_that_nothing_can_use_is_told(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_text("headers: {Tier: ABM Tier}\n", encoding="utf-8")
    assert [one.mapping is None for one in choose(["salesloft-accounts", "linkedin-company-list", "rollworks"], [path])] == [False, True, True]
    with pytest.raises(IcpError, match="fits none of the presets asked for"):
        choose(["rollworks", "linkedin-company-list"], [path])
    with pytest.raises(IcpError, match="rollworks has no column Tier"):
        choose(["rollworks"], [path])
    with pytest.raises(IcpError, match="ask for a preset with --preset"):
        choose([], [path])


def test_owners_of_the_dozen_by_email():
    preset = preset_named("hubspot-companies")
    plan = planned(preset, load_mapping(INPUT / "mapping.yaml", preset), A=companies(3, owner=["dana", "JÖRG", "Lee"]))
    assert plan.files[0].frame["Company owner"].to_list() == ["dana@us.example", "joerg@de.example", None]
    assert any("no email address is known for Lee (1) (company3)" in str(one) for one in plan.warnings)
