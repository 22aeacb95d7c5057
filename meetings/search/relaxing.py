"""Where nothing has all words: the items that have most of the telling words, the rarest weighing most.

A word is telling unless it says how something is asked or decided (`search.weightless_words`); where all say that,
those that are not of the asking are. In a question the verbs tell least: where nothing has them, the things are enough,
and where nothing has these together, the one that next to nothing has. Never in silence: the page says which words, or
how many, the items have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import ceil, log

from meetings.search.answer import SearchAnswer, answer_search, items_of_each, items_that_match, which_match
from meetings.search.clauses import Clause
from meetings.search.query import Query
from meetings.search.request import SearchRequest
from meetings.search.weightless_words import is_of_question, is_question, is_thing, is_verb_of_question, is_weightless

# Of more telling words the rarest are combined: their combinations are asked for one by one. Chosen by hand.
_MAX_COMBINED = 6
# Words that so many items have are common, and weigh alike.
_COMMON = 1_000
# Two words are the least that make a match no accident, save where a search has but one telling word.
_FEWEST_TOGETHER = 2
# What a word weighs that a hundred items have: of a question without its verbs, rarer ones are told alone.
_WEIGHT_OF_RARE = log(1 + _COMMON / 100)
# So many items of a question's one thing a reader looks through.
_FEW_ENOUGH_TO_READ = 5
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


# Words that may be enough together.
_Combination = tuple[_WeighedWord, ...]


def relaxed_search(request: SearchRequest) -> RelaxedSearch | None:
    """The search for which as many of the words are enough as any item has; None where none has enough of them.

    The request is one that finds nothing. Fields, phrases, dates, excluded words and what the search is narrowed by
    hold as before.
    """
    plain = [clause for clause in request.query.words if _can_be_missing(clause)]
    telling = [clause for clause in plain if not is_weightless(clause.terms[0].text)]
    telling = telling or [clause for clause in plain if not is_of_question(clause.terms[0].text)]
    if not telling or len(plain) < _FEWEST_TOGETHER:
        return None
    others = tuple(clause for clause in request.query.clauses if clause not in plain)
    without_words = replace(request, query=replace(request.query, clauses=others, words=()))
    known = _rarest(telling)
    if relaxed := _Relaxing(without_words, plain, known).best(telling):
        return relaxed
    question = request.query.text
    if not is_question(question):
        return None
    things = [clause for clause in telling if not is_verb_of_question(clause.terms[0].text, question)]
    of_things = [word for word in known if word.clause in things and word.weight >= _WEIGHT_OF_RARE]
    if things != telling and (relaxed := _Relaxing(without_words, plain, of_things).best(things)):
        return relaxed
    return _Relaxing(without_words, plain, _rarest_things(of_things)).any_of_them(things)


def _rarest_things(known: Sequence[_WeighedWord]) -> list[_WeighedWord]:
    """What a question may be about, if a few items have it: the rarest of its nouns and names; several if alike."""
    named = [
        word
        for word in known
        if word.items is not None and len(word.items) <= _FEW_ENOUGH_TO_READ and is_thing(word.clause.terms[0].text)
    ]
    return [word for word in named if word.weight == named[0].weight]


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


class _Relaxing:
    """Which of the `known` words are enough, in a search for all the `plain` ones that finds nothing.

    What rare words stand together with is read once, for all combinations, from the items that have one: that grows
    with them alone. Of common words, which weigh least, the index is asked only where nothing rare outweighs them.
    """

    def __init__(self, without_words: SearchRequest, plain: Sequence[Clause], known: Sequence[_WeighedWord]) -> None:
        self._without_words = without_words
        self._plain = frozenset(plain)
        self._known = known
        self._least = _LEAST_SHARE * sum(word.weight for word in known)

    def best(self, telling: Sequence[Clause]) -> RelaxedSearch | None:
        """The search for as many words as any item has together: half the telling ones at least, and two of several."""
        fewest = max(min(_FEWEST_TOGETHER, len(telling)), ceil(len(telling) / 2))
        for size in range(len(self._known), max(fewest, 1) - 1, -1):
            if relaxed := self._of_size(size, telling):
                return relaxed
        return None

    def any_of_them(self, telling: Sequence[Clause]) -> RelaxedSearch | None:
        """The search for what has one of the words."""
        return self._answered([(word,) for word in self._known if self._have_items((word,))], telling)

    def _of_size(self, size: int, telling: Sequence[Clause]) -> RelaxedSearch | None:
        """The search for the weightiest combinations of so many words that some item has together."""
        possible = [words for words in combinations(self._known, size) if _weight(words) >= self._least]
        found = {words for words in possible if _has_rare(words) and self._have_items(words)}
        common = [words for words in possible if not _has_rare(words) and not self._was_asked(words)]
        outweighed_by = _LEAST_OF_BEST * max(map(_weight, found), default=0.0)
        common = [words for words in common if _weight(words) >= outweighed_by]
        if not found and len(common) == 1:  # its answer tells whether any item has them
            return self._answered(common, telling)
        are_found = which_match([self._with_words([words]) for words in common])
        found |= {words for words, is_found in zip(common, are_found, strict=True) if is_found}
        least = _LEAST_OF_BEST * max(map(_weight, found), default=0.0)
        return self._answered([words for words in possible if words in found and _weight(words) >= least], telling)

    def _was_asked(self, words: _Combination) -> bool:
        """Whether the search that found nothing was for these words and no others."""
        return self._plain == {word.clause for word in words}

    def _have_items(self, words: _Combination) -> bool:
        """Whether some item has all of the words, a rare one among them."""
        items = frozenset[int].intersection(*(word.items for word in words if word.items is not None))
        if not items:
            return False
        if self._is_narrowed:
            items &= self._items_with_rare[None]
        return bool(items.intersection(*(self._items_with_rare[word] for word in words if word.items is None)))

    @cached_property
    def _is_narrowed(self) -> bool:
        asked = self._without_words
        return bool(asked.query.clauses or asked.facets or asked.first or asked.last)

    @cached_property
    def _items_with_rare(self) -> Mapping[_WeighedWord | None, frozenset[int]]:
        """By common word the items that have it and a rare one; by None, of a narrowed search, all with a rare one."""
        any_rare = Clause(tuple(term for word in self._known if word.items is not None for term in word.clause.terms))
        common: list[_WeighedWord | None] = [word for word in self._known if word.items is None]
        asked = [*common, None] if self._is_narrowed else common
        searches = [
            _searched_for(self._without_words, [any_rare, *([word.clause] if word else [])], ()) for word in asked
        ]
        return dict(zip(asked, items_that_match(searches), strict=True))

    def _with_words(self, found: Sequence[_Combination]) -> SearchRequest:
        """The search for what has all of one of the combinations."""
        clauses = [tuple(word.clause for word in words) for words in found]
        words = list(dict.fromkeys(clause for each in clauses for clause in each))
        return _searched_for(self._without_words, words, tuple(clauses))

    def _answered(self, found: Sequence[_Combination], telling: Sequence[Clause]) -> RelaxedSearch | None:
        """The search for the combinations with its answer; None where there is none or no item has one."""
        if not found:
            return None
        request = self._with_words(found)
        answer = answer_search(request)
        same = {word.clause for word in found[0]} if len(found) == 1 else ()
        words = tuple(clause.terms[0].text for clause in telling if clause in same)
        return RelaxedSearch(request, answer, len(found[0]), len(telling), words) if answer.count else None


def _weight(words: _Combination) -> float:
    return sum(word.weight for word in words)


def _has_rare(words: _Combination) -> bool:
    return any(word.items is not None for word in words)


def _searched_for(
    without_words: SearchRequest, words: Sequence[Clause], combined: tuple[tuple[Clause, ...], ...]
) -> SearchRequest:
    query: Query = without_words.query
    with_words = replace(query, clauses=(*query.clauses, *words), words=tuple(words), combinations=combined)
    return replace(without_words, query=with_words)
