"""The front page: what was decided lately, and the ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from meetings.pages import structured_data, totals
from meetings.pages.charts.outcomes import UNDECIDED, outcome_chart
from meetings.pages.charts.tile_map import tile_map
from meetings.pages.front_page import ArchiveNumbers, case_type_links, lately_decided
from meetings.search.archive_names import years_with_meetings


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The front page."""
    today = timezone.localdate()
    councils, kinds = totals.councils(), totals.items_by_year()
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
            "years": years_with_meetings(),
            "case_types": list(case_type_links(kinds)),
            "topics": totals.topics(),
            "tile_map": tile_map(totals.municipalities()),
            "councils": councils,
            "numbers": ArchiveNumbers(
                meetings=sum(council.meeting_count for council in councils),
                items=sum(count for *_, count in kinds),
                decisions=sum(count for *_, outcome, count in kinds if outcome not in UNDECIDED.outcomes),
                people=totals.person_count(),
            ),
            "outcome_chart": outcome_chart((year, outcome, count) for year, _, outcome, count in kinds),
        },
    )
