"""Where a meeting or an item is now whose date or number was changed, by an editor or by a later document.

Its old address is the one that was imported, or one that an earlier document gave it.
"""

from datetime import date

from django.db.models import Q

from meetings.models import AgendaItem, Document, Meeting
from meetings.models.meetings import MeetingQuerySet


def moved_meeting(council_slug: str, day: date) -> Meeting | None:
    """The council's meeting that was imported with that date, None where there is none."""
    imported = Q(imported__date=day.isoformat())
    return _of_council(council_slug).filter(imported).order_by("-date").first()


def moved_item(council_slug: str, day: date, number: str) -> AgendaItem | None:
    """The item that had that date and number, either of them changed since, None where there is none.

    Where several did, the one that still has the date comes first, then the one that still has the number. Numbers
    that only an earlier document gives, as a draft does, come last.
    """
    meetings = _of_council(council_slug).filter(Q(date=day) | Q(imported__date=day.isoformat()))
    numbered = Q(number=number) | Q(imported__number=number) | Q(key=number)
    candidates = AgendaItem.objects.for_list().filter(numbered, meeting__in=meetings).order_by("position")
    found = min(candidates, key=lambda one: (one.meeting.date != day, one.number != number), default=None)
    return found or _numbered_by_a_document(meetings, number)


def _numbered_by_a_document(meetings: MeetingQuerySet, number: str) -> AgendaItem | None:
    """The item that a document gives this number; the document read last goes before the others."""
    documents = Document.objects.filter(meeting__in=meetings).order_by("-pk")
    for meeting_id, content in documents.values_list("meeting", "said"):
        keys = {name.partition(" ")[2] for name, values in content.items() if values.get("number") == number}
        if item := AgendaItem.objects.for_list().filter(meeting=meeting_id, key__in=keys).first():
            return item
    return None


def _of_council(slug: str) -> MeetingQuerySet:
    return Meeting.objects.select_related("council").filter(council__slug=slug)
