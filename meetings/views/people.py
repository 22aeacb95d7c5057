"""People: whom they sat for, when they were there, and what they were appointed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.choices import Status
from meetings.models import Appointment, Council, Municipality, Participant, Party, Person
from meetings.parameters import Parameters
from meetings.views import breadcrumbs, pagination
from meetings.views.moved import moved_for_now
from meetings.views.refusals import refuses_malformed_parameters

PEOPLE_A_PAGE = 100


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
        first, last = self.first.meeting.date.year, self.last.meeting.date.year
        return str(first) if first == last else f"{first}–{last}"


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
    newest_first = list(
        found.participations.select_related("meeting__council", "party", "municipality")
        .defer("imported", "meeting__imported")
        .order_by("-meeting__date")
    )
    return render(
        request,
        "meetings/person.html",
        {
            "person": found,
            "merged": found.everybody_merged(),
            "participations": newest_first,
            "memberships": memberships(reversed(newest_first)),
            "attendance": attendance(newest_first),
            "appointments": Appointment.objects.for_list().filter(person=found),
            "breadcrumbs": breadcrumbs.to_list("Personer", "meetings:people"),
        },
    )


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


def attendance(participations: Iterable[Participant]) -> int | None:
    """The share of the meetings that the person came to, in whole per cent; None without meetings."""
    statuses = [participant.status for participant in participations]
    if not statuses:
        return None
    return round(100 * statuses.count(Status.PRESENT) / len(statuses))
