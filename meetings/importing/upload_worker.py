"""The process that works the uploads' queue off, outside the requests."""

import logging
import subprocess
import sys
import threading

from django.conf import settings

from meetings.models.locks import Lock, is_lock_held, share_lock_for_session

logger = logging.getLogger(__name__)


def announce_worker() -> None:
    """Let others see, for as long as this connection lasts, that a worker is at work."""
    share_lock_for_session(Lock.WORKER)


def is_worker_running() -> bool:
    """Whether some process has announced itself as a worker of this database."""
    return is_lock_held(Lock.WORKER)


def ensure_worker() -> None:
    """Start a worker that ends once the queue is empty, unless one is at work or the settings say not to.

    Where none can be started the queue stays as it is: the next call, or `manage.py work_uploads`, takes it.
    """
    is_starting = any(process.poll() is None for process in _started_processes)
    if settings.UPLOAD_WORKER and not is_starting and not is_worker_running():
        start_worker()


def start_worker() -> subprocess.Popen[bytes] | None:
    """Start the process, apart from this one: it outlives the request, and the web process too. None if it can't be."""
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


# The worker that this process started last: it takes a second or two until others see it at work.
_started_processes: list[subprocess.Popen[bytes]] = []
