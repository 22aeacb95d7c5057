"""Two checkouts of the project that do the same things in turns, so that the machine's other work meets both alike."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmark.serving import database_url

_WORKER = Path(__file__).with_name("save_worker.py")
_START = "import django, runpy, sys; django.setup(); runpy.run_path(sys.argv[1], run_name='__main__')"


class CheckoutFailed(Exception):
    """A checkout that cannot do what it is asked for; its own traceback was printed."""


class Checkout:
    """The worker of a checkout: each call of `ask` has it do one thing."""

    def __init__(self, directory: Path, process: "subprocess.Popen[str]") -> None:
        self._directory, self._process = directory, process

    def ask(self, line: str) -> dict[str, float]:
        """CPU time in milliseconds, by who spent it. Raises CheckoutFailed."""
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        times: dict[str, float] = json.loads(self.read())
        return times

    def read(self) -> str:
        """The next line that it says. Raises CheckoutFailed where it has ended."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise CheckoutFailed(f"{self._directory} cannot be measured.")
        return line


@contextmanager
def running_checkout(directory: Path) -> Iterator[Checkout]:
    """The worker by the code in that directory, in a database of its own on the connection's server.

    Raises CheckoutFailed where there is none of the project's code, or one that is too old.
    """
    environment = {
        **os.environ,
        "PYTHONPATH": str(directory),
        "DJANGO_SETTINGS_MODULE": "kkrarchive.settings",
        "DEBUG": "1",
        "DATABASE_URL": database_url(),
    }
    with subprocess.Popen(
        [sys.executable, "-P", "-c", _START, str(_WORKER)],
        cwd=directory,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        checkout = Checkout(directory, process)
        checkout.read()
        yield checkout
