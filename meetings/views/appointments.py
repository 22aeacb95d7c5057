"""Appointments: who sits in which body on a day, and who was chosen for what, when, and instead of whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from meetings.models import Appointment, Body, Person
from meetings.pages import breadcrumbs, pagination, totals
from meetings.pages.body_seats import body_seats_on_day
from meetings.pages.filters import SEATS, AppointmentFilter
from meetings.pages.parameters import MalformedParameter, Parameters
from meetings.views.decorators import refuses_malformed_parameters
from meetings.views.moved_and_removed import redirect_uncached

APPOINTMENTS_A_PAGE = 50
# Of a field that would offer more, only what is chosen is offered: the page would be nothing but names. A person's own
# page shows the appointments. Chosen by hand, above what five councils have.
MOST_OPTIONS = 1_000
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


@require_safe
@refuses_malformed_parameters
def appointments(request: HttpRequest) -> HttpResponse:
    """Who sits in which body on a day, or with `vis=alle` every appointment, narrowed by the address's filters."""
    parameters = Parameters.read(request.path, request.GET, LABELS)
    chosen = Person.objects.filter(slug=parameters.get("person"), merged_into__isnull=False).first()
    if chosen:
        return redirect_uncached(parameters.with_value("person", chosen.current().slug).url)
    filters = AppointmentFilter(dict(parameters.values), queryset=Appointment.objects.shown().for_list())
    filters.check()
    view = parameters.get("vis")
    if view not in ("", EVERY_APPOINTMENT):
        raise MalformedParameter("vis", "vis", view, f"Skriv {EVERY_APPOINTMENT}, eller lad det stå tomt.")
    narrowed = parameters.without("vis", pagination.PARAMETER)
    bodies = totals.bodies_in_use()
    shown = {
        "choices": select_fields(parameters, bodies),
        "parameters": parameters,
        "seats_url": narrowed.url,
        "every_appointment_url": narrowed.with_value("vis", EVERY_APPOINTMENT).url,
        "breadcrumbs": breadcrumbs.to_front(),
    }
    if view == EVERY_APPOINTMENT:
        page = pagination.page_of(filters.qs, parameters, size=APPOINTMENTS_A_PAGE)
        return render(request, "meetings/appointments.html", {**shown, "page": page})
    return render(request, "meetings/seats.html", {**shown, **body_seats_on_day(filters, parameters, bodies)})


def select_fields(parameters: Parameters, bodies: Iterable[Body]) -> list[SelectField]:
    """Each field offers only what some appointment has; of the bodies all of these."""
    options = {
        "hverv": tuple((body.slug, capfirst(body.name)) for body in bodies),
        "kommune": tuple((one.slug, one.name) for one in totals.municipalities_appointed_for()),
        "person": _people(parameters.get("person")),
        "plads": tuple(SEATS.items()),
    }
    return [
        SelectField(name, AppointmentFilter.base_filters[name].label, of_field, parameters.get(name))
        for name, of_field in options.items()
    ]


def _people(chosen: str) -> tuple[tuple[str, str], ...]:
    """Slug and name of the people who were appointed; where there are more than MOST_OPTIONS, of the chosen one."""
    appointed, unmerged = totals.appointed_people(), Person.objects.unmerged()
    offered = unmerged.filter(pk__in=appointed) if len(appointed) <= MOST_OPTIONS else unmerged.filter(slug=chosen)
    return tuple((slug, name) for pk, slug, name in offered.values_list("pk", "slug", "name") if pk in appointed)
