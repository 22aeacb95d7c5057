"""Conflicts between an editor's wording and a document's: found by an import, decided by an editor."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models, transaction

from meetings.importing.files import Refused
from meetings.importing.named_records import NamedRecords
from meetings.importing.planned_changes import PlannedChange
from meetings.importing.records import RECORD_MODELS
from meetings.importing.write import concerned_items, write_values
from meetings.models import Conflict, Document, ImportedModel, Meeting, Section
from meetings.models.base import PlainValues, RecordKey, RecordType, plain_value
from meetings.models.locks import Lock, take_lock
from meetings.parsing.structure.clean import printed_lines
from meetings.search.topics import assign_topics

# Characters of a document's wording that a conflict shows.
_MAX_WORDING = 2_000


def record_conflicts(
    meeting: Meeting, document: Document, changes: Iterable[PlannedChange], records: Mapping[RecordKey, ImportedModel]
) -> None:
    """Keep what the plan left to the editor, and drop the meeting's conflicts that are none any more."""
    lines = _DocumentLines(document)
    for change in changes:
        record = records.get(change.key)
        for field, read in change.kept.items():
            if record is not None:
                place = _page_and_line(change.said, field)
                Conflict.objects.update_or_create(
                    kind=change.key[0],
                    record_id=record.pk,
                    field=field,
                    defaults={
                        "meeting": meeting,
                        "record_title": str(record)[:600],
                        "field_title": change.field_title(field),
                        "archived": plain_value(record, field),
                        "read": read,
                        "document": document,
                        **place,
                        "wording": _wording(change.said, field, lines.at(place["line"])),
                    },
                )
    for conflict in meeting.conflicts.all():
        record = conflicting_record(conflict)
        if record is None or plain_value(record, conflict.field) == conflict.read:
            conflict.delete()


class _DocumentLines:
    """A document's lines, counted from 1 through all its pages; read from its text when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines: list[str] | None = None

    def at(self, number: int | None) -> str:
        if self._lines is None:
            pages = printed_lines(self._document.text.split("\f"))
            self._lines = [line for page in pages for _, line in page.lines]
        return self._lines[number - 1].strip() if number and number <= len(self._lines) else ""


def _page_and_line(said: PlainValues, field: str) -> PlainValues:
    """The page and line that a field was read from: its own where the record knows it, else the record's."""
    own = said.get("places", {}).get(field, {})
    return {name: own.get(name, said.get(name)) for name in ("page", "line")}


def _wording(said: PlainValues, field: str, line: str) -> str:
    """What the document says there: the whole text that the field was read from or holds, else its line."""
    read: Any = said.get("text") or (said.get(field) if isinstance(said.get(field), str) else "")
    return (read if len(read) > len(line) else line)[:_MAX_WORDING]


def conflicting_record(conflict: Conflict) -> ImportedModel | None:
    """The record that the conflict is about; None if it was deleted since."""
    found = RECORD_MODELS[cast(RecordType, conflict.kind)]._default_manager.filter(pk=conflict.record_id).first()
    return found if isinstance(found, ImportedModel) else None


@transaction.atomic
def keep_edited_value(conflict: Conflict) -> None:
    """The editor's wording stands, also against later documents that say the same as this one."""
    record = conflicting_record(conflict)
    if record is not None:
        record.imported = {**record.imported, conflict.field: conflict.read}
        models.Model.save(record, update_fields=["imported"])
    conflict.delete()


@transaction.atomic
def accept_document_value(conflict: Conflict) -> None:
    """The document's wording stands; later documents may change it again.

    Raises Refused where another record has what only one may have (a number, a person's participation).
    """
    take_lock(Lock.TOPICS, shared=True)
    record = conflicting_record(conflict)
    if record is not None:
        register = NamedRecords()
        register.prepare([{conflict.field: conflict.read}])
        sections = conflict.meeting.sections.all()
        _check_unique(record, {conflict.field: conflict.read}, register, sections)
        write_values(record, {conflict.field: conflict.read}, register, sections)
        record.save()
        assign_topics(concerned_items(record))
    conflict.delete()


def _check_unique(
    record: ImportedModel, values: PlainValues, register: NamedRecords, sections: Iterable[Section]
) -> None:
    changed = copy(record)
    register.fill(changed, values, {section.number: section for section in sections})
    try:
        changed.validate_constraints()
    except ValidationError as error:
        sentence = " ".join(error.messages)
        raise Refused(f"{sentence} Ret det dér først.", f"{record} can't be given {values}") from error
