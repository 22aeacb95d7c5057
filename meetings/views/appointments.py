"""Appointments: who was chosen for what, when, and instead of whom."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.filters import SEATS, AppointmentFilter
from meetings.models import Appointment, Body, Municipality, Person
from meetings.parameters import Parameters
from meetings.views import breadcrumbs, pagination
from meetings.views.moved import moved_for_now
from meetings.views.refusals import refuses_malformed_parameters

APPOINTMENTS_A_PAGE = 50
LABELS = {"hverv": "hverv", "kommune": "kommune", "person": "person", "plads": "plads", **pagination.LABELS}


@dataclass(frozen=True)
class Choice:
    """A field of the form with what can be chosen in it, as slug and name."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@require_safe
@refuses_malformed_parameters
def appointments(request: HttpRequest) -> HttpResponse:
    parameters = Parameters.read(request.path, request.GET, LABELS)
    chosen = Person.objects.filter(slug=parameters.get("person"), merged_into__isnull=False).first()
    if chosen:
        return moved_for_now(parameters.with_value("person", chosen.current().slug).url)
    filters = AppointmentFilter(dict(parameters.values), queryset=Appointment.objects.for_list())
    filters.check()
    return render(
        request,
        "meetings/appointments.html",
        {
            "page": pagination.page_of(filters.qs, parameters, size=APPOINTMENTS_A_PAGE),
            "choices": _choices(parameters),
            "parameters": parameters,
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


def _choices(parameters: Parameters) -> list[Choice]:
    """Each field offers only what some appointment has."""
    appointments = Appointment.objects.order_by()
    offered: dict[str, QuerySet[Any]] = {
        "hverv": Body.objects.filter(pk__in=appointments.values("body")),
        "kommune": Municipality.objects.filter(pk__in=appointments.values("municipality")),
        "person": Person.objects.unmerged().filter(pk__in=appointments.values("person")),
    }
    options = {name: tuple(records.values_list("slug", "name")) for name, records in offered.items()}
    return [
        Choice(name, AppointmentFilter.base_filters[name].label, of_field, parameters.get(name))
        for name, of_field in (options | {"plads": tuple(SEATS.items())}).items()
    ]
