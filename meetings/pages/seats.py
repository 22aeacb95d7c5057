"""Seats as a page shows them: who, since when, appointed at which item, instead of whom, and until when."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.danish.sorting import danish_sort_key
from meetings.models import Appointment, Municipality, Party
from meetings.models.appointments import AppointmentQuerySet
from meetings.pages.charts.geometry import percent
from meetings.people.kept_seats import all_seats
from meetings.people.seats import Seat, periods_between, seat_decisions, seats, years_of_period

UNKNOWN_LABEL = "Ikke oplyst"

# Of a municipality or a party, as a page shows it: the name and its address.
Name = tuple[str, str]


@dataclass(frozen=True)
class SeatRow:
    """A seat with the appointment that gave it, the one that renewed it last by the day shown, and the successor's."""

    seat: Seat
    first: Appointment
    latest: Appointment
    ended_by: Appointment | None
    role: str
    mark: str

    @property
    def last_day(self) -> date | None:
        """The last day of the time for which the seat was given; None where that is not said, or it ended otherwise."""
        return self.seat.until - timedelta(days=1) if self.seat.until and self.seat.ends_with_its_term else None

    @property
    def is_renewed(self) -> bool:
        return self.first != self.latest

    @property
    def party_name(self) -> str:
        """What the party's letter stood for when the seat was given or renewed; '' where that is not known."""
        return self.latest.party.name_on(self.seat.since) if self.latest.party else ""


@dataclass(frozen=True)
class Share:
    """The seats of one municipality or party, of which `earlier` were given in an earlier council period.

    `width` is its bar's, in percent of the longest bar.
    """

    name: str
    url: str
    count: int
    earlier: int
    width: str


@dataclass(frozen=True)
class SeatBalance:
    """How many sit on a day, how many of them since an earlier council period, and whom they sit for."""

    count: int
    earlier: int
    by_municipality: tuple[Share, ...]
    by_party: tuple[Share, ...]


def seats_by_body(appointments: AppointmentQuerySet) -> dict[int, tuple[Seat, ...]]:
    """All seats that `appointments` tell of, by the key of the body. One query.

    Seats that the public may not see are among them; `seat_rows` leaves them out.
    """
    return {body: seats(decisions) for body, decisions in seat_decisions(appointments.decided()).items()}


def seats_of_municipality(municipality: Municipality, people: Collection[int]) -> list[Seat]:
    """The seats that were given to the municipality, or to one of `people` (keys) with no municipality named.

    One query. Empty seats are left out.
    """
    return [
        seat
        for of_body in all_seats().values()
        for seat in of_body
        if not seat.is_empty
        and any(_is_for_municipality(one.municipality, municipality, one.person, people) for one in seat.decisions)
    ]


def seat_rows(shown: Iterable[Seat], day: date) -> list[SeatRow]:
    """The seats as they are on `day`, in the order in which they are given, but those that are withheld. One query."""
    keys_of = [
        (seat, seat.first.key, seat.latest_on(day).key, seat.ended_by.key if seat.ended_by else None) for seat in shown
    ]
    wanted = {key for _, *keys in keys_of for key in keys if key is not None}
    appointments = Appointment.objects.for_list().in_bulk(wanted)
    return [
        SeatRow(
            seat,
            appointments[first],
            appointments[latest],
            appointments.get(ended_by or 0),
            seat.role_on(day),
            earlier_period_mark(seat, day),
        )
        for seat, first, latest, ended_by in keys_of
        if first in appointments and latest in appointments
    ]


def current_and_former_rows(
    seats: Iterable[Seat], day: date, most_current: int | None = None, most_former: int | None = None
) -> tuple[list[SeatRow], list[SeatRow]]:
    """Rows of the seats that last on the day or begin later, and of those that ended by then; the newest first.

    At most so many of each, of the newest. One query.
    """
    newest_first = sorted(seats, key=lambda seat: seat.since, reverse=True)
    current = [seat for seat in newest_first if not seat.has_ended_by(day)][:most_current]
    former = [seat for seat in newest_first if seat.has_ended_by(day)][:most_former]
    rows = seat_rows([*current, *former], day)
    return (
        [row for row in rows if not row.seat.has_ended_by(day)],
        [row for row in rows if row.seat.has_ended_by(day)],
    )


def earlier_period_mark(seat: Seat, day: date) -> str:
    """A note that whoever sits there on the day was chosen before the councils' period began; '' otherwise."""
    return period_mark(seat.latest_on(day).begins, day) if seat.exists_on(day) and not seat.is_empty else ""


def period_mark(chosen: date, day: date) -> str:
    """A note that somebody who was chosen that day was so before the councils' period of `day`; '' otherwise."""
    periods = periods_between(chosen, day)
    if periods > 1:
        first, last = years_of_period(chosen)
        return f"valgt i perioden {first}–{last}"
    return "valgt i forrige periode" if periods else ""


@dataclass(frozen=True)
class CountedSeats:
    """Whom those sit for who sit on a day, by keys.

    That is by municipality, and by party with the day on which the seat was given or renewed, as a letter may stand for
    another party then; each beside whether it was so in an earlier council period.
    """

    by_municipality: Counter[tuple[int | None, bool]]
    by_party: Counter[tuple[int | None, date, bool]]


def count_seats(held: Iterable[Seat], day: date) -> CountedSeats:
    """The seats that somebody has on `day`, but deputies', counted."""
    latest = [seat.latest_on(day) for seat in held if not seat.is_empty and not seat.is_deputy_on(day)]
    is_earlier = [periods_between(one.begins, day) > 0 for one in latest]
    return CountedSeats(
        Counter((one.municipality, earlier) for one, earlier in zip(latest, is_earlier, strict=True)),
        Counter((one.party, one.begins, earlier) for one, earlier in zip(latest, is_earlier, strict=True)),
    )


def seat_balance(counted: CountedSeats) -> SeatBalance | None:
    """Which municipalities and parties those sit for who were counted. Two queries. None where fewer than two sit."""
    count = counted.by_municipality.total()
    if count < 2:
        return None
    municipalities = Municipality.objects.in_bulk({key for key, _ in counted.by_municipality if key})
    parties = Party.objects.in_bulk({key for key, *_ in counted.by_party if key})

    def municipality(key: int | None) -> Name:
        found = municipalities.get(key or 0)
        return (found.name, found.get_absolute_url()) if found else (UNKNOWN_LABEL, "")

    def party(key: int | None, chosen: date) -> Name:
        found = parties.get(key or 0)
        if not found:
            return UNKNOWN_LABEL, ""
        name = found.name_on(chosen)
        return (f"{name} ({found.letter})" if name else found.letter), ""

    return SeatBalance(
        count,
        sum(seats for (_, is_earlier), seats in counted.by_municipality.items() if is_earlier),
        _shares((municipality(key), is_earlier, seats) for (key, is_earlier), seats in counted.by_municipality.items()),
        _shares(
            (party(key, chosen), is_earlier, seats) for (key, chosen, is_earlier), seats in counted.by_party.items()
        ),
    )


def _is_for_municipality(
    seat_municipality: int | None, municipality: Municipality, person: int | None, people: Collection[int]
) -> bool:
    return seat_municipality == municipality.pk or (seat_municipality is None and person in people)


def _shares(named: Iterable[tuple[Name, bool, int]]) -> tuple[Share, ...]:
    """The seats by whose they are: the largest share first, then by name, the unknown last.

    Told are whose they are, whether since an earlier period, and how many.
    """
    counts, earlier = Counter[Name](), Counter[Name]()
    for name, is_earlier, count in named:
        counts[name] += count
        earlier[name] += count if is_earlier else 0
    most = max(counts.values())
    shares = [
        Share(name, url, count, earlier[name, url], percent(100 * count / most))
        for (name, url), count in counts.items()
    ]
    return tuple(sorted(shares, key=lambda one: (one.name == UNKNOWN_LABEL, -one.count, danish_sort_key(one.name))))
