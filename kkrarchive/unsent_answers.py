"""What of an answer the network has not taken yet, so that no thread waits for somebody who reads slowly."""

import os
import select
import socket
from collections import deque
from contextlib import suppress
from typing import IO, Any

# Of a page so much is kept for its reader; the thread waits with the rest of a longer one. A file is not kept at all.
MOST_KEPT_BYTES = 4_000_000
# For so long at a time somebody is waited for who does not take what is sent.
SECONDS_TO_SEND = 10.0
# So much is handed to the network at a time, that nobody else waits long.
BYTES_AT_A_TIME = 262_144


class FilePart:
    """Bytes of an open file that are still to be sent, by a file descriptor of its own."""

    def __init__(self, file: IO[bytes], offset: int, count: int) -> None:
        self.descriptor, self.offset, self.left = os.dup(file.fileno()), offset, count

    def send(self, sock: socket.socket) -> None:
        """Have the network take what it does. Raises BlockingIOError where that is nothing."""
        sent = os.sendfile(sock.fileno(), self.descriptor, self.offset, min(self.left, BYTES_AT_A_TIME))
        self.offset, self.left = self.offset + sent, self.left - sent
        if not sent:  # the file became shorter
            raise ConnectionAbortedError

    def close(self) -> None:
        """Let go of the file."""
        os.close(self.descriptor)


class PagePart:
    """Bytes in memory that are still to be sent."""

    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)

    @property
    def left(self) -> int:
        """How many bytes there are."""
        return len(self.data)

    def send(self, sock: socket.socket) -> None:
        """Have the network take what it does. Raises BlockingIOError where that is nothing."""
        self.data = self.data[sock.send(self.data[:BYTES_AT_A_TIME], socket.MSG_DONTWAIT) :]

    def close(self) -> None:
        """Let go of the bytes."""
        self.data.release()


class AnsweringSocket:
    """A connection's socket as an answering thread has it: what is not taken at once is kept, for the loop to send."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.unsent: deque[FilePart | PagePart] = deque()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)

    @property
    def kept_bytes(self) -> int:
        """How much memory what is unsent takes."""
        return sum(part.left for part in self.unsent if isinstance(part, PagePart))

    def sendall(self, data: bytes) -> None:
        """Send the bytes, now or later. Raises OSError where nobody takes them."""
        if not self.unsent:
            with suppress(BlockingIOError):
                data = data[self.sock.send(data, socket.MSG_DONTWAIT) :]
        if not data:
            return
        if self.kept_bytes + len(data) > MOST_KEPT_BYTES:
            self._wait()
        self.unsent.append(PagePart(bytes(data)))

    def send(self, data: bytes) -> int:
        """As sendall; gives how many bytes there were."""
        self.sendall(data)
        return len(data)

    def sendfile(self, file: IO[bytes], offset: int, count: int) -> int:
        """Keep the part of the file, for the loop to send; gives its length."""
        self.unsent.append(FilePart(file, offset, count))
        return count

    def send_some(self) -> None:
        """Have the network take what it does. Raises BlockingIOError where that is nothing, OSError where nobody is."""
        self.unsent[0].send(self.sock)
        if not self.unsent[0].left:
            self.unsent.popleft().close()

    def forget(self) -> None:
        """Let go of what is unsent."""
        while self.unsent:
            self.unsent.popleft().close()

    def _wait(self) -> None:
        """Send what is kept while the thread waits: bytes alone, for a file is the whole of an answer's body."""
        while self.unsent:
            part = self.unsent[0]
            while part.left:
                try:
                    part.send(self.sock)
                except BlockingIOError:
                    self._wait_until_writable()
            self.unsent.popleft().close()

    def _wait_until_writable(self) -> None:
        waiting = select.poll()
        waiting.register(self.sock, select.POLLOUT)
        if not waiting.poll(1000 * SECONDS_TO_SEND):
            raise TimeoutError("nobody takes the answer")
