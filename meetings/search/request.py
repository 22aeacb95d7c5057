"""A search as it is asked for, and what is found on the way to its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from meetings.search import bounds, facets
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
    def tsquery(self) -> str:
        """The words and facets in PostgreSQL's words; '' where everything matches."""
        parts = [self.query.tsquery, *map(facets.facet_lexeme, self.facets)]
        return " & ".join(part for part in parts if part)

    @property
    def is_ranked(self) -> bool:
        """Whether results are ordered by their words rather than by date."""
        return self.order == RELEVANCE and bool(self.query.ranking)

    @property
    def has_no_words(self) -> bool:
        """Whether something was typed that holds no word to search for."""
        return bool(self.query.text) and self.query.is_empty


# The key of an item and the day of its meeting.
DatedItem = tuple[int, date]


@dataclass(frozen=True)
class SearchMatches:
    """What matches a search, before it is ranked.

    `facets` are the counts by a facet's number, the newest bounds.COUNTED_DAYS days among them. `ranked` are the keys
    of the items to be ordered by relevance, `unranked` the items behind them, in the order of their dates.
    """

    facets: Counter[int] = field(default_factory=Counter)
    ranked: tuple[int, ...] = ()
    unranked: tuple[DatedItem, ...] = ()
    is_exact: bool = True

    @classmethod
    def split(
        cls, request: SearchRequest, counted: Counter[int], items: Sequence[DatedItem], *, is_exact: bool
    ) -> SearchMatches:
        """The matches of a request: of its items in order the first bounds.RANKED are ranked, where any are."""
        ranked = bounds.RANKED if request.is_ranked else 0
        return cls(counted, tuple(key for key, _ in items[:ranked]), tuple(items[ranked:]), is_exact)

    @property
    def count(self) -> int:
        return self.facets[facets.EVERY_ITEM]

    def __add__(self, other: SearchMatches) -> SearchMatches:
        counted = self.facets + other.facets
        days = sorted(number for number in counted if facet_kind_and_value(number)[0] == FacetKind.DAY)
        for number in days[: -bounds.COUNTED_DAYS]:
            del counted[number]
        return SearchMatches(
            counted,
            self.ranked + other.ranked,
            self.unranked + other.unranked,
            self.is_exact and other.is_exact,
        )
