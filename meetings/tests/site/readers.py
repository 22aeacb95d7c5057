"""Readers who ask a served archive for pages all the time, and what they got."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle

from benchmark.serving import HOST

# A machine may be shared and slow: late is not the same as never.
SECONDS_TO_WAIT = 30
PAGES = ("/", "/soeg/?q=vand", "/moeder/", "/om/")


@dataclass
class Readings:
    """When each answer came, its status (0 for none), and the seconds that it took."""

    answers: list[tuple[float, int, float]] = field(default_factory=list)

    def statuses(self) -> set[int]:
        return {status for _, status, _ in self.answers}


@contextmanager
def reading(port: int, readers: int = 4, *, pages: Sequence[str] = PAGES, pause: float = 0.01) -> Iterator[Readings]:
    """Within it so many readers ask, one page after the other, with a pause of so many seconds between."""
    readings, stop = Readings(), threading.Event()
    threads = [
        threading.Thread(target=_read, args=[port, readings, stop, [*pages[first:], *pages[:first]], pause])
        for first in (number % len(pages) for number in range(readers))
    ]
    for thread in threads:
        thread.start()
    try:
        yield readings
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _read(port: int, readings: Readings, stop: threading.Event, pages: Sequence[str], pause: float) -> None:
    for path in cycle(pages):
        if stop.is_set():
            return
        asked = time.monotonic()
        status = _status(port, path)
        answered = time.monotonic()
        readings.answers.append((answered, status, answered - asked))
        stop.wait(pause)


def _status(port: int, path: str) -> int:
    try:
        with closing(HTTPConnection(HOST, port, timeout=SECONDS_TO_WAIT)) as asking:
            asking.request("GET", path)
            answer = asking.getresponse()
            answer.read()
            return answer.status
    except (OSError, HTTPException):
        return 0
