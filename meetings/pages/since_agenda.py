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
    """An item of the archive with what became of it between agenda and minutes."""

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
        return summary_of_changes(followed.change for followed in self.items)

    @property
    def added(self) -> list[ComparedItem]:
        return [followed for followed in self.items if followed.change.is_added]

    @property
    def withdrawn(self) -> list[ComparedItem]:
        return [followed for followed in self.items if followed.change.is_withdrawn]

    @property
    def changed(self) -> list[ComparedItem]:
        return [followed for followed in self.items if followed.change.is_changed]

    @property
    def is_reworded(self) -> bool:
        return any(followed.change.is_retitled or followed.change.is_reworded for followed in self.changed)

    @property
    def decided(self) -> list[ComparedItem]:
        """The items of the minutes with a recommendation and a decision."""
        return [followed for followed in self.items if followed.item.recommendation and followed.item.decision_or_none]


@dataclass(frozen=True)
class ItemComparison:
    """What became of one item since the agenda, and where all of its meeting are compared."""

    url: str
    change: ItemChange


def comparison_url(meeting: Meeting) -> str:
    """The address of the comparison of a meeting's documents."""
    return reverse("meetings:since_agenda", args=(meeting.council.slug, meeting.date.isoformat()))


def compare_meeting(documents: Sequence[Document], items: Iterable[AgendaItem]) -> MeetingComparison | None:
    """The leading minutes beside the newest agenda, None where one of them is missing or says nothing.

    Only items that the archive holds are compared: what an editor deleted is gone. `items` are all of the
    meeting's; `documents` have the leading one first.
    """
    agenda = next((document for document in documents if document.kind == DocumentKind.AGENDA), None)
    minutes = next((document for document in documents if document.kind == DocumentKind.MINUTES), None)
    if not agenda or not minutes:
        return None
    said = dict(Document.objects.filter(pk__in=[agenda.pk, minutes.pk]).values_list("pk", "said"))
    if not said[agenda.pk] or not said[minutes.pk]:
        return None
    by_key = {item.key: item for item in items if item.key}
    changes = compare_documents(said[agenda.pk], said[minutes.pk])
    return MeetingComparison(
        agenda, minutes, tuple(ComparedItem(by_key[change.key], change) for change in changes if change.key in by_key)
    )


def compare_item(item: AgendaItem, sayings: Iterable[DocumentStatement]) -> ItemComparison | None:
    """What became of the item since the agenda, None where the archive lacks a document that says so.

    `sayings` are what the meeting's documents say of the item, the leading one first.
    """
    if not item.key:
        return None
    entries: dict[str, AgendaEntry | None] = {}
    for saying in sayings:
        entries.setdefault(saying.kind, agenda_entry(saying.item))
    if len(entries) < len(DocumentKind) or not any(entries.values()):
        return None
    change = ItemChange(item.key, entries[DocumentKind.AGENDA], entries[DocumentKind.MINUTES])
    return ItemComparison(comparison_url(item.meeting) + (f"#punkt-{item.pk}" if change.is_changed else ""), change)


def sentences_on_item(item: AgendaItem, since: ItemComparison | None) -> list[str]:
    """What an item's own page says of recommendation, decision and agenda."""
    ruling = ruling_of(item)
    said = {
        "Besluttet som indstillet.": ruling == Ruling.AS_RECOMMENDED,
        "Besluttet med ændring eller tilføjelse til indstillingen.": ruling == Ruling.AMENDED,
    }
    if since:
        change = since.change
        said |= {
            "Punktet stod ikke på dagsordenen.": change.is_added,
            f"Punktet var nr. {change.former.number} på dagsordenen.": change.is_renumbered,
            "Overskriften er ændret siden dagsordenen.": change.is_retitled,
            "Indstillingen er ændret siden dagsordenen.": change.is_reworded,
        }
    return [sentence for sentence, is_so in said.items() if is_so]


def ruling_of(item: AgendaItem) -> Ruling | None:
    """How the item's decision stands to its recommendation, None where there is no telling."""
    decision = item.decision_or_none
    if decision is None:
        return None
    found = as_recommended.compare_with_recommendation(
        item.recommendation, decision.text, [decision.outcome, *decision.further_outcomes]
    )
    return Ruling(found) if found else None
