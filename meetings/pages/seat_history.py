"""The history of a body's seats: what was decided of them, item by item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from meetings.models import AgendaItem, Appointment
from meetings.people.seats import Seat


@dataclass(frozen=True)
class SeatChange:
    """One appointment in the body's history, with what became of the seat."""

    appointment: Appointment
    seat: Seat
    successor: Appointment | None

    @property
    def is_renewal(self) -> bool:
        return self.appointment.pk != self.seat.first.key

    @property
    def begins(self) -> date | None:
        """The day that the seat begins on, where that is not the meeting's."""
        begins = next(one.begins for one in self.seat.decisions if one.key == self.appointment.pk)
        return begins if begins != self.appointment.item.meeting.date else None


@dataclass(frozen=True)
class ItemSeatChanges:
    """What one item decided of the body's seats."""

    item: AgendaItem
    changes: tuple[SeatChange, ...]


def seat_history(seats: Sequence[Seat]) -> list[ItemSeatChanges]:
    """What was decided of a body's seats, item by item, the newest first. One query."""
    seat_of = {one.key: seat for seat in seats for one in seat.decisions}
    appointments = Appointment.objects.for_list().in_bulk(seat_of)
    newest_first = sorted(
        appointments.values(),
        key=lambda one: (
            -one.item.meeting.date.toordinal(),
            one.item.meeting_id,
            one.item.position,
            one.item_id,
            one.pk,
        ),
    )
    history = []
    for _, group in groupby(newest_first, key=lambda one: one.item_id):
        changes = [SeatChange(one, seat_of[one.pk], _successor(seat_of[one.pk], appointments)) for one in group]
        history.append(ItemSeatChanges(changes[0].appointment.item, tuple(changes)))
    return history


def _successor(seat: Seat, appointments: dict[int, Appointment]) -> Appointment | None:
    return appointments.get(seat.ended_by.key) if seat.ended_by else None
