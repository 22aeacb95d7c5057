"""Why an item was found that has not the words: its case's number, its day, its municipality, what it ended as."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from meetings.models import AgendaItem
from meetings.models.choices import OUTCOME_NUMBERS
from meetings.search.clauses import Clause, Term
from meetings.search.facets import (
    FacetKind,
    day_facet,
    facet_kind_and_value,
    facet_number,
    facet_of_lexeme,
    month_facet,
    year_facet,
)
from meetings.search.highlight import HighlightedSegment, count_marks, highlight
from meetings.search.query import Query


@dataclass(frozen=True)
class Reason:
    """What an item was found by besides its words, as a page shows it: »Sagsnr.« and the number, marked."""

    label: str
    segments: tuple[HighlightedSegment, ...]

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)


def reasons_of(item: AgendaItem, query: Query, shown: Sequence[str]) -> tuple[Reason, ...]:
    """What the item was found by that the texts that are `shown` of it do not say; none twice."""
    found = [reason for clause in query.required for reason in _reasons_of_clause(item, clause, shown)]
    return tuple(dict.fromkeys(found))


def read_beside(query: Query) -> tuple[str, ...]:
    """What `reasons_of` reads of items that this query finds, to be prefetched: their municipalities and councils."""
    numbers = [number for clause in query.required for number in _facets(clause.terms)]
    municipalities = ("municipalities",) if _has_kind(numbers, FacetKind.MUNICIPALITY) else ()
    councils = ("meeting__joint_councils",) if _has_kind(numbers, FacetKind.COUNCIL) else ()
    return (*municipalities, *councils)


def _has_kind(numbers: Iterable[int], kind: FacetKind) -> bool:
    return any(facet_kind_and_value(number)[0] == kind for number in numbers)


def _reasons_of_clause(item: AgendaItem, clause: Clause, shown: Sequence[str]) -> list[Reason]:
    """Few items have any, so that of few the texts need be looked through."""
    found = list(_besides_words(item, clause))
    return [] if found and any(count_marks(text, clause.terms) for text in shown) else found


def _besides_words(item: AgendaItem, clause: Clause) -> Iterator[Reason]:
    """What the item was found by besides its words, whatever its texts say."""
    if item.case_number and count_marks(item.case_number, clause.terms):
        yield Reason("Sagsnr.", highlight(item.case_number, clause.terms))
    elif item.subject_number and count_marks(item.subject_number, clause.terms):
        yield Reason("KLE-nr.", highlight(item.subject_number, clause.terms))
    numbers = frozenset(_facets(clause.terms))
    if numbers:
        yield from _reasons_by_facet(item, numbers)


def _reasons_by_facet(item: AgendaItem, numbers: frozenset[int]) -> Iterator[Reason]:
    day = item.meeting.date
    if not numbers.isdisjoint({day_facet(day), month_facet(day.year, day.month), year_facet(day.year)}):
        yield _marked("Mødedato", date_format(day, "j. F Y"))
    if _has_kind(numbers, FacetKind.COUNCIL):
        for council in item.meeting.councils:
            if facet_number(FacetKind.COUNCIL, council.pk) in numbers:
                yield _marked("Råd", council.name)
    decision = item.decision_or_none
    if decision and facet_number(FacetKind.OUTCOME, OUTCOME_NUMBERS[decision.outcome]) in numbers:
        yield _marked("Udfald", decision.get_outcome_display())
    if _has_kind(numbers, FacetKind.MUNICIPALITY):
        for municipality in item.municipalities.all():
            if facet_number(FacetKind.MUNICIPALITY, municipality.pk) in numbers:
                yield _marked("Kommune", municipality.name)


def _marked(label: str, text: str) -> Reason:
    return Reason(label, (HighlightedSegment(text, True),))


def _facets(terms: Sequence[Term]) -> Iterator[int]:
    """The facets any of which is enough for one of the terms."""
    for term in terms:
        for steps in term.alternatives:
            if steps[0].lexeme.startswith("F") and steps[0].lexeme[1:].isdigit():
                yield facet_of_lexeme(steps[0].lexeme)
