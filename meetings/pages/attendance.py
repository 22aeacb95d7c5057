"""Who was at a meeting: by municipality, and in a table of municipalities and parties."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from meetings.danish.sorting import danish_sort_key
from meetings.models import Participant, Person
from meetings.models.choices import Status


@dataclass(frozen=True)
class Delegation:
    """The people of one municipality on a list of participants; '' for those of none."""

    municipality: str
    participants: tuple[Participant, ...]


@dataclass(frozen=True)
class Attendance:
    """How many of those that a list names were present."""

    present: int
    listed: int


@dataclass(frozen=True)
class PartyColumn:
    """A party by its letter, with what it stood for that day; both are '' for those without a party."""

    letter: str
    name: str


@dataclass(frozen=True)
class AttendanceRow:
    """One municipality by its name, with a cell a party in the table's order and all together."""

    municipality: str
    cells: tuple[Attendance, ...]
    together: Attendance


@dataclass(frozen=True)
class AttendanceTable:
    """Attendance by municipality and party; `totals` has the parties' own, `together` all of it."""

    parties: tuple[PartyColumn, ...]
    rows: tuple[AttendanceRow, ...]
    totals: tuple[Attendance, ...]
    together: Attendance


def delegations(participants: Iterable[Participant], status: Status) -> tuple[Delegation, ...]:
    """Those who were present, or absent, by municipality in Danish order; in each as the document lists them."""
    chosen = [participant for participant in participants if participant.status == status]
    chosen.sort(key=lambda participant: danish_sort_key(_municipality(participant)))
    return tuple(Delegation(name, tuple(people)) for name, people in groupby(chosen, _municipality))


def attendance_table(participants: Sequence[Participant]) -> AttendanceTable | None:
    """A list counted by municipality, in Danish order, and by party, the largest first; None for an empty list."""
    if not participants:
        return None
    sizes = Counter(map(_letter, participants))
    names = {_letter(participant): participant.party_name for participant in participants}
    letters = sorted(sizes, key=lambda letter: (not letter, -sizes[letter], danish_sort_key(letter)))
    named = sorted({_short_name(participant) for participant in participants}, key=danish_sort_key)
    return AttendanceTable(
        parties=tuple(PartyColumn(letter, names[letter]) for letter in letters),
        rows=tuple(
            AttendanceRow(name, _by_party(of_one, letters), _attendance(of_one))
            for name in named
            if (of_one := _those(participants, _short_name, name))
        ),
        totals=_by_party(participants, letters),
        together=_attendance(participants),
    )


def _by_party(participants: Sequence[Participant], letters: Iterable[str]) -> tuple[Attendance, ...]:
    return tuple(_attendance(_those(participants, _letter, letter)) for letter in letters)


def _attendance(participants: Sequence[Participant]) -> Attendance:
    present = sum(participant.status == Status.PRESENT for participant in participants)
    return Attendance(present, len(participants))


def _those(participants: Iterable[Participant], said_of: Callable[[Participant], str], value: str) -> list[Participant]:
    return [participant for participant in participants if said_of(participant) == value]


def _municipality(participant: Participant) -> str:
    return participant.municipality.full_name if participant.municipality else ""


def _short_name(participant: Participant) -> str:
    return participant.municipality.name if participant.municipality else ""


def _letter(participant: Participant) -> str:
    return participant.party.letter if participant.party else ""


@dataclass(frozen=True)
class AttendanceCount:
    """How often present and absent; the widths are the parts of a bar for it."""

    present: int = 0
    absent: int = 0

    def __add__(self, other: "AttendanceCount") -> "AttendanceCount":
        return AttendanceCount(self.present + other.present, self.absent + other.absent)

    @property
    def meetings(self) -> int:
        return self.present + self.absent

    @property
    def share(self) -> int:
        """In whole per cent; 0 without meetings."""
        return round(100 * self.present / self.meetings) if self.meetings else 0

    @property
    def present_width(self) -> str:
        return f"{100 * self.present / self.meetings if self.meetings else 0:.3f}%"


@dataclass(frozen=True)
class YearOfAttendance:
    year: int
    attendance: AttendanceCount


@dataclass(frozen=True)
class PersonsAttendance:
    """One person's row of a table by years: None where nothing is known of a year."""

    person: Person
    by_year: tuple[AttendanceCount | None, ...]


@dataclass(frozen=True)
class TableByYear:
    years: tuple[int, ...]
    rows: tuple[PersonsAttendance, ...]
    newest_first: tuple[YearOfAttendance, ...]
    total: AttendanceCount


# A person, a year, a status and how often, as ParticipantQuerySet.counted_by_year gives them.
Counted = tuple[int, int, str, int]


def attendance_by_year(counted: Iterable[Counted]) -> tuple[YearOfAttendance, ...]:
    """The attendance of each year that has any, of all people together, newest first."""
    years: dict[int, AttendanceCount] = {}
    for _, year, status, number in counted:
        years[year] = years.get(year, AttendanceCount()) + _attendance_count(status, number)
    return tuple(YearOfAttendance(year, years[year]) for year in sorted(years, reverse=True))


def table_by_year(people: Iterable[Person], counted: Iterable[Counted]) -> TableByYear:
    """A row a person and a column a year; `people` stand in the order given."""
    counted = list(counted)
    of_person: dict[tuple[int, int], AttendanceCount] = {}
    for person, year, status, number in counted:
        of_person[person, year] = of_person.get((person, year), AttendanceCount()) + _attendance_count(status, number)
    newest_first = attendance_by_year(counted)
    years = tuple(one.year for one in reversed(newest_first))
    total = sum((one.attendance for one in newest_first), AttendanceCount())
    return TableByYear(
        years, tuple(_persons_attendance(person, years, of_person) for person in people), newest_first, total
    )


def _persons_attendance(
    person: Person, years: tuple[int, ...], of_person: Mapping[tuple[int, int], AttendanceCount]
) -> PersonsAttendance:
    return PersonsAttendance(person, tuple(of_person.get((person.pk, year)) for year in years))


def _attendance_count(status: str, number: int) -> AttendanceCount:
    return AttendanceCount(present=number) if status == Status.PRESENT else AttendanceCount(absent=number)
