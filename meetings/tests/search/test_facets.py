"""The numbers of what an item can be narrowed by go there and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search import facets
from meetings.search.facets import FacetKind


@given(st.sampled_from(FacetKind), st.integers(0, 9_999_999))
def test_a_facet_is_one_kind_and_value(kind: FacetKind, value: int) -> None:
    number = facets.facet_number(kind, value)
    assert facets.facet_kind_and_value(number) == (kind, value)
    assert facets.facet_of_lexeme(facets.facet_lexeme(number)) == number
    assert 0 <= number < 2**31  # an integer of PostgreSQL's


@given(st.dates())
def test_a_day_has_its_year_month_and_day(day: date) -> None:
    values = dict(facets.facet_kind_and_value(number) for number in facets.date_facets(day))
    assert values == {
        FacetKind.YEAR: day.year,
        FacetKind.MONTH: 12 * day.year + day.month - 1,
        FacetKind.DAY: day.toordinal(),
    }
    assert date.fromordinal(values[FacetKind.DAY]) == day
    assert divmod(values[FacetKind.MONTH], 12) == (day.year, day.month - 1)


@pytest.mark.parametrize(
    ("number", "lexeme"),
    [
        pytest.param(facets.EVERY_ITEM, "F0", id="every item"),
        pytest.param(facets.year_facet(2024), "F10002024", id="a year"),
        pytest.param(facets.facet_number(FacetKind.MUNICIPALITY, 7), "F50000007", id="a municipality"),
        pytest.param(facets.month_facet(2024, 6), "F80024293", id="a month"),
    ],
)
def test_numbers_stand_in_the_index_and_stay(number: int, lexeme: str) -> None:
    assert facets.facet_lexeme(number) == lexeme


def test_days_and_months_are_not_counted_by_themselves() -> None:
    numbers = [facets.EVERY_ITEM, *facets.date_facets(date(2024, 6, 21)), facets.facet_number(FacetKind.TOPIC, 3)]
    assert facets.countable_facets(numbers) == [
        facets.EVERY_ITEM,
        facets.year_facet(2024),
        facets.facet_number(FacetKind.TOPIC, 3),
    ]
