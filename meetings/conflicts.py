"""Conflicts between an editor's wording and a document's: found by an import, decided by an editor."""

from collections.abc import Iterable, Mapping
from typing import cast

from django.db import models, transaction

from meetings.models import Conflict, Document, ImportedModel, Meeting
from meetings.planning import Change
from meetings.records import MODELS, Key, Kind, Register, plain, write_values


def record_conflicts(
    meeting: Meeting, document: Document, changes: Iterable[Change], records: Mapping[Key, ImportedModel]
) -> None:
    """Keep what the plan left to the editor, and drop the meeting's conflicts that are none any more."""
    for change in changes:
        record = records.get(change.key)
        for field, read in change.kept.items():
            if record is not None:
                Conflict.objects.update_or_create(
                    kind=change.key[0],
                    record_id=record.pk,
                    field=field,
                    defaults={
                        "meeting": meeting,
                        "record_title": str(record)[:600],
                        "field_title": change.field_title(field),
                        "archived": plain(record, field),
                        "read": read,
                        "document": document,
                        "page": change.page or getattr(record, "page", None),
                    },
                )
    for conflict in meeting.conflicts.all():
        record = conflicting_record(conflict)
        if record is None or plain(record, conflict.field) == conflict.read:
            conflict.delete()


def conflicting_record(conflict: Conflict) -> ImportedModel | None:
    """The record that the conflict is about; None if it was deleted since."""
    found = MODELS[cast(Kind, conflict.kind)]._default_manager.filter(pk=conflict.record_id).first()
    return found if isinstance(found, ImportedModel) else None


@transaction.atomic
def keep(conflict: Conflict) -> None:
    """The editor's wording stands, also against later documents that say the same as this one."""
    record = conflicting_record(conflict)
    if record is not None:
        record.imported = {**record.imported, conflict.field: conflict.read}
        models.Model.save(record, update_fields=["imported"])
    conflict.delete()


@transaction.atomic
def take(conflict: Conflict) -> None:
    """The document's wording stands; later documents may change it again."""
    record = conflicting_record(conflict)
    if record is not None:
        register = Register()
        register.prepare([{conflict.field: conflict.read}])
        write_values(record, {conflict.field: conflict.read}, register, conflict.meeting.sections.all())
        record.save()
    conflict.delete()
