"""Writing what follows from logged changes: by those who record what they change, and by the pass."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg import errors

from meetings.changes.derivations import Derivation, registered
from meetings.changes.item_locks import lock_free_items
from meetings.changes.reached_items import ReachedItems, reached_items
from meetings.danish.kept_tokens import keeping_tokens
from meetings.models import Change
from meetings.models.locks import try_lock

logger = logging.getLogger(__name__)

# So many items at most are derived in one transaction: what a save may be held up by, and what the pass may lose.
ITEMS_AT_ONCE = 500
# What a derivation writes is derived once more: topics after a search row, facets after topics. That ends by itself, as
# what is right already is not written. Should it not, the rest is left to the pass.
_ROUNDS_AT_MOST = 5
# How long one statement of a derivation may wait for another transaction: shorter than PostgreSQL waits (1 s) until it
# looks for a deadlock, so that it is never an editor's own statement that is given up for one of ours.
_LONGEST_WAIT = "250ms"
# Foreign keys are looked at as the transaction ends. What is derived may name records that are not locked (a thread's
# other items, a topic) and are being deleted: it is found out while only that need be undone, and not the editor's save
# with it. From here on nobody can delete them before the transaction has ended. The names are asked for each time, as a
# migration may change them; the other deferred triggers, which count versions, are left to the end.
_CHECK_REFERENCES = """
DO $$
DECLARE
    names text;
BEGIN
    SELECT string_agg(quote_ident(conname), ', ') INTO names FROM pg_constraint
    WHERE contype = 'f' AND condeferred AND connamespace = current_schema()::regnamespace;
    EXECUTE 'SET CONSTRAINTS ' || names || ' IMMEDIATE';
    EXECUTE 'SET CONSTRAINTS ' || names || ' DEFERRED';
END $$
"""

# The key of the last change of the recording of which all is written but what is slow: it stays in the log, and is not
# to be followed once more as the recording ends.
followed_without_slow: ContextVar[int] = ContextVar("followed_without_slow", default=0)

# What another transaction may be the cause of.
_OF_OTHERS = (
    errors.LockNotAvailable,
    errors.DeadlockDetected,
    errors.ForeignKeyViolation,
    errors.UniqueViolation,
)


def follow_own_changes(*, after: int = 0, with_slow: bool = True) -> None:
    """Write what follows from the changes that this transaction has logged, as far as nobody else is in the way.

    Only from those after the one with the key `after`. Waits for nobody. What cannot be done now, what concerns many
    items, and without `with_slow` what is derived slowly, stays in the log for the pass.
    """
    changes = _own_waiting_changes(after if with_slow else max(after, followed_without_slow.get()))
    if not changes:
        return
    with giving_up_when_others_wait() as attempt:
        for _ in range(_ROUNDS_AT_MOST):
            follow(changes, with_slow=with_slow)
            last = changes[-1].pk
            changes = _own_waiting_changes(last)
            if not changes:
                break
    if not with_slow and not attempt.is_undone:
        followed_without_slow.set(last)


def _own_waiting_changes(after: int) -> list[Change]:
    return list(Change.objects.of_this_transaction().waiting().filter(pk__gt=after).order_by("pk"))


@dataclass(frozen=True)
class Followed:
    """How far changes were followed: up to the key `last`, by deriving so many items.

    `wide` are the keys of those that concern too many items.
    """

    last: int
    items: int
    wide: set[int]


def follow(changes: Sequence[Change], *, at_most: int | None = None, with_slow: bool = True) -> Followed:
    """Write what follows from the first of the changes, which concern at most so many items together, and mark them.

    Without `at_most` as many as one transaction may derive. Not so changes that concern more than that by themselves,
    or items that another transaction holds, nor without `with_slow` those that a slow derivation follows. The caller's
    transaction has to be at READ COMMITTED.
    """
    at_most = ITEMS_AT_ONCE if at_most is None else at_most
    reached = reached_items(changes, at_most=at_most)
    chosen = _as_many_as_fit(changes, reached, at_most)
    narrow = [change for change in chosen if change.pk not in reached.wide]
    wanted: dict[Derivation, set[int]] = defaultdict(set)
    for change in narrow:
        for derivation, items in reached.of_change.get(change.pk, {}).items():
            wanted[derivation] |= items
    slow = {} if with_slow else {derivation: items for derivation, items in wanted.items() if derivation.is_slow}
    now = {derivation: items for derivation, items in wanted.items() if derivation not in slow}
    left = {**slow, **derive(now, {change.table for change in narrow})}
    done = [
        change.pk
        for change in narrow
        if all(items.isdisjoint(left[derivation]) for derivation, items in reached.of_change.get(change.pk, {}).items())
    ]
    Change.objects.filter(pk__in=done).update(is_derived=True)
    return Followed(chosen[-1].pk, len(set().union(*now.values())), reached.wide)


def derive(wanted: Mapping[Derivation, Collection[int]], tables: Collection[str] = ()) -> dict[Derivation, set[int]]:
    """Derive anew the items that nobody else holds, in the derivations' order; gives by derivation those left alone.

    `tables` are those whose changes are followed. The items are locked before anything of them is read.
    """
    locked, held = lock_free_items({item for items in wanted.values() for item in items})
    left: dict[Derivation, set[int]] = {derivation: held.intersection(items) for derivation, items in wanted.items()}
    done: dict[str, set[int]] = defaultdict(set)
    with keeping_tokens():
        for derivation in registered():
            items = locked.intersection(wanted.get(derivation, ()))
            if derivation.alone_after.isdisjoint(tables):
                items -= done[derivation.name]
            if not items:
                continue
            if take_lock_of(derivation, tables):
                found = derivation.derive(items)
                if derivation.with_which and isinstance(found, set):
                    done[derivation.with_which] |= found
            else:
                left[derivation] |= items
    return left


def take_lock_of(derivation: Derivation, tables: Collection[str]) -> bool:
    """Take the derivation's lock until the transaction ends, if nobody is in the way; True where it has none."""
    if derivation.lock is None:
        return True
    is_alone = derivation.is_alone or not derivation.alone_after.isdisjoint(tables)
    return try_lock(derivation.lock, shared=not is_alone)


@dataclass
class Attempt:
    """Whether the block was undone."""

    is_undone: bool = False


@contextmanager
def giving_up_when_others_wait() -> Iterator[Attempt]:
    """Undo the block, and go on without it, where it would wait long for another transaction or deadlock with one.

    So also where it refers to what another has deleted meanwhile, or has made what another has.
    """
    attempt = Attempt()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        (before,) = cursor.fetchone()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _set_lock_timeout(_LONGEST_WAIT)
            yield attempt
            cursor.execute(_CHECK_REFERENCES)
            _set_lock_timeout(before)
    except (OperationalError, IntegrityError) as error:
        if not isinstance(error.__cause__, _OF_OTHERS):
            raise
        if isinstance(error, IntegrityError):  # should it be our own fault, it comes each time
            logger.warning("what follows from changes is left to the pass: %s", error)
        attempt.is_undone = True


def _set_lock_timeout(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [value])


def _as_many_as_fit(changes: Sequence[Change], reached: ReachedItems, at_most: int) -> list[Change]:
    """The first changes whose items together are no more than so many."""
    chosen, items = list[Change](), set[int]()
    for change in changes:
        if change.pk not in reached.wide:
            items.update(*reached.of_change.get(change.pk, {}).values())
        if len(items) > at_most:
            break
        chosen.append(change)
    return chosen
