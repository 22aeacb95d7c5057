"""The seats of all bodies, derived once a process and kept up by the log of changes.

The seats of one body follow from the appointments to it: from the items that tell of them, these items' meetings, and
the names of the people. So a change has the seats of those bodies derived anew that it is about, and no other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from django.db.models import Q

from meetings.caching.followed_value import FollowedValue
from meetings.models import AgendaItem, Appointment, Council, Meeting, Person
from meetings.models.changes import LoggedChange
from meetings.people.seats import Seat, seat_decisions, seats

# By the key of the body.
SeatsByBody = Mapping[int, tuple[Seat, ...]]


def all_seats() -> SeatsByBody:
    """All seats that the archive tells of, but those of hidden samples.

    Seats that the public may not see are among them, as keys.
    """
    return _all_seats()


def _derive(of_bodies: Q | None = None) -> dict[int, tuple[Seat, ...]]:
    """The seats of these bodies, else of all. One query."""
    told = Appointment.including_withheld.shown().decided()
    decisions = seat_decisions(told if of_bodies is None else told.filter(of_bodies))
    return {body: seats(of_body) for body, of_body in decisions.items()}


def _derive_all() -> SeatsByBody:
    return MappingProxyType(_derive())


def _follow(before: SeatsByBody, changes: Sequence[LoggedChange]) -> SeatsByBody:
    """The bodies that told of what has changed are derived anew with those that do now; at most three queries."""
    if any(change.is_whole_table or change.table == Council._meta.db_table for change in changes):
        return _derive_all()  # a council may be about all of them: a first real one hides the samples
    items, people = _changed_items_and_people(changes)
    if not items and not people:
        return before
    told = {body for body, of_body in before.items() if _tells(of_body, items)}
    telling_now = Appointment.including_withheld.order_by().filter(Q(item__in=items) | Q(person__in=people))
    if not told and not telling_now.exists():  # as after most changes; sooner said than seats are derived
        return before
    derived = _derive(Q(body__in=told) | Q(body__in=telling_now.values("body")))
    others = {body: of_body for body, of_body in before.items() if body not in told and body not in derived}
    return MappingProxyType({**others, **derived})


def _changed_items_and_people(changes: Iterable[LoggedChange]) -> tuple[set[int], set[int]]:
    """The items whose seats may be others now, also by their meeting, and the people. At most one query."""
    items, meetings, people = set[int](), set[int](), set[int]()
    for change in changes:
        if change.item is not None:
            items.add(change.item)
        elif change.key is not None and change.table == Meeting._meta.db_table:
            meetings.add(change.key)
        elif change.key is not None and change.table == Person._meta.db_table:
            people.add(change.key)
    if meetings:
        items.update(AgendaItem.including_withheld.filter(meeting__in=meetings).values_list("pk", flat=True))
    return items, people


def _tells(of_body: Iterable[Seat], items: Collection[int]) -> bool:
    """Whether one of the items gave, renewed or left empty one of the seats."""
    return any(one.item in items for seat in of_body for one in seat.decisions)


_all_seats = FollowedValue(_derive_all, _follow)
