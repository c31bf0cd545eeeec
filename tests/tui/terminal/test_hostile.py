"""Cells, headers, file names, profiles and notes that would command a terminal: none of it gets there."""

import pytest
from terminal import Terminal, foreign

# The first four paint, retitle, fill the clipboard, ask for an answer; then the same with C1 introducers, screens,
# sounds and moves, text turned around or hidden, markup that names an action, and letters of two cells or none.
PAYLOADS = [
    "\x1b[31mPWNED", "\x1b]0;PWNED\x07", "\x1b]52;c;UFdORUQ=\x07PWNED", "\x1b[6nPWNED", "\x9b31mPWNED", "\x9d0;PWNED\x9c",
    "\x1bP1$tPWNED\x1b\\", "\x1b[2JPWNED", "\x1b[?1049lPWNED", "\x1bcPWNED", "PWNED\x07\x08\x0e\x0f", "\u202ePWNED\u202c",
    "PW\u200bNED\u061c\u2066", "[red]PWNED[/red]", "[@click=app.leave]PWNED[/]", "PWNED [/nope] [b", "会社PWNED東京",
    "👩‍👩‍👧‍👦PWNED🇩🇪", "PWNEDe\u0301\u0301\u0301\u0301", "$(touch PWNED)`{{7*7}}`",
]  # fmt: skip
EVERYTHING = "".join(PAYLOADS)
PROFILE = """\
icp: "Evil \\e]0;PWNED\\a [red]會社"
version: "1\\e[31m"
criteria:
  - {key: size, title: "Size\\e[31mPWNED", layer: fit, weight: 60, kind: band, field: employees, ideal: [50, 500]}
  - {key: geo, title: "[@click=app.leave]Geo[/]", layer: fit, weight: 40, kind: one_of, field: country, ideal: [US]}
kill_list:
  rules:
    - {id: small, when: employees < 20, because: "Small\\e]52;c;UFdORUQ=\\aPWNED\\u202e"}
tiers:
  - {name: A, capacity: 5, min_score: 70, play: "Call\\x9b31mPWNED"}
  - {name: B, min_score: 60}
"""


def cell(text):
    return '"' + text.replace('"', '""') + '"'


@pytest.fixture
def hostile(tmp_path):
    """A list, a profile and a workspace with something hostile wherever they have a text."""
    rows = ["Company,Website,Employees,Country,Owner,Industry,City,Remarks,H" + EVERYTHING.replace(",", ".")]
    for number, text in enumerate(PAYLOADS):
        size, land = (5, "US") if number % 7 == 6 else (100 + number, "US" if number % 3 else "DE")
        rows.append(",".join(map(cell, (text, f"p{number}-corp.com", str(size), land, text, text, text, "x", text))))
    # Text that is dense with control characters is taken for a binary file.
    rows.append(cell("Plain") + ",plain-corp.com,1,FR,lee,Software,x," + cell("nothing but letters " * 400) + ",x")
    big = EVERYTHING * (1_000_000 // len(EVERYTHING))
    rows.append(",".join(map(cell, (big[:300], "big-corp.com", "200", "US", "lee", "Software", "x", big, big))))
    source = tmp_path / "accounts\x1b]0;PWNED\x07[red]\u202e.csv"
    yaml = tmp_path / "profile\x1b[31mPWNED.yaml"
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    yaml.write_text(PROFILE, encoding="utf-8")
    return source, yaml, tmp_path / "work\x1b[31mPWNED.sqlite"


def shown(terminal, pattern):
    """Wait for a screen, and look that nothing foreign was written on the way to it; at the end all is looked at."""
    terminal.wait(pattern)
    assert terminal.foreign() == []


def look(terminal):
    """Every bucket, find, filter, accounts."""
    # Every bucket, and every column of it.
    for bucket, pattern in (("2", r"\[2 B"), ("5", r"\[5 Killed"), ("0", r"\[0 All")):
        terminal.press(bucket)
        shown(terminal, pattern)
        terminal.press(*["right"] * 12, *["left"] * 12, "end", "home")
    terminal.press("/")
    shown(terminal, "Enter goes to it")
    terminal.paste(EVERYTHING)
    shown(terminal, "touch PWNED")
    terminal.press("enter")
    shown(terminal, "not found")
    terminal.press("esc")
    terminal.wait_gone("not found")
    terminal.press("f")
    shown(terminal, "field:value")
    terminal.paste("industry:" + EVERYTHING)
    shown(terminal, "touch PWNED")
    terminal.press("enter", "esc", "esc", "esc")
    shown(terminal, r"\n 22 accounts")
    terminal.press("home", "enter")
    shown(terminal, r"1 of 22")
    terminal.press("pagedown", "pagedown")
    for place in range(2, 6):
        terminal.press("right")
        shown(terminal, rf"{place} of 22")
        terminal.press("end")
    terminal.press("q")
    shown(terminal, r"\[0 All")


def decide(terminal):
    """Reasons, notes and owners that are hostile themselves, and what was said before."""
    terminal.press("x")
    shown(terminal, "Exclude .*PWNED|Exclude ")
    terminal.paste(EVERYTHING)
    terminal.press("enter")
    shown(terminal, "[Ee]xcluded ")
    terminal.press("end", "t")
    shown(terminal, "Note on")
    terminal.paste(EVERYTHING)
    terminal.press("enter")
    terminal.wait_gone("Note on")
    terminal.press("home", "x")
    shown(terminal, "Exclude .*PWNED|Exclude ")
    # What was said before is suggested.
    terminal.press("down", "esc")
    shown(terminal, r"\[0 All")
    terminal.press("o")
    shown(terminal, "Owner of")
    terminal.press("down", "down", "enter")
    shown(terminal, r"\[0 All")
    # The account with the note.
    terminal.press("end", "enter")
    shown(terminal, "22 of 22")
    terminal.press("end", "q")
    shown(terminal, r"\[0 All")


def go_around(terminal):
    """Notices, help, palette, load report, clipboard, export."""
    terminal.press("!")
    shown(terminal, "Worth a look")
    terminal.press("pagedown", "esc", "?")
    shown(terminal, "Esc or q closes")
    terminal.press("esc", "ctrl+p")
    shown(terminal, "What do you want to do")
    terminal.paste(EVERYTHING)
    shown(terminal, "No matches")
    terminal.press("esc", "esc")
    shown(terminal, r"\[0 All")
    terminal.press("L")
    shown(terminal, "What was read")
    terminal.press("pagedown", "end", "esc")
    shown(terminal, r"\[0 All")
    terminal.press("home", "y")
    shown(terminal, "Copied|nothing to copy")
    terminal.press("Y")
    shown(terminal, "Copied")
    terminal.press("e")
    shown(terminal, "Enter writes")
    terminal.press("f")
    terminal.rest()
    terminal.press("end", "ctrl+u")
    terminal.wait("No folder is named")
    terminal.paste("out\u202e[red]PWNED")
    shown(terminal, "out.red.PWNED")
    terminal.press("esc", "esc")
    shown(terminal, r"\[0 All")


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.slow)])
def test_nothing_from_the_data_reaches_the_terminal(hostile, tmp_path, size):
    source, yaml, workspace = hostile
    env = {"ICP_TUI_HOME": str(tmp_path / "home")}
    with Terminal("open", source, "-p", yaml, "-w", workspace, size=size, env=env, cwd=tmp_path) as terminal:
        shown(terminal, "What was read")
        terminal.press("pagedown", "pagedown", "end", "home", "enter")
        shown(terminal, "accounts? in A")
        look(terminal)
        decide(terminal)
        go_around(terminal)
        yaml.write_text(PROFILE.replace("kind: band", 'kind: "b\\e[31mPWNED\\a"'), encoding="utf-8")
        terminal.press("f5")
        shown(terminal, "cannot be used")
        terminal.press("pagedown", "esc", "ctrl+q")
        assert terminal.ended() == 0
        assert foreign(terminal.written) == []
    with Terminal(size=size, env=env, cwd=tmp_path) as terminal:
        shown(terminal, "Evil")
        terminal.press("1")
        shown(terminal, "cannot be opened")
        terminal.press("esc", "n")
        shown(terminal, "[Tt]emplate")
        terminal.press("esc", "o")
        shown(terminal, "Open a list")
        terminal.paste(str(source))
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert foreign(terminal.written) == []
