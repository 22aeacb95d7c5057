"""Municipalities, and what the archive says of one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from meetings.caching.kept_parts import Followed, kept_parts
from meetings.models import (
    AgendaItem,
    Appointment,
    Body,
    Council,
    Document,
    Meeting,
    Municipality,
    Participant,
    Party,
    Person,
    Table,
)
from meetings.models.named import item_is_linked
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

# What is shown of a municipality's people and figures follows from these, and from the items that its tables and
# anybody's appointments stand in, with the case threads of these items.
PEOPLE_AND_FIGURES_FOLLOW = (
    *(Council, Meeting, Meeting.joint_councils.through, Document),
    *(Participant, Person, Party, Municipality, Body, Appointment, Table),
)


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
    is_named = item_is_linked(AgendaItem.municipalities.through, "municipality_id", found.pk)
    items = pagination.KeysFirst(
        AgendaItem.objects.shown().filter(is_named).by_date().values_list("pk", flat=True),
        AgendaItem.objects.for_list().with_openings().by_date(),
    )
    parameters = Parameters.read(request.path, request.GET, LABELS)
    if parameters.get("personer") not in ("", EVERYBODY):
        raise MalformedParameter("personer", "personer", parameters.get("personer"), f"Skriv {EVERYBODY}, eller intet.")
    page = pagination.page_of(items, parameters, size=ITEMS_A_PAGE, count=found.item_count)
    return render(
        request,
        "meetings/municipality.html",
        {
            "municipality": found,
            "page": page,
            "people_and_figures": _people_and_figures(found, parameters) if page.number == 1 else "",
            "breadcrumbs": breadcrumbs.to_list("Kommuner", "meetings:municipalities"),
        },
    )


def _people_and_figures(municipality: Municipality, parameters: Parameters) -> SafeString:
    """Who sat for the municipality and sits, and its figures: kept, as most saves of an item change nothing of it."""
    today = timezone.localdate()
    names = [municipality.name, *municipality.former_names]
    return kept_parts.part(
        ("municipality", municipality.pk, parameters.url, today),
        Followed.of(
            PEOPLE_AND_FIGURES_FOLLOW,
            (Table._base_manager.filter(municipalities__overlap=names), Appointment.including_withheld.all()),
        ),
        lambda: render_to_string(
            "meetings/parts/of_municipality.html", _of_people_and_figures(municipality, parameters, today)
        ),
    )


def _of_people_and_figures(municipality: Municipality, parameters: Parameters, today: date) -> dict[str, Any]:
    people = list(Person.objects.with_attendance_for(municipality))
    seats = seats_of_municipality(municipality, {person.pk for person in people})
    current, former = current_and_former_rows(seats, today, MOST_CURRENT_SEATS, MOST_FORMER_SEATS)
    shown_people = people if parameters.get("personer") else _who_sat_last(people)
    former_count = sum(seat.has_ended_by(today) for seat in seats)
    of_municipality = Participant.objects.shown().filter(municipality=municipality)
    return {
        "municipality": municipality,
        "everybody_url": parameters.with_value("personer", EVERYBODY).url if len(shown_people) < len(people) else "",
        "attendance": yearly_attendance_table(shown_people, of_municipality.counted(today).counts_by_year()),
        "left_out": partial_lists(
            Meeting.objects.shown().filter(participants__municipality=municipality).distinct(), today
        ),
        "current_seats": current,
        "former_seats": former,
        "has_more_current_seats": len(seats) - former_count > MOST_CURRENT_SEATS,
        "has_more_former_seats": former_count > MOST_FORMER_SEATS,
        "own_figures": series_of_municipality(municipality),
    }


def _who_sat_last(people: Sequence[Any]) -> list[Any]:
    """Those of the people, in their order, who stand on the latest lists: MOST_PEOPLE at most."""
    chosen = {one.pk for one in sorted(people, key=lambda one: one.last_date, reverse=True)[:MOST_PEOPLE]}
    return [one for one in people if one.pk in chosen]
