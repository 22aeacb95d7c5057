"""Where a meeting or an item is now whose date or number was changed, by an editor or by a later document.

Its old address is the one that was imported, or one that an earlier document gave it.
"""

from django.db.models import Q

from meetings.models import AgendaItem, Document, HistoryEntry, Meeting, MeetingDay
from meetings.models.base import key_from_text
from meetings.models.meetings import MeetingQuerySet


def moved_meeting(council_slug: str, day: MeetingDay) -> Meeting | None:
    """The meeting that was at that address, or is told to have been meant for that day; None where there is none."""
    return Meeting.objects.select_related("council").formerly_addressed(council_slug, day).first()


def moved_item(council_slug: str, day: MeetingDay, number: str) -> AgendaItem | None:
    """The item that had that day and number, either of them changed since, None where there is none.

    Where several did, the one that still has the day comes first, then the one that still has the number, then the
    one that had it last. Numbers that a document alone gives, as a draft that came after the minutes, come at the end,
    and not where the number was another item's that is gone.
    """
    known = Meeting.objects.addressed(council_slug, day) | Meeting.objects.formerly_addressed(council_slug, day)
    meetings = Meeting.objects.filter(pk__in=known.order_by().values("pk"))
    numbered = Q(number=number) | Q(imported__number=number) | Q(key=number)
    candidates = AgendaItem.objects.for_list().filter(numbered, meeting__in=meetings).order_by("position")
    found = min(candidates, key=lambda one: (one.meeting.day != day, one.number != number), default=None)
    return found or _numbered_until_a_change(meetings, number) or _numbered_by_a_document(meetings, number)


def _numbered_until_a_change(meetings: MeetingQuerySet, number: str) -> AgendaItem | None:
    items = {item.pk: item for item in AgendaItem.objects.for_list().filter(meeting__in=meetings)}
    changes = HistoryEntry.objects.of_rows(AgendaItem, items).filter(before__number=number)
    key = changes.values_list("key", flat=True).first()
    return items[key] if key else None


def _numbered_by_a_document(meetings: MeetingQuerySet, number: str) -> AgendaItem | None:
    """The item that a document gives this number, the document read last before the others; None where one is gone."""
    documents = Document.objects.filter(meeting__in=meetings).order_by("-pk")
    numbered = dict[tuple[int, str], None]()
    for meeting_id, content in documents.values_list("meeting", "said"):
        for written, values in content.items():
            record_type, key = key_from_text(written)
            if record_type == "item" and values.get("number") == number:
                numbered[meeting_id, key] = None
    items = AgendaItem.objects.for_list().filter(meeting__in=meetings, key__in=[key for _, key in numbered])
    found = {(item.meeting_id, item.key): item for item in items}
    return found[next(iter(numbered))] if numbered and numbered.keys() == found.keys() else None
