"""The year's wheel: the cases that return each year, by month, with the latest decision and the one before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.dates import MONTHS

from meetings.caching.memory import cached_by_version
from meetings.cases.signatures import common_title
from meetings.cases.yearly import DatedItem, YearlyReturn, returning_threads, returning_titles, yearly_returns
from meetings.models import AgendaItem, CaseThread, Meeting
from meetings.pages.awaited import notice_until_held
from meetings.pages.blocks import opening

# So many years before the latest meeting are looked through.
YEARS_BACK = 6
# Of threads and of titles each, the most often returning first; a bound on the page, above what a council has.
CASES_AT_MOST = 200
# On the page in all.
RETURNS_AT_MOST = 150


@dataclass(frozen=True)
class YearlyOccurrence:
    """One of the two times that are shown of a case."""

    item: AgendaItem
    decision: str

    @property
    def notice(self) -> str:
        """That the meeting is still to be held; '' for one that was. Asked for when the page is made, not before."""
        return notice_until_held(self.item.meeting.date)


@dataclass(frozen=True)
class ReturningCase:
    """A case that returns each year. `thread_url` is '' where it is known by its title alone."""

    title: str
    thread_url: str
    years: tuple[int, ...]
    latest: YearlyOccurrence
    before: YearlyOccurrence


@dataclass(frozen=True)
class Month:
    """A month, counted from 1, with the cases that return in it."""

    number: int
    name: str
    cases: tuple[ReturningCase, ...]


@dataclass(frozen=True)
class _FoundReturn:
    """A yearly return with the thread that it was found by; None where it was found by its title."""

    yearly: YearlyReturn
    thread: CaseThread | None


@cached_by_version
def wheel_months() -> list[Month]:
    """The months that something returns in. Four queries, whatever the archive holds."""
    latest = Meeting.objects.shown().aggregate(latest=Max("date"))["latest"]
    if not latest:
        return []
    since = date(latest.year - YEARS_BACK, latest.month, 1)
    returns = [
        _FoundReturn(yearly, CaseThread(title=row["thread__title"], slug=row["thread__slug"]))
        for row in returning_threads(since)[:CASES_AT_MOST]
        for yearly in yearly_returns(_dated_items(row), latest)
    ]
    returns += [
        _FoundReturn(yearly, None)
        for row in returning_titles(since)[:CASES_AT_MOST]
        for yearly in yearly_returns(_dated_items(row), latest)
    ]
    returns = sorted(returns, key=lambda found: found.yearly.latest, reverse=True)[:RETURNS_AT_MOST]
    wanted = [dated.key for found in returns for dated in (found.yearly.latest, found.yearly.before)]
    items = AgendaItem.objects.for_list().with_openings().in_bulk(wanted)
    by_month: dict[int, list[ReturningCase]] = {}
    for found in returns:
        by_month.setdefault(found.yearly.month, []).append(_returning_case(found, items))
    return [
        Month(number, str(MONTHS[number]), tuple(sorted(by_month[number], key=_sort_key)))
        for number in sorted(by_month)
    ]


def _dated_items(row: Mapping[str, Any]) -> Iterable[DatedItem]:
    """The items of a row of returning_threads or returning_titles."""
    return (DatedItem(day, key) for key, day in zip(row["keys"], row["days"], strict=True))


def _returning_case(found: _FoundReturn, items: Mapping[int, AgendaItem]) -> ReturningCase:
    latest, before = items[found.yearly.latest.key], items[found.yearly.before.key]
    return ReturningCase(
        title=found.thread.title if found.thread else common_title([latest.title, before.title]),
        thread_url=found.thread.get_absolute_url() if found.thread else "",
        years=found.yearly.years,
        latest=_yearly_occurrence(latest),
        before=_yearly_occurrence(before),
    )


def _yearly_occurrence(item: AgendaItem) -> YearlyOccurrence:
    """The item with the sentence that decided it, else its decision's opening."""
    decision = item.decision_or_none
    deciding = decision.deciding_sentence if decision else ""
    return YearlyOccurrence(item, opening(deciding or getattr(item, "decision_opening", "") or ""))


def _sort_key(returning: ReturningCase) -> tuple[str, date, str]:
    """By council, day and title."""
    meeting = returning.latest.item.meeting
    return (meeting.council.name, meeting.date, returning.title)
