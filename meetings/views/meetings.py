"""Meetings: by year, by council, and one meeting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, Council, Document, Meeting, Section
from meetings.models.choices import CaseType, Status
from meetings.pages import (
    awaited,
    breadcrumbs,
    citations,
    former_addresses,
    pagination,
    provenance,
    since_agenda,
    structured_data,
)
from meetings.pages.attendance import attendance_table, delegations
from meetings.pages.parameters import Parameters, refuses_malformed_parameters
from meetings.pages.references import mentions_of
from meetings.parsing.meaning.programme import ProgrammeEvent, read_programme
from meetings.search.archive_names import meetings_by_year

MEETINGS_A_PAGE = 60


@dataclass(frozen=True)
class SectionItems:
    """A section of a meeting with its items, if it has any; no section where items stand under none."""

    section: Section | None
    items: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class Edition:
    """A document of a meeting; a later edition of it may have taken its place."""

    document: Document
    is_former: bool


@dataclass(frozen=True)
class Programme:
    """The programme of the day, and the item that it stands in."""

    item: AgendaItem
    events: Sequence[ProgrammeEvent]


@require_safe
@refuses_malformed_parameters
def meetings(request: HttpRequest) -> HttpResponse:
    """The years, and the meetings of the newest."""
    counts = meetings_by_year()
    return _year_page(request, next(iter(counts), None), counts, is_index=True)


@require_safe
@refuses_malformed_parameters
def meetings_of_year(request: HttpRequest, year: int) -> HttpResponse:
    counts = meetings_by_year()
    if year not in counts:
        raise Http404(f"Arkivet har ingen møder fra {year}.")
    return _year_page(request, year, counts, is_index=False)


def _year_page(request: HttpRequest, year: int | None, counts: Mapping[int, int], *, is_index: bool) -> HttpResponse:
    of_year = Meeting.objects.for_list().filter(date__year=year) if year else Meeting.objects.none()
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


@require_safe
@refuses_malformed_parameters
def council(request: HttpRequest, council_slug: str) -> HttpResponse:
    found: Any = Council.objects.with_meeting_counts().filter(slug=council_slug).first()
    if not found:
        raise Http404("Arkivet kender ikke det råd.")
    of_council = Meeting.objects.for_list().filter(council=found)
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    return render(
        request,
        "meetings/council.html",
        {
            "council": found,
            "subject": structured_data.describe_council(found),
            "page": pagination.page_of(of_council, parameters, size=MEETINGS_A_PAGE, count=found.meeting_count),
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


@require_safe
def meeting(request: HttpRequest, council_slug: str, date: date) -> HttpResponse:
    found = Meeting.objects.select_related("council").filter(council__slug=council_slug, date=date).first()
    if not found:
        if moved_to := former_addresses.moved_meeting(council_slug, date):
            return redirect(moved_to, permanent=True)
        if gone := former_addresses.removed_meeting(council_slug, date):
            return former_addresses.removed_meeting_page(request, gone)
        raise Http404(f"Arkivet har intet møde i det råd {date_format(date, 'j. F Y')}.")
    participants = list(found.participants.select_related("person", "party", "municipality").defer("imported"))
    of_meeting = AgendaItem.objects.for_list().with_openings().with_programmes().filter(meeting=found)
    items: list[Any] = list(of_meeting.select_related("section", "meeting__council", "decision").order_by("position"))
    documents = list(found.documents.without_text().leading_first())
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": found,
            "subject": structured_data.describe_meeting(found, documents),
            "documents": list(_editions(documents, items)),
            "draft": documents[0] if documents and provenance.is_draft_of_minutes(documents[0]) else None,
            "awaited": awaited.notice_on_meeting(found, documents, items),
            "since_agenda": since_agenda.compare_meeting(documents, items),
            "since_agenda_url": since_agenda.comparison_url(found),
            "programme": _programme(items),
            "parts": _section_items(found.sections.defer("imported"), items),
            "present": delegations(participants, Status.PRESENT),
            "absent": delegations(participants, Status.ABSENT),
            "absent_count": sum(participant.status == Status.ABSENT for participant in participants),
            "attendance": attendance_table(participants),
            "citation": citations.citation_of_meeting(found, documents[0] if documents else None),
            "mentioned_in": mentions_of(found),
            "previous": Meeting.objects.before(found),
            "next": Meeting.objects.after(found),
            "breadcrumbs": breadcrumbs.to_council(found.council),
        },
    )


def _programme(items: Iterable[Any]) -> Programme | None:
    """The first that a formality lists; other items list the hours of other days."""
    for item in items:
        if item.case_type == CaseType.FORMALITY and (events := read_programme(item.programme_text)):
            return Programme(item, events)
    return None


def _editions(documents: Iterable[Document], items: Iterable[AgendaItem]) -> Iterator[Edition]:
    """The documents, the leading one first, each with whether that one has replaced it.

    One that the page still shows items of is not replaced: the other is a supplement to it. Of documents of a kind that
    no longer leads it cannot be told.
    """
    shown = {item.document_id for item in items if not item.withdrawn}
    leading: Document | None = None
    for document in documents:
        is_alike = leading and (document.kind, document.is_draft) == (leading.kind, leading.is_draft)
        yield Edition(document, is_former=bool(is_alike) and document.pk not in shown)
        leading = leading or document


def _section_items(sections: Iterable[Section], items: Iterable[AgendaItem]) -> list[SectionItems]:
    """The meeting's contents in order; a section without items comes before the next section that has some."""
    parts = [
        SectionItems(section, tuple(of_section)) for section, of_section in groupby(items, lambda item: item.section)
    ]
    with_items = {part.section for part in parts}
    for section in sections:
        if section not in with_items:
            later = (place for place, part in enumerate(parts) if _comes_before(section, part.section))
            parts.insert(next(later, len(parts)), SectionItems(section, ()))
    return parts


def _comes_before(section: Section, other: Section | None) -> bool:
    return other is not None and section.position < other.position
