"""Sets for phrases: the numbers of the items in which two common words follow one another, or with one word between.

A pair that many items have has a set of its own. All others share sets: of the numbers in a shared set those that have
both words are few, and are looked at. So a phrase of two common words is counted without reading the items that have
the words apart, of which there may be a hundred thousand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from django.db.backends.utils import CursorWrapper
from pyroaring import BitMap

from meetings.search.facets import PART

# A pair's second word is the next word, or the one after it, as in *status på sundhedsreformen*.
DISTANCES = (1, 2)
_SHARED_SETS = 65_536
_ROWS_AT_A_TIME = 2_000
_WEIGHTS = str.maketrans("", "", "ABCD")
_PLACED_LEXEME = re.compile(f"'({PART}?[a-z0-9]+)':([0-9,]+)")


class WordPair(NamedTuple):
    """A word, and the word or the part of a compound that stands so many words after it."""

    first: str
    second: str
    distance: int

    @property
    def name(self) -> str:
        return f"{self.first} {self.second} {self.distance}"

    @property
    def shared_set(self) -> int:
        """Which of the shared sets it would be in."""
        return _shared_set(crc32(self.first.encode()), crc32(self.second.encode()), self.distance)


def own_sets_of(cursor: CursorWrapper, pairs: Collection[WordPair]) -> dict[WordPair, BitMap]:
    """The numbers of the items that have each pair, of those pairs that have a set of their own."""
    by_name = {pair.name: pair for pair in pairs}
    cursor.execute("SELECT pair, numbers FROM meetings_commonpair WHERE pair = ANY(%s)", [list(by_name)])
    return {by_name[name]: BitMap.deserialize(bytes(numbers)) for name, numbers in cursor.fetchall()}


def shared_sets_of(cursor: CursorWrapper, pairs: Collection[WordPair]) -> dict[WordPair, BitMap]:
    """For each pair without a set of its own numbers, among which are those of all items that have it."""
    cursor.execute(
        "SELECT place, numbers FROM meetings_rarepairs WHERE place = ANY(%s)", [[pair.shared_set for pair in pairs]]
    )
    held = {place: BitMap.deserialize(bytes(numbers)) for place, numbers in cursor.fetchall()}
    return {pair: held.get(pair.shared_set, BitMap()) for pair in pairs}


def write_pairs(cursor: CursorWrapper, lexemes: Collection[str], *, every: int, enough: float) -> None:
    """Make anew the sets of all pairs of these lexemes in the numbered rows.

    A pair that `enough` of each `every`th row have gets a set of its own.
    """
    cursor.execute("DELETE FROM meetings_commonpair")
    cursor.execute("DELETE FROM meetings_rarepairs")
    words = _Vocabulary(lexemes)
    held = Counter[int]()
    for _, vector in _vectors(cursor, every):
        held.update({key for key, _ in words.pairs(vector)})
    own = {key: BitMap() for key, rows in held.items() if rows >= enough}
    shared = [BitMap() for _ in range(_SHARED_SETS)]
    for number, vector in _vectors(cursor):
        for key, place in words.pairs(vector):
            numbers = own.get(key)
            (shared[place] if numbers is None else numbers).add(number)
    with cursor.copy("COPY meetings_commonpair (pair, numbers) FROM STDIN") as copy:
        for key, numbers in own.items():
            copy.write_row((words.pair(key).name, _serialized(numbers)))
    with cursor.copy("COPY meetings_rarepairs (place, numbers) FROM STDIN") as copy:
        for place, numbers in enumerate(shared):
            if numbers:
                copy.write_row((place, _serialized(numbers)))
    cursor.execute("ANALYZE meetings_commonpair, meetings_rarepairs")


class _Vocabulary:
    """The lexemes whose pairs are looked for. A pair's key is a number: millions are gone through."""

    def __init__(self, lexemes: Collection[str]) -> None:
        self._lexemes: Sequence[str] = sorted(lexemes)
        self._codes: Mapping[str, int] = {lexeme: code for code, lexeme in enumerate(self._lexemes)}
        self._sums: Sequence[int] = [crc32(lexeme.encode()) for lexeme in self._lexemes]

    def pair(self, key: int) -> WordPair:
        rest, place = divmod(key, len(DISTANCES))
        first, second = divmod(rest, len(self._lexemes))
        return WordPair(self._lexemes[first], self._lexemes[second], DISTANCES[place])

    def pairs(self, vector: str) -> Iterator[tuple[int, int]]:
        """Each pair of a vector, by its key, and the shared set that it would be in."""
        firsts: dict[int, list[int]] = {}
        seconds: list[tuple[int, int]] = []
        for lexeme, places in _PLACED_LEXEME.findall(vector.translate(_WEIGHTS)):
            code = self._codes.get(lexeme)
            if code is None:
                continue
            for text in places.split(","):
                place = int(text)
                seconds.append((place, code))
                if not lexeme.startswith(PART):
                    firsts.setdefault(place, []).append(code)
        sums, size = self._sums, len(self._lexemes)
        for place, second in seconds:
            for nth, distance in enumerate(DISTANCES):
                for first in firsts.get(place - distance, ()):
                    key = (first * size + second) * len(DISTANCES) + nth
                    yield key, _shared_set(sums[first], sums[second], distance)


def _shared_set(first: int, second: int, distance: int) -> int:
    return (31 * first + second + distance) % _SHARED_SETS


def _serialized(numbers: BitMap) -> bytes:
    numbers.run_optimize()
    return bytes(numbers.serialize())


def _vectors(cursor: CursorWrapper, every: int = 1) -> Iterator[tuple[int, str]]:
    """The numbers of each `every`th row and its vector as PostgreSQL writes it, a part of the archive at a time."""
    cursor.execute("SELECT count(*) FROM meetings_numbereditem")
    (rows,) = cursor.fetchone()
    for start in range(0, rows, _ROWS_AT_A_TIME * every):
        cursor.execute(
            "SELECT number, vector::text FROM meetings_numbereditem JOIN meetings_searchrow USING (item_id)"
            " WHERE number = ANY(%s) ORDER BY number",
            [list(range(start, min(rows, start + _ROWS_AT_A_TIME * every), every))],
        )
        yield from cursor.fetchall()
