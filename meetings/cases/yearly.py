"""What returns each year: the cases of at least two years, and at which times of the year each returns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import ExtractYear

from meetings.models import MatterSignature, Meeting, ThreadItem
from meetings.models.choices import ThreadState
from meetings.models.samples import in_hidden_council, in_hidden_item

_MONTHS_OF_A_YEAR = 12
# Months that a yearly return may be early or late: a case of June may return in May or July.
_MONTHS_OFF_AT_MOST = 1
# A case on more agendas a year than this does not return: it is always there.
_ITEMS_A_YEAR_AT_MOST = 2
# In so many of three years it has to have returned: one may be missing in the archive.
_YEARS_AT_LEAST, _OF_THREE_YEARS = 2, 3


@dataclass(frozen=True, order=True)
class DatedItem:
    """An item by its key, and the day of its meeting."""

    day: date
    key: int


@dataclass(frozen=True)
class YearlyReturn:
    """A time of the year at which a case returns: an item for each year, at least two, the latest first."""

    items: tuple[DatedItem, ...]

    @property
    def latest(self) -> DatedItem:
        return self.items[0]

    @property
    def before(self) -> DatedItem:
        return self.items[1]

    @property
    def month(self) -> int:
        return self.latest.day.month

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which it was on an agenda, the earliest first."""
        return tuple(item.day.year for item in reversed(self.items))


def yearly_returns(items: Iterable[DatedItem], known_until: date | None = None) -> list[YearlyReturn]:
    """The times of the year at which the case of these items returns each year, the latest first.

    The years have to show it: it was there in two years after each other, and in two of three years since its first
    return. Until `known_until`, the last day that the archive knows of, a year that it did not return in counts too.
    Empty for a case of more than two items a year, and for one whose items are all of one year.
    """
    waiting = sorted(set(items), reverse=True)
    if len(waiting) > _ITEMS_A_YEAR_AT_MOST * len({item.day.year for item in waiting}):
        return []
    found: list[YearlyReturn] = []
    while waiting:
        latest, *rest = waiting
        nearest: dict[int, DatedItem] = {}
        for other in (other for other in rest if _is_yearly(latest, other)):
            earlier = nearest.get(other.day.year)
            if other.day.year != latest.day.year and (
                earlier is None or _months_off_season(latest, other) < _months_off_season(latest, earlier)
            ):
                nearest[other.day.year] = other
        if shown := _shown_by_years((latest, *sorted(nearest.values(), reverse=True)), known_until or latest.day):
            found.append(YearlyReturn(shown))
        waiting = [other for other in rest if not _is_near(latest, other)]
    return found


def _shown_by_years(latest_first: Sequence[DatedItem], known_until: date) -> tuple[DatedItem, ...]:
    """As many of the items, from the latest back, as show a return each year; none where they do not."""
    since = _months_between(DatedItem(known_until, 0), latest_first[0]) - _MONTHS_OFF_AT_MOST
    missed = max(0, since - 1) // _MONTHS_OF_A_YEAR
    for count in range(len(latest_first), 1, -1):
        apart = [_years_between(*pair) for pair in pairwise(latest_first[:count])]
        if 1 in apart and _OF_THREE_YEARS * count >= _YEARS_AT_LEAST * (1 + sum(apart) + missed):
            return tuple(latest_first[:count])
    return ()


def _years_between(latest: DatedItem, other: DatedItem) -> int:
    """How many years later the one returned: December after January of the year before is two, not one."""
    return round(_months_between(latest, other) / _MONTHS_OF_A_YEAR)


def _months_between(latest: DatedItem, other: DatedItem) -> int:
    return (latest.day.year - other.day.year) * _MONTHS_OF_A_YEAR + latest.day.month - other.day.month


def _months_off_season(latest: DatedItem, other: DatedItem) -> int:
    """How many months the two are apart, whatever their years: 0 to 6."""
    months = _months_between(latest, other) % _MONTHS_OF_A_YEAR
    return min(months, _MONTHS_OF_A_YEAR - months)


def _is_near(latest: DatedItem, other: DatedItem) -> bool:
    return _months_off_season(latest, other) <= _MONTHS_OFF_AT_MOST


def _is_yearly(latest: DatedItem, other: DatedItem) -> bool:
    return _is_near(latest, other) and _months_between(latest, other) >= _MONTHS_OF_A_YEAR - _MONTHS_OFF_AT_MOST


def returning_threads(since: date) -> QuerySet[Any, dict[str, Any]]:
    """By thread: the items of at least two years since that day, as `keys` with their `days`, the latest first."""
    in_use = ThreadItem.objects.live().filter(item__meeting__date__gte=since, item__withdrawn=False)
    in_use = in_use.exclude(in_hidden_item("item")).exclude(item__meeting__in=_called_off())
    kept = in_use.exclude(thread__state=ThreadState.DISMISSED)
    by_thread = kept.order_by().values("thread__title", "thread__slug", "thread")
    return _returning_groups(by_thread, day="item__meeting__date")


def returning_titles(since: date) -> QuerySet[Any, dict[str, Any]]:
    """By title without years: the items of at least two years since that day, as `returning_threads`.

    Left out are those that have or had a place in a case thread, which follow that thread, and appointments and
    titles of one word, which return by chance.
    """
    placed = ThreadItem.objects.filter(item=OuterRef("pk"))
    free = MatterSignature.objects.filter(~Exists(placed), date__gte=since, item__withdrawn=False, terms__len__gte=2)
    shown = free.exclude(in_hidden_council("council")).exclude(item__meeting__in=_called_off())
    by_title = shown.exclude(traits__is_appointment=True).order_by().values("council", "terms", "traits__numbers")
    return _returning_groups(by_title, day="date")


def _called_off() -> QuerySet[Any, Any]:
    """The keys of meetings that are not held on their day: what was on their agendas did not return that year."""
    return Meeting.objects.called_off().order_by().values("pk")


def _returning_groups(groups: QuerySet[Any, Any], day: str) -> QuerySet[Any, dict[str, Any]]:
    found: QuerySet[Any, dict[str, Any]] = (
        groups.annotate(
            keys=ArrayAgg("item", order_by="item"),
            days=ArrayAgg(day, order_by="item"),
            years=Count(ExtractYear(day), distinct=True),
            latest=Max(day),
        )
        .filter(years__gte=2)
        .order_by("-latest", "keys")
    )
    return found
