"""Presets on the export screen: choosing them, their pages, what refuses, and writing only what is new."""

import asyncio

import pytest
from reviewed import opened, rows
from screens import HOSTILE, Stage, flat, lines
from screens import until as wait

from icp_tui.review.chosen_presets import ChosenPresets, chosen_presets, keep_chosen
from icp_tui.tui.screens.export import ExportScreen
from icp_tui.tui.screens.preset_picker import PresetPicker
from icp_tui.tui.widgets.page_tabs import PageTabs

# Pages, tabs and presets are shown once these are planned.
PLANNED = "Enter writes the files"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def story_in(review, steps, *presets, size=(80, 24), first=PLANNED):
    """Live a story on the screen of a review whose workspace has these presets chosen."""
    if presets:
        assert not keep_chosen(review.workspace.path, ChosenPresets(presets))

    async def story():
        app = Stage(ExportScreen(review))
        async with app.run_test(size=size, notifications=True) as pilot:
            await shows(pilot, first)
            await steps(app, pilot)

    asyncio.run(story())


async def shows(pilot, words):
    await wait(pilot, lambda: words in flat(pilot.app), 6)


async def pages(pilot):
    """All that a page says, scrolled through."""
    seen = flat(pilot.app)
    for _ in range(12):
        await pilot.press("pagedown")
        await pilot.pause()
        assert all(len(line) <= pilot.app.size.width for line in lines(pilot.app))
        seen += "\n" + flat(pilot.app)
    return seen


def test_presets_are_chosen_and_remembered_in_the_workspace(here):
    async def steps(app, pilot):
        assert not app.screen.query_one(PageTabs).display
        await pilot.press("p")
        assert isinstance(app.screen, PresetPicker)
        await shows(pilot, "Presets: none chosen")
        # 6sense, Apollo twice, then Clay.
        await pilot.press("j", "j", "j", "space")
        await shows(pilot, "Presets: 1 chosen: clay")
        # The last has no file, and says why.
        await pilot.press("G", "space")
        await shows(pilot, "1 chosen: clay")
        await shows(pilot, "Outreach documents no headers")
        await pilot.press("enter")
        await shows(pilot, "2 clay")
        assert chosen_presets(review.workspace.path) == ChosenPresets(("clay",))

    with opened(here) as review:
        story_in(review, steps)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 15)])
def test_a_page_says_what_will_be_written(here, size):
    async def steps(_, pilot):
        await pilot.press("tab")
        seen = await pages(pilot)
        for said in (
            "Sales Navigator account list", "Never exported from this workspace", "sales-navigator_tier_a_2026-11-21.csv", "2 rows",
            "First rows of", "Account Name", "Hooli", "globex.com",
        ):  # fmt: skip
            assert said in seen, said
        await pilot.press("tab")
        await shows(pilot, "[1 List]")

    with opened(here) as review:
        story_in(review, steps, "sales-navigator", size=size)


def test_while_a_preset_refuses_nothing_is_written_and_it_is_named(here):
    async def steps(app, pilot):
        await shows(pilot, "Open the list again with a file of people")
        assert "--contacts" not in flat(app)
        await pilot.press("enter", "enter")
        await pilot.pause(0.2)
        assert not (here / "small-1").exists()
        await pilot.press("3")
        await shows(pilot, "Cannot be written")
        assert "Enter write" not in flat(app)
        # Left out, the others are written.
        await pilot.press("p", *["j"] * 11, "space", "enter")
        await shows(pilot, PLANNED)
        await pilot.press("enter")
        await shows(pilot, "Done: 11 files are in")
        await shows(pilot, "load the files in clay")
        assert (here / "profile-1" / "clay" / "README.txt").is_file()

    with opened(here) as review:
        story_in(review, steps, "clay", "lemlist", first="lemlist cannot be written")


def test_every_preset_that_refuses_is_named_with_a_mend_for_the_app(here):
    async def steps(app, pilot):
        await shows(pilot, "lemlist: lemlist leads takes people, and no contacts are given.")
        await shows(pilot, "generic: The preset generic has no columns of its own.")
        await pilot.press("2")
        await shows(pilot, "Write them into the mapping file")
        assert "generic.mapping.yaml" in flat(app)
        assert "--mapping" not in flat(app)

    with opened(here) as review:
        story_in(review, steps, "generic", "lemlist", first="generic and lemlist cannot be written")


def test_only_what_is_new_since_the_last_export(here):
    async def first(_, pilot):
        await pilot.press("enter")
        await shows(pilot, "Done: 12 files are in")

    async def second(_, pilot):
        await pilot.press("2")
        await shows(pilot, "Since the export of 2026-11-21: 1 new in its tier (1 from another tier), 2 left their tier (1 for another tier).")
        await shows(pilot, "Every account of the tiers is written.")
        await pilot.press("n")
        await shows(pilot, "Only what is new is written")
        seen = await pages(pilot)
        assert "+ A  Acme from B" in seen.replace("A Acme", "A  Acme")
        assert "sales-navigator_removed_2026-11-21.csv" in seen
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("y")
        await shows(pilot, "Done: 12 files are in")
        await shows(pilot, "nobody came into a tier and nobody left one")
        folder = here / "profile-1" / "sales-navigator"
        assert (folder / "sales-navigator_tier_a_2026-11-21.csv").read_text(encoding="utf-8").splitlines() == ["Account Name,Website", "Acme,acme.com"]
        assert (folder / "sales-navigator_removed_2026-11-21.csv").read_text(encoding="utf-8").splitlines()[1:] == ["Globex,globex.com", "Acme,acme.com"]

    with opened(here) as review:
        story_in(review, first, "sales-navigator")
        review.exclude(rows(review, "Globex"), "Partner")
        story_in(review, second)
        assert chosen_presets(review.workspace.path).only_new == {"sales-navigator"}


def test_a_preset_of_ones_own_with_a_fault_is_said_and_the_others_can_be_chosen(here):
    (here / "home" / "presets").mkdir(parents=True)
    (here / "home" / "presets" / "mine.yaml").write_text("preset: mine\ntitle: [x\n", encoding="utf-8")

    async def steps(_, pilot):
        await shows(pilot, "The [ opened here is not closed")
        await pilot.press("p")
        await shows(pilot, "Presets: 1 chosen: mine")

    with opened(here) as review:
        story_in(review, steps, "mine", first="p leaves the preset out")


def test_hostile_names_are_shown_and_never_obeyed(here):
    accounts = f'Company,Website,Employees\n"{HOSTILE}",acme.com,100\n'

    async def steps(_, pilot):
        await pilot.press("2")
        seen = await pages(pilot)
        assert "[@click=app.bell]go[/] [/nope]" in seen
        assert not {"\x1b", "\x07", "\u202e"} & set(seen)

    with opened(here, accounts=accounts) as review:
        story_in(review, steps, "pipedrive", size=(120, 40))


def test_a_choice_that_cannot_be_read_is_none(here):
    store = here / "kept.sqlite"
    assert chosen_presets(store) == ChosenPresets()
    (here / "kept.exports").mkdir()
    for text in ("", "[]", '{"presets": 3}', '{"presets": ["clay", "nothing"], "only_new": ["nothing"]}'):
        (here / "kept.exports" / "chosen.json").write_text(text, encoding="utf-8")
    assert chosen_presets(store) == ChosenPresets(("clay",))


def test_switching():
    one = ChosenPresets(("clay", "excel"))
    assert one.switched("clay") == ChosenPresets(("excel",))
    both = one.new_switched(("clay", "excel"))
    assert both.only_new == {"clay", "excel"}
    assert both.switched("clay").only_new == {"excel"}
    assert both.new_switched(("clay", "excel")) == one
    assert one.new_switched(("clay",)).new_switched(("clay", "excel")).only_new == {"clay", "excel"}
