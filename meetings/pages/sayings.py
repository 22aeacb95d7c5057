"""What the documents of a meeting say of one of its items, whatever the archive shows of it now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from meetings.models import AgendaItem, Document

Values = dict[str, Any]


@dataclass(frozen=True)
class Saying:
    """One document's plain values of an item and of its decision; empty where it does not have them."""

    document_id: int
    kind: str
    item: Values = field(default_factory=dict)
    decision: Values = field(default_factory=dict)


def of_item(item: AgendaItem) -> Sequence[Saying]:
    """What each document that remembers what it said says of the item, the leading one first. One query.

    None of them speaks of an item that no import has written.
    """
    key = item.key or (item.number if item.imported else "")
    if not key:
        return ()
    said = Document.objects.filter(meeting=item.meeting_id).saying_of(key)
    return [Saying(pk, kind, of_item or {}, of_decision or {}) for pk, kind, of_item, of_decision in said]
