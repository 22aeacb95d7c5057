"""Municipalities, and what the archive says of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, Municipality, Participant, Person
from meetings.pages import breadcrumbs, pagination, totals
from meetings.pages.attendance import yearly_attendance_table
from meetings.pages.figures.municipality import series_of_municipality
from meetings.pages.parameters import Parameters
from meetings.pages.seats import current_and_former_rows, seats_of_municipality
from meetings.views.decorators import refuses_malformed_parameters

ITEMS_A_PAGE = 25


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """The list of municipalities with what the archive counts of each."""
    return render(
        request,
        "meetings/municipalities.html",
        {"municipalities": totals.municipalities(), "breadcrumbs": breadcrumbs.to_front()},
    )


@require_safe
@refuses_malformed_parameters
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """A municipality: its items, its people's attendance and seats, and its figures."""
    found = Municipality.objects.filter(slug=slug).first()
    if not found:
        raise Http404("Arkivet kender ikke den kommune.")
    items = AgendaItem.objects.for_list().with_openings().filter(municipalities=found).by_date()
    count = next((one.item_count for one in totals.municipalities() if one == found), 0)
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    people = list(Person.objects.with_attendance_for(found))
    current, former = current_and_former_rows(
        seats_of_municipality(found, {person.pk for person in people}), timezone.localdate()
    )
    return render(
        request,
        "meetings/municipality.html",
        {
            "municipality": found,
            "page": pagination.page_of(items, parameters, size=ITEMS_A_PAGE, count=count),
            "attendance": yearly_attendance_table(
                people, Participant.objects.filter(municipality=found).attended(timezone.localdate()).counts_by_year()
            ),
            "current_seats": current,
            "former_seats": former,
            "own_figures": series_of_municipality(found),
            "breadcrumbs": breadcrumbs.to_list("Kommuner", "meetings:municipalities"),
        },
    )
