"""Who sits in a body on a day, from what was decided of its seats."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.people.seats import Seat, SeatDecision, periods_between, seats, seats_on, years_of_period

ADA, BO, CAI, DAN = 1, 2, 3, 4
NOBODY = None
_FAR = date(2050, 1, 1)


def decided(*decisions: tuple[str, int | None, dict[str, object]]) -> list[SeatDecision]:
    """Appointments, each with the meeting's day, the person and what else is known; those of one day are one item."""
    return [
        SeatDecision(
            **{  # type: ignore[arg-type]  # `more` is of several types
                "key": key,
                "item": date.fromisoformat(day).toordinal(),
                "decided": date.fromisoformat(day),
                "person": person,
                **more,
            }
        )
        for key, (day, person, more) in enumerate(decisions, start=1)
    ]


def sitting(decisions: Sequence[SeatDecision], day: str) -> list[int | None]:
    return [seat.person for seat in seats_on(seats(decisions), date.fromisoformat(day))]


FROM_AUGUST = {"starts": date(2024, 8, 1)}
OF_THE_PERIOD = {"starts": date(2022, 1, 1)}


@pytest.mark.parametrize(
    ("decisions", "day", "expected"),
    [
        pytest.param([], "2024-01-01", [], id="nothing decided"),
        pytest.param([("2024-03-01", ADA, {})], "2024-02-29", [], id="not before the meeting"),
        pytest.param([("2024-03-01", ADA, {})], "2024-03-01", [ADA], id="from the meeting's day"),
        pytest.param([("2024-03-01", ADA, {})], "2040-01-01", [ADA], id="until something ends it"),
        pytest.param([("2024-03-01", ADA, FROM_AUGUST)], "2024-07-31", [], id="not before the day that is named"),
        pytest.param([("2024-03-01", ADA, FROM_AUGUST)], "2024-08-01", [ADA], id="from the day that is named"),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2024-03-01", BO, {"replaces": ADA})],
            "2024-02-29",
            [ADA],
            id="the predecessor until the day before",
        ),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2024-03-01", BO, {"replaces": ADA})],
            "2024-03-01",
            [BO],
            id="the successor from the day",
        ),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2024-03-01", BO, {"replaces": ADA, **FROM_AUGUST})],
            "2024-07-31",
            [ADA],
            id="a successor from a later day: until then the predecessor",
        ),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2024-03-01", BO, {"replaces": CAI})],
            "2024-03-01",
            [ADA, BO],
            id="a predecessor who never sat ends nobody",
        ),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2024-03-01", BO, {})],
            "2024-03-01",
            [ADA, BO],
            id="in nobody's place: both sit",
        ),
        pytest.param(
            [
                ("2022-03-01", ADA, {}),
                ("2023-03-01", BO, {"replaces": ADA}),
                ("2024-03-01", ADA, {"replaces": BO}),
            ],
            "2024-03-01",
            [ADA],
            id="back again",
        ),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2024-03-01", NOBODY, {})],
            "2024-03-01",
            [ADA, NOBODY],
            id="an empty seat ends nobody",
        ),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2024-03-01", NOBODY, {"replaces": ADA})],
            "2024-03-01",
            [NOBODY],
            id="an empty seat after somebody ends theirs",
        ),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2024-03-01", NOBODY, {"replaces": ADA}), ("2024-06-01", BO, {"replaces": ADA})],
            "2024-06-01",
            [BO],
            id="the empty seat after somebody is filled in their place",
        ),
        pytest.param(
            [("2023-03-01", NOBODY, {}), ("2024-03-01", BO, {})],
            "2024-03-01",
            [BO],
            id="an empty seat is filled by the next in nobody's place",
        ),
        pytest.param(
            [("2023-03-01", NOBODY, {}), ("2024-03-01", BO, {"replaces": ADA})],
            "2024-03-01",
            [NOBODY, BO],
            id="the seat of somebody else is not the empty one",
        ),
        pytest.param(
            [("2023-03-01", NOBODY, {"role": "suppleant"}), ("2024-03-01", BO, {"role": "medlem"})],
            "2024-03-01",
            [NOBODY, BO],
            id="another role is another seat",
        ),
        pytest.param(
            [("2023-03-01", NOBODY, {"party": 1}), ("2024-03-01", BO, {"party": 2})],
            "2024-03-01",
            [NOBODY, BO],
            id="another party's seat is another",
        ),
        pytest.param(
            [("2023-03-01", NOBODY, {"party": 1}), ("2024-03-01", BO, {"role": "medlem", "party": 1})],
            "2024-03-01",
            [BO],
            id="what only one of them tells does not differ",
        ),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2023-03-01", NOBODY, {})],
            "2023-03-01",
            [ADA, NOBODY],
            id="who is appointed beside an empty seat does not fill it",
        ),
        pytest.param(
            [("2023-03-01", NOBODY, {}), ("2023-03-01", NOBODY, {}), ("2024-03-01", ADA, {})],
            "2024-03-01",
            [NOBODY, ADA],
            id="one fills one of two empty seats",
        ),
        pytest.param(
            [
                ("2023-03-01", NOBODY, {}),
                ("2023-03-01", NOBODY, {}),
                ("2024-03-01", ADA, {}),
                ("2024-03-01", NOBODY, {}),
            ],
            "2024-03-01",
            [ADA, NOBODY],
            id="what is still empty is not empty twice",
        ),
        pytest.param(
            [("2023-03-01", NOBODY, {"party": 1}), ("2024-03-01", NOBODY, {"party": 2})],
            "2024-03-01",
            [NOBODY, NOBODY],
            id="empty seats of two parties are two",
        ),
        pytest.param(
            [
                ("2023-03-01", ADA, {}),
                ("2024-03-01", BO, {"replaces": ADA}),
                ("2024-03-01", ADA, {"role": "formand", "replaces": CAI}),
            ],
            "2024-03-01",
            [BO, ADA],
            id="two change places in one item, the leaver first",
        ),
        pytest.param(
            [
                ("2023-03-01", ADA, {}),
                ("2024-03-01", ADA, {"role": "formand", "replaces": CAI}),
                ("2024-03-01", BO, {"replaces": ADA}),
            ],
            "2024-03-01",
            [ADA, BO],
            id="two change places in one item, the leaver last",
        ),
        pytest.param(
            [("2023-03-01", ADA, {}), ("2024-03-01", ADA, {"replaces": ADA})],
            "2024-03-01",
            [ADA],
            id="in one's own place",
        ),
        pytest.param(
            [("2022-03-01", ADA, OF_THE_PERIOD), ("2024-03-01", BO, {"replaces": ADA, **OF_THE_PERIOD})],
            "2023-01-01",
            [ADA],
            id="a successor for the rest of the period: not before the decision",
        ),
        pytest.param(
            [("2022-03-01", ADA, OF_THE_PERIOD), ("2024-03-01", BO, {"replaces": ADA, **OF_THE_PERIOD})],
            "2024-03-01",
            [BO],
            id="a successor for the rest of the period: from the decision",
        ),
        pytest.param(
            [("2022-03-01", ADA, {}), ("2024-03-01", BO, {"replaces": ADA, "starts": date(2024, 1, 1)})],
            "2024-01-01",
            [BO],
            id="a successor from a day before the decision",
        ),
        pytest.param([("2024-03-01", ADA, OF_THE_PERIOD)], "2022-01-01", [ADA], id="from before the decision"),
        pytest.param([("2021-03-01", ADA, {})], "2022-01-01", [ADA], id="a new period ends nobody's time"),
    ],
)
def test_who_sits(decisions: list[tuple[str, int | None, dict[str, object]]], day: str, expected: list[int]) -> None:
    assert sorted(sitting(decided(*decisions), day), key=str) == sorted(expected, key=str)


def test_a_seat_tells_since_when_until_when_and_who_came_after() -> None:
    ada, bo = seats(decided(("2023-03-01", ADA, {}), ("2024-03-01", BO, {"replaces": ADA})))
    assert (ada.since, ada.until) == (date(2023, 3, 1), date(2024, 3, 1))
    assert ada.ended_by
    assert (ada.ended_by.person, bo.since, bo.until, bo.ended_by) == (BO, date(2024, 3, 1), None, None)


@pytest.mark.parametrize(
    ("day", "key", "role", "is_deputy"),
    [
        pytest.param("2021-01-01", 1, "suppleant", True, id="before it begins"),
        pytest.param("2023-01-01", 1, "suppleant", True, id="as first appointed"),
        pytest.param("2024-06-01", 2, "medlem", False, id="as appointed again"),
        pytest.param("2025-06-01", 3, "medlem", False, id="again without a role: the role stays"),
    ],
)
def test_somebody_appointed_again_keeps_the_seat(day: str, key: int, role: str, is_deputy: bool) -> None:
    (seat,) = seats(
        decided(
            ("2022-03-01", ADA, {"role": "suppleant"}),
            ("2024-03-01", ADA, {"role": "medlem"}),
            ("2025-03-01", ADA, {}),
        )
    )
    on = date.fromisoformat(day)
    assert seat.since == date(2022, 3, 1)
    assert (seat.latest_on(on).key, seat.role_on(on), seat.is_deputy_on(on)) == (key, role, is_deputy)


@pytest.mark.parametrize(
    ("chosen", "day", "expected"),
    [
        pytest.param("2022-01-01", "2025-12-31", 0, id="one period"),
        pytest.param("2025-12-31", "2026-01-01", 1, id="over new year after an election"),
        pytest.param("2024-12-31", "2025-01-01", 0, id="over another new year"),
        pytest.param("2021-12-31", "2030-01-01", 3, id="several"),
        pytest.param("2009-12-31", "2010-01-01", 1, id="earlier periods"),
        pytest.param("2026-01-01", "2025-12-31", 0, id="chosen for the next one"),
        pytest.param("0001-01-01", "9999-12-31", 2500, id="the first and the last day there is"),
    ],
)
def test_periods_follow_the_municipal_elections(chosen: str, day: str, expected: int) -> None:
    assert periods_between(date.fromisoformat(chosen), date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("day", "years"),
    [
        pytest.param("2022-01-01", (2022, 2025), id="its first day"),
        pytest.param("2029-12-31", (2026, 2029), id="its last day"),
        pytest.param("2021-12-31", (2018, 2021), id="the one before"),
    ],
)
def test_a_period_has_four_years(day: str, years: tuple[int, int]) -> None:
    assert years_of_period(date.fromisoformat(day)) == years


DAYS = st.integers(0, 60).map(lambda days: date(2024, 1, 1) + timedelta(days=days))
PEOPLE = st.none() | st.integers(1, 4)


@st.composite
def histories(draw: st.DrawFn) -> list[SeatDecision]:
    """A body's appointments in the order of their meetings, each from the meeting's day or a later one."""
    known = sorted(
        draw(st.lists(st.tuples(DAYS, st.integers(0, 2), PEOPLE, PEOPLE, st.none() | DAYS), max_size=12)),
        key=lambda one: one[:2],
    )
    return [
        SeatDecision(key, day.toordinal() * 10 + item, day, person, replaces, max(day, starts) if starts else None)
        for key, (day, item, person, replaces, starts) in enumerate(known)
    ]


@given(histories(), DAYS)
def test_nobody_sits_twice_and_every_seat_was_given(decisions: list[SeatDecision], day: date) -> None:
    every = seats(decisions)
    on_the_day = [seat.person for seat in seats_on(every, day) if not seat.is_empty]
    assert len(on_the_day) == len(set(on_the_day))
    assert sorted(one.key for seat in every for one in seat.decisions) == sorted(one.key for one in decisions)
    for seat in every:
        assert seat.until is None or seat.until >= seat.since
        assert (seat.until is None) == (seat.ended_by is None)
        assert {one.person for one in seat.decisions} == {seat.person}


@given(histories(), DAYS)
def test_what_is_decided_for_later_changes_nothing_before(decisions: list[SeatDecision], day: date) -> None:
    known_by_then = [one for one in decisions if one.begins <= day]

    def on_the_day(every: Sequence[Seat]) -> list[tuple[int, int]]:
        return [(seat.first.key, seat.latest_on(day).key) for seat in seats_on(every, day)]

    assert on_the_day(seats(decisions)) == on_the_day(seats(known_by_then))


@given(histories())
def test_who_is_replaced_sits_no_more(decisions: list[SeatDecision]) -> None:
    if not decisions:
        return
    latest = max(decisions, key=lambda one: (one.begins, one.decided, one.item))
    in_that_item = [one for one in decisions if (one.begins, one.item) == (latest.begins, latest.item)]
    left = {one.replaces for one in in_that_item} - {one.person for one in in_that_item}
    assert not left & {seat.person for seat in seats_on(seats(decisions), _FAR) if not seat.is_empty}
