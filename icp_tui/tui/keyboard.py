"""The keyboard of a real terminal, read so that no byte from it can end the app."""

from __future__ import annotations

from codecs import IncrementalDecoder, getincrementaldecoder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def forgiving(driver: type[Driver]) -> type[Driver]:
    """Textual's driver for Linux and macOS, which would stop with a traceback at a byte that is no UTF-8."""
    if driver.__name__ != "LinuxDriver":
        return driver
    from textual.drivers import linux_driver  # noqa: PLC0415  not on Windows

    def decoder(encoding: str) -> _Decoder:
        return _Decoder(encoding)

    setattr(linux_driver, "getincrementaldecoder", decoder)  # noqa: B010  imported there, not exported

    class Forgiving(linux_driver.LinuxDriver):
        def _run_input_thread(self) -> None:
            try:
                self.run_input_thread()
            except Exception as error:  # noqa: BLE001  whatever it is, the app has no keys any more
                self._app.call_later(getattr(self._app, "keys_lost"), error)  # noqa: B009  IcpApp has it

    return Forgiving


class _Decoder:
    """What gives a decoder that leaves out what it cannot read."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding

    def __call__(self) -> IncrementalDecoder:
        return getincrementaldecoder(self._encoding)("ignore")
