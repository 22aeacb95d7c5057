"""What a search's page shows of the results, and the choices beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from meetings.models import AgendaItem
from meetings.pages import facets
from meetings.pages.charts.hits_by_year import HitsByYearChart, hits_by_year_chart
from meetings.pages.filters import ORDERS
from meetings.pages.parameters import Parameters
from meetings.pages.reasons import Reason, reasons_of
from meetings.pages.requested_search import RequestedSearch
from meetings.pages.snippets import Snippet, best_snippet, decided_snippet
from meetings.search.highlight import HighlightedSegment, highlight
from meetings.search.query import Query
from meetings.search.request import RELEVANCE


@dataclass(frozen=True)
class SearchResult:
    """An item that was found, with what was searched for marked in its title and in passages of its texts.

    `decided` is what was decided of it, `snippet` the passage that fits best, which a page shows besides where
    `has_more_in_snippet`; `reasons` are what it was found by where neither says it.
    """

    item: AgendaItem
    title: tuple[HighlightedSegment, ...]
    decided: Snippet | None
    snippet: Snippet | None
    reasons: tuple[Reason, ...] = ()

    @property
    def has_more_in_snippet(self) -> bool:
        """Whether the passage says more of what was searched for than the decision does."""
        if self.snippet is None or self.decided is None:
            return self.snippet is not None
        return self.snippet.marks > self.decided.marks


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


def search_result(item: AgendaItem, query: Query) -> SearchResult:
    """The item with the query's terms marked in its title, in what was decided, and where most of them stand."""
    terms = query.terms
    decided, best = decided_snippet(item, terms), best_snippet(item, terms)
    shown = [item.title, *(passage.text for passage in (decided, best) if passage)]
    return SearchResult(item, highlight(item.title, terms), decided, best, reasons_of(item, query, shown))


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
