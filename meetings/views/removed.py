"""What stood in the archive until an editor took it away: its address says so, for ever."""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models import Document, Meeting
from meetings.records import key_of, written_as
from meetings.views import breadcrumbs


def item(council_slug: str, day: date, number: str) -> Meeting | None:
    """The meeting that had an item of that number which an import made and a person deleted; None where none had.

    The number is the deleted item's own, or one that a document of the meeting gives it.
    """
    of_council = Meeting.objects.select_related("council").filter(council__slug=council_slug)
    for meeting in of_council.filter(Q(date=day) | Q(imported__date=day.isoformat())).order_by("-date"):
        if number in _removed_numbers(meeting):
            return meeting
    return None


def page(request: HttpRequest, meeting: Meeting, number: str) -> HttpResponse:
    """The page in place of the item's."""
    return render(
        request,
        "410.html",
        {"meeting": meeting, "number": number, "breadcrumbs": breadcrumbs.to_meeting(meeting)},
        status=410,
    )


def _removed_numbers(meeting: Meeting) -> set[str]:
    """What the items were called that are among the meeting's written records and no longer among its items."""
    written = {name for kind, name in map(key_of, meeting.written) if kind == "item"}
    removed = written.difference(meeting.items.values_list("key", flat=True))
    if not removed:
        return set()
    documents = Document.objects.filter(meeting=meeting).values_list("said", flat=True)
    items = (said.get(written_as(("item", key))) for said in documents for key in removed)
    return removed | {values["number"] for values in items if values}
