"""People: whom they sat for, when they were there, what they were appointed to, and which items name them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Appointment, Person
from meetings.models.choices import Status
from meetings.models.samples import shown_on_page_of
from meetings.pages import breadcrumbs, pagination, totals, withheld_records
from meetings.pages.attendance import AttendanceCount, attendance_by_year
from meetings.pages.items_naming import items_naming
from meetings.pages.memberships import memberships, told_when_appointed
from meetings.pages.namesakes import namesakes
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
    shown = Person.objects.shown()
    everyone = shown.with_attendance().with_latest_membership()
    return render(
        request,
        "meetings/people.html",
        {
            "left_out": totals.partial_lists(),
            "page": pagination.page_of(everyone, parameters, size=PEOPLE_A_PAGE, count=totals.person_count()),
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A person; the address of one who was merged leads to the person kept."""
    found: Any = Person.objects.with_sample_mark().filter(slug=slug).first()
    if not found:
        if withheld := withheld_records.withheld_person(slug):
            return withheld_page(request, withheld)
        raise Http404("Arkivet kender ikke den person.")
    if found.merged_into:
        return redirect_uncached(found.current().get_absolute_url())
    merged = found.everybody_merged()
    newest_first: list[Any] = list(
        shown_on_page_of(found, found.participations.all())
        .with_attended(timezone.localdate())
        .select_related("meeting__council", "party", "municipality")
        .defer("imported", "meeting__imported")
        .order_by("-meeting__date")
    )
    told = [one for one in newest_first if one.attended]
    counted = [one for one in told if one.counted]
    years = attendance_by_year((found.pk, one.meeting.date.year, one.status, (one.meeting_id,)) for one in counted)
    appointments = shown_on_page_of(found, Appointment.including_withheld.all())
    own = shown_on_page_of(found, found.appointments.decided()).for_list().order_by("item__meeting__date", "pk")
    of_bodies = appointments.filter(body__in=found.appointments.order_by().values("body"))
    seats = [seat for of_body in seats_by_body(of_bodies).values() for seat in of_body if seat.person == found.pk]
    current, former = current_and_former_rows(seats, timezone.localdate())
    return render(
        request,
        "meetings/person.html",
        {
            "person": found,
            "is_of_samples": found.is_of_samples,
            "merged": merged,
            "namesakes": namesakes(found),
            "participations": told,
            "is_told_of": any(one.status != Status.UNKNOWN for one in told),
            "left_out": [one.meeting for one in told if not one.counted],
            "summoned": [one for one in newest_first if not one.attended],
            "memberships": memberships(reversed(newest_first)),
            "told_when_appointed": [] if newest_first else told_when_appointed(own),
            "years": years,
            "total": sum((one.attendance for one in years), AttendanceCount()),
            "current_seats": current,
            "former_seats": former,
            "naming": items_naming(found, merged),
            "breadcrumbs": breadcrumbs.to_list("Personer", "meetings:people"),
        },
    )
