"""The archive's advisory locks: what two processes must not do at once, and no single row can be locked for.

PostgreSQL knows each by two numbers of four bytes: the lock's own, and a key within it, of a meeting or an upload.
Processes of two versions wait for each other only where both know a lock by the same numbers. The first four once had
one number of eight bytes: while an archive is upgraded from there, its imports and its admin have to stand still.

A transaction takes locks in the order in which `Lock` lists them, so that no two wait for each other; a lock that it
shares it does not take alone afterwards. Whoever takes them out of order gets a LockOrderError where
settings.LOCK_ORDER_IS_ENFORCED (development and tests), else an error in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from zlib import crc32

from django.conf import settings
from django.db import connection, transaction

logger = logging.getLogger(__name__)


class Lock(IntEnum):
    """What each lock guards. The numbers are the database's: they are the same in all processes."""

    # Which words stand nowhere: shared by whoever reads a file and writes what it says, taken alone by whoever takes
    # words out.
    REDACTIONS = 7100
    # The meetings of one council, by its name: taken alone by an import into one of them. Which of them a document is
    # of may depend on all that the council has.
    MEETING = 7101
    # Which person a name stands for: shared by imports, taken alone by whoever merges two people or undoes it.
    PEOPLE = 7102
    # The topics' rules: shared by all who assign topics to some items, taken alone by whoever changes a rule. To be
    # taken before anything is written where it is waited for: a changed rule could wait for a row of ours, and we for
    # the rule. What is derived takes it only if it is free (try_lock).
    TOPICS = 7103
    # All case threads: taken alone by whoever proposes threads (if it is free) or decides on them.
    THREADS = 7104
    # The log of what changed: taken alone by whoever gives its rows their numbers, or folds them.
    CHANGES = 7105
    # That a process is writing what follows from the log: taken alone, for the session, by that process. Nobody waits.
    FOLLOWING = 7108
    # That a worker is at work on the uploads: shared by every worker for its whole session, taken alone by nobody.
    WORKER = 7109
    # One upload, by its key: taken alone, for the session, by the worker that is at it. Nobody waits for it.
    UPLOAD = 7110


class LockOrderError(RuntimeError):
    """A transaction took a lock after one that stands behind it, or alone after sharing it: it may deadlock."""


@dataclass(frozen=True)
class _TakenLock:
    """A lock that the transaction has taken; called as its commit hook, it does nothing."""

    lock: Lock
    key: int
    shared: bool

    def __call__(self) -> None:
        """The hook is there to be forgotten with the transaction, or with the savepoint that is rolled back."""


def take_lock(lock: Lock, key: int | str = 0, *, shared: bool = False) -> None:
    """Wait for the lock, then hold it until the transaction ends, alone or with all others who share it.

    Raises TransactionManagementError outside a transaction, and LockOrderError as the module says.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{lock.name} can only be taken in a transaction.")
    taken = _TakenLock(lock, _key_number(key), shared)
    _check_order(taken)
    with connection.cursor() as cursor:
        # Put together of two names of PostgreSQL's: a function's name is no value that could be handed over.
        cursor.execute(f"SELECT pg_advisory_xact_lock{'_shared' if shared else ''}(%s, %s)", [taken.lock, taken.key])
    transaction.on_commit(taken)


def take_locks(lock: Lock, keys: Iterable[int | str]) -> None:
    """Wait for one lock by each of several keys and hold them alone, as `take_lock`; all processes in one order."""
    for key in sorted({_key_number(key) for key in keys}):
        take_lock(lock, key)


def try_lock(lock: Lock, key: int | str = 0, *, shared: bool = False) -> bool:
    """Take the lock as `take_lock` does if nobody is in the way, and say whether it was so: never waits.

    As nobody waits for anybody by it, it may be taken in any order.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pg_try_advisory_xact_lock{'_shared' if shared else ''}(%s, %s)", [lock, _key_number(key)]
        )
        return bool(cursor.fetchone()[0])


def share_lock_for_session(lock: Lock, key: int | str = 0) -> None:
    """Wait for the lock, then share it for as long as this connection lasts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s, %s)", [lock, _key_number(key)])


@contextmanager
def lock_if_free(lock: Lock, key: int | str = 0) -> Iterator[bool]:
    """Whether nobody else holds the lock; if so it is held until the block ends, or this process does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [lock, _key_number(key)])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [lock, _key_number(key)])


def is_lock_held(lock: Lock, key: int | str = 0) -> bool:
    """Whether some session of this database holds the lock, alone or shared."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE locktype = 'advisory' AND granted AND (classid, objid, objsubid) = (%s, %s, 2)"
            " AND datname = current_database())",
            [lock, _key_number(key)],
        )
        return bool(cursor.fetchone()[0])


def _key_number(key: int | str) -> int:
    """The key in four bytes. Two that come to the same wait for each other without need, and come to no harm."""
    return (crc32(key.encode()) if isinstance(key, str) else key) % 2**31


def _check_order(wanted: _TakenLock) -> None:
    """See that the lock stands behind all that the transaction holds, or is held as strongly already."""
    held = _held_locks()
    same = [other for other in held if (other.lock, other.key) == (wanted.lock, wanted.key)]
    if any(wanted.shared or not other.shared for other in same):
        return
    before = max(((other.lock, other.key) for other in held), default=None)
    if before is None or before < (wanted.lock, wanted.key):
        return
    message = f"{wanted.lock.name} was taken after {before[0].name}: see meetings/models/locks.py for the order."
    if settings.LOCK_ORDER_IS_ENFORCED:
        raise LockOrderError(message)
    logger.error(message, stack_info=True)


def _held_locks() -> list[_TakenLock]:
    """The locks that this transaction has taken and not lost with a savepoint.

    Tests wrap their transactions in one that never ends. There the outermost block within the test counts as the
    transaction: its savepoint is in each hook that was registered in it.
    """
    hooks = [(savepoints, hook) for savepoints, hook, *_ in connection.run_on_commit if isinstance(hook, _TakenLock)]
    of_test = sum(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)
    if not of_test:
        return [hook for _, hook in hooks]
    outermost = next(iter(connection.savepoint_ids[of_test - 1 :]), None)
    return [hook for savepoints, hook in hooks if outermost and outermost in savepoints]
