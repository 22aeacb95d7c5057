"""One item of an agenda: what was recommended, what was decided, and what it rests on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from meetings.cases.similar import similar_items
from meetings.models import AgendaItem, Appointment, MeetingDay
from meetings.pages import (
    awaited,
    breadcrumbs,
    citations,
    corrections,
    former_addresses,
    provenance,
    removed_records,
    since_agenda,
    structured_data,
    timeline,
    withheld_records,
)
from meetings.pages.item_texts import correction_sentences, item_texts, meetings_referred_to, vote_results
from meetings.pages.named_people import named_people
from meetings.pages.references import references_of
from meetings.views import moved_and_removed


@require_safe
def item(
    request: HttpRequest, council_slug: str, day: MeetingDay, number: str, *, withdrawn: bool = False
) -> HttpResponse:
    """An item. A former address leads to where it is now; that of a deleted item or meeting answers 410."""
    of_meeting = AgendaItem.objects.with_sources().of_meeting_at(council_slug, day)
    found: Any = of_meeting.filter(number=number, withdrawn=withdrawn).first()
    if not found:
        if withheld := withheld_records.withheld_item(council_slug, day, number):
            return moved_and_removed.withheld_page(request, withheld)
        if moved_to := former_addresses.moved_item(council_slug, day, number):
            return moved_and_removed.redirect_uncached(moved_to.get_absolute_url())
        if removed_from := removed_records.meeting_of_removed_item(council_slug, day, number):
            return moved_and_removed.removed_item_page(request, removed_from, number)
        if gone := removed_records.removed_meeting(council_slug, day):
            return moved_and_removed.removed_meeting_page(request, gone)
        raise Http404(f"Arkivet har intet punkt {number} fra et møde i det råd {date_format(day.date, 'j. F Y')}.")
    siblings = list(AgendaItem.objects.for_list().filter(meeting=found.meeting_id).order_by("position"))
    position = siblings.index(found)
    attachments = list(found.attachments.all())
    places = provenance.sources_of_item(found)
    statements = corrections.statements_of(found)
    corrected = corrections.corrections_of(found, statements)
    since = since_agenda.compare_item(found, statements)
    appointments = list(Appointment.objects.for_list().filter(item=found))
    return render(
        request,
        "meetings/item.html",
        {
            "item": found,
            "is_of_samples": found.meeting.council.is_sample,
            "subject": structured_data.describe_item(found, found.meeting.councils if found.is_joint else ()),
            "texts": {text.name: text for text in item_texts(found, attachments, corrected)},
            "corrections": list(correction_sentences(corrected)),
            "appointments": appointments,
            "attachments": attachments,
            "municipalities": found.municipalities.all(),
            "people": named_people(found, appointments),
            "topics": found.topics.all(),
            "references": meetings_referred_to(found),
            "linked": references_of(found, siblings),
            "timeline": timeline.item_timeline(found),
            "similar": similar_items(found),
            "votes": vote_results(found),
            "awaited": awaited.notice_on_item(found),
            "sources": places,
            "draft": next((place.document for place in places if provenance.is_draft_of_minutes(place.document)), None),
            "since_agenda": since,
            "since_sentences": since_agenda.sentences_on_item(found, since),
            "citation": citations.citation_of_item(
                found, places[-1] if places else None, is_corrected=bool(corrected.keys() - {corrections.OUTCOME})
            ),
            "previous": siblings[position - 1] if position else None,
            "next": siblings[position + 1] if position + 1 < len(siblings) else None,
            "breadcrumbs": breadcrumbs.to_meeting(found.meeting),
        },
    )
