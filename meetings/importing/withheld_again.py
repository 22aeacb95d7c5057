"""What was withheld and is imported anew, after its import was undone or its meeting deleted, is withheld again.

Deleting a record ends what withholds it. The history knows what went with it in one transaction; nobody decided that it
may be public.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from meetings.models import AgendaItem, Document, HistoryEntry, Meeting, Person, Withholding
from meetings.models.changes import ChangeKind
from meetings.models.withholdings import WITHHELD_MODELS, withheld_field


def withhold_again(meeting: Meeting, document: Document) -> int:
    """Withhold what of the meeting, the document and its people was withheld as it was deleted; gives how many are.

    What an editor has withheld since, or made public again, is as she left it. The caller settles.
    """
    made = 0
    for entry in HistoryEntry.objects.deletions(Withholding):
        former = _withholding(entry.before or {})
        if former.ends_at and former.ends_at <= timezone.now():
            continue
        for record in _the_same_now(former, entry, meeting, document):
            field = withheld_field(record)
            if not Withholding.objects.filter(**{field: record.pk}).exists():
                again = _withholding(entry.before or {})
                for name in WITHHELD_MODELS:
                    setattr(again, name, record if name == field else None)
                again.save(force_insert=True)
                made += 1
    return made


def _withholding(columns: dict[str, Any]) -> Withholding:
    """The withholding that a row of the history tells of, not saved and without a key."""
    own = [field for field in Withholding._meta.concrete_fields if not field.primary_key]
    fields: dict[str | None, Any] = {field.column: field for field in own}
    values: dict[str, Any] = {}
    for column, value in columns.items():
        if field := fields.get(column):
            kind = field.target_field if field.remote_field else field
            values[field.attname] = kind.to_python(value)
    return Withholding(**values)


def _the_same_now(
    former: Withholding, entry: HistoryEntry, meeting: Meeting, document: Document
) -> Iterable[models.Model]:
    """What the withholding withheld as it is in the archive again: in this meeting, or the document itself."""
    if former.document_id and {former.sha256, former.text_sha256} & ({document.sha256, document.text_sha256} - {""}):
        return [document]
    if former.item_id and (item := _deleted(AgendaItem, former.item_id, entry)) and _was_of(item, meeting, entry):
        items = AgendaItem.objects.filter(meeting=meeting)
        return items.filter(title=item["title"]) or items.filter(key=item["key"])
    if former.person_id and (person := _deleted(Person, former.person_id, entry)):
        return Person.objects.filter(name=person["name"], participations__meeting=meeting).distinct()
    return ()


def _was_of(item: dict[str, Any], meeting: Meeting, entry: HistoryEntry) -> bool:
    """Whether the deleted item was of this meeting, or of one of the same council and day that was deleted with it."""
    former = _deleted(Meeting, item["meeting_id"], entry)
    is_same_day = former and (former["council_id"], former["date"]) == (meeting.council_id, meeting.date.isoformat())
    return bool(item["meeting_id"] == meeting.pk or is_same_day)


def _deleted(model: type[models.Model], key: int, along: HistoryEntry) -> dict[str, Any] | None:
    """The record of that key as it was when it was deleted in the transaction of `along`; None where it was not."""
    deletions = HistoryEntry.objects.filter(table=model._meta.db_table, key=key, kind=ChangeKind.DELETED)
    entry = deletions.filter(transaction=along.transaction).first()
    return entry.before if entry else None
