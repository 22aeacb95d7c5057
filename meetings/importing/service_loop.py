"""What commands need that run until they are told to end."""

import signal
import time
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError, connection

# What is raised while the database does not answer; the last by the server of development that cannot start.
DATABASE_ERRORS = (OperationalError, InterfaceError, ImproperlyConfigured)
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
POLL_SECONDS = 0.2  # seconds between two looks whether the process was told to end


def interval_seconds(text: str) -> float:
    """The value of an option --interval. Raises ArgumentTypeError for one that would not wait, or not end."""
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0.1 <= value <= 86_400:
        raise ArgumentTypeError(f"{text!r} er ikke et antal sekunder mellem 0.1 og 86400.")
    return value


class StopSignal:
    """Whether the process was told to end, from the keyboard or by SIGTERM: what is at hand can be finished first."""

    def __init__(self) -> None:
        self.told = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "StopSignal":
        self._before = {number: signal.signal(number, self._tell) for number in STOP_SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def wait(self, seconds: float) -> None:
        """Let the time pass, or less of it when told to end."""
        until = time.monotonic() + seconds
        while not self.told and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, POLL_SECONDS))

    def _tell(self, number: int, frame: FrameType | None) -> None:
        self.told = True


class DatabaseRetry:
    """Bears with a database that goes away: says so once, and once that it is back."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self.is_lost = False
        self._say = say

    @contextmanager
    def borne(self) -> Iterator[None]:
        """Run the block; where the database does not answer it is left."""
        try:
            yield
            if self.is_lost:
                connection.ensure_connection()
        except DATABASE_ERRORS as error:
            connection.close()
            if not self.is_lost:
                self._say(f"Databasen svarer ikke; der prøves igen. ({str(error).strip().splitlines()[0]})")
            self.is_lost = True
        else:
            if self.is_lost:
                self._say("Databasen svarer igen.")
            self.is_lost = False
