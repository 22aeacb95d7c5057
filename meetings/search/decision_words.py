"""What becomes of items, in the words that readers have for it: *afvist* also finds what was *forkastet*."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from meetings.models.choices import OUTCOME_NUMBERS, Outcome
from meetings.search.clauses import Clause
from meetings.search.facets import FacetKind, facet_number
from meetings.search.terms import facet_term

# Participles alone: a noun or another form (*udsatte børn*, *en afvisning*) is no outcome.
_OUTCOMES: Mapping[str, Outcome] = {
    word: outcome
    for outcome, words in {
        Outcome.REJECTED: "afvist forkastet afslået nedstemt",
        Outcome.POSTPONED: "udsat udskudt",
        Outcome.CANCELLED: "aflyst",
        Outcome.APPROVED: "godkendt tiltrådt",
        Outcome.RECOMMENDED: "anbefalet",
        Outcome.DISCUSSED: "drøftet",
        Outcome.APPOINTED: "udpeget",
    }.items()
    for word in words.split()
}


def with_outcomes(clauses: Sequence[Clause], is_plain: Sequence[bool]) -> tuple[Clause, ...]:
    """The clauses, a plain word for an outcome as that word or as what ended so."""
    return tuple(
        replace(clause, terms=(*clause.terms, facet_term(clause.terms[0].text, _outcome_facet(outcome))))
        if plain and (outcome := _OUTCOMES.get(clause.terms[0].text.lower()))
        else clause
        for clause, plain in zip(clauses, is_plain, strict=True)
    )


def _outcome_facet(outcome: Outcome) -> int:
    return facet_number(FacetKind.OUTCOME, OUTCOME_NUMBERS[outcome])
