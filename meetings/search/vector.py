"""Texts -> what search stores of them: a tsvector, and the words that a misspelled one may have meant."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from meetings.caching.made_ahead import can_be_made_ahead
from meetings.danish.kept_tokens import tokens_of
from meetings.danish.lexemes import is_stop_word, normalize_unicode
from meetings.danish.tokens import PLAIN_HYPHENS
from meetings.search.common_pairs import COMMON, pair_lexemes
from meetings.search.facets import PART, facet_lexeme
from meetings.search.query import MAX_WORDS

Weight = Literal["A", "B", "C", "D"]
# A part of a compound counts one step less than a word of its own.
_WEIGHT_OF_PARTS: Mapping[Weight, Weight] = {"A": "B", "B": "C", "C": "D", "D": "D"}


class SearchedText(NamedTuple):
    """A text that search finds an item by: its weight (A counts most), and the mark of the field that it is.

    `namespace` is IN_TITLE, IN_DECISION or IN_CASE_NUMBER; '' for a text that no field of a query restricts to.
    """

    text: str
    weight: Weight
    namespace: str = ""


# PostgreSQL's limits of a tsvector: the last position, the positions of a lexeme, and its size, which is 1,048,575
# bytes: what is left is for facets, 16 bytes each.
MAX_POSITION = 16_383
MAX_POSITIONS = 255
MAX_VECTOR_BYTES = 1_000_000

# Positions between two texts: as many as a phrase can span, so that none runs on into the next text.
TEXT_GAP = MAX_WORDS


def search_vector(texts: Iterable[SearchedText], facets: Iterable[int] = ()) -> str:
    """The text of a tsvector over the texts in order and the facets, to be given to PostgreSQL as `%s::tsvector`.

    What lies beyond PostgreSQL's limits is left out: words beyond MAX_POSITION are still found, but in no
    phrase, and of a text beyond MAX_VECTOR_BYTES only the beginning is found.
    """
    return with_facets(_vector_of_texts(tuple(texts)), facets)


@can_be_made_ahead
def _vector_of_texts(texts: tuple[SearchedText, ...]) -> str:
    places: dict[str, dict[int, Weight]] = {}
    size = start = position = 0
    for text, weight, namespace in texts:
        weight_of_parts = _WEIGHT_OF_PARTS[weight]
        for token in tokens_of(text):
            position = start + token.position
            lexemes = [(lexeme, weight) for lexeme in token.lexemes]
            lexemes += [(PART + lexeme, weight_of_parts) for lexeme in token.parts]
            for lexeme, weight_here in lexemes:
                cost = 2 if lexeme in places else len(lexeme) + 12
                if size + cost > MAX_VECTOR_BYTES:
                    break
                weights = places.setdefault(lexeme, {})
                if len(weights) < MAX_POSITIONS:
                    place = position if position < MAX_POSITION else MAX_POSITION
                    weights[place] = min(weight_here, weights[place]) if place in weights else weight_here
                    size += cost
            if namespace and size < MAX_VECTOR_BYTES:
                for lexeme in (*token.lexemes, *token.parts):
                    if namespace + lexeme not in places:
                        places[namespace + lexeme] = {}
                        size += len(lexeme) + 12
        start = position + TEXT_GAP
    for lexeme in _pairs(places):
        if lexeme not in places and size < MAX_VECTOR_BYTES:
            places[lexeme] = {}
            size += len(lexeme) + 12
    return " ".join(_tsvector_entry(lexeme, places[lexeme]) for lexeme in sorted(places))


def with_facets(vector: str, facets: Iterable[int]) -> str:
    """The text of a tsvector that has these facets too, which it lacks."""
    return " ".join((*([vector] if vector else []), *(f"'{facet_lexeme(facet)}'" for facet in facets)))


def _pairs(places: Mapping[str, Iterable[int]]) -> list[str]:
    """The lexemes of the pairs of common words: of words whose positions the vector holds."""
    at_position: dict[int, list[str]] = {}
    for lexeme, positions in places.items():
        if lexeme.removeprefix(PART) in COMMON:
            for position in positions:
                at_position.setdefault(position, []).append(lexeme)
    at_position.pop(MAX_POSITION, None)  # where all words stand that lie beyond it
    return list(pair_lexemes(at_position))


def _tsvector_entry(lexeme: str, weights: Mapping[int, Weight]) -> str:
    """A lexeme as PostgreSQL reads it, with its positions and their weights: `'kvote':1A,28D`."""
    if not weights:
        return f"'{lexeme}'"
    return f"'{lexeme}':{','.join([f'{place}{weight}' for place, weight in sorted(weights.items())])}"


# A word of letters, hyphens between them or none.
_PLAIN_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
# In letters. Shorter words are too many to mend by, and longer ones are none.
_SHORTEST, _LONGEST = 4, 40


def plain_words(texts: Iterable[SearchedText]) -> frozenset[str]:
    """The plain words of the texts in lower case, from which a misspelled query is mended.

    A hyphenated word counts as a whole and in its parts. Stop words and what holds a digit are no help.
    """
    return _plain_words_of_texts(tuple(texts))


@can_be_made_ahead
def _plain_words_of_texts(texts: tuple[SearchedText, ...]) -> frozenset[str]:
    found: set[str] = set()
    for text, *_ in texts:
        text = normalize_unicode(text).translate(PLAIN_HYPHENS).lower()
        for whole in _PLAIN_WORD.findall(text):
            found.update((whole, *whole.split("-")))
    return frozenset(word for word in found if _SHORTEST <= len(word) <= _LONGEST and not is_stop_word(word))
