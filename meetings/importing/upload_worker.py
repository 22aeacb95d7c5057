"""The process that plans and imports queued uploads, apart from the web process."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable

from django.conf import settings

from meetings.changes.database_retry import DatabaseRetry
from meetings.importing import uploads
from meetings.importing.service_loop import StopSignal
from meetings.models import Upload
from meetings.models.locks import Lock, is_lock_held, share_lock_for_session

logger = logging.getLogger(__name__)


def run_worker(
    stop: StopSignal, report: Callable[[Upload], object], warn: Callable[[str], object], *, interval: float, once: bool
) -> bool:
    """Process queued uploads until a stop signal is received, or with `once` until the queue is empty.

    `report` gets each upload that was processed, `warn` a sentence when the database is gone or back; after an empty
    queue or a lost database the next look is `interval` seconds later. Returns whether the database answered last.
    """
    database = DatabaseRetry(warn)
    is_announced = False
    while not stop.received:
        processed = None
        with database.attempt():
            if not is_announced:
                announce_worker()
                is_announced = True
            processed = uploads.process_next_upload()
        if database.is_down:
            is_announced = False  # the lock went with the connection
        if processed:
            report(processed)
        elif once:
            break
        else:
            stop.wait(interval)
    return not database.is_down


def announce_worker() -> None:
    """Let other processes see, for as long as this connection lasts, that a worker is running."""
    share_lock_for_session(Lock.WORKER)


def is_worker_running() -> bool:
    """Whether some process has announced itself as a worker of this database."""
    return is_lock_held(Lock.WORKER)


def ensure_worker() -> None:
    """Start a worker that ends once the queue is empty, unless one is running or the settings say not to.

    Where none can be started the queue stays as it is: the next call, or `manage.py work_uploads`, takes it.
    """
    is_starting = any(process.poll() is None for process in _started_processes)
    if settings.UPLOAD_WORKER and not is_starting and not is_worker_running():
        start_worker()


def start_worker() -> subprocess.Popen[bytes] | None:
    """Start a worker process in a session of its own: it outlives the request, and the web process too.

    Returns None, and logs why, where it cannot be started.
    """
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work_uploads", "--once", "--verbosity", "0"]
    try:
        process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        logger.exception("no worker for the uploads could be started")
        return None
    threading.Thread(target=process.wait, daemon=True).start()  # or it would stay as a zombie
    _started_processes[:] = [process]
    return process


# The worker that this process started last: it takes a second or two until others see that it is running.
_started_processes: list[subprocess.Popen[bytes]] = []
