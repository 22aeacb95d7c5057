"""Attendance over the years: how often somebody was present and absent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.models import Person
from meetings.models.choices import Status


@dataclass(frozen=True)
class Attendance:
    """How often present and absent; the widths are the parts of a bar for it."""

    present: int = 0
    absent: int = 0

    def __add__(self, other: "Attendance") -> "Attendance":
        return Attendance(self.present + other.present, self.absent + other.absent)

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
    attendance: Attendance


@dataclass(frozen=True)
class PersonsAttendance:
    """One person's row of a table by years: None where nothing is known of a year."""

    person: Person
    by_year: tuple[Attendance | None, ...]


@dataclass(frozen=True)
class TableByYear:
    years: tuple[int, ...]
    rows: tuple[PersonsAttendance, ...]
    newest_first: tuple[YearOfAttendance, ...]
    total: Attendance


Counted = tuple[int, int, str, int]
"""A person, a year, a status and how often, as ParticipantQuerySet.counted_by_year gives them."""


def by_year(counted: Iterable[Counted]) -> tuple[YearOfAttendance, ...]:
    """The attendance of each year that has any, of all people together, newest first."""
    years: dict[int, Attendance] = {}
    for _, year, status, number in counted:
        years[year] = years.get(year, Attendance()) + _counted(status, number)
    return tuple(YearOfAttendance(year, years[year]) for year in sorted(years, reverse=True))


def table_by_year(people: Iterable[Person], counted: Iterable[Counted]) -> TableByYear:
    """A row a person and a column a year; `people` stand in the order given."""
    counted = list(counted)
    of_person: dict[tuple[int, int], Attendance] = {}
    for person, year, status, number in counted:
        of_person[person, year] = of_person.get((person, year), Attendance()) + _counted(status, number)
    newest_first = by_year(counted)
    years = tuple(one.year for one in reversed(newest_first))
    total = sum((one.attendance for one in newest_first), Attendance())
    return TableByYear(years, tuple(_row(person, years, of_person) for person in people), newest_first, total)


def _row(person: Person, years: tuple[int, ...], of_person: Mapping[tuple[int, int], Attendance]) -> PersonsAttendance:
    return PersonsAttendance(person, tuple(of_person.get((person.pk, year)) for year in years))


def _counted(status: str, number: int) -> Attendance:
    return Attendance(present=number) if status == Status.PRESENT else Attendance(absent=number)
