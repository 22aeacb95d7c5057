"""What a reader typed -> clauses that can be asked of PostgreSQL, and the terms to mark in what is found.

All words must occur. `"…"` is a phrase, `-` before a word or a phrase excludes it, `eller`, `OR` and `|` between two
make either enough and bind tighter than the rest. `titel:`, `beslutning:`, `person:`, `kommune:` and `sag:` say where
or what. Dates, months and years are those of the meeting or those that are written. Everything else is passed over.

A word also finds the compounds that it is a part of: *reform* finds *sundhedsreform*. In quotation marks it finds its
inflections only. With `*` at its end it also finds what begins like it, and nothing less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from meetings.danish.dates import MONTH_NAMES, parse_date, written_day
from meetings.danish.tokens import ORDINALS, date_lexeme, tokenize
from meetings.search import facets
from meetings.search.clauses import (
    Clause,
    IndexCondition,
    Phrase,
    PhraseStep,
    Term,
    all_of,
    any_of,
    bracketed_tsquery,
    joined_operands,
)
from meetings.search.decision_words import with_outcomes
from meetings.search.facets import IN_DECISION, IN_TITLE
from meetings.search.grammar import (
    case_number_spellings,
    clean_text,
    is_dotted_abbreviation,
    is_kle_subject,
    month_number,
    query_units,
    short_date,
    shorten_text,
    unit_text,
)
from meetings.search.initials import with_named_people
from meetings.search.known_names import NO_NAMES, KnownNames
from meetings.search.meanings import with_synonyms
from meetings.search.municipal_councils import municipality_facets, with_councils
from meetings.search.terms import (
    case_terms,
    facet_term,
    first_lexeme,
    numbered_case_terms,
    phrase_terms,
    reading_term,
    section_term,
    stop_words_of,
    with_own_forms,
    with_weight,
    word_terms,
)

# Bounds on what reaches PostgreSQL: characters and words of a query, and phrases, for each of which every row found is
# read once more. Chosen by hand, above what readers type.
MAX_LENGTH, MAX_WORDS, MAX_PHRASES = 300, 24, 8
# Of a person so many names are searched for.
MAX_NAMES = 6


@dataclass(frozen=True)
class Narrowing:
    """A part of what was typed that pages show as a button to take away: a field, a year, a month, a date.

    `label` is what the button says (*I overskriften: kvoter*), `typed` what stands in the query's text from the offset
    `start` on.
    """

    label: str
    typed: str
    start: int


@dataclass(frozen=True)
class Query:
    """What was typed, understood: the condition that items have to match, and what the page says of it.

    All `clauses` have to match; or, where there are `combinations`, all of one of those, and every clause that stands
    in none of them. `text` is what was typed, cleaned, and cut where it is `truncated`.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    # Those of the clauses that are plain words, in no field and in no phrase, and no name or time to narrow by.
    words: tuple[Clause, ...] = ()
    # Words that are enough together, where nothing has all of them (`search.relaxing`).
    combinations: tuple[tuple[Clause, ...], ...] = ()
    narrowings: tuple[Narrowing, ...] = ()
    # Words that were not searched for, as they stand nearly everywhere.
    stop_words: tuple[str, ...] = ()
    # Names of municipalities that the archive does not know, searched for as words.
    unknown_municipalities: tuple[str, ...] = ()
    # Pairs of a typed word and a synonym, approved by an editor, that was searched for as well.
    synonyms: tuple[tuple[str, str], ...] = ()
    truncated: bool = False
    # Whether *eller* was typed between two things.
    has_alternatives: bool = False
    # The date, where one was typed and nothing else: whoever types it may want that day's meeting.
    day: date | None = None
    # The dates that were asked for.
    days: tuple[date, ...] = ()

    @property
    def required(self) -> tuple[Clause, ...]:
        """The clauses that have to match; the others exclude."""
        return tuple(clause for clause in self.clauses if not clause.excluded)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms to mark in a text."""
        return tuple(term for clause in self.required for term in clause.terms)

    @property
    def tsquery(self) -> str:
        """The condition in PostgreSQL's words; '' if there is nothing to search for."""
        if not self.required:
            return ""
        together = [" & ".join(map(bracketed_tsquery, clauses)) for clauses in self.combinations]
        any_together = [joined_operands(" | ", [f"({tsquery})" for tsquery in together])] if together else []
        return " & ".join([*map(bracketed_tsquery, self._always_needed), *any_together])

    @property
    def index_condition(self) -> IndexCondition:
        """What the index can tell of the condition by itself."""
        in_all = set[Clause].intersection(*map(set, self.combinations)) if self.combinations else set()
        needed = [
            clause.index_condition for clause in self.clauses if clause in in_all or clause in self._always_needed
        ]
        others = [[clause for clause in clauses if clause not in in_all] for clauses in self.combinations]
        together = [all_of([clause.index_condition for clause in clauses]) for clauses in others if clauses]
        return all_of([*needed, any_of(together)] if together else needed)

    @property
    def _always_needed(self) -> tuple[Clause, ...]:
        combined = {clause for clauses in self.combinations for clause in clauses}
        return tuple(clause for clause in self.clauses if clause not in combined)

    @property
    def ranking(self) -> str:
        """The words to rank what is found by; '' if only dates, municipalities and numbers of cases were asked for.

        Where some are enough, each counts for itself.
        """
        operator = " | " if self.combinations else " & "
        words = [clause for clause in self.required if not (clause.has_only_facets or clause.is_number)]
        return operator.join(map(bracketed_tsquery, words))

    @property
    def title_lexemes(self) -> tuple[str, ...]:
        """The lexemes of titles that hold one of the words; of beginnings those that are known before asking."""
        steps = (steps[0] for term in self.terms for steps in term.alternatives if not steps[0].lexeme[0].isupper())
        return tuple(dict.fromkeys(lexeme for step in steps for lexeme in step.lexemes(IN_TITLE)))

    @property
    def title_condition(self) -> IndexCondition:
        """What the index can tell of items that match and have one of the words in their title.

        A single clause of plain words need not be asked: its words in the title are a match.
        """
        is_asked_for_one = len(self.required) == 1
        others = [clause for clause in self.clauses if not (is_asked_for_one and clause.is_told_by_title)]
        titles = IndexCondition((joined_operands(" | ", self.title_lexemes),), is_exact=True)
        if self.combinations:
            return all_of([titles, self.index_condition])
        return all_of([titles, *(clause.index_condition for clause in others)])

    @property
    def is_of_case(self) -> bool:
        """Whether nothing was asked for but a case by its number."""
        return bool(self.required) and all(clause.is_number for clause in self.required)

    @property
    def has_prefixes(self) -> bool:
        """Whether it asks for words by how they begin."""
        return any(clause.has_prefixes for clause in self.clauses)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search for: nothing was typed, or stop words and excluded words alone."""
        return not self.required

    @property
    def only_negative(self) -> bool:
        """Whether words were excluded, and none asked for."""
        return bool(self.clauses) and self.is_empty

    @property
    def only_stop_words(self) -> bool:
        """Whether words were typed, all of them too common to be searched for."""
        return not self.clauses and bool(self.stop_words)

    def for_its_meeting(self) -> Query:
        """For a date alone: the items of that day's meeting, rather than those that mention the date."""
        assert self.day is not None
        return replace(self, clauses=(Clause((facet_term(self.text, facets.day_facet(self.day)),)),))

    def without(self, narrowing: Narrowing) -> str:
        """What was typed, without one of the parts that narrow it."""
        rest = f"{self.text[: narrowing.start]} {self.text[narrowing.start + len(narrowing.typed) :]}"
        return " ".join(rest.split())


def parse_query(text: str, names: KnownNames = NO_NAMES) -> Query:
    """The query that a text is: whatever was typed is understood, within the bounds above; nothing is raised.

    `names` is what the archive knows: which years have meetings, what a municipality or a person is called, synonyms.
    """
    typed = clean_text(text)
    shown = shorten_text(typed, MAX_LENGTH)
    parser = _QueryParser(names, truncated=shown != typed)
    for unit in query_units(shown):
        parser.read_unit(unit)
    return parser.query(shown)


_FIELD_LABELS = {
    "titel": "I overskriften",
    "beslutning": "I beslutningen",
    "person": "Person",
    "kommune": "Kommune",
    "sag": "Sag",
}
_NAMESPACES = {"titel": IN_TITLE, "beslutning": IN_DECISION}
_WEIGHTS = {"titel": "A", "beslutning": "B"}


class _QueryParser:
    """What has been understood of a query so far, unit by unit: `read_unit` for each, then `query`."""

    def __init__(self, names: KnownNames, *, truncated: bool) -> None:
        self._known_names = names
        self._truncated = truncated
        self._clauses: list[Clause] = []
        self._plain: set[Clause] = set()
        self._narrowings: list[Narrowing] = []
        self._stop_words: list[str] = []
        self._unknown_municipalities: list[str] = []
        self._days: list[date] = []
        self._words = 0
        self._phrases = 0
        self._may_join = False
        self._joins_previous = False
        self._has_alternatives = False

    def query(self, text: str) -> Query:
        """What was read so far, as a query of that text."""
        is_plain = [clause in self._plain for clause in self._clauses]
        clauses, synonyms = with_synonyms(self._clauses, is_plain, self._known_names)
        clauses, is_plain = with_named_people(clauses, is_plain, self._known_names)
        clauses = with_outcomes(with_councils(clauses, is_plain, self._known_names), is_plain)
        words = tuple(clause for clause, plain in zip(clauses, is_plain, strict=True) if plain)
        only_day = self._days[0] if len(self._days) == len(clauses) == 1 else None
        if only_day:
            clauses = (Clause((Term(text, ((PhraseStep(date_lexeme(only_day)),),)),)),)
        return Query(
            text=text,
            clauses=clauses,
            words=words,
            narrowings=tuple(self._narrowings),
            stop_words=tuple(dict.fromkeys(self._stop_words)),
            unknown_municipalities=tuple(self._unknown_municipalities),
            synonyms=synonyms,
            truncated=self._truncated,
            has_alternatives=self._has_alternatives,
            day=only_day,
            days=tuple(self._days),
        )

    def read_unit(self, unit: re.Match[str]) -> None:
        """Add what a unit of the grammar asks for, or take it for *eller* between its neighbours."""
        if unit["either"]:
            self._joins_previous = self._may_join
            return
        terms = self._within_bounds(self._unit_terms(unit))
        if not terms:
            return
        if unit["minus"]:
            self._clauses += [Clause((with_own_forms(term),), excluded=True) for term in terms]
        elif self._joins_previous and len(terms) == 1:
            self._clauses[-1] = replace(self._clauses[-1], terms=(*self._clauses[-1].terms, *terms))
            self._has_alternatives = True
        else:
            self._clauses += [Clause((term,)) for term in terms]
            if not unit["field"] and unit["phrase"] is None:
                self._plain |= {Clause((term,)) for term in terms}
        self._may_join, self._joins_previous = not unit["minus"], False

    def _unit_terms(self, unit: re.Match[str]) -> list[Term]:
        if unit["field"]:
            return self._restricted_terms(unit["field"].lower(), unit)
        if unit["law"]:
            return [section_term(unit["law"])]
        if unit["reading"]:
            return [reading_term(unit["reading"], unit["figure"] or ORDINALS[unit["ordinal"].lower()])]
        if unit["kle"]:
            return numbered_case_terms(unit["kle"])
        if dated := self._date_term(unit):
            return [dated]
        if unit["case"]:
            if unit["case"].lower().startswith("sag-"):
                return word_terms(unit["case"])
            return numbered_case_terms(unit["alone"] or unit["other"] or f"{unit['year']}/{unit['number']}")
        if unit["phrase"] is not None:
            return self._quoted_terms(unit["phrase"])
        text = unit["words"] or unit_text(unit)
        is_number = is_kle_subject(text) or len(case_number_spellings(text)) > 1
        return numbered_case_terms(text) if is_number else self._plain_terms(text)

    def _plain_terms(self, text: str) -> list[Term]:
        if is_dotted_abbreviation(text):
            self._stop_words.append(text)
            return []
        self._stop_words += stop_words_of(text)
        return word_terms(text)

    def _quoted_terms(self, text: str) -> list[Term]:
        tokens = list(tokenize(text))
        self._truncated |= len(tokens) > MAX_WORDS
        terms = phrase_terms(text, tokens[:MAX_WORDS])
        if not terms:
            self._stop_words += stop_words_of(text)
        return terms

    def _restricted_terms(self, field: str, unit: re.Match[str]) -> list[Term]:
        text = unit["phrase"] if unit["phrase"] is not None else unit_text(unit)
        terms = self._field_terms(field, text.strip(), is_quoted=unit["phrase"] is not None)
        if terms and not unit["minus"]:
            self._narrowings.append(Narrowing(f"{_FIELD_LABELS[field]}: {text.strip()}", unit[0].strip(), unit.start()))
        return terms

    def _field_terms(self, field: str, text: str, *, is_quoted: bool) -> list[Term]:
        if field == "kommune":
            if numbers := municipality_facets(text, self._known_names):
                return [facet_term(text, *numbers)]
            self._unknown_municipalities.append(text)
            return self._plain_terms(text)
        if field == "person":
            names = [text, *self._known_names.person_names(text)][:MAX_NAMES]
            named = [term for name in names for term in phrase_terms(name, list(tokenize(name)))]
            phrases = dict.fromkeys(phrase for term in named for phrase in term.alternatives)
            return [Term(text, tuple(phrases))] if phrases else []
        if field == "sag":
            return case_terms(text)
        if is_quoted:
            return [with_weight(term, _WEIGHTS[field]) for term in self._quoted_terms(text)]
        return [replace(term, namespace=_NAMESPACES[field]) for term in self._plain_terms(text)]

    def _date_term(self, unit: re.Match[str]) -> Term | None:
        """The date, month, year or years that a unit is; None for words, also for a year without meetings."""
        if day := parse_date(unit["date"]) if unit["date"] else short_date(unit["words"] or ""):
            if not unit["minus"]:
                self._days.append(day)
            mentioned = (PhraseStep(date_lexeme(day)),)
            return self._time_term(unit, written_day(day), mentioned, [facets.day_facet(day)])
        if unit["month"]:
            month, of_year = month_number(unit["month"]), int(unit["of_year"])
            name = MONTH_NAMES[month - 1]
            in_words = (PhraseStep(first_lexeme(name)), PhraseStep(str(of_year)))
            return self._time_term(unit, f"{name} {of_year}", in_words, [facets.month_facet(of_year, month)])
        if unit["one_year"] and int(unit["one_year"]) in self._known_names.years():
            year = int(unit["one_year"])
            return self._time_term(unit, f"{year}", (PhraseStep(str(year)),), [facets.year_facet(year)])
        if unit["years"]:
            first, last = int(unit["from_year"]), int(unit["to_year"])
            years = sorted(year for year in self._known_names.years() if first <= year <= last)
            in_figures = (PhraseStep(str(first)), PhraseStep(str(last)))
            return (
                self._time_term(unit, f"{first}–{last}", in_figures, map(facets.year_facet, years)) if years else None
            )
        return None

    def _time_term(self, unit: re.Match[str], label: str, mentioned: Phrase, numbers: Iterable[int]) -> Term:
        if not unit["minus"]:
            self._narrowings.append(Narrowing(label, unit[0].strip(), unit.start()))
        return Term(unit[0].strip(), (mentioned, *((PhraseStep(facets.facet_lexeme(number)),) for number in numbers)))

    def _within_bounds(self, terms: list[Term]) -> list[Term]:
        """As many of the terms as MAX_WORDS and MAX_PHRASES leave room for."""
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
