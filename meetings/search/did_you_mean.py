"""A search that finds nothing is asked again with other words: another spelling, a beginning, parts, fewer of them.

Never in silence: what was put in place of what is part of the result, and a reader can ask for the words as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from meetings.danish import compounds
from meetings.danish.base_forms import is_danish
from meetings.danish.dictionary import danish_dictionary
from meetings.models import SearchWord
from meetings.search.answer import SearchAnswer, answer_search, count_of_each
from meetings.search.bounds import SHORTEST_PREFIX
from meetings.search.clauses import Term
from meetings.search.known_names import KnownNames
from meetings.search.other_words import compound_with_other_parts, other_words, phrases_replaced, words_widened
from meetings.search.query import Query, parse_query
from meetings.search.relaxing import RelaxedSearch, relaxed_search
from meetings.search.replacements import (
    COMPOUND_PARTS,
    FIRST_PART,
    JOINED,
    NEAR_WORDS,
    PREFIX,
    SPELLING,
    Replacement,
    with_replacements,
)
from meetings.search.request import SearchRequest
from meetings.search.spelling import likely_spelling, words_with_items
from meetings.search.terms import word_terms
from meetings.search.weightless_words import is_weightless

# First parts of verbs that stand behind the verb as well: *sendt tilbage*. Those that are stop words are left out.
_PARTICLES = ("tilbage", "sammen", "igennem", "videre", "frem", "bort", "væk", "rundt", "fast")
# Fewer items are little: words that mean the same are searched for as well.
FEW = 5
# In letters. The first part of a compound says what it is about if it is as long: *solcelle*, but not *skole*.
_SHORTEST_TELLING_PART = 6
# A first part that more items have tells too little.
_MAX_WITH_FIRST_PART = 100
ALL, SOME = "all", "some"
# Shorter ones are words only as abbreviations: *STU*; and before a hyphen: *p-plads*.
_WORD = re.compile(r"[^\W\d_]{4,}|[A-ZÆØÅ]{2,3}|[^\W\d_]+(?:-[^\W\d_]{2,})+")


@dataclass(frozen=True)
class AnsweredSearch:
    """The request that was answered in the end, its answer, and the words that were replaced to get there."""

    request: SearchRequest
    answer: SearchAnswer
    replacements: tuple[Replacement, ...] = ()
    relaxed: RelaxedSearch | None = None

    @property
    def matched(self) -> str:
        """Whether the items have ALL of the words that the request has, or SOME."""
        return SOME if self.relaxed else ALL


def search_with_replacements(request: SearchRequest, names: KnownNames, *, as_typed: bool = False) -> AnsweredSearch:
    """The answer to a request; where nothing is found, to one with other words that finds something, if there is one.

    A date alone is then taken for the meeting of that day, also where only that meeting's items mention it. Where that
    finds nothing either, some of the words are enough (`search.relaxing`). With `as_typed` no word is replaced, and all
    are needed.
    """
    found = answer_search(request)
    plainly = AnsweredSearch(request, found)
    if request.query.is_empty:
        return plainly
    if request.query.day and (of_meeting := _items_of_the_day(request, found)):
        return of_meeting
    if as_typed or found.count >= FEW:
        return plainly
    if found.count:
        return _with_more_found(plainly, names) or plainly
    return _with_other_words(plainly, names)


def _items_of_the_day(request: SearchRequest, mentioning: SearchAnswer) -> AnsweredSearch | None:
    """The day's meeting, where nothing else mentions the date: many minutes have theirs above every decision."""
    of_meeting = replace(request, query=request.query.for_its_meeting())
    answer = answer_search(of_meeting)
    return AnsweredSearch(of_meeting, answer) if set(mentioning.item_ids) <= set(answer.item_ids) else None


def _with_more_found(few: AnsweredSearch, names: KnownNames) -> AnsweredSearch | None:
    """The search with words that mean the same beside those typed, if that finds more."""
    widened = _answered_with(few.request, words_widened(_single_words(few.request.query)), names)
    return widened if widened and widened.answer.count > few.answer.count else None


def _with_other_words(nothing: AnsweredSearch, names: KnownNames) -> AnsweredSearch:
    """The first search with other words that finds something; else what has most of the words, or nothing."""
    request = nothing.request
    for replacements in (_joined_neighbours(request.query), phrases_replaced(request.query)):
        if (answered := _answered_with(request, replacements, names)) and answered.answer.count:
            return answered
    missing = _single_words(request.query) if _is_one_word(request) else _terms_without_items(request.query)
    tried = dict[str, AnsweredSearch]()
    for how, replacement_for in _REPLACEMENT_FUNCTIONS.items():
        # A field holds for one word: two cannot take its place.
        replacements = [
            Replacement(term.text, used, how)
            for term in missing
            if (used := replacement_for(term.text)) and not (" " in used and term.is_in_field)
        ]
        if answered := _answered_with(request, replacements, names):
            if answered.answer.count:
                return answered
            tried.setdefault(how, answered)
    if (answered := _with_more_found(nothing, names)) is not None:
        return answered
    for answered in filter(None, (tried.get(SPELLING), tried.get(NEAR_WORDS), nothing, tried.get(FIRST_PART))):
        if relaxed := relaxed_search(answered.request):
            return replace(answered, request=relaxed.request, answer=relaxed.answer, relaxed=relaxed)
    return nothing


def _answered_with(request: SearchRequest, replacements: list[Replacement], names: KnownNames) -> AnsweredSearch | None:
    """The answer with these words replaced; None where there are none to replace."""
    if not replacements:
        return None
    other = replace(request, query=parse_query(with_replacements(request.query.text, replacements), names))
    return AnsweredSearch(other, answer_search(other), tuple(replacements))


def with_words_respelled(text: str) -> str:
    """The text with its unknown words as those of the archive that are spelled most alike; Danish words stay."""
    words = [
        term.text for term in _terms_without_items(parse_query(text)) if not danish_dictionary().base(term.text.lower())
    ]
    return with_replacements(
        text, [Replacement(word, near, SPELLING) for word in words if (near := SearchWord.objects.nearest(word))]
    )


def with_compounds_split(query: Query) -> str:
    """The text of a query with its compounds in their parts: *kvotefordeling* as *kvote fordeling*, save in quotes."""
    words = [term.text for term in _single_words(query) if not term.is_in_field and not term.is_quoted]
    return with_replacements(
        query.text, [Replacement(word, parts, COMPOUND_PARTS) for word in words if (parts := _split_compound(word))]
    )


def _is_one_word(request: SearchRequest) -> bool:
    """Whether one word was typed and nothing else, so that the archive lacks it where nothing is found."""
    is_narrowed = (
        request.facets or request.first or request.last or any(term.is_in_field for term in request.query.terms)
    )
    return not is_narrowed and len(request.query.clauses) == len(request.query.terms) == 1


def _terms_without_items(query: Query) -> list[Term]:
    """The single words of a query that no item of the archive has."""
    words = _single_words(query)
    counts = count_of_each([term.in_any_field.tsquery for term in words], at_most=1)
    return [term for term, count in zip(words, counts, strict=True) if not count]


def _single_words(query: Query) -> list[Term]:
    """The single words of a query, municipalities left out."""
    words = [clause for clause in query.required if not any(term.is_facet for term in clause.terms)]
    return [term for clause in words for term in clause.terms if _WORD.fullmatch(term.text)]


def _joined_neighbours(query: Query) -> list[Replacement]:
    """Words typed beside each other that some item has as one: *havne bad*, *sende tilbage* as *tilbagesende*."""
    pairs = [
        (f"{first} {second}", joined)
        for first, second in pairwise(query.text.split())
        if first.isalpha() and second.isalpha()
        for joined in ((first + second).lower(), (second + first).lower() if second.lower() in _PARTICLES else "")
        if joined
    ]
    of_archive = frozenset(words_with_items([joined for _, joined in pairs]))
    return [Replacement(typed, joined, JOINED) for typed, joined in pairs if joined in of_archive][:1]


def _split_compound(word: str) -> str | None:
    """The parts of a compound, each a word of its own: *kvotefordeling* as *kvote* and *fordeling*.

    A verb's first part, which stands behind it as well, is one: *tilbagesendt*.
    """
    if "-" in word:
        return word.replace("-", " ")
    for particle in _PARTICLES:
        if word.lower().startswith(particle) and is_danish(word.lower().removeprefix(particle)):
            return f"{particle} {word[len(particle) :]}"
    parts = compounds.split_compound(word.lower(), danish_dictionary())
    if not parts:
        return None
    return " ".join([*(compounds.part_as_own_word(part, danish_dictionary()) for part in parts[:-1]), parts[-1]])


def _first_part(word: str) -> str | None:
    """What a compound is about, by its first part: *solcellepark* as *solcelle*. None where that tells too little."""
    parts = compounds.split_compound(word.lower(), danish_dictionary())
    if not parts or len(parts[0]) < _SHORTEST_TELLING_PART:
        return None
    first = compounds.part_as_own_word(parts[0], danish_dictionary())
    if is_weightless(first) or not danish_dictionary().is_noun(first):
        return None
    counts = count_of_each([term.tsquery for term in word_terms(first)], at_most=_MAX_WITH_FIRST_PART)
    return first if counts and 0 < min(counts) < _MAX_WITH_FIRST_PART else None


def _as_prefix(word: str) -> str | None:
    """The word with an asterisk, where it is no Danish word itself."""
    return f"{word}*" if len(word) >= SHORTEST_PREFIX and not is_danish(word.lower()) else None


# How a replacement for a word is found, the likeliest way first; each gives None where it has none.
_REPLACEMENT_FUNCTIONS: dict[str, Callable[[str], str | None]] = {
    SPELLING: likely_spelling,
    NEAR_WORDS: lambda word: other_words(word) or compound_with_other_parts(word),
    PREFIX: _as_prefix,
    COMPOUND_PARTS: _split_compound,
    FIRST_PART: _first_part,
}
