"""A body that people are appointed to: who sits there on a day, and how it came about."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Appointment, Body
from meetings.models.samples import shown_on_page_of
from meetings.pages import breadcrumbs
from meetings.pages.filters import AppointmentFilter
from meetings.pages.parameters import Parameters
from meetings.pages.seat_history import seat_history
from meetings.pages.seats import count_seats, seat_balance, seat_rows, seats_by_body
from meetings.people.seats import seats_on
from meetings.views.decorators import refuses_malformed_parameters

LABELS = {"dato": "dato"}


@require_safe
@refuses_malformed_parameters
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """A body: who sits there on the day that `dato` says, or today, and the history of its seats."""
    found: Any = Body.objects.with_sample_mark().filter(slug=slug).first()
    if not found:
        raise Http404("Arkivet kender ikke det hverv.")
    parameters = Parameters.read(request.path, request.GET, LABELS)
    appointments = shown_on_page_of(found, Appointment.including_withheld.filter(body=found))
    filters = AppointmentFilter(dict(parameters.values), queryset=appointments)
    filters.check()
    day = filters.values().get("dato") or timezone.localdate()
    seats = seats_by_body(appointments).get(found.pk, ())
    on_day = seats_on(seats, day)
    return render(
        request,
        "meetings/body.html",
        {
            "body": found,
            "is_of_samples": found.is_of_samples,
            "day": day,
            "rows": seat_rows(on_day, day),
            "balance": seat_balance(count_seats(on_day, day)),
            "history": seat_history(seats),
            "parameters": parameters,
            "breadcrumbs": breadcrumbs.to_list("Udpegninger", "meetings:appointments"),
        },
    )
