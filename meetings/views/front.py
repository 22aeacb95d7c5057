"""The front page: what was decided lately, and the ways in."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.choices import CaseType
from meetings.filters import CASE_TYPE_WORDS
from meetings.models import AgendaItem, Council, Meeting, Municipality, Topic

LATELY_DECIDED = 6


@dataclass(frozen=True)
class WayIn:
    """A link into the archive, with how many items lie behind it."""

    title: str
    url: str
    count: int


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    return render(
        request,
        "meetings/front.html",
        {
            "latest": Meeting.objects.for_list().filter(date__lte=today).first(),
            "upcoming": Meeting.objects.for_list().filter(date__gt=today).order_by("date").first(),
            "decided": AgendaItem.objects.for_list().with_openings().decided().by_date()[:LATELY_DECIDED],
            "years": Meeting.objects.years(),
            "case_types": list(_case_types()),
            "topics": Topic.objects.in_use().with_counts(),
            "municipalities": Municipality.objects.all(),
            "councils": Council.objects.with_meeting_counts(),
            "item_count": AgendaItem.objects.count(),
            "decision_count": AgendaItem.objects.decided().count(),
        },
    )


def _case_types() -> Iterator[WayIn]:
    counts = dict(AgendaItem.objects.order_by().values_list("case_type").annotate(Count("pk")))
    for case_type in CaseType:
        if count := counts.get(case_type):
            url = f"{reverse('meetings:search')}?sagstype={CASE_TYPE_WORDS[case_type]}"
            yield WayIn(case_type.label, url, count)
