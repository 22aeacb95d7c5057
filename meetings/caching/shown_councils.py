"""Which council's records a page shows, by its address: a change to those of another leaves the page as it is."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

_ATTRIBUTE = "shown_council"

# A council's key, selected in SQL by what the address has.
# None where the council has meetings together with others: theirs are another council's records too.
COUNCIL_OF_ADDRESS = (
    "SELECT id FROM meetings_council WHERE slug = %(council_slug)s AND NOT EXISTS"
    " (SELECT FROM meetings_meeting_joint_councils WHERE council_id = meetings_council.id)"
)
COUNCIL_OF_DOCUMENT = (
    "SELECT council_id FROM meetings_meeting JOIN meetings_document ON meetings_document.meeting_id ="
    " meetings_meeting.id WHERE meetings_document.id = %(pk)s"
)
COUNCIL_OF_MEETING_ATTACHMENT = (
    "SELECT council_id FROM meetings_meeting JOIN meetings_meetingattachment ON meetings_meetingattachment.meeting_id ="
    " meetings_meeting.id WHERE meetings_meetingattachment.id = %(pk)s"
)
COUNCIL_OF_ATTACHMENT = (
    "SELECT council_id FROM meetings_meeting JOIN meetings_agendaitem ON meetings_agendaitem.meeting_id ="
    " meetings_meeting.id JOIN meetings_attachment ON meetings_attachment.item_id = meetings_agendaitem.id"
    " WHERE meetings_attachment.id = %(pk)s"
)


def shows_council(key: str) -> Callable[[View], View]:
    """For decorating a view whose page shows the records of one council, and of no table that holds none's.

    `key` selects the council's key, in SQL, by the names of what the view takes of the address. What the page may show
    is in changes/watched_tables.py. A view without it shows the whole archive.
    """

    def declared(view: View) -> View:
        setattr(view, _ATTRIBUTE, key)
        return view

    return declared


def shown_council(view: Callable[..., Any]) -> str | None:
    """What `shows_council` was told of the view, None where it was told nothing."""
    return getattr(view, _ATTRIBUTE, None)
