"""Between what a document says, as plain values, and the archive's records.

A plain value is what JSON can hold: a date is text, a person or municipality is its name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any, Literal, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from meetings.addresses import found_or_made, slug
from meetings.minutes import document as minutes
from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Body,
    Decision,
    ImportedModel,
    Meeting,
    Municipality,
    Participant,
    Party,
    Person,
    Section,
    Table,
    Topic,
)

Values = dict[str, Any]
Named = TypeVar("Named", Person, Municipality, Body)

Kind = Literal["meeting", "section", "item", "decision", "table", "attachment", "participant", "appointment"]
Key = tuple[Kind, str]
"""A record's kind and what imports know it by within its meeting; what belongs to an item begins with its key."""

MODELS: dict[Kind, type[ImportedModel]] = {
    "meeting": Meeting,
    "section": Section,
    "item": AgendaItem,
    "decision": Decision,
    "table": Table,
    "attachment": Attachment,
    "participant": Participant,
    "appointment": Appointment,
}

OF_AN_ITEM: frozenset[Kind] = frozenset({"decision", "table", "attachment", "appointment"})
"""The kinds whose key begins with their item's."""

_DATES = frozenset({"date"})
_LISTS_OF_DATES = frozenset({"references"})
_TIMES = frozenset({"start_time"})
MANY = frozenset({"municipalities", "topics"})
"""Fields that hold several records, which are written after the record itself."""


def wanted_records(document: minutes.Document, item_keys: Mapping[str, str]) -> dict[Key, Values]:
    """Every record that the document asks for, by key, with its plain values; parents before children.

    `item_keys` has the key that the archive knows an item by, by the number that the document gives it.
    """
    wanted: dict[Key, Values] = {("meeting", ""): _meeting_values(document)}
    for position, section in enumerate(document.sections):
        wanted["section", section.number] = {"number": section.number, "title": section.title, "position": position}
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
        name = _cut(participant.name, _longest("participant", "person"))
        wanted["participant", name] = _participant_values(participant, position)
    for appointment in document.appointments:
        person = _cut(appointment.person, _longest("appointment", "person"))
        body = _cut(appointment.body, _longest("appointment", "body"))
        wanted["appointment", f"{item_keys[appointment.item]}/{person}/{body}"] = _appointment_values(appointment)
    return {key: _fitting(key[0], values) for key, values in wanted.items()}


def _fitting(kind: Kind, values: Values) -> Values:
    """The values with texts cut to what their fields hold: a title of a thousand letters is a misread one."""
    return {field: _cut(value, _longest(kind, field)) for field, value in values.items()}


def _cut(value: Any, longest: int | None) -> Any:
    if longest is None:
        return value
    if isinstance(value, list):
        return [_cut(entry, longest) for entry in value]
    return value if value is None or len(value) <= longest else f"{value[: longest - 1]}…"


def _longest(kind: Kind, name: str) -> int | None:
    """How many characters a field holds, or the name of the record it points at; None where there is no limit."""
    field: Any = MODELS[kind]._meta.get_field(name)
    if isinstance(field, ArrayField):
        field = field.base_field
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        named = {Party: "letter", Section: "number"}.get(field.related_model, "name")
        field = field.related_model._meta.get_field(named)
    return field.max_length if isinstance(field, models.CharField) else None


def _meeting_values(document: minutes.Document) -> Values:
    return {
        "date": document.date.isoformat() if document.date else None,
        "start_time": document.start_time.isoformat("minutes") if document.start_time else None,
        "place": document.place,
        "participants_complete": document.participants_complete,
    }


def _item_values(item: minutes.Item, position: int) -> Values:
    return {
        "number": item.number,
        "withdrawn": False,
        "position": position,
        "title": item.title,
        "section": item.section or None,
        "case_number": item.case_number,
        "initials": list(item.initials),
        "case_type": item.case_type,
        "background": item.text("background"),
        "recommendation": item.text("recommendation"),
        "presentation": item.text("presentation"),
        "references": [day.isoformat() for day in item.references],
        "item_references": list(item.item_references),
        "municipalities": sorted(item.municipalities),
        "places": _places(item),
        **_place_values(item.place),
    }


def _places(item: minutes.Item) -> Values:
    """Where the title, the case number and each text stand."""
    places: dict[str, minutes.Place] = {"title": item.place}
    places |= {field.name: field.place for field in item.fields if field.name != "decision"}
    if item.case_place:
        places["case_number"] = item.case_place
    return {name: _place_values(place) for name, place in places.items()}


def _place_values(place: minutes.Place) -> Values:
    return {"page": place.page, "line": place.line}


def _decision_values(item: minutes.Item) -> Values:
    place = next((field.place for field in item.fields if field.name == "decision"), item.place)
    return {
        "text": item.text("decision"),
        "outcome": item.outcome,
        "further_outcomes": list(item.outcomes[1:]),
        **_place_values(place),
    }


def _table_values(table: minutes.Table, position: int) -> Values:
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "field": table.field,
        "after_block": table.after_block,
        "position": position,
        **_place_values(table.place),
    }


def _attachment_values(attachment: minutes.Attachment, position: int) -> Values:
    return {
        "title": "",
        "field": attachment.field,
        "after_block": attachment.after_block,
        "position": position,
        **_place_values(attachment.place),
    }


def _participant_values(participant: minutes.Participant, position: int) -> Values:
    return {
        "person": participant.name,
        "party": participant.party or None,
        "municipality": participant.municipality or None,
        "status": participant.status,
        "role": participant.role,
        "position": position,
        **_place_values(participant.place),
    }


def _appointment_values(appointment: minutes.Appointment) -> Values:
    return {
        "person": appointment.person,
        "party": appointment.party or None,
        "municipality": appointment.municipality or None,
        "body": appointment.body,
        "role": appointment.role,
        "replaces": appointment.replaces or None,
        **_place_values(appointment.place),
    }


def written_as(key: Key) -> str:
    """A key as the meeting remembers it among the records that imports made."""
    return " ".join(key)


def plain(record: models.Model, field: str) -> Any:
    """A field's value as a plain value."""
    value = getattr(record, field)
    if isinstance(value, models.Manager):
        return sorted(str(named) for named in value.all())
    if isinstance(value, Section):
        return value.number
    if isinstance(value, Party):
        return value.letter
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, list):
        return [entry.isoformat() if isinstance(entry, date) else entry for entry in value]
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value


def edited(record: ImportedModel, field: str) -> bool:
    """Whether a person wrote the field: it is not what an import last wrote, or no import wrote what it holds."""
    if field in record.imported:
        return bool(plain(record, field) != record.imported[field])
    return not record.imported and bool(plain(record, field))


class Register:
    """Records that are known by name: found, or made where the archive lacks them."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._municipalities: dict[str, Municipality] = {}
        self._parties: dict[str, Party] = {}
        self._bodies: dict[str, Body] = {}

    def prepare(self, values: Iterable[Values]) -> None:
        """Find or make everybody and everything that the values name, in one order for all processes."""
        rows = list(values)
        for name in _names(rows, "person", "replaces"):
            self._people[name] = _found_or_made(Person, name)
        for name in _names(rows, "municipality", "municipalities"):
            self._municipalities[name] = _found_or_made(Municipality, name)
        for name in _names(rows, "body"):
            self._bodies[name] = _found_or_made(Body, name)
        for letter in _names(rows, "party"):
            self._parties[letter] = Party.objects.get_or_create(letter=letter)[0]

    def record_values(self, values: Mapping[str, Any], sections: Mapping[str, Section]) -> Values:
        """The values as model fields take them, without those of MANY."""
        return {
            field: self._field_value(field, value, sections) for field, value in values.items() if field not in MANY
        }

    def named(self, field: str, names: Iterable[str]) -> list[Municipality] | list[Topic]:
        """The records of a field of MANY."""
        if field == "topics":
            return list(Topic.objects.filter(name__in=list(names)))
        return [self._municipalities[name] for name in names]

    def _field_value(self, field: str, value: Any, sections: Mapping[str, Section]) -> Any:
        if field in {"person", "replaces"}:
            return self._people[value] if value else None
        if field == "municipality":
            return self._municipalities[value] if value else None
        if field == "party":
            return self._parties[value] if value else None
        if field == "body":
            return self._bodies[value]
        if field == "section":
            return sections.get(value)
        if field in _DATES:
            return date.fromisoformat(value)
        if field in _LISTS_OF_DATES:
            return [date.fromisoformat(day) for day in value]
        if field in _TIMES:
            return time.fromisoformat(value) if value else None
        return value


def _names(rows: Iterable[Values], *fields: str) -> list[str]:
    """The names that stand in the fields, in the order of their slugs: two processes wait for one another's slugs."""
    names: set[str] = set()
    for row in rows:
        for field in fields:
            value = row.get(field) or ()
            names.update([value] if isinstance(value, str) else value)
    return sorted(names, key=lambda name: (slug(name), name))


def _found_or_made(model: type[Named], name: str) -> Named:
    """The record of that name, or the one that an editor gave another name since."""
    known = model.objects.filter(name=name).first() or model.objects.filter(former_names__contains=[name]).first()
    return known or found_or_made(model, name)


def write_values(
    record: ImportedModel, values: Mapping[str, Any], register: Register, sections: Iterable[Section]
) -> None:
    """Write plain values to a record and remember them as imported.

    The models' own save() is left out, since it writes search rows: the caller does, once for all.
    """
    by_number = {section.number: section for section in sections}
    for field, value in register.record_values(values, by_number).items():
        setattr(record, field, value)
    record.imported = {**record.imported, **values}
    models.Model.save(record)
    for field in MANY & values.keys():
        getattr(record, field).set(register.named(field, values[field]))
