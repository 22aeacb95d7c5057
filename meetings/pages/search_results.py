"""What a search's page shows of the results, and the choices beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.models import AgendaItem
from meetings.pages import facets
from meetings.pages.charts.hits_by_year import HitsByYearChart, hits_by_year_chart
from meetings.pages.filters import ORDERS
from meetings.pages.parameters import Parameters
from meetings.pages.requested_search import RequestedSearch
from meetings.pages.snippets import Snippet, best_snippet
from meetings.search.clauses import Term
from meetings.search.highlight import HighlightedSegment, highlight
from meetings.search.request import RELEVANCE


@dataclass(frozen=True)
class SearchResult:
    """An item that was found, with what was searched for marked in its title and in a passage of its texts."""

    item: AgendaItem
    title: tuple[HighlightedSegment, ...]
    snippet: Snippet | None


@dataclass(frozen=True)
class OrderChoice:
    """An order of the results, with the address of the search in it."""

    label: str
    url: str
    is_chosen: bool


def hits_chart(counts: Mapping[int, int], kept: Parameters) -> HitsByYearChart | None:
    """Hits over the years, given the count of each; the address of the year that is chosen leads back to all years.

    `kept` are the search's parameters without the state of its page.
    """
    chosen = int(kept.get("aar")) if kept.get("aar") else None
    return hits_by_year_chart(
        counts, chosen, lambda year: kept.with_value("aar", "" if year == chosen else str(year)).url
    )


def search_result(item: AgendaItem, terms: Sequence[Term]) -> SearchResult:
    """The item with the terms marked in its title and in the passage that has most of them."""
    return SearchResult(item, highlight(item.title, terms), best_snippet(item, terms))


def order_choices(search: RequestedSearch, parameters: Parameters) -> list[OrderChoice]:
    """The orders to choose from; without words there is no relevance."""
    kept = parameters.without(*facets.PAGE_STATE)
    return [
        OrderChoice(
            label,
            kept.with_value("orden", "" if word == search.natural_order else word).url,
            word == search.order,
        )
        for word, label in ORDERS.items()
        if word != RELEVANCE or search.query.ranking
    ]


def parameters_kept_by_form(parameters: Parameters) -> Mapping[str, str]:
    """The search form's hidden fields: every filter that is set and has no visible field in it."""
    return parameters.without("q", "fra", "til", "ordret", *facets.PAGE_STATE).values
