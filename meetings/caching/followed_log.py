"""Which tables have changed since a process looked last, and which of their records: read from the log of changes.

What a process keeps of the whole archive is not made anew after every save, but where the save has to do with it:
`kept_until_changed` names the tables, `ItemCounts` counts those items anew that a change is about.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from itertools import count
from threading import RLock
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from meetings.caching.memory import version_in_use
from meetings.models import Change
from meetings.models.archive_changes import ArchiveVersion
from meetings.models.changes import LoggedChange, LogState
from meetings.models.public_reading import is_reading_publicly

Value = TypeVar("Value")

# Where more has changed than this since a process looked last, whatever it kept is made anew.
MOST_CHANGES = 2_000
# So many changes are remembered, for counts that were not asked for in the meantime.
_REMEMBERED_CHANGES = 10_000


@dataclass(frozen=True)
class ArchiveIdentity:
    """What a value that is kept is of, besides the time: the database, and for whom it is read."""

    database: str
    incarnation: str
    is_public: bool


def identity_of(version: ArchiveVersion) -> ArchiveIdentity:
    """The identity of what is read now."""
    return ArchiveIdentity(str(connection.settings_dict["NAME"]), version.incarnation, is_reading_publicly())


@dataclass
class _FollowedDatabase:
    """How far one database's log was read: in steps, which all databases of a process share."""

    version: ArchiveVersion
    state: LogState
    step: int
    # Everything that was kept before this step is made anew.
    first_step: int
    step_of_table: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    remembered: deque[tuple[int, LoggedChange]] = field(default_factory=deque)


class LogFollower:
    """Reads the log on, once for each version of the archive, whichever thread asks first."""

    def __init__(self) -> None:
        self._databases: dict[tuple[str, str], _FollowedDatabase] = {}
        self._steps = count(1)
        self._lock = RLock()

    def follow(self, version: ArchiveVersion) -> int:
        """Read what has changed up to this version or a later one; gives the step that the log was read up to.

        Whatever is read from the archive afterwards is of that step or of a later one.
        """
        with self._lock:
            followed = self._followed(version)
            if followed.version != version:
                self._read_on(followed)
                followed.version = version
            return followed.step

    def has_changed(self, version: ArchiveVersion, tables: Sequence[str], since: int) -> bool:
        """Whether one of the tables has changed after that step."""
        with self._lock:
            followed = self._followed(version)
            return since < followed.first_step or any(followed.step_of_table[table] > since for table in tables)

    def changes(self, version: ArchiveVersion, since: int) -> list[LoggedChange] | None:
        """The changes after that step; None where not all of them are remembered."""
        with self._lock:
            followed = self._followed(version)
            if since < followed.first_step:
                return None
            return [change for step, change in followed.remembered if step > since]

    def _followed(self, version: ArchiveVersion) -> _FollowedDatabase:
        place = (str(connection.settings_dict["NAME"]), version.incarnation)
        if place not in self._databases:
            self._databases.clear()  # a process serves one database; tests turn from one to another
            step = next(self._steps)
            self._databases[place] = _FollowedDatabase(version, Change.objects.state(), step, step)
        return self._databases[place]

    def _read_on(self, followed: _FollowedDatabase) -> None:
        followed.state, changes = Change.objects.unseen(followed.state, MOST_CHANGES)
        followed.step = next(self._steps)
        if changes is None:
            followed.first_step = followed.step
            followed.remembered.clear()
            return
        for change in changes:
            followed.step_of_table[change.table] = followed.step
            followed.remembered.append((followed.step, change))
        while len(followed.remembered) > _REMEMBERED_CHANGES:
            forgotten, _ = followed.remembered.popleft()
            followed.first_step = max(followed.first_step, forgotten)


log_follower = LogFollower()


@dataclass(frozen=True)
class _Made(Generic[Value]):
    """A value, the version and the step that it is of, and the day where it changes with that."""

    version: ArchiveVersion
    step: int
    day: date | None
    value: Value


def kept_until_changed(
    *models: type[Model], until_midnight: bool = False
) -> Callable[[Callable[[], Value]], Callable[[], Value]]:
    """For decorating a function without arguments that reads these models' tables and no other.

    Its value is kept until one of the tables changes, or until midnight where it says what is so today. One thread
    makes it anew, the others wait for that. A transaction that has written something itself sees its own changes: its
    values are not kept.
    """
    tables = [model._meta.db_table for model in models]

    def decorate(make: Callable[[], Value]) -> Callable[[], Value]:
        kept: dict[ArchiveIdentity, _Made[Value]] = {}
        lock = RLock()

        @wraps(make)
        def value() -> Value:
            version = version_in_use()
            if version is None:
                return make()
            identity, day = identity_of(version), timezone.localdate() if until_midnight else None
            found = kept.get(identity)
            if found and (found.version, found.day) == (version, day):
                return found.value
            with lock:
                step = log_follower.follow(version)
                found = kept.get(identity)
                is_as_before = found and found.day == day and not log_follower.has_changed(version, tables, found.step)
                made = found.value if found and is_as_before else make()
                if identity not in kept:
                    kept.clear()
                kept[identity] = _Made(version, step, day, made)
                return made

        return value

    return decorate
