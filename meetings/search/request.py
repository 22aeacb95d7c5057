"""A search as it is asked: words, facets, a period, an order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from meetings.search.facets import FacetKind, facet_kind_and_value
from meetings.search.query import Query

RELEVANCE, NEWEST, OLDEST = "relevans", "nyeste", "aeldste"


@dataclass(frozen=True)
class SearchRequest:
    """A search: what was typed, and what it is narrowed by.

    Items have to match the `query` (everything does where nothing was typed), have every one of the `facets`, and be
    of a meeting from the day `first` to the day `last`, both included. `order` is RELEVANCE, NEWEST or OLDEST.
    """

    query: Query
    facets: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    order: str = RELEVANCE

    def without(self, kind: FacetKind) -> SearchRequest:
        """The same search, not narrowed by facets of that kind."""
        return replace(self, facets=tuple(number for number in self.facets if facet_kind_and_value(number)[0] != kind))

    @property
    def is_ranked(self) -> bool:
        """Whether results are ordered by their words rather than by date."""
        return self.order == RELEVANCE and bool(self.query.ranking)

    @property
    def has_no_words(self) -> bool:
        """Whether something was typed that holds no word to search for."""
        return bool(self.query.text) and self.query.is_empty

    @property
    def rankings(self) -> tuple[str, ...]:
        """The words to rank by: as they are searched for and, where that is more, as they are by themselves.

        Both count, so a noun stands before the verb that looks like it: *løb* before *løbe*.
        """
        clauses = tuple(clause.without_related_words for clause in self.query.clauses)
        return tuple(dict.fromkeys((self.query.ranking, replace(self.query, clauses=clauses).ranking)))
