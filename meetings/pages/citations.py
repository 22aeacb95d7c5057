"""How a meeting and an item are cited."""

from meetings.danish.source_places import short_place
from meetings.models import AgendaItem, Document, Meeting
from meetings.pages.provenance import Source


def citation_of_meeting(meeting: Meeting, document: Document | None) -> str:
    """A meeting by the document that is shown of it: »KKR Nordjylland, referat 19. juni 2026«."""
    kind = document.title.lower() if document else "møde"
    return f"{meeting.council.name}, {kind} {meeting.title}"


def citation_of_item(item: AgendaItem, source: Source | None, *, is_corrected: bool = False) -> str:
    """An item by its decision's place: »KKR Nordjylland, referat 19. juni 2026, pkt. 3.6, s. 20«.

    Where the page no longer has the document's words, it says so: who looks them up there finds others.
    """
    citation = f"{citation_of_meeting(item.meeting, source.document if source else None)}, pkt. {item.number}"
    if source and source.page:
        citation = f"{citation}, {short_place(source.page, source.document.place_unit)}"
    return f"{citation} (rettet af redaktionen)" if is_corrected else citation
