"""Which of the archive's participants and appointments a document's are, where it calls a person by another name.

That happens where an editor has merged two people, or given one a further name: the record is the same then, and the
other name contradicts nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.importing.records import ArchivedRecords, DocumentRecords, item_of
from meetings.models import Appointment, ImportedModel, Participant, Person
from meetings.models.base import PlainValues, RecordKey, RecordType, imported_value, is_edited, key_from_text

# The types of record whose key holds a person's name.
_RECORDS_OF_PEOPLE: tuple[RecordType, ...] = ("participant", "appointment")
# The fields of theirs that point at a person.
_PERSON_FIELDS = ("person", "replaces")


def names_of_distinct_people(read: DocumentRecords) -> frozenset[str]:
    """The names that the archive takes for one person's, but that one list of the document has both of.

    They are two people then, whatever an editor decided before: each name stands for the person of exactly that name
    (see NamedRecords), so that nobody is lost.
    """
    listed: dict[RecordKey, set[str]] = defaultdict(set)
    for (record_type, name), values in read.items():
        if record_type == "participant":
            listed["participant", ""].add(values["person"])
        elif record_type == "appointment" and values["person"]:
            listed["appointment", f"{item_of((record_type, name))}/{values['body']}"].add(values["person"])
            listed["appointment", name].update(_person_names(values))
    lists = [names for names in listed.values() if len(names) > 1]
    known = Person.objects.keys_by_name(set().union(*lists)) if lists else {}
    return frozenset(name for names in lists for name in names if _shares_person(name, names, known))


def _shares_person(name: str, names: Iterable[str], known: Mapping[str, int]) -> bool:
    return name in known and any(known.get(other) == known[name] for other in names if other != name)


@dataclass(frozen=True)
class MatchedRecords:
    """What a document says, by the keys and with the names that the archive has.

    `records` are all its records. Where the document calls the person by another name than the document before, the
    record has the name of before, so that it changes nothing; the other name stands in `names_as_read`, by key and
    field (`{("participant", "Anna Holm"): {"person": "Anna B. Holm"}}`), to be remembered as what the document says.
    """

    records: dict[RecordKey, PlainValues]
    names_as_read: dict[RecordKey, PlainValues]


def match_people(read: DocumentRecords, existing: ArchivedRecords, written: Iterable[str]) -> MatchedRecords:
    """The document's records as the archive knows their people.

    `existing` are the meeting's records in the archive, `written` is `Meeting.written`. A record that an editor
    deleted keeps the key that it had, so that it does not come back under another name.
    """
    deleted = [
        key
        for key in (key_from_text(entry) for entry in written)
        if key[0] in _RECORDS_OF_PEOPLE and key not in existing
    ]
    names = {name for values in read.values() for name in _person_names(values)}
    known = Person.objects.keys_by_name(names | {_name_in_key(key) for key in deleted})
    distinct = names_of_distinct_people(read)
    by_person = {(*_list_of(key), known[_name_in_key(key)]): key for key in deleted if _name_in_key(key) in known}
    for key, record in existing.items():
        if isinstance(record, Participant | Appointment):
            by_person[*_list_of(key), record.person_id] = key
    records: dict[RecordKey, PlainValues] = {}
    names_as_read: dict[RecordKey, PlainValues] = {}
    for key, values in read.items():
        person = values.get("person")
        if key not in existing and person in known and person not in distinct:
            archived = by_person.get((*_list_of(key), known[person]), key)
            key = key if archived in read or archived in records else archived
        earlier = _earlier_names(values, existing.get(key), known)
        records[key] = {**values, **earlier}
        if other := {field: values[field] for field in earlier if values[field] != earlier[field]}:
            names_as_read[key] = other
    return MatchedRecords(records, names_as_read)


def holds_person_read(record: ImportedModel, field: str) -> bool:
    """Whether the field holds the person whom the name that was read stands for, by whatever name: it is not edited."""
    if field not in _PERSON_FIELDS or not isinstance(record, Participant | Appointment):
        return False
    name = record.imported.get(field)
    return bool(name) and Person.objects.keys_by_name([name]).get(name) == _person_id(record, field)


def _list_of(key: RecordKey) -> tuple[str, ...]:
    """The list in which a person can have one record: the meeting's participants, or an item's seats in a body."""
    if key[0] == "appointment":
        item, _, body = key[1].split("/", 2)
        return "appointment", item, body
    return (key[0],)


def _name_in_key(key: RecordKey) -> str:
    return key[1].split("/", 2)[1] if key[0] == "appointment" else key[1]


def _earlier_names(values: PlainValues, record: ImportedModel | None, known: Mapping[str, int]) -> PlainValues:
    """The names that were read before, by field, where an editor chose the very person whom the document names."""
    if not isinstance(record, Participant | Appointment):
        return {}
    return {
        field: imported_value(record, field)
        for field in _PERSON_FIELDS
        if values.get(field) in known and is_edited(record, field) and _person_id(record, field) == known[values[field]]
    }


def _person_id(record: Participant | Appointment, field: str) -> int | None:
    person_id: int | None = getattr(record, f"{field}_id")
    return person_id


def _person_names(values: PlainValues) -> set[str]:
    return {values[field] for field in _PERSON_FIELDS if values.get(field)}
