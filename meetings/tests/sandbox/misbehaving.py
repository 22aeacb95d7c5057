"""What a broken or hostile file may bring a library to: each is called in the sandbox."""

import os
import sys
import time


def echo(content: bytes, *arguments: object) -> list[object]:
    return [content.decode(), *arguments]


def give_bytes(content: bytes, count: int) -> bytes:
    return content * count


def process_id(content: bytes) -> int:
    return os.getpid()


def environment(content: bytes) -> list[str]:
    return sorted(os.environ)


def run_for_ever(content: bytes) -> None:
    while True:
        pass


def wait_for_ever(content: bytes) -> None:
    time.sleep(3600)  # far longer than any bound


def fill_memory(content: bytes) -> int:
    held = [bytes(10_000_000) for _ in range(10_000)]
    return len(held)


def die(content: bytes) -> None:
    os._exit(7)


def fail(content: bytes) -> None:
    raise RuntimeError("broken")


def print_much(content: bytes) -> str:
    sys.stdout.write("x" * 100_000)
    sys.stdout.flush()
    return "said"


def answer_too_long(content: bytes) -> str:
    return "x" * 130_000_000
