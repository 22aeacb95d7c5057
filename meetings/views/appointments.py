"""Appointments: who sits in which body on a day, and who was chosen for what, when, and instead of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from meetings.models import Appointment, Body, Municipality, Person
from meetings.pages import breadcrumbs, pagination
from meetings.pages.filters import FILLED, SEATS, AppointmentFilter
from meetings.pages.former_addresses import moved_for_now
from meetings.pages.pagination import Page
from meetings.pages.parameters import MalformedParameter, Parameters, refuses_malformed_parameters
from meetings.pages.seats import SeatRow, seat_balance, seat_rows, seats_by_body
from meetings.people.seats import Seat, seats_on

APPOINTMENTS_A_PAGE = 50
BODIES_A_PAGE = 25
# How an address asks for the appointments one by one, rather than for who sits where.
EVERY_APPOINTMENT = "alle"

LABELS = {
    "hverv": "hverv",
    "kommune": "kommune",
    "person": "person",
    "plads": "plads",
    "dato": "dato",
    "vis": "vis",
    **pagination.LABELS,
}


@dataclass(frozen=True)
class SelectField:
    """A field of the form with what can be chosen in it, as slug and name."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True)
class BodySeats:
    """A body with those of its seats that are shown."""

    body: Body
    rows: tuple[SeatRow, ...]


@require_safe
@refuses_malformed_parameters
def appointments(request: HttpRequest) -> HttpResponse:
    parameters = Parameters.read(request.path, request.GET, LABELS)
    chosen = Person.objects.filter(slug=parameters.get("person"), merged_into__isnull=False).first()
    if chosen:
        return moved_for_now(parameters.with_value("person", chosen.current().slug).url)
    filters = AppointmentFilter(dict(parameters.values), queryset=Appointment.objects.for_list())
    filters.check()
    view = parameters.get("vis")
    if view not in ("", EVERY_APPOINTMENT):
        raise MalformedParameter("vis", "vis", view, f"Skriv {EVERY_APPOINTMENT}, eller lad det stå tomt.")
    narrowed = parameters.without("vis", pagination.PARAMETER)
    shown = {
        "choices": _select_fields(parameters),
        "parameters": parameters,
        "seats_url": narrowed.url,
        "every_appointment_url": narrowed.with_value("vis", EVERY_APPOINTMENT).url,
        "breadcrumbs": breadcrumbs.to_front(),
    }
    if view == EVERY_APPOINTMENT:
        page = pagination.page_of(filters.qs, parameters, size=APPOINTMENTS_A_PAGE)
        return render(request, "meetings/appointments.html", {**shown, "page": page})
    return render(request, "meetings/seats.html", {**shown, **_seats_on_day(filters.values(), parameters)})


def _seats_on_day(values: Mapping[str, Any], parameters: Parameters) -> dict[str, Any]:
    """Who sits in which body on the day that the filters say, or today."""
    day = values.get("dato") or timezone.localdate()
    appointments = Appointment.objects.all()
    if "hverv" in values:
        appointments = appointments.filter(body=values["hverv"])
    is_narrowed = bool(values.keys() & {"kommune", "person", "plads"})
    held: dict[int, list[Seat]] = {}
    for body, every in seats_by_body(appointments).items():
        wanted = [seat for seat in seats_on(every, day) if _is_wanted(seat, values, day)]
        if wanted or (not is_narrowed and any(seat.since <= day for seat in every)):
            held[body] = wanted
    page = pagination.page_of(Body.objects.filter(pk__in=held), parameters, size=BODIES_A_PAGE, count=len(held))
    of_page = seat_rows(chain.from_iterable(held[body.pk] for body in page.rows), day)
    return {
        "day": day,
        "page": page,
        "bodies": _with_rows(page, of_page),
        "balance": seat_balance(chain.from_iterable(held.values()), day) if page.number == 1 else None,
    }


def _is_wanted(seat: Seat, values: Mapping[str, Any], day: date) -> bool:
    municipality, person, place = (values.get(name) for name in ("kommune", "person", "plads"))
    return (
        (not municipality or seat.latest_on(day).municipality == municipality.pk)
        and (not person or seat.person == person.pk)
        and (not place or seat.is_empty != (place == FILLED))
    )


def _with_rows(page: Page[Body], rows: list[SeatRow]) -> list[BodySeats]:
    by_body: dict[int, list[SeatRow]] = {}
    for row in rows:
        by_body.setdefault(row.first.body_id, []).append(row)
    return [BodySeats(body, tuple(by_body.get(body.pk, ()))) for body in page.rows]


def _select_fields(parameters: Parameters) -> list[SelectField]:
    """Each field offers only what some appointment has."""
    appointments = Appointment.objects.order_by()
    offered: dict[str, QuerySet[Any]] = {
        "hverv": Body.objects.in_use(),
        "kommune": Municipality.objects.filter(pk__in=appointments.values("municipality")),
        "person": Person.objects.unmerged().filter(pk__in=appointments.values("person")),
    }
    options = {name: tuple(records.values_list("slug", "name")) for name, records in offered.items()}
    options["hverv"] = tuple((slug, capfirst(name)) for slug, name in options["hverv"])
    return [
        SelectField(name, AppointmentFilter.base_filters[name].label, of_field, parameters.get(name))
        for name, of_field in (options | {"plads": tuple(SEATS.items())}).items()
    ]
