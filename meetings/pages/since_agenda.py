"""What the minutes of a meeting have otherwise than its agenda: for the meeting's page and for an item's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from meetings.models import AgendaItem, Document, Meeting
from meetings.models.choices import DocumentKind, Ruling
from meetings.pages.comparison import AgendaEntry, ItemChange, agenda_entry, compare_documents, summary_of_changes
from meetings.pages.corrections import DocumentStatement
from meetings.parsing.meaning import as_recommended


@dataclass(frozen=True)
class ComparedItem:
    """An item of the archive with how its agenda and minutes differ."""

    item: AgendaItem
    change: ItemChange

    @property
    def ruling(self) -> Ruling | None:
        return ruling_of(self.item)


@dataclass(frozen=True)
class MeetingComparison:
    """An agenda and the minutes of the same meeting, compared item by item."""

    agenda: Document
    minutes: Document
    items: tuple[ComparedItem, ...]

    @property
    def summary(self) -> tuple[str, ...]:
        return summary_of_changes(compared.change for compared in self.items)

    @property
    def added(self) -> list[ComparedItem]:
        return [compared for compared in self.items if compared.change.is_added]

    @property
    def withdrawn(self) -> list[ComparedItem]:
        return [compared for compared in self.items if compared.change.is_withdrawn]

    @property
    def changed(self) -> list[ComparedItem]:
        return [compared for compared in self.items if compared.change.is_changed]

    @property
    def is_reworded(self) -> bool:
        return any(compared.change.is_retitled or compared.change.is_reworded for compared in self.changed)

    @property
    def decided(self) -> list[ComparedItem]:
        """The items of the minutes with a recommendation and a decision."""
        return [compared for compared in self.items if compared.item.recommendation and compared.item.decision_or_none]


@dataclass(frozen=True)
class ItemComparison:
    """What became of one item since the agenda, and where all of its meeting are compared."""

    url: str
    change: ItemChange


def comparison_url(meeting: Meeting) -> str:
    """The address of the comparison of a meeting's documents."""
    return reverse("meetings:since_agenda", args=(meeting.council.slug, meeting.day.path))


def compare_meeting(documents: Sequence[Document], items: Iterable[AgendaItem]) -> MeetingComparison | None:
    """The leading minutes beside the newest agenda, None where one of them is missing or says nothing.

    Only items that the archive holds are compared: what an editor deleted is gone. `items` are all of the
    meeting's; `documents` have the leading one first.
    """
    agenda = next((document for document in documents if document.kind == DocumentKind.AGENDA), None)
    minutes = next((document for document in documents if document.kind == DocumentKind.MINUTES), None)
    if not agenda or not minutes:
        return None
    contents = dict(Document.objects.filter(pk__in=[agenda.pk, minutes.pk]).values_list("pk", "said"))
    if not contents[agenda.pk] or not contents[minutes.pk]:
        return None
    by_key = {item.key: item for item in items if item.key}
    changes = compare_documents(contents[agenda.pk], contents[minutes.pk])
    return MeetingComparison(
        agenda, minutes, tuple(ComparedItem(by_key[change.key], change) for change in changes if change.key in by_key)
    )


def compare_item(item: AgendaItem, statements: Iterable[DocumentStatement]) -> ItemComparison | None:
    """What became of the item since the agenda, None where the archive lacks a document that says so.

    `statements` are what the meeting's documents say of the item, the leading one first.
    """
    if not item.key:
        return None
    entries: dict[str, AgendaEntry | None] = {}
    for statement in statements:
        entries.setdefault(statement.kind, agenda_entry(statement.item))
    if len(entries) < len(DocumentKind) or not any(entries.values()):
        return None
    change = ItemChange(item.key, entries[DocumentKind.AGENDA], entries[DocumentKind.MINUTES])
    return ItemComparison(comparison_url(item.meeting) + (f"#punkt-{item.pk}" if change.is_changed else ""), change)


def sentences_on_item(item: AgendaItem, since: ItemComparison | None) -> list[str]:
    """What an item's own page says of recommendation, decision and agenda."""
    ruling = ruling_of(item)
    sentences = {
        "Besluttet som indstillet.": ruling == Ruling.AS_RECOMMENDED,
        "Besluttet med ændring eller tilføjelse til indstillingen.": ruling == Ruling.AMENDED,
    }
    if since:
        change = since.change
        sentences |= {
            "Punktet stod ikke på dagsordenen.": change.is_added,
            f"Punktet var nr. {change.former.number} på dagsordenen.": change.is_renumbered,
            "Overskriften er ændret siden dagsordenen.": change.is_retitled,
            "Indstillingen er ændret siden dagsordenen.": change.is_reworded,
        }
    return [sentence for sentence, applies in sentences.items() if applies]


def ruling_of(item: AgendaItem) -> Ruling | None:
    """How the item's decision stands to its recommendation, None where there is no telling."""
    decision = item.decision_or_none
    if decision is None:
        return None
    found = as_recommended.compare_with_recommendation(
        item.recommendation, decision.text, [decision.outcome, *decision.further_outcomes]
    )
    return Ruling(found) if found else None
