"""A body that people are appointed to: who sits there on a day, and how it came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, Appointment, Body
from meetings.pages import breadcrumbs
from meetings.pages.filters import AppointmentFilter
from meetings.pages.parameters import Parameters, refuses_malformed_parameters
from meetings.pages.seats import seat_balance, seat_rows, seats_by_body
from meetings.people.seats import Seat, seats_on

LABELS = {"dato": "dato"}


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


@require_safe
@refuses_malformed_parameters
def body(request: HttpRequest, slug: str) -> HttpResponse:
    found = Body.objects.filter(slug=slug).first()
    if not found:
        raise Http404("Arkivet kender ikke det hverv.")
    parameters = Parameters.read(request.path, request.GET, LABELS)
    appointments = Appointment.objects.filter(body=found)
    filters = AppointmentFilter(dict(parameters.values), queryset=appointments)
    filters.check()
    day = filters.values().get("dato") or timezone.localdate()
    every = seats_by_body(appointments).get(found.pk, ())
    held = seats_on(every, day)
    return render(
        request,
        "meetings/body.html",
        {
            "body": found,
            "day": day,
            "rows": seat_rows(held, day),
            "balance": seat_balance(held, day),
            "history": seat_history(every),
            "parameters": parameters,
            "breadcrumbs": breadcrumbs.to_list("Udpegninger", "meetings:appointments"),
        },
    )


def seat_history(every: Sequence[Seat]) -> list[ItemSeatChanges]:
    """What was decided of a body's seats, item by item, the newest first. One query."""
    seat_of = {one.key: seat for seat in every for one in seat.decisions}
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
    steps = []
    for _, group in groupby(newest_first, key=lambda one: one.item_id):
        changes = [SeatChange(one, seat_of[one.pk], _successor(seat_of[one.pk], appointments)) for one in group]
        steps.append(ItemSeatChanges(changes[0].appointment.item, tuple(changes)))
    return steps


def _successor(seat: Seat, appointments: dict[int, Appointment]) -> Appointment | None:
    return appointments.get(seat.ended_by.key) if seat.ended_by else None
