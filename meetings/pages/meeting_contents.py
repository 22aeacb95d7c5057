"""What a meeting's page shows of it: items by section, editions of its documents, the programme of the day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from meetings.models import AgendaItem, Document, Section
from meetings.models.choices import CaseType
from meetings.pages.withheld_records import WithheldItem
from meetings.parsing.meaning.programme import ProgrammeEvent, read_programme


@dataclass(frozen=True)
class SectionItems:
    """A section of a meeting with its items, if it has any; no section where items stand under none."""

    section: Section | None
    items: tuple[AgendaItem | WithheldItem, ...]


@dataclass(frozen=True)
class Edition:
    """A document of a meeting; a later edition of it may have taken its place."""

    document: Document
    is_former: bool


@dataclass(frozen=True)
class Programme:
    """The programme of the day, and the item that it stands in."""

    item: AgendaItem
    events: Sequence[ProgrammeEvent]


def programme_of_meeting(items: Iterable[Any]) -> Programme | None:
    """The first programme that a formality lists; None for none. Other items list the hours of other days."""
    for item in items:
        if item.case_type == CaseType.FORMALITY and (events := read_programme(item.programme_text)):
            return Programme(item, events)
    return None


def editions_of_meeting(documents: Iterable[Document], items: Iterable[AgendaItem]) -> Iterator[Edition]:
    """The documents, the leading one first, each with whether that one has replaced it.

    One that the page still shows items of is not replaced: the other is a supplement to it. Nor is one of another kind
    than the leading document marked, as nothing says whether it was replaced.
    """
    shown = {item.document_id for item in items if not item.withdrawn}
    leading: Document | None = None
    for document in documents:
        is_alike = leading and (document.kind, document.is_draft) == (leading.kind, leading.is_draft)
        yield Edition(document, is_former=bool(is_alike) and document.pk not in shown)
        leading = leading or document


def items_by_section(sections: Iterable[Section], items: Iterable[AgendaItem | WithheldItem]) -> list[SectionItems]:
    """The meeting's contents in order; a section without items comes before the next section that has some."""
    contents = [
        SectionItems(section, tuple(of_section)) for section, of_section in groupby(items, lambda item: item.section)
    ]
    with_items = {part.section for part in contents}
    for section in sections:
        if section not in with_items:
            positions = (place for place, part in enumerate(contents) if _comes_before(section, part.section))
            contents.insert(next(positions, len(contents)), SectionItems(section, ()))
    return contents


def _comes_before(section: Section, other: Section | None) -> bool:
    return other is not None and section.position < other.position
