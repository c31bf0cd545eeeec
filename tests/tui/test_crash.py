"""The log of a bug: where it happened, and not a word of the data."""

from textual.worker import WorkerFailed

from icp_tui.tui.crash import notice, write_log


def failing(cell):
    raise ValueError(f"cannot read {cell}")


def caught(act):
    try:
        act()
    except BaseException as error:  # noqa: BLE001  whatever it is
        return error
    raise AssertionError("nothing was raised")


def logged(error, tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    path = write_log(error)
    assert path.parent == tmp_path / "home"
    return path.read_text(encoding="utf-8")


def test_it_names_files_lines_and_kinds_but_no_message_and_no_value(tmp_path, monkeypatch):
    said = logged(caught(lambda: failing("Globex")), tmp_path, monkeypatch)
    assert "builtins.ValueError" in said
    assert "in failing" in said
    assert said.startswith("icp-tui 0.")
    assert "Globex" not in said.replace('failing("Globex")', "")


def test_what_led_to_it_is_followed_also_through_a_worker(tmp_path, monkeypatch):
    def both():
        try:
            failing("Acme")
        except ValueError as error:
            raise RuntimeError("Initech") from error

    said = logged(WorkerFailed(caught(both)), tmp_path, monkeypatch)
    assert [line.split(".")[-1] for line in said.splitlines()[1:] if not line.startswith(" ")] == [
        "WorkerFailed", "RuntimeError", "ValueError",
    ]  # fmt: skip


def test_a_circle_of_errors_ends(tmp_path, monkeypatch):
    one, other = ValueError("a"), KeyError("b")
    one.__cause__, other.__cause__ = other, one
    assert logged(one, tmp_path, monkeypatch).count("Error") == 2


def test_without_a_place_for_it_the_notice_says_so(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "file"))
    path = write_log(ValueError("x"))
    assert path is None
    assert "No log could be written" in notice(path)
    assert "Your decisions are saved" in notice(path)
