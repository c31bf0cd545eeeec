"""The README says what there is: every command, option of note, file, kind of criterion; nothing else."""

import re
from typing import get_args

import pytest
from runs import ROOT, code

from icp_tui.command_line import parsers
from icp_tui.criteria import KINDS
from icp_tui.profile.kill_list import Suppression

README = (ROOT / "README.md").read_text(encoding="utf-8")


def table(title):
    """The first cells of the first table under a heading."""
    part = README.split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("|")]
    return [row.split("|")[1].strip() for row in rows[2:]]


def test_every_command_is_in_the_table_and_the_other_way_round():
    # The first is the app by itself.
    alone, *others = table("Commands")
    assert alone == "`icp-tui`"
    named = [re.match(r"`icp-tui (\w+)", cell)[1] for cell in others]
    assert sorted(named) == sorted(parsers()[1])


@pytest.mark.parametrize("cell", table("Commands")[1:])
def test_the_usage_in_the_table_is_that_of_the_parser(cell):
    said = cell.strip("`").split()[1:]
    command = parsers()[1][said[0]]
    known = {word for action in command._actions for word in (*action.option_strings, str(action.metavar))}
    for word in said[1:]:
        assert word.strip("[].") in known, word


def test_options_that_the_readme_names_exist():
    known = {word for command in parsers()[1].values() for action in command._actions for word in action.option_strings}
    named = set(re.findall(r"`(--?[a-z][a-z-]*)", README.split("## Commands")[1].split("\n## ")[0]))
    assert named
    assert named <= known


def test_every_kind_of_criterion_is_in_the_table_and_the_other_way_round():
    part = README.split("| kind of criterion |")[1].split("\n\n")[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == sorted(KINDS)


def test_every_file_of_a_list_is_in_the_table():
    named = " ".join(table("What is written"))
    for name in ("tier_a.csv", "nurture.csv", "disqualified.csv", "killed.csv", "duplicates.csv", "rejected.csv",
                 "accounts.parquet", "receipt.json"):  # fmt: skip
        assert f"`{name}`" in named


def test_links_lead_somewhere():
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        if not path.endswith(".png"):
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("command", [*parsers()[1], ""])
def test_help_ends_with_code_0(command, capsys):
    assert code(*[command] * bool(command), "--help") == 0
    assert "usage: icp-tui" in capsys.readouterr().out


def test_every_type_of_suppression_is_that_of_the_design():
    assert get_args(Suppression.model_fields["type"].annotation) == (
        "customer", "open_deal", "competitor", "partner", "churned", "do_not_contact", "other",
    )  # fmt: skip


def test_the_commands_of_the_tutorial_are_commands():
    part = README.split("## Without the app")[1].split("\n## ")[0]
    named = re.findall(r"^icp-tui (\w+)", part, re.MULTILINE)
    assert named == ["columns", "check", "build", "explain"]
    assert set(named) <= set(parsers()[1])
