"""Those who attack a site: many connections that send as slowly as they may, or as much as they can."""

import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle, islice

from benchmark.serving import HOST

LONG = b"a" * 65_536


@dataclass(frozen=True)
class Attack:
    """What each connection says at once, and then again and again: a byte a second, or all that is taken."""

    name: str
    first: tuple[bytes, ...]
    then: bytes = b""
    is_fast: bool = False


def _post(path: str, length: str, *, cookie: bool = False) -> bytes:
    session = "Cookie: sessionid=made-up\r\n" if cookie else ""
    return f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\n{session}{length}\r\n\r\n".encode()


ATTACKS = (
    Attack("silent connections", (b"",)),
    Attack("slow heads", (b"GET / HTTP/1.1\r\nX-Slow: ",), b"a"),
    Attack(
        "slow bodies",
        (
            _post("/admin/login/", "Content-Length: 30000"),
            _post("/soeg/", "Content-Length: 900"),
            _post("/admin/meetings/upload/add/", "Content-Length: 400000000", cookie=True),
        ),
        b"a",
    ),
    Attack(
        "bodies of a gigabyte",
        (
            _post("/soeg/", "Content-Length: 1000000000"),
            _post("/admin/meetings/upload/add/", "Content-Length: 400000000", cookie=True),
        ),
        LONG,
        is_fast=True,
    ),
    Attack(
        "bodies without a length",
        (_post("/soeg/", "Transfer-Encoding: chunked"), _post("/admin/login/", "Transfer-Encoding: chunked")),
        b"10000\r\n" + LONG + b"\r\n",
        is_fast=True,
    ),
)


@contextmanager
def under_attack(port: int, attack: Attack, connections: int) -> Iterator[None]:
    """Within it so many connections attack the port; who is thrown out comes again."""
    stop = threading.Event()
    thread = threading.Thread(target=_attack, args=[port, attack, connections, stop])
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _attack(port: int, attack: Attack, connections: int, stop: threading.Event) -> None:
    with selectors.DefaultSelector() as sending:
        for first in islice(cycle(attack.first), connections):
            _connect(port, first, sending)
        while not stop.is_set():
            for key, _ in sending.select(0.05):
                _send(port, attack, key, sending)
            stop.wait(0 if attack.is_fast else 0.5)
        for key in list(sending.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]  # a socket


def _connect(port: int, first: bytes, sending: selectors.BaseSelector) -> None:
    with suppress(OSError):
        connection = socket.create_connection((HOST, port), timeout=5)
        connection.sendall(first)
        connection.setblocking(False)
        sending.register(connection, selectors.EVENT_WRITE, first)


def _send(port: int, attack: Attack, key: selectors.SelectorKey, sending: selectors.BaseSelector) -> None:
    connection = key.fileobj
    assert isinstance(connection, socket.socket)
    try:
        if attack.then:
            connection.send(attack.then)
    except BlockingIOError:
        return
    except OSError:
        sending.unregister(connection)
        connection.close()
        time.sleep(0.01)
        _connect(port, key.data, sending)
