"""From a plan's changes to rows, a statement a kind where that can be.

The models' own save() is left out, since it writes search rows: the importer does, once for all.
"""

from collections.abc import Iterable, Sequence

from django.db import models

from meetings.importing.named_records import MANY_TO_MANY, NamedRecords
from meetings.importing.planned_changes import PlannedChange
from meetings.importing.records import ITEM_RECORD_TYPES, RECORD_MODELS
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
from meetings.models.base import PlainValues, RecordKey, RecordType

# A meeting's records by the key that imports know them by.
Records = dict[RecordKey, ImportedModel]


def write_changes(
    changes: Sequence[PlannedChange], records: Records, meeting: Meeting, document: Document, register: NamedRecords
) -> set[int]:
    """Remove, create and update what the changes say; `records` comes to hold what is new.

    Returns the keys of the items whose search row is concerned.
    """
    register.prepare(change.values for change in changes)
    touched = _remove([change.key for change in changes if change.action == "remove"], records)
    for kind in RECORD_MODELS:
        of_kind = [change for change in changes if change.key[0] == kind and change.action != "remove"]
        known = [change for change in of_kind if change.key in records]
        new = [change for change in of_kind if change.key not in records]
        _create(new, records, meeting, document, register)
        _update(known, records, document, register)
    for change in changes:
        if change.action != "remove":
            touched |= concerned_items(records[change.key])
    return touched


def write_values(
    record: ImportedModel, values: PlainValues, register: NamedRecords, sections: Iterable[Section]
) -> None:
    """Write plain values to one record and remember them as imported."""
    register.fill(record, values, {section.number: section for section in sections})
    models.Model.save(record)
    for field in MANY_TO_MANY & values.keys():
        getattr(record, field).set(register.municipalities(values[field]))


def _remove(keys: Iterable[RecordKey], records: Records) -> set[int]:
    removed = [records.pop(key) for key in keys]
    for model in {type(record) for record in removed}:
        of_model = [record.pk for record in removed if isinstance(record, model)]
        models.QuerySet(model).filter(pk__in=of_model).delete()
    for record in records.values():
        if isinstance(record, AgendaItem) and record.section in removed:
            record.section = None
    return set().union(*map(concerned_items, removed))


def _create(
    changes: Sequence[PlannedChange], records: Records, meeting: Meeting, document: Document, register: NamedRecords
) -> None:
    if not changes:
        return
    sections = _sections(records)
    for change in changes:
        kind, name = change.key
        record = RECORD_MODELS[kind](**_parent_fields(kind, name, records, meeting))
        if isinstance(record, SourcedModel):
            record.document = document
        register.fill(record, change.values, sections)
        records[change.key] = record
    model = RECORD_MODELS[changes[0].key[0]]
    model._default_manager.bulk_create([records[change.key] for change in changes])
    if model is AgendaItem:
        _add_municipalities(changes, records, register)


def _add_municipalities(changes: Iterable[PlannedChange], records: Records, register: NamedRecords) -> None:
    """The municipalities of new items."""
    through = AgendaItem.municipalities.through
    through._default_manager.bulk_create(
        through(agendaitem_id=records[change.key].pk, municipality_id=municipality.pk)
        for change in changes
        for municipality in register.municipalities(change.values["municipalities"])
    )


def _update(changes: Iterable[PlannedChange], records: Records, document: Document, register: NamedRecords) -> None:
    for change in changes:
        record = records[change.key]
        if isinstance(record, SourcedModel) and change.said:
            record.document = document
        write_values(record, change.values, register, _sections(records).values())


def _sections(records: Records) -> dict[str, Section]:
    return {section.number: section for section in records.values() if isinstance(section, Section)}


def _parent_fields(kind: RecordType, name: str, records: Records, meeting: Meeting) -> PlainValues:
    """The fields that say where a new record belongs."""
    if kind in ITEM_RECORD_TYPES:
        return {"item": records["item", name.split("/")[0]]}
    return {"meeting": meeting, "key": name} if kind in {"item", "section"} else {"meeting": meeting}


def concerned_items(record: ImportedModel) -> set[int]:
    """The items whose search row a change of the record concerns."""
    if isinstance(record, AgendaItem):
        return {record.pk}
    return {record.item_id} if isinstance(record, Decision | Table | Appointment) else set()
