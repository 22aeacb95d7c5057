"""Responses for an address whose record has moved, was deleted by an editor, or is withheld."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from meetings.models import Meeting, RemovedMeeting
from meetings.pages import breadcrumbs
from meetings.pages.withheld_records import WithheldRecord


def redirect_uncached(url: str) -> HttpResponse:
    """A 301 that browsers do not keep: search engines take the new address, and a merge of people can be undone."""
    response = redirect(url, permanent=True)
    patch_cache_control(response, no_cache=True)
    return response


def removed_meeting_page(request: HttpRequest, removed: RemovedMeeting) -> HttpResponse:
    """A 410 in place of the deleted meeting's page and of each of its items'."""
    return render(
        request,
        "410_meeting.html",
        {"removed": removed, "breadcrumbs": breadcrumbs.to_council(removed.council)},
        status=410,
    )


def removed_item_page(request: HttpRequest, meeting: Meeting, number: str) -> HttpResponse:
    """A 410 in place of the deleted item's page; `number` is the one in the address."""
    return render(
        request,
        "410.html",
        {"meeting": meeting, "number": number, "breadcrumbs": breadcrumbs.to_meeting(meeting)},
        status=410,
    )


def removed_thread_page(request: HttpRequest) -> HttpResponse:
    """A 410 in place of a thread whose items are not one case: by an editor's word, or by what they say now."""
    return render(
        request,
        "410_thread.html",
        {"breadcrumbs": breadcrumbs.to_list("Forløb", "meetings:threads")},
        status=410,
    )


def withheld_page(request: HttpRequest, withheld: WithheldRecord) -> HttpResponse:
    """A 410 in place of whatever is withheld: it says why, and nothing of what it is."""
    trail = breadcrumbs.to_meeting(withheld.meeting) if withheld.meeting else breadcrumbs.to_front()
    return render(request, "410_withheld.html", {"withheld": withheld, "breadcrumbs": trail}, status=410)
