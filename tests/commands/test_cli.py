"""The command line itself: usage, exit codes, start-up, streams, locales."""

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from runs import ACCOUNTS, ROOT, code, environment, icp, inputs

from icp_tui import __version__
from icp_tui.command_line import parsers

COMMANDS = ("demo", "open", "build", "freeze", "lists", "verify", "diff", "explain", "check", "columns", "presets",
            "sheet", "decide", "schema")  # fmt: skip


def test_no_command_shows_the_help(capsys):
    assert code() == 0
    assert "icp-tui demo" in capsys.readouterr().out


def test_the_commands_of_the_design():
    assert tuple(parsers()[1]) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command, capsys):
    assert code(command, "--help") == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"usage: icp-tui {command}")
    assert err == ""
    assert all(action.help for action in parsers()[1][command]._actions)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["biuld"], "no such command: 'biuld'"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["build"], "the following arguments are required:"),
        (["build", "a.csv", "-o", "x"], "required: -p/--profile"),
        (["build", "a.csv", "-p", "x.yaml"], "required: -o/--out"),
        (["build", "a.csv", "-p", "x", "-o", "y", "--as-of", "21.11.2026"], "'21.11.2026' is no date; write it as 2026-01-31"),
        (["build", "a.csv", "-p", "x", "-o", "y", "--as-of", "2026-02-30"], "'2026-02-30' is no date"),
        (["build", "a.csv", "-p", "x", "-o", "y", "--presets-of", "zzz"], "unrecognized arguments"),
        (["explain", "-p", "x", "acme.com"], "required: "),
        (["schema", "more"], "unrecognized arguments: more"),
        (["columns"], "required: SOURCE"),
        (["bui\x1b[31mld"], "no such command"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(args, said, capsys):
    assert code(*args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert said in err
    assert re.search(r"\(icp-tui( \w+)? --help shows the usage\)\n$", err)
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_problems_with_the_inputs_are_code_1_on_stderr(tmp_path, capsys):
    assert code("columns", tmp_path / "gone.csv") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"error: {tmp_path / 'gone.csv'}: no such file (check the path)\n"


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_neither_polars_nor_textual_is_loaded_to_say_who_one_is(option):
    script = (
        "import sys\nfrom icp_tui.cli import run\n"
        f"try: run([{option!r}])\nexcept SystemExit as left: assert not left.code\n"
        "heavy = {'polars', 'textual', 'rich', 'pydantic', 'yaml', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, env=environment(), timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: icp-tui" if option == "--help" else f"icp-tui {__version__}\n")


def test_the_core_never_loads_the_screen(tmp_path):
    source, yaml = inputs(tmp_path)
    script = (
        "import sys\nfrom icp_tui.cli import run\n"
        f"assert run(['build', {str(source)!r}, '-p', {str(yaml)!r}, '-o', {str(tmp_path / 'list')!r}, '-q']) == 0\n"
        "assert not {'textual', 'rich', 'pandas'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, env=environment(), timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_python_m(tmp_path):
    done = icp("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"icp-tui {__version__}\n", "")


def test_the_installed_script(tmp_path):
    script = Path(sysconfig.get_path("scripts")) / "icp-tui"
    if not script.exists():
        pytest.skip("the package is not installed in this environment")
    done = subprocess.run([script, "--version"], check=False, capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"icp-tui {__version__}\n")


# Streams


def shell(line, tmp_path):
    """A line of shell, with `icp` for the command."""
    command = f'set -o pipefail; icp() {{ "{sys.executable}" -m icp_tui "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", command], check=False, capture_output=True, text=True, cwd=tmp_path, env=environment(), timeout=60
    )


needs_bash = pytest.mark.skipif(not Path("/bin/bash").exists(), reason="needs bash")


@needs_bash
@pytest.mark.parametrize(
    "line",
    [
        # The schema is larger than the buffer, the list of columns smaller: one breaks while printing, one at the end.
        "icp schema | head -1",
        "icp columns accounts.csv | true",
        "icp columns accounts.csv >&-",
        "icp columns accounts.csv >&- 2>&-",
    ],
)
def test_a_reader_that_has_gone_is_no_fault(line, tmp_path):
    inputs(tmp_path)
    done = shell(line, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@needs_bash
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("line", ["icp schema >/dev/full", "icp columns accounts.csv >/dev/full"])
def test_an_output_that_is_full(line, tmp_path):
    inputs(tmp_path)
    done = shell(line, tmp_path)
    assert (done.returncode, done.stderr) == (1, "error: no space left on device\n")


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "10"},
    ],
)
def test_names_beyond_the_locale_end_no_run(tmp_path, env):
    source, yaml = inputs(tmp_path, ACCOUNTS.replace("Hooli", "東京 Größe"))
    done = icp("build", source, "-p", yaml, "-o", tmp_path / "list", env=env, encoding="latin-1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Top 2 of tier A" in done.stdout
    # The files do not depend on the locale.
    assert "東京 Größe" in (tmp_path / "list" / "tier_a.csv").read_text(encoding="utf-8")
    done = icp("explain", source, "-p", yaml, "hooli.com", "--json", env=env)
    assert json.loads(done.stdout)["account"]["name"] == "東京 Größe"


def test_no_colours_and_no_progress_where_nobody_looks(tmp_path):
    source, yaml = inputs(tmp_path)
    done = icp("build", source, "-p", yaml, "-o", tmp_path / "list")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr


def test_progress_goes_to_a_terminal_on_stderr_and_is_wiped(tmp_path):
    pty = pytest.importorskip("pty")
    source, yaml = inputs(tmp_path)
    primary, secondary = pty.openpty()
    done = icp("build", source, "-p", yaml, "-o", tmp_path / "list", capture_output=False, stdout=subprocess.DEVNULL, stderr=secondary)
    os.close(secondary)
    shown = b""
    while True:
        try:
            part = os.read(primary, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(primary)
    assert done.returncode == 0
    assert b"reading accounts.csv" in shown
    assert shown.endswith(b"\x1b[K\r")


@pytest.mark.skipif(os.name != "posix", reason="only there are file names bytes")
def test_a_file_name_that_is_no_text_is_said(tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.csv"
    with open(name, "w") as file:  # noqa: PTH123
        file.write(ACCOUNTS)
    done = icp("columns", os.fsdecode(name))
    assert (done.returncode, done.stdout) == (2, "")
    assert "caf\\udce9.csv' is no text in this system's encoding; rename the file" in done.stderr
    assert done.stderr.count("\n") == 1


def test_it_runs_from_a_checkout_in_any_folder(tmp_path):
    assert not tmp_path.is_relative_to(ROOT)
    assert icp("schema", cwd=tmp_path).returncode == 0
