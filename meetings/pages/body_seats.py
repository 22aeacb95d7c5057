"""Who sits in which body on a day, narrowed by municipality, person and whether the seat is filled."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from django.utils import timezone

from meetings.caching.followed_log import kept_until_changed
from meetings.models import Body, Council
from meetings.pages import pagination
from meetings.pages.council_seats import TABLES_OF_COUNCIL_SEATS, CouncilSeats, council_seats
from meetings.pages.filters import FILLED, AppointmentFilter
from meetings.pages.pagination import Page
from meetings.pages.parameters import Parameters
from meetings.pages.seats import CountedSeats, SeatRow, count_seats, seat_balance, seat_rows
from meetings.people.kept_seats import SeatsByBody, all_seats
from meetings.people.seats import Seat, seats_on

# Chosen by hand: a page is of some hundred rows at most.
BODIES_A_PAGE = 10
# A body with more seats than this stands on a page of several with the first of them alone. Chosen by hand, above what
# a board or a committee has.
MOST_SEATS_OF_ONE = 25
FIRST_SEATS_OF_MANY = 10


@dataclass(frozen=True)
class BodySeats:
    """A body with those of its seats that are shown, and where all of them are, '' where these are all."""

    body: Body
    rows: tuple[SeatRow, ...]
    all_seats_url: str = ""


def body_seats_on_day(filters: AppointmentFilter, parameters: Parameters, bodies: Iterable[Body]) -> dict[str, Any]:
    """Who sits in which body on the day that the filters say, or today.

    `filters` have been checked; `bodies` are those that somebody was appointed to, in their order.
    Gives the template's `day`, the `page` of bodies, their seats as `bodies`,
    and on the first page the members of the `councils` themselves and the `balance` of all bodies.
    """
    values = filters.values()
    day = values.get("dato") or timezone.localdate()
    body_wanted = values.get("hverv")
    is_narrowed = bool(values.keys() & {"kommune", "person", "plads"})
    shown: dict[int, list[Seat]] = {}
    for body, seats in all_seats().items():
        if body_wanted and body != body_wanted.pk:
            continue
        on_day = seats_on(seats, day)
        wanted = [seat for seat in on_day if _is_wanted(seat, values, day)] if is_narrowed else list(on_day)
        if wanted or (not is_narrowed and any(seat.since <= day for seat in seats)):
            shown[body] = wanted
    is_of_all = not is_narrowed and not body_wanted

    def counted() -> CountedSeats:
        return _counted.all(day) if is_of_all else count_seats(chain.from_iterable(shown.values()), day)

    listed = [body for body in bodies if body.pk in shown]
    page = pagination.page_of(listed, parameters, size=BODIES_A_PAGE, count=len(listed))
    cut = {body.pk for body in page.rows if page.count > 1 and len(shown[body.pk]) > MOST_SEATS_OF_ONE}
    first_seats = (shown[body.pk][: FIRST_SEATS_OF_MANY if body.pk in cut else None] for body in page.rows)
    of_page = seat_rows(chain.from_iterable(first_seats), day)
    return {
        "day": day,
        "page": page,
        "bodies": _with_rows(page, of_page, cut, parameters.without(pagination.PARAMETER)),
        "councils": _councils(values, day) if page.number == 1 else (),
        "balance": seat_balance(counted()) if page.number == 1 else None,
    }


class _CountedSeats:
    """All seats of one day, counted: kept while they are the same."""

    def __init__(self) -> None:
        self._kept: tuple[SeatsByBody, date, CountedSeats] | None = None

    def all(self, day: date) -> CountedSeats:
        seats, kept = all_seats(), self._kept
        if kept and kept[0] is seats and kept[1] == day:
            return kept[2]
        counted = count_seats(chain.from_iterable(seats_on(of_body, day) for of_body in seats.values()), day)
        self._kept = (seats, day, counted)
        return counted


_counted = _CountedSeats()


def _councils(values: Mapping[str, Any], day: date) -> list[CouncilSeats]:
    """The councils with those of their members that are asked for; none where a body or empty seats are."""
    if values.get("hverv") or values.get("plads") not in (None, FILLED):
        return []
    municipality, person = values.get("kommune"), values.get("person")
    listed = _council_seats_today() if day == timezone.localdate() else council_seats(Council.objects.shown(), day)
    narrowed = (
        replace(
            one,
            members=tuple(
                member
                for member in one.members
                if (not municipality or member.municipality_id == municipality.pk)
                and (not person or member.person_id == person.pk)
            ),
        )
        for one in listed
    )
    return [one for one in narrowed if one.members]


@kept_until_changed(*TABLES_OF_COUNCIL_SEATS, until_midnight=True)
def _council_seats_today() -> list[CouncilSeats]:
    return council_seats(Council.objects.shown(), timezone.localdate())


def _is_wanted(seat: Seat, values: Mapping[str, Any], day: date) -> bool:
    municipality, person, vacancy = (values.get(name) for name in ("kommune", "person", "plads"))
    return (
        (not municipality or seat.latest_on(day).municipality == municipality.pk)
        and (not person or seat.person == person.pk)
        and (not vacancy or seat.is_empty != (vacancy == FILLED))
    )


def _with_rows(page: Page[Body], rows: list[SeatRow], cut: Set[int], parameters: Parameters) -> list[BodySeats]:
    by_body: dict[int, list[SeatRow]] = {}
    for row in rows:
        by_body.setdefault(row.first.body_id, []).append(row)
    return [
        BodySeats(
            body,
            tuple(by_body.get(body.pk, ())),
            parameters.with_value("hverv", body.slug).url if body.pk in cut else "",
        )
        for body in page.rows
    ]
