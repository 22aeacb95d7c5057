"""Meetings and items that an editor deleted: their addresses answer 410 Gone, not 404."""

from django.db.models import Exists, OuterRef

from meetings.models import Document, Meeting, MeetingDay, RemovedMeeting
from meetings.models.base import key_as_text, key_from_text


def meeting_of_removed_item(council_slug: str, day: MeetingDay, number: str) -> Meeting | None:
    """The meeting that had an item of that number which an import made and a person deleted; None where none had.

    The number is the deleted item's own, or one that a document of the meeting gives it.
    """
    meetings = Meeting.objects.select_related("council")
    known = [*meetings.addressed(council_slug, day), *meetings.formerly_addressed(council_slug, day)]
    return next((meeting for meeting in known if number in _removed_numbers(meeting)), None)


def removed_meeting(council_slug: str, day: MeetingDay) -> RemovedMeeting | None:
    """The meeting of a council and a day that a person deleted; None where none was, or it is back."""
    back = Meeting.objects.filter(council=OuterRef("council"), date=OuterRef("date"), slug=OuterRef("slug"))
    removed = RemovedMeeting.objects.select_related("council").exclude(Exists(back))
    return removed.filter(council__slug=council_slug, date=day.date, slug=day.slug).first()


def _removed_numbers(meeting: Meeting) -> set[str]:
    """The numbers of the items that an import wrote to the meeting (Meeting.written) and that it no longer has."""
    written = {name for kind, name in map(key_from_text, meeting.written) if kind == "item"}
    removed = written.difference(meeting.items.values_list("key", flat=True))
    if not removed:
        return set()
    documents = Document.objects.filter(meeting=meeting).values_list("said", flat=True)
    items = (content.get(key_as_text(("item", key))) for content in documents for key in removed)
    return removed | {values["number"] for values in items if values}
