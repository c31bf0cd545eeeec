"""The JSON Schema agrees with the models and explains every key."""

import jsonschema
import pytest

from icp_tui.profile import profile_schema
from icp_tui.yaml_io import parse_yaml

SOUND = """\
icp: T
version: 2026
rates: {EUR: 1.08}
fields: {growth: {from: [Growth], as: number}}
criteria:
  - {key: a, layer: fit, weight: 25, kind: one_of, field: industry, ideal: [Banking], grades: {ideal: 1}, unknown: skip}
  - {key: b, layer: fit, weight: 2.5, kind: band, field: employees, ideal: [50, null], near: 25%}
  - {key: c, layer: pain, weight: 1, kind: steps, field: growth, at_least: {80: 1.0, 60.5: 0.7}}
  - {key: d, layer: intent, weight: 1, kind: recency, field: intent_date, within: {30d: 1.0}, points: {otherwise: 0.5}}
  - {key: e, layer: intent, weight: 1, kind: keywords, fields: [description, keywords], ideal: [crm]}
  - {key: f, layer: authority, weight: 1, kind: flag, field: ownership, otherwise: 0.5}
  - {key: g, layer: revenue, weight: 1, kind: rules, levels: [{when: revenue > 1, label: any, grade: 1}]}
tiers:
  - {name: A, capacity: 50, min_score: 70, when: score > 75, play: calls}
limits:
  - {tier: A, per: owner, at_most: 10}
  - {tier: A, per: country, at_most: 40%}
  - {tier: A, per: industry, at_most: {Banking: 5}}
"""


@pytest.fixture(scope="module")
def schema():
    return profile_schema()


@pytest.fixture(scope="module")
def validator(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_every_kind_and_form_is_valid(validator):
    assert list(validator.iter_errors(parse_yaml(SOUND, "p").data)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("icp: T", "icq: T"),
        ("weight: 25", "weight: 0"),
        ("kind: flag", "kind: flg"),
        ("layer: pain", "layer: pein"),
        ("ideal: [50, null]", "ideal: 50"),
        ("near: 25%", "near: wide"),
        ("{80: 1.0", "{80: 2.0"),
        ("unknown: skip", "unknown: maybe"),
        ("as: number", "as: numbr"),
        ("min_score: 70", "min_score: 700"),
        ("capacity: 50", "capacity: 0"),
        ("at_most: 10", "at_most: ten"),
    ],
)
def test_what_the_models_refuse_is_invalid(validator, old, new):
    assert old in SOUND
    assert not validator.is_valid(parse_yaml(SOUND.replace(old, new, 1), "p").data)


def test_every_key_is_explained(schema):
    models = [schema, *schema["$defs"].values()]
    keys = [(model["title"], key, told) for model in models for key, told in model["properties"].items()]
    assert len(keys) > 80
    assert [(model, key) for model, key, told in keys if not told.get("description")] == []


def test_it_says_which_dialect_it_is(schema):
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
