"""Other words for the same: by a frozen thesaurus, and by a table of everyday and official words.

`thesaurus.txt` has narrow meanings alone (its first lines say whose it is); `everyday_words.txt` what municipalities
call a thing and what others do, as words and as phrases (*offentlig transport*).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from meetings.danish.lexemes import word_lexeme
from meetings.danish.tokens import tokenize
from meetings.danish.word_files import read_word_file

# Between what readers say and what it leads to, in a line of the table that is no equation.
LEADS_TO = ">"

# The lexemes of a word or a phrase, its stop words left out.
Lexemes = tuple[str, ...]


class OtherWords(NamedTuple):
    """What a word or a phrase may be replaced with: what means the same, and what a search may be for as well."""

    same: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class TableLine(NamedTuple):
    """A line of the table: what is said, and what it leads to; without the latter all that is said means the same."""

    said: tuple[str, ...]
    meant: tuple[str, ...] = ()


def read_tables() -> None:
    """Read both files now, which takes 2 seconds: a server does so before it has threads that would wait."""
    _everyday_words()
    _thesaurus()


def same_words(text: str) -> tuple[str, ...]:
    """The words and phrases of the table that mean the same as a word or a phrase, in whatever form."""
    return _other_words(text).same


def official_words(text: str) -> tuple[str, ...]:
    """What municipalities, or everybody else, call what the text stands for: the same first, then what is beside it."""
    same, beside = _other_words(text)
    return tuple(dict.fromkeys((*same, *beside)))


def thesaurus_words(word: str) -> tuple[str, ...]:
    """The words that the thesaurus has for a word, in whatever form."""
    lexeme = word_lexeme(word)
    return tuple(dict.fromkeys(other for other in _thesaurus().get(lexeme, ()) if word_lexeme(other) != lexeme))


def longest_phrase() -> int:
    """The words of the longest phrase that the table has other words for, stop words left out."""
    return max(map(len, _everyday_words()))


def table_lines() -> Iterator[TableLine]:
    """The lines of the table of everyday words, in its order."""
    for line in read_word_file("everyday_words.txt"):
        said, _, meant = line.partition(LEADS_TO)
        yield TableLine(_phrases(said), _phrases(meant))


def text_lexemes(text: str) -> Lexemes:
    """The lexemes of a text by which the table is looked up."""
    return tuple(token.lexemes[0] for token in tokenize(text) if token.lexemes)


def _other_words(text: str) -> OtherWords:
    return _everyday_words().get(text_lexemes(text), OtherWords())


@lru_cache(maxsize=1)
def _everyday_words() -> Mapping[Lexemes, OtherWords]:
    same, beside = defaultdict[Lexemes, list[str]](list), defaultdict[Lexemes, list[str]](list)
    for said, meant in table_lines():
        for one in said:
            others = beside if meant else same
            others[text_lexemes(one)] += [other for other in meant or said if text_lexemes(other) != text_lexemes(one)]
    return {
        lexemes: OtherWords(tuple(dict.fromkeys(same[lexemes])), tuple(dict.fromkeys(beside[lexemes])))
        for lexemes in {*same, *beside}
    }


def _phrases(part: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in part.split(",") if phrase.strip())


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
