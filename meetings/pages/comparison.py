"""What became of the agenda's items in the minutes: added, withdrawn, renumbered, retitled, reworded.

Both documents call an item by the key that the archive knows it by, so the items are paired already.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.pages.wording import Part, difference, is_reworded

Values = Mapping[str, Any]
# What a document says: plain values by kind and key ("item 2.1"), as Document.said keeps them.
Said = Mapping[str, Values]

_ITEM = "item "


@dataclass(frozen=True)
class Entry:
    """An item as one document has it."""

    number: str
    title: str
    recommendation: str


@dataclass(frozen=True)
class ItemChange:
    """One item in both documents; None where a document does not have it."""

    key: str
    agenda: Entry | None
    minutes: Entry | None

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
    def former(self) -> Entry:
        """The item as the agenda has it, or the minutes where the agenda lacks it."""
        return self.agenda or self.latest

    @property
    def latest(self) -> Entry:
        """The item as the minutes have it, or the agenda where the minutes lack it."""
        entry = self.minutes or self.agenda
        assert entry is not None
        return entry

    @property
    def title_parts(self) -> tuple[Part, ...]:
        return difference(self.former.title, self.latest.title)

    @property
    def recommendation_parts(self) -> tuple[Part, ...]:
        return difference(self.former.recommendation, self.latest.recommendation)


def entry(values: Values | None) -> Entry | None:
    """An item as a document's values have it; None for no values."""
    return Entry(values["number"], values["title"], values["recommendation"]) if values else None


def compare(agenda: Said, minutes: Said) -> tuple[ItemChange, ...]:
    """Every item of either document, in the minutes' order; a withdrawn one after what preceded it on the agenda."""
    former, latest = _items(agenda), _items(minutes)
    order = list(latest)
    before = ""
    for key in former:
        if key not in latest:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return tuple(ItemChange(key, entry(former.get(key)), entry(latest.get(key))) for key in order)


def summary(changes: Iterable[ItemChange]) -> tuple[str, ...]:
    """How many items changed in which way, in words; empty where the minutes follow the agenda."""
    known = list(changes)
    counted = (
        (sum(change.is_added for change in known), "punkt tilføjet", "punkter tilføjet"),
        (sum(change.is_withdrawn for change in known), "udgået", "udgået"),
        (sum(change.is_renumbered for change in known), "fik nyt nummer", "fik nyt nummer"),
        (sum(change.is_retitled for change in known), "overskrift ændret", "overskrifter ændret"),
        (sum(change.is_reworded for change in known), "indstilling ændret", "indstillinger ændret"),
    )
    return tuple(f"{count} {one if count == 1 else several}" for count, one, several in counted if count)


def _items(said: Said) -> dict[str, Values]:
    """The document's items by key, in its order."""
    items = {name.removeprefix(_ITEM): values for name, values in said.items() if name.startswith(_ITEM)}
    return dict(sorted(items.items(), key=lambda item: item[1].get("position", 0)))
