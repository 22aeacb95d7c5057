"""The site's own pass: a thread of each process that serves the site, of which one at a time writes what waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from kkrarchive.database_faults import is_read_only
from meetings.changes.change_pass import is_work_left, run_pass
from meetings.changes.database_retry import DATABASE_ERRORS, DatabaseRetry

logger = logging.getLogger(__name__)

# Between two looks. What follows from a change is to be there within 5 seconds.
INTERVAL_SECONDS = 1.0
# So long a server that ends waits for the thread. What it is doing then is not lost, only not done.
_SECONDS_TO_STOP = 3.0


def start_following() -> None:
    """Start the thread, for as long as the process lasts: to be called after a process that serves was forked.

    No command and no test starts it by itself. It keeps no process from ending.
    """
    _thread(threading.Event()).start()


@contextmanager
def following_changes() -> Iterator[None]:
    """Have the thread run during the block."""
    stop = threading.Event()
    thread = _thread(stop)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_SECONDS_TO_STOP)


def _thread(stop: threading.Event) -> threading.Thread:
    return threading.Thread(target=_follow_until, args=[stop], name="following changes", daemon=True)


def _follow_until(stop: threading.Event) -> None:
    database = DatabaseRetry(logger.warning)
    while not stop.wait(INTERVAL_SECONDS):
        with database.attempt():
            try:
                if is_work_left() and not is_read_only():
                    run_pass()
            except DATABASE_ERRORS:
                raise
            except Exception:  # the next change may be of another kind
                logger.exception("what follows from the changes could not be written")
            finally:
                connection.close_if_unusable_or_obsolete()
    connection.close()
