"""Splits Danish text into words with their lexemes, in the same way for documents and for queries.

PostgreSQL's own Danish configuration knows neither å = aa, nor case numbers, nor that *lærepladser* and
*læreplads* are one word. So the lexemes are made here, and PostgreSQL is only given finished ones.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from meetings.danish.dates import DATE, LETTERS_OR_DIGITS, parse_date
from meetings.danish.lexemes import (
    APOSTROPHE,
    INVISIBLE,
    analyze_word,
    ascii_form,
    is_stop_word,
    word_lexeme,
)
from meetings.danish.met_words import MetWords, WordLexemes
from meetings.danish.numbers import THOUSANDS

# Raise it with every change to the lexemes of any word: then all stored search rows are written again.
ANALYZER_VERSION = 8

# How often a matter that takes several readings is treated, as words; *anden* by itself says nothing.
ORDINALS = {"første": "1", "anden": "2", "tredje": "3"}
_BEFORE_READING = re.compile(r"\s+behandling", re.I)

# A noun's form that is mostly a verb's, *taget til efterretning*: the roof behind a preposition, and where something is
# said of it.
_ROOF, _TAKEN = word_lexeme("tag"), "taget"
_PREPOSITION_BEFORE = re.compile(r"\b(?:ad|af|fra|gennem|i|med|mod|om|over|på|til|under|ved)\s+$", re.I)
_AUXILIARY_BEFORE = re.compile(r"\b(?:er|var|bliver|blev|blevet|være|været|har|havde|have|få|fik)\s+(?:\w+\s+)?$", re.I)
_SAID_OF_IT_AFTER = re.compile(
    r"\s+(?:er|var|blev|bliver|skal|har|havde|kan|må|bør|trænger|mangler|lækker|på|over|[a-zæøå]{3,}es)\b"
)
# In characters: so far back an auxiliary stands before its participle, with a word between.
_LOOKED_BACK = 30

# Letters that parties are called by, and words in small letters: an island, a stream.
_PARTIES_LIKE_WORDS = frozenset("ØÅ")


class Token(NamedTuple):
    """A word of a text, or one part of a joined word such as *it-drift*.

    `start` and `end` are character offsets in the text as given; `position` counts the words from 1 without a
    gap. `lexemes` is empty for a stop word. Else the first is the word's own and the others are aliases,
    which stand for the text from `start` to `alias_end`: a joined word, a case number, a date. `parts` are the
    lexemes that a compound is made of.
    """

    start: int
    end: int
    position: int
    lexemes: tuple[str, ...]
    alias_end: int
    parts: tuple[str, ...] = ()


_WORD_END = r"(?![^\W_])"
HYPHEN = "[-\u2010\u2011]"
# For str.translate: hyphens that do not break, and those of Unicode, as the one of the keyboard.
PLAIN_HYPHENS = str.maketrans("\u2010\u2011", "--")
_CASE_NUMBER = rf"sag{HYPHEN}[0-9]{{4}}{HYPHEN}[0-9]{{2,}}{_WORD_END}"
_DECIMAL = rf"(?:{THOUSANDS}(?:,[0-9]+)?|[0-9]+,[0-9]+)(?![.,]?[0-9]){_WORD_END}"
_DOTTED = rf"[0-9]+(?:\.[0-9]+){{1,9}}{_WORD_END}"
# § 38 b, §38b, paragraf 110; the i of *§ 8 i loven* is a word.
PARAGRAPH = r"(?:§{1,2}|\bparagraf(?:fen)?)\s?[0-9]{1,4}(?:\s?[a-hj-z])?(?![^\W_]|[.,][0-9])"
_LETTERS = rf"[^\W_]+(?:[\u0300-\u036f{INVISIBLE}]+[^\W_]*)*"
_WORD = rf"{_LETTERS}(?:{APOSTROPHE}{_LETTERS})*"
_WORDS = rf"{_WORD}(?:(?:{HYPHEN}/|{HYPHEN}|/){_WORD})*"

_UNDATED = re.compile(
    rf"(?P<paragraph>{PARAGRAPH})|(?P<case>{_CASE_NUMBER})|(?P<decimal>{_DECIMAL})|(?P<dotted>{_DOTTED})"
    rf"|(?P<words>{_WORDS})",
    re.I,
)
_TOKEN = re.compile(rf"(?P<date>{DATE})|{_UNDATED.pattern}", re.I)
_PART = re.compile(_WORD)
_OF_PARAGRAPH = re.compile(r"[0-9]+|[^\W\d_]+")
_NUMBER_AND_LETTER = re.compile(r"([0-9]+)\s?([a-z])?$")
_CAMEL_HUMP = re.compile("(?<=[a-zæøå])(?=[A-ZÆØÅ])|(?<=[0-9])(?=[A-ZÆØÅ][a-zæøå])")


def tokenize(text: str) -> Iterator[Token]:
    """The words of the text in order. Each part of a joined word, a date or a dotted number is a word."""
    position = 0
    for match in _token_matches(text):
        if _is_one_word(match[0]):
            position += 1
            if match[0] == "kl" and text.startswith(".", match.end()):
                yield Token(match.start(), match.end(), position, (), match.end())  # an hour, not the association KL
                continue
            lexemes, inner = _word_and_part_lexemes(match[0])
            if (ordinal := ORDINALS.get(match[0].lower())) and _BEFORE_READING.match(text, match.end()):
                lexemes = (word_lexeme(match[0]), ordinal)  # *anden behandling* is written *2. behandling* as well
            if match[0].lower() == _TAKEN and _is_roof(text, match):
                lexemes = (*lexemes, _ROOF)
            yield Token(match.start(), match.end(), position, lexemes, match.end(), inner)
            continue
        parts = _part_spans(match)
        aliases = _alias_lexemes(match, len(parts))
        for start, end in parts:
            position += 1
            word = text[start:end]
            # Inside a joined word a stop word counts as a word: the i of i-phone.
            lexemes, inner = _word_and_part_lexemes(word)
            lexemes = lexemes if len(parts) == 1 else (word_lexeme(word),)
            yield Token(start, end, position, lexemes + aliases, match.end() if aliases else end, inner)
            aliases = ()


def _is_roof(text: str, taken: re.Match[str]) -> bool:
    before = text[max(0, taken.start() - _LOOKED_BACK) : taken.start()]
    if _PREPOSITION_BEFORE.search(before):
        return True
    return not _AUXILIARY_BEFORE.search(before) and _SAID_OF_IT_AFTER.match(text, taken.end()) is not None


def date_lexeme(day: date) -> str:
    """The lexeme of a date in any form. It starts with letters, so that no case number begins like it."""
    return f"dato{day:%Y%m%d}"


def paragraph_lexemes(text: str) -> tuple[str, ...]:
    """The lexemes of a section of a law, the most exact first: those of *§ 38 b* and of *§ 38*."""
    found = _NUMBER_AND_LETTER.search(text.lower())
    number, letter = found.groups("") if found else ("", "")
    return (f"paragraf{number}{letter}", f"paragraf{number}") if letter else (f"paragraf{number}",)


def _token_matches(text: str) -> Iterator[re.Match[str]]:
    end = 0
    while match := _TOKEN.search(text, end):
        if match["date"] and not parse_date(match["date"]):
            match = _UNDATED.match(text, match.start()) or match
        yield match
        end = match.end()


def _is_one_word(text: str) -> bool:
    """Whether a match is a plain word, as nearly all are: no need to look for parts and aliases."""
    return text.isalpha() and (text.islower() or text.istitle())


def _part_spans(match: re.Match[str]) -> list[tuple[int, int]]:
    """The offsets of the words that a match consists of."""
    match match.lastgroup:
        case "date" | "dotted":
            return [part.span() for part in LETTERS_OR_DIGITS.finditer(match.string, *match.span())]
        case "paragraph":
            return [part.span() for part in _OF_PARAGRAPH.finditer(match.string, *match.span())]
        case "words":
            return [span for part in _PART.finditer(match.string, *match.span()) for span in _camel_case_spans(part)]
    return [match.span()]


def _camel_case_spans(word: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The offsets of the words that are written as one, like *CO2Vision*."""
    humps = [hump.start() for hump in _CAMEL_HUMP.finditer(word.string, *word.span())]
    return pairwise((word.start(), *humps, word.end()))


def _alias_lexemes(match: re.Match[str], parts: int) -> tuple[str, ...]:
    """The lexemes of a match as a whole, besides those of its parts."""
    match match.lastgroup:
        case "date":
            day = parse_date(match[0])
            return (date_lexeme(day),) if day else ()
        case "paragraph":
            return paragraph_lexemes(match[0])
        case "case":
            _, year, number = re.split(HYPHEN, match[0])
            return (year + number, number)
        case "dotted":
            return (ascii_form(match[0].replace(".", "punkt")),)
    return (word_lexeme(match[0]),) if parts > 1 else ()


# A word takes some 400 bytes, so many of them 8 MB; one that is asked for again after it was forgotten takes 0.04 ms.
# With all words of a large archive a process of the site took 0.7 GB.
MOST_WORDS = 20_000
_met = MetWords(MOST_WORDS)


@contextmanager
def meeting_words() -> Iterator[Mapping[str, WordLexemes]]:
    """Give the words that this process meets for the first time during the block; for `learn_words` of another."""
    with _met.gathering() as words:
        yield words


def learn_words(words: Mapping[str, WordLexemes]) -> None:
    """Know the words as if this process had met them: another one of the same program has."""
    _met.add(words)


def words_met() -> Mapping[str, WordLexemes]:
    """The words that this process knows, those that it met last first; for `recall_words` of a later one."""
    return _met.all()


def recall_words(words: Mapping[str, WordLexemes]) -> None:
    """Know the first of the words, as many as there is room for beside those that this process meets."""
    _met.learn(words)


def _word_and_part_lexemes(word: str) -> WordLexemes:
    """The lexemes of one word, none of a stop word, and those of its parts."""
    known = _met.find(word)
    if known is None:
        known = _analyzed(word)
        _met.meet(word, known)
    return known


def _analyzed(word: str) -> WordLexemes:
    if is_stop_word(word):
        return (), ()
    if word in _PARTIES_LIKE_WORDS:
        return (f"parti{ascii_form(word)}",), ()
    own, parts = analyze_word(word)
    return (own,), parts
