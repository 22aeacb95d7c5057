"""Who sits in a body on a day, by what was decided of its seats.

Documents tell who is appointed and instead of whom; nobody writes down who sits. What follows from them:

- somebody who is appointed sits from that day, and until somebody else is appointed in their place;
- somebody who is appointed again keeps the seat, with the new role where one is told;
- a seat that is left empty ends nobody's time, unless it tells whose seat it is;
- an empty seat is filled by the next who is appointed in nobody's place, where nothing that is told of the two differs;
- an item that leaves a seat empty speaks for the earlier ones that told the same of it;
- a new period of the councils ends nobody's time: `periods_between` tells that somebody was chosen before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from meetings.models.appointments import AppointmentQuerySet

_YEARS_OF_A_PERIOD = 4
# The councils' periods follow the municipal ones, which begin on 1 January after an election.
_FIRST_YEAR_OF_A_PERIOD = 2022

_DEPUTY_WORDS = ("suppleant", "stedfortræder")


@dataclass(frozen=True)
class SeatDecision:
    """What an item decides of one seat of a body: who is to sit there, or without a person that nobody is.

    People, parties, municipalities and items are the keys of their records.
    """

    key: int
    item: int
    decided: date
    person: int | None
    replaces: int | None = None
    starts: date | None = None
    role: str = ""
    party: int | None = None
    municipality: int | None = None

    @property
    def begins(self) -> date:
        return self.starts or self.decided


def seat_decisions(appointments: AppointmentQuerySet) -> dict[int, list[SeatDecision]]:
    """What was decided of each body's seats, by the body's key, in the order that `seats` asks for. One query."""
    by_body: dict[int, list[SeatDecision]] = {}
    rows = appointments.order_by("item__meeting__date", "item__meeting", "item__position", "pk").values_list(
        *("body", "pk", "item", "item__meeting__date", "person", "replaces", "starts", "role", "party"),
        "municipality",
    )
    for body, *values in rows:
        by_body.setdefault(body, []).append(SeatDecision(*values))
    return by_body


@dataclass(frozen=True)
class Seat:
    """The time in which one person sits in a body without a break, or in which one of its seats stands empty."""

    # The one that gave the seat, then those that renewed it.
    appointings: tuple[SeatDecision, ...]
    # The first day on which it is so no more; None where nothing ended it.
    until: date | None = None
    ended_by: SeatDecision | None = None

    @property
    def person(self) -> int | None:
        return self.appointings[0].person

    @property
    def is_empty(self) -> bool:
        return self.person is None

    @property
    def first(self) -> SeatDecision:
        return self.appointings[0]

    @property
    def since(self) -> date:
        return self.first.begins

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def latest_on(self, day: date) -> SeatDecision:
        """What gave or renewed the seat last, by that day; the first where the seat begins later."""
        return [self.first, *(one for one in self.appointings if one.begins <= day)][-1]

    def role_on(self, day: date) -> str:
        """The role that was told last by that day; '' for none."""
        told = [one.role for one in self.appointings if one.role and (one is self.first or one.begins <= day)]
        return told[-1] if told else ""

    def is_deputys_on(self, day: date) -> bool:
        return any(word in self.role_on(day).lower() for word in _DEPUTY_WORDS)


def seats(appointings: Iterable[SeatDecision]) -> tuple[Seat, ...]:
    """All seats that one body's appointments tell of, by the day on which they begin.

    `appointings` are those of one body, in the order of their meetings and of the items there.
    """
    given = tuple(appointings)
    in_effect = [replace(one, starts=_first_day(one, given)) for one in given]
    in_order = sorted(in_effect, key=lambda one: (one.begins, one.decided))
    body = _BodySeats()
    for _, of_item in groupby(in_order, key=lambda one: (one.begins, one.decided, one.item)):
        body.decide(list(of_item))
    return tuple(sorted(body.seats, key=lambda seat: seat.since))


def seats_on(every: Iterable[Seat], day: date) -> tuple[Seat, ...]:
    """Those of a body's seats that somebody has, or that are empty, on that day."""
    return tuple(seat for seat in every if seat.holds_on(day))


def periods_between(chosen: date, day: date) -> int:
    """How many periods of the councils began after the day of `chosen`, up to `day`; 0 within one period."""
    return max(0, _period(day) - _period(chosen))


def years_of_period(day: date) -> tuple[int, int]:
    """The first and the last year of the period that the day is in."""
    first = _FIRST_YEAR_OF_A_PERIOD + _period(day) * _YEARS_OF_A_PERIOD
    return first, first + _YEARS_OF_A_PERIOD - 1


def _period(day: date) -> int:
    return (day.year - _FIRST_YEAR_OF_A_PERIOD) // _YEARS_OF_A_PERIOD


def _first_day(one: SeatDecision, given: Sequence[SeatDecision]) -> date:
    """The day from which the appointment holds.

    "For the period 2022–2025" is told of a successor of 2024 too: nobody takes over before the predecessor came.
    """
    if one.begins >= one.decided or one.replaces is None:
        return one.begins
    came = (other.begins for other in given if other.person == one.replaces and other.begins <= one.decided)
    return one.decided if any(one.begins <= day for day in came) else one.begins


class _BodySeats:
    """The seats of a body as they have become, item by item."""

    def __init__(self) -> None:
        self.seats: list[Seat] = []
        self._place_of: dict[int, int] = {}
        """Where the open seat of each person stands."""
        self._empty: list[int] = []
        """Where the open seats stand that are empty."""

    def decide(self, together: Sequence[SeatDecision]) -> None:
        """What one item decides, from one day on. Those who leave do so first: two may change places."""
        took_over = {one.key for one in together if self._ends_predecessor(one)}
        for one in together:
            if one.person is not None and not self._renews(one, one.person):
                if one.key not in took_over:
                    self._fills_an_empty_seat(one)
                self._place_of[one.person] = self._add(one)
        empty = [one for one in together if one.person is None]
        for one in empty:
            self._speaks_for_earlier(one)
        self._empty += [self._add(one) for one in empty]

    def _add(self, one: SeatDecision) -> int:
        self.seats.append(Seat((one,)))
        return len(self.seats) - 1

    def _end(self, place: int, by: SeatDecision) -> None:
        self.seats[place] = replace(self.seats[place], until=by.begins, ended_by=by)

    def _ends_predecessor(self, one: SeatDecision) -> bool:
        if one.replaces is None or one.replaces == one.person or one.replaces not in self._place_of:
            return False
        self._end(self._place_of.pop(one.replaces), one)
        return True

    def _renews(self, one: SeatDecision, person: int) -> bool:
        if person not in self._place_of:
            return False
        place = self._place_of[person]
        held = self.seats[place]
        self.seats[place] = replace(held, appointings=(*held.appointings, one))
        return True

    def _fills_an_empty_seat(self, one: SeatDecision) -> None:
        filled = next((place for place in self._empty if _may_fill(self.seats[place].first, one)), None)
        if filled is not None:
            self._empty.remove(filled)
            self._end(filled, one)

    def _speaks_for_earlier(self, one: SeatDecision) -> None:
        for place in [
            place for place in self._empty if _seat_description(self.seats[place].first) == _seat_description(one)
        ]:
            self._empty.remove(place)
            self._end(place, one)


def _seat_description(one: SeatDecision) -> tuple[str, int | None, int | None]:
    return one.role, one.party, one.municipality


def _may_fill(empty: SeatDecision, one: SeatDecision) -> bool:
    """Whether the empty seat may be the one that somebody gets: whoever left it is the one told, if one is."""
    if one.replaces is not None:
        return one.replaces == empty.replaces
    return all(
        not mine or not theirs or mine == theirs
        for mine, theirs in zip(_seat_description(empty), _seat_description(one), strict=True)
    )
