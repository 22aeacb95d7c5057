"""The year's wheel: what returns each year, by month, last time's decision beside the latest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import MONTHS
from django.views.decorators.http import require_safe

from meetings.caching.memory import cached_by_version
from meetings.cases.signatures import common_title
from meetings.cases.yearly import DatedItem, YearlyReturn, returning_threads, returning_titles, yearly_returns
from meetings.models import AgendaItem, CaseThread, Meeting
from meetings.pages import breadcrumbs
from meetings.pages.blocks import opening

# So many years before the latest meeting are looked through.
YEARS_BACK = 6
CASES_AT_MOST = 200
TURNS_AT_MOST = 150


@dataclass(frozen=True)
class YearlyOccurrence:
    """One of the two times that are shown of a matter."""

    item: AgendaItem
    ruling: str


@dataclass(frozen=True)
class ReturningCase:
    """A matter that returns. `thread_url` is '' where it is known by its title alone."""

    title: str
    thread_url: str
    years: tuple[int, ...]
    latest: YearlyOccurrence
    before: YearlyOccurrence


@dataclass(frozen=True)
class Month:
    number: int
    name: str
    matters: tuple[ReturningCase, ...]


@dataclass(frozen=True)
class _CaseTurn:
    """A turn with the thread that it was found by, if any."""

    turn: YearlyReturn
    thread: CaseThread | None


@require_safe
def wheel(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "meetings/wheel.html",
        {"months": _months(), "breadcrumbs": breadcrumbs.to_list("Forløb", "meetings:threads")},
    )


@cached_by_version
def _months() -> list[Month]:
    """The months that something returns in. Four queries, whatever the archive holds."""
    latest = Meeting.objects.aggregate(latest=Max("date"))["latest"]
    if not latest:
        return []
    since = date(latest.year - YEARS_BACK, latest.month, 1)
    matters = [
        _CaseTurn(turn, CaseThread(title=row["thread__title"], slug=row["thread__slug"]))
        for row in returning_threads(since)[:CASES_AT_MOST]
        for turn in yearly_returns(_occurrences(row))
    ]
    matters += [
        _CaseTurn(turn, None)
        for row in returning_titles(since)[:CASES_AT_MOST]
        for turn in yearly_returns(_occurrences(row))
    ]
    matters = sorted(matters, key=lambda matter: matter.turn.latest, reverse=True)[:TURNS_AT_MOST]
    wanted = [some.key for matter in matters for some in (matter.turn.latest, matter.turn.before)]
    items = AgendaItem.objects.for_list().with_openings().in_bulk(wanted)
    by_month: dict[int, list[ReturningCase]] = {}
    for matter in matters:
        by_month.setdefault(matter.turn.month, []).append(_returning_case(matter, items))
    return [
        Month(number, str(MONTHS[number]), tuple(sorted(by_month[number], key=_sort_key)))
        for number in sorted(by_month)
    ]


def _occurrences(row: Mapping[str, Any]) -> Iterable[DatedItem]:
    return (DatedItem(day, key) for key, day in zip(row["keys"], row["days"], strict=True))


def _returning_case(matter: _CaseTurn, items: Mapping[int, AgendaItem]) -> ReturningCase:
    latest, before = items[matter.turn.latest.key], items[matter.turn.before.key]
    return ReturningCase(
        title=matter.thread.title if matter.thread else common_title([latest.title, before.title]),
        thread_url=matter.thread.get_absolute_url() if matter.thread else "",
        years=matter.turn.years,
        latest=_yearly_occurrence(latest),
        before=_yearly_occurrence(before),
    )


def _yearly_occurrence(item: AgendaItem) -> YearlyOccurrence:
    """With the sentence that decided, else the decision's opening."""
    decision = item.decision_or_none
    deciding = decision.deciding_sentence if decision else ""
    return YearlyOccurrence(item, opening(deciding or getattr(item, "decision_opening", "") or ""))


def _sort_key(returning: ReturningCase) -> tuple[str, date, str]:
    meeting = returning.latest.item.meeting
    return (meeting.council.name, meeting.date, returning.title)
