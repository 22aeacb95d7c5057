"""How many items have each of some values, counted once a process and kept up by the log of changes.

The items are counted by blocks of neighbouring keys. A change names its item, so the blocks that hold the changed
items are counted anew, and no other: a save costs some thousand rows of an index, whatever the archive holds. An item
never leaves its block, so nothing need be known of what it was before.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import RLock
from types import MappingProxyType
from typing import Any

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Q, QuerySet

from meetings.caching.followed_log import ArchiveIdentity, identity_of, log_follower
from meetings.caching.memory import version_in_use
from meetings.models import AgendaItem, Council, Meeting
from meetings.models.archive_changes import ArchiveVersion
from meetings.models.changes import LoggedChange

# Chosen by hand: counting a block takes 3 ms, and of a million items there are 500.
ITEMS_A_BLOCK = 2_048
# Where items of more blocks have changed, all are counted: a statement with more conditions is no faster.
_BLOCKS_AT_ONCE = 24

# What is counted: a value alone, or several in a row.
Counted = tuple[Hashable, ...]


@dataclass(frozen=True)
class _KeptCounts:
    version: ArchiveVersion
    step: int
    blocks: Mapping[int, Counter[Counted]]
    total: Mapping[Counted, int]


class ItemCounts:
    """How many rows of a queryset have each combination of `values`; rows belong to items, whose keys `item` names.

    They follow the tables of items and meetings, and of all that is logged as a part of an item: what the rows and
    values are read from must be among those.
    """

    def __init__(self, rows: Callable[[], QuerySet[Any]], values: Sequence[str], *, item: str = "pk") -> None:
        self._rows = rows
        self._values = values
        self._item = item
        self._kept: dict[ArchiveIdentity, _KeptCounts] = {}
        self._lock = RLock()

    def __call__(self) -> Mapping[Counted, int]:
        """The counts, of the archive as it is now."""
        version = version_in_use()
        if version is None:
            return _total(self._count(Q()))
        identity = identity_of(version)
        kept = self._kept.get(identity)
        if kept and kept.version == version:
            return kept.total
        with self._lock:
            step = log_follower.follow(version)
            kept = self._kept.get(identity)
            counted = self._counted_anew(version, step, kept)
            if identity not in self._kept:
                self._kept.clear()
            self._kept[identity] = counted
            return counted.total

    def _counted_anew(self, version: ArchiveVersion, step: int, kept: _KeptCounts | None) -> _KeptCounts:
        changed = changed_blocks(log_follower.changes(version, kept.step)) if kept else None
        if kept is None or changed is None or len(changed) > _BLOCKS_AT_ONCE:
            blocks = self._count(Q())
        elif not changed:
            return _KeptCounts(version, step, kept.blocks, kept.total)
        else:
            wanted = Q()
            for block in changed:
                first = block * ITEMS_A_BLOCK
                wanted |= Q((f"{self._item}__gte", first), (f"{self._item}__lt", first + ITEMS_A_BLOCK))
            others = {block: counts for block, counts in kept.blocks.items() if block not in changed}
            blocks = {**others, **self._count(wanted)}
        return _KeptCounts(version, step, blocks, _total(blocks))

    def _count(self, wanted: Q) -> dict[int, Counter[Counted]]:
        block = ExpressionWrapper(F(self._item) / ITEMS_A_BLOCK, BigIntegerField())
        rows = self._rows().filter(wanted).order_by().annotate(block=block)
        blocks: dict[int, Counter[Counted]] = {}
        for number, *values, found in rows.values_list("block", *self._values).annotate(found=Count("pk")):
            blocks.setdefault(number, Counter())[tuple(values)] = found
        return blocks


def changed_blocks(changes: Iterable[LoggedChange] | None) -> frozenset[int] | None:
    """The blocks with items that the changes are about; None for all. A query where a meeting was changed.

    A council may be about all of them: a first real one hides the samples.
    """
    if changes is None:
        return None
    items, meetings = set[int](), set[int]()
    for change in changes:
        if change.is_whole_table or change.table == Council._meta.db_table:
            return None
        if change.item is not None:
            items.add(change.item)
        elif change.table == Meeting._meta.db_table and change.key is not None:
            meetings.add(change.key)
    if meetings:
        items.update(AgendaItem.including_withheld.filter(meeting__in=meetings).values_list("pk", flat=True))
    return frozenset(item // ITEMS_A_BLOCK for item in items)


def _total(blocks: Mapping[int, Counter[Counted]]) -> Mapping[Counted, int]:
    total = Counter[Counted]()
    for counts in blocks.values():
        total.update(counts)
    return MappingProxyType(total)
