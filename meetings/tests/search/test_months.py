"""The archive's months in runs: together they are all months, in whatever order, and the first is as long as needed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from meetings.search.months import months_between, runs_of

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(
    first=DAYS,
    last=DAYS,
    expected=st.floats(0, 10_000_000),
    wanted=st.integers(1, 10_000),
    at_most_two=st.booleans(),
    is_newest_first=st.booleans(),
)
def test_all_runs_together_are_all_months_in_their_order(
    first: date, last: date, expected: float, wanted: int, at_most_two: bool, is_newest_first: bool
) -> None:
    months = months_between(first, last)
    if is_newest_first:
        months.reverse()
    runs = list(runs_of(months, expected=expected, wanted=wanted, at_most_two=at_most_two))
    assert [month for run in runs for month in run] == months
    assert all(runs)
    if at_most_two:
        assert len(runs) <= 2
    else:
        assert all(len(run) >= sum(map(len, runs[:place])) for place, run in list(enumerate(runs))[:-1])


def test_the_first_run_has_a_little_more_than_enough_where_matches_are_spread_evenly() -> None:
    months = months_between(date(2005, 1, 1), date(2024, 12, 31))
    first, *_ = runs_of(months, expected=240_000, wanted=5_000)
    assert len(first) == 7


def test_no_months_are_no_runs() -> None:
    assert list(runs_of(months_between(date(2024, 2, 1), date(2024, 1, 31)), expected=1, wanted=1)) == []
