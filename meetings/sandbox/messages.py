"""What the site and the process that reads for it say to each other: a line of JSON, then so many bytes."""

import json
from typing import Any, BinaryIO

# In bytes: what a message holds at most. A file that gives more text than this is no minutes.
LONGEST_MESSAGE = 128_000_000


class BrokenMessage(Exception):
    """What came is no message, or the other side is gone."""


def pack(header: dict[str, Any], content: bytes = b"") -> bytes:
    """The message with this header, which JSON can hold, and this content."""
    return json.dumps({**header, "size": len(content)}).encode() + b"\n" + content


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message's header and content; None where the other side has closed. Raises BrokenMessage."""
    line = stream.readline(LONGEST_MESSAGE)
    if not line:
        return None
    try:
        header: dict[str, Any] = json.loads(line)
        size = header.pop("size")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenMessage from error
    content = stream.read(size)
    if len(content) < size:
        raise BrokenMessage
    return header, content
