"""`icp-tui check`: every problem of a profile, and what each part of it does to a list."""

import json

import pytest
from runs import PROFILE, code, inputs

MORE = """\
must_have:
  - {when: country IS NOT NULL, because: Country unknown}
warnings:
  - {when: employees > 250, because: Big}
"""


def check(capsys, *args):
    left = code("check", *args)
    out, err = capsys.readouterr()
    return left, out, err


def test_a_sound_profile(tmp_path, capsys):
    _, yaml = inputs(tmp_path)
    left, out, err = check(capsys, yaml)
    assert (left, err) == (0, "")
    assert out.splitlines() == [
        "Small, 1: no problems",
        "  Size       fit  band    60.00",
        "  Geography  fit  one_of  40.00",
        "Tiers: A 2, B the rest. Name account lists after the profile to see what each part does to them.",
    ]
    assert check(capsys, yaml, "--quiet") == (0, "", "")
    assert json.loads(check(capsys, yaml, "--json")[1]) == {"profile": str(yaml), "icp": "Small", "problems": []}


def test_conditions_and_suppression_files_are_checked_together_without_a_source(tmp_path, capsys):
    broken = PROFILE.replace("employees < 20", "employes < 20") + "must_have:\n  - {when: 'contry IS NULL', because: x}\n"
    broken = broken.replace("tiers:", "  suppress:\n    - {file: gone.csv, type: customer, because: x}\ntiers:")
    _, yaml = inputs(tmp_path, profile=broken)
    left, out, err = check(capsys, yaml)
    said = err.splitlines()
    assert (left, out, len(said)) == (1, "", 3)
    assert said[0].startswith(f"error: {yaml}:8:19: no column employes; nearest: employees")
    assert said[1].startswith(f"error: {yaml}:15:6: no column contry; nearest: country")
    assert said[2].startswith(f"error: {yaml}:10:")
    assert f"the suppression list {tmp_path / 'gone.csv'}: no such file" in said[2]


def test_columns_of_a_source_count_as_known_while_no_source_is_given(tmp_path, capsys):
    odd = PROFILE.replace("employees < 20", '\'"Lead Status" = \'\'Dead\'\'\'')
    source, yaml = inputs(tmp_path, profile=odd)
    assert check(capsys, yaml)[0] == 0
    left, _, err = check(capsys, yaml, source)
    assert left == 1
    assert "no column Lead Status" in err


def test_what_each_part_does_to_a_list(tmp_path, capsys):
    source, yaml = inputs(tmp_path, profile=PROFILE + MORE)
    left, out, err = check(capsys, yaml, source)
    assert (left, err) == (0, "")
    lines = out.splitlines()
    # Six accounts; Initech reaches 60 and the three others in the US 100, Nowhere fails, Tiny is killed.
    assert lines[0] == "Small, 1: no problems; 6 accounts, 4 fit"
    start = lines.index("Size (fit, 60.00 points)")
    assert lines[start + 1 : start + 4] == ["  unknown  1   0.00", "  in band  4  60.00", "  outside  1   0.00"]
    start = lines.index("Must-haves")
    assert lines[start + 1] == "  Country unknown  5 pass  1 not  0 unknown"
    start = lines.index("Warnings")
    assert lines[start + 1] == "  Big  2 true  3 not  1 unknown"
    start = lines.index("Kill list")
    assert lines[start + 1] == "  1  1 alone  Under 20 employees"
    start = lines.index("Coverage")
    assert lines[start + 1 : start + 3] == ["  employees  83.3%", "  country    83.3%"]
    assert any("too narrow? 4 of 6 accounts fit" in line for line in lines)


def test_the_same_as_json(tmp_path, capsys):
    source, yaml = inputs(tmp_path, profile=PROFILE + MORE)
    said = json.loads(check(capsys, yaml, source, "--json")[1])
    assert said["rows"] == {"in": 6, "rejected": 0, "duplicates": 0, "accounts": 6}
    assert said["fit"] == 4
    assert said["criteria"][0]["levels"] == [
        {"label": "unknown", "grade": 0.0, "accounts": 1},
        {"label": "in band", "grade": 1.0, "accounts": 4},
        {"label": "outside", "grade": 0.0, "accounts": 1},
    ]
    assert said["must_haves"][0]["true"] == 5
    assert said["coverage"] == pytest.approx({"employees": 5 / 6, "country": 5 / 6})


def test_points_that_cannot_be_earned(tmp_path, capsys):
    source, yaml = inputs(tmp_path, "Company,Website,Country\nAcme,acme.com,US\n")
    assert "no source has employees: 60 points cannot be earned (Size)" in check(capsys, yaml, source)[1]


def test_suppress_and_as_of_count_too(tmp_path, capsys):
    source, yaml = inputs(tmp_path, profile=PROFILE + "review_by: 2026-12-31\n")
    (tmp_path / "off.csv").write_text("domain\nacme.com\n")
    out = check(capsys, yaml, source, "--suppress", tmp_path / "off.csv", "--as-of", "2027-01-01")[1]
    assert "  1  1 alone  On the suppression list off.csv" in out
    assert "the profile was due for review on 2026-12-31" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("icp: [", "1:"),
        ("\ticp: x", "1:1"),
        ("", "error: "),
        ("just text", "error: "),
        ("icp: A\nicp: B\n", "2:1"),
        ("icp: !!python/object/apply:os.system [id]", "1:"),
        ("a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" * 1 + "icp: *c\n", "error: "),
    ],
)
def test_files_that_are_no_profile(tmp_path, capsys, text, said):
    (tmp_path / "p.yaml").write_text(text)
    left, out, err = check(capsys, tmp_path / "p.yaml")
    assert (left, out) == (1, "")
    assert said in err
    assert all(line.startswith("error: ") for line in err.splitlines())


def test_a_profile_that_is_missing_or_binary(tmp_path, capsys):
    inputs(tmp_path)
    left, _, err = check(capsys, tmp_path / "profil.yaml")
    assert left == 1
    assert f"did you mean {tmp_path / 'profile.yaml'}?" in err or "profile.yaml" in err
    (tmp_path / "b.yaml").write_bytes(bytes(range(256)))
    left, _, err = check(capsys, tmp_path / "b.yaml")
    assert left == 1
    assert err.startswith("error: ")
