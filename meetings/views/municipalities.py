"""Municipalities, and what the archive says of one."""

from collections.abc import Collection

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, Appointment, Municipality, Participant, Person
from meetings.pages import breadcrumbs, pagination, totals
from meetings.pages.attendance import yearly_attendance_table
from meetings.pages.figures.municipality import series_of_municipality
from meetings.pages.parameters import Parameters, refuses_malformed_parameters
from meetings.pages.seats import current_and_former_rows, seats_by_body
from meetings.people.seats import Seat

ITEMS_A_PAGE = 25


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "meetings/municipalities.html",
        {"municipalities": totals.municipalities(), "breadcrumbs": breadcrumbs.to_front()},
    )


@require_safe
@refuses_malformed_parameters
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    found = Municipality.objects.filter(slug=slug).first()
    if not found:
        raise Http404("Arkivet kender ikke den kommune.")
    items = AgendaItem.objects.for_list().with_openings().filter(municipalities=found).by_date()
    count = next((one.item_count for one in totals.municipalities() if one == found), 0)
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    people = list(Person.objects.with_attendance_for(found))
    held, left = current_and_former_rows(_seats_of(found, {person.pk for person in people}), timezone.localdate())
    return render(
        request,
        "meetings/municipality.html",
        {
            "municipality": found,
            "page": pagination.page_of(items, parameters, size=ITEMS_A_PAGE, count=count),
            "attendance": yearly_attendance_table(
                people, Participant.objects.filter(municipality=found).counts_by_year()
            ),
            "held": held,
            "left": left,
            "own_figures": series_of_municipality(found),
            "breadcrumbs": breadcrumbs.to_list("Kommuner", "meetings:municipalities"),
        },
    )


def _seats_of(municipality: Municipality, people: Collection[int]) -> list[Seat]:
    """The seats that were given to the municipality, and to its people where no municipality is told. One query."""
    of_it = Q(municipality=municipality) | Q(municipality=None, person__in=people)
    bodies = Appointment.objects.filter(of_it, person__isnull=False).order_by().values("body")
    every = seats_by_body(Appointment.objects.filter(body__in=bodies))
    return [
        seat
        for of_body in every.values()
        for seat in of_body
        if not seat.is_empty
        and any(_is_of(one.municipality, municipality, one.person, people) for one in seat.decisions)
    ]


def _is_of(told: int | None, municipality: Municipality, person: int | None, people: Collection[int]) -> bool:
    return told == municipality.pk or (told is None and person in people)
