"""A cache in the process's memory for what many pages need: one value for each function, of one version of the archive.

The version is read before the value is made, so a value may be newer than its version says, but never older.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

from django.db import connection

from meetings.models import ArchiveChange
from meetings.models.archive_changes import ArchiveVersion
from meetings.models.public_reading import is_reading_publicly

Value = TypeVar("Value")

_of_request: ContextVar[ArchiveVersion | None] = ContextVar("archive version of the request", default=None)


@contextmanager
def request_scope() -> Iterator[None]:
    """Within it the version given to `set_request_version` counts, and the database is not asked for it again."""
    token = _of_request.set(None)
    try:
        yield
    finally:
        _of_request.reset(token)


def set_request_version(version: ArchiveVersion) -> None:
    """Use this version for the rest of the request that is being answered."""
    _of_request.set(version)


def version_in_use() -> ArchiveVersion | None:
    """The archive's version for what is read now; None where nothing may be kept of it.

    That is a transaction that has changed something itself, and an archive without a recorded change.
    """
    version = _of_request.get() or ArchiveChange.objects.version()
    return version if version.is_committed and version.councils else None


def cached_by_version(make: Callable[[], Value]) -> Callable[[], Value]:
    """The same function, which makes its value anew only when the archive has changed since; for decorating.

    A transaction that has changed something itself sees its own changes: its values are not kept. Nor are those of an
    archive without a recorded change.
    """
    kept: list[tuple[tuple[str, ArchiveVersion, bool], Value]] = []

    @wraps(make)
    def cached() -> Value:
        version = version_in_use()
        if version is None:
            return make()
        state = (str(connection.settings_dict["NAME"]), version, is_reading_publicly())
        for kept_state, value in kept:
            if kept_state == state:
                return value
        value = make()
        kept[:] = [(state, value)]  # one assignment, so that threads see the old entry or the new one
        return value

    return cached
