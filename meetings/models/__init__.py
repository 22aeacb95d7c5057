"""What the archive holds. Each model stands below its queryset, whose methods are the queries for its records."""

from meetings.models.appointments import Appointment
from meetings.models.archive_changes import ArchiveChange
from meetings.models.base import ImportedModel, SourcedModel
from meetings.models.changes import Change
from meetings.models.conflicts import Conflict
from meetings.models.documents import Document, MeetingAttachment
from meetings.models.history import HistoryEntry
from meetings.models.items import AgendaItem, Attachment, Decision, Section, TopicChoice
from meetings.models.meeting_days import MeetingDay
from meetings.models.meetings import Meeting
from meetings.models.named import Body, Council, Municipality, Topic
from meetings.models.objections import Objection
from meetings.models.participants import Participant
from meetings.models.people import Party, Person, PersonMerge
from meetings.models.redactions import RedactedAddress, RedactedPhrase, Redaction
from meetings.models.removed_meetings import RemovedMeeting
from meetings.models.search import (
    AnalyzedWords,
    SearchRow,
    SearchWord,
)
from meetings.models.synonyms import Synonym
from meetings.models.tables import Table
from meetings.models.threads import CaseThread, MatterSignature, SameCasePair, ThreadItem
from meetings.models.typeahead import TitleTail
from meetings.models.uploads import ClearedFinding, Upload
from meetings.models.withholdings import Withholding

__all__ = [
    "AgendaItem",
    "AnalyzedWords",
    "Appointment",
    "ArchiveChange",
    "Attachment",
    "Body",
    "CaseThread",
    "Change",
    "ClearedFinding",
    "Conflict",
    "Council",
    "Decision",
    "Document",
    "HistoryEntry",
    "ImportedModel",
    "MatterSignature",
    "Meeting",
    "MeetingAttachment",
    "MeetingDay",
    "Municipality",
    "Objection",
    "Participant",
    "Party",
    "Person",
    "PersonMerge",
    "RedactedAddress",
    "RedactedPhrase",
    "Redaction",
    "RemovedMeeting",
    "SameCasePair",
    "SearchRow",
    "SearchWord",
    "Section",
    "SourcedModel",
    "Synonym",
    "Table",
    "ThreadItem",
    "TitleTail",
    "Topic",
    "TopicChoice",
    "Upload",
    "Withholding",
]
