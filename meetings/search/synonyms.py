"""Typed words -> what may be searched for in their place: what an abbreviation means, or the abbreviation of a meaning.

Words are compared by their lexemes, so that inflections, capitals and å = aa count as in a search. An abbreviation
that is an ordinary word as well (RAR and *rar*) is only meant where it is typed in capitals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from meetings.danish.lexemes import is_stop_word, word_lexeme
from meetings.danish.tokens import Token
from meetings.search.grammar import joined_words

# Each joined word may be read as its parts or as one word; so many ways to read a text are tried.
_MAX_READINGS = 16

# Short words that an abbreviation may look like. Collected by hand.
_ORDINARY_WORDS = """
    al bo bor by bær bør dal del dom dør ed ej ejer eks far fast fat fed fin fly for fra fred fri fru får gas gift glad
    gud gul gå går hal hav hel hest hus huse hver hør ide ild is ja job jord ko kort krig kun kur køb kød lad lag land
    lav led lige lov lyd lys læs løb løn mad mål mand mark mor mund mur mus nat nej ny nyt nær nød ord park pas plan
    post pris rar rat ren ret ro rum rør råd sag salg se sex side sko skov smal so sol sted sti stor svar syn så sø tab
    tag tak tal tid ting tip tog ton top træ tur tyv uge ulv ung unge ur vand vare vej vel ven vest vin vis vægt våd øl
    øre øst år
"""


@dataclass(frozen=True)
class SynonymPair:
    """An abbreviation, or another word, and what it stands for; `is_two_way` if the meaning finds the word as well."""

    word: str
    meaning: str
    is_two_way: bool = True


@dataclass(frozen=True)
class Alternative:
    """What may be searched for as well, and the pair that says so."""

    text: str
    pair: SynonymPair


@dataclass(frozen=True)
class Expansion:
    """The typed words from index `first` to index `last`, that one included, and their alternatives."""

    first: int
    last: int
    alternatives: tuple[Alternative, ...]


# One way to read a text, its stop words left out.
_Reading = tuple[str, ...]


@dataclass(frozen=True)
class _TypedAlternative:
    """An alternative of certain lexemes; with `spelling`, only where the words are typed so, in these capitals."""

    alternative: Alternative
    spelling: str = ""


def synonym_expansions(words: Sequence[str], pairs: tuple[SynonymPair, ...]) -> tuple[Expansion, ...]:
    """What the typed words, in order, may be replaced with: spans that do not overlap, from left to right.

    Of several spans that begin with one word the longest counts: a meaning of two words, not one within it. Stop
    words within a span may be left out or added. The alternatives of a span stand in the order of `pairs`.
    """
    alternatives = _alternatives_by_lexemes(pairs)
    longest = max(map(len, alternatives), default=0)
    readings = [_readings_as_typed(word) for word in words]
    found: list[Expansion] = []
    first = 0
    while first < len(words):
        spans = list(_expandable_spans(first, words, readings, alternatives, longest))
        found += spans[-1:]
        first = found[-1].last + 1 if spans else first + 1
    return tuple(found)


def _expandable_spans(
    first: int,
    words: Sequence[str],
    readings: Sequence[frozenset[_Reading]],
    alternatives: dict[_Reading, tuple[_TypedAlternative, ...]],
    longest: int,
) -> Iterator[Expansion]:
    """The spans from word number `first` on that have alternatives, the shortest first."""
    begun = {()} if any(readings[first]) else set[_Reading]()
    for last in range(first, len(words)):
        ended = {one + more for one in begun for more in readings[last] if more and len(one + more) <= longest}
        found = [
            typed.alternative
            for lexemes in sorted(ended)
            for typed in alternatives.get(lexemes, ())
            if not typed.spelling or words[last].startswith(typed.spelling)
        ]
        if found:
            yield Expansion(first, last, tuple(dict.fromkeys(found)))
        begun = ended | {one for one in begun if one and () in readings[last]}
        if not begun:
            return


@lru_cache(maxsize=4)
def _alternatives_by_lexemes(pairs: tuple[SynonymPair, ...]) -> dict[_Reading, tuple[_TypedAlternative, ...]]:
    """The alternatives by the lexemes that they stand for."""
    found: dict[_Reading, list[_TypedAlternative]] = {}
    for pair in pairs:
        short, full = _readings_as_typed(pair.word) - {()}, _readings(pair.meaning) - {()}
        if not short or not full or short & full:
            continue
        for lexemes in short:
            found.setdefault(lexemes, []).append(
                _TypedAlternative(Alternative(pair.meaning, pair), _needed_spelling(pair.word))
            )
        for lexemes in full if pair.is_two_way else ():
            found.setdefault(lexemes, []).append(_TypedAlternative(Alternative(pair.word, pair)))
    return {lexemes: tuple(alternatives) for lexemes, alternatives in found.items()}


def _needed_spelling(word: str) -> str:
    """The word itself, where it is in capitals and would be an ordinary word without; else ''."""
    is_ordinary = is_stop_word(word) or word_lexeme(word) in _ORDINARY_LEXEMES
    return word if word.isupper() and is_ordinary else ""


def _readings_as_typed(text: str) -> frozenset[_Reading]:
    """The ways to read typed text. In capitals a stop word may be an abbreviation."""
    readings = _readings(text)
    return readings | {(word_lexeme(text),)} if () in readings and text.isupper() else readings


@lru_cache(maxsize=4096)
def _readings(text: str) -> frozenset[_Reading]:
    """The ways to read the text, each joined word as its parts or as one; of stop words alone there is but ()."""
    ways = [_word_readings(tokens) for tokens in joined_words(text)]
    read = ((lexeme for lexemes in way for lexeme in lexemes) for way in product(*ways))
    return frozenset(map(tuple, islice(read, _MAX_READINGS)))


def _word_readings(tokens: Sequence[Token]) -> list[_Reading]:
    """A word by its parts, and by each of the lexemes that stand for the whole."""
    parts = tuple(token.lexemes[0] for token in tokens if token.lexemes)
    whole = tokens[0].lexemes[1:] if tokens else ()
    return [parts, *((lexeme,) for lexeme in whole)]


_ORDINARY_LEXEMES = frozenset(word_lexeme(word) for word in _ORDINARY_WORDS.split())
