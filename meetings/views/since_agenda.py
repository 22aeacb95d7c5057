"""Siden dagsordenen: what the minutes of a meeting have otherwise than its agenda."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from meetings.caching.shown_councils import COUNCIL_OF_ADDRESS, shows_council
from meetings.models import AgendaItem, Meeting, MeetingDay
from meetings.models.choices import DocumentKind
from meetings.pages import breadcrumbs, former_addresses, removed_records
from meetings.pages.since_agenda import compare_meeting, comparison_url
from meetings.pages.withheld_records import withheld_comparison
from meetings.views import moved_and_removed


@shows_council(COUNCIL_OF_ADDRESS)
@require_safe
def since_agenda(request: HttpRequest, council_slug: str, day: MeetingDay) -> HttpResponse:
    """A meeting's agenda and minutes compared; 404 where one of them is missing."""
    meeting = Meeting.objects.select_related("council").addressed(council_slug, day).first()
    date = date_format(day.date, "j. F Y")
    if not meeting:
        if moved_to := former_addresses.moved_meeting(council_slug, day):
            return moved_and_removed.redirect_uncached(comparison_url(moved_to))
        if gone := removed_records.removed_meeting(council_slug, day):
            return moved_and_removed.removed_meeting_page(request, gone)
        raise Http404(f"Arkivet har intet møde i det råd {date}.")
    documents = list(meeting.documents.without_text().leading_first())
    for kind, name in ((DocumentKind.AGENDA, "dagsordenen"), (DocumentKind.MINUTES, "referatet")):
        if not any(document.kind == kind for document in documents):
            if withheld := withheld_comparison(meeting):
                return moved_and_removed.withheld_page(request, withheld)
            raise Http404(f"Arkivet har ikke {name} fra mødet {date}, så der er intet at sammenligne.")
    items = AgendaItem.objects.for_results().defer("background", "presentation").filter(meeting=meeting)
    since = compare_meeting(documents, items)
    if not since:
        raise Http404("Dokumenterne fra mødet skal læses igen, før de kan sammenlignes.")
    return render(
        request,
        "meetings/since_agenda.html",
        {
            "meeting": meeting,
            "is_of_samples": meeting.council.is_sample,
            "since": since,
            "breadcrumbs": breadcrumbs.to_meeting(meeting),
        },
    )
