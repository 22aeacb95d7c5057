"""Where a record is now whose address has changed: a date or number by an editor or a later document, a person merged.

Its old address is the imported one, or one that an earlier document gave it.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from meetings.models import AgendaItem, Document, Meeting, RemovedMeeting
from meetings.models.base import key_as_text, key_from_text
from meetings.models.meetings import MeetingQuerySet
from meetings.pages import breadcrumbs


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
    """The item that a document calls so, the one read last before the others."""
    documents = Document.objects.filter(meeting__in=meetings).order_by("-pk")
    for meeting_id, said in documents.values_list("meeting", "said"):
        keys = {name.partition(" ")[2] for name, values in said.items() if values.get("number") == number}
        if item := AgendaItem.objects.for_list().filter(meeting=meeting_id, key__in=keys).first():
            return item
    return None


def moved_for_now(url: str) -> HttpResponse:
    """Search engines are to take the new address; browsers ask again, since a merge can be undone."""
    response = redirect(url, permanent=True)
    patch_cache_control(response, no_cache=True)
    return response


def _of_council(slug: str) -> MeetingQuerySet:
    return Meeting.objects.select_related("council").filter(council__slug=slug)


def meeting_of_removed_item(council_slug: str, day: date, number: str) -> Meeting | None:
    """The meeting that had an item of that number which an import made and a person deleted; None where none had.

    The number is the deleted item's own, or one that a document of the meeting gives it.
    """
    of_council = Meeting.objects.select_related("council").filter(council__slug=council_slug)
    for meeting in of_council.filter(Q(date=day) | Q(imported__date=day.isoformat())).order_by("-date"):
        if number in _removed_numbers(meeting):
            return meeting
    return None


def removed_meeting(council_slug: str, day: date) -> RemovedMeeting | None:
    """The meeting of a council and a day that a person deleted; None where none was, or it is back."""
    back = Meeting.objects.filter(council=OuterRef("council"), date=OuterRef("date"))
    removed = RemovedMeeting.objects.select_related("council").exclude(Exists(back))
    return removed.filter(council__slug=council_slug, date=day).first()


def removed_meeting_page(request: HttpRequest, removed: RemovedMeeting) -> HttpResponse:
    """The page in place of the meeting's and of each of its items'."""
    return render(
        request,
        "410_meeting.html",
        {"removed": removed, "breadcrumbs": breadcrumbs.to_council(removed.council)},
        status=410,
    )


def removed_item_page(request: HttpRequest, meeting: Meeting, number: str) -> HttpResponse:
    """The page in place of the item's."""
    return render(
        request,
        "410.html",
        {"meeting": meeting, "number": number, "breadcrumbs": breadcrumbs.to_meeting(meeting)},
        status=410,
    )


def _removed_numbers(meeting: Meeting) -> set[str]:
    """What the items were called that are among the meeting's written records and no longer among its items."""
    written = {name for kind, name in map(key_from_text, meeting.written) if kind == "item"}
    removed = written.difference(meeting.items.values_list("key", flat=True))
    if not removed:
        return set()
    documents = Document.objects.filter(meeting=meeting).values_list("said", flat=True)
    items = (said.get(key_as_text(("item", key))) for said in documents for key in removed)
    return removed | {values["number"] for values in items if values}
