"""Child processes that work on the test's own database and files."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

from django.conf import settings

from benchmark.serving import database_url

# So long a test waits for a child process, on a machine that may be shared and slow.
TIMEOUT_SECONDS = 60


def child_environment() -> dict[str, str]:
    """The environment in which a command of the archive uses the database and the storage of this test."""
    return {
        **os.environ,
        "DEBUG": "1",
        "DATABASE_URL": database_url(),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def start_command(*arguments: object, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Start `manage.py` with these arguments in a child process, by default on the test's own database and files."""
    return subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=child_environment() if environment is None else environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def eventually(is_so: Callable[[], bool], timeout: float = TIMEOUT_SECONDS) -> bool:
    """Whether `is_so` gives True before so many seconds have passed."""
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.05)
    return False
