"""A second connection to the database, for what two do at the same time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection


class AnotherConnection:
    """Runs functions one at a time in a thread, and so by a connection of its own."""

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        self._thread = thread

    def run(self, act: Callable[[], bool]) -> bool:
        return self._thread.submit(act).result(timeout=60)


@contextmanager
def another_connection() -> Iterator[AnotherConnection]:
    with ThreadPoolExecutor(max_workers=1) as thread:
        try:
            yield AnotherConnection(thread)
        finally:
            thread.submit(lambda: connection.close()).result()
