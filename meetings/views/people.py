"""People: whom they sat for, when they were there, what they were appointed to, and which items name them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Appointment, Person
from meetings.pages import breadcrumbs, pagination, withheld_records
from meetings.pages.attendance import AttendanceCount, attendance_by_year
from meetings.pages.items_naming import items_naming
from meetings.pages.memberships import memberships
from meetings.pages.parameters import Parameters
from meetings.pages.seats import current_and_former_rows, seats_by_body
from meetings.views.decorators import refuses_malformed_parameters
from meetings.views.moved_and_removed import redirect_uncached, withheld_page

PEOPLE_A_PAGE = 100


@require_safe
@refuses_malformed_parameters
def people(request: HttpRequest) -> HttpResponse:
    """The list of people, a page at a time."""
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
    """A person; the address of one who was merged leads to the person kept."""
    found = Person.objects.with_attendance().filter(slug=slug).first()
    if not found:
        if withheld := withheld_records.withheld_person(slug):
            return withheld_page(request, withheld)
        raise Http404("Arkivet kender ikke den person.")
    if found.merged_into:
        return redirect_uncached(found.current().get_absolute_url())
    merged = found.everybody_merged()
    newest_first: list[Any] = list(
        found.participations.with_attended(timezone.localdate())
        .select_related("meeting__council", "party", "municipality")
        .defer("imported", "meeting__imported")
        .order_by("-meeting__date")
    )
    told = [one for one in newest_first if one.attended]
    years = attendance_by_year((found.pk, one.meeting.date.year, one.status, 1) for one in told)
    of_bodies = Appointment.including_withheld.filter(body__in=found.appointments.order_by().values("body"))
    seats = [seat for of_body in seats_by_body(of_bodies).values() for seat in of_body if seat.person == found.pk]
    current, former = current_and_former_rows(seats, timezone.localdate())
    return render(
        request,
        "meetings/person.html",
        {
            "person": found,
            "merged": merged,
            "participations": told,
            "summoned": [one for one in newest_first if not one.attended],
            "memberships": memberships(reversed(newest_first)),
            "years": years,
            "total": sum((one.attendance for one in years), AttendanceCount()),
            "current_seats": current,
            "former_seats": former,
            "naming": items_naming(found, merged),
            "breadcrumbs": breadcrumbs.to_list("Personer", "meetings:people"),
        },
    )
