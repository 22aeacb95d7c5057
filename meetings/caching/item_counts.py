"""How many items have each of some values, counted once a process and kept up by the log of changes.

The items are counted by blocks of neighbouring keys. A change names its item, so the blocks that hold the changed
items are counted anew, and no other: a save costs some hundred rows of an index, whatever the archive holds. An item
never leaves its block, so nothing need be known of what it was before.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Model, Q, QuerySet

from meetings.caching.followed_value import FollowedValue
from meetings.models import AgendaItem, Council, Meeting
from meetings.models.changes import LoggedChange

# Chosen by hand: counting a block takes 1 ms, and of a million items there are 2,000.
ITEMS_A_BLOCK = 512
# Where items of more blocks have changed, all are counted: a statement with more conditions is no faster.
_BLOCKS_AT_ONCE = 24

# What is counted: a value alone, or several in a row.
Counted = tuple[Hashable, ...]


@dataclass(frozen=True)
class _Counts:
    """The counts of each block, and of all of them together."""

    blocks: Mapping[int, Counter[Counted]]
    total: Mapping[Counted, int]


class ItemCounts:
    """How many rows of a queryset have each combination of `values`; rows belong to items, whose keys `item` names.

    They follow the tables of items and meetings, and of all that is logged as a part of an item: what the rows and
    values are read from must be among those, or among `others`, of which any change has all counted anew.
    """

    def __init__(
        self,
        rows: Callable[[], QuerySet[Any]],
        values: Sequence[str],
        *,
        item: str = "pk",
        others: Iterable[type[Model]] = (),
    ) -> None:
        self._rows = rows
        self._values = values
        self._item = item
        self._others = frozenset(model._meta.db_table for model in others)
        self._counts = FollowedValue(self._count_all, self._follow)

    def __call__(self) -> Mapping[Counted, int]:
        """The counts, of the archive as it is now."""
        return self._counts().total

    def _count_all(self) -> _Counts:
        blocks = self._count(Q())
        total = Counter[Counted]()
        for counts in blocks.values():
            total.update(counts)
        return _Counts(blocks, MappingProxyType(total))

    def _follow(self, before: _Counts, changes: Sequence[LoggedChange]) -> _Counts:
        if any(change.table in self._others for change in changes):
            return self._count_all()
        changed = changed_blocks(changes)
        if changed is None or len(changed) > _BLOCKS_AT_ONCE:
            return self._count_all()
        if not changed:
            return before
        wanted = Q()
        for block in changed:
            first = block * ITEMS_A_BLOCK
            wanted |= Q((f"{self._item}__gte", first), (f"{self._item}__lt", first + ITEMS_A_BLOCK))
        anew = self._count(wanted)
        if anew == {block: before.blocks[block] for block in changed if block in before.blocks}:
            return before
        total = Counter(before.total)
        for block in changed:
            total.subtract(before.blocks.get(block, {}))
            total.update(anew.get(block, {}))
        blocks = {block: counts for block, counts in before.blocks.items() if block not in changed}
        return _Counts({**blocks, **anew}, MappingProxyType(+total))

    def _count(self, wanted: Q) -> dict[int, Counter[Counted]]:
        block = ExpressionWrapper(F(self._item) / ITEMS_A_BLOCK, BigIntegerField())
        rows = self._rows().filter(wanted).order_by().annotate(block=block)
        blocks: dict[int, Counter[Counted]] = {}
        for number, *values, found in rows.values_list("block", *self._values).annotate(found=Count("pk")):
            blocks.setdefault(number, Counter())[tuple(values)] = found
        return blocks


def changed_blocks(changes: Iterable[LoggedChange]) -> frozenset[int] | None:
    """The blocks with items that the changes are about; None for all. A query where a meeting was changed.

    A council may be about all of them: a first real one hides the samples.
    """
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
