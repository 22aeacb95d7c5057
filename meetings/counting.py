"""The way to an answer that large archives have for common words: sets of numbers are cut and counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise, product

from django.db.backends.utils import CursorWrapper
from pyroaring import BitMap

from meetings.search import bounds, facets
from meetings.search.clauses import Clause, Phrase, PhraseStep, Term
from meetings.search.facets import FACET, PART
from meetings.search.lookup import look_up, where_clause
from meetings.search.request import OLDEST, SearchMatches, SearchRequest
from meetings.search_numbers import Current, Numbering, current_numbering, sets_of
from meetings.word_pairs import DISTANCES, WordPair, own_sets_of, shared_sets_of

_UNNUMBERED = "item_id IN (SELECT item_id FROM meetings_unnumbereditem)"


@dataclass(frozen=True)
class _Matches:
    """The numbers that surely match, and those that may, the sure ones among them."""

    sure: BitMap
    possible: BitMap

    @classmethod
    def exactly(cls, numbers: BitMap) -> _Matches:
        return cls(numbers, numbers)

    def __and__(self, other: _Matches) -> _Matches:
        return _Matches(self.sure & other.sure, self.possible & other.possible)

    def __or__(self, other: _Matches) -> _Matches:
        return _Matches(self.sure | other.sure, self.possible | other.possible)

    def __sub__(self, other: _Matches) -> _Matches:
        return _Matches(self.sure - other.possible, self.possible - other.sure)


def counted(cursor: CursorWrapper, request: SearchRequest, *, is_ordered: bool) -> SearchMatches | None:
    """What matches, counted by sets; None where the search has a rare word, or the archive no numbers."""
    current = current_numbering(cursor)
    if current is None or any(clause.has_prefixes for clause in request.query.clauses):
        return None
    numbering, lexemes = current.numbering, {lexeme for clause in request.query.clauses for lexeme in clause.lexemes}
    known = _known(cursor, numbering, {*lexemes, *(request.query.title_lexemes if request.is_ranked else ())})
    if any(_is_rare(clause, known) for clause in request.query.required):
        return None
    sets = _SearchedSets(cursor, known, request.query.clauses, has_pairs=current.has_pairs)
    matches = _narrowed(request, current)
    for clause in request.query.clauses:
        of_clause = sets.of_clause(clause)
        matches = matches - of_clause if clause.excluded else matches & of_clause
    matching, doubtful = matches.sure, matches.possible - matches.sure
    if doubtful:
        matching |= _confirmed(cursor, request, _first(doubtful, request.order, bounds.MAX_RECHECKED))
    numbers = _chosen(cursor, request, matching, known) if is_ordered else ()
    items = [numbering.item(number) for number in numbers]
    found = SearchMatches.split(
        request, numbering.counts(matching), items, is_exact=len(doubtful) <= bounds.MAX_RECHECKED
    )
    if current.has_unnumbered:
        found += look_up(cursor, request, is_ordered=is_ordered, condition=_UNNUMBERED)
    return found


def _known(cursor: CursorWrapper, numbering: Numbering, lexemes: Iterable[str]) -> dict[str, BitMap]:
    """The numbers of the common ones among the lexemes, and of the facets."""
    asked_for = set(lexemes)
    of_facets = {lexeme for lexeme in asked_for if lexeme.startswith(FACET)}
    known = {lexeme: numbering.of_facet(facets.facet_of_lexeme(lexeme)) for lexeme in of_facets}
    return known | (sets_of(cursor, asked_for - of_facets) if asked_for - of_facets else {})


def _is_rare(clause: Clause, known: Collection[str]) -> bool:
    """Whether what matches has a lexeme without a set: then there is little, and the index finds it."""
    return all(
        any(all(lexeme not in known for lexeme in step.lexemes(term.namespace)) for step in steps)
        for term, steps in clause.phrases
    )


def _narrowed(request: SearchRequest, current: Current) -> _Matches:
    """What has the facets and is of the period, whatever its words."""
    numbering = current.numbering
    numbers = numbering.every - current.stale
    for number in request.facets:
        numbers &= numbering.of_facet(number)
    if request.first or request.last:
        numbers &= numbering.of_period(request.first, request.last)
    return _Matches.exactly(numbers)


class _SearchedSets:
    """The sets of a search's words and of the pairs in its phrases, each kind fetched at once."""

    def __init__(
        self, cursor: CursorWrapper, known: Mapping[str, BitMap], clauses: Sequence[Clause], *, has_pairs: bool
    ) -> None:
        lexemes = {lexeme for clause in clauses for lexeme in clause.lexemes}
        self._numbers = {**known, **{rare: _numbers_of_rare(cursor, rare) for rare in lexemes - known.keys()}}
        self._common = known.keys()
        pairs = {
            pair
            for clause in clauses
            for term, steps in clause.phrases
            if has_pairs and not term.namespace
            for before, after in pairwise(steps)
            for pair in _pairs(before, after)
            if self._has_set(pair)
        }
        self._own = own_sets_of(cursor, pairs) if pairs else {}
        others = pairs - self._own.keys()
        self._shared = shared_sets_of(cursor, others) if others else {}

    def of_clause(self, clause: Clause) -> _Matches:
        """What one of the clause's phrases matches."""
        return reduce(_Matches.__or__, (self._of_phrase(term, steps) for term, steps in clause.phrases))

    def _of_phrase(self, term: Term, steps: Phrase) -> _Matches:
        together = _Matches.exactly(
            reduce(BitMap.intersection, (self._having(step.lexemes(term.namespace)) for step in steps))
        )
        if not term.namespace:
            for before, after in pairwise(steps):
                together &= reduce(_Matches.__or__, map(self._of_pair, _pairs(before, after)))
        are_places_known = len(steps) <= 2 or bool(term.namespace)
        if are_places_known and not any(step.weight for step in steps):
            return together
        return _Matches(BitMap(), together.possible)

    def _having(self, lexemes: Iterable[str]) -> BitMap:
        return _union(self._numbers[lexeme] for lexeme in lexemes)

    def _of_pair(self, pair: WordPair) -> _Matches:
        if pair in self._own:
            return _Matches.exactly(self._own[pair])
        both = self._numbers[pair.first] & self._numbers[pair.second]
        return _Matches(BitMap(), both & self._shared[pair] if pair in self._shared else both)

    def _has_set(self, pair: WordPair) -> bool:
        return (
            pair.distance in DISTANCES and not pair.first.startswith(PART) and {pair.first, pair.second} <= self._common
        )


def _pairs(before: PhraseStep, after: PhraseStep) -> list[WordPair]:
    """The pairs of lexemes any of which two steps of a phrase are."""
    return [WordPair(*lexemes, after.distance) for lexemes in product(before.lexemes(), after.lexemes())]


def _numbers_of_rare(cursor: CursorWrapper, *lexemes: str) -> BitMap:
    """The numbers of the rows that have one of some lexemes without a set: by definition there are few."""
    cursor.execute(
        "SELECT number FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id) WHERE vector @@ %s::tsquery",
        [" | ".join(lexemes)],
    )
    return BitMap([number for (number,) in cursor.fetchall()])


def _union(sets: Iterable[BitMap]) -> BitMap:
    return reduce(BitMap.union, sets)


def _chosen(
    cursor: CursorWrapper, request: SearchRequest, matching: BitMap, known: Mapping[str, BitMap]
) -> tuple[int, ...]:
    """The numbers of the results that are within reach: first those that are to be ranked."""
    numbers = _first(matching, request.order, bounds.MAX_RESULTS)
    if request.is_ranked and len(matching) > bounds.RANKED and request.query.title_lexemes:
        in_titles = matching & _in_titles(cursor, request.query.title_lexemes, known)
        numbers[bounds.NEWEST_RANKED : bounds.NEWEST_RANKED] = _first(in_titles, request.order, bounds.TITLES_RANKED)
    return tuple(dict.fromkeys(numbers))


def _in_titles(cursor: CursorWrapper, lexemes: Sequence[str], known: Mapping[str, BitMap]) -> BitMap:
    """The numbers of the items with one of the lexemes of titles."""
    rare = [lexeme for lexeme in lexemes if lexeme not in known]
    common = [known[lexeme] for lexeme in lexemes if lexeme in known]
    return _union([*common, _numbers_of_rare(cursor, *rare) if rare else BitMap()])


def _first(numbers: BitMap, order: str, limit: int) -> list[int]:
    """The newest of the numbers, the newest first; or the oldest, where those come first."""
    return list(numbers[:limit]) if order == OLDEST else list(numbers[-limit:])[::-1]


def _confirmed(cursor: CursorWrapper, request: SearchRequest, numbers: Sequence[int]) -> BitMap:
    """Those of the numbers whose rows PostgreSQL finds to match."""
    where, values = where_clause(replace(request, facets=(), first=None, last=None), "number = ANY(%s)")
    cursor.execute(
        f"SELECT number FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id) WHERE {where}",
        [list(numbers), *values],
    )
    return BitMap([number for (number,) in cursor.fetchall()])
