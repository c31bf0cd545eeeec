"""The clipboard of the person's own terminal, also through ssh and tmux."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Mapping

# Seconds that tmux has to take a text.
_TMUX = 5.0


def sequence(text: str, environ: Mapping[str, str] = os.environ) -> str:
    """What tells the terminal to put `text` into the clipboard (OSC 52); terminals that cannot pass over it."""
    plain = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if not (environ.get("TMUX") or environ.get("TERM", "").startswith("tmux")):
        return plain
    # A tmux that keeps what programs copy to itself may let through what is wrapped so; also one at the other end of ssh.
    return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def tell_tmux(text: str, environ: Mapping[str, str] = os.environ) -> None:
    """Have the tmux that the app runs in take `text`, for its paste key and for the clipboard outside; quietly."""
    if environ.get("TMUX"):
        try:
            subprocess.run(
                ["tmux", "load-buffer", "-w", "-"],  # noqa: S607  as the person's own PATH has it
                input=text.encode(), check=False, timeout=_TMUX, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return
