"""What many pages need and few changes alter: made once a version of the archive, and kept in the process.

A version is read before what is kept for it, so what is kept may be newer than its version says, but never older.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

from django.db import connection

from meetings.models import ArchiveChange
from meetings.models.archive_changes import ArchiveVersion

Value = TypeVar("Value")

_of_request: ContextVar[ArchiveVersion | None] = ContextVar("archive version of the request", default=None)


@contextmanager
def request_scope() -> Iterator[None]:
    """Within it the version that `saw` is told counts, and is not asked for again."""
    token = _of_request.set(None)
    try:
        yield
    finally:
        _of_request.reset(token)


def set_request_version(version: ArchiveVersion) -> None:
    """Tell which version the request that is being answered shows."""
    _of_request.set(version)


def cached_by_version(make: Callable[[], Value]) -> Callable[[], Value]:
    """The same function, which makes its answer anew only when the archive has changed.

    A transaction that has changed something itself sees its own changes: for it nothing is kept, nor of an archive that
    nobody has changed yet.
    """
    kept: list[tuple[tuple[str, ArchiveVersion], Value]] = []

    @wraps(make)
    def remembering() -> Value:
        version = _of_request.get() or ArchiveChange.objects.version()
        if not version.is_committed or not version.number:
            return make()
        state = (str(connection.settings_dict["NAME"]), version)
        for of_state, made in kept:
            if of_state == state:
                return made
        made = make()
        kept[:] = [(state, made)]
        return made

    return remembering
