"""What a reader typed -> a tsquery for PostgreSQL, and the terms to mark in what it finds.

All words must occur. `"…"` is a phrase, `-` before a word or a phrase excludes it, `eller`, `OR` and `|`
between two make either enough and bind tighter than the rest. Everything else that is no word is passed over.

A word also finds longer words that begin like it, if it has PREFIX_LETTERS letters or ends with `*`:
*sundhed* finds *sundhedsreform*. Numbers do not, but case numbers do. In quotation marks a word finds its
inflections only.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from meetings.search.analyzer import DATE, Token, as_date, date_lexeme, tokenize
from meetings.search.lexemes import INVISIBLE, compound_beginning, letter_count, plain

MAX_LENGTH = 300
MAX_WORDS = 24
MAX_PHRASES = 4
"""Bounds on what reaches PostgreSQL, where every phrase costs a second look at each row found."""

PREFIX_LETTERS = 4
"""From this length on a word may be the beginning of a longer one. *By* and *råd* begin too many."""


@dataclass(frozen=True)
class Step:
    """One word of a phrase: what it must be, `distance` words after the step before.

    It is a word whose lexeme is `lexeme`, or, unless `prefix` is None, one whose lexeme begins with `prefix`.
    """

    lexeme: str
    prefix: str | None = None
    distance: int = 1

    def matches(self, lexeme: str) -> bool:
        return lexeme == self.lexeme or (self.prefix is not None and lexeme.startswith(self.prefix))

    @property
    def tsquery(self) -> str:
        if self.prefix is None:
            return self.lexeme
        if self.lexeme.startswith(self.prefix):
            return f"{self.prefix}:*"
        return f"({self.lexeme} | {self.prefix}:*)"


@dataclass(frozen=True)
class Term:
    """One thing searched for, as typed, and the phrases (of one word mostly) any of which is a match."""

    text: str
    alternatives: tuple[tuple[Step, ...], ...]

    @property
    def tsquery(self) -> str:
        return _joined(" | ", [_phrase(steps) for steps in self.alternatives])


@dataclass(frozen=True)
class Query:
    """A search as it was understood. `tsquery` is empty if there is nothing to search for."""

    text: str
    tsquery: str
    terms: tuple[Term, ...]
    ignored: tuple[str, ...]
    truncated: bool
    only_negative: bool

    @property
    def is_empty(self) -> bool:
        return not self.tsquery

    @property
    def only_stop_words(self) -> bool:
        return self.is_empty and not self.only_negative and bool(self.ignored)


def parse(text: str) -> Query:
    """Understands whatever was typed; never raises, and never gives PostgreSQL more than the bounds above."""
    typed = _cleaned(text)
    shown = _shortened(typed)
    reading = _Reading(truncated=shown != typed)
    for unit in _UNIT.finditer(shown):
        reading.take(unit)
    required = [_joined(" | ", choice) for choice in reading.choices]
    return Query(
        text=shown,
        tsquery=" & ".join(required + [f"!({each})" for each in reading.excluded]) if required else "",
        terms=tuple(reading.terms),
        ignored=tuple(dict.fromkeys(reading.ignored)),
        truncated=reading.truncated,
        only_negative=bool(reading.excluded) and not required,
    )


_QUOTE = '"“”„‟«»″'
_CASE_NUMBER = r"sag(?:s?nr\.?|snummer)?[\s.:-]*(?P<year>[0-9]{4})[\s/-]+(?P<number>[0-9]{2,})(?![^\W_])"
_UNIT = re.compile(
    r"(?P<either>(?<!\S)(?:eller|Eller|ELLER|OR)(?!\S)|\|)"
    rf"|(?P<minus>(?<!\S)[-−–])?(?:[{_QUOTE}](?P<phrase>[^{_QUOTE}]*)[{_QUOTE}]"
    rf"|(?P<date>(?i:{DATE}))|(?P<case>(?i:{_CASE_NUMBER}))|(?P<words>[^\W_][^\s|{_QUOTE}]*))"
)
_CASE_NUMBER_LEXEME = re.compile("sag[0-9]{6,}")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_UNWRITABLE = re.compile(f"[{INVISIBLE}\ud800-\udfff]")
_HYPHENS = str.maketrans("\u2010\u2011", "--")


def _cleaned(text: str) -> str:
    text = unicodedata.normalize("NFC", _UNWRITABLE.sub("", text)).translate(_HYPHENS)
    return _SPACE.sub(" ", text).strip()


def _shortened(text: str) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    whole_words, _, _ = text[: MAX_LENGTH + 1].rpartition(" ")
    return whole_words or text[:MAX_LENGTH]


class _Reading:
    """What has been understood of a query so far, unit by unit."""

    def __init__(self, *, truncated: bool) -> None:
        self.truncated = truncated
        self.choices: list[list[str]] = []
        self.excluded: list[str] = []
        self.terms: list[Term] = []
        self.ignored: list[str] = []
        self._words = 0
        self._phrases = 0
        self._after_choice = False
        self._joins_choice = False

    def take(self, unit: re.Match[str]) -> None:
        if unit["either"]:
            self._joins_choice = self._after_choice
            return
        terms = self._within_bounds(self._read(unit))
        if not terms:
            return
        tsquery = _joined(" & ", [term.tsquery for term in terms])
        if unit["minus"]:
            self.excluded.append(tsquery)
        else:
            self.terms += terms
            if self._joins_choice:
                self.choices[-1].append(tsquery)
            else:
                self.choices.append([tsquery])
        self._after_choice, self._joins_choice = not unit["minus"], False

    def _read(self, unit: re.Match[str]) -> list[Term]:
        if unit["date"] and (day := as_date(unit["date"])):
            return [Term(unit["date"], ((Step(date_lexeme(day)),),))]
        if unit["case"]:
            return _word_terms(f"SAG-{unit['year']}-{unit['number']}")
        if unit["phrase"]:
            tokens = list(tokenize(unit["phrase"]))
            self.truncated |= len(tokens) > MAX_WORDS
            terms = _phrase_terms(unit["phrase"], tokens[:MAX_WORDS])
            if not terms:
                self.ignored += _stop_words(unit["phrase"])
            return terms
        text = unit["words"] or unit["date"] or ""
        self.ignored += _stop_words(text)
        return _word_terms(text)

    def _within_bounds(self, terms: list[Term]) -> list[Term]:
        kept = []
        for term in terms:
            words = max(len(steps) for steps in term.alternatives)
            phrases = sum(len(steps) > 1 for steps in term.alternatives)
            if self._words + words > MAX_WORDS or self._phrases + phrases > MAX_PHRASES:
                self.truncated = True
                continue
            self._words += words
            self._phrases += phrases
            kept.append(term)
        return kept


def _word_terms(text: str) -> list[Term]:
    """The terms of unquoted text: one for each word, joined words whole."""
    terms = []
    for tokens in _joined_words(text):
        first, last = tokens[0], tokens[-1]
        typed = text[first.start : last.end]
        if len(tokens) == 1 and first.lexemes:
            terms.append(Term(typed, ((Step(first.lexemes[0], _prefix(text, first)),),)))
        elif len(tokens) > 1:
            steps = (
                *(Step(token.lexemes[0]) for token in tokens[:-1]),
                Step(last.lexemes[0], _prefix(text, last)),
            )
            whole = first.lexemes[1]
            begins_longer = "." not in typed and letter_count(whole) >= PREFIX_LETTERS
            terms.append(Term(typed, (steps, (Step(whole, whole if begins_longer else None),))))
    return terms


def _phrase_terms(text: str, tokens: Sequence[Token]) -> list[Term]:
    """The one term of quoted text, if it has any but stop words."""
    words = [token for token in tokens if token.lexemes]
    if not words:
        return []
    distances = (1, *(after.position - before.position for before, after in pairwise(words)))
    steps = tuple(Step(word.lexemes[0], distance=distance) for word, distance in zip(words, distances, strict=True))
    first, last = tokens[0], tokens[-1]
    is_one_joined_word = len(tokens) > 1 and first.alias_end == last.end
    return [Term(text, (steps, (Step(first.lexemes[1]),)) if is_one_joined_word else (steps,))]


def _joined_words(text: str) -> Iterator[list[Token]]:
    """The words of a text, each as the tokens that it consists of."""
    tokens: list[Token] = []
    for token in tokenize(text):
        if tokens and token.start >= tokens[0].alias_end:
            yield tokens
            tokens = []
        tokens.append(token)
    if tokens:
        yield tokens


def _prefix(text: str, token: Token) -> str | None:
    """What longer words that a typed word finds as well begin with, if it may find any."""
    word, own = text[token.start : token.end], token.lexemes[0]
    if text[token.end : token.end + 1] == "*" and len(word) > 1:
        return plain(word)
    if _CASE_NUMBER_LEXEME.fullmatch(own):
        return own
    if any(character.isdigit() for character in own):
        return None
    beginning = compound_beginning(word)
    return beginning if letter_count(beginning) >= PREFIX_LETTERS else None


def _stop_words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokenize(text) if not token.lexemes]


def _phrase(steps: Sequence[Step]) -> str:
    first, *others = steps
    return first.tsquery + "".join(f" <{step.distance}> {step.tsquery}" for step in others)


def _joined(operator: str, operands: Sequence[str]) -> str:
    return operands[0] if len(operands) == 1 else f"({operator.join(operands)})"
