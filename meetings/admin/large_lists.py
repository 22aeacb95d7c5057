"""Lists of very many records in the admin: their pages and the years above them cost the same however many there are.

Django's own count every record, and look through all of them for the years, months and days that they have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst

from meetings.admin.django_classes import AnyPaginator
from meetings.models import Meeting

# No list is counted further: those beyond are found by a search, a filter, a day or another order.
COUNTED_AT_MOST = 10_000

Choice = Mapping[str, str]


class BoundedPaginator(AnyPaginator):
    """Pages of the first COUNTED_AT_MOST records."""

    @cached_property
    def counted(self) -> int:
        """How many records there are; one more than COUNTED_AT_MOST for more than those."""
        records: Any = self.object_list
        return int(records.order_by().values("pk")[: COUNTED_AT_MOST + 1].count())

    @property
    def is_beyond_count(self) -> bool:
        """Whether there are more records than are counted."""
        return self.counted > COUNTED_AT_MOST

    @cached_property
    def count(self) -> int:
        return min(self.counted, COUNTED_AT_MOST)


@dataclass(frozen=True)
class MeetingDays:
    """The years in which there were meetings, or a year's months or a month's days, each with what leads there.

    As Django's template `admin/date_hierarchy.html` shows them.
    """

    choices: tuple[Choice, ...]
    back: Choice | None = None


class ArchiveChangeList(ChangeList):
    """A list of records of meetings, narrowed by the meetings' days; not so while something is searched for.

    Which days there are is asked of the meetings, whatever else the list is narrowed by.
    """

    meeting_days: MeetingDays | None = None

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        path = getattr(self.model_admin, "searched_day", "")
        if path and self.date_hierarchy == path:
            self.date_hierarchy = None  # Django's own would look for the days in all that the list has
            self.meeting_days = None if self.query else self._meeting_days(path)

    def _meeting_days(self, path: str) -> MeetingDays:
        year, month, day = (_number(self.params.get(f"{path}__{unit}")) for unit in ("year", "month", "day"))
        days = Meeting.objects.order_by()

        def link(**units: int) -> str:
            chosen = {f"{path}__{unit}": str(value) for unit, value in units.items()}
            return self.get_query_string(chosen, [f"{path}__"])

        if not year:
            years = days.dates("date", "year")
            return MeetingDays(tuple({"link": link(year=one.year), "title": str(one.year)} for one in years))
        if not month:
            months = days.filter(date__year=year).dates("date", "month")
            return MeetingDays(
                tuple({"link": link(year=year, month=one.month), "title": _month(one)} for one in months),
                {"link": link(), "title": "Alle datoer"},
            )
        if not day:
            of_month = days.filter(date__year=year, date__month=month).dates("date", "day")
            return MeetingDays(
                tuple({"link": link(year=year, month=month, day=one.day), "title": _day(one)} for one in of_month),
                {"link": link(year=year), "title": str(year)},
            )
        chosen = date(year, month, day)
        return MeetingDays(({"title": _day(chosen)},), {"link": link(year=year, month=month), "title": _month(chosen)})


def _number(value: Any) -> int:
    """The number in an address; 0 for none. Django has refused what is no day before."""
    text = value[-1] if isinstance(value, list) else value
    return int(text) if text else 0


def _month(day: date) -> str:
    return capfirst(date_format(day, "YEAR_MONTH_FORMAT"))


def _day(day: date) -> str:
    return capfirst(date_format(day, "MONTH_DAY_FORMAT"))
