"""What the archive must have of each document, and all that it says as plain values, to compare two archives by."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from meetings.importing.records import existing_records
from meetings.models import AgendaItem, Appointment, Document, ImportedModel, Meeting, Participant
from meetings.models.base import PlainValues, key_as_text, plain_value
from meetings.search.indexing import drifted_items


def archive_faults(*, with_search: bool = True) -> list[str]:
    """What is missing in the archive, a sentence each: records that a document says, its file, search rows."""
    return [
        *(fault for document in Document.objects.all() for fault in _document_faults(document)),
        *(f"{meeting} has no document" for meeting in Meeting.objects.filter(documents=None)),
        *(f"{item} has no search row" for item in AgendaItem.objects.filter(search_row=None)),
        *(f"{item} has drifted" for item in (drifted_items(500) if with_search else ())),
    ]


def stray_files() -> set[Path]:
    """The stored files that no document names."""
    stored = {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    return stored - {settings.MEDIA_ROOT / name for name in Document.objects.values_list("file", flat=True)}


def _document_faults(document: Document) -> Iterator[str]:
    with document.file.open() as file:
        content = file.read()
    if (hashlib.sha256(content).hexdigest(), len(content)) != (document.sha256, document.size):
        yield f"{document}: the stored file is not the one that was read"
    there = {key_as_text(key) for key in existing_records(document.meeting)}
    leading = document.meeting.documents.without_text().leading_first()[0]
    for key in document.said if document == leading else ():
        if key not in there:
            yield f"{document}: {key} is missing"


def record_values(record: ImportedModel) -> PlainValues:
    """What an import wrote to the record, as it stands now."""
    return {name: plain_value(record, name) for name in record.imported}


def archive_values() -> dict[str, Any]:
    """Everything that the archive says but keys, in an order of its own."""
    return {str(meeting): meeting_values(meeting) for meeting in Meeting.objects.select_related("council")}


def meeting_values(meeting: Meeting) -> dict[str, Any]:
    """Everything that the archive says of a meeting."""
    items = meeting.items.select_related("decision", "section").prefetch_related("tables", "attachments")
    return {
        "meeting": {name: plain_value(meeting, name) for name in ("start_time", "place", "participants_complete")},
        "documents": sorted(meeting.documents.values_list("sha256", "kind", "is_draft", "pages")),
        "sections": sorted(meeting.sections.values_list("number", "title")),
        "participants": sorted(
            _fields(participant, "person", "party", "municipality", "status", "role")
            for participant in Participant.objects.filter(meeting=meeting)
        ),
        "items": {f"{item.number}{' (withdrawn)' * item.withdrawn}": _item_values(item) for item in items},
    }


def _item_values(item: AgendaItem) -> dict[str, Any]:
    fields = (
        "title",
        "section",
        "case_number",
        "subject_number",
        "initials",
        "case_type",
        "background",
        "recommendation",
        "presentation",
    )
    return {
        **{
            name: plain_value(item, name)
            for name in (*fields, "municipalities", "references", "item_references", "page", "line")
        },
        "decision": _fields(decision, "text", "outcome", "further_outcomes")
        if (decision := item.decision_or_none)
        else None,
        "tables": [_fields(table, "title", "columns", "rows", "field", "after_block") for table in item.tables.all()],
        "attachments": [_fields(attachment, "field", "after_block") for attachment in item.attachments.all()],
        "appointments": sorted(
            _fields(appointment, "person", "party", "municipality", "body", "role", "replaces")
            for appointment in Appointment.objects.filter(item=item)
        ),
    }


def _fields(record: Any, *names: str) -> list[str]:
    return [str(plain_value(record, name)) for name in names]
