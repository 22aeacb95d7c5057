"""What became of the agenda's items in the minutes: added, withdrawn, renumbered, retitled, reworded.

Both documents call an item by the key that the archive knows it by, so the items are paired already.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.danish.plurals import counted
from meetings.pages.word_diff import WordRun, is_reworded, word_diff

Values = Mapping[str, Any]
# A document's content: plain values by type and key of the record, as Document.said keeps them:
# {"item 2.1": {"number": "2.1", "title": "Fordeling", "recommendation": "", "position": 4}}.
DocumentContent = Mapping[str, Values]

_ITEM_PREFIX = "item "


@dataclass(frozen=True)
class AgendaEntry:
    """An item as one document has it."""

    number: str
    title: str
    recommendation: str


@dataclass(frozen=True)
class ItemChange:
    """One item in both documents; None where a document does not have it."""

    key: str
    agenda: AgendaEntry | None
    minutes: AgendaEntry | None

    @property
    def is_added(self) -> bool:
        return self.agenda is None

    @property
    def is_withdrawn(self) -> bool:
        return self.minutes is None

    @property
    def is_renumbered(self) -> bool:
        return bool(self.agenda and self.minutes) and self.former.number != self.latest.number

    @property
    def is_retitled(self) -> bool:
        return bool(self.agenda and self.minutes) and is_reworded(self.former.title, self.latest.title)

    @property
    def is_reworded(self) -> bool:
        """Whether the council was recommended something else in other words."""
        return bool(self.agenda and self.minutes) and is_reworded(
            self.former.recommendation, self.latest.recommendation
        )

    @property
    def is_changed(self) -> bool:
        """Whether an item that both documents have is not the same in them."""
        return self.is_renumbered or self.is_retitled or self.is_reworded

    @property
    def former(self) -> AgendaEntry:
        """The item as the agenda has it, or the minutes where the agenda lacks it."""
        return self.agenda or self.latest

    @property
    def latest(self) -> AgendaEntry:
        """The item as the minutes have it, or the agenda where the minutes lack it."""
        entry = self.minutes or self.agenda
        assert entry is not None
        return entry

    @property
    def title_diff(self) -> tuple[WordRun, ...]:
        return word_diff(self.former.title, self.latest.title)

    @property
    def recommendation_diff(self) -> tuple[WordRun, ...]:
        return word_diff(self.former.recommendation, self.latest.recommendation)


def agenda_entry(values: Values | None) -> AgendaEntry | None:
    """An item as a document's values have it; None for no values."""
    return AgendaEntry(values["number"], values["title"], values["recommendation"]) if values else None


def compare_documents(agenda: DocumentContent, minutes: DocumentContent) -> tuple[ItemChange, ...]:
    """Every item of either document, in the minutes' order; a withdrawn one after what preceded it on the agenda."""
    former, latest = _items_by_key(agenda), _items_by_key(minutes)
    order = list(latest)
    before = ""
    for key in former:
        if key not in latest:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return tuple(ItemChange(key, agenda_entry(former.get(key)), agenda_entry(latest.get(key))) for key in order)


def summary_of_changes(changes: Iterable[ItemChange]) -> tuple[str, ...]:
    """How many items changed in which way, in words; empty where the minutes follow the agenda."""
    all_changes = list(changes)
    counts = (
        (sum(change.is_added for change in all_changes), "punkt tilføjet", "punkter tilføjet"),
        (sum(change.is_withdrawn for change in all_changes), "udgået", "udgået"),
        (sum(change.is_renumbered for change in all_changes), "fik nyt nummer", "fik nyt nummer"),
        (sum(change.is_retitled for change in all_changes), "overskrift ændret", "overskrifter ændret"),
        (sum(change.is_reworded for change in all_changes), "indstilling ændret", "indstillinger ændret"),
    )
    return tuple(counted(count, one, several) for count, one, several in counts if count)


def _items_by_key(content: DocumentContent) -> dict[str, Values]:
    """The document's items by key, in its order."""
    items = {
        name.removeprefix(_ITEM_PREFIX): values for name, values in content.items() if name.startswith(_ITEM_PREFIX)
    }
    return dict(sorted(items.items(), key=lambda item: item[1].get("position", 0)))
