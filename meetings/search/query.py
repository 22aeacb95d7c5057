"""What a reader typed -> clauses that can be asked of PostgreSQL, and the terms to mark in what is found.

All words must occur. `"…"` is a phrase, `-` before a word or a phrase excludes it, `eller`, `OR` and `|` between two
make either enough and bind tighter than the rest. `titel:`, `beslutning:`, `person:`, `kommune:` and `sag:` say where
or what. Dates, months and years are those of the meeting or those that are written. Everything else is passed over.

A word also finds the compounds that it is a part of: *reform* finds *sundhedsreform*. In quotation marks it finds its
inflections only. With `*` at its end it also finds what begins like it, and nothing less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from meetings.danish.lexemes import ascii_form
from meetings.danish.tokens import Token, as_date, date_lexeme, tokenize
from meetings.search import facets
from meetings.search.bounds import SHORTEST_PREFIX
from meetings.search.clauses import Clause, Phrase, PhraseStep, Term, bracketed
from meetings.search.facets import IN_CASE_NUMBER, IN_DECISION, IN_TITLE
from meetings.search.grammar import cleaned, month_name, month_number, shortened, typed_in, units
from meetings.search.knowledge import NOTHING, Knowledge
from meetings.search.synonyms import expansions

MAX_LENGTH = 300
MAX_WORDS = 24
# Bounds on what reaches PostgreSQL, where every phrase costs a second look at each row found.
MAX_PHRASES = 8

MEANINGS_AT_MOST = 3
# So many spellings of a person's name are searched for.
NAMES_AT_MOST = 6


@dataclass(frozen=True)
class Narrowed:
    """A part of what was typed that narrows the search rather than to be looked for: a field, a year, a date."""

    label: str
    typed: str
    # Where it stands in the text of the query.
    start: int


@dataclass(frozen=True)
class Query:
    """A search as it was understood."""

    text: str
    clauses: tuple[Clause, ...] = ()
    narrowed: tuple[Narrowed, ...] = ()
    ignored: tuple[str, ...] = ()
    # Names of municipalities that the archive does not know, searched for as words.
    unknown: tuple[str, ...] = ()
    # Words with what else was searched for in their place, as an editor approved.
    meanings: tuple[tuple[str, str], ...] = ()
    truncated: bool = False
    # Whether one of several things is enough, as it was typed.
    has_choice: bool = False
    # The one date that was typed and nothing else: its meeting is what is searched for.
    day: date | None = None
    # The dates that were asked for.
    days: tuple[date, ...] = ()

    @property
    def required(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if not clause.excluded)

    @property
    def terms(self) -> tuple[Term, ...]:
        """What to mark in a text."""
        return tuple(term for clause in self.required for term in clause.terms)

    @property
    def tsquery(self) -> str:
        """The condition in PostgreSQL's words; '' if there is nothing to search for."""
        return " & ".join(bracketed(clause) for clause in self.clauses) if self.required else ""

    @property
    def ranking(self) -> str:
        """The words to rank what is found by; '' if only dates and municipalities were asked for."""
        return " & ".join(bracketed(clause) for clause in self.required if not clause.is_of_facets)

    @property
    def in_titles(self) -> tuple[str, ...]:
        """The lexemes of titles that hold one of the words; of beginnings those that are known before asking."""
        steps = (steps[0] for term in self.terms for steps in term.alternatives if not steps[0].lexeme[0].isupper())
        return tuple(dict.fromkeys(lexeme for step in steps for lexeme in step.lexemes(IN_TITLE)))

    @property
    def is_empty(self) -> bool:
        return not self.required

    @property
    def only_negative(self) -> bool:
        return bool(self.clauses) and self.is_empty

    @property
    def only_stop_words(self) -> bool:
        return not self.clauses and bool(self.ignored)

    def of_the_meeting(self) -> Query:
        """For a date alone: the items of that day's meeting, rather than those that mention the date."""
        assert self.day is not None
        return replace(self, clauses=(Clause((_of_facet(self.text, facets.day(self.day)),)),))

    def without(self, narrowed: Narrowed) -> str:
        """What was typed, without one of the parts that narrow it."""
        rest = f"{self.text[: narrowed.start]} {self.text[narrowed.start + len(narrowed.typed) :]}"
        return " ".join(rest.split())


def parse(text: str, knowledge: Knowledge = NOTHING) -> Query:
    """Understands whatever was typed; never raises, and never gives PostgreSQL more than the bounds above.

    `knowledge` is what the archive knows: which years have meetings, what a municipality or a person is called.
    """
    typed = cleaned(text)
    shown = shortened(typed, MAX_LENGTH)
    reading = _Reading(knowledge, truncated=shown != typed)
    for unit in units(shown):
        reading.take(unit)
    return reading.query(shown)


_CASE_NUMBER_LEXEME = re.compile("sag[0-9]{6,}")
_FIELD_LABELS = {
    "titel": "I overskriften",
    "beslutning": "I beslutningen",
    "person": "Person",
    "kommune": "Kommune",
    "sag": "Sag",
}
_NAMESPACES = {"titel": IN_TITLE, "beslutning": IN_DECISION}
_WEIGHTS = {"titel": "A", "beslutning": "B"}


class _Reading:
    """What has been understood of a query so far, unit by unit."""

    def __init__(self, knowledge: Knowledge, *, truncated: bool) -> None:
        self._knowledge = knowledge
        self._truncated = truncated
        self._clauses: list[Clause] = []
        self._plain: set[Clause] = set()
        self._narrowed: list[Narrowed] = []
        self._ignored: list[str] = []
        self._unknown: list[str] = []
        self._days: list[date] = []
        self._words = 0
        self._phrases = 0
        self._after_choice = False
        self._joins_choice = False
        self._has_choice = False

    def query(self, text: str) -> Query:
        clauses = tuple(self._clauses)
        meanings: list[tuple[str, str]] = []
        clauses = self._widened(clauses, meanings)
        only_day = self._days[0] if len(self._days) == len(clauses) == 1 else None
        if only_day:
            clauses = (Clause((Term(text, ((PhraseStep(date_lexeme(only_day)),),)),)),)
        return Query(
            text=text,
            clauses=clauses,
            narrowed=tuple(self._narrowed),
            ignored=tuple(dict.fromkeys(self._ignored)),
            unknown=tuple(self._unknown),
            meanings=tuple(dict.fromkeys(meanings)),
            truncated=self._truncated,
            has_choice=self._has_choice,
            day=only_day,
            days=tuple(self._days),
        )

    def _widened(self, clauses: tuple[Clause, ...], meanings: list[tuple[str, str]]) -> tuple[Clause, ...]:
        """The clauses of plain words with what they stand for as well. What was added is put into `meanings`.

        A run of words gets the alternative at each of them: (a or x) and (b or x) is (a and b) or x.
        """
        places = [place for place, clause in enumerate(clauses) if clause in self._plain]
        if not places:
            return clauses
        widened = list(clauses)
        words = [clauses[place].terms[0].text for place in places]
        for found in expansions(words, self._knowledge.meanings()):
            typed = " ".join(words[found.first : found.last + 1])
            for alternative in found.alternatives[:MEANINGS_AT_MOST]:
                terms = _meaning_terms(alternative.text)
                meanings.append((typed, alternative.text))
                for place in places[found.first : found.last + 1]:
                    widened[place] = replace(widened[place], terms=(*widened[place].terms, *terms))
        return tuple(widened)

    def take(self, unit: re.Match[str]) -> None:
        if unit["either"]:
            self._joins_choice = self._after_choice
            return
        terms = self._within_bounds(self._read(unit))
        if not terms:
            return
        if unit["minus"]:
            self._clauses += [Clause((term,), excluded=True) for term in terms]
        elif self._joins_choice and len(terms) == 1:
            self._clauses[-1] = replace(self._clauses[-1], terms=(*self._clauses[-1].terms, *terms))
            self._has_choice = True
        else:
            self._clauses += [Clause((term,)) for term in terms]
            if not unit["field"] and unit["phrase"] is None:
                self._plain |= {Clause((term,)) for term in terms}
        self._after_choice, self._joins_choice = not unit["minus"], False

    def _read(self, unit: re.Match[str]) -> list[Term]:
        if unit["field"]:
            return self._read_field(unit["field"].lower(), unit)
        if dated := self._read_date(unit):
            return [dated]
        if unit["case"]:
            return _word_terms(unit["alone"] or f"SAG-{unit['year']}-{unit['number']}")
        if unit["phrase"] is not None:
            return self._read_phrase(unit["phrase"])
        return self._read_words(unit["words"] or typed_in(unit))

    def _read_words(self, text: str) -> list[Term]:
        self._ignored += _stop_words(text)
        return _word_terms(text)

    def _read_phrase(self, text: str) -> list[Term]:
        tokens = list(tokenize(text))
        self._truncated |= len(tokens) > MAX_WORDS
        terms = _phrase_terms(text, tokens[:MAX_WORDS])
        if not terms:
            self._ignored += _stop_words(text)
        return terms

    def _read_field(self, field: str, unit: re.Match[str]) -> list[Term]:
        text = unit["phrase"] if unit["phrase"] is not None else typed_in(unit)
        terms = self._field_terms(field, text.strip(), is_quoted=unit["phrase"] is not None)
        if terms and not unit["minus"]:
            self._narrowed.append(Narrowed(f"{_FIELD_LABELS[field]}: {text.strip()}", unit[0].strip(), unit.start()))
        return terms

    def _field_terms(self, field: str, text: str, *, is_quoted: bool) -> list[Term]:
        if field == "kommune":
            key = self._knowledge.municipality(text)
            if key is not None:
                return [_of_facet(text, facets.facet(facets.Kind.MUNICIPALITY, key))]
            self._unknown.append(text)
            return self._read_words(text)
        if field == "person":
            names = [text, *self._knowledge.names(text)][:NAMES_AT_MOST]
            named = [term for name in names for term in _phrase_terms(name, list(tokenize(name)))]
            phrases = dict.fromkeys(phrase for term in named for phrase in term.alternatives)
            return [Term(text, tuple(phrases))] if phrases else []
        if field == "sag":
            return _case_terms(text)
        if is_quoted:
            return [_weighted(term, _WEIGHTS[field]) for term in self._read_phrase(text)]
        return [replace(term, namespace=_NAMESPACES[field]) for term in self._read_words(text)]

    def _read_date(self, unit: re.Match[str]) -> Term | None:
        """The date, month, year or years that a unit is; None for words, also for a year without meetings."""
        if unit["date"] and (day := as_date(unit["date"])):
            if not unit["minus"]:
                self._days.append(day)
            mentioned = (PhraseStep(date_lexeme(day)),)
            return self._dated(unit, f"{day.day}. {month_name(day.month)} {day.year}", mentioned, [facets.day(day)])
        if unit["month"]:
            number, of_year = month_number(unit["month"]), int(unit["of_year"])
            in_words = (PhraseStep(_lexeme(month_name(number))), PhraseStep(str(of_year)))
            return self._dated(unit, f"{month_name(number)} {of_year}", in_words, [facets.month(of_year, number)])
        if unit["one_year"] and int(unit["one_year"]) in self._knowledge.years():
            asked = int(unit["one_year"])
            return self._dated(unit, f"{asked}", (PhraseStep(str(asked)),), [facets.year(asked)])
        if unit["years"]:
            first, last = int(unit["from_year"]), int(unit["to_year"])
            found = sorted(held for held in self._knowledge.years() if first <= held <= last)
            in_figures = (PhraseStep(str(first)), PhraseStep(str(last)))
            return self._dated(unit, f"{first}–{last}", in_figures, map(facets.year, found)) if found else None
        return None

    def _dated(self, unit: re.Match[str], label: str, mentioned: Phrase, numbers: Iterable[int]) -> Term:
        if not unit["minus"]:
            self._narrowed.append(Narrowed(label, unit[0].strip(), unit.start()))
        return Term(unit[0].strip(), (mentioned, *((PhraseStep(facets.lexeme(number)),) for number in numbers)))

    def _within_bounds(self, terms: list[Term]) -> list[Term]:
        kept = []
        for term in terms:
            words = max(len(steps) for steps in term.alternatives)
            phrases = sum(len(steps) > 1 for steps in term.alternatives)
            if self._words + words > MAX_WORDS or self._phrases + phrases > MAX_PHRASES:
                self._truncated = True
                continue
            self._words += words
            self._phrases += phrases
            kept.append(term)
        return kept


def _lexeme(word: str) -> str:
    return next(tokenize(word)).lexemes[0]


def _of_facet(text: str, number: int) -> Term:
    return Term(text, ((PhraseStep(facets.lexeme(number)),),))


def _word_terms(text: str) -> list[Term]:
    """The terms of unquoted text: one for each word, joined words whole."""
    terms = []
    for tokens in _joined_words(text):
        first, last = tokens[0], tokens[-1]
        typed = text[first.start : last.end]
        if len(tokens) == 1 and first.lexemes:
            terms.append(Term(typed, ((_word_step(text, first),),)))
        elif len(tokens) > 1:
            steps: Phrase = (*(PhraseStep(token.lexemes[0]) for token in tokens[:-1]), _word_step(text, last))
            terms.append(Term(typed, (steps, (_whole_step(text, typed, first.lexemes[1], last),))))
    return terms


def _whole_step(text: str, typed: str, whole: str, last: Token) -> PhraseStep:
    """A joined word as one: *itdrift*; the beginning of a case number finds the whole of it (*SAG-2025-031*)."""
    if not _has_digit(whole):
        return PhraseStep(whole, parts=True, prefix=ascii_form(typed) if _is_starred(text, last) else "")
    is_case_number = "." not in typed and len(whole) >= SHORTEST_PREFIX
    return PhraseStep(whole, prefix=whole if is_case_number else "")


def _word_step(text: str, token: Token) -> PhraseStep:
    """A typed word: itself and the compounds it is a part of; with an asterisk also what begins like it."""
    own = token.lexemes[0]
    step = PhraseStep(own, parts=not _has_digit(own))
    if _is_starred(text, token):
        return replace(step, prefix=_typed_prefix(text[token.start : token.end], own))
    return replace(step, prefix=own) if _CASE_NUMBER_LEXEME.fullmatch(own) else step


def _is_starred(text: str, token: Token) -> bool:
    """Whether an asterisk follows the word. Of one letter it means nothing: too much begins so."""
    return text[token.end : token.end + 1] == "*" and token.end - token.start > 1


def _typed_prefix(word: str, lexeme: str) -> str:
    """What the lexemes of words that begin as typed begin with: its letters, or a number as numbers are written."""
    return lexeme if _has_digit(lexeme) else ascii_form(word)


def _has_digit(lexeme: str) -> bool:
    return any(character.isdigit() for character in lexeme)


def _meaning_terms(text: str) -> list[Term]:
    """What a word stands for: its words in order, the last of them also as a part of a compound."""
    return [
        replace(
            term,
            alternatives=tuple((*steps[:-1], replace(steps[-1], parts=True)) for steps in term.alternatives),
        )
        for term in _phrase_terms(text, list(tokenize(text)))
    ]


def _case_terms(text: str) -> list[Term]:
    """A case number, whole or in part, in the field that it belongs to."""
    tokens = list(tokenize(text))
    if not tokens:
        return []
    whole = tokens[0].lexemes[-1] if len(tokens) > 1 else tokens[0].lexemes[:1] and tokens[0].lexemes[0]
    return [Term(text, ((PhraseStep(whole, prefix=whole),),), IN_CASE_NUMBER)] if whole else []


def _phrase_terms(text: str, tokens: Sequence[Token]) -> list[Term]:
    """The one term of quoted text, if it has any but stop words."""
    words = [token for token in tokens if token.lexemes]
    if not words:
        return []
    distances = (1, *(after.position - before.position for before, after in pairwise(words)))
    steps = tuple(PhraseStep(word.lexemes[0], distance) for word, distance in zip(words, distances, strict=True))
    first, last = tokens[0], tokens[-1]
    is_one_joined_word = len(tokens) > 1 and first.alias_end == last.end
    return [Term(text, (steps, (PhraseStep(first.lexemes[1]),)) if is_one_joined_word else (steps,))]


def _weighted(term: Term, weight: str) -> Term:
    phrases = tuple(tuple(replace(step, weight=weight) for step in steps) for steps in term.alternatives)
    return replace(term, alternatives=phrases)


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


def _stop_words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokenize(text) if not token.lexemes]
