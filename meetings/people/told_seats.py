"""A person's records by whom they say that he sat for: what an editor chooses among who makes two people of one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from meetings.danish.dates import year_span
from meetings.models import Appointment, Participant, Person
from meetings.people.council_seats import MunicipalityNames
from meetings.people.merging import RELATIONS


@dataclass(frozen=True)
class ToldRecord:
    """A record of the person, by its relation's name (merging.RELATIONS) and key, and what it says, in Danish."""

    relation: str
    key: int
    day: date
    sentence: str

    @property
    def choice(self) -> str:
        """What a form calls the record."""
        return f"{self.relation} {self.key}"


@dataclass(frozen=True)
class ToldSeat:
    """For whom records say that somebody sat, '' where they do not, and the records, the oldest first."""

    municipality: str
    party: str
    records: tuple[ToldRecord, ...]

    @property
    def title(self) -> str:
        """»Morsø, F, 2022–2024«."""
        years = year_span(self.records[0].day.year, self.records[-1].day.year)
        return ", ".join(filter(None, (self.municipality or "uden kommune", self.party, years)))


def told_seats(person: Person) -> list[ToldSeat]:
    """The person's records by municipality and party, those that began first before the others. Four queries."""
    places = MunicipalityNames()
    found: dict[tuple[str, str], list[ToldRecord]] = defaultdict(list)
    for relation in RELATIONS:
        meeting = "meeting__council" if relation.model is Participant else "item__meeting__council"
        related = (meeting, "municipality", "party", *(("body",) if relation.model is Appointment else ()))
        for record in relation.records_of(person).select_related(*related):
            seat = ("", "")
            if relation.field == "person":
                seat = _municipality(record, places), record.party.letter if record.party else ""
            found[seat].append(ToldRecord(relation.name, record.pk, _day(record), _sentence(record, relation.field)))
    seats = (
        ToldSeat(*seat, tuple(sorted(records, key=lambda record: (record.day, record.sentence))))
        for seat, records in found.items()
    )
    return sorted(seats, key=lambda seat: (seat.records[0].day, seat.title))


def _municipality(record: Participant | Appointment, places: MunicipalityNames) -> str:
    if record.municipality:
        return record.municipality.name
    meeting = record.meeting if isinstance(record, Participant) else record.item.meeting
    return places.of_council(meeting.council.name)


def _day(record: Participant | Appointment) -> date:
    return record.meeting.date if isinstance(record, Participant) else record.item.meeting.date


def _sentence(record: Participant | Appointment, field: str) -> str:
    """»KKR Nordjylland, 4. februar 2022: til stede, formand«."""
    if isinstance(record, Participant):
        told = ", ".join(filter(None, (str(record.get_status_display()).lower(), record.role)))
        return f"{record.meeting}: {told}"
    told = "udpeget til" if field == "person" else "afløst i"
    return f"{record.item.meeting}, punkt {record.item.number}: {told} {record.body}"
