"""Deleting a person with all that the archive says of them as somebody: who took part, and who was appointed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet

from meetings.changes.recording import recording
from meetings.models import Appointment, Participant, Person
from meetings.models.locks import Lock, take_lock


@dataclass(frozen=True)
class RecordsOfPeople:
    """What goes with people, and the appointments of others that name one of them as the predecessor.

    `people` are they and everybody who was merged into one of them.
    """

    people: tuple[Person, ...]
    participations: QuerySet[Participant]
    appointments: QuerySet[Appointment]
    succeeded: QuerySet[Appointment]


def records_of_people(people: Iterable[Person]) -> RecordsOfPeople:
    """What there is of these people, under all of their names."""
    everybody = {one.pk: one for person in people for one in (person, *person.everybody_merged())}
    keys = list(everybody)
    return RecordsOfPeople(
        tuple(everybody.values()),
        Participant.objects.filter(person__in=keys),
        Appointment.objects.filter(person__in=keys),
        Appointment.objects.filter(replaces__in=keys).exclude(person__in=keys),
    )


@recording()
def remove_people(people: Iterable[Person]) -> None:
    """Delete them with their participations and appointments. Documents that are imported again hold these back."""
    take_lock(Lock.PEOPLE)
    keys = [person.pk for person in records_of_people(people).people]
    relations: list[Any] = list(Person._meta.related_objects)
    for one in relations:
        rows = one.related_model._base_manager.filter(**{f"{one.field.name}__in": keys})
        if one.on_delete is models.CASCADE:
            rows.delete()
        elif one.on_delete is models.SET_NULL:
            rows.update(**{one.field.name: None})
    Appointment._base_manager.filter(replaces__in=keys).update(replaces=None)
    Person._base_manager.filter(merged_into__in=keys).update(merged_into=None)
    # First the people, then what names them, which the database allows within a transaction: by that order the history
    # tells what went with them (changes/restoring.py).
    gone = Person.objects.filter(pk__in=keys)
    gone._raw_delete(gone.db)
    Participant._base_manager.filter(person__in=keys).delete()
    Appointment._base_manager.filter(person__in=keys).delete()
