"""Who was at a meeting: by municipality, and in a table of municipalities and parties."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from meetings.danish.sorting import danish_sort_key
from meetings.models import Participant
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
