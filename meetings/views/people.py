"""People: whom they sat for, when they were there, what they were appointed to, and which items name them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, Appointment, Council, Municipality, Participant, Party, Person
from meetings.pages import breadcrumbs, pagination
from meetings.pages.attendance import AttendanceCount, attendance_by_year
from meetings.pages.former_addresses import moved_for_now
from meetings.pages.parameters import Parameters, refuses_malformed_parameters
from meetings.pages.seats import current_and_former_rows, seats_by_body
from meetings.search.grammar import QUOTES
from meetings.search.items import find_items
from meetings.search.query import MAX_NAMES, parse_query

PEOPLE_A_PAGE = 100
ITEMS_AT_MOST = 10
_WITHOUT_QUOTES = dict.fromkeys(map(ord, QUOTES), " ")


@dataclass(frozen=True)
class Membership:
    """A time in which somebody sat in a council for one party and one municipality, as its meetings show."""

    council: Council
    party: Party | None
    municipality: Municipality | None
    party_name: str
    participations: tuple[Participant, ...]

    @property
    def first(self) -> Participant:
        return self.participations[0]

    @property
    def last(self) -> Participant:
        return self.participations[-1]

    @property
    def years(self) -> str:
        """»2021« or »2021–2026«."""
        return _span_of_years(self.participations)

    @property
    def roles(self) -> list[str]:
        """What the person was meanwhile, one after the other: »formand 2022–2024«."""
        return [
            f"{role} {_span_of_years(list(in_role))}"
            for role, in_role in groupby(self.participations, lambda one: one.role)
            if role
        ]


@dataclass(frozen=True)
class NamingItems:
    """The newest items that name a person, and where the others are found."""

    items: tuple[AgendaItem, ...]
    search_url: str
    has_more: bool


@require_safe
@refuses_malformed_parameters
def people(request: HttpRequest) -> HttpResponse:
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    unmerged = Person.objects.unmerged()
    everyone = unmerged.with_attendance().with_latest_membership()
    return render(
        request,
        "meetings/people.html",
        {
            "page": pagination.page_of(everyone, parameters, size=PEOPLE_A_PAGE, count=unmerged.count()),
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = Person.objects.with_attendance().filter(slug=slug).first()
    if not found:
        raise Http404("Arkivet kender ikke den person.")
    if found.merged_into:
        return moved_for_now(found.current().get_absolute_url())
    merged = found.everybody_merged()
    newest_first = list(
        found.participations.select_related("meeting__council", "party", "municipality")
        .defer("imported", "meeting__imported")
        .order_by("-meeting__date")
    )
    years = attendance_by_year((found.pk, one.meeting.date.year, one.status, 1) for one in newest_first)
    of_bodies = Appointment.objects.filter(body__in=found.appointments.order_by().values("body"))
    seats = [seat for every in seats_by_body(of_bodies).values() for seat in every if seat.person == found.pk]
    held, left = current_and_former_rows(seats, timezone.localdate())
    return render(
        request,
        "meetings/person.html",
        {
            "person": found,
            "merged": merged,
            "participations": newest_first,
            "memberships": memberships(reversed(newest_first)),
            "years": years,
            "total": sum((one.attendance for one in years), AttendanceCount()),
            "held": held,
            "left": left,
            "naming": items_naming(found, merged),
            "breadcrumbs": breadcrumbs.to_list("Personer", "meetings:people"),
        },
    )


def items_naming(person: Person, merged: Sequence[Person]) -> NamingItems:
    """The newest items that name the person by any of their names. One query."""
    names = dict.fromkeys(name for one in (person, *merged) for name in (one.name, *one.former_names))
    phrases = [f'person:"{name.translate(_WITHOUT_QUOTES)}"' for name in list(names)[:MAX_NAMES]]
    named = find_items(parse_query(" eller ".join(phrases))).for_list().with_openings().by_date()
    items = tuple(named[: ITEMS_AT_MOST + 1])
    search_url = f"{reverse('meetings:search')}?{urlencode({'q': phrases[0]})}"
    return NamingItems(items[:ITEMS_AT_MOST], search_url, len(items) > ITEMS_AT_MOST)


def memberships(oldest_first: Iterable[Participant]) -> list[Membership]:
    """The times that a person's participations fall into, newest first. A letter may change its party meanwhile."""
    by_council = sorted(oldest_first, key=lambda participant: participant.meeting.council.name)

    def belonging(one: Participant) -> tuple[int, int | None, int | None, str]:
        return one.meeting.council_id, one.party_id, one.municipality_id, one.party_name

    spans = [
        Membership(
            of_one[0].meeting.council, of_one[0].party, of_one[0].municipality, of_one[0].party_name, tuple(of_one)
        )
        for _, group in groupby(by_council, belonging)
        for of_one in [list(group)]
    ]
    return sorted(spans, key=lambda span: span.last.meeting.date, reverse=True)


def _span_of_years(participations: Sequence[Participant]) -> str:
    first, last = participations[0].meeting.date.year, participations[-1].meeting.date.year
    return str(first) if first == last else f"{first}–{last}"
