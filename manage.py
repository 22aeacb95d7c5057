#!/usr/bin/env python
"""The project's commands; `python manage.py help` lists them."""

import os
import signal
import sys
from types import FrameType

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command. What is wrong with the machine or its configuration is said in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kkrarchive.settings")
    exit_cleanly_on_signals()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"KKR-arkivet does not start: {error}")


def exit_cleanly_on_signals() -> None:
    """When told to end, do what is to be done at exit: the last process stops the embedded database."""

    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)  # told again, it goes on ending in order
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)


if __name__ == "__main__":
    main()
