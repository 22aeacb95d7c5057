"""The front page: what was decided lately, and the ways in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, Meeting
from meetings.models.choices import CaseType
from meetings.pages import structured_data, totals
from meetings.pages.blocks import opening
from meetings.pages.charts.outcomes import UNDECIDED, outcome_chart
from meetings.pages.charts.tile_map import tile_map
from meetings.pages.filters import CASE_TYPE_WORDS
from meetings.search.archive_names import years_with_meetings

LATELY_DECIDED = 6


@dataclass(frozen=True)
class CountedLink:
    """A link into the archive, with how many items lie behind it."""

    title: str
    url: str
    count: int


@dataclass(frozen=True)
class DecidedItem:
    """An item, and in a sentence or two what was decided."""

    item: AgendaItem
    sentence: str


@dataclass(frozen=True)
class ArchiveNumbers:
    """How much the archive holds. A decision is an item with an outcome, as in the chart below the numbers."""

    meetings: int
    items: int
    decisions: int
    people: int


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    councils, kinds = totals.councils(), totals.items_by_year()
    return render(
        request,
        "meetings/front.html",
        {
            "subject": structured_data.describe_site(),
            "latest": Meeting.objects.for_list().filter(date__lte=today).first(),
            "upcoming": Meeting.objects.for_list().filter(date__gt=today).order_by("date").first(),
            "decided": list(_lately_decided()),
            "years": years_with_meetings(),
            "case_types": list(_case_types(kinds)),
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


def _lately_decided() -> Iterator[DecidedItem]:
    """By its deciding sentence; where that only announces a list or a table, as in other lists."""
    found: Iterable[Any] = AgendaItem.objects.for_list().with_openings().decided().by_date()[:LATELY_DECIDED]
    for item in found:
        deciding = item.decision.deciding_sentence
        announces = not deciding or deciding.rstrip().endswith(":")
        yield DecidedItem(item, opening(item.decision_opening if announces else deciding))


def _case_types(kinds: Iterable[tuple[int, str, str | None, int]]) -> Iterator[CountedLink]:
    counts = Counter[str]()
    for _, case_type, _, count in kinds:
        counts[case_type] += count
    for case_type in CaseType:
        if count := counts[case_type]:
            url = f"{reverse('meetings:search')}?sagstype={CASE_TYPE_WORDS[case_type]}"
            yield CountedLink(case_type.label, url, count)
