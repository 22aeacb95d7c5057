"""One person with two names is one person: suggested by imports, decided by an editor, undone at will.

A merge moves the records and leaves the merged person's row, name and address where they are. What the documents
said stays in the records' `imported`, so that later imports take a moved person for an editor's correction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from meetings.models import Appointment, Participant, Person, PersonMerge
from meetings.models.choices import MergeState
from meetings.models.locks import Lock, take_lock
from meetings.search.indexing import index_items

CHOSEN_BY_HAND = "Valgt af en redaktør."


class MergeRefused(ValueError):
    """Why two people cannot be merged, or a merge not undone, as a Danish sentence."""


@dataclass(frozen=True)
class PersonRelation:
    """Records that point at a person with `field`; of those with the same `scope` only one may."""

    name: str
    model: type[Participant | Appointment]
    field: str
    scope: tuple[str, ...] = ()

    def records(self, **conditions: Any) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**conditions).order_by("pk")

    def of(self, person: Person) -> models.QuerySet[Any]:
        return self.records(**{self.field: person})

    def clashing(self, person: Person, other: Person) -> models.QuerySet[Any]:
        """The records of `person` in whose place `other` has one too."""
        if not self.scope:
            return self.model._default_manager.none()
        same_place = {part: OuterRef(part) for part in self.scope}
        return self.of(person).filter(Exists(self.of(other).filter(**same_place)))


RELATIONS = (
    PersonRelation("participants", Participant, "person", ("meeting",)),
    PersonRelation("appointments", Appointment, "person", ("item", "body")),
    PersonRelation("predecessors", Appointment, "replaces"),
)


@transaction.atomic
def merge(kept: Person, merged: Person, by: User | None = None) -> PersonMerge:
    """Make `merged` one with `kept`: every record moves there, the name and the address lead there.

    Raises MergeRefused, with nothing written, where one of them is merged already, and where they were at one
    meeting or got one seat together: then they are two people.
    """
    take_lock(Lock.PEOPLE)
    kept, merged = (Person.objects.select_for_update().get(pk=person.pk) for person in (kept, merged))
    _refuse_if_two_people(kept, merged)
    names = _names_in_documents(merged)
    moved = {relation.name: _imported_names(relation, merged) for relation in RELATIONS}
    stayed = {relation.name: _keys(_records_imported_as(relation, kept, names)) for relation in RELATIONS}
    for relation in RELATIONS:
        relation.of(merged).update(**{relation.field: kept})
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)
    pair = _stored_pair(kept, merged) or PersonMerge(reason=CHOSEN_BY_HAND)
    pair.kept, pair.merged, pair.moved, pair.stayed = kept, merged, moved, stayed
    _record_decision(pair, MergeState.MERGED, by)
    _write_search_rows(moved["appointments"])
    return pair


@transaction.atomic
def undo(pair: PersonMerge, by: User | None = None) -> PersonMerge:
    """Make two people of the pair again. The merged one gets back what the merge moved, where it still is.

    What was read since goes by the name that the document uses. A record that an editor has given to somebody
    else stays there. Raises MergeRefused where the two are not merged.
    """
    take_lock(Lock.PEOPLE)
    pair = PersonMerge.objects.select_for_update(of=("self",)).select_related("kept", "merged").get(pk=pair.pk)
    if pair.state != MergeState.MERGED:
        raise MergeRefused(f"{pair.kept} og {pair.merged} er ikke slået sammen.")
    Person.objects.filter(pk=pair.merged_id).update(merged_into=None)
    holder, later = pair.kept.current(), _merges_since(pair.kept)
    returned = {relation.name: _keys_to_return(relation, pair, holder, later) for relation in RELATIONS}
    for relation in RELATIONS:
        relation.records(pk__in=returned[relation.name]).update(**{relation.field: pair.merged})
    _forget_moves(later, returned)
    pair.moved, pair.stayed = {}, {}
    _record_decision(pair, MergeState.UNDONE, by)
    _write_search_rows(returned["appointments"])
    return pair


@transaction.atomic
def refuse(pair: PersonMerge, by: User | None = None) -> None:
    """They are two people: not suggested again. Raises MergeRefused where they are merged: that is undone instead."""
    pair = PersonMerge.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if pair.state == MergeState.MERGED:
        raise MergeRefused(f"{pair.kept} og {pair.merged} er slået sammen. Fortryd det først.")
    _record_decision(pair, MergeState.REFUSED, by)


@transaction.atomic
def swap(pair: PersonMerge, by: User | None = None) -> None:
    """Keep the other of the two; where they are merged already, the records follow. Raises MergeRefused as merge."""
    pair = PersonMerge.objects.select_related("kept", "merged").get(pk=pair.pk)
    if pair.state == MergeState.MERGED:
        undo(pair, by)
        merge(pair.merged, pair.kept, by)
    else:
        PersonMerge.objects.filter(pk=pair.pk).update(kept=pair.merged, merged=pair.kept)


def _refuse_if_two_people(kept: Person, merged: Person) -> None:
    if kept == merged:
        raise MergeRefused("Vælg to forskellige personer.")
    for person in (kept, merged):
        if person.merged_into:
            raise MergeRefused(f"{person} er allerede slået sammen med {person.merged_into}.")
    both = f"{kept} og {merged}"
    participant = RELATIONS[0].clashing(merged, kept).select_related("meeting__council").first()
    if participant:
        raise MergeRefused(f"{both} står begge på deltagerlisten fra {participant.meeting}: Det må være to personer.")
    appointment = RELATIONS[1].clashing(merged, kept).select_related("item", "body").first()
    if appointment:
        raise MergeRefused(
            f"{both} er begge udpeget til {appointment.body} under punkt {appointment.item}: Det må være to personer."
        )
    pair = (kept, merged)
    succession = Appointment.objects.filter(person__in=pair, replaces__in=pair).select_related("item", "person").first()
    if succession:
        raise MergeRefused(f"{both} afløser hinanden under punkt {succession.item}: Det må være to personer.")


def _names_in_documents(person: Person) -> set[str]:
    """What documents call the person, and those merged into the person."""
    return {name for one in (person, *person.everybody_merged()) for name in (one.name, *one.former_names)}


def _records_imported_as(relation: PersonRelation, person: Person, names: Iterable[str]) -> models.QuerySet[Any]:
    """The records of `person` that the documents ascribe to one of the names."""
    return relation.of(person).filter(**{f"imported__{relation.field}__in": sorted(names)})


def _imported_names(relation: PersonRelation, person: Person) -> dict[str, str]:
    """By key, as JSON has it: the name by which the documents know the person of each record."""
    rows = relation.of(person).values_list("pk", f"imported__{relation.field}")
    return {str(key): name or "" for key, name in rows}


def _keys_to_return(
    relation: PersonRelation, pair: PersonMerge, holder: Person, later: Iterable[PersonMerge]
) -> list[int]:
    """The keys of the holder's records that are the merged person's.

    Those are what the merge moved, unless a document has named somebody else since, and what documents ascribe
    to the merged person, unless an editor had given it to the kept one before.
    """
    moved = pair.moved[relation.name]
    stayed = {key for one in (pair, *later) for key in one.stayed[relation.name]}
    names = _names_in_documents(pair.merged)
    taken = set(_keys(relation.clashing(holder, pair.merged)))
    return [
        int(key)
        for key, name in _imported_names(relation, holder).items()
        if (moved.get(key) == name or (name in names and int(key) not in stayed)) and int(key) not in taken
    ]


def _keys(records: models.QuerySet[Any]) -> list[int]:
    return list(records.values_list("pk", flat=True))


def _stored_pair(one: Person, other: Person) -> PersonMerge | None:
    return PersonMerge.objects.filter(Q(kept=one, merged=other) | Q(kept=other, merged=one)).first()


def _merges_since(person: Person) -> list[PersonMerge]:
    """The merges by which the person's records went on to somebody else."""
    merges: list[PersonMerge] = []
    while person.merged_into:
        merges += PersonMerge.objects.filter(merged=person, state=MergeState.MERGED)
        person = person.merged_into
    return merges


def _forget_moves(merges: Iterable[PersonMerge], returned: dict[str, list[int]]) -> None:
    """An undo of these must not take along what was the other's all the time."""
    for later in merges:
        later.moved = {
            name: {key: read for key, read in moved.items() if int(key) not in returned[name]}
            for name, moved in later.moved.items()
        }
        later.save(update_fields=["moved"])


def _record_decision(pair: PersonMerge, state: MergeState, by: User | None) -> None:
    pair.state = state
    pair.decided_at, pair.decided_by = timezone.now(), by
    pair.save()


def _write_search_rows(appointments: Iterable[int | str]) -> None:
    """Items are found by the names of those appointed under them."""
    items = Appointment.objects.filter(pk__in=list(appointments)).values_list("item", flat=True)
    index_items(items)
