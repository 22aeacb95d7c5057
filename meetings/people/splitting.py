"""Making two of one person: by an editor who says which records are whose, or by an import that contradicts itself.

The records move with all that knows them by the person's name: what was imported, what the meeting remembers to have
written, and what its documents said. To later imports it was always so.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from meetings.changes.recording import recording
from meetings.models import Appointment, Conflict, Document, Meeting, Participant, Person, PersonMerge, Withholding
from meetings.models.base import appointment_key_name, key_as_text, plain_value
from meetings.models.choices import IdentityCheck, MergeState
from meetings.models.locks import Lock, take_lock
from meetings.models.slugs import free_slug
from meetings.models.unique_names import name_of
from meetings.people.council_seats import MunicipalityNames
from meetings.people.identity import is_contradicted
from meetings.people.known_people import known_people
from meetings.people.merging import RELATIONS, PersonRelation, names_in_documents
from meetings.people.places import decided_place

# The reason of a pair that an editor made of one person, as the admin shows it.
SPLIT_BY_HAND = "Delt af en redaktør."

# The keys of the records that are the other person's, by the relation's name (merging.RELATIONS).
Chosen = dict[str, Collection[int]]


class SplitRefused(ValueError):
    """Why a person cannot be split, as a Danish sentence."""


@recording()
def split(person: Person, chosen: Chosen, by: User | None = None) -> PersonMerge:
    """Make the `chosen` records another person's of the same name; returns the pair, whose merge undoes it.

    `by` is the editor. It is remembered which places are whose, for documents that are imported again. Raises
    SplitRefused where all records or none are chosen, and where the person is merged into somebody else.
    """
    take_lock(Lock.PEOPLE)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.merged_into_id:
        raise SplitRefused(f"{person} er slået sammen med {person.merged_into}. Del den person i stedet.")
    records = {relation: list(relation.records_of(person)) for relation in RELATIONS}
    taken = {
        relation: [record for record in of_relation if record.pk in set(chosen.get(relation.name, ()))]
        for relation, of_relation in records.items()
    }
    count, of_all = (sum(map(len, each.values())) for each in (taken, records))
    if not count or count == of_all:
        raise SplitRefused("Vælg det, der er den anden persons: mindst én ting, og ikke det hele.")
    new = split_off(person, [(relation, record) for relation, of_one in taken.items() for record in of_one])
    rest = [record for relation in RELATIONS[:2] for record in records[relation] if record not in taken[relation]]
    _remember_places(person, rest)
    _remember_places(new, [record for relation in RELATIONS[:2] for record in taken[relation]])
    _settle_doubt(person, new)
    return PersonMerge.objects.create(
        kept=person,
        merged=new,
        reason=SPLIT_BY_HAND,
        state=MergeState.SPLIT,
        decided_at=timezone.now(),
        decided_by=by,
    )


def _settle_doubt(*people: Person) -> None:
    """Ask about those of the people who may still be several; of the others an editor has decided."""
    keys = {person.pk for person in people}
    for one in known_people([people[0].name], MunicipalityNames())[people[0].name]:
        if one.key in keys:
            answer = IdentityCheck.ASKED if is_contradicted(one.seats) else IdentityCheck.ONE
            Person.objects.filter(pk=one.key).update(identity_check=answer)


@recording()
def say_is_one(person: Person) -> None:
    """Decide that all which the archive has as the person's is one person's: it is not asked again."""
    Person.objects.filter(pk=person.pk).update(identity_check=IdentityCheck.ONE)


def split_off(person: Person, records: Iterable[tuple[PersonRelation, Any]], qualifier: str = "") -> Person:
    """Make a new person of the same name, who gets the records. `qualifier` tells them apart (unique_names.py)."""
    moved = list(records)
    unique_name, *former_names = _names_of_other(person, moved, qualifier or _qualifier(moved))
    slug = free_slug(Person, unique_name)
    new = Person(name=person.name, unique_name=unique_name, slug=slug, former_names=former_names)
    new.save()
    # Who was hidden under the name is hidden as both.
    if Withholding.objects.filter(person=person).carry_over(new):
        Withholding.objects.settle()
    own_names = names_in_documents(person)
    for relation, record in moved:
        read = record.imported.get(relation.field)
        if read in own_names:
            _rename_in_documents(record, relation.field, read, unique_name)
            record.imported = {**record.imported, relation.field: unique_name}
        setattr(record, relation.field, new)
        record.save(update_fields=[relation.field, "imported"])
    return new


def _names_of_other(person: Person, records: Iterable[tuple[PersonRelation, Any]], qualifier: str) -> list[str]:
    """What the other is called: by the person's name, and then by each that the documents of the records have."""
    own_names = names_in_documents(person)
    read = (record.imported.get(relation.field) for relation, record in records)
    names = dict.fromkeys([person.name, *(name_of(name) for name in read if name in own_names)])
    return [Person.objects.free_unique_name(name, qualifier) for name in names]


def _qualifier(records: Iterable[tuple[PersonRelation, Any]]) -> str:
    """The latest municipality, or else party, of records that tell one."""
    of_person = [record for relation, record in records if relation.field == "person"]
    in_time = sorted(of_person, key=lambda record: _meeting_of(record).date, reverse=True)
    named = [record.municipality or record.party for record in in_time if record.municipality or record.party]
    return str(plain_value(named[0], type(named[0]).__dict__.get("NAME_FIELD", "name"))) if named else ""


def _meeting_of(record: Participant | Appointment) -> Meeting:
    return record.meeting if isinstance(record, Participant) else record.item.meeting


def _rename_in_documents(record: Participant | Appointment, field: str, old: str, new: str) -> None:
    """Call the person by the new name where the meeting and its documents have the record."""
    meeting = _meeting_of(record)
    before, after = (_key_of(record, {field: name}) for name in (old, new))
    written = sorted(after if entry == before else entry for entry in meeting.written)
    if written != meeting.written:
        meeting.written = written
        Meeting.objects.filter(pk=meeting.pk).update(written=written)
    for document in Document.objects.filter(meeting=meeting, said__has_key=before).only("said"):
        values = {**document.said[before], field: new}
        said = {after if key == before else key: values if key == before else one for key, one in document.said.items()}
        Document.objects.filter(pk=document.pk).update(said=said)
    of_record = Q(record_id=record.pk, kind=_kind_of(record), field=field)
    Conflict.objects.filter(of_record, archived=old).update(archived=new)


def _key_of(record: Participant | Appointment, names: dict[str, str]) -> str:
    """What documents know the record by, as text, where it is read with these names."""
    person = names.get("person") or record.imported.get("person")
    if isinstance(record, Participant):
        return key_as_text(("participant", str(person)))
    item = record.item.key or record.item.number
    body = record.imported.get("body") or record.body.name
    return key_as_text(("appointment", appointment_key_name(item, person, body, record.vacancy_number)))


def _kind_of(record: Participant | Appointment) -> str:
    return "participant" if isinstance(record, Participant) else "appointment"


def _remember_places(person: Person, records: Iterable[Participant | Appointment]) -> None:
    """Remember where the person is meant, and nobody else of the person's names any longer."""
    places = {_place_of(record) for record in records}
    for other in Person.objects.called(person.names).exclude(pk=person.pk).filter(decided_places__has_any_keys=places):
        left = [place for place in other.decided_places if place not in places]
        Person.objects.filter(pk=other.pk).update(decided_places=left)
    decided = sorted(places.union(person.decided_places))
    Person.objects.filter(pk=person.pk).update(decided_places=decided)


def _place_of(record: Participant | Appointment) -> str:
    meeting = _meeting_of(record)
    seat = "" if isinstance(record, Participant) else f"{record.item.key or record.item.number}/{record.body.name}"
    return decided_place(_kind_of(record), meeting.council.slug, meeting.date, seat)
