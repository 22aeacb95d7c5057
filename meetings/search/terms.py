"""A piece of a query -> its terms: words and what begins like them, joined words, phrases, case numbers, facets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from meetings.danish.completions import completions
from meetings.danish.lexemes import ascii_form, word_lexeme
from meetings.danish.related_words import form_lexemes, related_lexemes
from meetings.danish.tokens import ORDINALS, Token, paragraph_lexemes, tokenize
from meetings.search import facets
from meetings.search.bounds import MAX_COMPLETIONS, SHORTEST_PREFIX
from meetings.search.clauses import Phrase, PhraseStep, Term
from meetings.search.facets import IN_CASE_NUMBER
from meetings.search.grammar import case_number_spellings, is_kle_subject, joined_words

_CASE_NUMBER_LEXEME = re.compile("sag[0-9]{6,}")


def first_lexeme(word: str) -> str:
    """The lexeme of a text's first word."""
    return next(tokenize(word)).lexemes[0]


def facet_term(text: str, *numbers: int) -> Term:
    """The term that is no word, but a facet by its number, or any of several: a municipality, a day."""
    return Term(text, tuple((PhraseStep(facets.facet_lexeme(number)),) for number in numbers))


def word_terms(text: str) -> list[Term]:
    """The terms of unquoted text, one for each word but for stop words; a joined word (*it-drift*) is one term."""
    terms = []
    for tokens in joined_words(text):
        first, last = tokens[0], tokens[-1]
        typed = text[first.start : last.end]
        if len(tokens) == 1 and first.lexemes:
            terms.append(Term(typed, ((_with_related_words(_word_step(text, first), typed),),)))
        elif len(tokens) > 1:
            steps: Phrase = (*(PhraseStep(token.lexemes[0]) for token in tokens[:-1]), _word_step(text, last))
            terms.append(Term(typed, (steps, (_joined_word_step(text, typed, first.lexemes[1], last),))))
    return terms


def _joined_word_step(text: str, typed: str, whole: str, last: Token) -> PhraseStep:
    """A joined word as one: *itdrift*; the beginning of a case number finds the whole of it (*SAG-2025-031*)."""
    if not _has_digit(whole):
        step = PhraseStep(whole, parts=True)
        return _with_prefix(step, typed) if _is_starred(text, last) else step
    is_case_number = "." not in typed and len(whole) >= SHORTEST_PREFIX
    return PhraseStep(whole, prefix=whole if is_case_number else "")


def _word_step(text: str, token: Token) -> PhraseStep:
    """A typed word: itself and the compounds it is a part of; with an asterisk also what begins like it."""
    own = token.lexemes[0]
    step = PhraseStep(own, parts=not _has_digit(own))
    if _is_starred(text, token):
        return _with_prefix(step, text[token.start : token.end])
    return replace(step, prefix=own) if _CASE_NUMBER_LEXEME.fullmatch(own) else step


def _with_related_words(step: PhraseStep, typed: str) -> PhraseStep:
    """The step of a word that stands alone: also for words of its stem, and for what else it can be a form of."""
    return replace(step, related=related_lexemes(typed)) if step.parts else step


def with_own_forms(term: Term) -> Term:
    """The term for the word in its forms and for no other of its stem: what is excluded has to be meant."""
    forms = form_lexemes(term.text) if len(term.alternatives) == 1 else ()
    alternatives = tuple(
        tuple(replace(step, related=forms if step.related else ()) for step in steps) for steps in term.alternatives
    )
    return replace(term, alternatives=alternatives)


def _is_starred(text: str, token: Token) -> bool:
    """Whether an asterisk follows the word. Of one letter it means nothing: too much begins so."""
    return text[token.end : token.end + 1] == "*" and token.end - token.start > 1


def _with_prefix(step: PhraseStep, beginning: str) -> PhraseStep:
    """The step of a typed word that stands for whatever begins like it, too. Numbers begin as they are indexed."""
    if _has_digit(step.lexeme):
        return replace(step, prefix=step.lexeme)
    others = tuple(lexeme for lexeme in completions(beginning) if lexeme != step.lexeme)[:MAX_COMPLETIONS]
    return replace(step, prefix=ascii_form(beginning), completions=others)


def _has_digit(lexeme: str) -> bool:
    return any(character.isdigit() for character in lexeme)


def synonym_terms(text: str) -> list[Term]:
    """What a word stands for: its words in order, the last of them also as a part of a compound."""
    return [
        replace(
            term,
            alternatives=tuple((*steps[:-1], replace(steps[-1], parts=True)) for steps in term.alternatives),
        )
        for term in phrase_terms(text, list(tokenize(text)))
    ]


def numbered_case_terms(number: str) -> list[Term]:
    """A case's number, wherever it stands, in every way that it may be written."""
    if is_kle_subject(number):
        return [_kle_term(number)]
    spellings = case_number_spellings(number)
    if len(spellings) == 1:
        return word_terms(number)
    terms = [term for spelling in spellings for term in _case_number_terms(spelling)]
    alternatives = dict.fromkeys(phrase for term in terms for phrase in term.alternatives)
    return [Term(number, tuple(alternatives))]


def _case_number_terms(spelling: str) -> list[Term]:
    """A number in one spelling. One of the KLE is several words, which have to stand together."""
    words = word_terms(spelling)
    return words if len(words) == 1 else phrase_terms(spelling, list(tokenize(spelling)))


def section_term(text: str) -> Term:
    """A section of a law, *§ 38 b*, however it is written; no other number."""
    return Term(text, ((PhraseStep(paragraph_lexemes(text)[0]),),))


def reading_term(text: str, number: str) -> Term:
    """The first, second or third reading of a matter, in figures and in words, in two words or in one."""
    ordinal = next(word for word, figure in ORDINALS.items() if figure == number)
    in_two = (PhraseStep(number, related=(word_lexeme(ordinal),)), PhraseStep(word_lexeme("behandling")))
    return Term(text, (in_two, (PhraseStep(word_lexeme(f"{ordinal}behandling")),)))


def _kle_term(subject: str) -> Term:
    """A subject of the KLE, whatever a case's number has behind it: *27.36.00G01-0122*."""
    first, second, third = subject.split(".")
    steps = (PhraseStep(first), PhraseStep(second), PhraseStep(third, prefix=third))
    return Term(subject, (steps,))


def case_terms(text: str) -> list[Term]:
    """A case number, whole or in part, in the field that it belongs to."""
    wholes = dict.fromkeys(filter(None, map(_whole_lexeme, case_number_spellings(text))))
    phrases = tuple((PhraseStep(whole, prefix=whole),) for whole in wholes)
    return [Term(text, phrases, IN_CASE_NUMBER)] if phrases else []


def _whole_lexeme(number: str) -> str:
    """What a case number is indexed as in one; '' of a text without words."""
    tokens = list(tokenize(number))
    if len(tokens) > 1:
        return tokens[0].lexemes[-1]
    return next((lexeme for token in tokens for lexeme in token.lexemes[:1]), "")


def phrase_terms(text: str, tokens: Sequence[Token]) -> list[Term]:
    """The one term of quoted text, if it has any but stop words."""
    words = [token for token in tokens if token.lexemes]
    if not words:
        return []
    distances = (1, *(after.position - before.position for before, after in pairwise(words)))
    steps = tuple(PhraseStep(word.lexemes[0], distance) for word, distance in zip(words, distances, strict=True))
    first, last = tokens[0], tokens[-1]
    is_one_joined_word = len(tokens) > 1 and first.alias_end == last.end
    return [Term(text, (steps, (PhraseStep(first.lexemes[1]),)) if is_one_joined_word else (steps,))]


def with_weight(term: Term, weight: str) -> Term:
    """The term, to be found only in texts of that weight: A for titles, B for decisions."""
    phrases = tuple(tuple(replace(step, weight=weight) for step in steps) for steps in term.alternatives)
    return replace(term, alternatives=phrases)


def stop_words_of(text: str) -> list[str]:
    """The words of the text that are too common to be searched for, as typed."""
    return [text[token.start : token.end] for token in tokenize(text) if not token.lexemes]
