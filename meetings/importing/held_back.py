"""What a document says that an editor deleted: it stays away, and whoever imports the document is told."""

from collections.abc import Mapping

from meetings.importing.planned_changes import PlannedChange
from meetings.importing.records import ITEM_RECORD_TYPES, ArchivedRecords, existing_records, item_of
from meetings.models import Meeting
from meetings.models.base import PlainValues, RecordKey, key_as_text


def held_back_of(
    meeting: Meeting, said: Mapping[RecordKey, PlainValues], existing: ArchivedRecords | None = None
) -> tuple[PlannedChange, ...]:
    """The records that the document says and an editor deleted; not the parts of an item that she deleted whole."""
    records = existing_records(meeting) if existing is None else existing
    return tuple(
        PlannedChange(key, "create", values, document_values=values, number=_number(said, key))
        for key, values in said.items()
        if was_deleted(key, meeting, records)
        and not (key[0] in ITEM_RECORD_TYPES and was_deleted(("item", item_of(key)), meeting, records))
    )


def was_deleted(key: RecordKey, meeting: Meeting, existing: ArchivedRecords) -> bool:
    """Whether a person deleted the record, or the item that it belongs to."""
    if key[0] in ITEM_RECORD_TYPES and was_deleted(("item", item_of(key)), meeting, existing):
        return True
    return key not in existing and key_as_text(key) in meeting.written


def _number(said: Mapping[RecordKey, PlainValues], key: RecordKey) -> str:
    """The number that the document gives the item that the record is or belongs to; '' for others."""
    values = said.get(("item", item_of(key))) if key[0] in {*ITEM_RECORD_TYPES, "item"} else None
    return str(values["number"]) if values else ""
