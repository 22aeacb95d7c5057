"""What the archive holds. Reads are queryset methods (querysets.py); writing documents is importing.py."""

from meetings.models.conflicts import Conflict
from meetings.models.items import AgendaItem, Appointment, Attachment, Decision, Section, Table
from meetings.models.meetings import Document, ImportedModel, Meeting, Participant, SourcedModel
from meetings.models.merges import PersonMerge
from meetings.models.named import Body, Council, Municipality, Party, Person, Topic
from meetings.models.search import SearchRow, SearchWord
from meetings.models.uploads import Upload

__all__ = [
    "AgendaItem",
    "Appointment",
    "Attachment",
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
    "PersonMerge",
    "SearchRow",
    "SearchWord",
    "Section",
    "SourcedModel",
    "Table",
    "Topic",
    "Upload",
]
