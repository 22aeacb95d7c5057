"""Where a meeting or an item is now whose date or number was changed, by an editor or by a later document.

Its old address is the one that was imported, or one that an earlier document gave it.
"""

from django.db.models import Q

from meetings.models import AgendaItem, Document, Meeting, MeetingDay
from meetings.models.meetings import MeetingQuerySet


def moved_meeting(council_slug: str, day: MeetingDay) -> Meeting | None:
    """The meeting that was at that address, or is told to have been meant for that day; None where there is none."""
    return Meeting.objects.select_related("council").formerly_addressed(council_slug, day).first()


def moved_item(council_slug: str, day: MeetingDay, number: str) -> AgendaItem | None:
    """The item that had that day and number, either of them changed since, None where there is none.

    Where several did, the one that still has the day comes first, then the one that still has the number. Numbers
    that only an earlier document gives, as a draft does, come last.
    """
    known = Meeting.objects.addressed(council_slug, day) | Meeting.objects.formerly_addressed(council_slug, day)
    meetings = Meeting.objects.filter(pk__in=known.order_by().values("pk"))
    numbered = Q(number=number) | Q(imported__number=number) | Q(key=number)
    candidates = AgendaItem.objects.for_list().filter(numbered, meeting__in=meetings).order_by("position")
    found = min(candidates, key=lambda one: (one.meeting.day != day, one.number != number), default=None)
    return found or _numbered_by_a_document(meetings, number)


def _numbered_by_a_document(meetings: MeetingQuerySet, number: str) -> AgendaItem | None:
    """The item that a document gives this number; the document read last goes before the others."""
    documents = Document.objects.filter(meeting__in=meetings).order_by("-pk")
    for meeting_id, content in documents.values_list("meeting", "said"):
        keys = {name.partition(" ")[2] for name, values in content.items() if values.get("number") == number}
        if item := AgendaItem.objects.for_list().filter(meeting=meeting_id, key__in=keys).first():
            return item
    return None
