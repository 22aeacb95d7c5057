"""The items that match a search, told by PostgreSQL's index in one statement: counted, the first of them, their ranks.

How a search of any size stays fast: decisions/0011-newest-months-first.md. Never a LIMIT without its order: what is
left out is always the oldest (or, where the oldest come first, the newest).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.backends.utils import CursorWrapper

from meetings.search import bounds, facets
from meetings.search.clauses import IndexCondition
from meetings.search.months import ALL_AT_ONCE, Month, months_between, months_tsquery, runs_of
from meetings.search.request import OLDEST, SearchRequest

# What a word is worth in the rest, the recommendation, the decision and the title.
_WEIGHTS = [0.1, 0.25, 0.5, 1.0]
# Of equals the newer: twenty years are worth a tenth.
_BONUS_PER_YEAR = 0.005
_EPOCH = date(2000, 1, 1)


class Span(NamedTuple):
    """The days of the archive's first and last meeting that has items."""

    first: date
    last: date


@dataclass(frozen=True)
class Matches:
    """What matches a search.

    `count` is exact, or where `is_exact` is False a lower bound, or where `is_estimate` is True a guess. `facets` are
    counts by facet: of all matches, or of the first `faceted`; those of years of all where `years_are_exact`. `items`
    are the keys of the best MAX_RESULTS of them, best first.
    """

    count: int = 0
    is_exact: bool = True
    is_estimate: bool = False
    facets: Counter[int] = field(default_factory=Counter)
    faceted: int | None = None
    years_are_exact: bool = True
    items: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Condition:
    """The rows of a search, as the index finds them: by the tsqueries that are `needed`, a period, and its months.

    `months` stand in the order in which they are to be read. `exact` is a tsquery that each row is still to be asked,
    '' where the index tells all. A condition `has_prefixes` where words are asked for by how they begin: the index
    then looks up everything that begins so for each run of months anew, however short.
    """

    needed: tuple[str, ...]
    exact: str
    has_prefixes: bool
    first: date | None
    last: date | None
    months: Sequence[Month]

    @property
    def is_of_period(self) -> bool:
        return bool(self.first or self.last)

    @property
    def limit(self) -> int:
        """So many rows are read: to be looked at one by one, or to be counted."""
        return bounds.MAX_RECHECKED if self.exact else bounds.MAX_COUNTED

    def narrowed(self, tsquery: str) -> _Condition:
        return replace(self, needed=(*self.needed, tsquery))

    @property
    def where(self) -> tuple[str, list[Any]]:
        """The SQL condition, and the values that stand in it."""
        return _where(self.needed, self.first, self.last)


@dataclass(frozen=True)
class _Sql:
    """A part of a statement and the values that stand in it, in order."""

    text: str
    values: Sequence[Any] = ()


def find_matches(
    cursor: CursorWrapper,
    span: Span | None,
    request: SearchRequest,
    *,
    is_ordered: bool,
    is_counted_out: bool = True,
) -> Matches:
    """What matches, as the cursor's transaction sees it; with `is_ordered` also the best MAX_RESULTS items.

    Where it `is_counted_out`, all are counted if very many match, and those of each year.

    The transaction has the settings of `search.answer`, and `span` is what it sees, None of an archive without items.
    Asks up to three questions: how many matches to expect, in all and in titles; the matches; and, where many match,
    how many there are in each year.
    """
    condition = _condition(span, request) if span else None
    if condition is None:
        return Matches()
    direction = "ASC" if request.order == OLDEST else "DESC"
    of_titles = _condition_of_titles(condition, request) if is_ordered else None
    expected, *in_titles = expected_rows(cursor, [one.where for one in (condition, of_titles) if one])
    parts = _matching_rows(condition, expected, direction)
    selects = [_Sql(text) for text in _COUNTS]
    if is_ordered:
        are_few = expected <= ALL_AT_ONCE * bounds.TITLES_RANKED
        titled = _titled_rows(of_titles, expected if are_few else in_titles[0], direction) if of_titles else _NO_TITLES
        parts += _first_rows(request, titled, direction)
        selects.append(_best_items(request, direction))
    statement = f"WITH {', '.join(part.text for part in parts)} {' UNION ALL '.join(one.text for one in selects)}"
    cursor.execute(statement, [value for part in (*parts, *selects) for value in part.values])
    found = _read(cursor.fetchall(), limit=condition.limit, oldest_first=request.order == OLDEST)
    is_enough = found.is_exact or condition.exact or not is_counted_out
    return found if is_enough else _counted_out(cursor, condition, found, expected)


def row_condition(request: SearchRequest) -> tuple[str, list[Any]]:
    """The SQL condition of the rows that match a search, and the values that stand in it."""
    of_words = request.query.index_condition
    looked_at = () if of_words.is_exact else (request.query.tsquery,)
    return _where((*_with_facets(of_words, request), *looked_at), request.first, request.last)


def _where(needed: Sequence[str], first: date | None, last: date | None) -> tuple[str, list[Any]]:
    possible = [
        *(("vector @@ %s::tsquery", tsquery) for tsquery in needed),
        ("date >= %s", first),
        ("date <= %s", last),
    ]
    conditions = [(sql, value) for sql, value in possible if value]
    return " AND ".join(sql for sql, _ in conditions), [value for _, value in conditions]


def _condition(span: Span, request: SearchRequest) -> _Condition | None:
    """None where no row can match, as there is none in the period."""
    in_period = months_between(max(span.first, request.first or span.first), min(span.last, request.last or span.last))
    if not in_period:
        return None
    of_words = request.query.index_condition
    return _Condition(
        needed=_with_facets(of_words, request),
        exact="" if of_words.is_exact else request.query.tsquery,
        has_prefixes=request.query.has_prefixes,
        first=request.first,
        last=request.last,
        months=in_period if request.order == OLDEST else in_period[::-1],
    )


def _with_facets(of_words: IndexCondition, request: SearchRequest) -> tuple[str, ...]:
    """What the words and the facets need; something in any case, as the index alone is asked."""
    needed = (*of_words.needed, *map(facets.facet_lexeme, request.facets))
    return needed or (facets.facet_lexeme(facets.EVERY_ITEM),)


def _condition_of_titles(condition: _Condition, request: SearchRequest) -> _Condition | None:
    """That of the items with one of the words in their title; None where nothing is ranked by words."""
    if not (request.is_ranked and request.query.title_lexemes):
        return None
    return replace(condition, needed=_with_facets(request.query.title_condition, request))


def expected_rows(cursor: CursorWrapper, conditions: Sequence[tuple[str, Sequence[Any]]]) -> list[float]:
    """How many rows PostgreSQL expects of each condition, by its own statistics, in one statement.

    Right within a few percent of a common word.
    """
    # The conditions are our own; what a reader typed is among the values.
    each = " UNION ALL ".join(f"(SELECT FROM meetings_searchrow WHERE {where})" for where, _ in conditions)
    cursor.execute(f"EXPLAIN (FORMAT JSON) {each}", [value for _, values in conditions for value in values])
    (plan,) = cursor.fetchone()
    (explained,) = json.loads(plan) if isinstance(plan, str) else plan
    plans = explained["Plan"]["Plans"] if len(conditions) > 1 else [explained["Plan"]]
    return [float(each["Plan Rows"]) for each in plans]


def _rows(condition: _Condition, expected: float, direction: str, limit: int) -> _Sql:
    """The first rows of a condition, at most `limit`: run by run of its months where more are expected.

    PostgreSQL runs the branches of a UNION ALL one after the other, and stops when it has enough.
    """
    months = condition.months
    if expected <= ALL_AT_ONCE * limit:
        runs: Sequence[Sequence[Month]] = [months] if condition.is_of_period else [()]
    else:
        runs = list(runs_of(months, expected=expected, wanted=limit, at_most_two=condition.has_prefixes))
    branches, values = [], list[Any]()
    for run in runs:
        of_run = condition.narrowed(months_tsquery(run, months)) if run else condition
        where, where_values = of_run.where
        branches.append(
            f"(SELECT item_id, date, facets, vector FROM meetings_searchrow WHERE {where}"
            f" ORDER BY date {direction}, item_id LIMIT {limit})"
        )
        values += where_values
    return _Sql(f"SELECT * FROM ({' UNION ALL '.join(branches)}) AS run_by_run LIMIT {limit}", values)


def _matching_rows(condition: _Condition, expected: float, direction: str) -> list[_Sql]:
    """`candidates`, the rows that the index finds, and `matches`, those of them that match."""
    found = _rows(condition, expected, direction, condition.limit)
    if condition.exact:
        matches = _Sql(
            "matches AS MATERIALIZED (SELECT * FROM candidates WHERE vector @@ %s::tsquery)", [condition.exact]
        )
    else:
        matches = _Sql("matches AS (SELECT * FROM candidates)")
    return [_Sql(f"candidates AS MATERIALIZED ({found.text})", found.values), matches]


_NO_TITLES = _Sql("titled AS (SELECT item_id, date, facets, vector FROM matches WHERE false)")


def _titled_rows(of_titles: _Condition, expected: float, direction: str) -> _Sql:
    """`titled`, the first matches that have one of the words in their title."""
    rows = _rows(of_titles, expected, direction, bounds.TITLES_RANKED)
    looked_at, value = ("WHERE vector @@ %s::tsquery", [of_titles.exact]) if of_titles.exact else ("", [])
    return _Sql(
        f"titled AS MATERIALIZED (SELECT item_id, date, facets, vector FROM ({rows.text}) AS titled {looked_at})",
        [*rows.values, *value],
    )


def _first_rows(request: SearchRequest, titled: _Sql, direction: str) -> list[_Sql]:
    """`first`, the matches within reach, and `ranked`: those with a word in the title, filled up with the first."""
    first = _Sql(
        f"""
        first AS MATERIALIZED (
            SELECT item_id, date, facets, vector, row_number() OVER (ORDER BY date {direction}, item_id) AS nth
            FROM matches ORDER BY date {direction}, item_id LIMIT {bounds.MAX_RESULTS}
        )
        """
    )
    if not request.is_ranked:
        return [first, _Sql("ranked AS (SELECT * FROM first WHERE false)")]
    ranked = _Sql(
        f"""
        ranked AS MATERIALIZED (
            SELECT item_id, date, facets, vector FROM titled
            UNION ALL (
                SELECT item_id, date, facets, vector FROM first
                WHERE item_id NOT IN (SELECT item_id FROM titled)
                ORDER BY nth LIMIT {bounds.RANKED} - (SELECT count(*) FROM titled)
            )
        )
        """
    )
    return [first, titled, ranked]


def _best_items(request: SearchRequest, direction: str) -> _Sql:
    """The keys of the best: those that are ranked, best first, then by date. Of a case formalities stand last.

    In one row, as a page shows twenty of them.
    """
    is_last = f"{facets.FORMALITY} = ANY(facets)," if request.query.is_of_case else ""
    rankings = request.rankings
    return _Sql(
        f"""
        SELECT 'items', NULL, NULL, NULL, ARRAY(
            SELECT item_id FROM (
                SELECT item_id, date, facets, {" + ".join([_RANK] * len(rankings))} AS rank FROM ranked
                UNION ALL
                SELECT item_id, date, facets, 0 FROM first WHERE item_id NOT IN (SELECT item_id FROM ranked)
            ) AS found
            ORDER BY {is_last} rank * (1 + %s::float8 * (date - %s::date) / 365) DESC, date {direction}, item_id
            LIMIT {bounds.MAX_RESULTS}
        )
        """,
        [*(value for ranking in rankings for value in (_WEIGHTS, ranking)), _BONUS_PER_YEAR, _EPOCH],
    )


_RANK = "ts_rank(%s::real[], vector, %s::tsquery, 1)::float8"
_COUNTS = (
    "SELECT 'candidates', NULL::int, count(*), NULL::date, NULL::bigint[] FROM candidates",
    "SELECT 'matches', NULL, count(*), NULL, NULL FROM matches",
    """
    SELECT 'facet', facet, count(*), NULL, NULL FROM (SELECT unnest(facets) AS facet FROM matches) AS each
    GROUP BY facet
    """,
    # One more than are told, as of the last not all rows may have been read.
    f"""
    (SELECT 'day', NULL, count(*), date, NULL FROM matches GROUP BY date ORDER BY date DESC
    LIMIT {bounds.COUNTED_DAYS + 1})
    """,
)


# What a row of the statement is about, a facet, a count, a day, the keys of items.
_Row = tuple[str, int | None, int | None, date | None, list[int] | None]


def _read(rows: Iterable[_Row], *, limit: int, oldest_first: bool) -> Matches:
    """The matches that the statement's rows tell of, which read at most `limit` candidates."""
    counts, of_facets, days, items = dict[str, int](), Counter[int](), dict[date, int](), list[int]()
    for kind, facet, count, day, keys in rows:
        if keys is not None:
            items = keys
        elif kind == "facet" and facet is not None:
            of_facets[facet] = count or 0
        elif kind == "day" and day is not None:
            days[day] = count or 0
        else:
            counts[kind] = count or 0
    is_exact = counts["candidates"] < limit
    if not is_exact and days:
        days.pop(max(days) if oldest_first else min(days))  # of the last day not all may have been read
    of_facets.update({facets.day_facet(day): days[day] for day in sorted(days, reverse=True)[: bounds.COUNTED_DAYS]})
    count = counts["matches"]
    of_facets[facets.EVERY_ITEM] = count
    return Matches(
        count=count,
        is_exact=is_exact,
        facets=+of_facets,
        faceted=None if is_exact else count,
        years_are_exact=is_exact,
        items=tuple(items),
    )


def _counted_out(cursor: CursorWrapper, condition: _Condition, found: Matches, expected: float) -> Matches:
    """The count of all matches, and of each year's, where so many are not too many; else about how many there are."""
    if expected > bounds.MAX_COUNTED_BY_YEAR:
        return replace(found, count=_rounded(expected), is_estimate=True)
    where, values = condition.where
    # By day first, so that of so many rows none is asked for its year.
    cursor.execute(
        f"""
        SELECT extract(year FROM date)::int, sum(items)::bigint
        FROM (SELECT date, count(*) AS items FROM meetings_searchrow WHERE {where} GROUP BY date) AS days GROUP BY 1
        """,
        values,
    )
    years = {facets.year_facet(year): items for year, items in cursor.fetchall()}
    count = sum(years.values())
    counted = Counter({**found.facets, **years, facets.EVERY_ITEM: count})
    return replace(found, count=count, is_exact=True, facets=counted, years_are_exact=True)


def _rounded(expected: float) -> int:
    """To two figures, as it is a guess: 982,409 as 980,000."""
    return int(float(f"{expected:.1e}"))
