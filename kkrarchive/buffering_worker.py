"""gunicorn's threaded worker, with requests read before a thread has them, and answers sent when it is done with them.

Without it each connection takes a thread from the time it is opened until its answer is taken, and as many silent or
slow ones as there are threads stop the site. A proxy does the same and more; the archive stands without one too.
"""

import re
import selectors
import socket
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

from kkrarchive.unsent_answers import SECONDS_TO_SEND, AnsweringSocket

# From the first byte to the last of a request's head, with a small body: ten seconds are a slow telephone's.
SECONDS_FOR_REQUEST = 10.0
# A longer head is refused; nginx takes as much by default.
MOST_HEAD_BYTES = 32_768
# Bodies of so many bytes are waited for too: log-ins, and what visitors may send. Longer ones are an editor's, and are
# read by the thread that takes them.
MOST_BUFFERED_BODY = 65_536
# A thread waits for a long body for so long, and so much longer for each byte that it has: 20 kB a second.
SECONDS_FOR_BODY, SECONDS_A_BODY_BYTE = 10.0, 1 / 20_000
# Of pages that are not taken yet a worker keeps so much; who has waited longest with one is given up.
MOST_UNSENT_BYTES = 64_000_000
# What was left unread is thrown away for so long, so that the answer arrives, and no longer.
SECONDS_TO_CLOSE, MOST_DISCARDED_BYTES = 2.0, 1_000_000
# A kept connection is drained of what its request left unread only if that is there already.
SECONDS_TO_DRAIN = 0.05

HEALTH_REQUEST = re.compile(rb"(?:GET|HEAD) /healthz(?:\?[^ ]*)? HTTP/1\.[01]\r\n")
CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
END_OF_HEAD = b"\r\n\r\n"

ANSWER = (
    b"HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nCache-Control: no-store\r\n"
    b"Connection: close\r\n\r\n%s"
)


class BodyUnreader(SocketUnreader):
    """Reads a long body from the socket, while it comes fast enough."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock)
        self.received, self.started = 0, time.monotonic()

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next bytes. Raises TimeoutError where they come too slowly."""
        allowed = self.started + SECONDS_FOR_BODY + self.received * SECONDS_A_BODY_BYTE
        before = self.sock.gettimeout()
        self.sock.settimeout(max(0.001, min(allowed - time.monotonic(), before or SECONDS_FOR_BODY)))
        try:
            data: bytes = super().chunk(size_hint)
        finally:
            self.sock.settimeout(before)
        self.received += len(data)
        return data


class Connection(TConn):
    """A connection, with what was received of its next request, and what was not sent of its last answer."""

    # While a thread answers, an AnsweringSocket in place of the socket.
    sock: Any

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.received = bytearray()
        self.discarded = 0
        self.answering: AnsweringSocket | None = None

    def is_complete(self) -> bool:
        """Whether a thread can take the request: its head is there, and its body where that is short."""
        head = self.received.find(END_OF_HEAD)
        if head < 0:
            return False
        length = CONTENT_LENGTH.search(self.received, 0, head + len(END_OF_HEAD))
        body = int(length[1]) if length else 0
        return body > MOST_BUFFERED_BODY or len(self.received) >= head + len(END_OF_HEAD) + body

    def hand_over(self) -> None:
        """Give the parser what was received, for a thread to go on with."""
        self.init()
        unreader = BodyUnreader(self.sock)
        unreader.unread(bytes(self.received))
        self.parser.unreader = unreader
        self.received.clear()
        self.sock = self.answering = AnsweringSocket(self.sock)

    def take_back(self) -> None:
        """Have the socket back from the thread, which is done."""
        if self.answering:
            self.sock = self.answering.sock

    def close(self) -> None:
        """Close the connection, whatever is unsent."""
        if self.answering:
            self.answering.forget()
        super().close()


class BufferingWorker(ThreadWorker):
    """Reads requests in the worker's own loop, which also says that the worker is alive, and closes connections."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.closing_conns: deque[Connection] = deque()
        # Whose answer is not taken yet, with what the thread's work came to; the longest waiting one is the first.
        self.sending_conns: dict[Connection, Future[Any]] = {}

    def accept(self, listener: socket.socket) -> None:
        """Take a new connection, in place of the longest waiting one where there are too many."""
        try:
            accepted, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        if self.nr_conns >= self.worker_connections - 1:
            self._make_room()
        self.nr_conns += 1
        self._wait_for_request(Connection(self.cfg, accepted, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """Read the next request of a connection that was kept."""
        if _is_closed(client):
            return
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait_for_request(conn)

    def on_pending_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """Read on in a request, and hand it to a thread once it is there."""
        if _is_closed(client):
            return
        try:
            data = client.recv(MOST_BUFFERED_BODY)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self._stop_waiting(conn)
            self._drop(conn)
            return
        conn.received += data
        self._go_on_with(conn)

    def finish_request(self, conn: Connection, future: Future[Any]) -> None:
        """After a thread's work: send what is unsent, and keep the connection for its next request or close it."""
        conn.take_back()
        if conn.answering and conn.answering.unsent:
            self._send_rest(conn, future)
        else:
            self._finish_answer(conn, future)

    def _finish_answer(self, conn: Connection, future: Future[Any]) -> None:
        kept = not future.cancelled() and future.exception() is None and future.result()
        if not kept:
            self._close_gently(conn)
        elif read_ahead := conn.parser.unreader.take_buffered():
            self._wait_for_request(conn)
            conn.received += read_ahead
            self._go_on_with(conn)
        else:
            super().finish_request(conn, future)

    def murder_pending(self) -> None:
        """Close what has waited too long."""
        super().murder_pending()
        while self.closing_conns and self.closing_conns[0].timeout < time.monotonic():
            self._stop_closing(self.closing_conns[0])
        while self.sending_conns and (waiting := next(iter(self.sending_conns))).timeout < time.monotonic():
            self._stop_sending(waiting)
            self._drop(waiting)

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        return keepalive and conn.parser.finish_body(deadline=time.monotonic() + SECONDS_TO_DRAIN)

    def _wait_for_request(self, conn: Connection) -> None:
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + SECONDS_FOR_REQUEST
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _stop_waiting(self, conn: Connection) -> None:
        self.poller.unregister(conn.sock)
        self.pending_conns.remove(conn)

    def _go_on_with(self, conn: Connection) -> None:
        if HEALTH_REQUEST.match(conn.received) and conn.is_complete():
            self._stop_waiting(conn)
            self._answer(conn, b"200 OK", b"" if conn.received.startswith(b"HEAD") else b"ok")
        elif conn.is_complete():
            self._stop_waiting(conn)
            conn.hand_over()
            self.enqueue_req(conn)
        elif len(conn.received) > MOST_HEAD_BYTES and END_OF_HEAD not in conn.received:
            self._stop_waiting(conn)
            self._answer(conn, b"431 Request Header Fields Too Large", b"")

    def _send_rest(self, conn: Connection, future: Future[Any]) -> None:
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + SECONDS_TO_SEND
        self.sending_conns[conn] = future
        self.poller.register(conn.sock, selectors.EVENT_WRITE, partial(self._send_on, conn))
        while sum(_kept_bytes(waiting) for waiting in self.sending_conns) > MOST_UNSENT_BYTES:
            longest = next(iter(self.sending_conns))
            self._stop_sending(longest)
            self._drop(longest)

    def _send_on(self, conn: Connection, client: socket.socket) -> None:
        if _is_closed(client) or not conn.answering:
            return
        try:
            conn.answering.send_some()
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            self._stop_sending(conn)
            self._drop(conn)
            return
        conn.timeout = time.monotonic() + SECONDS_TO_SEND
        future = self.sending_conns.pop(conn)
        self.sending_conns[conn] = future
        if not conn.answering.unsent:
            self._stop_sending(conn)
            self._finish_answer(conn, future)

    def _stop_sending(self, conn: Connection) -> None:
        self.poller.unregister(conn.sock)
        del self.sending_conns[conn]

    def _answer(self, conn: Connection, status: bytes, text: bytes) -> None:
        with suppress(OSError):
            conn.sock.send(ANSWER % (status, len(text), text))
        self._close_gently(conn)

    def _close_gently(self, conn: Connection) -> None:
        """Send what is sent, and throw away what still comes, for a short while: else the answer may be lost."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._discard, conn))
        except (OSError, ValueError):
            self._drop(conn)
            return
        conn.timeout = time.monotonic() + SECONDS_TO_CLOSE
        self.closing_conns.append(conn)

    def _discard(self, conn: Connection, client: socket.socket) -> None:
        if _is_closed(client):
            return
        try:
            data = client.recv(MOST_BUFFERED_BODY)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        conn.discarded += len(data)
        if not data or conn.discarded > MOST_DISCARDED_BYTES:
            self._stop_closing(conn)

    def _stop_closing(self, conn: Connection) -> None:
        self.poller.unregister(conn.sock)
        self.closing_conns.remove(conn)
        self._drop(conn)

    def _drop(self, conn: Connection) -> None:
        self.nr_conns -= 1
        conn.close()

    def _make_room(self) -> None:
        """Close whoever has waited longest, for the next one: those who only wait keep nobody out."""
        if self.closing_conns:
            self._stop_closing(self.closing_conns[0])
        elif self.pending_conns:
            waiting = self.pending_conns[0]
            self._stop_waiting(waiting)
            self._drop(waiting)
        elif self.keepalived_conns:
            kept = self.keepalived_conns.popleft()
            self.poller.unregister(kept.sock)
            self._drop(kept)
        elif self.sending_conns:
            longest = next(iter(self.sending_conns))
            self._stop_sending(longest)
            self._drop(longest)


def _kept_bytes(conn: Connection) -> int:
    return conn.answering.kept_bytes if conn.answering else 0


def _is_closed(client: socket.socket) -> bool:
    """Whether room was made by closing it since the system told of the event that is being followed."""
    return client.fileno() < 0
