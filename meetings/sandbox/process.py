"""The process that reads foreign files, seen from the site: started when it is needed, replaced when it has died."""

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any

from meetings.sandbox.messages import LONGEST_MESSAGE, pack, receive

logger = logging.getLogger(__name__)

# The bounds of a file. Minutes of 300 items take some 100 MB and a second; chosen by hand, far above.
MEMORY_BYTES = 1_000_000_000
CPU_SECONDS = 60
# The processor's time is counted by the system, which waiting escapes; the clock's is counted here.
SECONDS = 90
# What the process gets of the environment: where programs and libraries lie, and what counts coverage.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "VIRTUAL_ENV", "SYSTEMROOT")
_PROJECT = Path(__file__).resolve().parents[2]
_PIECE = 1 << 16


class Failure(Enum):
    """Why a file could not be read to its end."""

    TIME = "it took too long"
    MEMORY = "it took too much memory"
    DIED = "the process died of it"
    RAISED = "the library failed at it"


class SandboxFailure(Exception):
    """A file that the process could not read; the next one is read by a new process if need be."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure.value}{f' ({detail})' if detail else ''}")
        self.failure = failure


class Sandbox:
    """One process, which reads for all threads of this one, one file after the other."""

    def __init__(
        self, *, memory_bytes: int = MEMORY_BYTES, cpu_seconds: int = CPU_SECONDS, seconds: float = SECONDS
    ) -> None:
        self._bounds = (memory_bytes, cpu_seconds)
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def call(self, function: Callable[..., Any], content: bytes, *arguments: Any) -> Any:
        """What the function of a module makes of the file's content: plain values as JSON has them, or bytes.

        `arguments` are plain values too. Raises SandboxFailure where it fails, and whatever else becomes of it.
        """
        name = f"{function.__module__}:{function.__qualname__}"
        with self._lock:
            process = self._running()
            try:
                message = self._exchange(process, pack({"function": name, "arguments": arguments}, content))
            except (SandboxFailure, ValueError) as error:
                self._end()
                logger.warning("a foreign file was not read: %s", error)
                raise error if isinstance(error, SandboxFailure) else SandboxFailure(Failure.DIED) from error
        header, answered = message
        if failure := header.get("failure"):
            raise SandboxFailure(Failure.MEMORY if failure == "memory" else Failure.RAISED, failure)
        return answered if header["kind"] == "bytes" else header["value"]

    def close(self) -> None:
        """End the process, where there is one."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        # A process that was forked from this one has no share in what its parent has started.
        if self._process is None or self._process.poll() is not None or self._owner != os.getpid():
            environment = {
                name: value for name, value in os.environ.items() if name in _ENVIRONMENT or name.startswith("COVERAGE")
            }
            self._process = subprocess.Popen(
                [sys.executable, "-m", "meetings.sandbox.child", *map(str, self._bounds)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_PROJECT,
                env=environment,
                start_new_session=True,  # Ctrl-C is for the site, which closes the pipe
            )
            self._owner = os.getpid()
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], request: bytes) -> tuple[dict[str, Any], bytes]:
        """Send the request while the answer is awaited: neither side may wait for the other with a full pipe."""
        assert process.stdin is not None
        assert process.stdout is not None
        deadline = time.monotonic() + self._seconds
        answer, unsent = _Answer(), memoryview(request)
        os.set_blocking(process.stdin.fileno(), False)
        os.set_blocking(process.stdout.fileno(), False)
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdin, selectors.EVENT_WRITE)
            selector.register(process.stdout, selectors.EVENT_READ)
            while True:
                left = deadline - time.monotonic()
                ready = selector.select(left) if left > 0 else []
                if not ready:
                    raise SandboxFailure(Failure.TIME)
                for key, _ in ready:
                    if key.fileobj is process.stdin:
                        unsent = self._send(process, unsent)
                        if not unsent:
                            selector.unregister(process.stdin)
                    else:
                        piece = os.read(process.stdout.fileno(), _PIECE)
                        if not piece:
                            raise SandboxFailure(*self._why_it_died(process))
                        if answer.is_whole_with(piece):
                            return answer.message()

    @staticmethod
    def _send(process: subprocess.Popen[bytes], unsent: memoryview) -> memoryview:
        assert process.stdin is not None
        try:
            return unsent[os.write(process.stdin.fileno(), unsent[:_PIECE]) :]
        except BrokenPipeError as error:
            raise SandboxFailure(Failure.DIED) from error

    @staticmethod
    def _why_it_died(process: subprocess.Popen[bytes]) -> tuple[Failure, str]:
        try:
            status = process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return Failure.DIED, "it closed its output"
        return (Failure.TIME if status == -signal.SIGXCPU else Failure.DIED), f"status {status}"

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        process.wait()


class _Answer:
    """A message as it comes in, piece by piece."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._length = 0

    def is_whole_with(self, piece: bytes) -> bool:
        """Take the piece; gives whether the message is whole now. Raises SandboxFailure for one that is too long."""
        if not self._length and (end := piece.find(b"\n")) >= 0:
            header = json.loads(self._received + piece[:end])
            self._length = len(self._received) + end + 1 + header["size"]
        self._received += piece
        if max(len(self._received), self._length) > LONGEST_MESSAGE:
            raise SandboxFailure(Failure.MEMORY, "its text is too long")
        return 0 < self._length <= len(self._received)

    def message(self) -> tuple[dict[str, Any], bytes]:
        """The header and the content of the whole message."""
        message = receive(BytesIO(self._received))
        assert message is not None
        return message


_sandbox = Sandbox()


def call(function: Callable[..., Any], content: bytes, *arguments: Any) -> Any:
    """As `Sandbox.call`, by the process that reads for the whole of this one."""
    return _sandbox.call(function, content, *arguments)
