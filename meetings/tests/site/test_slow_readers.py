"""Those who take long answers slowly, or not at all, use no thread: others are answered, and get what is theirs."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from benchmark.serving import HOST, empty_environment, gunicorn
from meetings.tests.site.large_answers import CONTENT

# More than the workers have threads, many times over.
READERS = 40
# On a machine that may be shared; whoever waited for a slow reader waited half a minute.
SECONDS_TO_ANSWER = 5
LONG = ("/page", "/pieces", "/file")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with gunicorn("meetings.tests.site.large_answers", empty_environment(), "/") as port:
        yield port


@contextmanager
def asking(port: int, path: str, *, last: bool = True) -> Iterator[socket.socket]:
    """A connection with little room for what it has not read, on which the path was asked for."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(30)
        connection.connect((HOST, port))
        ask(connection, path, last=last)
        yield connection


def ask(connection: socket.socket, path: str, *, last: bool = True) -> None:
    ending = "Connection: close\r\n" if last else ""
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{ending}\r\n".encode())


def read_body(connection: socket.socket, length: int) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(4096)
    body = bytearray(received.partition(b"\r\n\r\n")[2])
    while len(body) < length and (data := connection.recv(65_536)):
        body += data
    return bytes(body)


@pytest.mark.parametrize("path", LONG)
def test_those_who_read_nothing_keep_nobody_out(port: int, path: str) -> None:
    with ExitStack() as all_of_them:
        slow = [all_of_them.enter_context(asking(port, path)) for _ in range(READERS)]
        for asked in ("/", "/healthz"):
            begun = time.monotonic()
            with asking(port, asked) as quick:
                assert read_body(quick, 2) == b"ok"
            assert time.monotonic() - begun < SECONDS_TO_ANSWER
        for reader in slow[:: READERS - 1]:
            assert read_body(reader, len(CONTENT)) == CONTENT


@pytest.mark.parametrize("path", LONG)
def test_a_connection_goes_on_after_a_long_answer(port: int, path: str) -> None:
    with asking(port, path, last=False) as connection:
        ask(connection, "/", last=False)
        ask(connection, path)
        received = bytearray()
        while data := connection.recv(65_536):
            received += data
    assert received.count(b"HTTP/1.1 200") == 3
    assert received.endswith(CONTENT)
    assert len(received) > 2 * len(CONTENT)


def test_those_who_leave_are_forgotten(port: int) -> None:
    for path in LONG:
        with asking(port, path):
            pass
    with asking(port, "/") as quick:
        assert read_body(quick, 2) == b"ok"
