"""Texts -> what search stores of them: a tsvector, and the words that a misspelled one may have meant."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from meetings.search.analyzer import tokenize
from meetings.search.lexemes import INVISIBLE, is_stop_word
from meetings.search.query import MAX_WORDS

Weight = Literal["A", "B", "C", "D"]

MAX_POSITION = 16_383
MAX_POSITIONS = 255
MAX_BYTES = 1_000_000
"""PostgreSQL's limits: the last position, positions of a lexeme, and (a little under its 1 MB) the whole."""

PART_GAP = MAX_WORDS
"""Positions between two parts: as many as a phrase can span, so that none runs on into the next part."""


def search_vector(parts: Iterable[tuple[str, Weight]]) -> str:
    """The text of a tsvector over the parts in order, to be given to PostgreSQL as `%s::tsvector`.

    What lies beyond PostgreSQL's limits is left out: words beyond MAX_POSITION are still found, but in no
    phrase, and of a text beyond MAX_BYTES only the beginning is found.
    """
    places: dict[str, dict[int, Weight]] = {}
    size = start = position = 0
    for text, weight in parts:
        for token in tokenize(text):
            position = start + token.position
            for lexeme in token.lexemes:
                cost = 2 if lexeme in places else len(lexeme) + 12
                if size + cost > MAX_BYTES:
                    break
                weights = places.setdefault(lexeme, {})
                if len(weights) < MAX_POSITIONS:
                    place = min(position, MAX_POSITION)
                    weights[place] = min(weight, weights.get(place, weight))
                    size += cost
        start = position + PART_GAP
    return " ".join(
        f"'{lexeme}':{','.join(f'{place}{weight}' for place, weight in sorted(weights.items()))}"
        for lexeme, weights in sorted(places.items())
    )


_MEANINGLESS = re.compile(f"[{INVISIBLE}]")
_PLAIN_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
_SHORTEST, _LONGEST = 4, 40


def words(parts: Iterable[tuple[str, Weight]]) -> frozenset[str]:
    """The plain words of the parts in lower case, from which a misspelled query is mended.

    A hyphenated word counts as a whole and in its parts. Stop words and what holds a digit are no help.
    """
    found: set[str] = set()
    for text, _ in parts:
        text = unicodedata.normalize("NFC", _MEANINGLESS.sub("", text)).replace("\u2011", "-").lower()
        for whole in _PLAIN_WORD.findall(text):
            found.update((whole, *whole.split("-")))
    return frozenset(word for word in found if _SHORTEST <= len(word) <= _LONGEST and not is_stop_word(word))
