"""The process that reads foreign files: `python -m meetings.sandbox.child MEMORY_BYTES CPU_SECONDS`.

It reads one file after the other from its standard input and answers on its standard output, until that is closed. It
has no settings, no database and no secrets. macOS does not hold a process to its bound on memory.
"""

import importlib
import os
import resource
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from meetings.sandbox.messages import pack, receive


def main(memory_bytes: int, cpu_seconds: int) -> None:
    """Answers until nothing more comes."""
    # What libraries print must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _bound(resource.RLIMIT_AS, memory_bytes)
    _bound(resource.RLIMIT_CORE, 0)
    serve(sys.stdin.buffer, answers, cpu_seconds)


def serve(requests: BinaryIO, answers: BinaryIO, cpu_seconds: int) -> None:
    """Answers each request; a file may take `cpu_seconds` of the processor's time, then the process is ended."""
    while request := receive(requests):
        header, content = request
        used = resource.getrusage(resource.RUSAGE_SELF)
        _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + cpu_seconds + 1)
        answers.write(answer(header, content))
        answers.flush()


def answer(header: dict[str, Any], content: bytes) -> bytes:
    """The message with what the function gives that the header names; of one that fails, with what it raised."""
    try:
        value = _function(header["function"])(content, *header["arguments"])
        if isinstance(value, bytes):
            return pack({"kind": "bytes"}, value)
        return pack({"kind": "value", "value": value})
    except MemoryError:
        return pack({"failure": "memory"})
    except Exception as error:  # noqa: BLE001 - whatever a broken file brings a library to, the next one is read
        return pack({"failure": f"{type(error).__name__}: {error}"[:500]})


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _bound(kind: int, most: int) -> None:
    """Bounds what the process may use; the hard bound stays, as that of time grows with each file."""
    _, hard = resource.getrlimit(kind)
    try:
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"the bound {kind} cannot be set: {error}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
