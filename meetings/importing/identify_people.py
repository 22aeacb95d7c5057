"""Whom a document's names stand for: each name becomes the unique name of one person (models/unique_names.py).

What is read has the name alone; two of one name on one list have a number in their key (records.wanted_records).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from meetings.importing.records import ArchivedRecords, DocumentRecords, item_of
from meetings.models import Council, Meeting, Participant, Person
from meetings.models.base import PlainValues, RecordKey, appointment_key_name
from meetings.people.council_seats import MunicipalityNames
from meetings.people.identity import Choice, PersonMention, choice_of
from meetings.people.known_people import KnownPerson, Seat, known_people
from meetings.people.places import decided_place


@dataclass(frozen=True)
class IdentifiedRecords:
    """What a document says, with unique names, and remarks on people of whom an editor is going to be asked."""

    records: dict[RecordKey, PlainValues]
    remarks: tuple[str, ...] = ()


def identify_people(
    read: DocumentRecords,
    council: str,
    day: date,
    meeting: Meeting | None = None,
    existing: ArchivedRecords | None = None,
) -> IdentifiedRecords:
    """The records read, each person by the unique name of the one who is meant; new people by new ones.

    `council` and `day` are the document's, `existing` what the archive has of its `meeting`.
    """
    names = {values[field] for _, values, field in _named(read)}
    if not names:
        return IdentifiedRecords(dict(read))
    places = MunicipalityNames()
    known = known_people(names, places, except_meeting=meeting.pk if meeting else None)
    identifying = _Identifying(known, places, council, day, meeting, existing or {})
    for group in _lists(read).values():
        identifying.take(group)
    return IdentifiedRecords(identifying.renamed(read), tuple(identifying.remarks))


class _Identifying:
    """The people of each name, and who was found for each record and field; filled list by list."""

    def __init__(
        self,
        known: dict[str, list[KnownPerson]],
        places: MunicipalityNames,
        council: str,
        day: date,
        meeting: Meeting | None,
        existing: ArchivedRecords,
    ) -> None:
        self.known = known
        self.day = day
        self.found: dict[tuple[RecordKey, str], str] = {}
        self.remarks: list[str] = []
        self._places = places
        self._municipality = places.of_council(council)
        self._council_slug = _slug_of_council(council, meeting, known)
        self._listed: set[str] = set()
        self._read_here = {
            str(record.imported["person"]): self._place_and_party(record.imported)
            for record in existing.values()
            if isinstance(record, Participant) and record.imported.get("person")
        }

    def take(self, entries: Iterable[tuple[RecordKey, PlainValues, str]]) -> None:
        """Find the people of one list, in which nobody stands twice: the surest first."""
        by_name: dict[str, list[tuple[RecordKey, PlainValues, str]]] = defaultdict(list)
        for entry in entries:
            by_name[entry[1][entry[2]]].append(entry)
        for name, of_name in by_name.items():
            mentions = {(key, field): self._mention(key, values, field) for key, values, field in of_name}
            for subject, person in self._assigned(name, mentions).items():
                self._remember(subject, mentions[subject], person)

    def renamed(self, read: DocumentRecords) -> dict[RecordKey, PlainValues]:
        """The records by the unique names that were found."""
        records: dict[RecordKey, PlainValues] = {}
        for key, values in read.items():
            names = {field: self.found[key, field] for field in ("person", "replaces") if (key, field) in self.found}
            records[_key_with(key, values, names)] = {**values, **names}
        return records

    def _assigned(
        self, name: str, mentions: Mapping[tuple[RecordKey, str], PersonMention]
    ) -> dict[tuple[RecordKey, str], KnownPerson]:
        everybody = self.known.setdefault(name, [])
        choices: list[tuple[Choice, tuple[RecordKey, str], KnownPerson]] = []
        for subject, mention in mentions.items():
            barred = self.found.get((subject[0], "person")) if subject[1] == "replaces" else None
            for person in everybody:
                choice = choice_of(
                    mention,
                    person,
                    everybody,
                    read_here=self._read_here.get(person.unique_name) if subject[0][0] == "participant" else None,
                    is_listed=person.unique_name in self._listed,
                )
                if choice and person.unique_name != barred:
                    choices.append((choice, subject, person))
        assigned: dict[tuple[RecordKey, str], KnownPerson] = {}
        taken: set[str] = set()
        for _, subject, person in sorted(choices, key=lambda one: one[0].order, reverse=True):
            if subject not in assigned and person.unique_name not in taken:
                assigned[subject] = person
                taken.add(person.unique_name)
        return {subject: assigned.get(subject) or self._new(mention) for subject, mention in mentions.items()}

    def _new(self, mention: PersonMention) -> KnownPerson:
        everybody = self.known[mention.name]
        taken = [person.unique_name for person in everybody]
        qualifier = mention.municipality or mention.party
        if everybody:
            self.remarks.append(_remark(mention, everybody))
        person = KnownPerson(
            Person.objects.free_unique_name(mention.name, qualifier, taken) if everybody else mention.name, mention.name
        )
        everybody.append(person)
        return person

    def _remember(self, subject: tuple[RecordKey, str], mention: PersonMention, person: KnownPerson) -> None:
        self.found[subject] = person.unique_name
        if subject[0][0] == "participant":
            self._listed.add(person.unique_name)
        if subject[1] == "person":
            person.seats.append(Seat(mention.municipality, mention.party, self.day, self.day))

    def _mention(self, key: RecordKey, values: PlainValues, field: str) -> PersonMention:
        if field == "replaces":
            return PersonMention(values[field], "", "", self.day)
        municipality, party = self._place_and_party(values)
        place = decided_place(key[0], self._council_slug, self.day, _seat_of(key, values)) if self._council_slug else ""
        return PersonMention(values[field], municipality, party, self.day, place)

    def _place_and_party(self, values: PlainValues) -> tuple[str, str]:
        return self._places.present(values.get("municipality")) or self._municipality, values.get("party") or ""


def _slug_of_council(council: str, meeting: Meeting | None, known: Mapping[str, list[KnownPerson]]) -> str:
    """The slug of the council, '' where no editor decided anything that it tells."""
    if not any(person.decided_places for people in known.values() for person in people):
        return ""
    if meeting:
        return meeting.council.slug
    found = Council.objects.known_as(council).first()
    return found.slug if found else ""


def _named(read: DocumentRecords) -> Iterable[tuple[RecordKey, PlainValues, str]]:
    """Each field of a record that names a person."""
    for key, values in read.items():
        if key[0] in {"participant", "appointment"}:
            yield from ((key, values, field) for field in ("person", "replaces") if values.get(field))


def _lists(read: DocumentRecords) -> dict[str, list[tuple[RecordKey, PlainValues, str]]]:
    """What names people, list by list: participants, those appointed to one body, those whom somebody replaces."""
    lists: dict[str, list[tuple[RecordKey, PlainValues, str]]] = {"participants": []}
    for key, values, field in _named(read):
        if key[0] == "participant":
            lists["participants"].append((key, values, field))
        elif field == "person":
            lists.setdefault(_seat_of(key, values), []).append((key, values, field))
    for key, values, field in _named(read):
        if field == "replaces":
            lists.setdefault(f"{key[1]} replaces", []).append((key, values, field))
    return lists


def _seat_of(key: RecordKey, values: PlainValues) -> str:
    """The item and body that somebody is appointed to; '' for a participant."""
    return f"{item_of(key)}/{values['body']}" if key[0] == "appointment" else ""


def _key_with(key: RecordKey, values: PlainValues, names: PlainValues) -> RecordKey:
    if "person" not in names:
        return key
    if key[0] == "participant":
        return "participant", names["person"]
    return "appointment", appointment_key_name(item_of(key), names["person"], values["body"], 0)


def _remark(mention: PersonMention, everybody: Iterable[KnownPerson]) -> str:
    """What the plan says of somebody who has the name of another."""
    described = ", ".join(filter(None, (mention.municipality, mention.party)))
    others = {
        ", ".join(filter(None, (seat.municipality, seat.party))) for person in everybody for seat in person.seats
    } - {""}
    known = f", som er {'; '.join(sorted(others))}" if others else ""
    told = f" ({described})" if described else ""
    withheld = (
        " Arkivets person er holdt tilbage; den nye er offentlig, også mens redaktøren bliver spurgt."
        if any(person.is_withheld for person in everybody)
        else ""
    )
    return (
        f"»{mention.name}«{told} regnes for en anden end arkivets person af samme navn{known}. "
        f"Er det den samme, kan en redaktør slå de to sammen.{withheld}"
    )
