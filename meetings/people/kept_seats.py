"""The seats of all bodies, derived once a process and kept up by the log of changes.

The seats of one body follow from the appointments to it: from the items that tell of them, these items' meetings, and
the names of the people. So a change has the seats of those bodies derived anew that it is about, and no other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

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


def _derive(bodies: Collection[int] | None = None) -> dict[int, tuple[Seat, ...]]:
    """The seats of these bodies, else of all. One query."""
    told = Appointment.including_withheld.shown().decided()
    decisions = seat_decisions(told if bodies is None else told.filter(body__in=bodies))
    return {body: seats(of_body) for body, of_body in decisions.items()}


def _derive_all() -> SeatsByBody:
    return MappingProxyType(_derive())


def _follow(before: SeatsByBody, changes: Sequence[LoggedChange]) -> SeatsByBody:
    if any(change.is_whole_table or change.table == Council._meta.db_table for change in changes):
        return _derive_all()  # a council may be about all of them: a first real one hides the samples
    touched = _touched_bodies(before, changes)
    if not touched:
        return before
    others = {body: of_body for body, of_body in before.items() if body not in touched}
    return MappingProxyType({**others, **_derive(touched)})


def _touched_bodies(before: SeatsByBody, changes: Iterable[LoggedChange]) -> set[int]:
    """The bodies whose seats may be others now. At most four queries."""
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
    now = Appointment.including_withheld.order_by()
    touched = {body for body, of_body in before.items() if _tells(of_body, items)} if items else set()
    if items:
        touched.update(now.filter(item__in=items).values_list("body", flat=True))
    if people:
        touched.update(now.filter(person__in=people).values_list("body", flat=True))
    return touched


def _tells(of_body: Iterable[Seat], items: Collection[int]) -> bool:
    """Whether one of the items gave, renewed or left empty one of the seats."""
    return any(one.item in items for seat in of_body for one in seat.decisions)


_all_seats = FollowedValue(_derive_all, _follow)
