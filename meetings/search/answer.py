"""A search's answer: how many items match, the best of them in order, and how many have what they can be narrowed by.

Two ways lead to it. Where some word of the query is rare, PostgreSQL's index gives the rows that match, and they are
counted (looking_up.py). Where all are common, counting is done in sets of numbers, and only the rows to be ranked are
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
from meetings.search.lookup import looked_up
from meetings.search.request import OLDEST, Asked, Found
from meetings.search_numbers import one_moment

# The planner would look for a common word by reading the whole table, and for a rare one it would start other
# processes, which takes longer than to look.
_SETTINGS = (
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL jit = off",
    "SET LOCAL max_parallel_workers_per_gather = 0",
)
# What a word is worth in the rest, the recommendation, the decision and the title.
_WEIGHTS = [0.1, 0.25, 0.5, 1.0]
# Of equals the newer: twenty years are worth a tenth.
_WORTH_OF_A_YEAR = 0.005
_EPOCH = date(2000, 1, 1)


@dataclass(frozen=True)
class Answer:
    """What a search found. `item_ids` are the best REACH, in order; `facets` counts matches by facet."""

    count: int = 0
    item_ids: tuple[int, ...] = ()
    facets: Mapping[int, int] = field(default_factory=dict)
    is_exact: bool = True


def answer(asked: Asked) -> Answer:
    """Count, order and facets of a search, from one moment of the archive."""
    if asked.matches_nothing:
        return Answer()
    with one_moment(*_SETTINGS) as cursor:
        found = _found(cursor, asked, is_ordered=True)
        ids = _ordered(cursor, asked, found)
    return Answer(found.count, ids, found.facets, found.is_exact)


def counts(searches: Sequence[Asked]) -> list[Counter[int]]:
    """Of each search: how many of the items that match have each facet."""
    if not searches:
        return []
    with one_moment(*_SETTINGS) as cursor:
        return [
            Counter() if asked.matches_nothing else _found(cursor, asked, is_ordered=False).facets for asked in searches
        ]


def occurs(tsquery: str) -> bool:
    """Whether any item matches the condition."""
    with one_moment(*_SETTINGS) as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM meetings_searchrow WHERE vector @@ %s::tsquery)", [tsquery])
        (found,) = cursor.fetchone()
    return bool(found)


def _found(cursor: CursorWrapper, asked: Asked, *, is_ordered: bool) -> Found:
    found = counted(cursor, asked, is_ordered=is_ordered)
    return looked_up(cursor, asked, is_ordered=is_ordered) if found is None else found


def _ordered(cursor: CursorWrapper, asked: Asked, found: Found) -> tuple[int, ...]:
    """The keys of the best items that were found, best first; one that is not ranked stands behind those that are."""
    places = [_place(asked, item_id, day, 0) for item_id, day in found.following]
    if found.ranked:
        cursor.execute(
            "SELECT item_id, date, ts_rank(%s::real[], vector, %s::tsquery, 1) FROM meetings_searchrow"
            " WHERE item_id = ANY(%s)",
            [_WEIGHTS, asked.query.ranking, list(found.ranked)],
        )
        places += [_place(asked, *row) for row in cursor.fetchall()]
    return tuple(item_id for _, _, item_id in sorted(places)[: bounds.REACH])


def _place(asked: Asked, item_id: int, day: date, score: float) -> tuple[float, int, int]:
    """What an item is sorted by."""
    days = (day - _EPOCH).days
    return -score * (1 + _WORTH_OF_A_YEAR * days / 365), days if asked.order == OLDEST else -days, item_id
