"""From a plan's changes to rows, in one statement for each type of record where that can be.

The models' own save() is left out, since it writes search rows: the importer does, once for all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models

from meetings.importing.named_records import MANY_TO_MANY, NamedRecords
from meetings.importing.planned_changes import PlannedChange
from meetings.importing.records import ITEM_RECORD_TYPES, RECORD_MODELS, ArchivedRecords, item_of
from meetings.models import (
    AgendaItem,
    Appointment,
    Decision,
    Document,
    ImportedModel,
    Meeting,
    Section,
    SourcedModel,
    Table,
)
from meetings.models.base import PlainValues, RecordKey


@dataclass(frozen=True)
class WrittenChanges:
    """What was written: the meeting's records as they are now, and the primary keys of the items of which that was."""

    records: ArchivedRecords
    item_ids: frozenset[int]


def write_changes(
    changes: Sequence[PlannedChange],
    existing: ArchivedRecords,
    meeting: Meeting,
    document: Document,
    named: NamedRecords,
) -> WrittenChanges:
    """Remove, create and update what the changes say of the meeting's `existing` records.

    New and changed records get `document` as their source. Nothing is undone when this raises: call it in a
    transaction.
    """
    named.find_or_create(change.values for change in changes)
    removed = {change.key: existing[change.key] for change in changes if change.action == "remove"}
    _delete(removed.values())
    records = {key: record for key, record in existing.items() if key not in removed}
    for record in records.values():
        if isinstance(record, AgendaItem) and record.section in removed.values():
            record.section = None  # as the database has it now
    for record_type in RECORD_MODELS:
        of_type = [change for change in changes if change.key[0] == record_type and change.action != "remove"]
        known = [change for change in of_type if change.key in records]
        new = [change for change in of_type if change.key not in records]
        records |= _create(new, records, meeting, document, named)
        _update(known, records, document, named)
    written = [records[change.key] for change in changes if change.action != "remove"]
    return WrittenChanges(records, frozenset().union(*map(items_of, (*removed.values(), *written))))


def write_values(record: ImportedModel, values: PlainValues, named: NamedRecords, sections: Iterable[Section]) -> None:
    """Write plain values to one record and remember them as imported; `sections` are those of the meeting."""
    named.set_fields(record, values, {section.number: section for section in sections})
    record.save()
    for field in MANY_TO_MANY & values.keys():
        getattr(record, field).set(named.several(field, values[field]))


def items_of(record: ImportedModel) -> set[int]:
    """The primary keys of the items whose words the record has: none or one."""
    if isinstance(record, AgendaItem):
        return {record.pk}
    return {record.item_id} if isinstance(record, Decision | Table | Appointment) else set()


def _delete(records: Iterable[ImportedModel]) -> None:
    for model in {type(record) for record in records}:
        of_model = [record.pk for record in records if isinstance(record, model)]
        models.QuerySet(model).filter(pk__in=of_model).delete()


def _create(
    changes: Sequence[PlannedChange],
    records: ArchivedRecords,
    meeting: Meeting,
    document: Document,
    named: NamedRecords,
) -> dict[RecordKey, ImportedModel]:
    """Create records of one type, whose parents are among `records`. Returns them by key."""
    if not changes:
        return {}
    sections = _sections_by_number(records)
    created: dict[RecordKey, ImportedModel] = {}
    for change in changes:
        record = RECORD_MODELS[change.key[0]](**_parent_fields(change.key, records, meeting))
        if isinstance(record, SourcedModel):
            record.document = document
        named.set_fields(record, change.values, sections)
        created[change.key] = record
    model = RECORD_MODELS[changes[0].key[0]]
    model._default_manager.bulk_create(created.values())
    if model is AgendaItem:
        _add_municipalities(changes, created, named)
    return created


def _add_municipalities(changes: Iterable[PlannedChange], items: ArchivedRecords, named: NamedRecords) -> None:
    """Write the municipalities of new items."""
    through = AgendaItem.municipalities.through
    through._default_manager.bulk_create(
        through(agendaitem_id=items[change.key].pk, municipality_id=municipality.pk)
        for change in changes
        for municipality in named.municipalities(change.values["municipalities"])
    )


def _update(
    changes: Iterable[PlannedChange], records: ArchivedRecords, document: Document, named: NamedRecords
) -> None:
    for change in changes:
        record = records[change.key]
        if isinstance(record, Meeting):
            _take_address(record, change.values)
        if isinstance(record, SourcedModel) and change.document_values:
            record.document = document
        if isinstance(record, AgendaItem | Section) and change.document_values:
            record.key = record.key or change.key[1]  # a person made it, and now a document tells of it too
        write_values(record, change.values, named, _sections_by_number(records).values())


def _take_address(meeting: Meeting, values: PlainValues) -> None:
    """Give a meeting that moves to another day the address that is free there."""
    day = date.fromisoformat(values["date"]) if values.get("date") else meeting.date
    if day != meeting.date:
        meeting.date, meeting.slug = day, ""
        meeting.slug = Meeting.objects.free_slug(meeting)


def _sections_by_number(records: ArchivedRecords) -> dict[str, Section]:
    return {section.number: section for section in records.values() if isinstance(section, Section)}


def _parent_fields(key: RecordKey, records: ArchivedRecords, meeting: Meeting) -> PlainValues:
    """The fields that say where a new record belongs."""
    record_type, name = key
    if record_type in ITEM_RECORD_TYPES:
        return {"item": records["item", item_of(key)]}
    return {"meeting": meeting, "key": name} if record_type in {"item", "section"} else {"meeting": meeting}
