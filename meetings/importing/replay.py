"""A meeting planned anew from its documents: after one of them is taken out, or those of another meeting come in.

What an editor wrote stands in the way where nothing that is left says the record: it is named, and she decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import models, transaction

from meetings.changes.recording import recording
from meetings.importing.apply import import_file
from meetings.importing.files import read, stored_source
from meetings.importing.meeting_values import KEPT_UNLESS_SAID
from meetings.importing.planned_changes import PlannedChange
from meetings.importing.records import ArchivedRecords, existing_records
from meetings.importing.refusals import Refused
from meetings.models import Document, ImportedModel, Meeting, SourcedModel, Upload, Withholding
from meetings.models.base import PlainValues, RecordKey, is_edited, key_as_text
from meetings.models.choices import UploadState
from meetings.models.locks import Lock, take_lock, take_locks
from meetings.models.withholdings import withheld_field


class EditsInTheWay(Refused):
    """What an editor wrote would go: `edits` names it, record by record."""

    def __init__(self, edits: tuple[str, ...]) -> None:
        super().__init__(
            f"Redaktionen har skrevet noget, som vil gå tabt: {'; '.join(edits)}. "
            "Sig, at det skal væk, eller flyt det først.",
            f"{len(edits)} edits are in the way",
        )
        self.edits = edits


@dataclass(frozen=True)
class Undoing:
    """What taking documents out of a meeting would do, in words: records that go, and what an editor wrote in them."""

    meeting: Meeting
    documents: tuple[Document, ...]
    # Whether the meeting goes too, as no document of it is left.
    is_whole: bool
    gone: tuple[str, ...]
    edits: tuple[str, ...]


def plan_undoing(documents: Iterable[Document]) -> Undoing:
    """What undoing the import of these documents, all of one meeting, would do. Nothing is written."""
    taken = tuple(documents)
    meeting = taken[0].meeting
    existing = existing_records(meeting)
    left = meeting.documents.exclude(pk__in=[document.pk for document in taken])
    said = {key for of_document in left.values_list("said", flat=True) for key in of_document}
    is_whole = not left.exists()
    gone = {key: record for key, record in existing.items() if is_whole or _is_left_alone(key, record, said)}
    return Undoing(
        meeting,
        taken,
        is_whole,
        tuple(PlannedChange(key, "remove", {}).title for key in gone if key[0] != "meeting"),
        edits_in(gone),
    )


@recording()
def undo_import(documents: Iterable[Document], *, discard_edits: bool = False) -> Undoing:
    """Take the documents out of their meeting, which is planned anew from what its other documents say.

    A meeting that has no other goes with them. Raises EditsInTheWay where something that an editor wrote would go,
    unless she said to `discard_edits`.
    """
    planned = plan_undoing(documents)
    lock_meetings(planned.meeting)
    if planned.edits and not discard_edits:
        raise EditsInTheWay(planned.edits)
    if planned.is_whole:
        delete_meeting(planned.meeting)
        return planned
    existing = existing_records(planned.meeting)
    left = planned.meeting.documents.exclude(pk__in=[document.pk for document in planned.documents])
    said = {key for of_document in left.values_list("said", flat=True) for key in of_document}
    gone = {key: record for key, record in existing.items() if _is_left_alone(key, record, said)}
    for record in gone.values():
        type(record)._default_manager.filter(pk=record.pk).delete()
    _detach(planned.documents)
    planned.meeting.written = sorted(set(planned.meeting.written) & said)
    _delete_documents(planned.documents)
    _forget_what_was_said(planned.meeting)
    replay(planned.meeting)
    return planned


def plan_undoing_all(documents: Iterable[Document]) -> list[Undoing]:
    """What undoing the import of these documents would do, meeting by meeting. Nothing is written."""
    by_meeting: dict[int, list[Document]] = {}
    for document in documents:
        by_meeting.setdefault(document.meeting_id, []).append(document)
    return [plan_undoing(of_one) for of_one in by_meeting.values()]


@recording()
def undo_imports(documents: Iterable[Document], *, discard_edits: bool = False) -> list[Undoing]:
    """Undo the import of all of these documents, or where one meeting refuses of none; raises as `undo_import`."""
    planned = plan_undoing_all(documents)
    if (edits := tuple(edit for one in planned for edit in one.edits)) and not discard_edits:
        raise EditsInTheWay(edits)
    lock_meetings(*(one.meeting for one in planned))
    return [undo_import(one.documents, discard_edits=discard_edits) for one in planned]


@recording()
def join_meetings(kept: Meeting, other: Meeting, *, discard_edits: bool = False) -> None:
    """Make one meeting of two: the documents of `other` become those of `kept`, and its addresses lead there.

    Raises EditsInTheWay where an editor wrote something in `other`, unless she said to `discard_edits`.
    """
    lock_meetings(kept, other)
    if (edits := edits_in(existing_records(other))) and not discard_edits:
        raise EditsInTheWay(edits)
    moved = list(other.documents.without_text())
    withheld = list(Withholding.objects.lasting().filter(item__meeting=other).select_related("item"))
    _detach(moved)
    Document.objects.filter(meeting=other).update(meeting=kept, said={})
    days = {*kept.former_days, other.day.path, *other.former_days}
    other.delete()
    Meeting.objects.filter(pk=kept.pk).update(former_days=sorted(days))
    replay(Meeting.objects.select_related("council").get(pk=kept.pk))
    _withhold_again(kept, withheld, moved)


def _withhold_again(meeting: Meeting, withheld: Iterable[Withholding], documents: Iterable[Document]) -> None:
    """Withhold what was withheld in a meeting that is a part of this one: the item of the same title, or of its key.

    Where there is no telling which item that is, the documents are withheld that it may stand in.
    """
    for withholding in withheld:
        former = withholding.item
        if former is None:
            continue
        items = meeting.items.filter(title=former.title) or meeting.items.filter(key=former.key)
        for record in items or documents:
            values = {"item": None, withheld_field(record): record, "pk": None}
            again = copy(withholding)
            for name, value in values.items():
                setattr(again, name, value)
            again.save(force_insert=True)
    if withheld:
        Withholding.objects.settle()


def replay(meeting: Meeting) -> None:
    """Plan and apply each of the meeting's documents again, the leading one first."""
    for document in meeting.documents.leading_first():
        import_file(read(stored_source(document)), again=True)


@recording()
def delete_meeting(meeting: Meeting) -> None:
    """Delete the meeting with all that belongs to it, its documents and their files. Its addresses say that it went."""
    documents = list(meeting.documents.without_text())
    _detach(documents)
    attachments = [attachment.file for attachment in meeting.attachments.all()]
    _delete_documents(documents)
    meeting.delete()
    for file in attachments:
        transaction.on_commit(partial(file.storage.delete, str(file.name)))


def edits_in(records: ArchivedRecords) -> tuple[str, ...]:
    """What an editor wrote in these records, each as »punkt 3.6: overskrift«; a record of hers by its title."""
    told: dict[str, None] = {}
    for key, record in records.items():
        change = PlannedChange(key, "remove", {})
        if not record.imported and key[0] != "meeting":
            told[f"{change.title} (skrevet af redaktionen)"] = None
        for field in record.imported:
            if is_edited(record, field):
                told[f"{change.title}: {change.field_title(field)}"] = None
    return tuple(told)


def _is_left_alone(key: RecordKey, record: ImportedModel, said: set[str]) -> bool:
    """Whether an import made the record and no document says it any more."""
    return key[0] != "meeting" and bool(record.imported) and key_as_text(key) not in said


def lock_meetings(*meetings: Meeting) -> None:
    """Takes the locks as an import into these meetings does, by all the names that their councils have and had."""
    names = {name for one in meetings for council in one.councils for name in (council.name, *council.former_names)}
    take_lock(Lock.REDACTIONS, shared=True)
    take_locks(Lock.MEETING, names)
    take_lock(Lock.PEOPLE, shared=True)
    take_lock(Lock.TOPICS, shared=True)


def _detach(documents: Iterable[Document]) -> None:
    """Leave the records that were read in the documents without a source: what is read again has one again."""
    for model in SourcedModel.__subclasses__() + [
        each for part in SourcedModel.__subclasses__() for each in part.__subclasses__()
    ]:
        if not model._meta.abstract:
            model._default_manager.filter(document__in=list(documents)).update(document=None)


def _forget_what_was_said(meeting: Meeting) -> None:
    """Empty the meeting's fields that a document leaves when it does not say them, save those that were edited.

    Its day becomes that of the document that leads now.
    """
    empty: PlainValues = {"start_time": None, "place": "", "is_extraordinary": False, "status": "", "moved_from": []}
    for field in KEPT_UNLESS_SAID:
        if field in empty and field in meeting.imported and not is_edited(meeting, field):
            setattr(meeting, field, empty[field])
            meeting.imported = {**meeting.imported, field: empty[field]}
    leading = meeting.documents.leading_first()[0]
    day = leading.said.get("meeting ", {}).get("date")
    if day and not is_edited(meeting, "date") and day != meeting.date.isoformat():
        meeting.date, meeting.slug = date.fromisoformat(day), ""
        meeting.slug = Meeting.objects.free_slug(meeting)
        meeting.imported = {**meeting.imported, "date": day}
    models.Model.save(meeting)


def _delete_documents(documents: Iterable[Document]) -> None:
    """Deletes them, with their files once that is certain; their uploads say that they were undone."""
    taken = list(documents)
    applied = Upload.objects.filter(document__in=[document.pk for document in taken], state=UploadState.APPLIED)
    applied.update(state=UploadState.UNDONE)
    for document in taken:
        transaction.on_commit(partial(document.file.storage.delete, str(document.file.name)))
        document.delete()
