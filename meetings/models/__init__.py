"""What the archive holds. Reads are queryset methods (querysets.py); writing documents is importing.py."""

from meetings.models.conflicts import Conflict
from meetings.models.meetings import (
    AgendaItem,
    Appointment,
    Decision,
    Document,
    ImportedModel,
    Meeting,
    Participant,
    Section,
    Table,
)
from meetings.models.named import Body, Council, Municipality, Party, Person, Topic
from meetings.models.search import SearchRow, SearchWord
from meetings.models.uploads import Upload

__all__ = [
    "AgendaItem",
    "Appointment",
    "Body",
    "Conflict",
    "Council",
    "Decision",
    "Document",
    "ImportedModel",
    "Meeting",
    "Municipality",
    "Participant",
    "Party",
    "Person",
    "SearchRow",
    "SearchWord",
    "Section",
    "Table",
    "Topic",
    "Upload",
]
