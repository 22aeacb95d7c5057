"""Other words for the same: by a frozen thesaurus, and by a table of everyday and official words.

`thesaurus.txt` has narrow meanings alone (its first lines say whose it is); `everyday_words.txt` what municipalities
call a thing and what others do.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from meetings.danish.lexemes import word_lexeme
from meetings.danish.word_files import read_word_file


def official_words(word: str) -> tuple[str, ...]:
    """What municipalities, or everybody else, call what the word, in whatever form, stands for; none for most words."""
    return _others(word, _everyday_words())


def thesaurus_words(word: str) -> tuple[str, ...]:
    """The words that the thesaurus has for a word, in whatever form."""
    return _others(word, _thesaurus())


def _others(word: str, by_lexeme: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    lexeme = word_lexeme(word)
    return tuple(dict.fromkeys(other for other in by_lexeme.get(lexeme, ()) if word_lexeme(other) != lexeme))


@lru_cache(maxsize=1)
def _everyday_words() -> Mapping[str, tuple[str, ...]]:
    by_lexeme: dict[str, tuple[str, ...]] = {}
    for line in read_word_file("everyday_words.txt"):
        words = tuple(line.split())
        by_lexeme |= {lexeme: (*by_lexeme.get(lexeme, ()), *words) for lexeme in map(word_lexeme, words)}
    return by_lexeme


@lru_cache(maxsize=1)
def _thesaurus() -> Mapping[str, tuple[str, ...]]:
    by_lexeme: dict[str, tuple[str, ...]] = {}
    for word, others in _thesaurus_lines():
        lexeme = word_lexeme(word)
        by_lexeme[lexeme] = (*by_lexeme.get(lexeme, ()), *others)
    return by_lexeme


def _thesaurus_lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in read_word_file("thesaurus.txt"):
        word, _, others = line.partition(": ")
        yield word, tuple(others.split())
