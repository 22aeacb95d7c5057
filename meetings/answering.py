"""A search's answer: how many items match, the best of them in order, and how many have what they can be narrowed by.

Two ways lead to it. Where some word of the query is rare, PostgreSQL's index gives the rows that match, and they are
counted. Where all are common (search_bits.py), counting is done in bits, and only the rows to be ranked are read.
Rows that were written since the bits were made are looked up the first way and added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from meetings.search import facets
from meetings.search.bits import BLOCK, between, blocks_of, newest_first, oldest_first
from meetings.search.facets import Kind, kind_and_value
from meetings.search.query import Query

REACH = 1_000
"""So many results can be leafed through, and are ranked; whoever wants more narrows the search."""
IN_TITLES = 400
"""Of a common word so many of the newest titles that hold it are ranked with the newest items."""
DAYS = 60
"""Matches are counted by meeting for so many of the newest."""
COUNTED_AT_MOST = 50_000
"""Of a search that has to look at words one by one so many matches are counted."""
RECHECKED = 3_000
"""So many items are read to see whether common words stand in a phrase."""

_WEIGHTS = [0.1, 0.25, 0.5, 1.0]
"""What a word is worth in the rest, the recommendation, the decision and the title."""
_WORTH_OF_A_YEAR = 0.005
"""Of equals the newer: twenty years are worth a tenth."""
_EPOCH = date(2000, 1, 1)
_NUMBERED = "item_id IN (SELECT item_id FROM meetings_numbereditem)"
_UNNUMBERED = "item_id IN (SELECT item_id FROM meetings_unnumbereditem)"

RELEVANCE, NEWEST, OLDEST = "relevans", "nyeste", "aeldste"


@dataclass(frozen=True)
class Asked:
    """A search: the words, the facets that items must have all of, the period, the order."""

    query: Query
    facets: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    order: str = RELEVANCE

    def without(self, kind: Kind) -> Asked:
        """The same search, not narrowed by facets of that kind."""
        return replace(self, facets=tuple(number for number in self.facets if kind_and_value(number)[0] != kind))

    @property
    def tsquery(self) -> str:
        """The words and facets in PostgreSQL's words; '' where everything matches."""
        parts = [self.query.tsquery, *map(facets.lexeme, self.facets)]
        return " & ".join(part for part in parts if part)

    @property
    def is_ranked(self) -> bool:
        return self.order == RELEVANCE and bool(self.query.ranking)

    @property
    def matches_nothing(self) -> bool:
        """Whether something was typed that holds no word to search for."""
        return bool(self.query.text) and self.query.is_empty


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
    with _searching() as cursor:
        found = _found(cursor, asked, is_ordered=True)
        ids = _ordered(cursor, asked, found)
    return Answer(found.facets[facets.EVERY_ITEM], ids, found.facets, found.is_exact)


def counts(searches: Sequence[Asked]) -> list[Counter[int]]:
    """Of each search: how many of the items that match have each facet."""
    if not searches:
        return []
    with _searching() as cursor:
        return [
            Counter() if asked.matches_nothing else _found(cursor, asked, is_ordered=False).facets for asked in searches
        ]


def occurs(tsquery: str) -> bool:
    """Whether any item matches the condition."""
    with _searching() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM meetings_searchrow WHERE vector @@ %s::tsquery)", [tsquery])
        (found,) = cursor.fetchone()
    return bool(found)


@contextmanager
def _searching() -> Iterator[CursorWrapper]:
    """A cursor for searching. The planner would look for a common word by reading the whole table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        yield cursor


@dataclass(frozen=True)
class _Found:
    """What matches: counts by facet, and the keys of the items to choose the results from."""

    facets: Counter[int] = field(default_factory=Counter)
    item_ids: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    is_exact: bool = True
    ends: tuple[tuple[str, int], ...] = ()
    """Where there are more matches than REACH: the last that was taken by date, its column and key."""

    def __add__(self, other: _Found) -> _Found:
        return _Found(
            self.facets + other.facets,
            self.item_ids + other.item_ids,
            self.numbers + other.numbers,
            self.is_exact and other.is_exact,
            self.ends + other.ends,
        )

    def without_days(self) -> _Found:
        kept = {number: items for number, items in self.facets.items() if kind_and_value(number)[0] != Kind.DAY}
        return replace(self, facets=Counter(kept))


def _found(cursor: CursorWrapper, asked: Asked, *, is_ordered: bool) -> _Found:
    wanted = _wanted_bits(cursor, asked)
    if wanted is None:
        return _looked_up(cursor, asked, is_ordered=is_ordered)
    found = _counted(cursor, asked, wanted, is_ordered=is_ordered)
    if wanted.has_unnumbered:
        found += _looked_up(cursor, asked, is_ordered=is_ordered, condition=_UNNUMBERED).without_days()
    return found


# Looking up: PostgreSQL's index gives the rows


def _looked_up(cursor: CursorWrapper, asked: Asked, *, is_ordered: bool, condition: str = "true") -> _Found:
    where, values = _where(asked, condition)
    direction = "" if asked.order == OLDEST else "DESC"
    cursor.execute(
        f"""
        WITH matches AS MATERIALIZED (
            SELECT item_id, date, facets FROM meetings_searchrow WHERE {where} LIMIT {COUNTED_AT_MOST}
        ), alike AS (
            SELECT facets, count(*) AS items FROM matches GROUP BY facets
        ), days AS (
            SELECT date, count(*) AS items FROM matches GROUP BY date ORDER BY date DESC LIMIT {DAYS}
        ), newest AS (
            SELECT item_id FROM matches ORDER BY date {direction}, item_id LIMIT %s
        )
        SELECT facet, NULL, sum(items)::bigint FROM alike, unnest(facets) AS facet GROUP BY facet
        UNION ALL SELECT NULL, date, items FROM days
        UNION ALL SELECT NULL, NULL, item_id FROM newest
        """,
        [*values, REACH if is_ordered else 0],
    )
    rows = cursor.fetchall()
    found = Counter({number: items for number, _, items in rows if number is not None})
    found.update({facets.day(day): items for _, day, items in rows if day})
    item_ids = [item_id for number, day, item_id in rows if number is None and day is None]
    count = found[facets.EVERY_ITEM]
    ends = (("item_id", item_ids[-1]),) if is_ordered and count > REACH else ()
    if is_ordered and count > REACH and asked.is_ranked and asked.query.in_titles:
        item_ids += _looked_up_in_titles(cursor, asked, condition)
    return _Found(found, tuple(dict.fromkeys(item_ids)), is_exact=count < COUNTED_AT_MOST, ends=ends)


def _looked_up_in_titles(cursor: CursorWrapper, asked: Asked, condition: str) -> list[int]:
    where, values = _where(asked, condition, " | ".join(asked.query.in_titles))
    cursor.execute(
        f"""
        WITH matches AS MATERIALIZED (
            SELECT item_id, date FROM meetings_searchrow WHERE {where} LIMIT {COUNTED_AT_MOST}
        )
        SELECT item_id FROM matches ORDER BY date DESC, item_id LIMIT {IN_TITLES}
        """,
        values,
    )
    return [item_id for (item_id,) in cursor.fetchall()]


def _where(asked: Asked, condition: str, narrower: str = "") -> tuple[str, list[Any]]:
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


# Counting in bits


@dataclass(frozen=True)
class _Set:
    """The rows that have one of some lexemes, told by their bits and, for those without, by given numbers."""

    lexemes: tuple[str, ...]
    given: Mapping[int, str] = field(default_factory=dict)
    excluded: bool = False


@dataclass(frozen=True)
class _WantedBits:
    """Sets of rows that a match is in all of, but for the excluded."""

    sets: tuple[_Set, ...]
    is_whole: bool
    """Whether what is in them matches; else it has to be looked at."""
    has_unnumbered: bool


def _wanted_bits(cursor: CursorWrapper, asked: Asked) -> _WantedBits | None:
    """The sets that a search asks for; None where it has a rare word, or the archive no bits."""
    wanted: list[tuple[tuple[str, ...], bool]] = [
        ((facets.lexeme(number),), False) for number in (facets.EVERY_ITEM, *asked.facets)
    ]
    for clause in asked.query.clauses:
        if clause.excluded and not clause.is_of_sets:
            continue
        wanted += [(lexemes, clause.excluded) for lexemes in clause.sets]
    every_lexeme = sorted({lexeme for lexemes, _ in wanted for lexeme in lexemes})
    cursor.execute(
        "SELECT lexeme FROM meetings_commonlexeme WHERE lexeme = ANY(%s)"
        " UNION ALL SELECT NULL WHERE EXISTS (SELECT FROM meetings_unnumbereditem)",
        [every_lexeme],
    )
    common = {lexeme for (lexeme,) in cursor.fetchall()}
    if not all(excluded or not common.isdisjoint(lexemes) for lexemes, excluded in wanted):
        return None
    if any(not clause.sets for clause in asked.query.clauses):
        return None
    rare = sorted(set(every_lexeme) - common)
    blocks = _blocks_of_rare(cursor, rare)
    sets = [
        _Set(
            tuple(lexeme for lexeme in lexemes if lexeme in common),
            blocks_of(number for lexeme in lexemes for number in blocks.get(lexeme, ())),
            excluded,
        )
        for lexemes, excluded in wanted
    ]
    if asked.first or asked.last:
        sets.append(_Set((), _blocks_of_period(cursor, asked)))
    cursor.execute("SELECT number FROM meetings_stalenumber")
    if stale := blocks_of(number for (number,) in cursor.fetchall()):
        sets.append(_Set((), stale, excluded=True))
    is_whole = all(clause.is_of_sets for clause in asked.query.clauses)
    return _WantedBits(tuple(sets), is_whole, None in common)


def _blocks_of_rare(cursor: CursorWrapper, lexemes: Sequence[str]) -> dict[str, list[int]]:
    """The numbers of the rows of each lexeme that has no bits: by definition there are few."""
    found: dict[str, list[int]] = {}
    for lexeme in lexemes:
        cursor.execute(
            "SELECT number FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id)"
            " WHERE vector @@ %s::tsquery",
            [lexeme],
        )
        found[lexeme] = [number for (number,) in cursor.fetchall()]
    return found


def _blocks_of_period(cursor: CursorWrapper, asked: Asked) -> dict[int, str]:
    """Numbers are in order of date, so that a period is a run of them."""
    cursor.execute(
        f"""
        SELECT min(number) FILTER (WHERE date >= %(first)s), max(number) FILTER (WHERE date <= %(last)s)
        FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id) WHERE date IN (
            (SELECT min(date) FROM meetings_searchrow WHERE date >= %(first)s AND {_NUMBERED}),
            (SELECT max(date) FROM meetings_searchrow WHERE date <= %(last)s AND {_NUMBERED})
        )
        """,
        {"first": asked.first or date.min, "last": asked.last or date.max},
    )
    first, last = cursor.fetchone()
    return between(first, last) if None not in (first, last) and first <= last else {}


def _counted(cursor: CursorWrapper, asked: Asked, wanted: _WantedBits, *, is_ordered: bool) -> _Found:
    matches, values = _matches(wanted.sets)
    if not wanted.is_whole:
        numbers = _first_numbers(cursor, matches, values, asked.order, RECHECKED + 1)
        return _rechecked(cursor, asked, numbers)
    cursor.execute(
        f"""
        {matches}
        SELECT counted.lexeme, sum(bit_count(counted.bits & matches.bits))::bigint
        FROM meetings_lexemebits AS counted JOIN matches USING (block) WHERE counted.is_facet GROUP BY counted.lexeme
        """,
        values,
    )
    found = Counter({facets.of_lexeme(lexeme): items for lexeme, items in cursor.fetchall() if items})
    if not is_ordered:
        return _Found(found)
    numbers = _first_numbers(cursor, matches, values, asked.order, REACH)
    ends = (("number", numbers[-1]),) if found[facets.EVERY_ITEM] > REACH else ()
    if asked.is_ranked and found[facets.EVERY_ITEM] > REACH and asked.query.in_titles:
        in_titles = _wanted_bits(cursor, replace(asked, query=asked.query.in_one_title()))
        if in_titles is None:
            return _Found(found, tuple(_looked_up_in_titles(cursor, asked, _NUMBERED)), tuple(numbers), ends=ends)
        matches, values = _matches((*wanted.sets, *in_titles.sets))
        numbers += _first_numbers(cursor, matches, values, NEWEST, IN_TITLES)
    return _Found(found, numbers=tuple(dict.fromkeys(numbers)), ends=ends)


def _matches(sets: Sequence[_Set]) -> tuple[str, list[Any]]:
    """The common table expression `matches` of blocks with the bits of the rows in all of the sets."""
    tables, values = [], []
    for number, each in enumerate(sets):
        tables.append(
            f"""set_{number} AS (
                SELECT block, bit_or(bits) AS bits FROM (
                    SELECT block, bits FROM meetings_lexemebits WHERE lexeme = ANY(%s)
                    UNION ALL SELECT block, bits::bit({BLOCK}) FROM unnest(%s::int[], %s::text[]) AS given (block, bits)
                ) AS alternatives GROUP BY block
            )"""
        )
        values += [list(each.lexemes), list(each.given), list(each.given.values())]
    joins, cut = ["set_0"], ["set_0.bits"]
    for number, each in enumerate(sets[1:], start=1):
        joins.append(f"{'LEFT ' * each.excluded}JOIN set_{number} USING (block)")
        cut.append(f"coalesce(~set_{number}.bits, set_0.bits)" if each.excluded else f"set_{number}.bits")
    tables.append(f"matches AS MATERIALIZED (SELECT block, {' & '.join(cut)} AS bits FROM {' '.join(joins)})")
    return f"WITH {', '.join(tables)}", values


def _first_numbers(cursor: CursorWrapper, matches: str, values: list[Any], order: str, limit: int) -> list[int]:
    """The newest (or oldest) numbers that match."""
    direction, numbers_in = ("ASC", oldest_first) if order == OLDEST else ("DESC", newest_first)
    cursor.execute(
        f"""
        {matches}, running AS (
            SELECT block, bits, sum(bit_count(bits)) OVER (ORDER BY block {direction}) - bit_count(bits) AS before
            FROM matches
        )
        SELECT block, bits::text FROM running WHERE before < %s ORDER BY block {direction}
        """,
        [*values, limit],
    )
    return list(islice(numbers_in(cursor.fetchall()), limit))


def _rechecked(cursor: CursorWrapper, asked: Asked, numbers: Sequence[int]) -> _Found:
    """Of items that have the words of a phrase those that have the phrase; of many the newest are looked at."""
    where, values = _where(asked, "number = ANY(%s)")
    cursor.execute(
        f"SELECT number, facets FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id) WHERE {where}",
        [list(numbers[:RECHECKED]), *values],
    )
    rows = cursor.fetchall()
    found = Counter(number for _, of_row in rows for number in of_row)
    return _Found(found, numbers=tuple(number for number, _ in rows), is_exact=len(numbers) <= RECHECKED)


# Ordering


def _ordered(cursor: CursorWrapper, asked: Asked, found: _Found) -> tuple[int, ...]:
    """The keys of the best items that were found, best first."""
    score, values = "0", list[Any]()
    if asked.is_ranked:
        score, values = "ts_rank(%s::real[], vector, %s::tsquery, 1)", [_WEIGHTS, asked.query.ranking]
    rows: dict[int, tuple[date, float]] = {}
    days: dict[tuple[str, int], date] = {}
    for column, keys in (("item_id", found.item_ids), ("number", found.numbers)):
        if keys:
            table = "meetings_searchrow"
            if column == "number":
                table += " JOIN meetings_numbereditem USING (item_id)"
            cursor.execute(
                f"SELECT {column}, item_id, date, {score} FROM {table} WHERE {column} = ANY(%s)",
                [*values, list(keys)],
            )
            for key, item_id, day, its_score in cursor.fetchall():
                rows[item_id] = (day, its_score)
                days[column, key] = day
    if found.numbers:
        _count_days(asked, found, Counter(day for day, _ in rows.values()), [days[end] for end in found.ends])
    return tuple(sorted(rows, key=lambda item_id: _place(asked, item_id, *rows[item_id]))[:REACH])


def _place(asked: Asked, item_id: int, day: date, score: float) -> tuple[float, int, int]:
    newer = day.toordinal() if asked.order == OLDEST else -day.toordinal()
    return -score * (1 + _WORTH_OF_A_YEAR * (day - _EPOCH).days / 365), newer, item_id


def _count_days(asked: Asked, found: _Found, by_day: Mapping[date, int], ends: Sequence[date]) -> None:
    """Counts meetings where bits do not: the newest of those whose items are all known, as they lie before the ends."""
    if asked.order == OLDEST:
        known = [day for day in by_day if day < min(ends, default=date.max)]
    else:
        known = [day for day in by_day if day > max(ends, default=date.min)]
    found.facets.update({facets.day(day): by_day[day] for day in sorted(known, reverse=True)[:DAYS]})
