"""Whom a document means: its records under the names that the archive knows their people by.

A person may be called otherwise in a later document of the same meeting, where an editor has merged two names or
told a further one. The record is then the same, and the other name no contradiction.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.models import Appointment, ImportedModel, Participant, Person
from meetings.models.base import PlainValues, RecordKey, RecordType, is_edited, key_from_text

_RECORDS_OF_PEOPLE: tuple[RecordType, ...] = ("participant", "appointment")
_PERSON_FIELDS = ("person", "replaces")


def names_of_distinct_people(wanted: Mapping[RecordKey, PlainValues]) -> frozenset[str]:
    """Names that the document itself tells apart, though the archive takes them for one person's.

    Where one list has both names they are two people, whatever was decided before: each then stands for the
    person of exactly that name, and nobody is lost.
    """
    together: dict[RecordKey, set[str]] = defaultdict(set)
    for (kind, name), values in wanted.items():
        if kind == "participant":
            together["participant", ""].add(values["person"])
        elif kind == "appointment" and values["person"]:
            together["appointment", f"{name.split('/')[0]}/{values['body']}"].add(values["person"])
            together["appointment", name].update(_person_names(values))
    doubtful = [names for names in together.values() if len(names) > 1]
    known = Person.objects.keys_by_name(set().union(*doubtful)) if doubtful else {}
    return frozenset(name for names in doubtful for name in names if _shares_person(name, names, known))


def _shares_person(name: str, names: Iterable[str], known: Mapping[str, int]) -> bool:
    return name in known and any(known.get(other) == known[name] for other in names if other != name)


@dataclass(frozen=True)
class MatchedRecords:
    """What a document asks for, in the archive's terms.

    `wanted` are its records, each under the key that the archive has it by. A name that stands for the person
    whom the archive has there, by an editor's word, reads there as the name that was read before, and stands in
    `respelt`: it changes nobody, and is remembered as what the document says.
    """

    wanted: dict[RecordKey, PlainValues]
    respelt: dict[RecordKey, PlainValues]


def match_people(
    wanted: Mapping[RecordKey, PlainValues], existing: Mapping[RecordKey, ImportedModel], written: Iterable[str]
) -> MatchedRecords:
    """The wanted records as the archive knows their people; `written` are the keys that the meeting remembers.

    A record that somebody deleted keeps the key that it had, so that no other name brings it back.
    """
    before = [
        key
        for key in (key_from_text(entry) for entry in written)
        if key[0] in _RECORDS_OF_PEOPLE and key not in existing
    ]
    names = {name for values in wanted.values() for name in _person_names(values)}
    known = Person.objects.keys_by_name(names | {_name_in_key(key) for key in before})
    apart = names_of_distinct_people(wanted)
    by_person = {(*_list_of(key), known[_name_in_key(key)]): key for key in before if _name_in_key(key) in known}
    for key, record in existing.items():
        if isinstance(record, Participant | Appointment):
            by_person[*_list_of(key), record.person_id] = key
    found: dict[RecordKey, PlainValues] = {}
    respelt: dict[RecordKey, PlainValues] = {}
    for key, values in wanted.items():
        person = values.get("person")
        if key not in existing and person in known and person not in apart:
            archived = by_person.get((*_list_of(key), known[person]), key)
            key = key if archived in wanted or archived in found else archived
        same = _earlier_names(values, existing.get(key), known)
        found[key] = {**values, **same}
        if other := {field: values[field] for field in same if values[field] != same[field]}:
            respelt[key] = other
    return MatchedRecords(found, respelt)


def holds_person_read(record: ImportedModel, field: str) -> bool:
    """Whether the field holds the person for whom the name that was read stands: nobody has edited it."""
    if field not in _PERSON_FIELDS or not isinstance(record, Participant | Appointment):
        return False
    name = record.imported.get(field)
    return bool(name) and Person.objects.keys_by_name([name]).get(name) == _person_id(record, field)


def _list_of(key: RecordKey) -> tuple[str, ...]:
    """Where there is one record for a person: the meeting's list, or an item and body."""
    if key[0] == "appointment":
        item, _, body = key[1].split("/", 2)
        return "appointment", item, body
    return (key[0],)


def _name_in_key(key: RecordKey) -> str:
    return key[1].split("/", 2)[1] if key[0] == "appointment" else key[1]


def _earlier_names(values: PlainValues, record: ImportedModel | None, known: Mapping[str, int]) -> PlainValues:
    """The names that were read before, of those fields where an editor has the person whom the document names."""
    if not isinstance(record, Participant | Appointment):
        return {}
    return {
        field: record.imported.get(field, str(getattr(record, field)))
        for field in _PERSON_FIELDS
        if values.get(field) in known and is_edited(record, field) and _person_id(record, field) == known[values[field]]
    }


def _person_id(record: Participant | Appointment, field: str) -> int | None:
    key: int | None = getattr(record, f"{field}_id")
    return key


def _person_names(values: PlainValues) -> set[str]:
    return {values[field] for field in _PERSON_FIELDS if values.get(field)}
