"""People beside the accounts, from the command line: coverage, the files of people, and where people are not."""

import csv
import json

from runs import code, inputs

ACCOUNTS = "Company,Website,Employees\n" + "".join(f"Firm {n},firm{n}.com,{100 + n}\n" for n in range(30))
PROFILE = """\
icp: Small
version: "1"
personas:
  - {name: economic buyer, seniority: [c_suite, vp], want: 2}
  - {name: champion, titles: [ops]}
criteria:
  - {key: size, title: Size, layer: fit, weight: 60, kind: band, field: employees, ideal: [50, 500]}
  - {key: who, title: Committee, layer: authority, weight: 40, kind: coverage}
tiers:
  - {name: A, capacity: 2, min_score: 70, people: 2}
  - {name: B, min_score: 60}
"""
PEOPLE = "First Name,Last Name,Title,Email\n" + "".join(
    f"{first},Secretperson,{title},{first.lower()}@firm{n}.com\n"
    for n, first, title in [
        (3, "Ann", "CEO"), (3, "Bea", "VP Sales"), (3, "Cid", "Head of Ops"), (7, "Dan", "Chief Revenue Officer"),
        (9, "Eli", "Engineer"), (99, "Fay", "CEO"),
    ]
) + "Ann,Secretperson,CEO,ANN@firm3.com\n"  # fmt: skip


def test_contacts_give_coverage_and_people_and_stay_in_the_files_of_people(tmp_path, capsys):
    source, profile = inputs(tmp_path, ACCOUNTS, PROFILE)
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    target = tmp_path / "list"
    build = ("build", source, "-p", profile, "-o", target, "--as-of", "2026-11-21")
    assert code(*build, "--contacts", people, "--preset", "lemlist", "--preset", "clay") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "people.csv: 5 of 7 rows are people of 3 accounts; 1 of somebody who is there already, 1 of companies that are not on the list" in said
    with (target / "tier_a.csv").open(encoding="utf-8", newline="") as file:
        tier = list(csv.DictReader(file))
    assert [(row["domain"], row["score"], row["points.who"]) for row in tier] == [("firm3.com", "100.00", "40.00"), ("firm7.com", "80.00", "20.00")]
    assert "Committee: 2 of 2 economic buyer, 1 of 1 champion (full)" in tier[0]["why"]
    with (target / "lemlist" / "lemlist_tier_a_2026-11-21.csv").open(encoding="utf-8", newline="") as file:
        lemlist = list(csv.DictReader(file))
    assert [(row["email"], row["persona"]) for row in lemlist] == [
        ("ann@firm3.com", "economic buyer"), ("bea@firm3.com", "economic buyer"), ("dan@firm7.com", "economic buyer"),
    ]  # fmt: skip
    receipt = json.loads((target / "receipt.json").read_text("utf-8"))
    (one,) = receipt["contacts"]
    assert (one["path"], one["rows"], one["used"], set(one)) == (str(people), 7, 5, {"path", "sha256", "rows", "used"})
    # Whoever they are, nobody is anywhere else.
    holding = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file() and b"secretperson" in path.read_bytes().lower()}
    assert holding == {"lemlist/lemlist_tier_a_2026-11-21.csv"}
    assert not said.count("Secretperson")
    assert [b"@firm" in path.read_bytes() for path in target.rglob("*") if path.is_file() and path.parent.name != "lemlist"].count(True) == 0


def test_explain_says_which_personas_are_there(tmp_path, capsys):
    source, profile = inputs(tmp_path, ACCOUNTS, PROFILE)
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    assert code("explain", source, "-p", profile, "firm7.com", "--contacts", tmp_path / "people.csv") == 0
    assert "1 of 2 economic buyer, 0 of 1 champion (partial)" in capsys.readouterr().out


def test_without_contacts_nobody_is_known_and_a_preset_of_people_writes_nothing(tmp_path, capsys):
    source, profile = inputs(tmp_path, ACCOUNTS, PROFILE)
    assert code("check", profile, source) == 0
    assert "no contacts of these accounts are known (--contacts FILE): 40 points cannot be earned (Committee)" in capsys.readouterr().out
    assert code("build", source, "-p", profile, "-o", tmp_path / "list", "--preset", "lemlist") == 1
    assert "no contacts are given" in capsys.readouterr().err
    assert not (tmp_path / "list").exists()


def test_check_counts_coverage_and_a_profile_alone_is_sound(tmp_path, capsys):
    source, profile = inputs(tmp_path, ACCOUNTS, PROFILE)
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    assert code("check", profile) == 0
    capsys.readouterr()
    assert code("check", profile, source, "--contacts", tmp_path / "people.csv", "--json") == 0
    criteria = json.loads(capsys.readouterr().out)["criteria"]
    assert {one["label"]: one["accounts"] for one in criteria[1]["levels"]} == {"unknown": 27, "full": 1, "partial": 1, "none": 1}
