"""What pages are about, in the vocabulary of schema.org (JSON-LD): for search engines and other programs.

A record's description is plain values, with addresses as paths; `graph` makes of it what stands in a page.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from meetings.models import AgendaItem, Council, Document, Meeting
from meetings.pages.breadcrumbs import Breadcrumb

Description = Mapping[str, Any]

# The properties that hold a path.
_ADDRESSES = frozenset({"url", "item", "contentUrl"})


def describe_site() -> Description:
    """The archive itself."""
    return {
        "@type": "WebSite",
        "name": "KKR-arkivet",
        "url": reverse("meetings:front"),
        "inLanguage": "da",
    }


def describe_council(council: Council) -> Description:
    """The council as an organization."""
    return {
        "@type": "GovernmentOrganization",
        "name": council.name,
        "url": reverse("meetings:council", args=(council.slug,)),
    }


def describe_meeting(
    meeting: Meeting, documents: Iterable[Document] = (), councils: Sequence[Council] = ()
) -> Description:
    """The meeting with its council, when and where it was, and the documents that tell of it."""
    event: dict[str, Any] = {
        "@type": "Event",
        "name": f"{meeting.council.name}, møde {meeting.title}",
        "url": meeting.get_absolute_url(),
        "startDate": _start_time(meeting),
        "eventStatus": f"https://schema.org/{_event_status(meeting)}",
        "inLanguage": "da",
        "organizer": _organizer(councils or (meeting.council,)),
    }
    if meeting.moved_from:
        event["previousStartDate"] = [day.isoformat() for day in meeting.moved_from]
    if meeting.place:
        event["location"] = {"@type": "Place", "name": meeting.place, "address": meeting.place}
    if described := [_describe_file(document) for document in documents]:
        event["subjectOf"] = described
    return event


def describe_item(item: AgendaItem, councils: Sequence[Council] = ()) -> Description:
    """The item as a part of what its meeting left in writing; `councils` are those of a joint meeting."""
    described: dict[str, Any] = {
        "@type": "DigitalDocument",
        "name": item.title,
        "url": item.get_absolute_url(),
        "position": item.number,
        "inLanguage": "da",
        "recordedAt": describe_meeting(item.meeting, councils=councils),
        "publisher": _organizer(councils or (item.meeting.council,)),
    }
    if item.case_number:
        described["identifier"] = item.case_number
    return described


def describe_document(document: Document) -> Description:
    """The document's text, with the file that it was read from."""
    councils = document.meeting.councils
    return {
        **_describe_file(document),
        "url": reverse("meetings:document_text", args=(document.pk,)),
        "recordedAt": describe_meeting(document.meeting, councils=councils),
        "publisher": _organizer(councils),
    }


def linked_data_graph(
    request: HttpRequest, breadcrumbs: Iterable[Breadcrumb], subject: Description | None
) -> dict[str, Any] | None:
    """The page's breadcrumbs and what it is about as one JSON-LD graph; None where there is neither."""
    trail = [(crumb.title, crumb.url) for crumb in breadcrumbs]
    if trail and subject:
        trail.append((subject["name"], subject["url"]))
    parts: list[Description] = [subject] if subject else []
    if trail:
        steps = [
            {"@type": "ListItem", "position": place, "name": title, "item": url}
            for place, (title, url) in enumerate(trail, start=1)
        ]
        parts.append({"@type": "BreadcrumbList", "itemListElement": steps})
    return {"@context": "https://schema.org", "@graph": _with_absolute_addresses(request, parts)} if parts else None


def _with_absolute_addresses(request: HttpRequest, value: Any) -> Any:
    """The value with every path among its addresses made whole."""
    if isinstance(value, Mapping):
        return {
            name: request.build_absolute_uri(within)
            if name in _ADDRESSES
            else _with_absolute_addresses(request, within)
            for name, within in value.items()
        }
    if isinstance(value, list | tuple):
        return [_with_absolute_addresses(request, within) for within in value]
    return value


def _describe_file(document: Document) -> Description:
    return {
        "@type": "DigitalDocument",
        "name": f"{document.title}: {document.source_name}",
        "inLanguage": "da",
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": document.get_absolute_url(),
            "contentSize": f"{document.size} B",
        },
    }


def _event_status(meeting: Meeting) -> str:
    if meeting.is_cancelled:
        return "EventCancelled"
    if meeting.awaits_new_day:
        return "EventPostponed"
    return "EventRescheduled" if meeting.moved_from else "EventScheduled"


def _organizer(councils: Sequence[Council]) -> Description | list[Description]:
    described = [describe_council(council) for council in councils]
    return described if len(described) > 1 else described[0]


def _start_time(meeting: Meeting) -> str:
    if not meeting.start_time:
        return meeting.date.isoformat()
    return timezone.make_aware(datetime.combine(meeting.date, meeting.start_time)).isoformat()
