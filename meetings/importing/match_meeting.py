"""Which of the archive's meetings a file is about."""

from meetings.importing.files import ReadFile
from meetings.models import Council, Meeting
from meetings.parsing import document as minutes


def matching_meeting(file: ReadFile) -> Meeting | None:
    """The archive's meeting that the file is about: the one it was read into before, else the council's of that day.

    A meeting whose date an editor corrected is found by the date that was read, if it has the document's items.
    """
    if known := Meeting.objects.filter(documents__sha256=file.source.sha256).first():
        return known
    of_council = Meeting.objects.filter(council__in=Council.objects.known_as(file.document.council))
    of_day = of_council.filter(date=file.date).first()
    moved = of_council.filter(imported__date=file.date.isoformat()).exclude(date=file.date)
    return of_day or next((meeting for meeting in moved if _shares_items(meeting, file.document)), None)


def _shares_items(meeting: Meeting, document: minutes.Document) -> bool:
    """Whether at least half of the items that were read are the meeting's, by their titles as read."""
    known = {item.imported.get("title", item.title) for item in meeting.items.all()}
    read = {item.title for item in document.items}
    return 2 * len(known & read) >= min(len(known), len(read)) > 0
