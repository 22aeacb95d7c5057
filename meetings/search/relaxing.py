"""Where nothing has all words: the items that have most of the telling words, the rarest weighing most.

A word is telling unless it says how something is asked or decided (`search.weightless_words`). In a question the verbs
tell least: where nothing has them, the things are enough. Never in silence: the page says which words, or how many, the
items have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil, log

from meetings.search.answer import SearchAnswer, answer_search, items_of_each, which_match
from meetings.search.clauses import Clause
from meetings.search.query import Query
from meetings.search.request import SearchRequest
from meetings.search.weightless_words import is_only_verb, is_question, is_weightless

# Of more telling words the rarest are combined: their combinations are asked for one by one. Chosen by hand.
_MAX_COMBINED = 6
# Words that so many items have are common, and weigh alike.
_COMMON = 1_000
# Two words are the least that make a match no accident, save where a search has but one telling word.
_FEWEST_TOGETHER = 2
# What a word weighs that a hundred items have: of a question without its verbs, rarer ones are told alone.
_WEIGHT_OF_RARE = log(1 + _COMMON / 100)
# What a combination has to weigh: that share of all words that the archive has, and nearly as much as the best one.
# Chosen by hand, by the judged queries.
_LEAST_SHARE, _LEAST_OF_BEST = 0.5, 0.8


@dataclass(frozen=True)
class RelaxedSearch:
    """A search that some words are enough for: what was asked, its answer, and which words are enough.

    Its items have `enough` of the `asked` telling words; all the same ones, `words`, as typed, or these are ().
    """

    request: SearchRequest
    answer: SearchAnswer
    enough: int
    asked: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class _WeighedWord:
    """A word with its weight, and the items that have it; None of a common word."""

    clause: Clause
    weight: float
    items: frozenset[int] | None


def relaxed_search(request: SearchRequest) -> RelaxedSearch | None:
    """The search for which as many of the words are enough as any item has; None where none has enough of them.

    Fields, phrases, dates, excluded words and what the search is narrowed by hold as before.
    """
    plain = [clause for clause in request.query.words if _can_be_missing(clause)]
    telling = [clause for clause in plain if not is_weightless(clause.terms[0].text)]
    if not telling or len(plain) < _FEWEST_TOGETHER:
        return None
    others = tuple(clause for clause in request.query.clauses if clause not in plain)
    without_words = replace(request, query=replace(request.query, clauses=others, words=()))
    known = _rarest(telling)
    if found := _best_combinations(without_words, known, _fewest(telling)):
        return _answered(without_words, telling, found)
    things = [clause for clause in telling if not is_only_verb(clause.terms[0].text)]
    if things == telling or not is_question(request.query.text):
        return None
    of_things = [word for word in known if word.clause in things and word.weight >= _WEIGHT_OF_RARE]
    if found := _best_combinations(without_words, of_things, _fewest(things)):
        return _answered(without_words, things, found)
    return None


def _fewest(telling: Sequence[Clause]) -> int:
    """So many words an item has to have at least: half of them, and two unless there is only one."""
    return max(min(_FEWEST_TOGETHER, len(telling)), ceil(len(telling) / 2))


def _best_combinations(
    without_words: SearchRequest, known: Sequence[_WeighedWord], fewest: int
) -> list[tuple[Clause, ...]]:
    """The combinations of as many of the words as any item has together, `fewest` at least."""
    for size in range(len(known), max(fewest, 1) - 1, -1):
        if found := _combinations_found(without_words, known, size):
            return found
    return []


def _can_be_missing(clause: Clause) -> bool:
    """Whether it is a word, and no time, municipality or case number, which say what the search is narrowed to."""
    has_facets = any(step.lexeme[0].isupper() for _, steps in clause.phrases for step in steps)
    return not has_facets and not clause.is_number


def _rarest(telling: Sequence[Clause]) -> list[_WeighedWord]:
    """Those that some item has, at most _MAX_COMBINED, weighed by how many have it: from one item on to the bound."""
    found = zip(telling, items_of_each([clause.tsquery for clause in telling], _COMMON), strict=True)
    weighed = [
        _WeighedWord(clause, log(1 + _COMMON / (_COMMON if items is None else len(items))), items)
        for clause, items in found
        if items is None or items
    ]
    return sorted(weighed, key=lambda word: -word.weight)[:_MAX_COMBINED]


def _combinations_found(
    without_words: SearchRequest, known: Sequence[_WeighedWord], size: int
) -> list[tuple[Clause, ...]]:
    """The weightiest combinations of so many words that some item has together.

    What the rarer words have in common tells of most combinations that no item has them; the others are asked for.
    """
    least = _LEAST_SHARE * sum(word.weight for word in known)
    weighed = [(sum(word.weight for word in words), words) for words in combinations(known, size)]
    possible = [
        (weight, tuple(word.clause for word in words))
        for weight, words in weighed
        if weight >= least and _may_be_together(words)
    ]
    searches = [_with_words(without_words, [clauses]) for _, clauses in possible]
    are_found = which_match(searches)
    found = [one for one, is_found in zip(possible, are_found, strict=True) if is_found]
    best = max((weight for weight, _ in found), default=0.0)
    return [clauses for weight, clauses in found if weight >= _LEAST_OF_BEST * best]


def _may_be_together(words: Sequence[_WeighedWord]) -> bool:
    rarer = [word.items for word in words if word.items is not None]
    return not rarer or bool(frozenset.intersection(*rarer))


def _answered(
    without_words: SearchRequest, telling: Sequence[Clause], found: Sequence[tuple[Clause, ...]]
) -> RelaxedSearch:
    request = _with_words(without_words, found)
    words = tuple(clause.terms[0].text for clause in telling if clause in found[0]) if len(found) == 1 else ()
    return RelaxedSearch(request, answer_search(request), len(found[0]), len(telling), words)


def _with_words(without_words: SearchRequest, found: Sequence[tuple[Clause, ...]]) -> SearchRequest:
    """The search for those that have all of one of the combinations."""
    query: Query = without_words.query
    words = tuple(dict.fromkeys(clause for clauses in found for clause in clauses))
    return replace(
        without_words,
        query=replace(query, clauses=(*query.clauses, *words), words=words, combinations=tuple(found)),
    )
