"""A WSGI application of long answers, for those who take them slowly: `/page`, `/pieces` and `/file`."""

import tempfile
from collections.abc import Callable, Iterable
from typing import IO, Any

PIECE = bytes(range(256)) * 400
PIECES = 30
CONTENT = PIECE * PIECES


def application(
    environ: dict[str, Any], start_response: Callable[[str, list[tuple[str, str]]], Any]
) -> Iterable[bytes]:
    """The same 3 MB in one piece, in thirty, and as a file; any other address is short."""
    path = environ["PATH_INFO"]
    length = len(CONTENT) if path in ("/page", "/pieces", "/file") else 2
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(length))])
    if path == "/file":
        wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](_file())
        return wrapped
    if path == "/pieces":
        return (PIECE for _ in range(PIECES))
    return [CONTENT if path == "/page" else b"ok"]


def _file() -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115  # whoever sends it closes it
    file.write(CONTENT)
    file.seek(0)
    return file
