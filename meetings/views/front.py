"""The front page: what was decided lately, and the ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from meetings.pages import structured_data, totals
from meetings.pages.charts.outcomes import UNDECIDED
from meetings.pages.front_page import ArchiveNumbers, FrontCounts, case_type_links, draw_counts, lately_decided
from meetings.search.archive_names import years_with_meetings


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The front page."""
    today = timezone.localdate()
    councils, kinds, years = totals.councils(), totals.items_by_year(), years_with_meetings()
    numbers = ArchiveNumbers(
        meetings=sum(council.meeting_count for council in councils),
        items=sum(count for *_, count in kinds),
        decisions=sum(count for *_, outcome, count in kinds if outcome not in UNDECIDED.outcomes),
        people=totals.person_count(),
    )
    counts = FrontCounts(
        tuple(sorted(kinds, key=repr)), tuple(totals.topics()), tuple(totals.municipalities()), numbers, len(years)
    )
    return render(
        request,
        "meetings/front.html",
        {
            "subject": structured_data.describe_site(),
            "latest": Meeting.objects.for_list().shown().not_called_off().filter(date__lte=today).first(),
            "upcoming": Meeting.objects.shown()
            .for_list()
            .not_called_off()
            .filter(date__gt=today)
            .order_by("date", "pk")
            .first(),
            "decided": list(lately_decided()),
            "years": years,
            "case_types": list(case_type_links(kinds)),
            "councils": councils,
            "numbers": numbers,
            "counts_by_kind": draw_counts(counts),
        },
    )
