"""Parts of pages that a process keeps as they were rendered, through all changes that have nothing to do with them.

A page is another one after each change of what it shows (caching/kept_pages.py); the part of it that takes long to make
often is not. Each says what it follows from, and the log of changes tells when that has changed. As with pages, none is
ever older than its version, and what is no longer true is dropped with the first request after the change.
"""

import zlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.safestring import SafeString, mark_safe

from meetings.caching.followed_log import ArchiveIdentity, identity_of, log_follower
from meetings.caching.memory import version_in_use
from meetings.models.archive_changes import ArchiveVersion
from meetings.models.changes import LoggedChange

# Of a process, compressed: beside the pages, which have three times as much.
MOST_BYTES = 4 * 1024 * 1024
# A larger part is rendered each time: it would drive out the others.
MOST_BYTES_OF_A_PART = 256 * 1024
# What an entry takes besides its text: measured of pages, some 700 bytes.
_BYTES_OF_AN_ENTRY = 1024
# zlib's fastest, as for pages.
_COMPRESSION = 1


@dataclass(frozen=True)
class Followed:
    """What a part of a page follows from: all of `tables`, and the items that `rows_of_items` belong to.

    Those are rows with a field `item`, read whoever asks: also those of what is withheld, which may be shown again.
    """

    tables: frozenset[str]
    rows_of_items: tuple[QuerySet[Any], ...] = ()

    @classmethod
    def of(cls, models: Iterable[type[Model]], rows_of_items: Iterable[QuerySet[Any]] = ()) -> "Followed":
        """Of these models' tables."""
        return cls(frozenset(model._meta.db_table for model in models), tuple(rows_of_items))

    def is_changed_by(self, changes: Collection[LoggedChange]) -> bool:
        """Whether one of the changes is about it. At most a query for each of `rows_of_items`."""
        if any(change.is_whole_table or change.table in self.tables for change in changes):
            return True
        items = {change.item for change in changes if change.item is not None}
        return bool(items) and any(rows.filter(item__in=items).exists() for rows in self.rows_of_items)


@dataclass(frozen=True)
class _KeptPart:
    """A part that was true at a step of the log."""

    step: int
    followed: Followed
    compressed: bytes

    @property
    def size(self) -> int:
        return len(self.compressed) + _BYTES_OF_AN_ENTRY


_Place = tuple[ArchiveIdentity, Hashable]


class KeptParts:
    """Parts by what they are called, at most `most_bytes` of them: those that were asked for last."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._parts: OrderedDict[_Place, _KeptPart] = OrderedDict()
        self._size = 0
        self._seen: ArchiveVersion | None = None
        self._lock = Lock()

    @property
    def size(self) -> int:
        """The bytes that are kept."""
        return self._size

    def part(self, key: Hashable, followed: Followed, render: Callable[[], SafeString]) -> SafeString:
        """What `render` gives, or gave under this key where nothing that it follows from has changed since.

        A transaction that has written something itself sees its own changes, and a developer's templates change: then
        nothing is kept.
        """
        version = version_in_use()
        if version is None or settings.DEBUG:
            return render()
        place = (identity_of(version), key)
        step = log_follower.follow(version)
        if (kept := self._true_part(place, version, step)) is not None:
            return mark_safe(zlib.decompress(kept.compressed).decode())  # as it was rendered
        made = render()
        self._keep(place, _KeptPart(step, followed, zlib.compress(made.encode(), _COMPRESSION)))
        return made

    def notice(self, archive: ArchiveVersion) -> None:
        """Drop what is not true of this state of the archive. A question to the log where it is a new one."""
        if archive == self._seen or not self._parts or not archive.is_committed or not archive.councils:
            return
        step = log_follower.follow(archive)
        identity = identity_of(archive)
        for place in list(self._parts):
            is_of_archive = (place[0].database, place[0].incarnation) == (identity.database, identity.incarnation)
            if not is_of_archive or self._true_part(place, archive, step) is None:
                self._drop([place])
        self._seen = archive

    def clear(self) -> None:
        """Forget all parts."""
        self._drop(list(self._parts))

    def _true_part(self, place: _Place, version: ArchiveVersion, step: int) -> _KeptPart | None:
        """The part, if it is true at that step; then it is known to be so."""
        kept = self._parts.get(place)
        if kept is None or kept.step >= step:
            return kept
        changes: Sequence[LoggedChange] | None = log_follower.changes(version, kept.step)
        if changes is None or kept.followed.is_changed_by(changes):
            return None
        known = replace(kept, step=step)
        with self._lock:
            if self._parts.get(place) is kept:
                self._parts[place] = known
                self._parts.move_to_end(place)
        return known

    def _keep(self, place: _Place, part: _KeptPart) -> None:
        if part.size > min(MOST_BYTES_OF_A_PART, self._most_bytes):
            self._drop([place])
            return
        with self._lock:
            self._drop_part(place)
            self._parts[place] = part
            self._size += part.size
            while self._size > self._most_bytes:
                self._drop_part(next(iter(self._parts)))

    def _drop(self, places: Iterable[_Place]) -> None:
        with self._lock:
            for place in places:
                self._drop_part(place)

    def _drop_part(self, place: _Place) -> None:
        if part := self._parts.pop(place, None):
            self._size -= part.size


kept_parts = KeptParts()
