"""The column picker over a list: show, hide, move, widen, find, reset, and what is remembered."""

from dataclasses import replace

from bench import opening, play

from icp_tui.review.columns.kept import kept_columns


def names(bench):
    return [column.title for column in bench.table._columns.all]


def test_pick_columns(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))

    async def story(bench):
        await bench.press("0")
        assert names(bench)[:5] == ["Rank", "Tier", "Score", "Account", "P"]
        here = bench.here
        await bench.press("C")
        assert "Columns: " in bench.screen
        # The values of the account under the cursor stand beside the columns.
        assert f"Account{' ' * 22}24 account        {here}" in bench.screen
        # Rank is hidden, the score goes before the tier and is wider.
        await bench.press("space", "j", "K", "greater_than_sign", "greater_than_sign", "escape")
        assert names(bench)[:3] == ["Score", "Tier", "Account"]
        assert bench.table._columns.all[0].width == 8
        assert bench.here == here
        await bench.press("C", "slash", *"city")
        assert "no account has a value" in bench.screen
        await bench.press("enter", "space", "escape", "escape")
        assert names(bench)[-1] == "City"
        # The name stays.
        await bench.press("C", "slash", *"account", "enter")
        assert "stays" in await bench.decided("space")
        await bench.press("escape", "escape")

    play(opening(tmp_path), story, (120, 40))
    assert kept_columns().order[:3] == ("score", "bucket", "name")

    async def again(bench):
        await bench.press("0")
        assert names(bench)[:3] == ["Score", "Tier", "Account"]
        await bench.press("C", "R", "escape")
        assert names(bench)[:3] == ["Rank", "Tier", "Score"]

    play(opening(tmp_path), again, (60, 15))
    assert not kept_columns()


def test_a_throw_away_list_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))

    async def story(bench):
        await bench.press("0", "C")
        assert "until you close it: this list keeps nothing" in bench.screen
        assert "remembered" not in bench.screen
        await bench.press("space", "escape")
        assert names(bench)[0] == "Tier"

    play(replace(opening(tmp_path), throw_away=True), story)
    assert not kept_columns()
