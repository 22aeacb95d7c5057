"""The archive as it is in production: gunicorn, compressed static files, and the sample documents."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

HOST = "127.0.0.1"
EDITOR, EDITOR_WITH_KEY = "redaktoer", "noeglebaerer"
SECONDS_TO_START = 300


@dataclass(frozen=True)
class Site:
    """A running archive: its address, the names of two editors, the password of both, and what it was started with.

    The second one sets up a second factor in a test.
    """

    address: str
    editor: str
    editor_with_key: str
    password: str
    environment: dict[str, str]

    @property
    def secure_address(self) -> str:
        """Where browsers take the site for one that may use passkeys, without TLS."""
        return self.address.replace(HOST, "localhost")


@contextmanager
def served_samples(database_url: str, folder: Path) -> Iterator[Site]:
    """Imports the samples into that empty database and serves them until the end. Files lie in the `folder`.

    Raises RuntimeError with what a process said that failed.
    """
    password = secrets.token_urlsafe(9)
    environment = _environment(database_url, folder, password)
    with ThreadPoolExecutor() as at_once:

        def start(*arguments: str) -> Future[None]:
            return at_once.submit(_manage, environment, *arguments)

        files = start("collectstatic", "--no-input", "--verbosity", "0")
        start("migrate", "--verbosity", "0").result()
        documents = start("import_meetings", "fixtures")
        users = [
            start("createsuperuser", "--no-input", "--username", name, "--email", f"{name}@example.org")
            for name in (EDITOR, EDITOR_WITH_KEY)
        ]
        for preparation in (files, documents, *users):
            preparation.result()
    with _served(environment, folder / "log") as address:
        yield Site(address, EDITOR, EDITOR_WITH_KEY, password, environment)


@contextmanager
def served_below(prefix: str, site: Site, log: Path) -> Iterator[Site]:
    """Serves the same archive once more, under the path `prefix`."""
    environment = {**site.environment, "URL_PREFIX": prefix}
    with _served(environment, log) as address:
        yield replace(site, address=f"{address}{prefix}", environment=environment)


@contextmanager
def _served(environment: dict[str, str], log: Path) -> Iterator[str]:
    with socket.create_server((HOST, 0)) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}"
        with _gunicorn(environment, listening, log) as process:
            _wait_until_healthy(address, process, log)
            yield address


def _environment(database_url: str, folder: Path, password: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database_url,
        "DJANGO_SUPERUSER_PASSWORD": password,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "HTTPS": "0",
        "SECOND_FACTOR": "0",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
    }


def _manage(environment: dict[str, str], *arguments: str) -> None:
    ended = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS_TO_START,
        check=False,
        text=True,
    )
    if ended.returncode:
        raise RuntimeError(ended.stdout + ended.stderr)


@contextmanager
def _gunicorn(environment: dict[str, str], listening: socket.socket, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "kkrarchive.wsgi", "--bind", f"fd://{listening.fileno()}"],
            cwd=settings.BASE_DIR,
            env=environment,
            pass_fds=[listening.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urlopen(f"{address}/healthz", timeout=1):
                return
        except (URLError, TimeoutError):
            time.sleep(0.1)  # another process: nothing tells when it listens
    raise RuntimeError(log.read_text())
