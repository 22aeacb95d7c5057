"""What the archive knows of everybody who has, or had, a name: for whom they sat, and from when to when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max, Min, QuerySet
from django.db.models.fields.json import KeyTextTransform

from meetings.models import Appointment, Participant, Person
from meetings.models.unique_names import name_of, qualifier_of
from meetings.people.council_seats import MunicipalityNames

# Of some people those who have sat for several; whom a document gives no municipality sits for that of its council.
_OF_SEVERAL_SEATS = """
    SELECT person_id FROM (
        SELECT person_id, municipality_id, party_id, CASE WHEN municipality_id IS NULL THEN council_id END
        FROM meetings_participant JOIN meetings_meeting AS meeting ON meeting.id = meeting_id
        WHERE person_id = ANY(%(people)s)
        UNION
        SELECT person_id, municipality_id, party_id, CASE WHEN municipality_id IS NULL THEN council_id END
        FROM meetings_appointment JOIN meetings_agendaitem AS item ON item.id = item_id
        JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id
        WHERE person_id = ANY(%(people)s)
    ) AS seat
    GROUP BY person_id HAVING count(*) > 1
"""


@dataclass(frozen=True)
class Seat:
    """For whom somebody sat, '' where no document tells it, and the first and last day on which one says so."""

    municipality: str
    party: str
    first: date
    last: date

    def is_during(self, first: date, last: date) -> bool:
        """Whether the time from `first` to `last` overlaps the seat's."""
        return self.first <= last and first <= self.last


@dataclass
class KnownPerson:
    """Somebody of a name. `key` is None for one whom the archive is only about to get."""

    unique_name: str
    name: str
    key: int | None = None
    # What tells him from others of the name (unique_names.py): a municipality's present name, or anything else.
    qualifier: str = ""
    # The key of the person at the end of the merges.
    current: int | None = None
    former_names: tuple[str, ...] = ()
    decided_places: frozenset[str] = frozenset()
    is_withheld: bool = False
    seats: list[Seat] = field(default_factory=list)

    @property
    def who(self) -> int | str:
        """What two names of one person have in common."""
        return self.current or self.unique_name

    def days_from(self, day: date) -> int:
        """How many days there are between that day and the nearest seat."""
        return min((max((seat.first - day).days, (day - seat.last).days, 0) for seat in self.seats), default=100_000)


def known_people(
    names: Iterable[str], places: MunicipalityNames, *, except_meeting: int | None = None
) -> dict[str, list[KnownPerson]]:
    """By name: everybody who has or had it, with all seats but those that the meeting of that key tells.

    A seat is that of whoever its document's name stands for, also where an editor has merged him into somebody else.
    The number of queries does not grow with the names.
    """
    wanted = set(names)
    rows = list(Person.objects.called(wanted).order_by("pk")) if wanted else []
    current = _current_keys(rows)
    people = [
        KnownPerson(
            person.unique_name,
            person.name,
            person.pk,
            places.present(qualifier_of(person.unique_name)),
            current[person.pk],
            tuple(person.former_names),
            frozenset(person.decided_places),
            person.is_withheld,
        )
        for person in rows
    ]
    _add_seats(people, places, except_meeting)
    found: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in people:
        for name in _all_names(person) & wanted:
            found[name].append(person)
    return found


def names_of_several(names: Iterable[str]) -> set[str]:
    """Those of the names that more than one person has or had; whom an editor has merged is one. One query for most."""
    wanted = set(names)
    rows = list(Person.objects.called(wanted)) if wanted else []
    current = _current_keys(rows)
    bearers: dict[str, set[int]] = defaultdict(set)
    for person in rows:
        for name in _all_names(person) & wanted:
            bearers[name].add(current[person.pk])
    return {name for name, of_name in bearers.items() if len(of_name) > 1}


def names_of_several_seats(names: Iterable[str]) -> set[str]:
    """Those of the names of whose bearers one has sat for two municipalities, parties or councils, as far as told.

    Two queries for most.
    """
    wanted = set(names)
    rows = list(Person.objects.called(wanted)) if wanted else []
    current = _current_keys(rows)
    with connection.cursor() as cursor:
        cursor.execute(_OF_SEVERAL_SEATS, {"people": sorted({*current.values()})})
        several = {key for (key,) in cursor.fetchall()}
    return {name for person in rows if current[person.pk] in several for name in _all_names(person) & wanted}


def _current_keys(rows: Iterable[Person]) -> dict[int, int]:
    merged = {person.pk: person.merged_into_id for person in rows if person.merged_into_id}
    current = Person.objects.current_keys(merged.values())
    return {person.pk: current[merged[person.pk]] if person.pk in merged else person.pk for person in rows}


def _all_names(person: Person | KnownPerson) -> set[str]:
    return {person.name, person.unique_name, *map(name_of, person.former_names)}


def _add_seats(people: list[KnownPerson], places: MunicipalityNames, except_meeting: int | None) -> None:
    if not people:
        return
    by_read_name = _by_read_name(people)
    by_key = {person.key: person for person in people}
    for model, meeting in ((Participant, "meeting"), (Appointment, "item__meeting")):
        records: QuerySet[Any] = model._default_manager.filter(person__in={person.current for person in people})
        if except_meeting:
            records = records.exclude(**{meeting: except_meeting})
        grouped = records.order_by().values_list(
            "person",
            KeyTextTransform("person", "imported"),
            "municipality__name",
            "party__letter",
            f"{meeting}__council__name",
        )
        for key, read, municipality, party, council, first, last in grouped.annotate(
            Min(f"{meeting}__date"), Max(f"{meeting}__date")
        ):
            named = by_read_name.get(read or "")
            owner = named if named and named.current == key else by_key.get(key)
            if owner:
                place = municipality or places.of_council(council)
                owner.seats.append(Seat(place, party or "", first, last))


def _by_read_name(people: Iterable[KnownPerson]) -> Mapping[str, KnownPerson]:
    """By what imports called people, now or before."""
    found: dict[str, KnownPerson] = {}
    for person in people:
        for former in person.former_names:
            found.setdefault(former, person)
    return found | {person.unique_name: person for person in people}
