"""Deleting a person with all that the archive says of them as somebody: who took part, and who was appointed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
    found = records_of_people(people)
    keys = [person.pk for person in found.people]
    Appointment.objects.filter(replaces__in=keys).update(replaces=None)
    found.participations.delete()
    found.appointments.delete()
    Person.objects.filter(pk__in=keys).update(merged_into=None)
    Person.objects.filter(pk__in=keys).delete()
