"""Matches by PostgreSQL's own index: the search rows that match are read and counted. Every archive can do this."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.backends.utils import CursorWrapper

from meetings.search import bounds, facets
from meetings.search.request import OLDEST, DatedItem, SearchMatches, SearchRequest


def look_up(
    cursor: CursorWrapper, request: SearchRequest, *, is_ordered: bool, condition: str = "true"
) -> SearchMatches:
    """What matches among the search rows that fulfil the condition, in SQL; items in order only if `is_ordered`.

    At most bounds.MAX_COUNTED rows are counted; where there are more, the matches are not exact.
    """
    where, values = where_clause(request, condition)
    direction = "" if request.order == OLDEST else "DESC"
    cursor.execute(
        f"""
        WITH matches AS MATERIALIZED (
            SELECT item_id, date, facets FROM meetings_searchrow WHERE {where} LIMIT {bounds.MAX_COUNTED}
        ), alike AS (
            SELECT facets, count(*) AS items FROM matches GROUP BY facets
        ), days AS (
            SELECT date, count(*) AS items FROM matches GROUP BY date ORDER BY date DESC LIMIT {bounds.COUNTED_DAYS}
        ), newest AS (
            SELECT item_id, date FROM matches ORDER BY date {direction}, item_id LIMIT %s
        )
        SELECT facet, NULL::date, sum(items)::bigint, NULL::bigint FROM alike, unnest(facets) AS facet GROUP BY facet
        UNION ALL SELECT NULL, date, items, NULL FROM days
        UNION ALL SELECT NULL, date, NULL, item_id FROM newest
        """,
        [*values, bounds.MAX_RESULTS if is_ordered else 0],
    )
    rows = cursor.fetchall()
    found = Counter({number: items for number, _, items, _ in rows if number is not None})
    found.update({facets.day_facet(day): items for _, day, items, item_id in rows if day and item_id is None})
    newest = [(item_id, day) for _, day, _, item_id in rows if item_id is not None]
    count = found[facets.EVERY_ITEM]
    if is_ordered and count > bounds.RANKED and request.is_ranked and request.query.title_lexemes:
        newest[bounds.NEWEST_RANKED : bounds.NEWEST_RANKED] = _newest_by_title(cursor, request, condition)
    return SearchMatches.split(request, found, list(dict.fromkeys(newest)), is_exact=count < bounds.MAX_COUNTED)


def where_clause(request: SearchRequest, condition: str, narrower: str = "") -> tuple[str, list[Any]]:
    """SQL for the search rows of a request, and the values of its placeholders. `narrower` is a further tsquery."""
    conditions, values = [condition], []
    tsquery = " & ".join(f"({part})" for part in (request.tsquery, narrower) if part)
    for sql, value in (
        ("vector @@ %s::tsquery", tsquery),
        ("date >= %s", request.first),
        ("date <= %s", request.last),
    ):
        if value:
            conditions.append(sql)
            values.append(value)
    return " AND ".join(conditions), values


def _newest_by_title(cursor: CursorWrapper, request: SearchRequest, condition: str) -> list[DatedItem]:
    """The newest bounds.TITLES_RANKED matches that have a word of the search in their title."""
    where, values = where_clause(request, condition, " | ".join(request.query.title_lexemes))
    cursor.execute(
        f"""
        WITH matches AS MATERIALIZED (
            SELECT item_id, date FROM meetings_searchrow WHERE {where} LIMIT {bounds.MAX_COUNTED}
        )
        SELECT item_id, date FROM matches ORDER BY date DESC, item_id LIMIT {bounds.TITLES_RANKED}
        """,
        values,
    )
    return list(cursor.fetchall())
