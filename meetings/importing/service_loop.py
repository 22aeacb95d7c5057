"""What a command needs that runs until it is told to stop: the signal and the pause."""

import signal
import time
from argparse import ArgumentTypeError
from types import FrameType, TracebackType
from typing import Any

# Ctrl-C, and what systemd and Docker send before they kill.
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Seconds between two looks, in a pause, whether a stop signal was received: how late a command may notice it.
POLL_SECONDS = 0.2


def interval_seconds(text: str) -> float:
    """The value of an option --interval, in seconds.

    Raises ArgumentTypeError for anything but 0.1 to 86400 (a day): less would not wait, more would not end.
    """
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0.1 <= value <= 86_400:
        raise ArgumentTypeError(f"{text!r} er ikke et antal sekunder mellem 0.1 og 86400.")
    return value


class StopSignal:
    """Whether SIGINT or SIGTERM was received, so that a command can finish what it is doing and then stop.

    A context manager: inside the block `received` becomes True instead of the process being interrupted; after it
    the handlers of before are back. Only the main thread can use it, as Python allows no other to set handlers.
    """

    def __init__(self) -> None:
        self.received = False
        self._former_handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "StopSignal":
        self._former_handlers = {number: signal.signal(number, self._receive) for number in STOP_SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._former_handlers.items():
            signal.signal(number, handler)

    def wait(self, seconds: float) -> None:
        """Sleep for so many seconds, or until a stop signal is received."""
        until = time.monotonic() + seconds
        while not self.received and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, POLL_SECONDS))

    def _receive(self, number: int, frame: FrameType | None) -> None:
        self.received = True
