"""Where a record is now whose address an editor has changed: a date or number was imported, a person merged."""

from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

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


def moved_for_now(url: str) -> HttpResponse:
    """Search engines are to take the new address; browsers ask again, since a merge can be undone."""
    response = redirect(url, permanent=True)
    patch_cache_control(response, no_cache=True)
    return response


def _of_council(slug: str) -> MeetingQuerySet:
    return Meeting.objects.select_related("council").filter(council__slug=slug)
