"""What search finds an item by, whether the archive has it or a document that is about to be imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.models import AgendaItem
from meetings.search.facets import IN_CASE_NUMBER, IN_DECISION, IN_TITLE
from meetings.search.vector import SearchedText


@dataclass(frozen=True)
class SearchedTable:
    """What search finds a table by: its title and the texts of its cells."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class SearchedItem:
    """The texts of an item, '' for each that it lacks; `appointed` are the names of those who are appointed at it."""

    title: str
    case_number: str = ""
    subject_number: str = ""
    decision: str = ""
    recommendation: str = ""
    presentation: str = ""
    background: str = ""
    initials: Sequence[str] = ()
    appointed: Sequence[str] = ()
    tables: Sequence[SearchedTable] = ()

    def texts(self) -> tuple[SearchedText, ...]:
        """Its texts in the order in which they stand in its vector; those without a character are left out."""
        numbers = [self.case_number, *([self.subject_number] if self.subject_number != self.case_number else [])]
        texts = (
            SearchedText(self.title, "A", IN_TITLE),
            *(SearchedText(number, "A", IN_CASE_NUMBER) for number in numbers),
            SearchedText(self.decision, "B", IN_DECISION),
            SearchedText(self.recommendation, "C"),
            *(SearchedText(text, "D") for text in (self.presentation, self.background, " ".join(self.initials))),
            *(SearchedText(name, "B") for name in self.appointed),
            *(SearchedText(text, "D") for text in _texts_of(self.tables)),
        )
        return tuple(text for text in texts if text.text)


def item_texts(item: AgendaItem) -> tuple[SearchedText, ...]:
    """What search finds the archive's item by; people who are withheld are none of it."""
    decision = item.decision_or_none
    people = (appointment.person for appointment in item.appointments.all())
    return SearchedItem(
        item.title,
        item.case_number,
        item.subject_number,
        decision.text if decision else "",
        item.recommendation,
        item.presentation,
        item.background,
        item.initials,
        [person.name for person in people if person and not person.is_withheld],
        [SearchedTable(table.title, table.columns, table.rows) for table in item.tables.all()],
    ).texts()


def _texts_of(tables: Iterable[SearchedTable]) -> Iterable[str]:
    for table in tables:
        yield table.title
        yield from map(" ".join, (table.columns, *table.rows))
