"""Conflicts between what an editor wrote and what a document says: found by an import, decided by an editor."""

from collections.abc import Iterable
from copy import copy
from typing import Any, cast

from django.core.exceptions import ValidationError

from meetings.changes.recording import recording
from meetings.importing.named_records import NamedRecords
from meetings.importing.planned_changes import PlannedChange
from meetings.importing.records import RECORD_MODELS, ArchivedRecords
from meetings.importing.refusals import Refused
from meetings.importing.write import write_values
from meetings.models import Conflict, Document, ImportedModel, Meeting, Section
from meetings.models.base import PlainValues, RecordType, plain_value
from meetings.parsing.structure.clean import printed_lines

# So many characters, at most, of a document's wording are stored with a conflict, for its page in the admin.
_MAX_WORDING = 2_000


def record_conflicts(
    meeting: Meeting, document: Document, changes: Iterable[PlannedChange], records: ArchivedRecords
) -> None:
    """Store the changes' `conflicting` values as Conflicts, and delete the meeting's that have become none.

    `records` are the meeting's records as they are after the import.
    """
    lines = _DocumentLines(document)
    for change in changes:
        record = records.get(change.key)
        for field, read in change.conflicting.items():
            if record is not None:
                place = _page_and_line(change.document_values, field)
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
                        "wording": _wording(change.document_values, field, lines.line(place["line"])),
                    },
                )
    forget_settled_conflicts(meeting)


def forget_settled_conflicts(meeting: Meeting) -> None:
    """Delete the meeting's conflicts that are none any more: an editor deleted the record, or wrote what was read."""
    for conflict in meeting.conflicts.all():
        record = conflicting_record(conflict)
        if record is None or plain_value(record, conflict.field) == conflict.read:
            conflict.delete()


class _DocumentLines:
    """A document's lines, numbered from 1 through all its pages, as the parser numbers them.

    They are split from its text when one is first asked for: most imports have no conflict.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines: list[str] | None = None

    def line(self, number: int | None) -> str:
        """The line of this number; '' without a number or such a line."""
        if self._lines is None:
            pages = printed_lines(self._document.text.split("\f"))
            self._lines = [line for page in pages for _, line in page.lines]
        return self._lines[number - 1].strip() if number and number <= len(self._lines) else ""


def _page_and_line(values: PlainValues, field: str) -> PlainValues:
    """{"page": 4, "line": 112}, where the field was read: its own place where there is one, else the record's."""
    own = values.get("places", {}).get(field, {})
    return {name: own.get(name, values.get(name)) for name in ("page", "line")}


def _wording(values: PlainValues, field: str, line: str) -> str:
    """What the document says there: the text that the field was read from or holds, or its line if that is longer."""
    read: Any = values.get("text") or (values.get(field) if isinstance(values.get(field), str) else "")
    return (read if len(read) > len(line) else line)[:_MAX_WORDING]


def conflicting_record(conflict: Conflict) -> ImportedModel | None:
    """The record that the conflict is about; None if it was deleted since."""
    found = RECORD_MODELS[cast(RecordType, conflict.kind)]._default_manager.filter(pk=conflict.record_id).first()
    return found if isinstance(found, ImportedModel) else None


@recording()
def keep_edited_value(conflict: Conflict) -> None:
    """Decide for the editor's value: it stands, also against later documents that say the same as this one."""
    record = conflicting_record(conflict)
    if record is not None:
        record.imported = {**record.imported, conflict.field: conflict.read}
        record.save(update_fields=["imported"])
    conflict.delete()


@recording()
def accept_document_value(conflict: Conflict) -> None:
    """Decide for the document's value: it is written, and later documents may change it again.

    Raises Refused where another record has what only one may have (a number, a person's participation).
    """
    record = conflicting_record(conflict)
    if record is not None:
        named = NamedRecords()
        named.find_or_create([{conflict.field: conflict.read}])
        sections = conflict.meeting.sections.all()
        _check_unique(record, {conflict.field: conflict.read}, named, sections)
        write_values(record, {conflict.field: conflict.read}, named, sections)
    conflict.delete()


@recording()
def accept_agreed_values(meeting: Meeting, record: ImportedModel) -> None:
    """Decide the record's conflicts whose document's value it has by now, for that; forget the meeting's settled ones.

    Called where something was written that a decision of another conflict brings along.
    """
    for conflict in meeting.conflicts.filter(record_id=record.pk):
        is_of_record = RECORD_MODELS[cast(RecordType, conflict.kind)] is type(record)
        if is_of_record and plain_value(record, conflict.field) == conflict.read:
            accept_document_value(conflict)
    forget_settled_conflicts(meeting)


def _check_unique(record: ImportedModel, values: PlainValues, named: NamedRecords, sections: Iterable[Section]) -> None:
    changed = copy(record)
    named.set_fields(changed, values, {section.number: section for section in sections})
    try:
        changed.validate_constraints()
    except ValidationError as error:
        sentence = " ".join(error.messages)
        raise Refused(f"{sentence} Ret det dér først.", f"{record} can't be given {values}") from error
