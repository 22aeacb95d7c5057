"""Who was at a meeting, by municipality and party; and how often people were at meetings, by year."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef

from meetings.danish.sorting import danish_sort_key
from meetings.models import Meeting, Participant, Person
from meetings.models.choices import DocumentKind, Status
from meetings.models.meetings import MeetingQuerySet
from meetings.models.participants import ParticipantQuerySet
from meetings.pages.charts.geometry import percent

# A person's key, a year, a Status value and at which meetings, as ParticipantQuerySet.counts_by_year gives them.
CountedParticipations = tuple[int, int, str, Collection[int]]

# Of fewer meetings no percentage is told: at two meetings one apology would be »50 %«.
MEETINGS_FOR_A_PERCENTAGE = 5


@dataclass(frozen=True)
class Delegation:
    """The people of one municipality on a list of participants; '' for those of none."""

    municipality: str
    participants: tuple[Participant, ...]


@dataclass(frozen=True)
class Turnout:
    """At one meeting: how many of the listed were present, of those of whom it is known."""

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
    cells: tuple[Turnout, ...]
    together: Turnout


@dataclass(frozen=True)
class AttendanceTable:
    """Attendance by municipality and party; `totals` has the parties' own, `together` all of it."""

    parties: tuple[PartyColumn, ...]
    rows: tuple[AttendanceRow, ...]
    totals: tuple[Turnout, ...]
    together: Turnout


@dataclass(frozen=True)
class AttendanceCount:
    """How often one person, or several together, were present and absent; `meeting_keys` are the meetings counted."""

    present: int = 0
    absent: int = 0
    meeting_keys: frozenset[int] = frozenset()

    def __add__(self, other: "AttendanceCount") -> "AttendanceCount":
        return AttendanceCount(
            self.present + other.present, self.absent + other.absent, self.meeting_keys | other.meeting_keys
        )

    @property
    def listed(self) -> int:
        """How many places on lists it is a share of."""
        return self.present + self.absent

    @property
    def meetings(self) -> int:
        return len(self.meeting_keys)

    @property
    def has_percentage(self) -> bool:
        """Whether the meetings are enough for a percentage to say something."""
        return self.meetings >= MEETINGS_FOR_A_PERCENTAGE

    @property
    def share(self) -> str:
        """»83 %«, or of few meetings »1 af 2«."""
        if self.has_percentage:
            return f"{round(100 * self.present / self.listed)} %"
        return f"{self.present} af {self.listed}"

    @property
    def present_width(self) -> str:
        """The share as a bar's width: »66.667%«; '' where no percentage is told."""
        return percent(100 * self.present / self.listed) if self.has_percentage else ""


@dataclass(frozen=True)
class YearAttendance:
    """The attendance of one year, of one person or several together."""

    year: int
    attendance: AttendanceCount


@dataclass(frozen=True)
class PersonAttendance:
    """One person's row of a table by years: None where nothing is known of a year."""

    person: Person
    by_year: tuple[AttendanceCount | None, ...]


@dataclass(frozen=True)
class YearlyAttendanceTable:
    """A row a person and a column a year, oldest first; each year's sum, newest first, and the sum of all."""

    years: tuple[int, ...]
    rows: tuple[PersonAttendance, ...]
    newest_first: tuple[YearAttendance, ...]
    total: AttendanceCount


def delegations(participants: Iterable[Participant], status: Status) -> tuple[Delegation, ...]:
    """Those of that status by municipality in Danish order; in each as the document lists them."""
    chosen = [participant for participant in participants if participant.status == status]
    chosen.sort(key=lambda participant: danish_sort_key(_municipality_name(participant)))
    return tuple(Delegation(name, tuple(people)) for name, people in groupby(chosen, _municipality_name))


def attendance_table(participants: Sequence[Participant]) -> AttendanceTable | None:
    """A list of participants counted by municipality, in Danish order, and by party, the largest first.

    Those of whom it is not known whether they came are left out; None where that leaves nobody. Those without a party
    come in the last column.
    """
    participants = [participant for participant in participants if participant.status != Status.UNKNOWN]
    if not participants:
        return None
    sizes = Counter(map(_party_letter, participants))
    names = {_party_letter(participant): participant.party_name for participant in participants}
    letters = sorted(sizes, key=lambda letter: (not letter, -sizes[letter], danish_sort_key(letter)))
    municipalities = sorted({_short_name(participant) for participant in participants}, key=danish_sort_key)
    return AttendanceTable(
        parties=tuple(PartyColumn(letter, names[letter]) for letter in letters),
        rows=tuple(
            AttendanceRow(name, _turnout_by_party(of_one, letters), _turnout(of_one))
            for name in municipalities
            if (of_one := _participants_with(participants, _short_name, name))
        ),
        totals=_turnout_by_party(participants, letters),
        together=_turnout(participants),
    )


def partial_lists(meetings: MeetingQuerySet, today: date) -> list[Meeting]:
    """Those of the meetings, newest first, that were held by today and count in no rate: their lists are not whole.

    Meetings without any participants are left out: they have no list.
    """
    listed = meetings.held(today).with_partial_lists().filter(Exists(_listed_at(OuterRef("pk"))))
    return list(listed.select_related("council").defer("imported", "written").reverse_in_time())


def _listed_at(meeting: OuterRef) -> ParticipantQuerySet:
    return Participant.objects.filter(meeting=meeting).exclude(document__kind=DocumentKind.AGENDA)


def attendance_by_year(counted: Iterable[CountedParticipations]) -> tuple[YearAttendance, ...]:
    """The attendance of each year that has any, of all people together, newest first."""
    years: dict[int, AttendanceCount] = {}
    for _, year, status, meetings in counted:
        if status == Status.UNKNOWN:
            continue
        years[year] = years.get(year, AttendanceCount()) + _attendance_count(status, meetings)
    return tuple(YearAttendance(year, years[year]) for year in sorted(years, reverse=True))


def yearly_attendance_table(
    people: Iterable[Person], counted: Iterable[CountedParticipations]
) -> YearlyAttendanceTable:
    """The attendance of `people`, in the order given, by year, from counted participations of theirs."""
    counted = list(counted)
    of_person: dict[tuple[int, int], AttendanceCount] = {}
    for person, year, status, meetings in counted:
        of_person[person, year] = of_person.get((person, year), AttendanceCount()) + _attendance_count(status, meetings)
    newest_first = attendance_by_year(counted)
    years = tuple(one.year for one in reversed(newest_first))
    total = sum((one.attendance for one in newest_first), AttendanceCount())
    return YearlyAttendanceTable(
        years, tuple(_person_attendance(person, years, of_person) for person in people), newest_first, total
    )


def _turnout_by_party(participants: Sequence[Participant], letters: Iterable[str]) -> tuple[Turnout, ...]:
    return tuple(_turnout(_participants_with(participants, _party_letter, letter)) for letter in letters)


def _turnout(participants: Sequence[Participant]) -> Turnout:
    present = sum(participant.status == Status.PRESENT for participant in participants)
    return Turnout(present, len(participants))


def _participants_with(
    participants: Iterable[Participant], attribute: Callable[[Participant], str], value: str
) -> list[Participant]:
    return [participant for participant in participants if attribute(participant) == value]


def _municipality_name(participant: Participant) -> str:
    return participant.municipality.full_name if participant.municipality else ""


def _short_name(participant: Participant) -> str:
    return participant.municipality.name if participant.municipality else ""


def _party_letter(participant: Participant) -> str:
    return participant.party.letter if participant.party else ""


def _person_attendance(
    person: Person, years: tuple[int, ...], of_person: Mapping[tuple[int, int], AttendanceCount]
) -> PersonAttendance:
    return PersonAttendance(person, tuple(of_person.get((person.pk, year)) for year in years))


def _attendance_count(status: str, meetings: Collection[int]) -> AttendanceCount:
    times, keys = len(meetings), frozenset(meetings)
    return AttendanceCount(times, 0, keys) if status == Status.PRESENT else AttendanceCount(0, times, keys)
