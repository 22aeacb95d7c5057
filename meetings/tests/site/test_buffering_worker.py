"""gunicorn with the archive's worker: connections that wait use up no thread, and nobody else notices them."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from benchmark.serving import CONSTANT_APPLICATION, HOST, empty_environment, gunicorn

# More than the workers have threads, many times over.
CONNECTIONS = 60
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with gunicorn(CONSTANT_APPLICATION, empty_environment(), "/") as port:
        yield port


def connect(port: int) -> socket.socket:
    return socket.create_connection((HOST, port), timeout=5)


@contextmanager
def many(port: int, said: bytes) -> Iterator[list[socket.socket]]:
    """Connections that send this and then wait."""
    with ExitStack() as all_of_them:
        connections = [all_of_them.enter_context(connect(port)) for _ in range(CONNECTIONS)]
        for connection in connections:
            connection.sendall(said)
        yield connections


def read_answer(connection: socket.socket) -> bytes:
    """One answer, by its Content-Length."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536) or pytest.fail("no answer")
    head, _, body = received.partition(b"\r\n\r\n")
    [length] = [int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < length:
        body += connection.recv(65536)
    assert len(body) == length
    return head


def ask(port: int, request: bytes) -> bytes:
    """The head of the answer, which comes at once."""
    with connect(port) as connection:
        asked = time.monotonic()
        connection.sendall(request)
        head = read_answer(connection)
        assert time.monotonic() - asked < 1
        return head


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="silent"),
        pytest.param(b"GET / HT", id="half a line"),
        pytest.param(GET[:-2] + b"X-Slow: ", id="half a head"),
        pytest.param(POST % 1000 + b"a", id="half a body"),
        pytest.param(GET + b"GET / HT", id="one request and half of another"),
    ],
)
def test_those_who_wait_keep_nobody_out(port: int, said: bytes) -> None:
    with many(port, said):
        for request in (GET, GET.replace(b"/ ", b"/healthz "), POST % 1 + b"a"):
            assert ask(port, request).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(POST % 1_000_000_000 + b"a" * 1000, id="a body that is not read"),
        pytest.param(POST.replace(b"Content-Length: %d", b"Transfer-Encoding: chunked") + b"5\r\nab", id="chunked"),
    ],
)
def test_what_is_not_read_is_not_waited_for(port: int, said: bytes) -> None:
    with many(port, said) as connections:
        assert all(read_answer(connection).startswith(b"HTTP/1.1 200") for connection in connections)
        assert ask(port, GET).startswith(b"HTTP/1.1 200")


def test_requests_in_pieces_are_put_together(port: int) -> None:
    with connect(port) as connection:
        for piece in (POST % 4)[:20], (POST % 4)[20:], b"ab", b"cd":
            connection.sendall(piece)
            time.sleep(0.02)
        assert read_answer(connection).startswith(b"HTTP/1.1 200")


def test_one_connection_serves_one_request_after_the_other(port: int) -> None:
    with connect(port) as connection:
        for _ in range(3):
            connection.sendall(GET)
            assert read_answer(connection).startswith(b"HTTP/1.1 200")


def test_requests_sent_together_are_answered_one_after_the_other(port: int) -> None:
    with connect(port) as connection:
        connection.sendall((POST % 2 + b"ab") * 2 + GET.replace(b"Host", b"Connection: close\r\nHost"))
        received = b""
        while data := connection.recv(65536):
            received += data
    assert received.count(b"HTTP/1.1 200") == 3


@pytest.mark.parametrize(
    ("request_sent", "status"),
    [
        pytest.param(GET[:-2] + b"X: " + b"a" * 40_000, b"431", id="a head without an end"),
        pytest.param(GET[:-2] + b"X: " + b"a" * 20_000 + b"\r\n\r\n", b"431", id="a long field"),
        pytest.param(b"hello\r\n\r\n", b"400", id="no HTTP"),
        pytest.param(b"HEAD /healthz HTTP/1.1\r\n\r\n", b"200", id="only whether it lives"),
    ],
)
def test_other_requests_are_answered_too(port: int, request_sent: bytes, status: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(request_sent)
        received = b""
        while data := connection.recv(65536):
            received += data
    assert received.split(b" ")[1] == status


@pytest.mark.parametrize("leave", [socket.socket.close, lambda one: one.shutdown(socket.SHUT_RDWR)])
def test_those_who_leave_are_forgotten(port: int, leave: Callable[[socket.socket], None]) -> None:
    with many(port, GET[:10]) as connections:
        for connection in connections:
            leave(connection)
        assert ask(port, GET).startswith(b"HTTP/1.1 200")
