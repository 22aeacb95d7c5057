"""Municipalities, and what the archive says of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, Appointment, Municipality, Person
from meetings.parameters import Parameters
from meetings.views import breadcrumbs, pagination
from meetings.views.refusals import refuses_malformed_parameters

ITEMS_A_PAGE = 25


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "meetings/municipalities.html",
        {"municipalities": Municipality.objects.with_counts(), "breadcrumbs": breadcrumbs.to_front()},
    )


@require_safe
@refuses_malformed_parameters
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    found = Municipality.objects.filter(slug=slug).first()
    if not found:
        raise Http404("Arkivet kender ikke den kommune.")
    items = AgendaItem.objects.for_list().with_openings().filter(municipalities=found).by_date()
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    return render(
        request,
        "meetings/municipality.html",
        {
            "municipality": found,
            "page": pagination.page_of(items, parameters, size=ITEMS_A_PAGE),
            "people": Person.objects.with_attendance_for(found),
            "appointments": Appointment.objects.for_list().filter(municipality=found),
            "breadcrumbs": breadcrumbs.to_list("Kommuner", "meetings:municipalities"),
        },
    )
