"""Where an item no longer has the wording of its document: an editor wrote another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from meetings.models import AgendaItem, Document, SourcedModel
from meetings.models.base import plain_value
from meetings.models.choices import FieldName
from meetings.models.items import item_text_fields

Values = dict[str, Any]

TITLE, OUTCOME = "title", "outcome"


@dataclass(frozen=True)
class DocumentStatement:
    """One document's plain values of an item and of its decision; empty where it does not have them."""

    document_id: int
    kind: str
    item: Values = field(default_factory=dict)
    decision: Values = field(default_factory=dict)


def statements_of(item: AgendaItem) -> Sequence[DocumentStatement]:
    """What each document with stored content (Document.said) has of the item, the leading one first. One query.

    None of them speaks of an item that no import has written.
    """
    key = item.key or (item.number if item.imported else "")
    if not key:
        return ()
    rows = Document.objects.filter(meeting=item.meeting_id).values_said_of_item(key)
    return [DocumentStatement(pk, kind, of_item or {}, of_decision or {}) for pk, kind, of_item, of_decision in rows]


@dataclass(frozen=True)
class Correction:
    """What an editor wrote, and what the document has in its place; '' where one of them has nothing."""

    written: str
    printed: str


def corrections_of(item: AgendaItem, statements: Iterable[DocumentStatement]) -> dict[str, Correction]:
    """The corrections of the item's title, texts, decision and outcome, by FieldName, TITLE or OUTCOME."""
    by_document = {statement.document_id: statement for statement in statements}
    statement = by_document.get(item.document_id or 0)
    values = statement.item if statement else {}
    found = {name: _correction(item, name, values) for name in (TITLE, *item_text_fields())}
    if decision := item.decision_or_none:
        statement = by_document.get(decision.document_id or 0)
        values = statement.decision if statement else {}
        found[FieldName.DECISION] = _correction(decision, "text", values)
        found[OUTCOME] = _correction(decision, "outcome", values)
    return {name: correction for name, correction in found.items() if correction}


def _correction(record: SourcedModel, field: str, values: Values) -> Correction | None:
    """The difference between a field and what its document has; None where there is none.

    `values` are the document's, and go before `imported`: an edited field keeps there what an earlier document had.
    """
    written = plain_value(record, field)
    printed = values.get(field, record.imported.get(field, written))
    return Correction(written, printed) if written != printed else None
