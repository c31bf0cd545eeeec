"""Keys that come in one piece, as over a slow line, go where they would go one by one."""

from runs import ACCOUNTS, PROFILE, inputs
from terminal import Terminal

from icp_tui.review.decisions.workspace import Workspace

# Past the load report and to all accounts; then a note, mended twice while it is typed.
NOTE = "\r0jtAbx\x7fc: call\x15Call \x1b[DDana\r"


def opened(folder):
    source, yaml = inputs(folder, ACCOUNTS, PROFILE)
    told = {"ICP_TUI_HOME": str(folder / "home"), "USER": "dana"}
    return Terminal("open", source, "-p", yaml, "-w", folder / "q4.sqlite", env=told, cwd=folder)


def decided(folder):
    with Workspace.open(str(folder / "q4.sqlite")) as kept:
        return [(one.kind, one.account_key.removeprefix("d:"), one.value or one.reason) for one in kept.store.log()]


def test_a_note_and_what_comes_after_it_in_one_piece(tmp_path):
    with opened(tmp_path) as terminal:
        terminal.wait("to the list")
        terminal.press(NOTE + "jxtoo far away\rja")
        terminal.wait("6 accounts")
        terminal.wait("is pinned|Pinned")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    log = decided(tmp_path)
    assert [(kind, said) for kind, _, said in log] == [("note", "CallDana"), ("exclude", "too far away"), ("pin", "A")]
    # Each about the account that the cursor was on.
    assert len({key for _, key, _ in log}) == 3


def test_letters_for_a_screen_are_not_commands_of_the_list(tmp_path):
    with opened(tmp_path) as terminal:
        terminal.wait("to the list")
        # a pins, x excludes, r reviews: here they are a name and the facts of an account.
        terminal.press("\rParax.com employees=220 country=US\r")
        terminal.wait("arax.com employees=220 country=US")
        terminal.wait("It would be in A")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    assert decided(tmp_path) == []


def test_quitting_in_the_middle_of_it_ends_at_once(tmp_path):
    with opened(tmp_path) as terminal:
        terminal.wait("to the list")
        terminal.press("\r" + "jkwq" * 20 + "\x11")
        assert terminal.ended() == 0
        assert terminal.modes() == set()


def test_the_way_out_waits_for_the_note_before_it(tmp_path):
    with opened(tmp_path) as terminal:
        terminal.wait("to the list")
        terminal.press("\r0t")
        terminal.wait("Note on")
        terminal.press("here\r\x11")
        assert terminal.ended() == 0
    assert [(kind, said) for kind, _, said in decided(tmp_path)] == [("note", "here")]


def test_what_follows_a_filter_is_about_its_accounts(tmp_path):
    with opened(tmp_path) as terminal:
        terminal.wait("to the list")
        terminal.press("\r0fhooli\rthere\r")
        terminal.wait("Note on Hooli: here")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    assert [(kind, said) for kind, _, said in decided(tmp_path)] == [("note", "here")]
