"""Which items logged changes concern, by what is derived from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from meetings.changes.derivations import Derivation, Reach, registered
from meetings.models import AgendaItem, Appointment, CaseThread, Change, HistoryEntry, Meeting, ThreadItem
from meetings.models.choices import ThreadState
from meetings.models.meeting_days import MeetingDay

# A change's key and the key of an item that it concerns.
ChangeAndItem = tuple[int, int]


# By derivation, the items that it is to derive anew.
ItemsByDerivation = dict[Derivation, set[int]]


@dataclass
class ReachedItems:
    """By change: the items that it concerns. `wide` are the changes that concern more items than were asked for."""

    of_change: dict[int, ItemsByDerivation] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    wide: set[int] = field(default_factory=set)


def reached_items(changes: Sequence[Change], *, at_most: int) -> ReachedItems:
    """The items that the changes concern, where each change concerns at most so many. Few queries, however many."""
    reached = ReachedItems()
    concerned: dict[Reach, dict[int, Change]] = defaultdict(dict)
    followers: dict[tuple[int, Reach], list[Derivation]] = defaultdict(list)
    for change in changes:
        for derivation in registered():
            if reach := reach_of(change, derivation):
                concerned[reach][change.pk] = change
                followers[change.pk, reach].append(derivation)
    for reach, of_reach in concerned.items():
        items_of: dict[int, set[int]] = defaultdict(set)
        for key, item in _PAIRS[reach](of_reach.values(), at_most + 1):
            items_of[key].add(item)
        for key, items in items_of.items():
            if len(items) > at_most:
                reached.wide.add(key)
            for derivation in followers[key, reach]:
                reached.of_change[key][derivation] |= items
    return reached


def reach_of(change: Change, derivation: Derivation) -> Reach | None:
    """Which items the derivation has to derive anew after the change; None where it does not follow the table."""
    reach = derivation.follows.get(change.table)
    return Reach.EVERY_ITEM if reach and change.is_whole_table else reach


def every_reached_item(change: Change, derivation: Derivation) -> set[int]:
    """The keys of the items that the derivation has to derive anew after a change that concerns many."""
    find_differing = derivation.differing.get(change.table)
    if find_differing and change.key is not None and not change.is_whole_table:
        return set(find_differing(change.key))
    return set(_every_item_reached(change, reach_of(change, derivation)).values_list("pk", flat=True))


def _every_item_reached(change: Change, reach: Reach | None) -> QuerySet[AgendaItem]:
    if reach is None:
        return AgendaItem.objects.none()
    if reach == Reach.EVERY_ITEM:
        return AgendaItem.objects.order_by()
    if reach == Reach.ITEMS_OF_MEETING:
        return AgendaItem.objects.order_by().filter(meeting=change.key)
    if reach == Reach.ITEMS_OF_PERSON:
        return AgendaItem.objects.order_by().filter(appointments__person=change.key)
    if reach == Reach.ITEMS_HIDDEN_OR_SHOWN:
        # Whether or not they have their search rows by now: what follows from the rows is written after them.
        of_council = Q(meeting__council=change.key) | Q(meeting__council__is_sample=True)
        return AgendaItem.objects.order_by().filter(of_council)
    pairs = _PAIRS[reach]([change], 0)
    return AgendaItem.objects.order_by().filter(pk__in=[item for _, item in pairs])


def _item(changes: Iterable[Change], limit: int) -> Iterable[ChangeAndItem]:
    return [(change.pk, change.item) for change in changes if change.item is not None]


def _items_of_meeting(changes: Iterable[Change], limit: int) -> Iterable[ChangeAndItem]:
    of_meeting = _by_key(changes)
    rows = AgendaItem.objects.order_by().filter(meeting__in=of_meeting).values_list("meeting", "pk")
    return [(change, item) for meeting, item in rows for change in of_meeting[meeting]]


def _items_of_joint_meeting(changes: Iterable[Change], limit: int) -> Iterable[ChangeAndItem]:
    """Of which meeting a row was that is deleted, or of another now, is told by the history."""
    of_row = _by_key(changes)
    through = Meeting.joint_councils.through
    stored = through._default_manager.filter(pk__in=of_row).values_list("pk", "meeting")
    former = HistoryEntry.objects.filter(
        table=through._meta.db_table, key__in=of_row, before__meeting_id__isnull=False
    ).values_list("key", "before__meeting_id")
    of_meeting: dict[int, set[int]] = defaultdict(set)
    for row, meeting in (*stored, *former):
        of_meeting[meeting].update(of_row[row])
    rows = AgendaItem.objects.order_by().filter(meeting__in=of_meeting).values_list("meeting", "pk")
    return [(change, item) for meeting, item in rows for change in of_meeting[meeting]]


def _items_of_person(changes: Iterable[Change], limit: int) -> Iterable[ChangeAndItem]:
    of_person = _by_key(changes)
    rows = Appointment.objects.order_by().filter(person__in=of_person).values_list("person", "item").distinct()
    return [(change, item) for person, item in rows for change in of_person[person or 0]]


def _by_key(changes: Iterable[Change]) -> dict[int, list[int]]:
    """The changes by the record that they are of."""
    of_record: dict[int, list[int]] = defaultdict(list)
    for change in changes:
        if change.key is not None:
            of_record[change.key].append(change.pk)
    return of_record


def _item_or_its_neighbours(changes: Iterable[Change], limit: int) -> Iterable[ChangeAndItem]:
    """A deleted item's meeting is told by the item's address: its row is gone."""
    pairs: list[ChangeAndItem] = []
    meetings: dict[tuple[str, MeetingDay], list[int]] = defaultdict(list)
    for change in changes:
        if change.kind != "deleted" and change.item is not None:
            pairs.append((change.pk, change.item))
        elif meeting := _meeting_of_address(change.address):
            meetings[meeting].append(change.pk)
    for (council, day), keys in meetings.items():
        of_meeting = {"meeting__council__slug": council, "meeting__date": day.date, "meeting__slug": day.slug}
        left = AgendaItem.objects.order_by().filter(**of_meeting)
        pairs += [(key, item) for item in left.values_list("pk", flat=True) for key in keys]
    return pairs


def _meeting_of_address(address: str) -> tuple[str, MeetingDay] | None:
    """Of `/kkr-nordjylland/2024-06-21/3-6/` the council's part, and the day with what tells its meetings apart."""
    council, _, rest = address.strip("/").partition("/")
    day, _, _ = rest.rpartition("/")
    try:
        return council, MeetingDay.from_path(day)
    except ValueError:
        return None


def _items_left_alone(changes: Iterable[Change], limit: int) -> Iterable[ChangeAndItem]:
    deleted = [change.pk for change in changes if change.kind == "deleted"]
    if not deleted:
        return []
    proposed = CaseThread.objects.filter(state=ThreadState.PROPOSED, is_edited=False)
    live = ThreadItem.objects.live().order_by()
    alone = live.filter(thread__in=proposed).values("thread").annotate(items=Count("pk")).filter(items=1)
    items = live.filter(thread__in=alone.values("thread")).values_list("item", flat=True)
    return [(change, item) for item in items for change in deleted]


def _items_hidden_or_shown(changes: Iterable[Change], limit: int) -> Iterable[ChangeAndItem]:
    """The items that have a search row and are to have none, or the reverse."""
    superfluous = AgendaItem.objects.hidden().exclude(search_row=None)
    lacking = AgendaItem.objects.shown().filter(search_row=None)
    items = [*superfluous.values_list("pk", flat=True)[:limit], *lacking.values_list("pk", flat=True)[:limit]]
    return [(change.pk, item) for change in changes for item in items]


def _every_item(changes: Iterable[Change], limit: int) -> Iterable[ChangeAndItem]:
    keys = list(AgendaItem.objects.order_by("pk").values_list("pk", flat=True)[:limit])
    return [(change.pk, item) for change in changes for item in keys]


_PAIRS: Mapping[Reach, Callable[[Iterable[Change], int], Iterable[ChangeAndItem]]] = {
    Reach.ITEM: _item,
    Reach.ITEMS_OF_MEETING: _items_of_meeting,
    Reach.ITEMS_OF_JOINT_MEETING: _items_of_joint_meeting,
    Reach.ITEMS_OF_PERSON: _items_of_person,
    Reach.ITEM_OR_ITS_NEIGHBOURS: _item_or_its_neighbours,
    Reach.ITEMS_LEFT_ALONE: _items_left_alone,
    Reach.ITEMS_HIDDEN_OR_SHOWN: _items_hidden_or_shown,
    Reach.EVERY_ITEM: _every_item,
}
