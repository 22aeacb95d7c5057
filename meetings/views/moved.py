"""Where a record is now whose date or number an editor has changed: its old address is the imported one."""

from datetime import date

from django.db.models import Q

from meetings.models import AgendaItem, Meeting
from meetings.querysets import MeetingQuerySet


def meeting(council_slug: str, day: date) -> Meeting | None:
    """The council's meeting that was imported with that date, None where there is none."""
    imported = Q(imported__date=day.isoformat())
    return _of_council(council_slug).filter(imported).order_by("-date").first()


def item(council_slug: str, day: date, number: str) -> AgendaItem | None:
    """The item that had that date and number, either of them changed since, None where there is none.

    Where several did, the one that still has the date comes first, then the one that still has the number.
    """
    meetings = _of_council(council_slug).filter(Q(date=day) | Q(imported__date=day.isoformat()))
    numbered = Q(number=number) | Q(imported__number=number) | Q(key=number)
    candidates = AgendaItem.objects.for_list().filter(numbered, meeting__in=meetings).order_by("position")
    return min(candidates, key=lambda one: (one.meeting.date != day, one.number != number), default=None)


def _of_council(slug: str) -> MeetingQuerySet:
    return Meeting.objects.select_related("council").filter(council__slug=slug)
