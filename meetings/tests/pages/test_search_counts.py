"""What a search page says of its counts: never more than is known."""

import pytest

from meetings.pages.facets import FilterCounts
from meetings.pages.search_counts import SearchCounts, search_counts
from meetings.search.answer import SearchAnswer
from meetings.search.query import Query
from meetings.search.request import NEWEST, OLDEST, SearchRequest

COMPLETE = FilterCounts({}, are_complete=True, years_are_exact=True)
FIRST_WITH_YEARS = FilterCounts({}, are_complete=False, years_are_exact=True)
FIRST = FilterCounts({}, are_complete=False, years_are_exact=False)


@pytest.mark.parametrize(
    ("answer", "filters", "order", "said"),
    [
        pytest.param(SearchAnswer(1), COMPLETE, NEWEST, SearchCounts("1 punkt"), id="one item"),
        pytest.param(SearchAnswer(5_312), COMPLETE, NEWEST, SearchCounts("5.312 punkter"), id="exact"),
        pytest.param(
            SearchAnswer(41_003, faceted=5_000),
            FIRST_WITH_YEARS,
            NEWEST,
            SearchCounts("41.003 punkter", of_facets="Bortset fra årene gælder tallene kun de nyeste 5.000 punkter."),
            id="exact, and the years too",
        ),
        pytest.param(
            SearchAnswer(41_003, faceted=5_000),
            FIRST_WITH_YEARS,
            OLDEST,
            SearchCounts("41.003 punkter", of_facets="Bortset fra årene gælder tallene kun de ældste 5.000 punkter."),
            id="the oldest first",
        ),
        pytest.param(
            SearchAnswer(980_000, faceted=5_000, is_exact=False, is_estimate=True, years_are_exact=False),
            FIRST,
            NEWEST,
            SearchCounts(
                "Omkring 980.000 punkter",
                of_facets="Her gælder tallene kun de nyeste 5.000 punkter.",
                of_years="Der er for mange punkter til at tælle dem år for år.",
            ),
            id="about so many",
        ),
        pytest.param(
            SearchAnswer(12, faceted=12, is_exact=False, years_are_exact=False),
            FIRST,
            NEWEST,
            SearchCounts(
                "Mindst 12 punkter",
                of_phrase="Om ordene står sammen, er kun undersøgt i de 3.000 nyeste punkter, der har dem alle. "
                "Afgræns søgningen for at finde flere.",
                of_facets="Tallene gælder de punkter, der er fundet.",
                of_years="Der er for mange punkter til at tælle dem år for år.",
            ),
            id="a phrase that not all were looked at for",
        ),
        pytest.param(
            SearchAnswer(300),
            FIRST,
            NEWEST,
            SearchCounts(
                "300 punkter",
                of_facets="Her gælder tallene kun de nyeste 5.000 punkter.",
                of_years="Der er for mange punkter til at tælle dem år for år.",
            ),
            id="few of a chosen year, and of all years too many",
        ),
    ],
)
def test_what_is_said(answer: SearchAnswer, filters: FilterCounts, order: str, said: SearchCounts) -> None:
    assert search_counts(answer, SearchRequest(Query("kvote"), order=order), filters) == said
