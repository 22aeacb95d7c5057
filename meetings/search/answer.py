"""A request -> its answer: how many items match, the best of them in order, and how many have each facet.

Two ways lead to it. Where some word of the query is rare, PostgreSQL's index gives the rows that match, and they are
counted (lookup.py). Where all are common, counting is done in sets of numbers, and only the rows to be ranked are
read (counting.py). Rows that were written since the sets were made are looked up the first way and added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.backends.utils import CursorWrapper

from meetings.counting import counted
from meetings.search import bounds
from meetings.search.lookup import look_up
from meetings.search.request import OLDEST, SearchMatches, SearchRequest
from meetings.search_numbers import one_moment

# Without them the planner reads the whole table for a common word, and starts other processes for a rare one, which
# takes longer than the search; `make bench-search` shows it.
_SETTINGS = (
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL jit = off",
    "SET LOCAL max_parallel_workers_per_gather = 0",
)
# What a word is worth by the weight of the text that it stands in: D (the rest), C (the recommendation), B (the
# decision), A (the title). Chosen by hand; `make relevance` (nDCG@10) notices a change.
_WEIGHTS = [0.1, 0.25, 0.5, 1.0]
# By how much a year more adds to a score, so that of equals the newer comes first: twenty years add a tenth. Chosen by
# hand; `make relevance` notices a change.
_BONUS_PER_YEAR = 0.005
# From where years are counted for that.
_EPOCH = date(2000, 1, 1)


@dataclass(frozen=True)
class SearchAnswer:
    """What a search found.

    `count` is how many items match, at least so many where it is not `is_exact`. `item_ids` are the keys of the best
    of them in order, at most bounds.MAX_RESULTS. `facets` says how many matches each facet has, by its number.
    """

    count: int = 0
    item_ids: tuple[int, ...] = ()
    facets: Mapping[int, int] = field(default_factory=dict)
    is_exact: bool = True


def answer_search(request: SearchRequest) -> SearchAnswer:
    """Count, order and facets of a search, all of one moment of the archive. Without words nothing is found."""
    if request.has_no_words:
        return SearchAnswer()
    with one_moment(*_SETTINGS) as cursor:
        found = _matches(cursor, request, is_ordered=True)
        ids = _best_item_ids(cursor, request, found)
    return SearchAnswer(found.count, ids, found.facets, found.is_exact)


def facet_counts(requests: Sequence[SearchRequest]) -> list[Counter[int]]:
    """For each of the requests: how many of the items that match have each facet, by its number."""
    if not requests:
        return []
    with one_moment(*_SETTINGS) as cursor:
        return [
            Counter() if request.has_no_words else _matches(cursor, request, is_ordered=False).facets
            for request in requests
        ]


def any_item_matches(tsquery: str) -> bool:
    """Whether any item of the archive matches a condition in PostgreSQL's words (`Query.tsquery`, `Term.tsquery`)."""
    with one_moment(*_SETTINGS) as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM meetings_searchrow WHERE vector @@ %s::tsquery)", [tsquery])
        (found,) = cursor.fetchone()
    return bool(found)


def _matches(cursor: CursorWrapper, request: SearchRequest, *, is_ordered: bool) -> SearchMatches:
    found = counted(cursor, request, is_ordered=is_ordered)
    return look_up(cursor, request, is_ordered=is_ordered) if found is None else found


def _best_item_ids(cursor: CursorWrapper, request: SearchRequest, found: SearchMatches) -> tuple[int, ...]:
    """The keys of the best items that were found, best first; one that is not ranked stands behind those that are."""
    keys = [_sort_key(request, item_id, day, 0) for item_id, day in found.unranked]
    if found.ranked:
        cursor.execute(
            "SELECT item_id, date, ts_rank(%s::real[], vector, %s::tsquery, 1) FROM meetings_searchrow"
            " WHERE item_id = ANY(%s)",
            [_WEIGHTS, request.query.ranking, list(found.ranked)],
        )
        keys += [_sort_key(request, *row) for row in cursor.fetchall()]
    return tuple(item_id for _, _, item_id in sorted(keys)[: bounds.MAX_RESULTS])


def _sort_key(request: SearchRequest, item_id: int, day: date, score: float) -> tuple[float, int, int]:
    """What an item is sorted by: its score with the bonus for newness, then its date, then its key."""
    days = (day - _EPOCH).days
    return -score * (1 + _BONUS_PER_YEAR * days / 365), days if request.order == OLDEST else -days, item_id
