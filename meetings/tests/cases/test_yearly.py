"""Which days of a case are its yearly return."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.cases.yearly import DatedItem, yearly_returns


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param("2024-06-14 2025-06-13", ["2025-06-13 2024-06-14"], id="the same month"),
        pytest.param("2024-05-31 2025-06-13", ["2025-06-13 2024-05-31"], id="the month before"),
        pytest.param("2024-07-01 2025-06-13", ["2025-06-13 2024-07-01"], id="the month after"),
        pytest.param("2024-01-10 2025-12-12", [], id="on both sides of a new year, two years later"),
        pytest.param("2024-12-10 2026-01-12", ["2026-01-12 2024-12-10"], id="and the other way"),
        pytest.param("2023-06-01 2026-06-01", [], id="with years between"),
        pytest.param("2022-06-01 2024-06-01 2026-06-01", [], id="every second year"),
        pytest.param("2022-06-01 2023-06-01 2025-06-01", ["2025-06-01 2023-06-01 2022-06-01"], id="one year missing"),
        pytest.param("2019-06-01 2024-06-01 2025-06-01", ["2025-06-01 2024-06-01"], id="it began to return"),
        pytest.param("2020-06-01 2021-06-01 2025-06-01", [], id="it was on once more, years later"),
        pytest.param("2024-06-14 2025-09-13", [], id="another time of the year"),
        pytest.param("2024-12-10 2025-01-12", [], id="a month later"),
        pytest.param("2025-01-10 2025-12-12", [], id="twice in one year"),
        pytest.param("2024-06-14", [], id="once"),
        pytest.param("", [], id="never"),
        pytest.param(
            "2024-05-14 2024-06-14 2025-06-13", ["2025-06-13 2024-06-14"], id="twice that year, the nearest counts"
        ),
        pytest.param(
            "2024-03-14 2024-09-14 2025-03-13 2025-09-12",
            ["2025-09-12 2024-09-14", "2025-03-13 2024-03-14"],
            id="spring and autumn",
        ),
        pytest.param("2024-03-14 2024-06-14 2024-09-14 2025-03-13 2025-06-12 2025-09-12", [], id="on every meeting"),
        pytest.param(
            "2023-06-14 2024-06-14 2025-06-13 2025-11-01", ["2025-06-13 2024-06-14 2023-06-14"], id="once more besides"
        ),
    ],
)
def test_turns(days: str, expected: list[str]) -> None:
    found = yearly_returns(DatedItem(date.fromisoformat(day), number) for number, day in enumerate(days.split()))
    assert [" ".join(some.day.isoformat() for some in turn.items) for turn in found] == expected


@given(st.lists(st.builds(DatedItem, st.dates(date(2015, 1, 1), date(2026, 12, 31)), st.integers(1, 9)), max_size=12))
def test_a_turn_has_one_occurrence_a_year_and_none_is_in_two(occurrences: list[DatedItem]) -> None:
    found = yearly_returns(occurrences)
    used = [some for turn in found for some in turn.items]
    assert len(used) == len(set(used))
    for turn in found:
        assert len(set(turn.years)) == len(turn.years) >= 2
        assert turn.latest > turn.before
        assert turn.month == turn.latest.day.month


@pytest.mark.parametrize(
    ("known_until", "returns"),
    [("2025-06-13", True), ("2026-07-31", True), ("2026-12-31", True), ("2027-07-31", True), ("2027-08-31", False)],
)
def test_what_has_not_returned_for_years_returns_no_more(known_until: str, returns: bool) -> None:
    items = [DatedItem(date(2024, 6, 14), 1), DatedItem(date(2025, 6, 13), 2)]
    assert bool(yearly_returns(items, date.fromisoformat(known_until))) is returns
