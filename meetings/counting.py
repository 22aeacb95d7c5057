"""The way to an answer that large archives have for common words: sets of numbers are cut and counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from django.db.backends.utils import CursorWrapper
from pyroaring import BitMap

from meetings.asked import OLDEST, Asked, Found
from meetings.looking_up import looked_up, where_of
from meetings.search import bounds, facets
from meetings.search.namespaces import FACET
from meetings.search_numbers import Numbering, current_numbering, sets_of

_UNNUMBERED = "item_id IN (SELECT item_id FROM meetings_unnumbereditem)"


@dataclass(frozen=True)
class _Wanted:
    """Lexemes one of which a match has, or, `excluded`, has none of."""

    lexemes: tuple[str, ...]
    excluded: bool = False


def counted(cursor: CursorWrapper, asked: Asked, *, is_ordered: bool) -> Found | None:
    """What matches, counted by sets; None where the search has a rare word, or the archive no numbers."""
    numbering = current_numbering(cursor)
    if numbering is None or any(not clause.sets for clause in asked.query.clauses):
        return None
    matches = _matches(cursor, asked, numbering)
    if matches is None:
        return None
    if all(clause.is_of_sets for clause in asked.query.clauses):
        found = _counted(cursor, asked, numbering, matches, is_ordered=is_ordered)
    else:
        found = _rechecked(cursor, asked, numbering, matches)
    cursor.execute("SELECT EXISTS (SELECT FROM meetings_unnumbereditem)")
    (has_unnumbered,) = cursor.fetchone()
    if has_unnumbered:
        found += looked_up(cursor, asked, is_ordered=is_ordered, condition=_UNNUMBERED)
    return found


def _matches(cursor: CursorWrapper, asked: Asked, numbering: Numbering) -> BitMap | None:
    """The numbers of what has a lexeme of each set that is asked for; None where a set has but rare ones."""
    wanted = [
        _Wanted(lexemes, clause.excluded)
        for clause in asked.query.clauses
        if clause.is_of_sets or not clause.excluded
        for lexemes in clause.sets
    ]
    known = _known(cursor, numbering, (lexeme for each in wanted for lexeme in each.lexemes))
    if not all(each.excluded or not known.keys().isdisjoint(each.lexemes) for each in wanted):
        return None
    rare = {lexeme for each in wanted for lexeme in each.lexemes} - known.keys()
    known.update((lexeme, _numbers_of_rare(cursor, lexeme)) for lexeme in rare)
    cursor.execute("SELECT number FROM meetings_stalenumber")
    matches = numbering.every - BitMap([number for (number,) in cursor.fetchall()])
    for number in asked.facets:
        matches &= numbering.of_facet(number)
    if asked.first or asked.last:
        matches &= numbering.of_period(asked.first, asked.last)
    for each in wanted:
        having = _union(known[lexeme] for lexeme in each.lexemes)
        matches = matches - having if each.excluded else matches & having
    return matches


def _known(cursor: CursorWrapper, numbering: Numbering, lexemes: Iterable[str]) -> dict[str, BitMap]:
    """The numbers of the common ones among the lexemes, and of the facets."""
    asked_for = set(lexemes)
    of_facets = {lexeme for lexeme in asked_for if lexeme.startswith(FACET)}
    known = {lexeme: numbering.of_facet(facets.of_lexeme(lexeme)) for lexeme in of_facets}
    return known | (sets_of(cursor, asked_for - of_facets) if asked_for - of_facets else {})


def _numbers_of_rare(cursor: CursorWrapper, *lexemes: str) -> BitMap:
    """The numbers of the rows that have one of some lexemes without a set: by definition there are few."""
    cursor.execute(
        "SELECT number FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id) WHERE vector @@ %s::tsquery",
        [" | ".join(lexemes)],
    )
    return BitMap([number for (number,) in cursor.fetchall()])


def _union(sets: Iterable[BitMap]) -> BitMap:
    return reduce(BitMap.union, sets)


def _counted(cursor: CursorWrapper, asked: Asked, numbering: Numbering, matches: BitMap, *, is_ordered: bool) -> Found:
    found = numbering.counts(matches)
    if not is_ordered:
        return Found(found)
    numbers = _first(matches, asked.order, bounds.REACH)
    if asked.is_ranked and len(matches) > bounds.RANKED and asked.query.in_titles:
        in_titles = matches & _in_titles(cursor, numbering, asked.query.in_titles)
        numbers[bounds.NEWEST_RANKED : bounds.NEWEST_RANKED] = _first(in_titles, asked.order, bounds.TITLES_RANKED)
    return Found(found, numbers=tuple(dict.fromkeys(numbers)))


def _in_titles(cursor: CursorWrapper, numbering: Numbering, lexemes: Sequence[str]) -> BitMap:
    """The numbers of the items with one of the lexemes of titles."""
    known = _known(cursor, numbering, lexemes)
    rare = [lexeme for lexeme in lexemes if lexeme not in known]
    return _union([*known.values(), _numbers_of_rare(cursor, *rare) if rare else BitMap()])


def _first(numbers: BitMap, order: str, limit: int) -> list[int]:
    """The newest of the numbers, the newest first; or the oldest, where those come first."""
    return list(numbers[:limit]) if order == OLDEST else list(numbers[-limit:])[::-1]


def _rechecked(cursor: CursorWrapper, asked: Asked, numbering: Numbering, matches: BitMap) -> Found:
    """Of items that have the words of a phrase those that have the phrase; of many the newest are looked at."""
    where, values = where_of(replace(asked, facets=(), first=None, last=None), "number = ANY(%s)")
    cursor.execute(
        f"SELECT number FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id) WHERE {where}",
        [_first(matches, asked.order, bounds.RECHECKED), *values],
    )
    numbers = BitMap([number for (number,) in cursor.fetchall()])
    return Found(
        numbering.counts(numbers),
        numbers=tuple(_first(numbers, asked.order, bounds.REACH)),
        is_exact=len(matches) <= bounds.RECHECKED,
    )
