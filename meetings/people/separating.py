"""People whom a new document shows to be several: their records are told apart as if they had come in another order."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from meetings.models import Appointment, Meeting, Participant, Person
from meetings.models.base import is_edited
from meetings.people.council_seats import MunicipalityNames
from meetings.people.identity import are_two, is_contradicted, joined
from meetings.people.known_people import KnownPerson, Seat, known_people, names_of_several_seats
from meetings.people.merging import RELATIONS, PersonRelation
from meetings.people.splitting import split_off

# A record of a person, by the relation in which it is his, with the seat that it tells.
_Row = tuple[PersonRelation, Any, Seat]


def separate_people(meeting: Meeting) -> int:
    """Split the meeting's people who cannot be one by what documents say of them; returns how many were made.

    So the result is the same in whatever order documents are imported. Nobody is split of whom an editor has decided,
    or is asked; nor by what an editor wrote.
    """
    here = Q(participations__meeting=meeting) | Q(appointments__item__meeting=meeting)
    names = names_of_several_seats(Person.objects.filter(here).values_list("name", flat=True))
    if not names:
        return 0
    places = MunicipalityNames()
    contradicted: dict[int, bool] = {}
    for of_name in known_people(names, places).values():
        for person in of_name:
            has_rival = _has_rival(person, of_name)
            if person.key and (has_rival or is_contradicted(person.seats)):
                contradicted[person.key] = has_rival
    free = Person.objects.unmerged().filter(pk__in=contradicted, identity_check="", merged=None).order_by("pk")
    return sum(
        _separate(person, places, has_rival=contradicted[person.pk]) for person in free.select_for_update(of=("self",))
    )


def _has_rival(person: KnownPerson, of_name: Iterable[KnownPerson]) -> bool:
    """Whether the person changed party in a municipality that another of the name sits for: either may have changed."""
    parties: dict[str, set[str]] = defaultdict(set)
    for seat in person.seats:
        parties[seat.municipality] |= {seat.party} - {""}
    others = {seat.municipality for other in of_name if other.who != person.who for seat in other.seats}
    return any(len(of_town) > 1 and town in others for town, of_town in parties.items())


def _separate(person: Person, places: MunicipalityNames, *, has_rival: bool) -> int:
    groups = [
        group for of_town in _by_municipality(_rows(person, places)) for group in _by_party(of_town, of_each=has_rival)
    ]
    towns = {seat.municipality for group in groups for _, _, seat in group if seat.municipality}
    others = sorted(groups, key=lambda rows: min(record.pk for _, record, _ in rows))[1:]
    for rows in others:
        seat = next((seat for _, _, seat in rows if seat.municipality or seat.party), None)
        qualifier = (seat.municipality if len(towns) > 1 else seat.party) if seat else ""
        split_off(person, [(relation, record) for relation, record, _ in rows], qualifier)
    return len(others)


def _rows(person: Person, places: MunicipalityNames) -> list[_Row]:
    """The records that documents, and no editor, say are the person's."""
    names = [person.unique_name, *person.former_names]
    found: list[_Row] = []
    for relation in RELATIONS[:2]:
        meeting = "meeting" if relation.model is Participant else "item__meeting"
        records = relation.records_of(person).filter(imported__person__in=names)
        for record in records.select_related(f"{meeting}__council", "municipality", "party", "person"):
            if not is_edited(record, "municipality") and not is_edited(record, "party"):
                found.append((relation, record, _seat_of(record, places)))
    return found


def _seat_of(record: Participant | Appointment, places: MunicipalityNames) -> Seat:
    meeting = record.meeting if isinstance(record, Participant) else record.item.meeting
    municipality = record.municipality.name if record.municipality else places.of_council(meeting.council.name)
    return Seat(municipality, record.party.letter if record.party else "", meeting.date, meeting.date)


def _by_municipality(rows: Iterable[_Row]) -> list[list[_Row]]:
    """The rows of each municipality; those that tell none are with the nearest in time."""
    groups: dict[str, list[_Row]] = defaultdict(list)
    placeless: list[_Row] = []
    for row in rows:
        (groups[row[2].municipality] if row[2].municipality else placeless).append(row)
    for row in placeless:
        nearest = min(groups.values(), key=lambda group: _days_between(row, group), default=groups[""])
        nearest.append(row)
    return [group for group in groups.values() if group]


def _by_party(rows: list[_Row], *, of_each: bool) -> list[list[_Row]]:
    """The rows `of_each` party, or where two had them at one time; else they are all one's who changed."""
    seats = joined(seat for _, _, seat in rows)
    if not any(seat.party for seat in seats):
        return [rows]
    if not of_each and not any(are_two(one, other) for one in seats for other in seats):
        return [rows]
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in (row for row in rows if row[2].party):
        groups[row[2].party].append(row)
    for row in (row for row in rows if not row[2].party):
        min(groups.values(), key=lambda group: _days_between(row, group)).append(row)
    return list(groups.values())


def _days_between(row: _Row, group: Iterable[_Row]) -> int:
    return min(abs((other[2].first - row[2].first).days) for other in group)
