"""A search's answer: how many items match, the best of them in order, and how many have each thing to narrow by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from meetings.search.matches import Matches, Span, expected_rows, find_matches, row_condition
from meetings.search.request import SearchRequest

# The planner would look for a common word by reading the whole table, or by walking the index of dates. For a rare
# word it would start other processes, which takes longer than to look and mixes up the order of branches.
_SETTINGS = {
    "enable_seqscan": "off",
    "enable_indexscan": "off",
    "enable_indexonlyscan": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}
# The archive's first and last day, read before the settings hold: they are of the statements that follow. As one
# statement, as each of several is answered by itself.
_SPAN_WITH_SETTINGS = (
    "SELECT (SELECT min(date) FROM meetings_searchrow), (SELECT max(date) FROM meetings_searchrow), "
    + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in _SETTINGS.items())
)
# What PostgreSQL expects of that many times a bound is above it, however wrong its guess.
_SURELY_MORE = 4


@dataclass(frozen=True)
class SearchAnswer:
    """What a search found.

    `item_ids` are the keys of the best MAX_RESULTS items, best first. `count` is how many match: where it is not exact,
    at least so many, or, `is_estimate`, about so many. `facets` counts matches by the facet's number, of all matches
    or of the first `faceted` by date; those of years of all where `years_are_exact`.
    """

    count: int = 0
    item_ids: tuple[int, ...] = ()
    facets: Mapping[int, int] = field(default_factory=dict)
    is_exact: bool = True
    is_estimate: bool = False
    faceted: int | None = None
    years_are_exact: bool = True


def answer_search(request: SearchRequest) -> SearchAnswer:
    """Count, order and facets of a search, from one moment of the archive."""
    if request.has_no_words:
        return SearchAnswer()
    with _one_moment() as (cursor, span):
        return _answer(find_matches(cursor, span, request, is_ordered=True))


def count_matches(
    requests: Sequence[SearchRequest], are_counted_out: Sequence[bool] | None = None
) -> list[SearchAnswer]:
    """The answer to each search without its items: how many match, and how many have each facet.

    `are_counted_out` says of which all are counted where very many match, and by year; else it is so of each.
    """
    if not requests:
        return []
    with _one_moment() as (cursor, span):
        return [
            SearchAnswer()
            if request.has_no_words
            else _answer(find_matches(cursor, span, request, is_ordered=False, is_counted_out=is_counted_out))
            for request, is_counted_out in zip(requests, are_counted_out or [True] * len(requests), strict=True)
        ]


def count_of_each(tsqueries: Sequence[str], at_most: int) -> list[int]:
    """How many items of the archive match each condition, counted up to a bound. One statement."""
    if not tsqueries:
        return []
    one = "(SELECT count(*) FROM (SELECT FROM meetings_searchrow WHERE vector @@ %s::tsquery LIMIT %s) AS counted)"
    with _one_moment() as (cursor, _):
        cursor.execute(
            f"SELECT {', '.join([one] * len(tsqueries))}", [value for each in tsqueries for value in (each, at_most)]
        )
        return [int(count) for count in cursor.fetchone()]


def items_of_each(tsqueries: Sequence[str], fewer_than: int) -> list[frozenset[int] | None]:
    """The keys of the items that match each condition; None where they are not fewer than the bound.

    A condition that PostgreSQL expects of many more items is not asked for: to read what is common takes long.
    """
    if not tsqueries:
        return []
    one = "ARRAY(SELECT item_id FROM meetings_searchrow WHERE vector @@ %s::tsquery LIMIT %s)"
    with _one_moment() as (cursor, _):
        expected = expected_rows(cursor, [("vector @@ %s::tsquery", [tsquery]) for tsquery in tsqueries])
        are_rare = [rows < _SURELY_MORE * fewer_than for rows in expected]
        asked = [tsquery for tsquery, is_rare in zip(tsqueries, are_rare, strict=True) if is_rare]
        found = dict[str, list[int]]()
        if asked:
            cursor.execute(
                f"SELECT {', '.join([one] * len(asked))}", [value for each in asked for value in (each, fewer_than)]
            )
            found = dict(zip(asked, cursor.fetchone(), strict=True))
    of_each = [found.get(tsquery) for tsquery in tsqueries]
    return [frozenset(items) if items is not None and len(items) < fewer_than else None for items in of_each]


def which_match(requests: Sequence[SearchRequest]) -> list[bool]:
    """Whether any item matches each search. One statement."""
    return list(_read_of_each(requests, "EXISTS (SELECT FROM meetings_searchrow WHERE {})"))


def items_that_match(requests: Sequence[SearchRequest]) -> list[frozenset[int]]:
    """The keys of all items that match each search, of which few are expected. One statement."""
    return [
        frozenset(keys) for keys in _read_of_each(requests, "ARRAY(SELECT item_id FROM meetings_searchrow WHERE {})")
    ]


def _read_of_each(requests: Sequence[SearchRequest], expression: str) -> Sequence[Any]:
    """The value of the SQL expression on the rows of each search."""
    if not requests:
        return []
    conditions = [row_condition(request) for request in requests]
    selected = ", ".join(expression.format(sql) for sql, _ in conditions)
    with _one_moment() as (cursor, _):
        # The conditions are put together of our own; what a reader typed is among the values.
        cursor.execute(f"SELECT {selected}", [value for _, values in conditions for value in values])
        found: Sequence[Any] = cursor.fetchone()
        return found


@contextmanager
def _one_moment() -> Iterator[tuple[CursorWrapper, Span | None]]:
    """A cursor that sees one moment of the archive, unless in a larger transaction, and the span of the archive."""
    isolation = () if connection.in_atomic_block else ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join((*isolation, _SPAN_WITH_SETTINGS)))
        while cursor.description is None:
            cursor.nextset()
        first, last, *_ = cursor.fetchone()
        yield cursor, Span(first, last) if first else None


def _answer(found: Matches) -> SearchAnswer:
    return SearchAnswer(
        count=found.count,
        item_ids=found.items,
        facets=found.facets,
        is_exact=found.is_exact,
        is_estimate=found.is_estimate,
        faceted=found.faceted,
        years_are_exact=found.years_are_exact,
    )
