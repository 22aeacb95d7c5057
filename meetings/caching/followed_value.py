"""A value made of many records, kept by a process, of which a save has but a part made anew: the log says which."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import RLock
from typing import Generic, TypeVar

from meetings.caching.followed_log import ArchiveIdentity, identity_of, log_follower
from meetings.caching.memory import version_in_use
from meetings.models.archive_changes import ArchiveVersion
from meetings.models.changes import LoggedChange

Value = TypeVar("Value")


@dataclass(frozen=True)
class _Kept(Generic[Value]):
    version: ArchiveVersion
    step: int
    value: Value


class FollowedValue(Generic[Value]):
    """What `make` gives, read from the archive; after changes what `follow` makes of the value before and of these.

    One thread makes it, the others wait for that. A transaction that has written something itself sees its own changes:
    its values are not kept.
    """

    def __init__(self, make: Callable[[], Value], follow: Callable[[Value, Sequence[LoggedChange]], Value]) -> None:
        self._make = make
        self._follow = follow
        self._kept: dict[ArchiveIdentity, _Kept[Value]] = {}
        self._lock = RLock()

    def __call__(self) -> Value:
        """The value, of the archive as it is now."""
        version = version_in_use()
        if version is None:
            return self._make()
        identity = identity_of(version)
        kept = self._kept.get(identity)
        if kept and kept.version == version:
            return kept.value
        with self._lock:
            step = log_follower.follow(version)
            kept = self._kept.get(identity)
            changes = log_follower.changes(version, kept.step) if kept else None
            value = self._follow(kept.value, changes) if kept and changes is not None else self._make()
            if identity not in self._kept:
                self._kept.clear()
            self._kept[identity] = _Kept(version, step, value)
            return value
