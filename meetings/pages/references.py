"""What an item refers to and what refers to it, resolved when the page is read.

A reference is kept as the document has it: a date, a number, a case number. So what is imported later is found by
itself, and nothing goes stale.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from meetings.danish.plurals import counted
from meetings.models import AgendaItem, Meeting
from meetings.pages.search_links import search_url

# A case number that more items have is shown as a search for them: a whole meeting's items may share one.
LISTED_OF_A_CASE = 3


@dataclass(frozen=True)
class ReferenceLink:
    """A reference in words, and the address of what it names: none where the archive lacks it."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class References:
    """An item's references both ways; `same_case` are the other items of its case, oldest first."""

    refers_to: tuple[ReferenceLink, ...]
    mentioned_in: tuple[ReferenceLink, ...]
    same_case: tuple[ReferenceLink, ...]


def references_of(item: AgendaItem, siblings: Sequence[AgendaItem]) -> References:
    """The references of an item among `siblings`, all items of its meeting, and in other meetings: two queries."""
    case_number = _own_case_number(item, siblings)
    numbers = [number for number in (case_number, *item.case_references) if number]
    is_sample = item.meeting.council.is_sample
    others = (AgendaItem.objects if is_sample else AgendaItem.objects.shown()).for_list()
    named = list(others.referred_to_by(item, numbers).by_date(oldest_first=True))
    referring = others.referring_to(item, case_number).by_date(oldest_first=True)
    here = [ReferenceLink(f"Pkt. {other.number} {other.title}", other.get_absolute_url()) for other in siblings]
    numbered = list(zip(siblings, here, strict=True))
    return References(
        refers_to=(
            *(link for sibling, link in numbered if sibling.number in item.item_references),
            *(_link_to_distant_item(item, reference, named) for reference in item.distant_items),
            *(link for number in item.case_references for link in _links_to_case(number, named)),
        ),
        mentioned_in=(
            *(link for sibling, link in numbered if item.number in sibling.item_references),
            *(_dated_link(other) for other in referring if other.meeting_id != item.meeting_id),
        ),
        same_case=tuple(_dated_link(other) for other in named if case_number and other.case_number == case_number),
    )


def mentions_of(meeting: Meeting) -> tuple[ReferenceLink, ...]:
    """The items that name a meeting by its date, oldest first."""
    items = AgendaItem.objects.for_list().mentioning(meeting).by_date(oldest_first=True)
    return tuple(_dated_link(item) for item in items)


@dataclass(frozen=True)
class NearbyMeetings:
    """The council's meetings before and after a meeting, and those that its day connects it with."""

    previous: Meeting | None
    next: Meeting | None
    connected: tuple[ReferenceLink, ...]


def meetings_near(meeting: Meeting) -> NearbyMeetings:
    """What a meeting's page leads to of the council's other meetings: one query."""
    others = list(Meeting.objects.around(meeting))
    earlier = [other for other in others if _place_in_time(other) < _place_in_time(meeting)]
    later = others[len(earlier) :]
    connected = [other for other in others if _is_connected(meeting, other)]
    return NearbyMeetings(
        earlier[-1] if earlier else None,
        later[0] if later else None,
        tuple(ReferenceLink(_told_apart(other), other.get_absolute_url()) for other in connected),
    )


def _place_in_time(meeting: Meeting) -> tuple[date, bool, time, int]:
    """What sorts a council's meetings as MeetingQuerySet.in_time does."""
    return meeting.date, meeting.start_time is not None, meeting.start_time or time.min, meeting.pk


def _is_connected(meeting: Meeting, other: Meeting) -> bool:
    return other.date == meeting.date or other.date in meeting.moved_from or meeting.date in other.moved_from


def _told_apart(meeting: Meeting) -> str:
    start = f" kl. {meeting.start_time:%H.%M}" if meeting.start_time and not meeting.slug.startswith("kl-") else ""
    return ", ".join(filter(None, (f"{meeting.title}{start}", meeting.status_in_words.lower())))


def _own_case_number(item: AgendaItem, siblings: Iterable[AgendaItem]) -> str:
    """The number of the item's case; '' where it is the meeting's own, which most of its items carry."""
    numbers = [sibling.case_number for sibling in siblings]
    of_meeting = numbers.count(item.case_number)
    return "" if of_meeting > 1 and len(numbers) < 2 * of_meeting else item.case_number


def _link_to_distant_item(item: AgendaItem, reference: str, named: Iterable[AgendaItem]) -> ReferenceLink:
    written, _, number = reference.partition(" ")
    for other in named:
        if (other.meeting.council_id, other.meeting.date.isoformat(), other.number) == (
            item.meeting.council_id,
            written,
            number,
        ):
            return _dated_link(other)
    day = parse_date(written)
    return ReferenceLink(f"{date_format(day, 'j. F Y') if day else written}, pkt. {number}")


def _links_to_case(number: str, named: Iterable[AgendaItem]) -> list[ReferenceLink]:
    """The items of the case of that number, or a search for them where they are many."""
    found = [other for other in named if other.case_number == number]
    if len(found) > LISTED_OF_A_CASE:
        return [ReferenceLink(f"Sag {number}: {counted(len(found), 'punkt', 'punkter')}", search_url(q=number))]
    return [_dated_link(other, case=number) for other in found] or [ReferenceLink(f"Sag {number}")]


def _dated_link(item: AgendaItem, case: str = "") -> ReferenceLink:
    day = date_format(item.meeting.date, "j. F Y")
    prefix = f"Sag {case}: " if case else ""
    return ReferenceLink(f"{prefix}{day}, pkt. {item.number} {item.title}", item.get_absolute_url())
