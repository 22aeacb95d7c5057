#!/usr/bin/env python
"""The project's commands; `python manage.py help` lists them."""

import os
import signal
import sys
from types import FrameType

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command. An ImproperlyConfigured ends it with its message and status 1, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kkrarchive.settings")
    exit_cleanly_on_signals()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"KKR-arkivet does not start: {error}")


def exit_cleanly_on_signals() -> None:
    """On SIGTERM and SIGHUP exit through `atexit`, where the last process stops the embedded database.

    The status is 128 and the signal's number. A signal that the parent chose to ignore stays ignored.
    """

    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)  # a second signal does not interrupt the exit
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)


if __name__ == "__main__":
    main()
