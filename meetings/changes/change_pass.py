"""The pass: writes what follows from changes that nobody has followed yet, whoever made them and however."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from meetings.changes.derivations import Derivation, registered
from meetings.changes.following import (
    ITEMS_AT_ONCE,
    derive,
    follow,
    follow_own_changes,
    giving_up_when_others_wait,
    take_lock_of,
)
from meetings.changes.reached_items import every_reached_item
from meetings.changes.recording import recording
from meetings.models import Change, HistoryEntry, Objection, Withholding
from meetings.models.locks import Lock, lock_if_free

logger = logging.getLogger(__name__)

# Changes that are followed at a time. A document's import makes some hundreds.
_CHANGES_AT_ONCE = 500
# Items that others hold are tried again so often, with so many seconds between, before all of a change that concerns
# many items is begun anew.
_ATTEMPTS, _PAUSE_SECONDS = 20, 0.25


# Whoever saves an item that the pass derives waits for its transaction, which is to be over in a second. How many items
# that are depends on the archive and the machine: it begins with so many, and never takes fewer than the least.
_SECONDS_OF_A_PORTION = 1.0
_ITEMS_AT_FIRST, _ITEMS_AT_LEAST = 100, 10


@dataclass
class Portion:
    """How many items the pass derives in one transaction, as the last one went."""

    items: int

    @property
    def at_most(self) -> int:
        """As many items as the next transaction may derive."""
        return min(self.items, ITEMS_AT_ONCE)

    def adapt(self, items: int, seconds: float) -> None:
        """Take fewer next time where so many items took too long; twice as many at most where they did not."""
        if not items:
            return
        in_time = round(items * _SECONDS_OF_A_PORTION / max(seconds, 0.001))
        if seconds > _SECONDS_OF_A_PORTION:
            self.items = max(_ITEMS_AT_LEAST, min(in_time, self.items))
        else:
            self.items = max(self.items, min(in_time, 2 * self.items, ITEMS_AT_ONCE))


@dataclass(frozen=True)
class PassResult:
    """What a pass did: how many changes it followed and how many still wait, and whether another one was at it."""

    followed: int
    waiting: int
    is_elsewhere: bool = False


def run_pass() -> PassResult:
    """Number what is committed, and write what follows from all changes that wait; one process at a time does it.

    Each portion is a transaction of its own, in which its changes are marked: whoever kills the process loses nothing.
    What another transaction is in the way of is left for the next time. What is withheld from now on, or no longer, is
    marked first. Once a day it deletes what the archive does not
    keep any longer of what records said before.
    """
    with lock_if_free(Lock.FOLLOWING) as is_mine:
        if is_mine and Withholding.objects.is_unsettled():
            settle_withholdings()
        before = Change.objects.waiting().count()
        if not is_mine:
            return PassResult(0, before, is_elsewhere=True)
        portion = Portion(_ITEMS_AT_FIRST)
        _follow_wide_changes(_follow_narrow_changes(portion), portion)
        if HistoryEntry.objects.has_long_expired():
            HistoryEntry.objects.expired().delete()
        Objection.objects.expired().delete()
        after = Change.objects.waiting().count()
        return PassResult(max(0, before - after), after)


def is_work_left() -> bool:
    """Whether a pass would have something to do. Few questions, which indexes answer."""
    return (
        Change.objects.filter(Q(is_derived=False) | Q(number=None)).exists()
        or Withholding.objects.is_unsettled()
        or HistoryEntry.objects.has_long_expired()
        or Objection.objects.expired().exists()
    )


@recording()
def settle_withholdings() -> int:
    """Mark what is withheld from now on, or no longer, with all that follows; gives how many records that are."""
    return Withholding.objects.settle()


def _follow_narrow_changes(portion: Portion) -> set[int]:
    """Follow the changes that concern few items, in portions; gives the keys of the others."""
    Change.objects.number_committed()
    wide, after, size = set[int](), 0, _CHANGES_AT_ONCE
    while True:
        changes: list[Change] = []
        started = time.monotonic()
        try:
            with transaction.atomic():
                waiting = Change.objects.waiting().filter(pk__gt=after).order_by("pk")
                changes = list(waiting.select_for_update(skip_locked=True)[:size])
                if not changes:
                    return wide
                last, items = changes[-1].pk, 0
                with giving_up_when_others_wait():
                    newest = Change.objects.newest_key()
                    followed = follow(changes, at_most=portion.at_most)
                    wide |= followed.wide
                    last, items = followed.last, followed.items
                    follow_own_changes(after=newest)
            portion.adapt(items, time.monotonic() - started)
            after, size = last, _CHANGES_AT_ONCE
        except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError):
            # One record that cannot be derived must not keep all others from it.
            logger.exception("what follows from the changes %s to %s could not be written", changes[0], changes[-1])
            if len(changes) == 1:
                after = changes[0].pk
            size = max(1, len(changes) // 2)


def _follow_wide_changes(keys: Collection[int], portion: Portion) -> None:
    """Follow the changes of these keys that concern many items: in portions, between which new ones are followed."""
    changes = list(Change.objects.waiting().filter(pk__in=keys))
    followers = [
        (change, derivation) for change in changes for derivation in registered() if change.table in derivation.follows
    ]
    if not all(_nobody_goes_by_what_was_before(derivation, change) for change, derivation in followers):
        return
    wanted: dict[Derivation, set[int]] = defaultdict(set)
    for change, derivation in followers:
        wanted[derivation].update(every_reached_item(change, derivation))
    for attempt in range(_ATTEMPTS):
        left: dict[Derivation, set[int]] = defaultdict(set)
        waiting = sorted(set().union(*wanted.values()), reverse=True)
        while waiting:
            chosen = {waiting.pop() for _ in range(min(portion.at_most, len(waiting)))}
            started = time.monotonic()
            for derivation, items in _derive_items(wanted, chosen).items():
                left[derivation] |= items
            portion.adapt(len(chosen), time.monotonic() - started)
            _follow_narrow_changes(portion)
        wanted = {derivation: items for derivation, items in left.items() if items}
        if not wanted:
            Change.objects.filter(pk__in=[change.pk for change in changes]).update(is_derived=True)
            return
        if attempt < _ATTEMPTS - 1:
            time.sleep(_PAUSE_SECONDS)


def _nobody_goes_by_what_was_before(derivation: Derivation, change: Change) -> bool:
    """Whether all who derived by a rule as it was before the change are done: what they wrote can be seen from now on.

    Whoever derives later goes by the rule as it is.
    """
    if change.table not in derivation.alone_after:
        return True
    with transaction.atomic():
        return take_lock_of(derivation, {change.table})


def _derive_items(wanted: dict[Derivation, set[int]], chosen: set[int]) -> dict[Derivation, set[int]]:
    """Derive those of the items, as a transaction; gives those that were left alone."""
    of_chosen = {derivation: items & chosen for derivation, items in wanted.items()}
    with transaction.atomic(), giving_up_when_others_wait() as attempt:
        newest = Change.objects.newest_key()
        left = derive(of_chosen)
        follow_own_changes(after=newest)
    return of_chosen if attempt.is_undone else left
