"""The way to an answer that every archive has: PostgreSQL's index gives the rows that match, and they are counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.backends.utils import CursorWrapper

from meetings.search import bounds, facets
from meetings.search.request import OLDEST, Asked, Dated, Found


def looked_up(cursor: CursorWrapper, asked: Asked, *, is_ordered: bool, condition: str = "true") -> Found:
    """What matches among the search rows that fulfil the condition."""
    where, values = where_of(asked, condition)
    direction = "" if asked.order == OLDEST else "DESC"
    cursor.execute(
        f"""
        WITH matches AS MATERIALIZED (
            SELECT item_id, date, facets FROM meetings_searchrow WHERE {where} LIMIT {bounds.COUNTED_AT_MOST}
        ), alike AS (
            SELECT facets, count(*) AS items FROM matches GROUP BY facets
        ), days AS (
            SELECT date, count(*) AS items FROM matches GROUP BY date ORDER BY date DESC LIMIT {bounds.DAYS}
        ), newest AS (
            SELECT item_id, date FROM matches ORDER BY date {direction}, item_id LIMIT %s
        )
        SELECT facet, NULL::date, sum(items)::bigint, NULL::bigint FROM alike, unnest(facets) AS facet GROUP BY facet
        UNION ALL SELECT NULL, date, items, NULL FROM days
        UNION ALL SELECT NULL, date, NULL, item_id FROM newest
        """,
        [*values, bounds.REACH if is_ordered else 0],
    )
    rows = cursor.fetchall()
    found = Counter({number: items for number, _, items, _ in rows if number is not None})
    found.update({facets.day(day): items for _, day, items, item_id in rows if day and item_id is None})
    newest = [(item_id, day) for _, day, _, item_id in rows if item_id is not None]
    count = found[facets.EVERY_ITEM]
    if is_ordered and count > bounds.RANKED and asked.is_ranked and asked.query.in_titles:
        newest[bounds.NEWEST_RANKED : bounds.NEWEST_RANKED] = _in_titles(cursor, asked, condition)
    return Found.of(asked, found, list(dict.fromkeys(newest)), is_exact=count < bounds.COUNTED_AT_MOST)


def where_of(asked: Asked, condition: str, narrower: str = "") -> tuple[str, list[Any]]:
    """The condition on search rows and the values that stand in it."""
    conditions, values = [condition], []
    tsquery = " & ".join(f"({part})" for part in (asked.tsquery, narrower) if part)
    for sql, value in (
        ("vector @@ %s::tsquery", tsquery),
        ("date >= %s", asked.first),
        ("date <= %s", asked.last),
    ):
        if value:
            conditions.append(sql)
            values.append(value)
    return " AND ".join(conditions), values


def _in_titles(cursor: CursorWrapper, asked: Asked, condition: str) -> list[Dated]:
    """The newest that have a word of the search in their title."""
    where, values = where_of(asked, condition, " | ".join(asked.query.in_titles))
    cursor.execute(
        f"""
        WITH matches AS MATERIALIZED (
            SELECT item_id, date FROM meetings_searchrow WHERE {where} LIMIT {bounds.COUNTED_AT_MOST}
        )
        SELECT item_id, date FROM matches ORDER BY date DESC, item_id LIMIT {bounds.TITLES_RANKED}
        """,
        values,
    )
    return list(cursor.fetchall())
