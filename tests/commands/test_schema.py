"""`icp-tui schema`: JSON Schema that accepts the shipped profiles and refuses broken ones."""

import json

import jsonschema
import pytest
from runs import PROFILE, ROOT, code

from icp_tui.yaml_io import parse_yaml


@pytest.fixture
def schema(capsys):
    assert code("schema") == 0
    return json.loads(capsys.readouterr().out)


def test_it_is_a_schema(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", sorted((ROOT / "profiles").glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_profiles_meet_it(schema, path):
    document = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    jsonschema.validate(document.data, schema)


@pytest.mark.parametrize(
    ("old", "new"),
    [("icp: Small\n", ""), ("weight: 60", "weight: heavy"), ("tiers:", "teirs:"), ("kind: band", "kind: bend"),
     ("min_score: 60", "min_score: 160")],
)  # fmt: skip
def test_broken_profiles_do_not(schema, old, new):
    assert old in PROFILE
    document = parse_yaml(PROFILE.replace(old, new), "p.yaml")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document.data, schema)
    jsonschema.validate(parse_yaml(PROFILE, "p.yaml").data, schema)
