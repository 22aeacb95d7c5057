"""Who has the seats of a body on a day, by what was decided of them. Plain values, but for `seat_decisions`.

Documents say who is appointed and in whose place, but no list says who sits. So this is derived:

- somebody who is appointed sits from that day, and until somebody else is appointed in their place;
- somebody who is appointed again keeps the seat, with the new role where one is named;
- a seat that is left empty ends nobody's time, unless the item names whose seat it is;
- an empty seat is filled by the next who is appointed in nobody's place, where role, party and municipality of the two
  do not differ;
- an item that leaves a seat empty counts anew those of the same role, party and municipality that stood empty before;
- somebody whose seat is given for a period (»i resten af valgperioden«) has it until that ends (terms.py);
- else a new period of the councils ends nobody's time: `periods_between` counts how many began since one was chosen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Case, F, Q, TextField, Value, When
from django.db.models.functions import Concat

from meetings.models.appointments import AppointmentQuerySet
from meetings.people.terms import PERIOD_WORD, end_of_term

# The councils' periods follow those of the municipal councils, which are of four years and begin on 1 January after an
# election (lov om kommunale og regionale valg): that of November 2021 gave one from 2022.
_YEARS_OF_A_PERIOD = 4
_FIRST_YEAR_OF_A_PERIOD = 2022

# In the role of whoever sits only while somebody else cannot.
_DEPUTY_WORDS = ("suppleant", "stedfortræder")


@dataclass(frozen=True, slots=True)
class SeatDecision:
    """What an item decides of one seat of a body: who is to have it, or without a `person` that it stays empty.

    People, parties, municipalities and items are the keys of their records; `key` is that of the Appointment.
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
    # The first day on which it holds no more, where the item says until when.
    ends: date | None = None

    @property
    def begins(self) -> date:
        """The first day on which it holds: the one that is named, or else that of the meeting."""
        return self.starts or self.decided


# The words of an item that has something to say of a period; '' for others, so that few texts are read.
_WORDING_OF_A_TERM = Case(
    When(
        Q(item__title__icontains=PERIOD_WORD)
        | Q(item__recommendation__icontains=PERIOD_WORD)
        | Q(item__decision__text__icontains=PERIOD_WORD),
        then=Concat(
            *(F("item__title"), Value("\n"), F("item__recommendation"), Value("\n"), F("item__decision__text")),
            output_field=TextField(),
        ),
    ),
    default=Value(""),
    output_field=TextField(),
)


def seat_decisions(appointments: AppointmentQuerySet) -> dict[int, list[SeatDecision]]:
    """What was decided of each body's seats, by the body's key, in the order that `seats` requires. One query.

    What is withheld is among it, as keys: whoever left a seat did so, whoever came after.
    """
    by_body: dict[int, list[SeatDecision]] = {}
    names_of_item: dict[int, set[str]] = {}
    of_a_term: list[tuple[SeatDecision, int, str, str]] = []
    in_order = appointments.order_by("item__meeting__date", "item__meeting", "item__position", "pk")
    rows = in_order.annotate(wording=_WORDING_OF_A_TERM).values_list(
        *("body", "pk", "item", "item__meeting__date", "person", "replaces", "starts", "role", "party"),
        *("municipality", "person__name", "wording"),
    )
    for body, *values, name, wording in rows:
        one = SeatDecision(*values)
        if name and wording:
            names_of_item.setdefault(one.item, set()).add(name)
            of_a_term.append((one, body, name, wording))
        by_body.setdefault(body, []).append(one)
    for one, body, name, wording in of_a_term:
        ends = end_of_term(wording, name, names_of_item[one.item], one.begins, years_of_period(one.begins))
        if ends:
            decisions = by_body[body]
            decisions[decisions.index(one)] = replace(one, ends=ends)
    return by_body


@dataclass(frozen=True, slots=True)
class Seat:
    """The time in which one person sits in a body without a break, or in which one of its seats stands empty."""

    # The one that gave the seat, then those that renewed it.
    decisions: tuple[SeatDecision, ...]
    # The first day on which it is so no more; None where nothing ended it.
    until: date | None = None
    ended_by: SeatDecision | None = None

    @property
    def person(self) -> int | None:
        return self.decisions[0].person

    @property
    def is_empty(self) -> bool:
        return self.person is None

    @property
    def ends_with_its_term(self) -> bool:
        """Whether it is so until the end of the time for which it was given, and not until somebody else came."""
        return self.until is not None and self.ended_by is None

    @property
    def first(self) -> SeatDecision:
        return self.decisions[0]

    @property
    def since(self) -> date:
        return self.first.begins

    def exists_on(self, day: date) -> bool:
        """Whether the person has the seat, or it stands empty, on that day."""
        return self.since <= day and (self.until is None or day < self.until)

    def has_ended_by(self, day: date) -> bool:
        """Whether it is so no more on that day."""
        return self.until is not None and self.until <= day

    def latest_on(self, day: date) -> SeatDecision:
        """The decision that gave or renewed the seat last before or on that day; the first where it begins later."""
        latest = self.first
        for one in self.decisions[1:]:
            if one.begins <= day:
                latest = one
        return latest

    def role_on(self, day: date) -> str:
        """The latest role that a decision until that day names; '' for none."""
        roles = [one.role for one in self.decisions if one.role and (one is self.first or one.begins <= day)]
        return roles[-1] if roles else ""

    def is_deputy_on(self, day: date) -> bool:
        """Whether the seat is that of somebody's deputy."""
        return is_deputy(self.role_on(day))


def is_deputy(role: str) -> bool:
    """Whether whoever has this role sits only while somebody else cannot."""
    return any(word in role.lower() for word in _DEPUTY_WORDS)


def seats(decisions: Iterable[SeatDecision]) -> tuple[Seat, ...]:
    """All seats that follow from the decisions on one body, by the day on which they begin.

    `decisions` are in the order of their meetings and of the items there.
    """
    given = tuple(decisions)
    in_effect = [replace(one, starts=_first_day(one, given)) for one in given]
    in_order = sorted(in_effect, key=lambda one: (one.begins, one.decided))
    body = _BodySeats()
    for _, of_item in groupby(in_order, key=lambda one: (one.begins, one.decided, one.item)):
        body.decide(list(of_item))
    return tuple(sorted(body.seats, key=lambda seat: seat.since))


def seats_on(every: Iterable[Seat], day: date) -> tuple[Seat, ...]:
    """Those of a body's seats that exist on that day, with somebody in them or empty."""
    return tuple(seat for seat in every if seat.exists_on(day))


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
    """The day from which the decision holds.

    "For the period 2022–2025" is written of a successor of 2024 too: nobody takes over before the predecessor came, so
    then it is the day of the meeting.
    """
    if one.begins >= one.decided or one.replaces is None:
        return one.begins
    came = (other.begins for other in given if other.person == one.replaces and other.begins <= one.decided)
    return one.decided if any(one.begins <= day for day in came) else one.begins


class _BodySeats:
    """The seats of a body as they have become, item by item."""

    def __init__(self) -> None:
        self.seats: list[Seat] = []
        # By person: the index in `seats` of the one that they have now.
        self._index_of: dict[int, int] = {}
        # The indexes of those that stand empty now.
        self._empty: list[int] = []

    def decide(self, together: Sequence[SeatDecision]) -> None:
        """Take in what one item decides, from one day on. First the predecessors leave: two may change places."""
        took_over = {one.key for one in together if self._end_predecessor(one)}
        for one in together:
            if one.person is not None and not self._renew(one, one.person):
                if one.key not in took_over:
                    self._fill_an_empty_seat(one)
                self._index_of[one.person] = self._add(one)
        empty = [one for one in together if one.person is None]
        for one in empty:
            self._replace_earlier_vacancies(one)
        self._empty += [self._add(one) for one in empty]

    def _add(self, one: SeatDecision) -> int:
        self.seats.append(Seat((one,), until=one.ends))
        return len(self.seats) - 1

    def _end(self, index: int, by: SeatDecision) -> None:
        """Ends the seat by what is decided now, unless its time is over."""
        seat = self.seats[index]
        if seat.until is None or by.begins < seat.until:
            self.seats[index] = replace(seat, until=by.begins, ended_by=by)

    def _end_predecessor(self, one: SeatDecision) -> bool:
        if one.replaces is None or one.replaces == one.person or one.replaces not in self._index_of:
            return False
        self._end(self._index_of.pop(one.replaces), one)
        return True

    def _renew(self, one: SeatDecision, person: int) -> bool:
        """Whether the person has a seat still, which the decision then renews."""
        if person not in self._index_of:
            return False
        index = self._index_of[person]
        renewed = self.seats[index]
        if renewed.until is not None and renewed.until < one.begins:
            return False
        self.seats[index] = replace(renewed, decisions=(*renewed.decisions, one), until=one.ends)
        return True

    def _fill_an_empty_seat(self, one: SeatDecision) -> None:
        filled = next((index for index in self._empty if _may_fill(self.seats[index].first, one)), None)
        if filled is not None:
            self._empty.remove(filled)
            self._end(filled, one)

    def _replace_earlier_vacancies(self, one: SeatDecision) -> None:
        """End the empty seats of the same role, party and municipality: the decision counts them anew."""
        description = _seat_description(one)
        for index in [index for index in self._empty if _seat_description(self.seats[index].first) == description]:
            self._empty.remove(index)
            self._end(index, one)


def _seat_description(one: SeatDecision) -> tuple[str, int | None, int | None]:
    """What a document may say of a seat: role, party and municipality."""
    return one.role, one.party, one.municipality


def _may_fill(empty: SeatDecision, one: SeatDecision) -> bool:
    """Whether the empty seat may be the one that somebody gets.

    Where a predecessor is named it is the seat that the predecessor left; else what is known of both seats agrees.
    """
    if one.replaces is not None:
        return one.replaces == empty.replaces
    known = zip(_seat_description(empty), _seat_description(one), strict=True)
    return all(not mine or not theirs or mine == theirs for mine, theirs in known)
