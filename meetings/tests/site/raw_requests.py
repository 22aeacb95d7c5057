"""Requests as bytes, for what no client library sends."""

import re
import socket
from typing import NamedTuple

from benchmark.serving import HOST

SECONDS_TO_WAIT = 20
_STATUS = re.compile(rb"^HTTP/1\.[01] (\d{3})", re.MULTILINE)
_LENGTH = re.compile(rb"^content-length:\s*(\d+)", re.MULTILINE | re.IGNORECASE)


class RawAnswer(NamedTuple):
    """Status, head and content of an answer; 0 where the connection was closed without one."""

    status: int
    head: bytes
    content: bytes


def send_raw(port: int, sent: bytes) -> list[RawAnswer]:
    """Every answer that comes back until the connection is closed: the last request is to ask for that."""
    received = b""
    with socket.create_connection((HOST, port), timeout=SECONDS_TO_WAIT) as connection:
        try:
            connection.sendall(sent)
            while chunk := connection.recv(65_536):
                received += chunk
        except ConnectionError:
            pass
    return _answers(received, b"HEAD" if sent.startswith(b"HEAD") else b"")


def request(line: str, *headers: str, host: str = f"Host: {HOST}", body: bytes = b"") -> bytes:
    """A request with that first line and those headers, after which the connection is closed."""
    lines = [line, *([host] if host else []), *headers, "Connection: close"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def _answers(received: bytes, method: bytes) -> list[RawAnswer]:
    answers = []
    while found := _STATUS.match(received):
        head, _, rest = received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        size = 0 if method == b"HEAD" or found[1] == b"304" else int(length[1]) if length else len(rest)
        answers.append(RawAnswer(int(found[1]), head, rest[:size]))
        received = rest[size:]
    return answers or [RawAnswer(0, b"", b"")]
