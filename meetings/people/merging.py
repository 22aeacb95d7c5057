"""Merging two people who are one person under two names: suggested by imports, decided and undone by an editor.

A merge moves the records of one to the other and leaves the merged person's row, name and address where they are. The
name that the documents have stays in the records' `imported`: to later imports the move is an editor's correction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from meetings.changes.recording import recording
from meetings.models import Appointment, Participant, Person, PersonMerge, Withholding
from meetings.models.choices import MergeState
from meetings.models.locks import Lock, take_lock

# The reason of a merge that no import suggested, as the admin shows it.
CHOSEN_BY_HAND = "Valgt af en redaktør."


class MergeRefused(ValueError):
    """Why two people cannot be merged, or a merge not undone, as a Danish sentence."""


@dataclass(frozen=True)
class PersonRelation:
    """A model's foreign key to people; of records that agree in all fields of `scope`, a person has only one.

    `name` is the relation's in PersonMerge.moved and .stayed.
    """

    name: str
    model: type[Participant | Appointment]
    field: str
    scope: tuple[str, ...] = ()

    def records(self, **conditions: Any) -> models.QuerySet[Any]:
        """The model's records under these conditions, by their keys."""
        return self.model._default_manager.filter(**conditions).order_by("pk")

    def records_of(self, person: Person) -> models.QuerySet[Any]:
        """The records that point at the person."""
        return self.records(**{self.field: person})

    def clashing(self, person: Person, other: Person) -> models.QuerySet[Any]:
        """The records of `person` that `other` has one like, in the same scope; none for a relation without scope."""
        if not self.scope:
            return self.model._default_manager.none()
        same_place = {part: OuterRef(part) for part in self.scope}
        return self.records_of(person).filter(Exists(self.records_of(other).filter(**same_place)))


RELATIONS = (
    PersonRelation("participants", Participant, "person", ("meeting",)),
    PersonRelation("appointments", Appointment, "person", ("item", "body")),
    PersonRelation("predecessors", Appointment, "replaces"),
)


@recording()
def merge(kept: Person, merged: Person, by: User | None = None) -> PersonMerge:
    """Merge `merged` into `kept`: its records move there, its name and address lead there. Returns the stored pair.

    `by` is the editor. Raises MergeRefused, with nothing written, where one of them is merged already, and where they
    were at one meeting, were appointed to one body under one item, or one in the place of the other: then they are two.
    """
    take_lock(Lock.PEOPLE)
    kept, merged = (Person.objects.select_for_update().get(pk=person.pk) for person in (kept, merged))
    _refuse_if_two_people(kept, merged)
    names = names_in_documents(merged)
    moved = {relation.name: _imported_names(relation, merged) for relation in RELATIONS}
    stayed = {relation.name: _keys(_records_imported_as(relation, kept, names)) for relation in RELATIONS}
    for relation in RELATIONS:
        relation.records_of(merged).update(**{relation.field: kept})
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)
    # Who was hidden under one name is hidden under both, also where the merge is undone.
    if Withholding.objects.filter(person=merged).carry_over(kept):
        Withholding.objects.settle()
    pair = _stored_pair(kept, merged) or PersonMerge(reason=CHOSEN_BY_HAND)
    pair.kept, pair.merged, pair.moved, pair.stayed = kept, merged, moved, stayed
    _record_decision(pair, MergeState.MERGED, by)
    return pair


@recording()
def undo(pair: PersonMerge, by: User | None = None) -> PersonMerge:
    """Make two people of the pair again. The merged one gets back what the merge moved, where it still is.

    Records that were imported since go by the name that the document has. A record that an editor has given to
    somebody else stays there. Raises MergeRefused where the two are not merged.
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
    return pair


@recording()
def rejoin(pair: PersonMerge, by: User | None = None) -> PersonMerge:
    """Make one person again of two whom an editor made of one (splitting.py); both addresses go on leading to it.

    Raises MergeRefused where the two were not split, and as `merge`.
    """
    if pair.state != MergeState.SPLIT:
        raise MergeRefused(f"{pair.kept} og {pair.merged} er ikke delt.")
    return merge(pair.kept, pair.merged, by)


@recording()
def refuse(pair: PersonMerge, by: User | None = None) -> None:
    """Store that they are two people: not suggested again. Raises MergeRefused where they are merged."""
    pair = PersonMerge.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if pair.state == MergeState.MERGED:
        raise MergeRefused(f"{pair.kept} og {pair.merged} er slået sammen. Fortryd det først.")
    _record_decision(pair, MergeState.REFUSED, by)


@recording()
def swap(pair: PersonMerge, by: User | None = None) -> None:
    """Keep the other of the two, to whom the records move where they are merged. Raises MergeRefused as `merge`."""
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


def names_in_documents(person: Person) -> set[str]:
    """The present and former unique names of the person and of all who are merged into the person."""
    return {name for one in (person, *person.everybody_merged()) for name in (one.unique_name, *one.former_names)}


def _records_imported_as(relation: PersonRelation, person: Person, names: Iterable[str]) -> models.QuerySet[Any]:
    """The records of `person` in whose documents the person has one of the names."""
    return relation.records_of(person).filter(**{f"imported__{relation.field}__in": sorted(names)})


def _imported_names(relation: PersonRelation, person: Person) -> dict[str, str]:
    """By key, as text since JSON has no other: the name that each record's document has for the person, or ''."""
    rows = relation.records_of(person).values_list("pk", f"imported__{relation.field}")
    return {str(key): name or "" for key, name in rows}


def _keys_to_return(
    relation: PersonRelation, pair: PersonMerge, holder: Person, later: Iterable[PersonMerge]
) -> list[int]:
    """The keys of those records of `holder`, who has the pair's records now, that go back to the merged person.

    Those are the ones that the merge moved, unless a document has named somebody else since, and those whose documents
    name the merged person, unless an editor had given them to the kept one before. `later` are the merges since.
    """
    moved = pair.moved[relation.name]
    stayed = {key for one in (pair, *later) for key in one.stayed[relation.name]}
    names = names_in_documents(pair.merged)
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
    """The merges by which the person's records were moved on to somebody else."""
    merges: list[PersonMerge] = []
    while person.merged_into:
        merges += PersonMerge.objects.filter(merged=person, state=MergeState.MERGED)
        person = person.merged_into
    return merges


def _forget_moves(merges: Iterable[PersonMerge], returned: dict[str, list[int]]) -> None:
    """Remove the returned records from `moved` of the later merges, whose undo must not move them again."""
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
