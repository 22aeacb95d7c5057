"""What the engines are asked: words chosen by how many of the archive's items have them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import Self

from benchmark.vocabulary import MUNICIPAL_WORDS


class QuestionKind(StrEnum):
    """A row of the report."""

    RARE = "a rare word"
    COMMON = "a common word"
    COMMONEST = "the commonest word"
    PHRASE = "a phrase"
    PHRASE_OF_COMMON = "a phrase of two common words"
    PHRASE_OF_THREE = "a phrase of three common words"
    TWO_WORDS = "two words"
    FILTERED = "a common word and a filter"
    BY_DATE = "a common word, by date"
    PREFIX = "a word's beginning and *"
    MISSPELT = "a misspelt word"
    BEGINNING = "suggestions"


PHRASES = (QuestionKind.PHRASE, QuestionKind.PHRASE_OF_COMMON, QuestionKind.PHRASE_OF_THREE)


@dataclass(frozen=True)
class Question:
    """What a reader typed, and the municipality that narrows it. Of a BEGINNING, it is what was typed so far.

    Of a PREFIX it is the beginning alone, without the asterisk that is typed after it.
    """

    kind: QuestionKind
    words: tuple[str, ...]
    municipality: str = ""

    @property
    def typed(self) -> str:
        text = " ".join(self.words)
        if self.is_phrase:
            return f'"{text}"'
        return f"{text}*" if self.kind is QuestionKind.PREFIX else text

    @property
    def is_phrase(self) -> bool:
        return self.kind in PHRASES


@dataclass(frozen=True)
class WordSurvey:
    """How many of so many items have each word, in small letters, and each phrase.

    `common_phrases` are of two and three common words that stand side by side by chance, `phrases` are set ones.
    """

    items: int
    words: Mapping[str, int]
    phrases: Mapping[str, int]
    common_phrases: Mapping[str, int] = field(default_factory=dict)

    def times(self, copies: int) -> Self:
        """The survey of an archive in which every item stands so many times."""

        def multiplied(counts: Mapping[str, int]) -> dict[str, int]:
            return {text: copies * count for text, count in counts.items()}

        counts = map(multiplied, (self.words, self.phrases, self.common_phrases))
        return type(self)(copies * self.items, *counts)


_MUNICIPAL_WORDS = tuple(word.lower() for word in MUNICIPAL_WORDS)
RARE_ITEMS = 20
COMMON_SHARE = 0.10
SHARES_OF_TWO = (0.10, 0.06)
PHRASE_SHARE = 0.01
MUNICIPALITY = "Aalborg"
_ENDING = re.compile("(?<=....)(?:erne|ens|en|er|et|ns|rne|[snret])$")
LETTERS_TYPED, LETTERS_OF_PREFIX = 4, 5
_SHORTEST, _SHORTEST_MISSPELT = 5, 9
# A word is chosen only if at least so much of what begins like it is the word itself. Some engines find what begins
# like a word and some do not, and they are to be asked for about the same.
_LEAST_SHARE_OF_PREFIX = 0.7


def choose_questions(survey: WordSurvey) -> list[Question]:
    """A question of each kind but BY_DATE. Raises ValueError where an archive is so small that it has no word for one.

    Of phrases of common words the commonest is asked for, where the archive has any.
    """
    candidates = _Candidates(survey)
    rare = candidates.word_in_about(RARE_ITEMS)
    common = candidates.municipal_word_in_about(COMMON_SHARE * survey.items)
    one = candidates.municipal_word_in_about(SHARES_OF_TWO[0] * survey.items, but_not=(common,))
    other = candidates.municipal_word_in_about(SHARES_OF_TWO[1] * survey.items, but_not=(common, one))
    phrase = min(survey.phrases, key=lambda phrase: abs(survey.phrases[phrase] - PHRASE_SHARE * survey.items))
    known = candidates.municipal_word_in_about(
        COMMON_SHARE * survey.items, but_not=(common,), shortest=_SHORTEST_MISSPELT
    )
    return [
        Question(QuestionKind.RARE, (rare,)),
        Question(QuestionKind.COMMON, (common,)),
        Question(QuestionKind.COMMONEST, (candidates.commonest(),)),
        Question(QuestionKind.PHRASE, tuple(phrase.split())),
        *_phrases_of_common_words(survey),
        Question(QuestionKind.TWO_WORDS, (one, other)),
        Question(QuestionKind.FILTERED, (common,), MUNICIPALITY),
        Question(QuestionKind.PREFIX, (known[:LETTERS_OF_PREFIX],)),
        Question(QuestionKind.MISSPELT, (misspelt(known, survey.words),)),
        Question(QuestionKind.BEGINNING, (known[:LETTERS_TYPED],)),
    ]


def _phrases_of_common_words(survey: WordSurvey) -> Iterator[Question]:
    for kind, length in ((QuestionKind.PHRASE_OF_COMMON, 2), (QuestionKind.PHRASE_OF_THREE, 3)):
        if phrases := commonest_phrases(survey, length):
            yield Question(kind, tuple(phrases[0].split()))


def commonest_words(survey: WordSurvey, count: int) -> list[str]:
    """So many words that most items have, function words apart, no two of which are forms of each other."""
    by_beginning: dict[str, str] = {}
    for word in sorted(_MUNICIPAL_WORDS, key=lambda word: (-survey.words.get(word, 0), word)):
        by_beginning.setdefault(word[:LETTERS_TYPED], word)
    return list(by_beginning.values())[:count]


def commonest_phrases(survey: WordSurvey, length: int) -> list[str]:
    """The phrases of so many common words that are no forms of each other, the commonest first."""
    phrases = [
        phrase
        for phrase in survey.common_phrases
        if len(phrase.split()) == len({word[:LETTERS_TYPED] for word in phrase.split()}) == length
    ]
    return sorted(phrases, key=lambda phrase: (-survey.common_phrases[phrase], phrase))


class _Candidates:
    """The words of a survey that a question may be about."""

    def __init__(self, survey: WordSurvey) -> None:
        self._items_with = survey.words
        self._sorted = sorted(survey.words)
        self._sums = [0, *accumulate(survey.words[word] for word in self._sorted)]

    def commonest(self) -> str:
        """The word that most items have, function words apart."""
        return max(_MUNICIPAL_WORDS, key=lambda word: self._items_with.get(word, 0))

    def municipal_word_in_about(self, items: float, *, but_not: Sequence[str] = (), shortest: int = _SHORTEST) -> str:
        """Of MUNICIPAL_WORDS, the one whose number of items is the nearest to `items`."""
        words = (word for word in _MUNICIPAL_WORDS if len(word) >= shortest and word not in but_not)
        return self._nearest(words, items)

    def word_in_about(self, items: float) -> str:
        """Of all words, the one whose number of items is the nearest to `items`."""
        return self._nearest((word for word in self._sorted if len(word) >= _SHORTEST), items)

    def _nearest(self, words: Iterable[str], items: float) -> str:
        by_distance = sorted(words, key=lambda word: abs(self._items_with.get(word, 0) - items))
        for word in by_distance:
            if self._items_with.get(word, 0) >= _LEAST_SHARE_OF_PREFIX * max(1, self._beginning_like(word)):
                return word
        raise ValueError("The archive is too small to choose words from.")

    def _beginning_like(self, word: str) -> int:
        """How many items have words that begin like the word without its ending, an item counted for each of them."""
        beginning = _ENDING.sub("", word)
        first = bisect_left(self._sorted, beginning)
        last = bisect_left(self._sorted, beginning + "\U0010ffff")
        return self._sums[last] - self._sums[first]


def misspelt(word: str, known: Iterable[str]) -> str:
    """The word with two neighbouring letters exchanged, so that no known word begins with what comes out."""
    known = tuple(known)
    for swapped in _with_two_letters_swapped(word):
        if not any(other.startswith(swapped) for other in known):
            return swapped
    raise ValueError(f"Every misspelling of {word} is a word.")


def _with_two_letters_swapped(word: str) -> Iterator[str]:
    for place in range(len(word) // 2, len(word) - 2):
        if word[place] != word[place + 1]:
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
