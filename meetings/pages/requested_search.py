"""A search as its filters ask for it: the query read from what was typed, the request, and its answer."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from meetings.models.choices import CASE_TYPE_NUMBERS, OUTCOME_NUMBERS
from meetings.pages.filters import AgendaItemFilter
from meetings.search.archive_names import ArchiveNames
from meetings.search.did_you_mean import AnsweredSearch, search_with_replacements
from meetings.search.facets import FacetKind, day_facet, facet_number, year_facet
from meetings.search.query import Query, parse_query
from meetings.search.request import NEWEST, RELEVANCE, SearchRequest

# The facet that a filter's value asks for, by the filter's name.
_FACET_OF: Mapping[str, Callable[[Any], int]] = {
    "aar": year_facet,
    "udfald": lambda outcome: facet_number(FacetKind.OUTCOME, OUTCOME_NUMBERS[outcome]),
    "sagstype": lambda case_type: facet_number(FacetKind.CASE_TYPE, CASE_TYPE_NUMBERS[case_type]),
    "kommune": lambda municipality: facet_number(FacetKind.MUNICIPALITY, municipality.pk),
    "emne": lambda topic: facet_number(FacetKind.TOPIC, topic.pk),
    "moede": day_facet,
    "raad": lambda council: facet_number(FacetKind.COUNCIL, council.pk),
}


class RequestedSearch:
    """The search that filters ask for. Raises MalformedParameter where a value means nothing."""

    def __init__(self, filters: AgendaItemFilter) -> None:
        filters.check()
        self.filters = filters
        self._cleaned: Mapping[str, Any] = filters.form.cleaned_data
        # Whether words are searched for as typed: nothing put in their place, nothing added.
        self._as_typed = bool(self._cleaned["ordret"])

    @cached_property
    def _archive_names(self) -> ArchiveNames:
        return ArchiveNames(as_typed=self._as_typed)

    @cached_property
    def query(self) -> Query:
        """What was typed, read."""
        return self.read_query(self._cleaned["q"])

    def read_query(self, text: str) -> Query:
        """Any text read as this search reads what is typed."""
        return parse_query(text, self._archive_names)

    @property
    def natural_order(self) -> str:
        """The order where the address asks for none."""
        return RELEVANCE if self.query.ranking else NEWEST

    @property
    def order(self) -> str:
        chosen: str = self._cleaned["orden"]
        return chosen or self.natural_order

    @property
    def request(self) -> SearchRequest:
        chosen = [facet_of(self._cleaned[name]) for name, facet_of in _FACET_OF.items() if self._cleaned[name]]
        return SearchRequest(self.query, tuple(chosen), self._cleaned["fra"], self._cleaned["til"], self.order)

    def answer(self) -> AnsweredSearch:
        """What is found; where nothing has all words, what was searched for in their place."""
        return search_with_replacements(self.request, self._archive_names, as_typed=self._as_typed)
