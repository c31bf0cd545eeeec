"""The command table: each command can be run where the table says, and no two keys get in each other's way."""

import inspect
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from icp_tui.tui import key_table
from icp_tui.tui.app import IcpApp
from icp_tui.tui.commands import COMMANDS, Where, commands
from icp_tui.tui.screens.account import AccountScreen
from icp_tui.tui.screens.assign import AssignScreen
from icp_tui.tui.screens.column_picker import ColumnPicker
from icp_tui.tui.screens.compare import CompareScreen
from icp_tui.tui.screens.duplicates import DuplicatesScreen
from icp_tui.tui.screens.export import ExportScreen
from icp_tui.tui.screens.header_picker import Picker
from icp_tui.tui.screens.insights import InsightsScreen
from icp_tui.tui.screens.kill_list import KillListScreen
from icp_tui.tui.screens.ledger import LedgerScreen
from icp_tui.tui.screens.lists import ListsScreen
from icp_tui.tui.screens.load import LoadScreen
from icp_tui.tui.screens.near_misses import NearMissScreen
from icp_tui.tui.screens.new_profile import NewProfileScreen
from icp_tui.tui.screens.new_rule import NewRuleScreen
from icp_tui.tui.screens.open_list import OpenScreen
from icp_tui.tui.screens.place import PlaceScreen
from icp_tui.tui.screens.preset_picker import PresetPicker
from icp_tui.tui.screens.problems import ProblemsScreen
from icp_tui.tui.screens.profile_from_list import ProfileFromList
from icp_tui.tui.screens.prompt import Prompt
from icp_tui.tui.screens.rejected import RejectedScreen
from icp_tui.tui.screens.report import ReportScreen
from icp_tui.tui.screens.start import StartScreen
from icp_tui.tui.screens.tune import TuneScreen
from icp_tui.tui.screens.workbench import Workbench
from icp_tui.tui.widgets.account_detail import AccountDetail
from icp_tui.tui.widgets.account_table import AccountTable
from icp_tui.tui.widgets.load_report import LoadReport

PLACES = {
    "app": IcpApp, "table": AccountTable, "workbench": Workbench, "detail": AccountDetail, "account": AccountScreen,
    "start": StartScreen, "open_list": OpenScreen, "new_profile": NewProfileScreen, "from_list": ProfileFromList, "load": LoadScreen,
    "loaded": LoadScreen, "report": ReportScreen, "headers": LoadReport,
    "rejected": RejectedScreen, "picker": Picker, "problems": ProblemsScreen, "export": ExportScreen,
    "duplicates": DuplicatesScreen, "ledger": LedgerScreen, "tune": TuneScreen, "insights": InsightsScreen, "prompt": Prompt,
    "columns": ColumnPicker, "compare": CompareScreen, "kills": KillListScreen, "near_misses": NearMissScreen, "new_rule": NewRuleScreen,
    "lists": ListsScreen, "assign": AssignScreen, "place": PlaceScreen, "presets": PresetPicker,
}  # fmt: skip
# Whose keys are heard at the same time. A key of the app may mean something else on a screen.
TOGETHER = (
    ("table", "workbench"), ("detail", "workbench"), ("detail", "account"), ("load", "loaded"),
    *((place,) for place in get_args(Where)),
)  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]


def test_the_account_screen_has_the_keys_that_decide_and_no_key_twice():
    keys = Counter(key for one in (AccountScreen, AccountDetail) for bound in vars(one)["BINDINGS"] for key in bound.key.split(","))
    assert [key for key, count in keys.items() if count > 1] == []
    deciding = {key for one in commands("workbench") if one.group == "Decide" for key in one.keys.split(",")}
    assert deciding <= set(keys)


def test_every_place_is_a_class():
    assert set(PLACES) == set(get_args(Where))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: f"{one.where}.{one.action}")
def test_a_command_can_be_run_where_the_table_says(command):
    name, _, arguments = command.action.partition("(")
    place = PLACES[command.where]
    action = getattr(place, f"action_{name}", None)
    assert action is not None, f"{place.__name__} has no action_{name}"
    # With the arguments that the table gives it.
    given = [one for one in arguments.rstrip(")").split(",") if one]
    inspect.signature(action).bind(place, *given)
    bound = [one for base in place.__mro__ for one in vars(base).get("BINDINGS", ())]
    mine = [one for one in bound if one.id == command.binding.id]
    assert [(one.key, one.action) for one in mine] == [(command.keys, command.action)]


@pytest.mark.parametrize("places", TOGETHER, ids="+".join)
def test_no_key_means_two_things_at_a_time(places):
    keys = Counter(key for command in commands(*places) for key in command.keys.split(","))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("place", get_args(Where))
def test_ids_are_unique_per_place(place):
    ids = [command.binding.id for command in commands(place)]
    assert len(ids) == len(set(ids))


def test_sentences_are_sentences():
    for command in COMMANDS:
        assert command.help[0].isupper(), command
        assert command.help.endswith("."), command
        assert command.says, command


def test_the_key_table_names_every_key():
    lines = "\n".join(key_table.key_table())
    for command in COMMANDS:
        covered = command.keys.isdigit() and command.keys != "0"
        assert covered or f" | {command.help} |" in lines, command
    assert "| In the list | `↑` `k` | One account up. |" in lines
    assert "`1-9`" in lines
    assert "| Everywhere | `ctrl+p` `:` | Every command by name. |" in lines


@pytest.mark.parametrize(("path", "titles"), [("README.md", key_table.MOST_USED), ("docs/keys.md", ())])
def test_the_key_tables_that_people_read(path, titles):
    text = (ROOT / path).read_text(encoding="utf-8")
    told = text.partition("<!-- keys -->\n")[2].partition("<!-- /keys -->")[0]
    assert told.strip().splitlines() == key_table.key_table(titles)
