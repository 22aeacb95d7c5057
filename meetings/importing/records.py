"""What a document says and what the archive has, as records by one kind of key.

What a document says are plain values, which JSON can hold: a date is text, a person or municipality is its name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from meetings.importing.match_items import key_beside
from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Decision,
    ImportedModel,
    Meeting,
    Participant,
    Section,
    Table,
)
from meetings.models.base import (
    PlainValues,
    RecordKey,
    RecordType,
    appointment_key_name,
    key_from_text,
    name_field,
    plain_value,
)
from meetings.parsing import document as minutes

# What a document says, by key: {("item", "3.6"): {"number": "3.6", "title": "Ny bro", …}, …}.
DocumentRecords = Mapping[RecordKey, PlainValues]
# A meeting's records in the archive, by key.
ArchivedRecords = Mapping[RecordKey, ImportedModel]

# The model of each type of record, parents before children.
RECORD_MODELS: dict[RecordType, type[ImportedModel]] = {
    "meeting": Meeting,
    "section": Section,
    "item": AgendaItem,
    "decision": Decision,
    "table": Table,
    "attachment": Attachment,
    "participant": Participant,
    "appointment": Appointment,
}

# The types that belong to an item: their key begins with the item's, then a slash.
ITEM_RECORD_TYPES: frozenset[RecordType] = frozenset({"decision", "table", "attachment", "appointment"})


def wanted_records(
    document: minutes.Document, item_keys: Mapping[str, str], section_keys: Mapping[str, str]
) -> dict[RecordKey, PlainValues]:
    """Every record that the document says, with its plain values; parents before children.

    `item_keys` and `section_keys` have what the archive knows an item or a section by, by the number that the
    document gives it (see match_items.py). Texts that are longer than their field are cut.
    """
    wanted: dict[RecordKey, PlainValues] = {("meeting", ""): _meeting_values(document)}
    for position, section in enumerate(document.sections):
        values = {"number": section.number, "title": section.title, "position": position}
        wanted["section", section_keys[section.number]] = values
    for position, item in enumerate(document.items):
        key = item_keys[item.number]
        wanted["item", key] = _item_values(item, position)
        if document.kind == "minutes" and (item.text("decision") or item.outcomes):
            wanted["decision", key] = _decision_values(item)
        for place, attachment in enumerate(item.attachments):
            wanted["attachment", f"{key}/{place}"] = _attachment_values(attachment, place)
    tables = Counter[str]()
    for table in document.tables:
        position = tables[table.item]
        tables[table.item] += 1
        wanted["table", f"{item_keys[table.item]}/{position}"] = _table_values(table, position)
    for position, participant in enumerate(document.participants):
        name = _truncated(participant.name, _max_length("participant", "person"))
        values = _participant_values(participant, position)
        wanted[_key_of_another("participant", name, "", values, wanted)] = values
    vacancies: Counter[tuple[str, str]] = Counter()
    for appointment in document.appointments:
        seat = appointment.item, appointment.body
        vacancies[seat] += not appointment.person
        number = 0 if appointment.person else vacancies[seat]
        person = _truncated(appointment.person, _max_length("appointment", "person"))
        body = _truncated(appointment.body, _max_length("appointment", "body"))
        values = _appointment_values(appointment, number)
        before = f"{item_keys[appointment.item]}/"
        if appointment.person:
            wanted[_key_of_another("appointment", f"{before}{person}", f"/{body}", values, wanted)] = values
        else:
            wanted["appointment", appointment_key_name(item_keys[appointment.item], None, body, number)] = values
    return {key: _truncated_values(key[0], values) for key, values in wanted.items()}


def existing_records(meeting: Meeting) -> dict[RecordKey, ImportedModel]:
    """The meeting's records by the key that documents know them by, whatever an editor calls them now.

    A record that an editor corrected into another person or body stands there under both keys.
    """
    found: dict[RecordKey, ImportedModel] = {("meeting", ""): meeting}
    sections = meeting.sections.all()
    section_names = _key_names("section", sections, meeting)
    for section in sections:
        found["section", section_names[section.pk]] = section
    related = meeting.items.select_related("decision", "section")
    items = list(related.prefetch_related("municipalities", "tables", "attachments"))
    item_names = _key_names("item", items, meeting)
    for item in items:
        key = item_names[item.pk]
        found["item", key] = item
        if decision := item.decision_or_none:
            found["decision", key] = decision
        for table in item.tables.all():
            found["table", position_key_name(key, table)] = table
        for attachment in item.attachments.all():
            found["attachment", position_key_name(key, attachment)] = attachment
    people = ("person", "party", "municipality")
    participants = list(meeting.participants.select_related(*people))
    for participant in participants:
        found["participant", participant.imported.get("person", participant.person.unique_name)] = participant
    for participant in participants:  # somebody corrected into a person whom a later list names
        found.setdefault(("participant", participant.person.unique_name), participant)
    appointments = Appointment.objects.filter(item__meeting=meeting)
    for appointment in appointments.select_related("item", "body", "replaces", *people):
        key, vacancy = item_names[appointment.item_id], appointment.vacancy_number
        person, body = plain_value(appointment, "person"), plain_value(appointment, "body")
        read = appointment.imported.get("person", person), appointment.imported.get("body", body)
        found["appointment", appointment_key_name(key, *read, vacancy)] = appointment
        found.setdefault(("appointment", appointment_key_name(key, person, body, vacancy)), appointment)
    return found


def item_of(key: RecordKey) -> str:
    """The key name of the item that a record is or belongs to: "3.6" of ("table", "3.6/0")."""
    return key[1].split("/")[0]


def position_key_name(item: str, record: Table | Attachment) -> str:
    """What documents know a table or an attachment by: its position in the item, "3.6/0".

    One that a person made is in no document: "3.6/by hand 17".
    """
    return f"{item}/{record.imported.get('position', f'by hand {record.pk}')}"


def _key_of_another(kind: RecordType, name: str, after: str, values: PlainValues, wanted: DocumentRecords) -> RecordKey:
    """The key of a record of the person, with a number where it is of another person of that name: »Bo Lind~2«."""
    key, number = f"{name}{after}", 1
    while (kind, key) in wanted and _are_of_two_people(wanted[kind, key], values):
        number += 1
        key = f"{name}~{number}{after}"
    return kind, key


def _are_of_two_people(one: PlainValues, other: PlainValues) -> bool:
    """Whether a list tells that two of one name are two: by their municipalities, or by their parties."""
    return any(one[field] and other[field] and one[field] != other[field] for field in ("municipality", "party"))


def _key_names(record_type: RecordType, records: Iterable[AgendaItem | Section], meeting: Meeting) -> dict[int, str]:
    """What imports know each item or section by, by primary key.

    One that a person made has no key. It is known by its number, with a count where documents know another by that,
    one that was renumbered or deleted since.
    """
    written = map(key_from_text, meeting.written)
    taken = {record.key for record in records} | {name for of_type, name in written if of_type == record_type}
    names: dict[int, str] = {}
    for record in records:
        names[record.pk] = record.key or (record.number if record.imported else key_beside(record.number, taken))
        taken.add(names[record.pk])
    return names


def _truncated_values(kind: RecordType, values: PlainValues) -> PlainValues:
    """The values with texts cut to what their fields hold: a title of a thousand letters is a misread one."""
    return {field: _truncated(value, _max_length(kind, field)) for field, value in values.items()}


def _truncated(value: Any, longest: int | None) -> Any:
    if longest is None:
        return value
    if isinstance(value, list):
        return [_truncated(entry, longest) for entry in value]
    return value if value is None or len(value) <= longest else f"{value[: longest - 1]}…"


@cache
def _max_length(kind: RecordType, name: str) -> int | None:
    """How many characters a field holds, or the name of the record it points at; None where there is no limit."""
    field: Any = RECORD_MODELS[kind]._meta.get_field(name)
    if isinstance(field, ArrayField):
        field = field.base_field
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        field = field.related_model._meta.get_field(name_field(field.related_model))
    return field.max_length if isinstance(field, models.CharField) else None


def _meeting_values(document: minutes.Document) -> PlainValues:
    return {
        "date": document.date.isoformat() if document.date else None,
        "start_time": document.start_time.isoformat("minutes") if document.start_time else None,
        "place": document.place,
        "participants_complete": document.participants_complete,
        "is_extraordinary": document.is_extraordinary,
        "status": document.status,
        "moved_from": [document.moved_from.isoformat()] if document.moved_from else [],
        "joint_councils": sorted(document.joint_councils),
    }


def _item_values(item: minutes.Item, position: int) -> PlainValues:
    return {
        "number": item.number,
        "withdrawn": False,
        "position": position,
        "title": item.title,
        "section": item.section or None,
        "case_number": item.case_number,
        "subject_number": item.subject_number,
        "initials": list(item.initials),
        "case_type": item.case_type,
        "background": item.text("background"),
        "recommendation": item.text("recommendation"),
        "presentation": item.text("presentation"),
        "references": [day.isoformat() for day in item.references],
        "item_references": list(item.item_references),
        "distant_items": [f"{day.isoformat()} {number}" for day, number in item.distant_items],
        "case_references": list(item.case_references),
        "municipalities": sorted(item.municipalities),
        "places": _source_places(item),
        **_place_values(item.place),
    }


def _source_places(item: minutes.Item) -> PlainValues:
    """Where the title, the case number and each text stand."""
    places: dict[str, minutes.Place] = {"title": item.place}
    places |= {field.name: field.place for field in item.fields if field.name != "decision"}
    if item.case_place:
        places["case_number"] = item.case_place
    return {name: _place_values(place) for name, place in places.items()}


def _place_values(place: minutes.Place) -> PlainValues:
    return {"page": place.page, "line": place.line}


def _decision_values(item: minutes.Item) -> PlainValues:
    place = next((field.place for field in item.fields if field.name == "decision"), item.place)
    return {
        "text": item.text("decision"),
        "outcome": item.outcome,
        "further_outcomes": list(item.outcomes[1:]),
        **_place_values(place),
        "deciding_sentence": item.deciding_sentence,
        "votes": [asdict(vote) for vote in item.votes],
    }


def _table_values(table: minutes.Table, position: int) -> PlainValues:
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "field": table.field,
        "after_block": table.after_block,
        "position": position,
        **_place_values(table.place),
    }


def _attachment_values(attachment: minutes.Attachment, position: int) -> PlainValues:
    return {
        "title": attachment.title,
        "field": attachment.field,
        "after_block": attachment.after_block,
        "position": position,
        **_place_values(attachment.place),
    }


def _participant_values(participant: minutes.Participant, position: int) -> PlainValues:
    return {
        "person": participant.name,
        "party": participant.party or None,
        "municipality": participant.municipality or None,
        "status": participant.status,
        "role": participant.role,
        "position": position,
        **_place_values(participant.place),
    }


def _appointment_values(appointment: minutes.Appointment, vacancy_number: int) -> PlainValues:
    return {
        "person": appointment.person or None,
        "vacancy_number": vacancy_number,
        "party": appointment.party or None,
        "municipality": appointment.municipality or None,
        "body": appointment.body,
        "role": appointment.role,
        "replaces": appointment.replaces or None,
        "starts": appointment.starts.isoformat() if appointment.starts else None,
        **_place_values(appointment.place),
    }
