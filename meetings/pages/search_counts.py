"""What a search page says of its counts: exact, at least, about, and of which of the matches."""

from dataclasses import dataclass

from meetings.danish.numbers import format_number
from meetings.danish.plurals import counted
from meetings.pages.facets import FilterCounts
from meetings.search import bounds
from meetings.search.answer import SearchAnswer
from meetings.search.request import OLDEST, SearchRequest


@dataclass(frozen=True)
class SearchCounts:
    """Sentences for the reader, '' where there is nothing to be said.

    `heading` is how many items were found, `of_phrase` that not all were looked at, `of_facets` which of the matches
    the counts beside the results are about, `of_years` why there is no chart of the years.
    """

    heading: str
    of_phrase: str = ""
    of_facets: str = ""
    of_years: str = ""


def search_counts(answer: SearchAnswer, request: SearchRequest, filters: FilterCounts) -> SearchCounts:
    """What is to be said of the answer to that request, and of the counts by which it can be narrowed."""
    items = counted(answer.count, "punkt", "punkter")
    first = "ældste" if request.order == OLDEST else "nyeste"
    of_years = "" if filters.years_are_exact else "Der er for mange punkter til at tælle dem år for år."
    if not answer.is_exact and not answer.is_estimate:
        looked_at = format_number(bounds.MAX_RECHECKED)
        return SearchCounts(
            heading=f"Mindst {items}",
            of_phrase=f"Om ordene står sammen, er kun undersøgt i de {looked_at} {first} punkter, der har dem alle. "
            "Afgræns søgningen for at finde flere.",
            of_facets="Tallene gælder de punkter, der er fundet.",
            of_years=of_years,
        )
    of_first = f"tallene kun de {first} {format_number(bounds.MAX_COUNTED)} punkter."
    besides = "Bortset fra årene gælder" if filters.years_are_exact else "Her gælder"
    return SearchCounts(
        heading=f"Omkring {items}" if answer.is_estimate else items,
        of_facets="" if filters.are_complete else f"{besides} {of_first}",
        of_years=of_years,
    )
