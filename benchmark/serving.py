"""gunicorn as compose.yaml runs it, and other servers, each in a process of its own on the loopback interface."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from benchmark.compose_file import gunicorn_workers

HOST = "127.0.0.1"
SITE_APPLICATION, CONSTANT_APPLICATION = "kkrarchive.wsgi", "benchmark.constant_page"
SECONDS_TO_START = 60


class ServerNotStarted(Exception):
    """A server ended, or did not answer in time."""


@contextmanager
def gunicorn(application: str, environment: Mapping[str, str], ready: str) -> Iterator[int]:
    """Serve the application as compose.yaml does: with gunicorn.conf.py, as many workers, and an access log.

    Gives the port once `ready`, a path, is answered. Raises ServerNotStarted.
    """
    port = free_port()
    own = {**environment, "HOST": HOST, "PORT": str(port), "WEB_CONCURRENCY": str(gunicorn_workers())}
    command = [sys.executable, "-m", "gunicorn", application, "--log-level", "error"]
    with running_server(command, own, port, ready):
        yield port


@contextmanager
def running_server(
    command: Sequence[str], environment: Mapping[str, str], port: int, ready: str, *, quiet: bool = False
) -> Iterator[None]:
    """Run the command, which serves on that port of HOST, from the time when it answers `ready` until the end.

    What it writes on its standard output, as an access log, is thrown away; `quiet` does so with its standard error.
    Raises ServerNotStarted.
    """
    with subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if quiet else None,
    ) as process:
        try:
            _wait_for(process, port, ready)
            yield
        finally:
            process.terminate()


def production_environment(media: str) -> dict[str, str]:
    """The environment of a site in production that serves the connection's database."""
    return {
        **empty_environment(),
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": database_url(),
        "MEDIA_ROOT": media,
    }


def collect_static(environment: Mapping[str, str]) -> None:
    """Write the style sheets and scripts where a site in production looks for them."""
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=dict(environment), stdin=subprocess.DEVNULL, check=True)


def empty_environment() -> dict[str, str]:
    """The environment of a process with PATH alone."""
    return {"PATH": os.environ["PATH"]}


def database_url(name: str = "") -> str:
    """The address, for another process, of the database of that name on the connection's server, else of its own."""
    address = connection.settings_dict
    password = f":{quote(address['PASSWORD'], safe='')}" if address["PASSWORD"] else ""
    login = quote(address["USER"], safe="") + password
    host, port = quote(address["HOST"], safe=""), address["PORT"] or 5432
    return f"postgres://{login}@{host}:{port}/{name or address['NAME']}"


def free_port() -> int:
    """A port of HOST that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise ServerNotStarted(f"{_program(process)} ended with status {process.returncode}.")
        try:
            http_connection = HTTPConnection(HOST, port, timeout=SECONDS_TO_START)
            http_connection.request("GET", path)
            http_connection.getresponse().read()
        except OSError:
            time.sleep(0.1)  # another process: nothing tells when it listens
        else:
            return
        finally:
            http_connection.close()
    raise ServerNotStarted(f"{_program(process)} did not answer within {SECONDS_TO_START} seconds.")


def _program(process: subprocess.Popen[bytes]) -> str:
    """The module that the process runs by `python -m`: »gunicorn«."""
    return str(process.args[2]) if isinstance(process.args, list) else str(process.args)
