"""Municipalities, and what the archive says of one."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, Meeting, Municipality, Participant, Person
from meetings.pages import breadcrumbs, pagination, totals
from meetings.pages.attendance import partial_lists, yearly_attendance_table
from meetings.pages.figures.municipality import series_of_municipality
from meetings.pages.parameters import MalformedParameter, Parameters
from meetings.pages.seats import current_and_former_rows, seats_of_municipality
from meetings.views.decorators import refuses_malformed_parameters

ITEMS_A_PAGE = 25
# Chosen by hand, above what a municipality's people have; »Udpegninger« shows the rest.
MOST_CURRENT_SEATS, MOST_FORMER_SEATS = 50, 25
# So many people's attendance is shown, those who were there last; an address with `personer=alle` shows everybody's.
MOST_PEOPLE = 30
EVERYBODY = "alle"
LABELS = {"personer": "personer", **pagination.LABELS}


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """The list of municipalities with what the archive counts of each."""
    return render(
        request,
        "meetings/municipalities.html",
        {"municipalities": totals.municipalities_with_people(), "breadcrumbs": breadcrumbs.to_front()},
    )


@require_safe
@refuses_malformed_parameters
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """A municipality: its items, its people's attendance and seats, and its figures."""
    found: Any = Municipality.objects.with_counts().filter(slug=slug).first()
    if not found:
        raise Http404("Arkivet kender ikke den kommune.")
    items = AgendaItem.objects.shown().for_list().with_openings().filter(municipalities=found).by_date()
    parameters = Parameters.read(request.path, request.GET, LABELS)
    if parameters.get("personer") not in ("", EVERYBODY):
        raise MalformedParameter("personer", "personer", parameters.get("personer"), f"Skriv {EVERYBODY}, eller intet.")
    people = list(Person.objects.with_attendance_for(found))
    today = timezone.localdate()
    seats = seats_of_municipality(found, {person.pk for person in people})
    current, former = current_and_former_rows(seats, today, MOST_CURRENT_SEATS, MOST_FORMER_SEATS)
    shown_people = people if parameters.get("personer") else _who_sat_last(people)
    former_count = sum(seat.has_ended_by(today) for seat in seats)
    return render(
        request,
        "meetings/municipality.html",
        {
            "municipality": found,
            "page": pagination.page_of(items, parameters, size=ITEMS_A_PAGE, count=found.item_count),
            "everybody_url": (
                parameters.with_value("personer", EVERYBODY).url if len(shown_people) < len(people) else ""
            ),
            "attendance": yearly_attendance_table(
                shown_people, Participant.objects.shown().filter(municipality=found).counted(today).counts_by_year()
            ),
            "left_out": partial_lists(
                Meeting.objects.shown().filter(participants__municipality=found).distinct(), today
            ),
            "current_seats": current,
            "former_seats": former,
            "has_more_current_seats": len(seats) - former_count > MOST_CURRENT_SEATS,
            "has_more_former_seats": former_count > MOST_FORMER_SEATS,
            "own_figures": series_of_municipality(found),
            "breadcrumbs": breadcrumbs.to_list("Kommuner", "meetings:municipalities"),
        },
    )


def _who_sat_last(people: Sequence[Any]) -> list[Any]:
    """Those of the people, in their order, who stand on the latest lists: MOST_PEOPLE at most."""
    chosen = {one.pk for one in sorted(people, key=lambda one: one.last_date, reverse=True)[:MOST_PEOPLE]}
    return [one for one in people if one.pk in chosen]
