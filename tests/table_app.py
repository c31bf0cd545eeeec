"""An app with nothing but an account table, over a frame made up for tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import polars as pl
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from icp_tui.tui.widgets.account_table import AccountTable
from icp_tui.tui.widgets.table_column import Column

# Gutter 0-2, rank 3-8, tier 10-13, name 15-28, score 30-35, domain 37-52, revenue 54-59, tech 61-80.
COLUMNS = (
    Column("rank", "rank", 6, "rank"), Column("tier", "tier", 4), Column("name", "account", 14),
    Column("score", "score", 6, "score"), Column("domain", "domain", 16), Column("revenue", "rev", 6, "money"),
    Column("tech", "technologies", 20, "list"),
)  # fmt: skip
HOSTILE = (
    "Evil\x1b[2J\x1b]0;pwned\x07", "C1\x9b31m", "[red]x[/red]", "[/nope]", "\u202eexe.bidi", "日本システム株式会社",
    "🇩🇪🇫🇷 Flag", "👨\u200d👩\u200d👧 Family", "👍🏽❤\ufe0f Co", "cafe\u0301 cre\u0300me", "line\nbreak", "Acme Analytics Ltd",
)  # fmt: skip


class Source:
    """`count` accounts, and every request for cells: how many rows, which columns."""

    def __init__(self, count: int) -> None:
        row = pl.int_range(count, dtype=pl.UInt32, eager=True).alias("row")
        self.asked: list[tuple[int, list[str]]] = []
        self.order = row
        self.cells = pl.DataFrame(row).select(
            rank=pl.when(pl.col.row % 7 != 6).then(pl.col.row + 1),
            tier=pl.lit(pl.Series(["A", "B", "nurture", "killed"])).gather(pl.col.row % 4),
            name=pl.when(pl.col.row % 2 == 0).then("Company " + pl.col.row.cast(pl.String))
            .otherwise(pl.lit(pl.Series(HOSTILE)).gather((pl.col.row // 2) % len(HOSTILE))),
            score=(10_000 - pl.col.row % 10_000).cast(pl.Float64) / 100,
            domain="c" + pl.col.row.cast(pl.String) + ".com",
            revenue=pl.col.row.cast(pl.Int64) * 1_000_000,
            tech=pl.lit(pl.Series([["Salesforce", "日本"], None])).gather(pl.col.row % 2),
        )  # fmt: skip

    def frame(self, rows: pl.Series, names: Sequence[str]) -> pl.DataFrame:
        self.asked.append((rows.len(), list(names)))
        return self.cells.select(names)[rows]


class TableApp(App[None]):
    CSS = """
    AccountTable { height: 1fr; scrollbar-size: 1 1; background: $surface; color: $foreground; }
    AccountTable > .account-table--cursor { background: $primary 50%; }
    AccountTable:focus > .account-table--cursor { background: $primary; }
    AccountTable > .account-table--tier-1 { color: $success; }
    AccountTable > .account-table--killed { color: $error; }
    AccountTable > .account-table--hit { text-style: underline; }
    AccountTable > .account-table--unknown { color: $warning; }
    """

    def __init__(
        self, source: Source, columns: Sequence[Column] = COLUMNS, fixed: int = 3, empty: str = ""
    ) -> None:
        super().__init__()
        self.source, self.columns, self.fixed, self.empty = source, columns, fixed, empty
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield AccountTable()

    def on_mount(self) -> None:
        self.table.set_columns(self.columns, self.fixed)
        self.table.set_buckets(["A", "B"])
        self.table.show(self.source.frame, self.source.order, empty=self.empty)
        self.table.focus()

    @property
    def table(self) -> AccountTable:
        return self.query_one(AccountTable)

    @property
    def lines(self) -> list[str]:
        """The lines as drawn, without what the scrollbars cover."""
        width, height = self.table.scrollable_content_region.size
        return [self.table.render_line(y).crop(0, width).text for y in range(height)]

    def on_account_table_highlighted(self, message: AccountTable.Highlighted) -> None:
        self.told.append(message)

    def on_account_table_opened(self, message: AccountTable.Opened) -> None:
        self.told.append(message)

    def on_account_table_header_clicked(self, message: AccountTable.HeaderClicked) -> None:
        self.told.append(message)

    def on_account_table_marks_changed(self, message: AccountTable.MarksChanged) -> None:
        self.told.append(message)

    def news(self) -> list[tuple[object, ...]]:
        """The messages since the last call: their names and what they carry."""
        kinds: dict[type[Message], Callable[..., tuple[object, ...]]] = {
            AccountTable.Highlighted: lambda m: (m.row, m.position),
            AccountTable.Opened: lambda m: (m.row,),
            AccountTable.HeaderClicked: lambda m: (m.column,),
            AccountTable.MarksChanged: lambda m: (m.count,),
        }
        said = [(type(message).__name__, *kinds[type(message)](message)) for message in self.told]
        self.told.clear()
        return said


Story = Callable[[TableApp, Pilot[None]], Awaitable[None]]


def play(app: TableApp, story: Story, size: tuple[int, int] = (60, 12)) -> None:
    """Run the app in a screen of this size, and the story in it."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await story(app, pilot)

    asyncio.run(run())
