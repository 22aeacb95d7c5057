"""A number for each item in order of date, and the set of numbers of each common lexeme and each facet.

Counting the 600,000 items that hold a common word, or finding the newest of them, takes PostgreSQL's own index long;
with sets of numbers it takes a few milliseconds. Only large archives have them: `search_index` makes them. Rows that
are written afterwards have no number and are looked up as in a small archive.

A set is a Roaring bitmap as it is stored: https://github.com/RoaringBitmap/RoaringFormatSpec.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from pyroaring import BitMap

from meetings.models import SearchRow
from meetings.search import bounds, facets
from meetings.search.facets import FACET, FacetKind, facet_kind_and_value
from meetings.search.request import DatedItem
from meetings.word_pairs import write_pairs

# Smaller archives answer fast enough without.
NUMBERED_FROM = 5_000
COMMON_FROM = 50
# So many items make a lexeme common, and in a large archive one in two thousand.
COMMON_SHARE = 2_000
# Of so many rows a word is in that share of what makes it common, or it is not counted out.
_SAMPLED, _SURELY = 40_000, 0.8
# How an array holds the key of an item: in eight bytes.
_KEY = "q"
# Numberings that a process keeps: while one takes the place of another, both are asked for.
_KEPT = 2


@dataclass(frozen=True)
class Numbering:
    """What a process knows of the numbers.

    `facets` are the numbers of each facet, `items` the key of each number's item, `firsts` the first number of each of
    the `days`, the oldest day first.
    """

    facets: Mapping[int, BitMap]
    items: Sequence[int]
    days: Sequence[date]
    firsts: Sequence[int]

    @property
    def every(self) -> BitMap:
        return self.facets[facets.EVERY_ITEM]

    def of_facet(self, number: int) -> BitMap:
        """The numbers of the items with a facet."""
        kind, value = facet_kind_and_value(number)
        if kind == FacetKind.DAY:
            day = date.fromordinal(value)
            return self.of_period(day, day)
        if kind == FacetKind.MONTH:
            year, month = divmod(value, 12)
            after = date(year + 1, 1, 1) if month == 11 else date(year, month + 2, 1)
            return self.of_period(date(year, month + 1, 1), date.fromordinal(after.toordinal() - 1))
        return self.facets.get(number, BitMap())

    def of_period(self, first: date | None, last: date | None) -> BitMap:
        """The numbers of the items from one day to another, both included."""
        start = self._first_from(bisect_left(self.days, first) if first else 0)
        end = self._first_from(bisect_right(self.days, last) if last else len(self.days))
        return BitMap(range(start, max(start, end)))

    def item(self, number: int) -> DatedItem:
        """The item with that number."""
        return self.items[number], self.days[bisect_right(self.firsts, number) - 1]

    def counts(self, numbers: BitMap) -> Counter[int]:
        """How many of the numbers each facet has, and each of their newest days."""
        counted = ((number, numbers.intersection_cardinality(of_facet)) for number, of_facet in self.facets.items())
        found = Counter({number: items for number, items in counted if items})
        found.update(self._newest_days(numbers))
        return found

    def _newest_days(self, numbers: BitMap) -> dict[int, int]:
        found: dict[int, int] = {}
        before = len(numbers)
        while before and len(found) < bounds.COUNTED_DAYS:
            place = bisect_right(self.firsts, numbers[before - 1]) - 1
            earlier = numbers.rank(self.firsts[place] - 1) if self.firsts[place] else 0
            found[facets.day_facet(self.days[place])] = before - earlier
            before = earlier
        return found

    def _first_from(self, place: int) -> int:
        return self.firsts[place] if place < len(self.firsts) else len(self.every)


@dataclass(frozen=True)
class Current:
    """A numbering, what has changed since it was made, and whether the sets of pairs are there too."""

    numbering: Numbering
    stale: BitMap
    has_unnumbered: bool
    has_pairs: bool


@contextmanager
def one_moment(*settings: str) -> Iterator[CursorWrapper]:
    """A cursor that sees one moment of the archive, unless it is part of a larger transaction, with those settings."""
    if not connection.in_atomic_block:
        settings = ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", *settings)
    with transaction.atomic(), connection.cursor() as cursor:
        if settings:
            cursor.execute("; ".join(settings))
        yield cursor


def current_numbering(cursor: CursorWrapper) -> Current | None:
    """The numbering as the cursor's transaction sees it; None in an archive without."""
    cursor.execute(
        """
        SELECT made::text, ARRAY(SELECT number FROM meetings_stalenumber),
        EXISTS (SELECT FROM meetings_unnumbereditem), EXISTS (SELECT FROM meetings_rarepairs) FROM meetings_numbering
        """
    )
    row = cursor.fetchone()
    return Current(_read(row[0]), BitMap(row[1]), *row[2:]) if row else None


def sets_of(cursor: CursorWrapper, lexemes: Iterable[str]) -> dict[str, BitMap]:
    """The numbers of those of the lexemes that are common, facets left out."""
    cursor.execute("SELECT lexeme, numbers FROM meetings_commonlexeme WHERE lexeme = ANY(%s)", [list(lexemes)])
    return {lexeme: BitMap.deserialize(bytes(numbers)) for lexeme, numbers in cursor.fetchall()}


def number_rows(*, numbered_from: int = NUMBERED_FROM, common_from: int | None = None) -> int:
    """Number the items and make the sets anew; returns how many lexemes have one, 0 in a small archive.

    Searches go on with the old ones until the sets of words are there. Whoever writes an item waits for these (four
    minutes at a million items), and for nobody else: until the sets of pairs are there, phrases are looked at.
    """
    rows = SearchRow.objects.count()
    common_from = common_from or max(COMMON_FROM, rows // COMMON_SHARE)
    every = max(1, rows // _SAMPLED)
    enough = _SURELY * common_from / every
    with transaction.atomic(), connection.cursor() as cursor:
        made = _number(cursor, numbered_from=numbered_from, every=every, enough=enough, common_from=common_from)
    if made:
        with transaction.atomic(), connection.cursor() as cursor:
            # Whoever numbers anew waits for this row.
            cursor.execute("SELECT made FROM meetings_numbering FOR UPDATE")
            cursor.execute("SELECT lexeme FROM meetings_commonlexeme WHERE NOT is_facet")
            write_pairs(cursor, [lexeme for (lexeme,) in cursor.fetchall()], every=every, enough=enough)
    return made


def _number(cursor: CursorWrapper, *, numbered_from: int, every: int, enough: float, common_from: int) -> int:
    cursor.execute("LOCK TABLE meetings_searchrow IN SHARE ROW EXCLUSIVE MODE")
    # TRUNCATE would lock out those who search.
    cursor.execute(
        """
        DELETE FROM meetings_numbering;
        DELETE FROM meetings_commonlexeme;
        DELETE FROM meetings_commonpair;
        DELETE FROM meetings_rarepairs;
        DELETE FROM meetings_numbereditem;
        DELETE FROM meetings_unnumbereditem;
        DELETE FROM meetings_stalenumber;
        """
    )
    cursor.execute(
        "INSERT INTO meetings_numbereditem (number, item_id)"
        " SELECT row_number() OVER (ORDER BY date, item_id DESC) - 1, item_id FROM meetings_searchrow"
        " WHERE (SELECT count(*) FROM meetings_searchrow) >= %s",
        [numbered_from],
    )
    cursor.execute("SELECT item_id FROM meetings_numbereditem ORDER BY number")
    items = array(_KEY, (item_id for (item_id,) in cursor.fetchall()))
    if not items:
        return 0
    _write_numbering(cursor, items)
    numbers = {item_id: number for number, item_id in enumerate(items)}
    # Most of a large table has a common word: to look it up by index is no detour, to read all of its vectors is.
    cursor.execute("SET LOCAL enable_seqscan = off")
    made = sum(
        _write_set(cursor, numbers, lexeme, is_facet=is_facet, common_from=common_from)
        for lexeme, is_facet in _candidates(cursor, every, enough)
    )
    cursor.execute("ANALYZE meetings_commonlexeme, meetings_numbereditem")
    return made


def drifted_facets() -> list[str]:
    """The lexemes of facets whose set has not as many rows as have a number and the facet, or that have none."""
    with one_moment() as cursor:
        of_facets = _sets_of_facets(cursor)
        cursor.execute("SELECT number FROM meetings_stalenumber")
        stale = BitMap(number for (number,) in cursor.fetchall())
        cursor.execute(
            "SELECT facet, count(*) FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id),"
            " unnest(facets) AS facet GROUP BY facet"
        )
        held = dict(cursor.fetchall())
    counted = {number: of_facet.difference_cardinality(stale) for number, of_facet in of_facets.items()}
    drifted = (number for number in counted.keys() | held.keys() if counted.get(number) != held.get(number, 0))
    return [facets.facet_lexeme(number) for number in sorted(drifted)] if counted else []


@lru_cache(maxsize=_KEPT)
def _read(made: str) -> Numbering:
    """The numbering that was made under that name, which no other has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT items, days, firsts FROM meetings_numbering WHERE made = %s", [made])
        items, days, firsts = cursor.fetchone()
        return Numbering(_sets_of_facets(cursor), array(_KEY, bytes(items)), tuple(days), tuple(firsts))


def _sets_of_facets(cursor: CursorWrapper) -> dict[int, BitMap]:
    cursor.execute("SELECT lexeme, numbers FROM meetings_commonlexeme WHERE is_facet")
    return {facets.facet_of_lexeme(lexeme): BitMap.deserialize(bytes(numbers)) for lexeme, numbers in cursor.fetchall()}


def _write_numbering(cursor: CursorWrapper, items: array[int]) -> None:
    cursor.execute(
        """
        WITH firsts AS (
            SELECT date, min(number) AS first FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id)
            GROUP BY date
        )
        INSERT INTO meetings_numbering (made, items, days, firsts)
        SELECT gen_random_uuid(), %s, array_agg(date ORDER BY date), array_agg(first ORDER BY date) FROM firsts
        """,
        [items.tobytes()],
    )


def _candidates(cursor: CursorWrapper, every: int, enough: float) -> Iterator[tuple[str, bool]]:
    """Each lexeme that `enough` of each `every`th row have, and whether it is a facet to be counted, as all are."""
    cursor.execute("SELECT DISTINCT unnest(facets) FROM meetings_searchrow")
    numbers = [number for (number,) in cursor.fetchall()]
    yield from ((facets.facet_lexeme(number), True) for number in numbers)
    cursor.execute(
        "SELECT word FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id),"
        " unnest(tsvector_to_array(vector)) AS word WHERE mod(number, %s) = 0 AND NOT starts_with(word, %s)"
        " GROUP BY word HAVING count(*) >= %s",
        [every, FACET, enough],
    )
    yield from ((word, False) for (word,) in cursor.fetchall())


def _write_set(
    cursor: CursorWrapper, numbers: Mapping[int, int], lexeme: str, *, is_facet: bool, common_from: int
) -> bool:
    cursor.execute("SELECT item_id FROM meetings_searchrow WHERE vector @@ %s::tsquery", [lexeme])
    holders = cursor.fetchall()
    if len(holders) < common_from and not is_facet:
        return False
    found = BitMap([numbers[item_id] for (item_id,) in holders])
    found.run_optimize()
    cursor.execute(
        "INSERT INTO meetings_commonlexeme (lexeme, is_facet, numbers) VALUES (%s, %s, %s)",
        [lexeme, is_facet, found.serialize()],
    )
    return True
