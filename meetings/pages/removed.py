"""What stood in the archive until an editor took it away: its address says so, for ever."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models import Document, Meeting, RemovedMeeting
from meetings.models.base import key_of, written_as
from meetings.pages import breadcrumbs


def item(council_slug: str, day: date, number: str) -> Meeting | None:
    """The meeting that had an item of that number which an import made and a person deleted; None where none had.

    The number is the deleted item's own, or one that a document of the meeting gives it.
    """
    of_council = Meeting.objects.select_related("council").filter(council__slug=council_slug)
    for meeting in of_council.filter(Q(date=day) | Q(imported__date=day.isoformat())).order_by("-date"):
        if number in _removed_numbers(meeting):
            return meeting
    return None


def meeting(council_slug: str, day: date) -> RemovedMeeting | None:
    """The meeting of a council and a day that a person deleted; None where none was, or it is back."""
    back = Meeting.objects.filter(council=OuterRef("council"), date=OuterRef("date"))
    removed = RemovedMeeting.objects.select_related("council").exclude(Exists(back))
    return removed.filter(council__slug=council_slug, date=day).first()


def page_of_meeting(request: HttpRequest, removed: RemovedMeeting) -> HttpResponse:
    """The page in place of the meeting's and of each of its items'."""
    return render(
        request,
        "410_meeting.html",
        {"removed": removed, "breadcrumbs": breadcrumbs.to_council(removed.council)},
        status=410,
    )


def page_of_item(request: HttpRequest, meeting: Meeting, number: str) -> HttpResponse:
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
