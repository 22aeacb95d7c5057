"""Meetings: by year, by council, and one meeting."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from meetings.caching.shown_councils import COUNCIL_OF_ADDRESS, shows_council
from meetings.models import AgendaItem, Council, Meeting, MeetingDay
from meetings.models.choices import DocumentKind, Status
from meetings.pages import (
    awaited,
    breadcrumbs,
    citations,
    former_addresses,
    pagination,
    provenance,
    removed_records,
    since_agenda,
    structured_data,
)
from meetings.pages.attendance import attendance_table, delegations
from meetings.pages.council_seats import council_seats
from meetings.pages.meeting_contents import editions_of_meeting, items_by_section, programme_of_meeting
from meetings.pages.parameters import Parameters
from meetings.pages.references import meetings_near, mentions_of
from meetings.pages.withheld_records import withheld_of_meeting
from meetings.search.archive_names import meetings_by_year
from meetings.views import moved_and_removed
from meetings.views.decorators import refuses_malformed_parameters

MEETINGS_A_PAGE = 60


@require_safe
@refuses_malformed_parameters
def meetings(request: HttpRequest) -> HttpResponse:
    """The years, and the meetings of the newest."""
    counts = meetings_by_year()
    return _year_page(request, next(iter(counts), None), counts, is_index=True)


@require_safe
@refuses_malformed_parameters
def meetings_of_year(request: HttpRequest, year: int) -> HttpResponse:
    """The meetings of one year; 404 for a year without any."""
    counts = meetings_by_year()
    if year not in counts:
        raise Http404(f"Arkivet har ingen møder fra {year}.")
    return _year_page(request, year, counts, is_index=False)


def _year_page(request: HttpRequest, year: int | None, counts: Mapping[int, int], *, is_index: bool) -> HttpResponse:
    of_year = Meeting.objects.shown().for_list().filter(date__year=year) if year else Meeting.objects.none()
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    count = counts[year] if year else 0
    return render(
        request,
        "meetings/meetings.html",
        {
            "page": pagination.page_of(of_year, parameters, size=MEETINGS_A_PAGE, count=count),
            "years": list(counts),
            "year": year,
            "is_index": is_index,
            "breadcrumbs": breadcrumbs.to_front() if is_index else breadcrumbs.to_list("Møder", "meetings:meetings"),
        },
    )


@shows_council(COUNCIL_OF_ADDRESS)
@require_safe
@refuses_malformed_parameters
def council(request: HttpRequest, council_slug: str) -> HttpResponse:
    """A council with its meetings."""
    found: Any = Council.objects.with_meeting_counts().filter(slug=council_slug).first()
    if not found:
        raise Http404("Arkivet kender ikke det råd.")
    of_council = Meeting.objects.for_list().of_council(found)
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    return render(
        request,
        "meetings/council.html",
        {
            "council": found,
            "members": council_seats(Council.objects.filter(pk=found.pk), timezone.localdate()),
            "subject": structured_data.describe_council(found),
            "is_of_samples": found.is_sample,
            "page": pagination.page_of(of_council, parameters, size=MEETINGS_A_PAGE, count=found.meeting_count),
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


@shows_council(COUNCIL_OF_ADDRESS)
@require_safe
def meeting(request: HttpRequest, council_slug: str, day: MeetingDay) -> HttpResponse:
    """A meeting. A former address leads to where it is now; that of a deleted meeting answers 410."""
    found: Any = Meeting.objects.select_related("council").with_rare_parts().addressed(council_slug, day).first()
    if not found:
        if moved_to := former_addresses.moved_meeting(council_slug, day):
            return moved_and_removed.redirect_uncached(moved_to.get_absolute_url())
        if gone := removed_records.removed_meeting(council_slug, day):
            return moved_and_removed.removed_meeting_page(request, gone)
        raise Http404(f"Arkivet har intet møde i det råd {date_format(day.date, 'j. F Y')}.")
    participants = list(found.participants.select_related("person", "party", "municipality").defer("imported"))
    of_meeting = AgendaItem.objects.for_list().with_openings().with_programmes().filter(meeting=found)
    items: list[Any] = list(of_meeting.select_related("section", "meeting__council", "decision").order_by("position"))
    documents = list(found.documents.without_text().leading_first())
    withheld = withheld_of_meeting(found)
    known_documents = [*documents, *withheld.documents]
    councils = found.councils if found.is_joint else [found.council]
    nearby = meetings_near(found)
    agendas = {document.pk for document in known_documents if document.kind == DocumentKind.AGENDA}
    is_held = not found.is_called_off and found.date <= timezone.localdate()
    told = [participant for participant in participants if participant.document_id not in agendas]
    is_attendance = is_held and bool(told)
    says_all = found.participants_complete is not False and all(one.status != Status.UNKNOWN for one in told)
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": found,
            "is_of_samples": found.council.is_sample,
            "subject": structured_data.describe_meeting(found, documents, councils),
            "documents": list(editions_of_meeting(documents, items)),
            "draft": documents[0] if documents and provenance.is_draft_of_minutes(documents[0]) else None,
            "awaited": awaited.notice_on_meeting(found, known_documents, items),
            "since_agenda": since_agenda.compare_meeting(documents, items),
            "since_agenda_url": since_agenda.comparison_url(found),
            "programme": programme_of_meeting(items),
            "withheld": withheld,
            "parts": items_by_section(
                found.sections.defer("imported"), sorted((*items, *withheld.items), key=lambda one: one.position)
            ),
            "present": delegations(participants, Status.PRESENT),
            "absent": delegations(participants, Status.ABSENT),
            "listed": delegations(participants, Status.UNKNOWN),
            "counts": Counter(participant.status for participant in participants),
            "attendance": attendance_table(participants),
            "citation": citations.citation_of_meeting(found, documents[0] if documents else None),
            "mentioned_in": mentions_of(found),
            "same_day": nearby.connected,
            "councils": councils,
            "attachments": found.attachments.all() if found.has_attachments else (),
            "is_attendance": is_attendance,
            "is_partial_list": is_attendance and not says_all,
            "previous": nearby.previous,
            "next": nearby.next,
            "breadcrumbs": breadcrumbs.to_council(found.council),
        },
    )
